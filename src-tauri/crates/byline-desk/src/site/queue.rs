//! What is kept for sending, shown and withdrawn.

use std::time::Duration;

use byline_git::Waiting;
use byline_site::OWN_FILE;
use jiff::Timestamp;

use super::Site;
use super::outcome::waiting_word;
use super::page::parse;
use crate::api::{Cancelled, Event, Outcome, OutcomeKind, PostState, Queue, QueuedPost};
use crate::store::{HOLDING, KeptJob, Queued};
use crate::{DeskError, words};

/// Reasons that only the person mends, by signing in: trying again with the same secret may lock an account.
const OF_THE_PERSON: [&str; 2] = ["sign-in", "single-sign-on"];

/// The catalogue's word for why nothing can be sent to this server now; none where another post may well go.
pub(crate) fn holds_all(why: Waiting) -> Option<&'static str> {
    let word = waiting_word(why);
    HOLDING.contains(&word).then_some(word)
}

/// Whether a post that waits for this waits for the person, so that it is not tried again by itself.
pub(crate) fn waits_for_person(reason: &str) -> bool {
    OF_THE_PERSON.contains(&reason)
}

impl Site {
    /// What is kept for sending, in the order of the clicks. `next`: how soon it is tried again by itself.
    pub fn queue(&self, next: Option<Duration>) -> Result<Queue, DeskError> {
        let jobs = self.store.queue()?;
        let posts = jobs.into_iter().map(|job| self.queued(job)).collect::<Result<Vec<_>, _>>()?;
        let waits = posts.iter().any(|post| post.state == PostState::Waiting);
        let next = next.filter(|_| waits).and_then(|pause| jiff::SignedDuration::try_from(pause).ok());
        let next = next.and_then(|pause| self.now().checked_add(pause).ok());
        let host = self.engine.destination().ok().and_then(|to| to.remote?.host);
        Ok(Queue { posts, next_try: next.map(|at| shown(at.as_second())), host })
    }

    fn queued(&self, job: Queued) -> Result<QueuedPost, DeskError> {
        let title = self.title_to_send(&job.post)?;
        let title = super::take_back::title_as_meant(self.store.meant(&job.id)?, title);
        let state = match job.state.as_str() {
            "scheduled" => PostState::Scheduled,
            "sending" => PostState::Sending,
            "needs-you" => PostState::NeedsYou,
            _ => PostState::Waiting,
        };
        let why = match (state, job.reason.as_str(), job.due) {
            (PostState::Scheduled, _, Some(due)) => words::say("queue.why.scheduled", &[("when", &self.in_words(due))]),
            (PostState::Sending, ..) => words::say("queue.why.sending", &[]),
            (_, "", _) => words::say("queue.why.next", &[]),
            (_, reason, _) => words::say_if_known(&format!("queue.why.{reason}"), &[])
                .unwrap_or_else(|| words::say(&format!("problem.{reason}"), &[])),
        };
        Ok(QueuedPost {
            path: job.post,
            title,
            state,
            reason: Some(job.reason).filter(|reason| !reason.is_empty()),
            why,
            since: shown(job.kept),
            due: job.due.map(shown),
            for_approval: job.is_approval,
        })
    }

    /// A post's title by the list, else by its file, which the list may not have read yet.
    pub(super) fn title_to_send(&self, path: &str) -> Result<String, DeskError> {
        if let Some(item) = self.store.item(path)? {
            return Ok(item.title);
        }
        let text = self.files.read(path, super::LARGEST_POST).ok().filter(|_| path != OWN_FILE);
        let post = text.and_then(|bytes| parse(path, &bytes).ok());
        let title = post.and_then(|post| Some(post.details().title.as_ref()?.value.clone()));
        Ok(title.unwrap_or_else(|| title_without_file(path)))
    }

    /// Withdraws a post that waits to be sent. True if it did wait.
    pub fn cancel_publish(&mut self, path: &str) -> Result<bool, DeskError> {
        let Some((id, _, _)) = self.store.job_of(&self.follow(path))? else { return Ok(false) };
        self.store.forget_job(&id)?;
        self.engine.forget(&id)?;
        self.tell(Event::PostsChanged);
        self.tell_queue()?;
        Ok(true)
    }

    /// Withdraws a post that waits to be sent, and says what that means for its words.
    pub fn cancel(&mut self, path: &str) -> Result<Cancelled, DeskError> {
        let withdrawn = self.cancel_publish(path)?;
        self.cancelled(path, withdrawn, false)
    }

    /// What withdrawing a post came to.
    pub(crate) fn cancelled(&self, path: &str, withdrawn: bool, sending: bool) -> Result<Cancelled, DeskError> {
        let key = match (withdrawn, sending) {
            (_, true) => "queue.cancelling",
            (true, false) => "queue.cancelled",
            (false, false) => "queue.nothing-waits",
        };
        let title = self.title_to_send(path)?;
        Ok(Cancelled { cancelled: withdrawn && !sending, message: words::say(key, &[("title", &title)]) })
    }

    /// The outcome of a post that was withdrawn before it went.
    pub(crate) fn withdrawn(&self, path: &str) -> Outcome {
        self.outcome(path, OutcomeKind::Cancelled, "withdrawn")
    }

    /// The outcome of a post that waits with the others for the same reason.
    pub(crate) fn waits_too(&self, path: &str, reason: &str) -> Outcome {
        self.outcome(path, OutcomeKind::Waiting, reason)
    }

    /// Lets a post that waits go at once, also before its time. Returns its job, if there is one that may go.
    pub(crate) fn release(&mut self, path: &str) -> Result<Option<String>, DeskError> {
        let Some((id, state, _)) = self.store.job_of(path)? else { return Ok(None) };
        if state == "scheduled" {
            self.store.release(&id)?;
            self.tell(Event::PostsChanged);
        }
        Ok((state != "needs-you").then_some(id))
    }

    /// Whether something waits that goes as soon as there is a network.
    pub(crate) fn waits_for_network(&self) -> Result<bool, DeskError> {
        let queue = self.store.queue()?;
        Ok(queue.iter().any(|job| job.state == "waiting" && !waits_for_person(&job.reason)))
    }

    /// The ids of the jobs that are to be sent, in the order of the clicks.
    pub(crate) fn ids_to_send(&self) -> Result<Vec<String>, DeskError> {
        self.store.ids_to_send()
    }

    /// One job, if it is still kept.
    pub(crate) fn job(&self, id: &str) -> Result<Option<KeptJob>, DeskError> {
        self.store.job(id)
    }

    /// Tells how many posts wait, and that the queue is another.
    pub(crate) fn tell_queue(&self) -> Result<(), DeskError> {
        self.tell(Event::QueueChanged { waiting: self.store.waiting()? });
        Ok(())
    }
}

/// What is sent may be no post: the site's settings, or a post that is gone here and goes off the website.
fn title_without_file(path: &str) -> String {
    if path == OWN_FILE {
        return words::say("queue.settings", &[]);
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    words::say("queue.gone", &[("name", name)])
}

/// A time for programs.
pub(super) fn shown(seconds: i64) -> String {
    Timestamp::from_second(seconds).unwrap_or_default().to_string()
}
