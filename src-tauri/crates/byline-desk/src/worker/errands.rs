//! What is carried to the server, one post after the other in the order of the clicks, and what is asked of it.

use std::collections::{HashMap, VecDeque};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use byline_git::Request;
use tokio::sync::oneshot;

use super::{Message, Worker};
use crate::DeskError;
use crate::api::{Cancelled, Outcome, Problem, Queue, Sending};
use crate::courier::Courier;
use crate::site::{holds_all, waits_for_person};
use crate::store::KeptJob;

/// How often the server is asked for news.
const NEWS: Duration = Duration::from_mins(3);
/// A post that waits for its time is looked after at least this often: the pause stands still while the computer sleeps.
const WATCHFUL: Duration = Duration::from_mins(1);

pub(super) type Answer = oneshot::Sender<Result<Outcome, Problem>>;

/// What the courier is sent for.
pub(super) enum Errand {
    Deliver(Box<KeptJob>, Option<Box<Request>>),
    Ask,
}

/// What is to be sent, and who waits for how it ends.
pub(super) struct Errands {
    courier: mpsc::Sender<Errand>,
    /// The jobs of this round, by their ids, in the order of the clicks.
    round: VecDeque<String>,
    /// The one that the person wants sent before the others.
    first: Option<String>,
    /// What is on its way: the job's id and its post.
    on_the_way: Option<(String, String)>,
    /// Something of this round could not go.
    trouble: bool,
    asking: bool,
    next_news: Instant,
    /// Whether the server was reached when last tried.
    online: bool,
    /// Who waits for a post's outcome, by the post, each with the job's id, in the order of the clicks.
    answers: HashMap<String, Vec<(String, Answer)>>,
}

impl Errands {
    pub(super) fn start(courier: Courier, tell: mpsc::Sender<Message>) -> Self {
        Self {
            courier: run_courier(courier, tell),
            round: VecDeque::new(),
            first: None,
            on_the_way: None,
            trouble: false,
            asking: false,
            next_news: Instant::now(),
            online: true,
            answers: HashMap::new(),
        }
    }

    fn is_busy(&self) -> bool {
        self.asking || self.on_the_way.is_some()
    }
}

impl Worker {
    /// How long nothing is to be done for the server; nothing when that is for ever.
    pub(super) fn until_errand(&self) -> Option<Duration> {
        if self.errands.is_busy() {
            return None;
        }
        let now = Instant::now();
        let next = self.retry.at().map_or(self.errands.next_news, |at| at.min(self.errands.next_news));
        let errand = next.saturating_duration_since(now);
        let due = self.site.until_due().unwrap_or_default().map(|due| due.min(WATCHFUL));
        Some(due.map_or(errand, |due| due.min(errand)))
    }

    pub(super) fn publish(&mut self, path: &str, how: &Sending, answer: Answer) {
        match self.site.keep_for_sending(path, how) {
            Ok(kept) if kept.due.is_some() => {
                let outcome = self.site.scheduled(&kept).map_err(Problem::from);
                let _ = answer.send(outcome);
            }
            Ok(kept) => {
                self.errands.answers.entry(kept.post).or_default().push((kept.job.id, answer));
                self.retry.now();
            }
            Err(unsendable) => {
                let _ = answer.send(unsendable.into_outcome().map_err(Problem::from));
            }
        }
    }

    /// Whether the server was reached when last tried.
    pub(super) fn is_online(&self) -> bool {
        self.errands.online
    }

    /// Sends what waits and asks for news, now.
    pub(super) fn sync(&mut self) {
        self.retry.now();
        self.errands.next_news = Instant::now();
    }

    /// There is a network again: what waits for it goes, and what was missed is asked for.
    pub(super) fn back_online(&mut self) {
        // What waits for the person to sign in waits on: asking again with the same secret may lock an account.
        if self.site.waits_for_network().unwrap_or_default() {
            self.retry.now();
        }
        if !self.errands.online {
            self.errands.next_news = Instant::now();
        }
    }

    /// Withdraws a post that waits, is due later or is on its way.
    pub(super) fn cancel(&mut self, path: &str) -> Result<Cancelled, Problem> {
        let path = self.site.follow(path);
        let on_the_way = self.errands.on_the_way.as_ref().filter(|(_, post)| *post == path).map(|(id, _)| id.clone());
        let withdrawn = self.site.cancel_publish(&path)?;
        if let Some(id) = &on_the_way {
            self.courier.stop_job(id);
        }
        let sending = on_the_way.is_some();
        let cancelled = self.site.cancelled(&path, withdrawn, sending)?;
        if !sending {
            for (_, answer) in self.errands.answers.remove(&path).unwrap_or_default() {
                let _ = answer.send(Ok(self.site.withdrawn(&path)));
            }
        }
        Ok(cancelled)
    }

    /// Sends one post now: before the others, and before its time.
    pub(super) fn send_now(&mut self, path: &str) -> Result<(), Problem> {
        let path = self.site.follow(path);
        if let Some(id) = self.site.release(&path)? {
            self.errands.first = Some(id);
            self.retry.now();
        }
        Ok(())
    }

