//! Undoing the last publish from this desk, as a publish of what was there before.

use byline_git::{BlobId, CommitId, Fault, Job, JobFile};

use super::Site;
use super::publish::{Unsendable, nameless};
use crate::api::{Event, Outcome, OutcomeKind, Step};
use crate::store::{KeptJob, Meant, SentFile, SentPost};
use crate::{DeskError, words};

impl Site {
    /// Takes the last publish from this desk back, waiting for the server on this thread.
    pub fn take_back(&mut self) -> Result<Outcome, DeskError> {
        match self.keep_take_back(None) {
            Ok(kept) => self.send(&kept),
            Err(unsendable) => unsendable.into_outcome(),
        }
    }

    /// Keeps it for sending that the last publish, of this post or of all, is undone: exactly its files are to have again
    /// what the server had before, together with what a colleague changed since. The post's text here stays as it is.
    pub(crate) fn keep_take_back(&mut self, post: Option<&str>) -> Result<KeptJob, Box<Unsendable>> {
        let post = post.map(|post| self.follow(post));
        let sent = self.store.last_sent(post.as_deref())?.filter(|sent| !sent.taken_back);
        let sent = sent.ok_or(DeskError::NothingToTakeBack)?;
        let mut path = self.follow(&sent.post);
        if self.engine.destination().map_err(DeskError::Git)?.remote.is_none() {
            return Err(Box::new(Unsendable::Outcome(self.outcome(&path, OutcomeKind::Refused, "no-server"))));
        }
        if self.store.job_of(&path)?.is_some_and(|(_, state, _)| state == "sending") {
            return Err(DeskError::OnItsWay { path }.into());
        }
        let mut title = path.clone();
        if self.text_now(&path)?.is_some() {
            self.bring(&path)?;
            self.save(&path)?;
            if self.on_page(&path)?.other.is_some() {
                return Err(Box::new(Unsendable::Outcome(self.outcome(&path, OutcomeKind::NeedsYou, "two-texts"))));
            }
            let post = &self.on_page(&path)?.post;
            title = post.details().title.as_ref().map_or(title, |title| title.value.clone());
            let text = post.as_bytes().to_vec();
            self.store.keep_version(&path, &text, self.now().as_second(), "before-take-back")?;
            if let Some(from) = self.moved_from(&sent, &path) {
                // Its address is to be the old one again; here it keeps its words.
                self.move_post(&path, &from)?;
                path = from;
            }
        }
        let files = self.files_before(&sent, &path)?;
        let kept = KeptJob::publish(path.as_str(), self.job_of_files(&title, "publish.message.take-back", files));
        self.cancel_publish(&path)?;
        self.store.set_meant(&kept.job.id, Meant::TakeBack(sent.id))?;
        self.store.keep_job(&kept)?;
        self.tell(Event::Publishing { path, step: Step::Kept, done: 1.0 });
        self.tell(Event::PostsChanged);
        Ok(kept)
    }

    /// Where a post was that this publish moved, if that place is free here.
    fn moved_from(&self, sent: &SentPost, path: &str) -> Option<String> {
        let here = self.in_repository(path);
        sent.files.iter().find(|file| file.path == here && file.before.is_none())?;
        let left = sent.files.iter().filter(|file| file.before.is_some() && file.after.is_none());
        let mut left = left.filter_map(|file| self.in_site(&file.path)).filter(|was| self.is_post(was));
        left.next().filter(|was| !self.files.is_taken(was)).map(str::to_owned)
    }

    /// The files of a publish as they were. What was new goes, but a picture stays that something else uses by now.
    fn files_before(&self, sent: &SentPost, path: &str) -> Result<Vec<JobFile>, DeskError> {
        let is_new = |file: &&SentFile| file.before.is_none() && file.after.is_some();
        let new = sent.files.iter().filter(is_new).filter_map(|file| self.in_site(&file.path));
        let mut pictures: Vec<String> = new.filter(|file| !self.is_post(file)).map(str::to_owned).collect();
        if !pictures.is_empty() {
            self.keep_unnamed(path, &mut pictures);
        }
        let mut files = Vec::new();
        for file in &sent.files {
            let in_site = self.in_site(&file.path).unwrap_or_default();
            let is_used = is_new(&file) && !self.is_post(in_site) && !pictures.iter().any(|free| free == in_site);
            if file.before == file.after || is_used {
                continue;
            }
            let before = file.before.as_deref().and_then(BlobId::parse);
            let bytes = before.as_ref().map(|blob| self.blob(blob)).transpose()?;
            let base = file.after.as_deref().and_then(BlobId::parse);
            files.push(JobFile { path: file.path.clone(), bytes, base });
        }
        Ok(files)
    }

    fn blob(&self, id: &BlobId) -> Result<Vec<u8>, DeskError> {
        let gone = || Fault::Damaged { detail: format!("no content {id}") };
        Ok(self.engine.read_blob(id)?.ok_or_else(gone)?)
    }

