//! Noticing that files changed on the disk, whoever changed them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};

use notify::event::{EventKind, ModifyKind, RemoveKind};
use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::poll::Polling;

/// What was noticed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Changes {
    /// Files that changed, as they are on the disk.
    pub(crate) files: BTreeSet<PathBuf>,
    /// More changed than can be named: folders came or went, or the system lost count.
    pub(crate) all: bool,
}

impl Changes {
    pub(crate) fn add(&mut self, more: Self) {
        self.files.extend(more.files);
        self.all |= more.all;
    }

    pub(crate) fn is_empty(&self) -> bool {
        !self.all && self.files.is_empty()
    }
}

/// Watches for as long as it lives.
pub(crate) struct Watching {
    how: How,
    site: Watched,
    tell: mpsc::Sender<Changes>,
}

enum How {
    /// The system tells.
    Told(RecommendedWatcher),
    /// Files are looked at every few seconds.
    Looking { _polling: Polling },
}

/// What is watched of a site.
struct Watched {
    root: PathBuf,
    understood: Arc<byline_site::Site>,
    /// Files that tell about the site, wherever they are.
    settings: Vec<String>,
}

impl Watching {
    /// Watches the folders of a site that hold posts and settings. Where the system has run out of watches, or `told` says
    /// not to ask it, files are looked at every few seconds.
    pub(crate) fn start(
        root: &Path,
        understood: &Arc<byline_site::Site>,
        settings: Vec<String>,
        told: bool,
        tell: mpsc::Sender<Changes>,
    ) -> Self {
        let site = Watched { root: root.to_owned(), understood: Arc::clone(understood), settings };
        let handler = {
            let tell = tell.clone();
            move |event: notify::Result<Event>| {
                let changes = event.map_or(Changes { all: true, ..Changes::default() }, |event| changes(&event));
                if !changes.is_empty() {
                    // The desk is closing when nobody listens any more.
                    let _ = tell.send(changes);
                }
            }
        };
        let watcher = told.then(|| RecommendedWatcher::new(handler, Config::default()).ok()).flatten();
        let watcher = watcher.and_then(|mut watcher| site.watch(&mut watcher).is_ok().then_some(watcher));
        let how = watcher.map_or_else(|| site.poll(&tell), How::Told);
        Self { how, site, tell }
    }

    /// Whether changes are noticed as they happen.
    pub(crate) fn at_once(&self) -> bool {
        matches!(self.how, How::Told(_))
    }

    /// Watches folders that have come since; looks every few seconds from now on where there are too many of them.
    pub(crate) fn follow(&mut self) {
        if let How::Told(watcher) = &mut self.how
            && self.site.watch(watcher).is_err()
        {
            self.how = self.site.poll(&self.tell);
        }
    }
}

impl Watched {
    fn poll(&self, tell: &mpsc::Sender<Changes>) -> How {
        How::Looking { _polling: Polling::start(&self.root, &self.understood, self.settings.clone(), tell.clone()) }
    }

    fn watch(&self, watcher: &mut dyn Watcher) -> notify::Result<()> {
        // The site's own top folder also holds things that are none of the posts' and large.
        watcher.watch(&self.root, RecursiveMode::NonRecursive)?;
        for folder in self.places() {
            if folder.is_dir() {
                watcher.watch(&folder, RecursiveMode::Recursive)?;
            }
        }
        let beside: BTreeSet<PathBuf> =
            self.settings.iter().filter_map(|file| Some(self.root.join(file).parent()?.to_owned())).collect();
        for folder in beside.iter().filter(|folder| **folder != self.root && folder.is_dir()) {
            // What is missed here is seen when the site is opened again.
            let _ = watcher.watch(folder, RecursiveMode::NonRecursive);
        }
        Ok(())
    }

    fn places(&self) -> Vec<PathBuf> {
        let folders: Vec<&str> = self.understood.text_folders().collect();
        let mut places: Vec<PathBuf> =
            folders.iter().filter(|folder| !folder.is_empty()).map(|folder| self.root.join(folder)).collect();
        if places.len() < folders.len()
            && let Ok(entries) = std::fs::read_dir(&self.root)
        {
            let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
            let posts = |name: &String| {
                !name.starts_with('.') && name != "node_modules" && !self.understood.skip.contains(name)
            };
            places.extend(names.filter(posts).map(|name| self.root.join(name)));
        }
        places
    }
}

fn changes(event: &Event) -> Changes {
    if matches!(event.kind, EventKind::Access(_)) {
        return Changes::default();
    }
    let hidden = |path: &Path| {
        let hides = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        // Settings may hide: `.byline.toml`, `.pages.yml`, `.eleventy.js`.
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        hides && !["toml", "yml", "yaml", "json", "js", "mjs", "cjs"].contains(&ending)
    };
    let files: BTreeSet<PathBuf> = event.paths.iter().filter(|path| !hidden(path)).cloned().collect();
    // What is gone may have been a folder, whose files are not named one by one; one can have a dot in its name.
    let text = |path: &Path| {
        path.extension().is_some_and(|ending| ending.to_ascii_lowercase().as_encoded_bytes().starts_with(b"m"))
    };
    let moved = matches!(event.kind, EventKind::Modify(ModifyKind::Name(_)) | EventKind::Remove(RemoveKind::Folder));
    let folder = files
        .iter()
        .any(|path| path.is_dir() || (!path.exists() && (path.extension().is_none() || (moved && !text(path)))));
    Changes { all: event.need_rescan() || folder, files }
}