    /// What waits, and when it is tried again.
    pub(super) fn queue(&self) -> Result<Queue, Problem> {
        let next = self.retry.at().map(|at| at.saturating_duration_since(Instant::now()));
        Ok(self.site.queue(next)?)
    }

    /// Takes note of how a delivery ended, and goes on with the next.
    pub(super) fn delivered(&mut self, kept: &KeptJob, how: Result<byline_git::Outcome, DeskError>) {
        self.errands.on_the_way = None;
        let held = match &how {
            Ok(byline_git::Outcome::Waiting { why, .. }) => holds_all(*why),
            _ => None,
        };
        let waits = matches!(how, Ok(byline_git::Outcome::Waiting { .. }) | Err(_));
        self.errands.online = held != Some("offline");
        self.errands.trouble |= waits;
        if !waits {
            self.retry.went();
        }
        let outcome = self.site.delivered(kept, how).map_err(Problem::from);
        self.answer(kept, &outcome);
        if outcome.as_ref().is_ok_and(|outcome| outcome.looks) {
            self.look_for(kept);
        }
        let Some(reason) = held else { return };
        // The others go to the same server: they need not each be told the same by it.
        self.errands.round.clear();
        self.end_round(!waits_for_person(reason));
        let waiting: Vec<String> = self.errands.answers.keys().cloned().collect();
        for post in waiting {
            for (_, answer) in self.errands.answers.remove(&post).unwrap_or_default() {
                let _ = answer.send(Ok(self.site.waits_too(&post, reason)));
            }
        }
    }

    /// The server was asked for news.
    pub(super) fn asked(&mut self, answer: &Result<(), DeskError>) {
        self.errands.asking = false;
        let was = std::mem::replace(&mut self.errands.online, !matches!(answer, Err(DeskError::Git(_))));
        if self.errands.online && !was && self.site.waits_for_network().unwrap_or_default() {
            self.retry.now();
        }
        // What went wrong here is asked again at the next news.
        let _ = self.site.asked(answer);
    }

    /// Sends what waits, and asks for news, when it is time and nothing is under way.
    pub(super) fn send_waiting(&mut self) {
        if self.errands.is_busy() {
            return;
        }
        // What cannot be released now is at the next look.
        if self.site.release_due().unwrap_or_default() {
            self.retry.now();
        }
        if self.retry.is_due() {
            self.errands.round = self.site.ids_to_send().unwrap_or_default().into();
            if let Some(first) = self.errands.first.take() {
                self.errands.round.retain(|id| *id != first);
                self.errands.round.push_front(first);
            }
            self.errands.trouble = false;
            self.retry.rest();
        }
        while let Some(id) = self.errands.round.pop_front() {
            // One that was withdrawn or replaced meanwhile is not there any more.
            if let Ok(Some(kept)) = self.site.job(&id) {
                self.hand_over(kept);
                return;
            }
        }
        if std::mem::take(&mut self.errands.trouble) {
            self.end_round(true);
        }
        if Instant::now() >= self.errands.next_news {
            self.errands.next_news = Instant::now() + NEWS;
            self.errands.asking = self.errands.courier.send(Errand::Ask).is_ok();
        }
    }

    fn end_round(&mut self, again: bool) {
        self.errands.trouble = false;
        if again {
            self.retry.later();
        } else {
            self.retry.rest();
        }
        let _ = self.site.tell_queue();
    }

    fn hand_over(&mut self, kept: KeptJob) {
        // A failure to note the state is only a less exact list.
        let _ = self.site.sending(&kept);
        let on_the_way = (kept.job.id.clone(), kept.post.clone());
        // Without what was noted of an earlier request, a new one is made.
        let request = self.site.request(&kept).unwrap_or_default().map(Box::new);
        if self.errands.courier.send(Errand::Deliver(Box::new(kept), request)).is_ok() {
            self.errands.on_the_way = Some(on_the_way);
        }
    }

    /// Tells everybody who waits for this text of the post, or for an older one that it took the place of.
    fn answer(&mut self, kept: &KeptJob, outcome: &Result<Outcome, Problem>) {
        let Some(mut waiting) = self.errands.answers.remove(&kept.post) else { return };
        let newer_is_kept = self.site.is_kept_anew(kept).unwrap_or_default();
        let told = waiting.iter().position(|(id, _)| *id == kept.job.id).map_or(0, |at| at + 1);
        let told = if newer_is_kept { told } else { waiting.len() };
        for (_, answer) in waiting.drain(..told) {
            // Nobody waits for the answer any more when sending it fails.
            let _ = answer.send(outcome.clone());
        }
        if !waiting.is_empty() {
            self.errands.answers.insert(kept.post.clone(), waiting);
            self.retry.now();
        }
    }
}

fn run_courier(courier: Courier, tell: mpsc::Sender<Message>) -> mpsc::Sender<Errand> {
    let (errands, inbox) = mpsc::channel();
    std::thread::spawn(move || {
        for errand in inbox {
            let done = match errand {
                Errand::Deliver(kept, request) => {
                    let how = courier.deliver(&kept, request.as_deref());
                    Message::Delivered { kept, how }
                }
                Errand::Ask => Message::Asked(courier.ask()),
            };
            if tell.send(done).is_err() {
                return;
            }
        }
    });
    errands
}
