//! The thread that owns an open site, and the one that carries its posts to the server.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use byline_git::Fault;
use byline_import::Refusal;
use tokio::sync::oneshot;
use tokio::task::spawn_blocking;

use crate::api::{Event, ImportedText, ListChoices, Outcome, PostList, PostQuery, Problem};
use crate::asking::Asking;
use crate::courier::Courier;
use crate::site::{Differences, HistoryTold, name_of};
use crate::store::KeptJob;
use crate::watch::{Changes, Watching};
use crate::{DeskError, Incoming, Site, SiteFiles};

/// Changes on the disk are taken together when they come within this time.
const SETTLE: Duration = Duration::from_millis(120);
/// And then, however many more come: a program that writes all the time holds nothing up.
const LONGEST_SETTLE: Duration = Duration::from_secs(2);
/// How soon a waiting post is tried again at first; doubled up to the longest.
const RETRY: Duration = Duration::from_secs(10);
const LONGEST_RETRY: Duration = Duration::from_mins(2);
/// How often the server is asked for news.
const NEWS: Duration = Duration::from_mins(3);

type Question = Box<dyn FnOnce(&mut Site) + Send>;
type Answer = oneshot::Sender<Result<Outcome, Problem>>;

enum Message {
    Question(Question),
    Publish { path: String, message: Option<String>, answer: Answer },
    Delivered { kept: Box<KeptJob>, how: Result<byline_git::Outcome, DeskError> },
    Sync,
    Asked(Result<(), DeskError>),
    Changed(Changes),
    Looked(Result<Differences, DeskError>),
    Watching(Watching),
    History(Result<HistoryTold, DeskError>),
    Close(oneshot::Sender<()>),
}

enum Errand {
    Deliver(Box<KeptJob>),
    Ask,
}

/// A handle to an open site. Cheap to clone; every question is answered by the site's own thread, in order.
#[derive(Clone)]
pub struct Desk {
    messages: mpsc::Sender<Message>,
    asking: Asking,
    files: SiteFiles,
    courier: Courier,
    /// Rises when an import begins and when one is to stop: each goes on only as long as it is its own turn.
    imports: Arc<AtomicU64>,
}

impl Desk {
    /// Gives a site a thread of its own, and starts watching its folders, reading what changed in them, and sending what
    /// waits.
    pub fn start(mut site: Site) -> Self {
        let (messages, inbox) = mpsc::channel();
        let asking = Asking::start(site.lister());
        site.be_at_desk();
        let (files, courier) = (site.files(), site.courier());
        let errands = run_courier(courier.clone(), messages.clone());
        run_watching(&site, messages.clone());
        let worker = Worker {
            site,
            errands,
            watching: None,
            watched: 0,
            messages: messages.clone(),
            looking: false,
            answers: HashMap::new(),
            under_way: 0,
            on_the_way: HashSet::new(),
            changes: Changes::default(),
            settles: None,
            retry: RETRY,
            next_try: Instant::now(),
            next_news: Instant::now(),
        };
        std::thread::spawn(move || worker.run(&inbox));
        Self { messages, asking, files, courier, imports: Arc::default() }
    }

