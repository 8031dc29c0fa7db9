//! The thread that owns an open site, and the one that carries its posts to the server.

mod changes;
mod errands;
mod live;
mod network;
mod retry;
mod words;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use byline_git::Fault;
use byline_import::Refusal;
use netwatcher::WatchHandle;
use tokio::sync::oneshot;
use tokio::task::spawn_blocking;

use self::changes::{Unsettled, run_watching};
use self::errands::{Answer, Errands};
use self::live::Looks;
use self::retry::{Naps, Retry};
use crate::api::{
    Cancelled, Event, ImportedText, ListChoices, Outcome, PostList, PostQuery, Problem, Queue, Ready, Sending,
};
use crate::asking::Asking;
use crate::courier::Courier;
use crate::language::Reading;
use crate::live::{Look, Seen};
use crate::pasting::Kept;
use crate::realsite::RealSite;
use crate::site::{Differences, HistoryTold, name_of};
use crate::store::KeptJob;
use crate::watch::{Changes, Watching};
use crate::{DeskError, Incoming, Site, SiteFiles};

type Question = Box<dyn FnOnce(&mut Site) + Send>;

enum Message {
    Question(Question),
    Publish { path: String, how: Sending, answer: Answer },
    Delivered { kept: Box<KeptJob>, how: Result<byline_git::Outcome, DeskError> },
    Cancel { path: String, answer: oneshot::Sender<Result<Cancelled, Problem>> },
    SendNow { path: String, answer: oneshot::Sender<Result<(), Problem>> },
    Queue(oneshot::Sender<Result<Queue, Problem>>),
    Seen { look: Box<Look>, seen: Seen },
    Sync,
    Online,
    Asked(Result<(), DeskError>),
    Changed(Changes),
    Looked(Result<Differences, DeskError>),
    Watching(Watching),
    History(Result<HistoryTold, DeskError>),
    Close(oneshot::Sender<()>),
}

/// A handle to an open site. Cheap to clone; every question is answered by the site's own thread, in order.
#[derive(Clone)]
pub struct Desk {
    messages: mpsc::Sender<Message>,
    asking: Asking,
    files: SiteFiles,
    courier: Courier,
    real: RealSite,
    /// Reads words, once a window asks for it.
    reading: Reading,
    /// Rises when an import begins and when one is to stop: each goes on only as long as it is its own turn.
    imports: Arc<AtomicU64>,
    /// Pictures of what was pasted, until they are brought into the site.
    pasted: Kept,
}

impl Desk {
    /// Gives a site a thread of its own, and starts watching its folders, reading what changed in them, and sending what
    /// waits.
    pub fn start(mut site: Site) -> Self {
        let (messages, inbox) = mpsc::channel();
        let asking = Asking::start(site.lister());
        site.be_at_desk();
        let wake = messages.clone();
        site.sign_ins().after_sign_in(move || wake.send(Message::Sync).is_ok());
        let (files, courier, real) = (site.files(), site.courier(), site.to_run_generators());
        let reading = Reading::start(site.around());
        let errands = Errands::start(courier.clone(), messages.clone());
        run_watching(&site, messages.clone());
        let worker = Worker {
            naps: Naps::new(site.now()),
            site,
            errands,
            courier: courier.clone(),
            watching: None,
            watched: 0,
            messages: messages.clone(),
            looking: false,
            changes: Unsettled::default(),
            looks: Looks::default(),
            retry: Retry::at_once(),
            network: None,
        };
        std::thread::spawn(move || worker.run(&inbox));
        Self { messages, asking, files, courier, real, reading, imports: Arc::default(), pasted: Kept::default() }
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
        self.publish_as(path, Sending { message, ..Sending::default() }).await
    }

    /// Sends a post as the person wants it: now or at a time, to the website or to those who approve. One that is to go
    /// out at a time is answered once it is kept.
    pub async fn publish_as(&self, path: String, how: Sending) -> Result<Outcome, Problem> {
        self.answered(|answer| Message::Publish { path, how, answer }).await
    }

    /// Withdraws a post that waits to be sent; its words stay. Also stops one that is on its way, if there is still time.
    pub async fn cancel(&self, path: String) -> Result<Cancelled, Problem> {
        self.answered(|answer| Message::Cancel { path, answer }).await
    }

    /// Sends a post that waits now: before the others, and before its time.
    pub async fn send_now(&self, path: String) -> Result<(), Problem> {
        self.answered(|answer| Message::SendNow { path, answer }).await
    }

    /// What waits to be sent, in its order, and when it is tried again.
    pub async fn queue(&self) -> Result<Queue, Problem> {
        self.answered(Message::Queue).await
    }

