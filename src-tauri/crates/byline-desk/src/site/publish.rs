//! Publishing a post: what would go out, keeping it for sending, and what the outcome means.

use byline_git::{BlobId, Change, CommitId, Fault, Job, JobFile, Meta};
use byline_site::{OWN_FILE, Turn};

use super::Site;
use super::check::finding;
use super::live::can_look_for;
use super::outcome::{never_heals, waiting_word};
use super::page::parse;
use super::queue::holds_all;
use crate::api::{
    ChangeKind, Event, Outcome, OutcomeKind, PlannedFile, PostState, Problem, PublishPlan, Sending, Severity, Step,
    Writer,
};
use crate::courier::Courier;
use crate::joining::AsPosts;
use crate::store::{JobKind, JobState, KeptJob};
use crate::{DeskError, words};

impl Site {
    /// What publishing a post would do. Nothing is sent and nothing is kept.
    pub fn publish_plan(&mut self, path: &str) -> Result<PublishPlan, DeskError> {
        if path == OWN_FILE {
            return self.settings_plan();
        }
        let path = &self.follow(path);
        self.open_post(path)?;
        self.save(path)?;
        let turn = self.turn(path)?;
        let post = turn.post.clone().map_or_else(|| Ok::<_, DeskError>(self.on_page(path)?.post.clone()), Ok)?;
        let title = post.details().title.as_ref().map_or_else(|| path.to_owned(), |title| title.value.clone());
        let kept = self.job_for(path, None, &turn)?;
        let files = self.planned(&kept.job)?;
        let changes = self.turn_words(path, &turn, &self.details(path, &post))?;
        let mut findings: Vec<_> = self.check(path, &post).into_iter().map(|found| finding(&post, &found)).collect();
        findings.retain(|found| found.severity != Severity::Note);
        findings.sort_by_key(|found| found.severity);
        let remote = self.engine.destination()?.remote;
        let to = remote.as_ref().map(|remote| match &remote.host {
            Some(host) => host.clone(),
            None => words::say("publish.this-computer", &[]),
        });
        let cannot = remote.is_none().then(|| DeskError::Git(Fault::NoServer).problem());
        let summary = summary(&kept.post, &files);
        let wants_approval = self.wants_approval()?;
        Ok(PublishPlan { title, files, summary, changes, findings, writer: self.writer(), to, cannot, wants_approval })
    }

    /// Keeps a post for sending, as it is in its file now. From here on a crash only delays it.
    pub(crate) fn keep_for_sending(&mut self, path: &str, how: &Sending) -> Result<KeptJob, Box<Unsendable>> {
        if path == OWN_FILE {
            return self.keep_settings(how.message.as_deref());
        }
        let path = &self.follow(path);
        self.open_post(path)?;
        self.save(path)?;
        if self.on_page(path)?.other.is_some() {
            return Err(Box::new(Unsendable::Outcome(self.outcome(path, OutcomeKind::NeedsYou, "two-texts"))));
        }
        if self.engine.destination().map_err(DeskError::Git)?.remote.is_none() {
            return Err(Box::new(Unsendable::Outcome(self.outcome(path, OutcomeKind::Refused, "no-server"))));
        }
        let due = how.at.as_deref().map(|at| self.time_to_send(path, at)).transpose()?;
        let turn = self.turn(path)?;
        if turn.path.is_some() {
            self.need_list()?;
        }
        let path = self.take_turn(path, turn)?;
        self.store.hold_back(&path, false)?;
        let mut kept = self.job_for(&path, how.message.as_deref(), &Turn::default())?;
        if how.for_approval {
            kept.kind = JobKind::Approval;
        }
        if let Some(due) = due {
            // It is dated when it is to be there, not when it was prepared.
            (kept.job.time, kept.job.offset_minutes) = (due.timestamp().as_second(), due.offset().seconds() / 60);
            kept.due = Some(kept.job.time);
        }
        self.store.keep_job(&kept)?;
        self.tell(Event::Publishing { path, step: Step::Kept, done: 1.0 });
        self.tell(Event::PostsChanged);
        Ok(kept)
    }

    /// Publishes a post now, waiting for the server on this thread.
    pub fn publish(&mut self, path: &str, message: Option<&str>) -> Result<Outcome, DeskError> {
        self.publish_as(path, &Sending { message: message.map(str::to_owned), ..Sending::default() })
    }