    /// Asks the site something.
    pub async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&mut Site) -> Result<T, DeskError> + Send + 'static,
    ) -> Result<T, Problem> {
        let (answer, answered) = oneshot::channel();
        let question: Question = Box::new(move |site| {
            // Nobody waits for the answer any more when sending it fails.
            let _ = answer.send(question(site).map_err(Problem::from));
        });
        self.send(Message::Question(question))?;
        answered.await.map_err(|_| Problem::from(DeskError::Closed))?
    }

    /// The posts that a query asks for, without waiting for anything else that the site is asked. A search takes the place
    /// of an older one that is still under way: that one fails with the code `superseded`.
    pub async fn posts(&self, query: PostQuery) -> Result<PostList, Problem> {
        self.asking.posts(query).await
    }

    /// What the list can be narrowed to.
    pub async fn list_choices(&self) -> Result<ListChoices, Problem> {
        self.asking.choices().await
    }

    /// Publishes a post, without holding up any other question meanwhile.
    pub async fn publish(&self, path: String, message: Option<String>) -> Result<Outcome, Problem> {
        let (answer, answered) = oneshot::channel();
        self.send(Message::Publish { path, message, answer })?;
        answered.await.map_err(|_| Problem::from(DeskError::Closed))?
    }

    /// Makes drafts of texts written elsewhere, one after the other, telling how far it is. They are read beside the
    /// site's thread, so that nothing else waits; what is asked for meanwhile comes between two of them.
    pub async fn import(&self, files: Vec<PathBuf>) -> Result<Vec<ImportedText>, Problem> {
        let total = u32::try_from(files.len()).unwrap_or(u32::MAX);
        let turn = self.imports.fetch_add(1, Ordering::Relaxed) + 1;
        let mut done = Vec::new();
        for (at, path) in (0..).zip(files) {
            let file = name_of(&path);
            if self.imports.load(Ordering::Relaxed) != turn {
                done.push(ImportedText::new(file, Err(DeskError::Git(Fault::Cancelled))));
                continue;
            }
            let event = Event::Importing { file: file.clone(), done: at, total };
            self.ask(move |site| {
                site.tell(event);
                Ok(())
            })
            .await?;
            let read = spawn_blocking(move || Incoming::read(&path)).await;
            // A thread that ended without an answer met a text that it could not bear.
            let read = read.unwrap_or_else(|_| Err(DeskError::import(&file, Refusal::Damaged)));
            let bring = move |site: &mut Site| Ok(ImportedText::new(file, read.and_then(|text| site.bring_in(&text))));
            done.push(self.ask(bring).await?);
        }
        Ok(done)
    }

    /// Stops importing after the text that is being brought in.
    pub fn cancel_import(&self) {
        self.imports.fetch_add(1, Ordering::Relaxed);
    }

    /// Sends what waits and asks the server for news; both are told as events.
    pub fn sync(&self) -> Result<(), Problem> {
        self.send(Message::Sync)
    }

    /// Finds and reads the site's files, from any thread and without waiting.
    pub fn files(&self) -> &SiteFiles {
        &self.files
    }

    /// Saves everything and ends the site's threads. What is on its way to the server stays kept.
    pub async fn close(&self) {
        self.courier.stop();
        let (done, closed) = oneshot::channel();
        if self.send(Message::Close(done)).is_ok() {
            // An error means that the thread has ended already, which is what was wanted.
            let _ = closed.await;
        }
    }

    fn send(&self, message: Message) -> Result<(), Problem> {
        self.messages.send(message).map_err(|_| DeskError::Closed.into())
    }
}

struct Worker {
    site: Site,
    /// All files are being looked at, on a thread of its own.
    looking: bool,
    errands: mpsc::Sender<Errand>,
    watching: Option<Watching>,
    /// How often the site had been understood anew when watching began.
    watched: u32,
    /// For looking at all files, and for watching other folders, should it come to that.
    messages: mpsc::Sender<Message>,
    /// Who waits for a post's outcome, by the post, each with the job's id, in the order of the clicks.
    answers: HashMap<String, Vec<(String, Answer)>>,
    /// How many errands the courier has.
    under_way: usize,
    /// Posts that are on their way; a newer text of one waits until it is known what the server made of the older.
    on_the_way: HashSet<String>,
    changes: Changes,
    /// When changes are taken up, and when at the latest.
    settles: Option<(Instant, Instant)>,
    retry: Duration,
    next_try: Instant,
    next_news: Instant,
}

