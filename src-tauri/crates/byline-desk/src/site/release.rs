//! A post that is published is no draft any more: its mark goes, or its file leaves the drafts, as the site does it.

use byline_site::Turn;

use super::Site;
use crate::api::Details;
use crate::{DeskError, words};

impl Site {
    /// What has to change in the folder so that the site shows a post once it is published.
    pub(super) fn turn(&self, path: &str) -> Result<Turn, DeskError> {
        let post = &self.on_page(path)?.post;
        let turn = self.understood.goes_public(path, post, self.today(), &|wanted| self.files.is_taken(wanted));
        turn.map_err(|source| DeskError::Details { path: path.to_owned(), source })
    }

    /// Changes a post's file as [`Site::turn`] says; how it was is kept as a version. Returns the path that it has then.
    pub(super) fn take_turn(&mut self, path: &str, turn: Turn) -> Result<String, DeskError> {
        let before = self.on_page(path)?.post.as_bytes().to_vec();
        if !turn.is_nothing() {
            self.store.keep_version(path, &before, self.now().as_second(), "before-turn")?;
        }
        if let Some(post) = turn.post {
            self.take_repaired(path, post)?;
            self.save(path)?;
            self.tell_changed(path)?;
        }
        let Some(to) = turn.path else { return Ok(path.to_owned()) };
        self.move_post(path, &to)?;
        Ok(to)
    }

    /// What publishing changes in the folder besides sending it, in sentences.
    pub(super) fn turn_words(&self, path: &str, turn: &Turn, details: &Details) -> Result<Vec<String>, DeskError> {
        let mut said = Vec::new();
        if turn.detail.is_some() {
            said.push(words::say("publish.turn.mark", &[]));
        }
        if let Some(date) = turn.date {
            said.push(words::say("publish.turn.date", &[("date", &date.to_string())]));
        }
        if let Some(to) = &turn.path {
            said.push(words::say("publish.turn.move", &[("path", to)]));
        }
        if let Some(was) = self.store.published_at(path)? {
            said.push(words::say("publish.turn.gone", &[("path", &was)]));
        }
        let later =
            details.date.as_ref().filter(|date| super::page::parse_date(date).is_ok_and(|day| day > self.today()));
        if let Some(date) = later.filter(|_| !self.understood.publishes_future()) {
            said.push(words::say("publish.turn.future", &[("date", date)]));
        }
        Ok(said)
    }
}
