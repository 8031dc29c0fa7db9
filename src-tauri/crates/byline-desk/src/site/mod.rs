//! One open site and everything that can be done with it, a file a use case.
//!
//! A [`Site`] belongs to one thread. Nothing here talks to a server except through [`crate::courier`].

mod approval;
mod attach;
mod back_to_draft;
mod begun;
mod broken;
mod change_address;
mod check;
mod delete;
mod detail_values;
mod doctor;
mod duplicate;
mod embed;
mod form;
mod history;
mod import;
mod index;
mod invite;
mod kept_back;
mod language;
mod link_to;
mod linked_post;
mod linking;
mod live;
mod look;
mod moved;
mod moving;
mod new_post;
mod outcome;
mod own_copy;
mod page;
mod preview;
mod publish;
mod queue;
mod read;
mod real;
mod receive;
mod related;
mod release;
mod rename;
mod rename_picture;
mod restore;
mod save;
mod schedule;
mod settings;
mod share_settings;
mod signin;
mod take_back;
mod take_in;
#[cfg(test)]
mod texts_tests;
mod tidy;
mod tidy_undo;
mod two_noted;
mod two_settled;
mod two_versions;
mod unpublish;
mod video;
mod view;
mod word_findings;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use byline_git::{CommitId, Engine, Fault};
use jiff::Timestamp;

pub(crate) use begun::Told as HistoryTold;
pub use import::Incoming;
pub(crate) use import::name_of;
pub(crate) use language::Told as LanguageOfPost;
pub(crate) use look::Differences;
pub use preview::{PictureAddress, preview_cards};
pub(crate) use publish::Unsendable;
pub(crate) use queue::{holds_all, waits_for_person};
pub use receive::SyncReport;
pub use tidy::Tidied;

use crate::api::{Event, Writer};
use crate::files::SiteFiles;
use crate::known::{self, KnownSites};
use crate::store::Store;
use crate::{DeskError, Surroundings, words};

/// The largest post that Byline opens, in bytes.
pub(crate) const LARGEST_POST: u64 = byline_post::MAX_BYTES as u64;

/// An open site.
pub struct Site {
    root: PathBuf,
    /// Where the site stands in its repository: empty, or a path that ends in a slash.
    prefix: String,
    understood: Arc<byline_site::Site>,
    files: SiteFiles,
    store: Store,
    engine: Box<dyn Engine>,
    around: Surroundings,
    open: HashMap<String, page::OnPage>,
    /// Where posts went that got another name while this site was open.
    renamed: HashMap<String, String>,
    /// Cached, because it is asked for often and changes only when somebody changes the repository's settings.
    head: Option<CommitId>,
    unread: index::Unread,
    /// What the server's history told of the post that was asked about last.
    told_states: Option<history::ToldStates>,
    /// The preview that was answered last.
    shown: preview::Shown,
    /// The files of settings as they were when the site was last understood.
    settled: settings::Stamp,
    understood_times: u32,
    /// The language of the website, once somebody asked.
    language: Option<language::SiteLanguage>,
    /// Something was kept for sending without anybody waiting for it.
    to_send: bool,
}

impl Site {
    /// Opens a folder as a site: understands it, opens its store and brings the list up to date.
    pub fn open(folder: &Path, around: Surroundings) -> Result<Self, DeskError> {
        let mut site = Self::open_unread(folder, around)?;
        site.refresh()?;
        Ok(site)
    }

    /// Opens a folder as a site for a desk, with the list as it was when the site was last open; a [`crate::Desk`] then
    /// reads what changed since. The first time, as much of the list is read as takes a second.
    pub fn open_as_known(folder: &Path, around: Surroundings) -> Result<Self, DeskError> {
        let mut site = Self::open_unread(folder, around)?;
        site.read_first()?;
        Ok(site)
    }