impl Worker {
    fn run(mut self, inbox: &mpsc::Receiver<Message>) {
        loop {
            let wait = self.until_next();
            match inbox.recv_timeout(wait) {
                Ok(Message::Close(done)) => {
                    self.watching = None;
                    // What cannot be saved is in the journal and comes back.
                    let _ = self.site.save_all();
                    let _ = done.send(());
                    return;
                }
                Ok(message) => self.take(message),
                // A list that could not be read on is read on at the next change.
                Err(RecvTimeoutError::Timeout) if self.site.has_unread() => self.site.read_some().unwrap_or_default(),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            self.settle();
            self.follow_site();
            self.look();
            self.ask_history();
            self.site.save_due();
            if self.site.wants_sending() {
                self.next_try = Instant::now();
            }
            self.send_waiting();
        }
    }

    fn take(&mut self, message: Message) {
        match message {
            Message::Question(question) => question(&mut self.site),
            Message::Publish { path, message, answer } => self.publish(&path, message.as_deref(), answer),
            Message::Delivered { kept, how } => self.delivered(&kept, how),
            Message::Sync => {
                self.next_try = Instant::now();
                self.next_news = Instant::now();
            }
            Message::Asked(answer) => {
                self.under_way -= 1;
                // What went wrong here is asked again at the next news.
                let _ = self.site.asked(&answer);
            }
            Message::Changed(changes) => {
                self.changes.add(changes);
                let now = Instant::now();
                let latest = self.settles.map_or(now + LONGEST_SETTLE, |(_, latest)| latest);
                self.settles = Some(((now + SETTLE).min(latest), latest));
            }
            Message::Watching(watching) => {
                self.site.tell_noticing(&watching);
                self.watching = Some(watching);
                // What happened before the folders were watched was not told; what cannot be read now is at the next change.
                let _ = self.site.files_changed();
            }
            Message::Looked(found) => {
                self.looking = false;
                // What could not be looked at now is at the next change.
                let _ = found.and_then(|found| self.site.take_differences(found));
            }
            Message::History(told) => {
                // What the history could not tell now is asked when the site is opened again.
                let _ = told.and_then(|told| self.site.take_history(&told));
            }
            Message::Close(_) => {}
        }
    }

    /// Asks the history about posts that tell neither date nor author, once all has been read.
    fn ask_history(&mut self) {
        if self.looking || !self.site.wants_history() {
            return;
        }
        let Ok(Some(ask)) = self.site.to_ask_history() else { return };
        let tell = self.messages.clone();
        std::thread::spawn(move || {
            // Nobody wants to know any more when the desk is closing.
            let _ = tell.send(Message::History(ask.run()));
        });
    }

    /// Has all files looked at, when that is wanted, without holding anybody up.
    fn look(&mut self) {
        if self.looking || !self.site.wants_a_look() {
            return;
        }
        self.looking = true;
        let (look, tell) = (self.site.to_look(), self.messages.clone());
        std::thread::spawn(move || {
            // Nobody wants to know any more when the desk is closing.
            let _ = tell.send(Message::Looked(look.run()));
        });
    }

    fn publish(&mut self, path: &str, message: Option<&str>, answer: Answer) {
        match self.site.keep_for_sending(path, message) {
            Ok(kept) => {
                self.answers.entry(kept.post.clone()).or_default().push((kept.job.id.clone(), answer));
                self.hand_over(kept);
            }
            Err(unsendable) => {
                let _ = answer.send(unsendable.into_outcome().map_err(Problem::from));
            }
        }
    }

    fn delivered(&mut self, kept: &KeptJob, how: Result<byline_git::Outcome, DeskError>) {
        self.under_way -= 1;
        self.on_the_way.remove(&kept.post);
        let waits = matches!(how, Ok(byline_git::Outcome::Waiting { .. }) | Err(_));
        self.retry = if waits { (self.retry * 2).min(LONGEST_RETRY) } else { RETRY };
        self.next_try = Instant::now() + self.retry;
        let outcome = self.site.delivered(kept, how).map_err(Problem::from);
        self.answer(kept, &outcome);
    }

    /// Tells everybody who waits for this text of the post, or for an older one that it took the place of.
    fn answer(&mut self, kept: &KeptJob, outcome: &Result<Outcome, Problem>) {
        let Some(mut waiting) = self.answers.remove(&kept.post) else { return };
        let newer_is_kept = self.site.is_kept_anew(kept).unwrap_or_default();
        let told = waiting.iter().position(|(id, _)| *id == kept.job.id).map_or(0, |at| at + 1);
        let told = if newer_is_kept { told } else { waiting.len() };
        for (_, answer) in waiting.drain(..told) {
            // Nobody waits for the answer any more when sending it fails.
            let _ = answer.send(outcome.clone());
        }
        if !waiting.is_empty() {
            self.answers.insert(kept.post.clone(), waiting);
            self.next_try = Instant::now();
        }
    }

    fn hand_over(&mut self, kept: KeptJob) {
        if !self.on_the_way.insert(kept.post.clone()) {
            return;
        }
        // A failure to note the state is only a less exact list.
        let _ = self.site.sending(&kept);
        if self.errands.send(Errand::Deliver(Box::new(kept))).is_ok() {
            self.under_way += 1;
        }
    }

    /// Sends what waits, and asks for news, when it is time and nothing is under way.
    fn send_waiting(&mut self) {
        if self.under_way > 0 {
            return;
        }
        let now = Instant::now();
        if now >= self.next_try {
            self.next_try = now + self.retry;
            for kept in self.site.jobs_to_send().unwrap_or_default() {
                self.hand_over(kept);
            }
        }
        if now >= self.next_news {
            self.next_news = now + NEWS;
            if self.errands.send(Errand::Ask).is_ok() {
                self.under_way += 1;
            }
        }
    }

    /// Takes up changes on the disk once they have settled.
    fn settle(&mut self) {
        if self.settles.is_none_or(|(at, _)| at > Instant::now()) {
            return;
        }
        self.settles = None;
        let changes = std::mem::take(&mut self.changes);
        if let Some(watching) = self.watching.as_mut().filter(|_| changes.all) {
            let before = watching.at_once();
            watching.follow();
            if watching.at_once() != before {
                self.site.tell_noticing(watching);
            }
        }
        // A list that could not be brought up to date now is at the next change.
        let _ = self.site.take_changes(&changes);
    }

    /// Watches the folders that hold the posts now, when the site was understood anew.
    fn follow_site(&mut self) {
        let times = self.site.understood_times();
        if times != self.watched {
            self.watched = times;
            run_watching(&self.site, self.messages.clone());
        }
    }

    fn until_next(&mut self) -> Duration {
        if self.site.has_unread() {
            return Duration::ZERO;
        }
        let now = Instant::now();
        let save = self.site.until_save();
        let settle = self.settles.map(|(at, _)| at.saturating_duration_since(now));
        let errand = self.next_try.min(self.next_news).saturating_duration_since(now);
        let errand = if self.under_way > 0 { Duration::from_mins(1) } else { errand };
        [save, settle].into_iter().flatten().fold(errand, Duration::min).max(Duration::from_millis(5))
    }
}

fn run_courier(courier: Courier, tell: mpsc::Sender<Message>) -> mpsc::Sender<Errand> {
    let (errands, inbox) = mpsc::channel();
    std::thread::spawn(move || {
        for errand in inbox {
            let done = match errand {
                Errand::Deliver(kept) => {
                    let how = courier.deliver(&kept.post, &kept.job);
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

/// Watches from a thread of its own: that begins with a walk through every folder, for which nobody waits.
fn run_watching(site: &Site, tell: mpsc::Sender<Message>) {
    let (noticed, inbox) = mpsc::channel();
    let watch = site.to_watch(noticed);
    std::thread::spawn(move || {
        if tell.send(Message::Watching(watch())).is_err() {
            return;
        }
        for changes in inbox {
            if tell.send(Message::Changed(changes)).is_err() {
                return;
            }
        }
    });
}
