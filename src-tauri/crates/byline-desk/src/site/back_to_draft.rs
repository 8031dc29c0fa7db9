//! A post that becomes a draft again, the way the site means it.

use byline_git::JobFile;
use byline_site::Turn;

use super::Site;
use crate::api::{Event, OpenPost, Outcome, Step};
use crate::store::KeptJob;
use crate::{DeskError, words};

impl Site {
    /// Makes a post a draft again in the folder. Where the website has it, it is kept for sending as a draft, so that the
    /// website stops showing it; that waits, as any publish does, until the server can be reached.
    pub fn back_to_draft(&mut self, path: &str) -> Result<OpenPost, DeskError> {
        let path = &self.at_rest(path)?;
        let Some(turn) = self.draft_turn(path)? else { return Err(DeskError::NoDrafts { path: path.clone() }) };
        let on_website = self.is_on_website(path)?;
        if on_website && self.engine.destination()?.remote.is_none() {
            return Err(byline_git::Fault::NoServer.into());
        }
        self.cancel_publish(path)?;
        let to = self.take_turn(path, turn)?;
        if on_website {
            self.store.hold_back(&to, true)?;
            let title = self.post(&to)?.title;
            let message = words::say("publish.message.draft", &[("title", &title)]);
            let kept = self.job_for(&to, Some(&message), &Turn::default())?;
            self.store.keep_job(&kept)?;
            self.tell(Event::PostsChanged);
        }
        self.shown(&to)
    }

    /// Sends what is kept for a post now, waiting for the server on this thread. Nothing when nothing is kept.
    pub fn send_kept(&mut self, path: &str) -> Result<Option<Outcome>, DeskError> {
        let path = self.follow(path);
        let kept = self.jobs_to_send()?.into_iter().find(|kept| kept.post == path);
        kept.map(|kept| self.send(&kept)).transpose()
    }

    /// Keeps it for sending that files go off the server.
    pub(super) fn keep_removal(&mut self, path: &str, title: &str, files: Vec<JobFile>) -> Result<KeptJob, DeskError> {
        let job = self.job_of_files(title, "publish.message.delete", files);
        let kept = KeptJob::publish(path, job);
        self.store.keep_job(&kept)?;
        self.tell(Event::Publishing { path: path.to_owned(), step: Step::Kept, done: 1.0 });
        self.tell(Event::PostsChanged);
        Ok(kept)
    }

    pub(super) fn draft_turn(&self, path: &str) -> Result<Option<Turn>, DeskError> {
        let post = &self.on_page(path)?.post;
        let turn = self.understood.becomes_draft(path, post, &|wanted| self.files.is_taken(wanted));
        turn.map_err(|source| DeskError::Details { path: path.to_owned(), source })
    }

    /// Whether the server has a post, under this path or an earlier one.
    pub(super) fn is_on_website(&self, path: &str) -> Result<bool, DeskError> {
        Ok(self.store.published(path)?.is_some() || self.store.published_at(path)?.is_some())
    }
}