    /// Sends a post as the person wants it, waiting for the server on this thread unless it is to go out later.
    pub fn publish_as(&mut self, path: &str, how: &Sending) -> Result<Outcome, DeskError> {
        match self.keep_for_sending(path, how) {
            Ok(kept) if kept.due.is_some() => self.scheduled(&kept),
            Ok(kept) => self.send(&kept),
            Err(unsendable) => unsendable.into_outcome(),
        }
    }

    /// What publishing a post would come to, in the form of an outcome.
    pub fn publish_dry(&mut self, path: &str) -> Result<Outcome, DeskError> {
        let plan = self.publish_plan(path)?;
        let kind = match (&plan.cannot, plan.files.is_empty()) {
            (Some(_), _) => OutcomeKind::Refused,
            (None, true) => OutcomeKind::AlreadyPublished,
            (None, false) => OutcomeKind::Published,
        };
        let key = if plan.cannot.is_some() { "no-server" } else { "dry-run" };
        let outcome = self.outcome(path, kind, key);
        let message = std::iter::once(outcome.message.clone()).chain(plan.changes).collect::<Vec<_>>().join(" ");
        Ok(Outcome { files: plan.files, message, ..outcome })
    }

    /// The drafts and changed posts of the site, the oldest first.
    pub fn unpublished(&self) -> Result<Vec<String>, DeskError> {
        let query = crate::api::PostQuery { take: u32::MAX, ..crate::api::PostQuery::default() };
        let mut posts = self.posts(&query)?.posts;
        let settled = |state| {
            matches!(
                state,
                PostState::Published
                    | PostState::Live
                    | PostState::Scheduled
                    | PostState::Sending
                    | PostState::ForApproval
            )
        };
        posts.retain(|post| !settled(post.state) && post.problem.is_none());
        // A draft that was on the website was taken off: it goes out when it is asked for by its name.
        posts.retain(|post| {
            post.state != PostState::Draft
                || (self.store.published(&post.path).is_ok_and(|blob| blob.is_none())
                    && self.store.is_held_back(&post.path).is_ok_and(|held| !held))
        });
        Ok(posts.into_iter().rev().map(|post| post.path).collect())
    }

    /// The jobs that are to be sent, the oldest first.
    pub(crate) fn jobs_to_send(&self) -> Result<Vec<KeptJob>, DeskError> {
        self.store.jobs_to_send()
    }

    /// Whether another text of the same post is kept for sending by now.
    pub(crate) fn is_kept_anew(&self, kept: &KeptJob) -> Result<bool, DeskError> {
        Ok(self.store.job_of(&kept.post)?.is_some_and(|(id, _, _)| id != kept.job.id))
    }

    /// Notes that a job is on its way.
    pub(crate) fn sending(&self, kept: &KeptJob) -> Result<(), DeskError> {
        self.store.set_job_state(&kept.job.id, JobState::Sending, "")?;
        self.tell(Event::PostsChanged);
        Ok(())
    }

    pub(crate) fn courier(&self) -> Courier {
        Courier::new(&self.root, &self.around)
    }

    pub(super) fn send(&mut self, kept: &KeptJob) -> Result<Outcome, DeskError> {
        self.sending(kept)?;
        let delivered = self.request(kept).and_then(|request| self.courier().deliver(kept, request.as_ref()));
        self.delivered(kept, delivered)
    }

