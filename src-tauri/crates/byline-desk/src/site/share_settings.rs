//! Giving colleagues the site's own settings: the one file, published like a post.

use byline_git::{BlobId, Conflict, Fault, Job};
use byline_site::OWN_FILE;

use super::Site;
use super::publish::{Unsendable, nameless};
use crate::api::{Event, OutcomeKind, PublishPlan, Sharing, SiteSettings, Step};
use crate::store::KeptJob;
use crate::{DeskError, words};

impl Site {
    /// What sharing the settings would do.
    pub(super) fn settings_plan(&mut self) -> Result<PublishPlan, DeskError> {
        let kept = self.settings_job(None)?;
        let files = self.planned(&kept.job)?;
        let remote = self.engine.destination()?.remote;
        let to = remote.as_ref().map(|remote| match &remote.host {
            Some(host) => host.clone(),
            None => words::say("publish.this-computer", &[]),
        });
        let word = if files.is_empty() { "publish.nothing" } else { "settings.share.summary" };
        Ok(PublishPlan {
            title: words::say("settings.share.title", &[]),
            files,
            summary: words::say(word, &[]),
            changes: Vec::new(),
            findings: Vec::new(),
            writer: self.writer(),
            to,
            cannot: remote.is_none().then(|| DeskError::Git(Fault::NoServer).problem()),
            wants_approval: false,
        })
    }

    /// Keeps the settings for sending, as they are in the file now.
    pub(super) fn keep_settings(&mut self, message: Option<&str>) -> Result<KeptJob, Box<Unsendable>> {
        if self.engine.destination().map_err(DeskError::Git)?.remote.is_none() {
            return Err(Box::new(Unsendable::Outcome(self.outcome(OWN_FILE, OutcomeKind::Refused, "no-server"))));
        }
        let kept = self.settings_job(message)?;
        self.store.keep_job(&kept)?;
        self.tell(Event::Publishing { path: OWN_FILE.to_owned(), step: Step::Kept, done: 1.0 });
        Ok(kept)
    }

    /// The file, or that it is gone.
    fn settings_job(&self, message: Option<&str>) -> Result<KeptJob, DeskError> {
        let bytes = if self.files.has(OWN_FILE) { Some(self.files.read(OWN_FILE, super::LARGEST_POST)?) } else { None };
        let title = words::say("settings.share.title", &[]);
        let file = self.job_file(OWN_FILE, bytes)?;
        let now = self.around.clock.now();
        let writer = self.writer().unwrap_or_else(|| nameless(None));
        let job = Job {
            id: format!("{}-settings", now.timestamp().as_microsecond()),
            files: vec![file],
            message: message.map_or_else(|| words::say("publish.message.changed", &[("title", &title)]), str::to_owned),
            writer: byline_git::Writer { name: writer.name, email: writer.email },
            time: now.timestamp().as_second(),
            offset_minutes: now.offset().seconds() / 60,
        };
        Ok(KeptJob::publish(OWN_FILE, job))
    }

    /// Colleagues changed the same lines: nothing was sent and nothing waits. Sharing once more puts these settings in the
    /// place of theirs, since the person has then been told of them.
    pub(super) fn settings_conflict(&mut self, kept: &KeptJob, theirs: Option<&Conflict>) -> Result<(), DeskError> {
        self.store.forget_job(&kept.job.id)?;
        self.engine.forget(&kept.job.id)?;
        if let Some(text) = theirs.and_then(|conflict| conflict.theirs.as_ref()) {
            self.store.keep_version(OWN_FILE, text, self.now().as_second(), "theirs")?;
        }
        match theirs.and_then(|conflict| conflict.their_id.as_ref()) {
            Some(theirs) => self.store.set_base(OWN_FILE, theirs.as_str()),
            None => Ok(()),
        }
    }

    /// Whether the server, when last asked, had the same settings.
    pub(super) fn sharing(&self) -> Result<Sharing, DeskError> {
        if self.engine.destination().map_or(true, |to| to.remote.is_none()) {
            return Ok(Sharing::Alone);
        }
        let (ours, theirs) = self.settings_here_and_there()?;
        Ok(if ours == theirs { Sharing::Same } else { Sharing::Differs })
    }

    /// Settings that are the same as the server's are what the next ones start from.
    pub(super) fn note_settings_base(&self) -> Result<(), DeskError> {
        match self.settings_here_and_there()? {
            (Some(ours), Some(theirs)) if ours == theirs && self.store.base(OWN_FILE)?.is_some() => {
                self.store.set_base(OWN_FILE, theirs.as_str())
            }
            _ => Ok(()),
        }
    }

    fn settings_here_and_there(&self) -> Result<(Option<BlobId>, Option<BlobId>), DeskError> {
        let tip = self.engine.known_tip()?;
        let path = self.in_repository(OWN_FILE);
        let theirs = tip.as_ref().map(|tip| self.engine.entry(tip, &path)).transpose()?.flatten();
        if !self.files.has(OWN_FILE) {
            return Ok((None, theirs));
        }
        let bytes = self.files.read(OWN_FILE, super::LARGEST_POST)?;
        let stored = self.engine.for_storage(tip.as_ref(), &path, &bytes)?;
        Ok((Some(self.engine.blob_id(&stored)), theirs))
    }

    /// Puts the server's settings, as they were when it was last asked, in the place of the ones here, which are kept as a
    /// version.
    pub fn take_shared_settings(&mut self) -> Result<SiteSettings, DeskError> {
        let tip = self.engine.known_tip()?;
        let path = self.in_repository(OWN_FILE);
        let theirs = tip.as_ref().map(|tip| self.engine.entry(tip, &path)).transpose()?.flatten();
        let bytes = theirs.as_ref().map(|id| self.engine.read_blob(id)).transpose()?.flatten();
        let bytes = bytes.map(|bytes| self.engine.for_folder(&path, bytes)).transpose()?;
        self.replace_settings(bytes.as_deref())?;
        if let Some(theirs) = theirs {
            self.store.set_base(OWN_FILE, theirs.as_str())?;
        }
        self.understand_again()?;
        self.settings()
    }
}