    fn open_unread(folder: &Path, around: Surroundings) -> Result<Self, DeskError> {
        let shown = folder.display().to_string();
        let root = folder.canonicalize().map_err(|_| DeskError::NoFolder { folder: shown.clone() })?;
        let around = around.with_anothers();
        let opening = |error| DeskError::open(shown.clone(), error);
        // Before all files of a folder are looked at that is no site.
        byline_git::work_tree(&root).map_err(opening)?;
        let on_disk = byline_site::OnDisk::new(&root).map_err(|error| DeskError::disk(&shown, error))?;
        // Each takes its time, and neither needs the other.
        let (engine, understood) = std::thread::scope(|both| {
            let understood = both.spawn(|| byline_site::understand(&on_disk));
            (byline_git::open(&root, &around.git), understood.join())
        });
        let engine = engine.map_err(opening)?;
        let understood = Arc::new(understood.unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        let prefix = prefix(engine.root(), &root).ok_or(DeskError::NotASite { folder: shown.clone() })?;
        let mut store = Store::open(&store_folder(&around.desk, &root))?;
        store.naming = engine.naming();
        let files = SiteFiles::new(root.clone(), Arc::clone(&understood));
        let head = engine.head().map_err(|fault| match fault {
            Fault::Other { detail } => DeskError::Damaged { detail },
            fault => fault.into(),
        })?;
        let open = HashMap::new();
        let mut site = Self {
            root,
            prefix,
            understood,
            files,
            store,
            engine,
            around,
            open,
            renamed: HashMap::new(),
            head,
            unread: index::Unread::default(),
            told_states: None,
            shown: preview::Shown::default(),
            settled: Vec::new(),
            understood_times: 0,
            language: None,
            to_send: false,
        };
        site.settled = site.stamp();
        site.go_back()?;
        Ok(site)
    }

    /// Opens the site that a file stands in, and tells the file's path in it. The site is the nearest folder above that
    /// is a repository, or the part of it that holds the generator's settings.
    pub fn open_around(file: &Path, around: Surroundings) -> Result<(Self, String), DeskError> {
        Self::found_around(file, around, Self::open)
    }

    /// As [`Site::open_around`], for whoever wants that one post and not the list: only the post's own line of it is
    /// brought up to date, so that it takes as long in a large site as in a small one. The rest of the list follows when
    /// the site is opened for it.
    pub fn open_for_one(file: &Path, around: Surroundings) -> Result<(Self, String), DeskError> {
        let (mut site, path) = Self::found_around(file, around, Self::open_unread)?;
        site.list_can_wait();
        if !site.store.index.is_empty()? {
            site.refresh_if_changed(&path)?;
        }
        Ok((site, path))
    }

    fn found_around(
        file: &Path,
        around: Surroundings,
        open: fn(&Path, Surroundings) -> Result<Self, DeskError>,
    ) -> Result<(Self, String), DeskError> {
        let shown = file.display().to_string();
        let real = file.canonicalize().map_err(|_| DeskError::NoSuchFile { path: shown.clone() })?;
        let folder = real.parent().unwrap_or(&real);
        let root = byline_git::work_tree(folder).map_err(|error| DeskError::open(shown.clone(), error))?;
        let root = root.canonicalize().map_err(|error| DeskError::disk(&shown, error))?;
        let site = open(&root, around)?;
        let path = site.path_of(&real).ok_or(DeskError::Outside { path: shown })?;
        Ok((site, path))
    }

    /// As [`Site::open_around`], for a file that need not be there any more.
    pub fn open_around_gone(file: &Path, around: Surroundings) -> Result<(Self, String), DeskError> {
        if file.symlink_metadata().is_ok() {
            return Self::open_around(file, around);
        }
        let shown = file.display().to_string();
        let missing = || DeskError::NoSuchFile { path: shown.clone() };
        let whole = std::path::absolute(file).map_err(|_| missing())?;
        let there = whole.ancestors().skip(1).find(|at| at.is_dir()).ok_or_else(missing)?;
        let rest = whole.strip_prefix(there).map_err(|_| missing())?;
        let real = there.canonicalize().map_err(|_| missing())?;
        let root = byline_git::work_tree(&real).map_err(|error| DeskError::open(shown.clone(), error))?;
        let root = root.canonicalize().map_err(|error| DeskError::disk(&shown, error))?;
        let site = Self::open(&root, around)?;
        let path = site.path_below(&real.join(rest)).filter(|path| site.files.place(path).is_ok());
        let path = path.ok_or(DeskError::Outside { path: shown })?;
        Ok((site, path))
    }

    /// The site's own name, else its folder's.
    pub fn name(&self) -> String {
        let folder = || self.root.file_name().map(|name| name.to_string_lossy().into_owned());
        self.understood.name.clone().or_else(folder).unwrap_or_else(|| words::say("site.unnamed", &[]))
    }

    /// The site's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Finds and reads the site's files, from any thread.
    pub fn files(&self) -> SiteFiles {
        self.files.clone()
    }

    /// A file's path in the site, if it is in the site.
    pub fn path_of(&self, file: &Path) -> Option<String> {
        self.path_below(&file.canonicalize().ok()?)
    }

    /// Whose name goes on what is published: the repository's, else the one that the person told Byline.
    pub fn writer(&self) -> Option<Writer> {
        let own = self.engine.writer().map(|writer| Writer { name: writer.name, email: writer.email });
        own.or_else(|| KnownSites::read(&self.around.desk).writer().cloned())
    }

    /// The author whom the newest posts name most.
    pub fn usual_author(&self) -> Result<Option<String>, DeskError> {
        self.store.index.usual_author()
    }

    fn is_post(&self, path: &str) -> bool {
        self.understood.is_post(path)
    }

    /// A place's path in the site, whether or not something is there.
    fn path_below(&self, place: &Path) -> Option<String> {
        let relative = place.strip_prefix(&self.root).ok()?;
        let parts: Option<Vec<_>> = relative.iter().map(|part| part.to_str()).collect();
        Some(parts?.join("/"))
    }

    fn in_repository(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }

    fn in_site<'a>(&self, path: &'a str) -> Option<&'a str> {
        path.strip_prefix(self.prefix.as_str())
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.around.clock.now().timestamp()
    }

    pub(crate) fn around(&self) -> &Surroundings {
        &self.around
    }

    pub(crate) fn tell(&self, event: Event) {
        self.around.events.tell(event);
    }
}

/// Where a site's store is in the desk's folder.
pub(crate) fn store_folder(desk: &Path, root: &Path) -> PathBuf {
    desk.join("sites").join(known::id(root))
}

fn prefix(repository: &Path, site: &Path) -> Option<String> {
    let repository = repository.canonicalize().ok()?;
    let relative = site.strip_prefix(repository).ok()?;
    relative.iter().map(|part| part.to_str().map(|part| format!("{part}/"))).collect()
}

/// The command-line contract's word for a kind of front matter.
pub(crate) fn front_matter_word(kind: byline_post::FrontMatter) -> &'static str {
    match kind {
        byline_post::FrontMatter::Yaml => "yaml",
        byline_post::FrontMatter::Toml => "toml",
        byline_post::FrontMatter::Json => "json",
    }
}
