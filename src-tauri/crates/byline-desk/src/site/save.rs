//! Words on their way from the page to the file, and changes that others make to the file meanwhile.

use std::sync::{Arc, mpsc};
use std::time::Duration;

use byline_post::Post;
use jiff::{SignedDuration, Timestamp};

use super::Site;
use super::page::{Other, Timing, parse};
use super::two_noted::together;
use crate::DeskError;
use crate::api::Event;
use crate::store::From;
use crate::watch::{Changes, Watching};

/// A file follows this long after the last key.
const PAUSE: SignedDuration = SignedDuration::from_millis(700);
/// And this long after the first, however long the typing goes on.
const LONGEST: SignedDuration = SignedDuration::from_secs(5);
/// After a failure, this long until the next try.
const AGAIN: SignedDuration = SignedDuration::from_secs(5);

/// More changed files than this are found quicker by looking at all of them.
const MANY: usize = 64;

impl Site {
    /// Saves what is due. What cannot be saved is told as an event and tried again later.
    pub fn save_due(&mut self) {
        let now = self.now();
        let is_due = |post| due(post).is_some_and(|at| at <= now);
        let paths: Vec<String> =
            self.open.iter().filter(|(_, post)| is_due(post)).map(|(path, _)| path.clone()).collect();
        for path in paths {
            // A failure has been told as an event; the words stay in the journal and it is tried again.
            let _ = self.save(&path);
        }
    }

    /// Brings a post's words to its file now. Never over a change that somebody else made to the file.
    pub fn save(&mut self, path: &str) -> Result<(), DeskError> {
        let Some(on_page) = self.open.get(path) else { return Ok(()) };
        if on_page.is_saved() || on_page.other.is_some() {
            return Ok(());
        }
        let result = self.write_unless_changed(path);
        let again = self.now() + AGAIN;
        match &result {
            Ok(None) => return Ok(()),
            Ok(Some(revision)) => self.tell(Event::Saved { path: path.to_owned(), revision: *revision }),
            Err(error) => {
                let problem = error.problem();
                if let Some(timing) = &mut self.on_page_mut(path)?.timing {
                    timing.not_before = Some(again);
                }
                self.tell(Event::SaveFailed { path: path.to_owned(), problem });
            }
        }
        result?;
        self.refresh_post(path)
    }

    /// Saves everything that is unsaved.
    pub fn save_all(&mut self) -> Result<(), DeskError> {
        let paths: Vec<String> = self.open.keys().cloned().collect();
        paths.iter().try_for_each(|path| self.save(path))
    }

    /// How long until something should be saved.
    pub(crate) fn until_save(&self) -> Option<Duration> {
        let due = self.open.values().filter_map(due).min()?;
        Some(Duration::try_from(due.duration_since(self.now())).unwrap_or_default())
    }

    /// Takes note that files may have changed: posts on the page follow, and so does the whole list.
    pub fn files_changed(&mut self) -> Result<(), DeskError> {
        self.take_changes(&Changes { all: true, ..Changes::default() })
    }

    /// Starts to watch the folders that hold posts, on whichever thread it is called: that looks at every file once.
    pub(crate) fn to_watch(&self, noticed: mpsc::Sender<Changes>) -> impl FnOnce() -> Watching + Send + use<> {
        let (root, understood) = (self.root.clone(), Arc::clone(&self.understood));
        let (settings, told) = (self.settings_files(), self.around.watch);
        move || Watching::start(&root, &understood, settings, told, noticed)
    }

    /// Whether the system may be asked to tell what happens.
    pub(crate) fn may_watch(&self) -> bool {
        self.around.watch
    }

    /// Tells the listener how changes are noticed.
    pub(crate) fn tell_noticing(&self, watching: &Watching) {
        self.tell(Event::Noticing { at_once: watching.at_once() });
    }

    /// Takes note of changed files: posts on the page follow, and so does the list.
    pub(crate) fn take_changes(&mut self, changes: &Changes) -> Result<(), DeskError> {
        self.follow_settings()?;
        let open: Vec<String> = self.open.keys().cloned().collect();
        for path in open {
            // A file that cannot be read now is looked at again before anything is written over it.
            let _ = self.notice(&path);
        }
        if changes.all || changes.files.len() > MANY {
            return self.refresh();
        }
        for file in &changes.files {
            let Some(path) = self.path_below(file).filter(|path| self.is_post(path)) else { continue };
            self.refresh_if_changed(&path)?;
        }
        Ok(())
    }