    /// A job of these files. `said` is the catalogue's key of what the site's record says about it.
    pub(super) fn job_of_files(&self, title: &str, said: &str, files: Vec<JobFile>) -> Job {
        let now = self.around.clock.now();
        let writer = self.writer().unwrap_or_else(|| nameless(None));
        Job {
            id: format!("{}-{}", now.timestamp().as_microsecond(), byline_post::slug(title)),
            files,
            message: words::say(said, &[("title", title)]),
            writer: byline_git::Writer { name: writer.name, email: writer.email },
            time: now.timestamp().as_second(),
            offset_minutes: now.offset().seconds() / 60,
        }
    }

    /// The server has what was sent: remembers it, so that it can be taken back, or notes that it was.
    pub(super) fn note_sent(&mut self, kept: &KeptJob, state: Option<&CommitId>) -> Result<(), DeskError> {
        match self.store.meant(&kept.job.id)? {
            Some(Meant::TakeBack(sent)) => {
                self.store.set_taken_back(sent)?;
                return self.keep_what_is_here(&kept.job.files);
            }
            Some(Meant::Unpublish) => {
                self.store.hold_back(&kept.post, true)?;
                let gone: Vec<JobFile> = kept.job.files.iter().filter(|file| file.bytes.is_none()).cloned().collect();
                self.keep_what_is_here(&gone)?;
            }
            None => {}
        }
        let Some(state) = state.filter(|_| kept.post != byline_site::OWN_FILE) else { return Ok(()) };
        let mut files = Vec::new();
        for file in &kept.job.files {
            let told = self.engine.versions_of(state, &file.path, 2, &byline_git::Quiet)?;
            let mut states = told.states.into_iter();
            let Some(made) = states.next().filter(|made| made.commit == *state) else { continue };
            // Found there already, it may be somebody else's state that has the same.
            if made.time != kept.job.time || made.message.lines().next() != kept.job.message.lines().next() {
                continue;
            }
            let before = states.next().filter(|before| before.path == file.path).and_then(|before| before.blob);
            files.push(SentFile {
                path: file.path.clone(),
                before: before.map(|blob| blob.to_string()),
                after: made.blob.map(|blob| blob.to_string()),
            });
        }
        if files.is_empty() {
            return Ok(());
        }
        self.store.note_sent(&kept.job.id, (&kept.post, state.as_str()), self.now().as_second(), &files)
    }

    /// These files stay here as they are, though the server has others by now, or none.
    fn keep_what_is_here(&self, files: &[JobFile]) -> Result<(), DeskError> {
        for file in files {
            let Some(path) = self.in_site(&file.path) else { continue };
            if self.files.has(path) {
                self.store.keep_own_text(path)?;
            }
            if file.bytes.is_none() {
                self.store.forget_base(path)?;
            }
        }
        Ok(())
    }

    /// Whether a job that clashes is dropped, since it does not send the words that are here.
    pub(super) fn is_let_be(&self, meant: Meant, kept: &KeptJob) -> bool {
        let here = self.in_repository(&kept.post);
        let sends_words = kept.job.files.iter().any(|file| file.path == here && file.bytes.is_some());
        matches!(meant, Meant::TakeBack(_)) || !sends_words
    }

    /// A colleague changed what was to be undone: nothing was sent, nothing waits, and their text is kept.
    pub(super) fn let_be(&mut self, kept: &KeptJob) -> Result<(), DeskError> {
        self.store.forget_job(&kept.job.id)?;
        Ok(self.engine.forget(&kept.job.id)?)
    }
}

/// An outcome in the words of what the job is meant as.
pub(super) fn as_meant(meant: Option<Meant>, outcome: Outcome) -> Outcome {
    let what = match meant {
        None => return outcome,
        Some(Meant::TakeBack(_)) => "take-back",
        Some(Meant::Unpublish) => "unpublish",
    };
    let how = match outcome.outcome {
        OutcomeKind::Published | OutcomeKind::AlreadyPublished => "done",
        OutcomeKind::Waiting => "waits",
        OutcomeKind::NeedsYou => "clash",
        OutcomeKind::SentForApproval | OutcomeKind::Refused | OutcomeKind::Cancelled => return outcome,
    };
    let message = words::say(&format!("history.outcome.{what}.{how}"), &[("why", &outcome.message)]);
    let hint = words::say_if_known(&format!("history.outcome-hint.{what}.{how}"), &[]);
    Outcome { message, hint: hint.or(outcome.hint), ..outcome }
}

/// A post's title in the queue, with what becomes of it where that is not that it is published.
pub(super) fn title_as_meant(meant: Option<Meant>, title: String) -> String {
    match meant {
        None => title,
        Some(Meant::TakeBack(_)) => words::say("history.queued.take-back", &[("title", &title)]),
        Some(Meant::Unpublish) => words::say("history.queued.unpublish", &[("title", &title)]),
    }
}
