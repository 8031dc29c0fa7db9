//! Keeping the list true to the files: in two passes, so that a list is there long before everything has been read.

use std::time::{Duration, Instant};

use super::Site;
use super::look::Differences;
use super::read::{self, Whole};
use crate::DeskError;
use crate::api::{Event, ListChoices, PostItem, PostList, PostQuery};
use crate::store::{Filled, Indexed, Lister, Row, ToFill};
use crate::walk::{self, Seen};

/// How many files are looked at between two questions: a few hundredths of a second's worth.
const GLANCES: usize = 1_000;
/// And how many are read whole.
const WHOLE: usize = 64;
/// When nobody waits, more at a time costs less.
const AT_ONCE: usize = 4_000;
/// While files are read, the listener hears of it this often.
const NEWS: Duration = Duration::from_secs(1);
/// How long opening a site may take to read its posts for the first time; the rest comes while it is open.
const FIRST_READING: Duration = Duration::from_secs(1);

/// What is still to be read.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a thing of its own to be done")]
pub(super) struct Unread {
    /// Files that are not as the list has them, the last in the order of the paths first.
    files: Vec<Seen>,
    /// Posts without their text may be in the list.
    texts: bool,
    /// All files should be looked at.
    look: bool,
    /// Posts came that the history has not been asked about.
    history: bool,
    /// A desk reads between two questions; else everything is read before an answer.
    at_desk: bool,
    /// The site was opened for one post: nobody asks for the list.
    can_wait: bool,
    /// When the listener last heard that the list grew.
    told: Option<Instant>,
}

impl Site {
    /// The posts that a query asks for.
    pub fn posts(&self, query: &PostQuery) -> Result<PostList, DeskError> {
        self.store.list(query)
    }

    /// What the list can be narrowed to.
    pub fn list_choices(&self) -> Result<ListChoices, DeskError> {
        self.store.choices()
    }

    /// One post of the list.
    pub fn post(&self, path: &str) -> Result<PostItem, DeskError> {
        self.store.item(path)?.ok_or_else(|| DeskError::NoSuchFile { path: path.to_owned() })
    }

    /// Reads the list from a connection of its own, on any thread.
    pub(crate) fn lister(&self) -> Result<Lister, DeskError> {
        Lister::open(&super::store_folder(&self.around.desk, &self.root))
    }

    /// Brings the whole list up to date: reads the files that are new or changed, and asks what the server had when it
    /// was last asked. Tells the listener when anything changed. At a desk it is done between two questions.
    pub fn refresh(&mut self) -> Result<(), DeskError> {
        if self.unread.at_desk || self.unread.can_wait {
            self.unread.look = true;
            return Ok(());
        }
        let found = self.to_look().differences(&self.store.index, self.engine.as_ref())?;
        let mut news = self.take_differences(found)?;
        let files = std::mem::take(&mut self.unread.files);
        self.glance_at(&files, 0)?;
        // Before the texts: what the history tells is searched for with them.
        if let Some(ask) = self.to_ask_history()? {
            self.take_history(&ask.run()?)?;
        }
        loop {
            let texts = self.store.index.to_fill(AT_ONCE)?;
            if texts.is_empty() {
                break;
            }
            news = true;
            self.read_whole(&texts)?;
        }
        self.store.index.settle()?;
        self.unread.texts = false;
        if news {
            self.tell(Event::PostsChanged);
        }
        Ok(())
    }

    /// Posts without their text are in the list.
    pub(super) fn texts_are_unread(&mut self) {
        self.unread.texts = true;
    }

    /// Whether the history should be asked: once after everything has been read; asked, it is forgotten.
    pub(crate) fn wants_history(&mut self) -> bool {
        !self.has_unread() && std::mem::take(&mut self.unread.history)
    }

    /// As far as a first list can be read while somebody waits for it. What is known of a site is shown as it is known.
    pub(super) fn read_first(&mut self) -> Result<(), DeskError> {
        self.unread = Unread { texts: true, look: true, history: true, at_desk: true, ..Unread::default() };
        if self.store.index.is_empty()? {
            let begin = Instant::now();
            let found = self.to_look().differences(&self.store.index, self.engine.as_ref())?;
            self.take_differences(found)?;
            self.unread.look = false;
            while begin.elapsed() < FIRST_READING && self.glance()? {}
        }
        Ok(())
    }

