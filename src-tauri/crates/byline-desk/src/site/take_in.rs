//! What colleagues published, taken into posts that were changed here: together with the words here where that goes, else
//! as a question. Files that nobody changed here follow by themselves; see [`byline_git::Engine::catch_up`].

use byline_git::{BlobId, CommitId};
use byline_post::Post;

use super::Site;
use super::page::{OnPage, parse};
use super::two_noted::together;
use crate::DeskError;
use crate::store::{From, Rival};

impl Site {
    /// Takes the server's newest texts into the posts that were changed here. Returns the files, by their paths in the
    /// repository, that are on purpose as they are here.
    pub(super) fn take_news(&mut self) -> Result<Vec<String>, DeskError> {
        let Some(tip) = self.engine.known_tip()? else { return Ok(Vec::new()) };
        let mut paths = self.store.index.differing()?;
        for path in self.open.keys().chain(&self.store.posts_with_rivals()?) {
            if !paths.contains(path) {
                paths.push(path.clone());
            }
        }
        let mut own = Vec::new();
        for path in paths {
            // One that cannot be taken in now holds up none of the others; it is looked at again with the next news.
            if self.take_in(&path, &tip).unwrap_or_default() {
                own.push(self.in_repository(&path));
            }
        }
        Ok(own)
    }

    /// True where the file is on purpose as it is here.
    fn take_in(&mut self, path: &str, tip: &CommitId) -> Result<bool, DeskError> {
        self.save(path)?;
        if self.open.get(path).is_some_and(|on_page| !on_page.is_saved() || on_page.other.is_some()) {
            return Ok(false);
        }
        let here = match self.files.read(path, super::LARGEST_POST) {
            Ok(bytes) => bytes,
            Err(DeskError::NoSuchFile { .. }) => return Ok(false),
            Err(error) => return Err(error),
        };
        let full = self.in_repository(path);
        let (theirs, base) = (self.engine.entry(tip, &full)?, self.base_of(path)?);
        let own = Some(self.engine.blob_id(&self.engine.for_storage(Some(tip), &full, &here)?));
        if own == theirs || theirs == base {
            if self.store.rival(path, From::Server)?.is_some() {
                self.store.forget_rival(path, From::Server)?;
                self.tell_changed_if_open(path)?;
            }
            if own == theirs && base != theirs {
                self.note_base_is(path, theirs.as_ref())?;
            }
            return Ok(own != theirs && own != base);
        }
        if own == base {
            self.follow_unchanged(path, base.as_ref(), theirs.as_ref())?;
            return Ok(false);
        }
        let blob = self.engine.blob_id(&here);
        if !self.store.is_written(path, blob.as_str())? && self.store.rival(path, From::Server)?.is_none() {
            // Another program's work.
            return Ok(false);
        }
        self.note_base_is(path, base.as_ref())?;
        let on_its_way = self.store.job_of(path)?.is_some_and(|(_, state, _)| state != "needs-you");
        if !on_its_way {
            self.take_theirs(path, &here, base.as_ref(), theirs.as_ref())?;
        }
        Ok(true)
    }

    /// The text here and theirs, both made from `base`, become one, or a question.
    fn take_theirs(
        &mut self,
        path: &str,
        here: &[u8],
        base: Option<&BlobId>,
        theirs: Option<&BlobId>,
    ) -> Result<(), DeskError> {
        let read = |id: Option<&BlobId>| id.map(|id| self.engine.read_blob(id)).transpose().map(Option::flatten);
        let (base, their_text) = (read(base)?, read(theirs)?);
        let mine = parse(path, here)?;
        if let (Some(base), Some(text), Some(id)) = (&base, &their_text, theirs)
            && let Some(post) = together(path, base, &mine, text)
        {
            self.take_joined(path, post)?;
            self.note_base_is(path, Some(id))?;
            return self.store.forget_rival(path, From::Server);
        }
        let their_id = theirs.map(ToString::to_string);
        if self.store.rival(path, From::Server)?.is_some_and(|known| known.their_id == their_id) {
            return Ok(());
        }
        let (who, at) = self.last_writer(path);
        let (post, path_of) = (path.to_owned(), path.to_owned());
        let rival = Rival { path: path_of, post, from: From::Server, base, theirs: their_text, their_id, who, at };
        self.note_rival(&rival)?;
        self.tell(crate::api::Event::PostsChanged);
        self.tell_changed_if_open(path)
    }

    /// A colleague's changes come into the words here; how those were is kept as a version.
    fn take_joined(&mut self, path: &str, post: Post) -> Result<(), DeskError> {
        let before_her = self.open.contains_key(path);
        self.bring(path)?;
        let before = self.on_page(path)?.post.as_bytes().to_vec();
        self.store.keep_version(path, &before, self.now().as_second(), "before-merge")?;
        self.on_page_mut(path)?.remember();
        self.take(path, post)?;
        self.save(path)?;
        if before_her {
            self.tell_changed(path)?;
            self.tell_taken_in(path, true);
        } else if self.on_page(path).is_ok_and(OnPage::is_saved) {
            self.open.remove(path);
        }
        Ok(())
    }

    /// Nobody changed the file here since it was taken over from the server, and the folder does not know that.
    fn follow_unchanged(
        &mut self,
        path: &str,
        base: Option<&BlobId>,
        theirs: Option<&BlobId>,
    ) -> Result<(), DeskError> {
        let full = self.in_repository(path);
        let head = self.head.as_ref().map(|head| self.engine.entry(head, &full)).transpose()?.flatten();
        let (true, Some(id)) = (head.as_ref() != base, theirs) else { return Ok(()) };
        let Some(text) = self.engine.read_blob(id)? else { return Ok(()) };
        self.files.replace(path, &self.engine.for_folder(&full, text)?)?;
        self.note_base_is(path, Some(id))
    }

    /// What the words here start from, as the server has it: noted, else what the folder's own state has.
    pub(super) fn base_of(&self, path: &str) -> Result<Option<BlobId>, DeskError> {
        match (self.store.base(path)?, &self.head) {
            // Empty where it is noted that the server has none.
            (Some(noted), _) => Ok(BlobId::parse(&noted)),
            (None, Some(head)) => Ok(self.engine.entry(head, &self.in_repository(path))?),
            (None, None) => Ok(None),
        }
    }

    /// Notes what the words here start from; none where the server has no such file.
    pub(super) fn note_base_is(&self, path: &str, base: Option<&BlobId>) -> Result<(), DeskError> {
        self.store.set_base(path, base.map(BlobId::as_str).unwrap_or_default())
    }

    fn tell_changed_if_open(&self, path: &str) -> Result<(), DeskError> {
        if self.open.contains_key(path) { self.tell_changed(path) } else { Ok(()) }
    }
}