    /// Takes note of how a delivery ended, and says it in words.
    pub(crate) fn delivered(
        &mut self,
        kept: &KeptJob,
        delivered: Result<byline_git::Outcome, DeskError>,
    ) -> Result<Outcome, DeskError> {
        self.mind_own_copy();
        let path = kept.post.as_str();
        let meant = self.store.meant(&kept.job.id)?;
        let outcome = match delivered {
            Err(error) => {
                if never_heals(&error) {
                    self.store.forget_job(&kept.job.id)?;
                    self.engine.forget(&kept.job.id)?;
                    // Whoever clicked is told by the error; a post that waited a while is told of here.
                    let Problem { message, hint, .. } = error.problem();
                    let refused = self.outcome(path, OutcomeKind::Refused, "refused");
                    let outcome = Outcome { message, hint, ..refused };
                    self.tell(Event::PublishEnded { path: path.to_owned(), outcome });
                } else {
                    self.store.set_job_state(&kept.job.id, JobState::Waiting, error.code())?;
                }
                self.tell(Event::PostsChanged);
                return Err(error);
            }
            Ok(byline_git::Outcome::Published { commit, branch, attempts, files }) => {
                self.sent(kept, Some(&commit))?;
                let files = files.iter().filter_map(|sent| self.planned_file(sent)).collect();
                let done = self.outcome(path, OutcomeKind::Published, "published");
                Outcome { commit: Some(commit.to_string()), branch: Some(branch), attempts, files, ..done }
            }
            Ok(byline_git::Outcome::AlreadyPublished { commit, branch }) => {
                self.sent(kept, commit.as_ref())?;
                let done = self.outcome(path, OutcomeKind::AlreadyPublished, "already-published");
                Outcome { commit: commit.map(|id| id.to_string()), branch: Some(branch), attempts: 1, ..done }
            }
            Ok(byline_git::Outcome::NeedsYou { conflicts }) if path == OWN_FILE => {
                self.settings_conflict(kept, conflicts.first())?;
                self.outcome(path, OutcomeKind::NeedsYou, "two-versions")
            }
            Ok(byline_git::Outcome::NeedsYou { conflicts })
                if meant.is_some_and(|meant| self.is_let_be(meant, kept)) =>
            {
                self.keep_their_texts(&conflicts)?;
                self.let_be(kept)?;
                self.outcome(path, OutcomeKind::NeedsYou, "two-versions")
            }
            Ok(byline_git::Outcome::NeedsYou { conflicts }) => {
                self.store.set_job_state(&kept.job.id, JobState::NeedsYou, "two-versions")?;
                self.store.forget_rivals_of(path)?;
                self.note_conflicts(path, &conflicts)?;
                // A post that has moved goes together with what was written where it was.
                if let Some(asked) = self.two_versions(path)?.filter(|asked| asked.questions.is_empty()) {
                    self.settle_versions(path, &asked.stamp, &[])?;
                }
                if self.open.contains_key(path) {
                    self.tell_changed(path)?;
                }
                self.outcome(path, OutcomeKind::NeedsYou, "two-versions")
            }
            Ok(byline_git::Outcome::SentForApproval { commit, name, branch, address, made, attempts, files }) => {
                let done = self.sent_for_approval(kept, (&commit, name), (address, made))?;
                let files = files.iter().filter_map(|sent| self.planned_file(sent)).collect();
                Outcome { commit: Some(commit.to_string()), branch: Some(branch), attempts, files, ..done }
            }
            Ok(byline_git::Outcome::Refused { why, said }) => {
                self.store.forget_job(&kept.job.id)?;
                self.engine.forget(&kept.job.id)?;
                let may_ask = kept.kind == JobKind::Publish && meant.is_none() && path != OWN_FILE;
                let can_ask = why == byline_git::Refusal::Protected && may_ask;
                if can_ask {
                    self.note_protected(&said)?;
                }
                Outcome { can_ask_approval: can_ask, ..self.refused(kept, why, &said) }
            }
            Ok(byline_git::Outcome::Waiting { why: byline_git::Waiting::Cancelled, .. })
                if self.store.job(&kept.job.id)?.is_none() =>
            {
                self.withdrawn(path)
            }
            Ok(byline_git::Outcome::Waiting { why, detail }) => {
                let word = waiting_word(why);
                self.store.set_job_state(&kept.job.id, JobState::Waiting, word)?;
                if holds_all(why).is_some() {
                    self.store.hold_all(word)?;
                }
                self.waits(kept, why, &detail)
            }
        };
        let mut outcome = super::take_back::as_meant(meant, outcome);
        self.refresh_published(path)?;
        let is_there = matches!(outcome.outcome, OutcomeKind::Published | OutcomeKind::AlreadyPublished);
        if let Some(late) = self.was_late(kept).filter(|_| is_there) {
            outcome.message = format!("{} {late}", outcome.message);
        }
        outcome.looks = outcome.outcome == OutcomeKind::Published && meant.is_none() && can_look_for(kept);
        self.tell(Event::PostsChanged);
        self.tell_queue()?;
        self.tell(Event::PublishEnded { path: path.to_owned(), outcome: outcome.clone() });
        if outcome.sign_in.is_some() {
            self.tell_sign_in_wanted();
        }
        let online = outcome.outcome != OutcomeKind::Waiting;
        self.tell(Event::Network { online, waiting: self.store.waiting()? });
        Ok(outcome)
    }

    /// The server has it: the job is done, whatever else may fail here.
    fn sent(&mut self, kept: &KeptJob, state: Option<&CommitId>) -> Result<(), DeskError> {
        // What cannot be remembered cannot be taken back; published it is all the same.
        let _ = self.note_sent(kept, state);
        // First what the words here start from now: were the program to end in between, the job would be found done again,
        // and the next words would not be taken for a second opinion on the same sentences.
        let _ = self.note_start(kept);
        self.store.forget_job(&kept.job.id)?;
        self.store.forget_rivals_of(&kept.post)?;
        self.store.moves_done(&kept.post)?;
        // Only bookkeeping and this computer's own files: the next sync does it again.
        let _ = self.engine.forget(&kept.job.id);
        let _ = self.catch_up();
        Ok(())
    }