    /// From now on the list is left as it is.
    pub(super) fn list_can_wait(&mut self) {
        self.unread.can_wait = true;
    }

    /// Brings a list up to date that could wait until now, because other posts are about to be looked at.
    pub(super) fn need_list(&mut self) -> Result<(), DeskError> {
        if std::mem::take(&mut self.unread.can_wait) { self.refresh() } else { Ok(()) }
    }

    /// From now on the list is read between two questions.
    pub(crate) fn be_at_desk(&mut self) {
        self.unread.at_desk = true;
    }

    /// Whether all files should be looked at; asked once, it is forgotten.
    pub(crate) fn wants_a_look(&mut self) -> bool {
        std::mem::take(&mut self.unread.look)
    }

    /// Takes in what a look at all files and at the server found. True when that is anything.
    pub(crate) fn take_differences(&mut self, found: Differences) -> Result<bool, DeskError> {
        let mut any = !found.changed.is_empty() || !found.gone.is_empty();
        if let Some(news) = found.news {
            // Published meanwhile: what was found is old already.
            if self.engine.known_tip()?.is_some_and(|tip| tip.as_str() == news.tip) {
                self.store.index.set_published(&news)?;
                any = true;
            } else {
                self.unread.look = true;
            }
        }
        self.unread.files = found.changed;
        // A file that came back meanwhile is not gone, unless the site was understood anew and it is no post any more.
        let gone = found.gone.into_iter().filter(|path| !self.files.has(path) || !self.understood.is_post(path));
        let gone: Vec<String> = gone.collect();
        let unread = self.unread.files.len();
        if !gone.is_empty() {
            self.store.index.write(&[], &gone, unread)?;
        }
        self.store.index.note_unread(unread)?;
        if any && self.unread.at_desk {
            self.tell(Event::PostsChanged);
        }
        Ok(any)
    }

    /// Whether files are still to be read.
    pub(crate) fn has_unread(&self) -> bool {
        !self.unread.files.is_empty() || self.unread.texts
    }

    /// Reads some of the files that are still to be read.
    pub(crate) fn read_some(&mut self) -> Result<(), DeskError> {
        let more = self.glance()? || self.read_some_whole()?;
        if !more {
            self.store.index.settle()?;
            self.unread.texts = false;
        }
        if !more || self.unread.told.is_none_or(|at| at.elapsed() > NEWS) {
            self.unread.told = more.then(Instant::now);
            self.tell(Event::PostsChanged);
        }
        Ok(())
    }

    /// Brings one post of the list up to date.
    pub(crate) fn refresh_post(&mut self, path: &str) -> Result<(), DeskError> {
        let unread = self.unread.files.len();
        match self.files.place(path).ok().and_then(|_| read::row(&self.root, self.understood.dates_by_name(), path)) {
            Some(row) => {
                self.store.index.write(&[row], &[], unread)?;
                if let Some(text) = self.store.index.to_fill_of(path)? {
                    self.read_whole(&[text])?;
                }
                self.store.index.settle()?;
            }
            None => self.store.index.write(&[], &[path.to_owned()], unread)?,
        }
        self.tell(Event::PostsChanged);
        Ok(())
    }

    /// Brings one post of the list up to date, if its file is not the one that the list was made from.
    pub(crate) fn refresh_if_changed(&mut self, path: &str) -> Result<(), DeskError> {
        let seen = self.files.place(path).ok().and_then(|place| walk::look(&place, path.to_owned()));
        let same = match &seen {
            Some(seen) => self.store.index.indexed_as(path)? == Some(Indexed::from(seen)),
            None => self.store.item(path)?.is_none(),
        };
        if same { Ok(()) } else { self.refresh_post(path) }
    }

    /// Asks the repository what the server has now that a post was sent.
    pub(super) fn refresh_published(&mut self, sent: &str) -> Result<(), DeskError> {
        if self.unread.at_desk || self.unread.can_wait {
            // The rest is asked for without holding anybody up.
            self.unread.look = true;
            let Some(tip) = self.engine.known_tip()? else { return Ok(()) };
            let there = self.engine.entry(&tip, &self.in_repository(sent))?;
            return there.map_or(Ok(()), |blob| self.store.index.set_one_published(sent, blob.as_str()));
        }
        let news = self.to_look().server_news(&self.store.index, self.engine.as_ref())?;
        news.map_or(Ok(()), |news| self.store.index.set_published(&news))
    }