    /// Tells that there is a network again. The desk notices it by itself where the system says so; the page may know, too.
    pub fn online(&self) -> Result<(), Problem> {
        self.send(Message::Online)
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

    /// Asks the server whether publishing will work, beside the site's thread.
    pub async fn ready(&self) -> Result<Ready, Problem> {
        let courier = self.courier.clone();
        let asked = spawn_blocking(move || courier.ready()).await;
        asked.map_err(|_| Problem::from(DeskError::Closed))?.map_err(Problem::from)
    }

    /// Sends what waits and asks the server for news; both are told as events.
    pub fn sync(&self) -> Result<(), Problem> {
        self.send(Message::Sync)
    }

    /// Finds and reads the site's files, from any thread and without waiting.
    pub fn files(&self) -> &SiteFiles {
        &self.files
    }

    pub(crate) fn pasted(&self) -> &Kept {
        &self.pasted
    }

    /// The site's own generator.
    pub(crate) fn real(&self) -> &RealSite {
        &self.real
    }

    /// Whether the site's generator serves at this port of the loopback.
    pub fn serves(&self, port: u16) -> bool {
        self.real.serves(port)
    }

    /// Saves everything and ends the site's threads, and its generator. What is on its way to the server stays kept.
    pub async fn close(&self) {
        self.courier.stop();
        let real = self.real.clone();
        // One that does not end here ends with the program.
        let _ = spawn_blocking(move || real.stop()).await;
        let (done, closed) = oneshot::channel();
        if self.send(Message::Close(done)).is_ok() {
            // An error means that the thread has ended already, which is what was wanted.
            let _ = closed.await;
        }
    }

    async fn answered<T>(
        &self,
        message: impl FnOnce(oneshot::Sender<Result<T, Problem>>) -> Message,
    ) -> Result<T, Problem> {
        let (answer, answered) = oneshot::channel();
        self.send(message(answer))?;
        answered.await.map_err(|_| Problem::from(DeskError::Closed))?
    }

    fn send(&self, message: Message) -> Result<(), Problem> {
        self.messages.send(message).map_err(|_| DeskError::Closed.into())
    }
}

struct Worker {
    site: Site,
    /// All files are being looked at, on a thread of its own.
    looking: bool,
    errands: Errands,
    /// Stops what the courier carries.
    courier: Courier,
    watching: Option<Watching>,
    /// How often the site had been understood anew when watching began.
    watched: u32,
    /// For looking at all files, and for watching other folders, should it come to that.
    messages: mpsc::Sender<Message>,
    changes: Unsettled,
    looks: Looks,
    retry: Retry,
    naps: Naps,
    /// Listens for a network as long as it is here.
    network: Option<WatchHandle>,
}

impl Worker {
    fn run(mut self, inbox: &mpsc::Receiver<Message>) {
        self.network = self.site.may_watch().then(|| network::listen(self.messages.clone())).flatten();
        loop {
            let wait = self.until_next();
            match inbox.recv_timeout(wait) {
                Ok(Message::Close(done)) => {
                    (self.watching, self.network) = (None, None);
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
            if self.naps.woke(self.site.now()) {
                self.back_online();
            }
            self.settle();
            self.follow_site();
            self.look();
            self.ask_history();
            self.site.save_due();
            if self.site.wants_sending() {
                self.retry.now();
            }
            self.send_waiting();
            self.look_at_website();
        }
    }

    fn take(&mut self, message: Message) {
        match message {
            Message::Question(question) => question(&mut self.site),
            Message::Publish { path, how, answer } => self.publish(&path, &how, answer),
            Message::Delivered { kept, how } => self.delivered(&kept, how),
            // Nobody waits for the answer any more when sending it fails; so for the next two.
            Message::Cancel { path, answer } => drop(answer.send(self.cancel(&path))),
            Message::SendNow { path, answer } => drop(answer.send(self.send_now(&path))),
            Message::Queue(answer) => drop(answer.send(self.queue())),
            Message::Seen { look, seen } => self.seen(&look, &seen),
            Message::Sync => self.sync(),
            Message::Online => self.back_online(),
            Message::Asked(answer) => self.asked(&answer),
            Message::Changed(changes) => self.changes.add(changes),
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

    /// How long nothing is to be done; at the most for ever.
    fn until_next(&mut self) -> Duration {
        if self.site.has_unread() {
            return Duration::ZERO;
        }
        let save = self.site.until_save();
        let settle = self.changes.at().map(|at| at.saturating_duration_since(Instant::now()));
        let looks = self.looks.at().map(|at| at.saturating_duration_since(Instant::now()));
        let next = [save, settle, looks, self.until_errand()].into_iter().flatten().min();
        next.map_or(Duration::MAX, |next| next.max(Duration::from_millis(5)))
    }
}