    /// Looks whether somebody else changed the file of a post on the page. With nothing unsaved here, the page follows;
    /// else both texts are kept and the person is asked.
    fn notice(&mut self, path: &str) -> Result<(), DeskError> {
        let now = match self.files.read(path, super::LARGEST_POST) {
            Ok(bytes) => Some(bytes),
            Err(DeskError::NoSuchFile { .. }) => None,
            Err(error) => return Err(error),
        };
        let on_page = self.on_page_mut(path)?;
        let asked = on_page.other.as_ref().map(|Other(theirs)| theirs);
        if asked == Some(&now) {
            return Ok(());
        }
        if now == on_page.on_disk || now.as_deref() == Some(on_page.post.as_bytes()) {
            on_page.on_disk = now;
            if on_page.other.take().is_some() {
                // The other text is gone again: there is nothing left to choose.
                self.store.forget_rival(path, From::File)?;
                self.tell_changed(path)?;
            }
            return Ok(());
        }
        let text = now.as_ref().and_then(|bytes| parse(path, bytes).ok());
        let from_server = now.as_ref().is_some_and(|bytes| self.is_servers(path, bytes));
        match text {
            Some(text) if self.on_page(path)?.is_saved() => {
                let on_page = self.on_page_mut(path)?;
                on_page.remember();
                on_page.post = text;
                on_page.on_disk = now;
                on_page.revision += 1;
                on_page.saved = on_page.revision;
                on_page.other = None;
                self.tell_changed(path)?;
                if from_server {
                    self.tell_taken_in(path, true);
                }
                Ok(())
            }
            text => self.meet(path, text.as_ref(), now, from_server),
        }
    }

    /// Somebody else wrote the file while words here were not saved: both texts as one where they go together, else both
    /// are kept and the person is asked.
    fn meet(
        &mut self,
        path: &str,
        text: Option<&Post>,
        now: Option<Vec<u8>>,
        from_server: bool,
    ) -> Result<(), DeskError> {
        let known = self.store.rival(path, From::File)?.and_then(|rival| rival.base);
        let on_page = self.on_page(path)?;
        let base = known.or_else(|| on_page.on_disk.clone());
        let mine = on_page.post.clone();
        if let (Some(base), Some(text)) = (&base, text)
            && let Some(post) = together(path, base, &mine, text.as_bytes())
        {
            self.store.keep_version(path, mine.as_bytes(), self.now().as_second(), "before-merge")?;
            self.store.forget_rival(path, From::File)?;
            let at = self.now();
            let on_page = self.on_page_mut(path)?;
            on_page.remember();
            (on_page.post, on_page.on_disk, on_page.other) = (post, now, None);
            on_page.revision += 1;
            on_page.timing.get_or_insert(Timing { first: at, last: at, not_before: None });
            self.keep_in_journal(path)?;
            self.tell_changed(path)?;
            self.tell_taken_in(path, from_server);
            return Ok(());
        }
        let on_page = self.on_page_mut(path)?;
        let only_here = on_page.is_saved();
        if only_here {
            on_page.revision += 1;
        }
        self.note_other(path, base, now)?;
        if only_here {
            // No file has these words any more.
            self.keep_in_journal(path)?;
        }
        self.tell_changed(path)?;
        self.tell(Event::PostsChanged);
        Ok(())
    }

    /// Nothing when somebody else changed the file, and the person chooses first.
    fn write_unless_changed(&mut self, path: &str) -> Result<Option<u32>, DeskError> {
        self.notice(path)?;
        if self.on_page(path)?.other.is_some() { Ok(None) } else { self.write_file(path).map(Some) }
    }

    fn write_file(&mut self, path: &str) -> Result<u32, DeskError> {
        let at = self.now().as_second();
        let on_page = self.on_page(path)?;
        let (bytes, revision) = (on_page.post.as_bytes().to_vec(), on_page.revision);
        if let Some(before) = &on_page.on_disk {
            self.store.keep_version_in_time(path, before, at)?;
        }
        self.files.replace(path, &bytes)?;
        self.store.filed(path, self.engine.blob_id(&bytes).as_str())?;
        let on_page = self.on_page_mut(path)?;
        on_page.on_disk = Some(bytes);
        on_page.saved = revision;
        on_page.timing = None;
        on_page.recovered = false;
        Ok(revision)
    }
}

fn due(post: &super::page::OnPage) -> Option<Timestamp> {
    let timing = post.timing.filter(|_| !post.is_saved() && post.other.is_none())?;
    let due = (timing.last + PAUSE).min(timing.first + LONGEST);
    Some(timing.not_before.map_or(due, |not_before| due.max(not_before)))
}