    /// The files here follow what was sent.
    fn note_start(&mut self, kept: &KeptJob) -> Result<(), DeskError> {
        let tip = self.engine.known_tip()?;
        for file in &kept.job.files {
            // One file that cannot follow now, such as one deleted meanwhile, holds up none of the others.
            let _ = self.follow_file(&kept.job, file, tip.as_ref());
        }
        Ok(())
    }

    /// Notes what the words here start from now, and brings the text here that was merged with a colleague's.
    fn follow_file(&mut self, job: &Job, file: &JobFile, tip: Option<&CommitId>) -> Result<(), DeskError> {
        let Some(path) = self.in_site(&file.path).map(str::to_owned) else { return Ok(()) };
        let there = tip.map(|tip| self.engine.entry(tip, &file.path)).transpose()?.flatten();
        let (Some(sent), Some(there)) = (&file.bytes, there) else { return Ok(()) };
        let stored = self.engine.for_storage(tip, &file.path, sent)?;
        let own = self.engine.blob_id(&stored);
        if own == there {
            self.store.rebase_jobs(&file.path, there.as_str())?;
            return self.store.set_base(&path, there.as_str());
        }
        // Words written since were written on what was sent, not on what the server made of it. So that they can be
        // told apart, what was sent is kept among the objects, in a state that nothing refers to.
        let change = Change { path: file.path.clone(), content: Some(stored) };
        self.engine.commit(tip, &[change], &meta(job))?;
        self.store.rebase_jobs(&file.path, own.as_str())?;
        self.store.set_base(&path, own.as_str())?;
        if self.take_merged(&path, sent, &there)? {
            self.store.set_base(&path, there.as_str())?;
        }
        Ok(())
    }

    /// Where the server now has a text that was merged with a colleague's, the file follows, if it is still what was
    /// sent. True if it did.
    fn take_merged(&mut self, path: &str, sent: &[u8], there: &BlobId) -> Result<bool, DeskError> {
        let now = self.files.read(path, u64::MAX)?;
        if now != sent || !self.open.get(path).is_none_or(super::page::OnPage::is_saved) {
            return Ok(false);
        }
        let Some(merged) = self.engine.read_blob(there)? else { return Ok(false) };
        self.store.keep_version(path, &now, self.now().as_second(), "before-merge")?;
        let merged = self.engine.for_folder(&self.in_repository(path), merged)?;
        self.files.replace(path, &merged)?;
        self.files_changed()?;
        Ok(true)
    }

    /// One post, its pictures and nothing else, as it will be once it has taken its turn. What the server has of it at
    /// other paths is taken away.
    pub(super) fn job_for(&self, path: &str, message: Option<&str>, turn: &Turn) -> Result<KeptJob, DeskError> {
        let bytes = self.files.read(path, super::LARGEST_POST)?;
        let post = turn.post.clone().map_or_else(|| parse(path, &bytes), Ok)?;
        let leaving = turn.path.as_ref().map(|to| self.files_to_move(path, to)).transpose()?.unwrap_or_default();
        let goes_to =
            |file: &str| leaving.iter().find(|moved| moved.was == file).map_or(file, |moved| &moved.now).to_owned();
        let to = goes_to(path);
        let post = self.relinked(path, &to, &post, &leaving).unwrap_or(post);
        let title = post.details().title.as_ref().map_or_else(|| path.to_owned(), |title| title.value.clone());
        let earlier = self.store.moves_of(path)?;
        let tip = self.engine.known_tip()?;
        let there = tip.map(|tip| self.engine.entry(&tip, &self.in_repository(path))).transpose()?.flatten();
        let is_new = there.is_none() && earlier.is_empty();
        let said = if is_new { "publish.message.new" } else { "publish.message.changed" };
        let message = message.map_or_else(|| words::say(said, &[("title", &title)]), str::to_owned);
        let mut files = vec![self.job_file(&to, Some(post.as_bytes().to_vec()))?];
        let on_server = leaving.iter().filter(|file| file.base.is_some());
        let along = on_server.map(|file| (file.now.clone(), file.was.clone()));
        let along = along.chain(earlier.iter().map(|file| (goes_to(&file.now), file.now.clone())));
        let shown = self.pictures_of(path, &bytes)?.into_iter().map(|picture| (goes_to(&picture), picture));
        for (as_sent, here) in shown.chain(along) {
            let full = self.in_repository(&as_sent);
            if as_sent != to && self.files.has(&here) && !files.iter().any(|file| file.path == full) {
                files.push(self.job_file(&as_sent, Some(self.files.read(&here, u64::MAX)?))?);
            }
        }
        for file in leaving.iter().chain(&earlier).filter(|file| file.base.is_some()) {
            let leaves = leaving.iter().any(|moved| moved.was == file.was) || !self.files.is_exactly(&file.was);
            let full = self.in_repository(&file.was);
            // Where something else stands by now, that is for its own publish to settle.
            if leaves && !files.iter().any(|other| other.path == full) {
                let base = file.base.as_deref().and_then(BlobId::parse);
                files.push(JobFile { path: full, bytes: None, base });
            }
        }
        let now = self.around.clock.now();
        let author = post.details().author.as_ref().map(|author| author.value.clone());
        let writer = self.writer().unwrap_or_else(|| nameless(author));
        let id = format!("{}-{}", now.timestamp().as_microsecond(), byline_post::slug(&title));
        let job = Job {
            id,
            files,
            message,
            writer: byline_git::Writer { name: writer.name, email: writer.email },
            time: now.timestamp().as_second(),
            offset_minutes: now.offset().seconds() / 60,
        };
        Ok(KeptJob::publish(to, job))
    }

