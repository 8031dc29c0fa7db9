//! Taking a post off the website the way the site means it: as a draft, or its files where the site knows no drafts.

use byline_git::{BlobId, JobFile};
use byline_site::Turn;

use super::Site;
use super::publish::Unsendable;
use crate::api::{Outcome, OutcomeKind, UnpublishPlan};
use crate::store::{KeptJob, Meant};
use crate::{DeskError, words};

/// So many texts that were kept of a post are looked at for a colleague's.
const LOOKED_AT: usize = 50;

impl Site {
    /// What taking a post off the website would mean. Changes nothing.
    pub fn unpublish_plan(&mut self, path: &str) -> Result<UnpublishPlan, DeskError> {
        let path = &self.follow(path);
        self.bring(path)?;
        let on_website = self.is_shown(path)?;
        let address = self.address(path, &self.on_page(path)?.post);
        let mut changes = Vec::new();
        if on_website {
            let turn = self.draft_turn(path)?;
            changes.push(match &turn {
                Some(Turn { path: Some(to), .. }) => words::say("history.unpublish.draft-moves", &[("path", to)]),
                Some(_) => words::say("history.unpublish.draft", &[]),
                None if self.is_marked(path)? => words::say("history.unpublish.draft", &[]),
                None => words::say("history.unpublish.removed", &[]),
            });
            changes.push(match &address {
                Some(address) => words::say("history.unpublish.address", &[("address", address)]),
                None => words::say("history.unpublish.no-address", &[]),
            });
            let linking = self.linking_posts(path)?.len();
            if linking > 0 {
                changes.push(words::count("history.unpublish.linking", linking));
            }
        }
        Ok(UnpublishPlan { title: self.title_of(path), on_website, changes, address })
    }

    /// Takes a post off the website, waiting for the server on this thread. It stays here, every word of it.
    pub fn unpublish(&mut self, path: &str) -> Result<Outcome, DeskError> {
        match self.keep_unpublish(path) {
            Ok(kept) => self.send(&kept),
            Err(unsendable) => unsendable.into_outcome(),
        }
    }

    /// Keeps it for sending that a post goes off the website.
    pub(crate) fn keep_unpublish(&mut self, path: &str) -> Result<KeptJob, Box<Unsendable>> {
        let path = self.at_rest(path)?;
        if !self.is_shown(&path)? {
            // What waits to go there is withdrawn.
            self.cancel_publish(&path)?;
            let outcome = self.outcome(&path, OutcomeKind::AlreadyPublished, "not-on-website");
            return Err(Box::new(Unsendable::Outcome(outcome)));
        }
        if self.engine.destination().map_err(DeskError::Git)?.remote.is_none() {
            return Err(Box::new(Unsendable::Outcome(self.outcome(&path, OutcomeKind::Refused, "no-server"))));
        }
        let title = self.title_of(&path);
        let kept = if self.draft_turn(&path)?.is_some() {
            let to = self.back_to_draft(&path)?.path;
            self.jobs_to_send()?.into_iter().find(|kept| kept.post == to).ok_or(DeskError::NoSuchFile { path: to })?
        } else if self.is_marked(&path)? {
            self.cancel_publish(&path)?;
            let message = words::say("publish.message.draft", &[("title", &title)]);
            let kept = self.job_for(&path, Some(&message), &Turn::default())?;
            self.store.keep_job(&kept)?;
            kept
        } else {
            self.cancel_publish(&path)?;
            let mut gone = vec![path.clone()];
            gone.extend(self.goes_with(&path)?);
            let files = self.off_server(&path, &gone)?;
            let files = files.into_iter().map(|file| self.knowing_theirs(file)).collect::<Result<_, _>>()?;
            let kept = KeptJob::publish(path, self.job_of_files(&title, "publish.message.unpublish", files));
            self.store.keep_job(&kept)?;
            kept
        };
        self.store.set_meant(&kept.job.id, Meant::Unpublish)?;
        self.tell(crate::api::Event::PostsChanged);
        Ok(kept)
    }

    /// The server has a post, and the website shows it.
    fn is_shown(&self, path: &str) -> Result<bool, DeskError> {
        Ok(self.is_on_website(path)? && !self.store.is_held_back(path)?)
    }

    /// It was marked as a draft here, which the website does not know yet.
    fn is_marked(&self, path: &str) -> Result<bool, DeskError> {
        Ok(self.understood.is_draft(path, &self.on_page(path)?.post))
    }

    /// A file that goes off the server. Where a colleague's newer text of it is kept here as a version, the person was told
    /// of it and asks once more: it is that one which goes.
    fn knowing_theirs(&self, file: JobFile) -> Result<JobFile, DeskError> {
        let Some(tip) = self.engine.known_tip()? else { return Ok(file) };
        let Some(there) = self.engine.entry(&tip, &file.path)? else { return Ok(file) };
        let path = self.in_site(&file.path).unwrap_or_default();
        let kept = self.store.kept_versions(path, LOOKED_AT)?;
        let is_known = |kept: &crate::store::KeptVersion| kept.why == "theirs" && self.is_blob(&kept.text, &there);
        Ok(if kept.iter().any(is_known) { JobFile { base: Some(there), ..file } } else { file })
    }

    fn is_blob(&self, text: &[u8], blob: &BlobId) -> bool {
        self.engine.blob_id(text) == *blob
    }
}
