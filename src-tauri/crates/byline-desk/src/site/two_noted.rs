//! Noting that a post has two versions: where the other came from, what both began with, who wrote it and when.

use byline_git::{Conflict, Quiet};
use byline_post::Post;

use super::Site;
use super::page::{Other, parse};
use crate::api::{Event, TwoVersionsNote};
use crate::store::{From, Rival};
use crate::{DeskError, joining, words};

/// As many kept texts are looked at for one that is known by its name.
const LOOKED_AT: usize = 100;

impl Site {
    /// The server has other texts than a post was made from, and they do not go together with what was to be sent. Each is
    /// kept as a version too, so that it is here whatever is decided.
    pub(super) fn note_conflicts(&self, post: &str, conflicts: &[Conflict]) -> Result<(), DeskError> {
        for conflict in conflicts {
            let Some(path) = self.in_site(&conflict.path) else { continue };
            let (who, at) = self.last_writer(path);
            let rival = Rival {
                path: path.to_owned(),
                post: post.to_owned(),
                from: From::Server,
                base: conflict.base.clone(),
                theirs: conflict.theirs.clone(),
                their_id: conflict.their_id.as_ref().map(ToString::to_string),
                who,
                at,
            };
            self.note_rival(&rival)?;
        }
        Ok(())
    }

    /// Texts of others that were in the way of something that is not tried again, as versions.
    pub(super) fn keep_their_texts(&self, conflicts: &[Conflict]) -> Result<(), DeskError> {
        for conflict in conflicts {
            if let (Some(path), Some(theirs)) = (self.in_site(&conflict.path), &conflict.theirs) {
                self.store.keep_version(path, theirs, self.now().as_second(), "theirs")?;
            }
        }
        Ok(())
    }

    /// Keeps another text until the person has chosen, and as a version for good.
    pub(super) fn note_rival(&self, rival: &Rival) -> Result<(), DeskError> {
        if let Some(theirs) = &rival.theirs {
            self.store.keep_version(&rival.path, theirs, self.now().as_second(), "theirs")?;
        }
        self.store.keep_rival(rival)
    }

    /// The file of a post on the page has another text now. Nothing is written over it until the person has chosen.
    pub(super) fn note_other(
        &mut self,
        path: &str,
        base: Option<Vec<u8>>,
        theirs: Option<Vec<u8>>,
    ) -> Result<(), DeskError> {
        self.store.keep_rival(&self.rival_in_file(path, base, theirs.clone()))?;
        self.on_page_mut(path)?.other = Some(Other(theirs));
        Ok(())
    }

    pub(super) fn rival_in_file(&self, path: &str, base: Option<Vec<u8>>, theirs: Option<Vec<u8>>) -> Rival {
        let published = theirs.as_ref().is_some_and(|bytes| self.is_servers(path, bytes));
        let (who, at) = if published { self.last_writer(path) } else { (None, None) };
        let written = || self.written_at(path).map(jiff::Timestamp::as_second);
        let (path, post, at) = (path.to_owned(), path.to_owned(), at.or_else(written));
        Rival { path, post, from: From::File, base, theirs, their_id: None, who, at }
    }

    /// What was kept of a text that is known by its name alone.
    pub(super) fn text_named(&self, path: &str, blob: &str) -> Option<Vec<u8>> {
        let id = byline_git::BlobId::parse(blob)?;
        let is_it = |bytes: &Vec<u8>| self.engine.blob_id(bytes) == id;
        let stored = self.engine.read_blob(&id).ok().flatten();
        let kept = || self.store.kept_versions(path, LOOKED_AT).ok()?.into_iter().map(|kept| kept.text).find(is_it);
        stored.filter(is_it).or_else(kept)
    }

    /// Who last changed a file on the website, and when.
    pub(super) fn last_writer(&self, path: &str) -> (Option<String>, Option<i64>) {
        let Ok(Some(tip)) = self.engine.known_tip() else { return (None, None) };
        let told = self.engine.versions_of(&tip, &self.in_repository(path), 1, &Quiet);
        let Some(state) = told.ok().and_then(|told| told.states.into_iter().next()) else { return (None, None) };
        let name = state.writer.map(|writer| writer.name.trim().to_owned()).filter(|name| !name.is_empty());
        (name, Some(state.time))
    }

    /// Whether a file's bytes are what the server has.
    pub(super) fn is_servers(&self, path: &str, bytes: &[u8]) -> bool {
        let full = self.in_repository(path);
        let Ok(Some(tip)) = self.engine.known_tip() else { return false };
        let stored = self.engine.for_storage(Some(&tip), &full, bytes);
        stored.is_ok_and(|stored| {
            self.engine.entry(&tip, &full).is_ok_and(|there| there == Some(self.engine.blob_id(&stored)))
        })
    }

    /// When a file was last written.
    pub(super) fn written_at(&self, path: &str) -> Option<jiff::Timestamp> {
        let written = self.files.place(path).ok()?.metadata().ok()?.modified().ok()?;
        jiff::Timestamp::try_from(written).ok()
    }

    /// Tells the person that somebody's changes are in the post that she has before her.
    pub(super) fn tell_taken_in(&self, path: &str, from_server: bool) {
        let who = if from_server { self.last_writer(path).0 } else { None };
        let message = match (from_server, who) {
            (true, Some(who)) => words::say("versions.taken-in", &[("who", &who)]),
            (true, None) => words::say("versions.taken-in.nameless", &[]),
            (false, _) => words::say("versions.taken-in.program", &[]),
        };
        self.tell(Event::TakenIn { path: path.to_owned(), message });
    }

    /// That there is something to choose, in a sentence.
    pub(super) fn two_versions_note(&self, post: &str) -> Result<Option<TwoVersionsNote>, DeskError> {
        let rivals = self.store.rivals_of(post)?;
        let Some(rival) = rivals.first() else { return Ok(None) };
        let deleted = if rival.theirs.is_none() { ".deleted" } else { "" };
        let by = match (rival.from, &rival.who) {
            (_, Some(_)) => "colleague",
            (From::Server, None) => "nameless",
            (From::File, None) => "program",
        };
        let who = rival.who.as_deref().unwrap_or_default();
        let message = words::say(&format!("versions.note.{by}{deleted}"), &[("who", who)]);
        Ok(Some(TwoVersionsNote { message }))
    }
}

/// Two texts of a post as one, if they go together.
pub(super) fn together(path: &str, base: &[u8], mine: &Post, theirs: &[u8]) -> Option<Post> {
    let (base, theirs) = (parse(path, base).ok()?, parse(path, theirs).ok()?);
    joining::posts(&base, mine, &theirs).clean()
}