    pub(super) fn job_file(&self, path: &str, bytes: Option<Vec<u8>>) -> Result<JobFile, DeskError> {
        Ok(JobFile { path: self.in_repository(path), bytes, base: self.base_of(path)? })
    }

    pub(super) fn planned(&self, job: &Job) -> Result<Vec<PlannedFile>, DeskError> {
        let sent = byline_git::plan(self.engine.as_ref(), job, &AsPosts)?;
        Ok(sent.iter().filter_map(|sent| self.planned_file(sent)).collect())
    }

    fn planned_file(&self, sent: &byline_git::Sent) -> Option<PlannedFile> {
        let change = match sent.change {
            byline_git::FileChange::New => ChangeKind::New,
            byline_git::FileChange::Changed => ChangeKind::Changed,
            byline_git::FileChange::Deleted => ChangeKind::Deleted,
        };
        Some(PlannedFile { path: self.in_site(&sent.path)?.to_owned(), change, bytes: sent.bytes })
    }
}

/// Why a post is not even kept for sending.
pub(crate) enum Unsendable {
    /// Something has to be settled first.
    Outcome(Outcome),
    /// Something failed.
    Failed(DeskError),
}

impl Unsendable {
    pub(crate) fn into_outcome(self) -> Result<Outcome, DeskError> {
        match self {
            Self::Outcome(outcome) => Ok(outcome),
            Self::Failed(error) => Err(error),
        }
    }
}

impl From<DeskError> for Box<Unsendable> {
    fn from(error: DeskError) -> Self {
        Box::new(Unsendable::Failed(error))
    }
}

fn summary(path: &str, files: &[PlannedFile]) -> String {
    if files.is_empty() {
        return words::say("publish.nothing", &[]);
    }
    let sent = files.iter().filter(|file| file.change != ChangeKind::Deleted);
    let bytes = words::size(sent.clone().map(|file| file.bytes).sum());
    let post = sent.clone().any(|file| file.path == path);
    let pictures = sent.count() - usize::from(post);
    let post = post.then(|| words::count("count.posts", 1));
    let pictures = (pictures > 0).then(|| words::count("count.pictures", pictures));
    let what: Vec<String> = post.into_iter().chain(pictures).collect();
    words::say("publish.summary", &[("what", &what.join(&words::say("publish.and", &[]))), ("size", &bytes)])
}

fn meta(job: &Job) -> Meta {
    Meta {
        message: job.message.clone(),
        author: job.writer.clone(),
        committer: job.writer.clone(),
        time: job.time,
        offset_minutes: job.offset_minutes,
    }
}

/// Someone must stand behind a publish: the post's author, when nobody has told Byline a name.
pub(super) fn nameless(author: Option<String>) -> Writer {
    let name = author.unwrap_or_else(|| words::say("writer.unnamed", &[]));
    Writer { email: made_up_address(&name), name }
}

/// An address for a writer who has given none: it cannot belong to anybody ("invalid" is reserved, RFC 2606).
pub(crate) fn made_up_address(name: &str) -> String {
    format!("{}@byline.invalid", byline_post::slug(name))
}