    /// The first pass: what a list tells of a post. False when there is nothing left to do.
    fn glance(&mut self) -> Result<bool, DeskError> {
        let from = self.unread.files.len().saturating_sub(GLANCES);
        let files = self.unread.files.split_off(from);
        if files.is_empty() {
            return Ok(false);
        }
        self.glance_at(&files, from)?;
        Ok(true)
    }

    fn glance_at(&mut self, files: &[Seen], unread: usize) -> Result<(), DeskError> {
        if files.is_empty() {
            return Ok(());
        }
        (self.unread.texts, self.unread.history) = (true, true);
        let (root, dated, index) = (&self.root, self.understood.dates_by_name(), &mut self.store.index);
        let mut rows: Vec<Row> = Vec::new();
        let mut gone: Vec<String> = Vec::new();
        let mut left = unread + files.len();
        read::on_all_cores(
            files,
            |seen| read::row(root, dated, &seen.path).ok_or_else(|| seen.path.clone()),
            |part| {
                left -= part.len();
                for row in part {
                    row.map_or_else(|path| gone.push(path), |row| rows.push(row));
                }
                if rows.len() < AT_ONCE && left > unread {
                    return Ok(());
                }
                index.write(&std::mem::take(&mut rows), &std::mem::take(&mut gone), left)
            },
        )
    }

    /// The second pass: a post's text for the search, its words, and whether it is as on the server.
    fn read_some_whole(&mut self) -> Result<bool, DeskError> {
        let texts = self.store.index.to_fill(WHOLE)?;
        self.read_whole(&texts)?;
        Ok(!texts.is_empty())
    }

    fn read_whole(&mut self, texts: &[ToFill]) -> Result<(), DeskError> {
        let mut same: Vec<(String, Filled)> = Vec::new();
        let mut changed: Vec<Row> = Vec::new();
        let mut gone: Vec<String> = Vec::new();
        let (root, dated, index) = (&self.root, self.understood.dates_by_name(), &mut self.store.index);
        let naming = self.engine.naming();
        let hash = |bytes: &[u8]| naming.blob_id(bytes).to_string();
        read::on_all_cores(
            texts,
            |text| (text.seen.path.clone(), read::whole(root, dated, text, &hash)),
            |part| {
                let mut filled = Vec::with_capacity(part.len());
                for (path, whole) in part {
                    match whole {
                        Whole::Text(text) => filled.push((path, text)),
                        Whole::Changed(row) => changed.push(row),
                        Whole::Gone(path) => gone.push(path),
                    }
                }
                index.fill(filled.iter().map(|(_, text)| text))?;
                same.extend(filled.into_iter().map(|(path, text)| (path, Filled { text: String::new(), ..text })));
                Ok(())
            },
        )?;
        if !changed.is_empty() || !gone.is_empty() {
            self.store.index.write(&changed, &gone, self.unread.files.len())?;
        }
        same.iter().try_for_each(|(path, text)| self.note_base(path, text))
    }

    /// A file that is the same as on the server is what its next words start from.
    fn note_base(&self, path: &str, text: &Filled) -> Result<(), DeskError> {
        // Few posts have one noted: asked first, since a large site's first index comes through here too.
        if self.store.base(path)?.is_some()
            && let Some(blob) = self.store.published(path)?
            && (blob == text.blob || text.blob_lf.as_ref() == Some(&blob))
        {
            self.store.set_base(path, &blob)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use byline_testkit::World;

    use super::*;
    use crate::Surroundings;

    #[test]
    fn a_file_that_went_right_after_it_was_written_leaves_the_list() {
        const POST: &str = "posts/a.md";
        let world = World::new();
        let folder = world.site("site", &[(POST, b"# A\n")]);
        let mut site = Site::open(folder.path(), Surroundings::new(world.folder().join("desk"))).unwrap();
        let just_written = Row { unsure: true, ..read::row(&site.root, false, POST).unwrap() };
        site.store.index.write(&[just_written], &[], 0).unwrap();
        std::fs::remove_file(folder.path().join(POST)).unwrap();
        site.refresh_if_changed(POST).unwrap();
        assert!(site.post(POST).is_err());
    }
}
