//! A generator as a server: started, listened to, tried again with another port, and ended.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, SyncSender};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::call::Here;
use crate::ear::{Ear, Problem, Said};
use crate::generators::{Kind, Missing};
use crate::run::{Programs, Running};
use crate::{lines, place, port};

/// How often it is seen whether the generator still runs.
const TICK: Duration = Duration::from_millis(100);

/// How often its port is asked whether it is ready.
const ASK: Duration = Duration::from_millis(150);

/// So many ports are tried, each free a moment before.
const PORTS: u32 = 4;

/// So many of its last lines are kept for what it ends with.
const LAST: usize = 6;

/// How long a generator may take, and how much it may say.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Until it is ready: the largest sites take minutes.
    pub ready: Duration,
    /// The most bytes that it may say in all.
    pub output: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { ready: Duration::from_mins(5), output: 64 * 1024 * 1024 }
    }
}

/// What a server is made of.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The folder that the generator is started in.
    pub site: PathBuf,
    /// A folder outside the site for pages and caches; made when it is missing.
    pub outside: PathBuf,
    /// The path that the site's own address ends in, such as `/blog`; empty at the top of a host.
    pub base: String,
    /// The programs of this computer.
    pub programs: Programs,
    /// What it may take.
    pub limits: Limits,
}

/// What happens at a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// It answers at this port of the loopback.
    Ready(u16),
    /// It builds.
    Building,
    /// It has built everything, without a problem.
    Built,
    /// Something stands in its way; also instead of what was told before.
    Problem(Problem),
    /// It runs no more, and not because it was dropped.
    Ended(Ended),
}

/// Why a server ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// By itself, with what stood in its way.
    Problem(Problem),
    /// By itself; its last words.
    Itself(Vec<String>),
    /// It was not ready for too long.
    NeverReady,
    /// It said too much.
    TooMuch,
    /// Every port that was tried was somebody else's by then.
    NoPort,
    /// It could not be started.
    NotStarted(String),
}

enum Event {
    Line(String, usize),
    Ready(u16),
    Stop,
}

/// A generator that runs as a server. Dropping it ends it, with all that it started, and waits for that.
#[derive(Debug)]
pub struct Server {
    stop: Sender<()>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts a site's generator: this runs the site's own code, for which the person must have said so. What happens
    /// is told from a thread of the server's own.
    pub fn start(kind: &'static Kind, setup: Setup, tell: impl Fn(Told) + Send + 'static) -> Result<Self, Missing> {
        let keeper = setup.programs.keeper.clone().ok_or(Missing::Program("Byline"))?;
        for folder in ["pages", "cache"] {
            std::fs::create_dir_all(setup.outside.join(folder)).map_err(|error| Missing::Disk(error.to_string()))?;
        }
        // Whatever is missing is told at once.
        kind.call(&here(&setup, 0))?;
        let (stop, stopped) = mpsc::channel();
        let run = Run { kind, setup, keeper, tell: Box::new(tell), stopped };
        let named = std::thread::Builder::new().name("byline-generator".to_owned());
        let thread = named.spawn(move || run.until_it_ends()).map_err(|error| Missing::Disk(error.to_string()))?;
        Ok(Self { stop, thread: Some(thread) })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Its thread may have ended by itself.
        let _over = self.stop.send(());
        if let Some(thread) = self.thread.take() {
            let _over = thread.join();
        }
    }
}

fn here(setup: &Setup, port: u16) -> Here<'_> {
    Here { site: &setup.site, outside: &setup.outside, base: &setup.base, port, programs: &setup.programs }
}

struct Run {
    kind: &'static Kind,
    setup: Setup,
    keeper: PathBuf,
    tell: Box<dyn Fn(Told) + Send>,
    stopped: Receiver<()>,
}

/// How one attempt went.
enum Attempt {
    Stopped,
    PortTaken,
    Ended(Ended),
}

impl Run {
    fn until_it_ends(self) {
        for _ in 0..PORTS {
            match self.attempt().unwrap_or_else(|error| Attempt::Ended(Ended::NotStarted(error.to_string()))) {
                Attempt::Stopped => return,
                Attempt::PortTaken => {}
                Attempt::Ended(why) => return (self.tell)(Told::Ended(why)),
            }
        }
        (self.tell)(Told::Ended(Ended::NoPort));
    }

    fn attempt(&self) -> io::Result<Attempt> {
        let port = port::free()?;
        let call = self.kind.call(&here(&self.setup, port)).map_err(io::Error::other)?;
        let mut running = Running::start(&self.keeper, &call, &self.setup.programs.variables)?;
        let (sender, events) = mpsc::sync_channel(256);
        let (output, words) = running.outputs();
        follow(output, &sender)?;
        follow(words, &sender)?;
        let going = Arc::new(AtomicBool::new(true));
        ask(port, Arc::clone(&going), sender)?;
        let ended = self.listen(&mut running, &events);
        going.store(false, Ordering::Relaxed);
        Ok(ended)
    }

    fn listen(&self, running: &mut Running, events: &Receiver<Event>) -> Attempt {
        let (mut ear, begun) = (Ear::new(&self.kind.words), Instant::now());
        let mut heard = Heard::default();
        let mut said = 0;
        let mut over: Option<Instant> = None;
        loop {
            match self.next(events) {
                Some(Event::Stop) => return Attempt::Stopped,
                Some(Event::Ready(port)) if over.is_none() => {
                    heard.ready = true;
                    (self.tell)(Told::Ready(port));
                }
                Some(Event::Line(line, bytes)) => {
                    said += bytes;
                    if said > self.setup.limits.output {
                        return Attempt::Ended(Ended::TooMuch);
                    }
                    let meant = ear.hear(&line);
                    heard.keep(&line);
                    match meant {
                        Some(Said::PortTaken) if !heard.ready => return Attempt::PortTaken,
                        Some(meant) => heard.take(meant, &self.setup.site, &self.tell),
                        None => {}
                    }
                }
                Some(Event::Ready(_)) | None => {
                    // Its last words may still be on their way.
                    if over.is_none() && running.is_over() {
                        over = Some(Instant::now());
                    } else if over.is_some_and(|at| at.elapsed() > TICK * 3) {
                        return Attempt::Ended(heard.ended());
                    }
                }
            }
            if !heard.ready && begun.elapsed() > self.setup.limits.ready {
                return Attempt::Ended(Ended::NeverReady);
            }
        }
    }

    fn next(&self, events: &Receiver<Event>) -> Option<Event> {
        if !matches!(self.stopped.try_recv(), Err(mpsc::TryRecvError::Empty)) {
            return Some(Event::Stop);
        }
        match events.recv_timeout(TICK) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => {
                std::thread::sleep(TICK);
                None
            }
        }
    }
}

/// What was heard in one attempt.
#[derive(Default)]
struct Heard {
    ready: bool,
    /// What stands in the way since it last began to build.
    problem: Option<Problem>,
    last: Vec<String>,
}

impl Heard {
    fn keep(&mut self, line: &str) {
        if line.trim().is_empty() {
            return;
        }
        if self.last.len() >= LAST {
            self.last.remove(0);
        }
        self.last.push(line.trim_start().to_owned());
    }

    fn take(&mut self, said: Said, site: &Path, tell: &dyn Fn(Told)) {
        match said {
            Said::Building => {
                self.problem = None;
                tell(Told::Building);
            }
            // What was built without what stands in the way is not all.
            Said::Built if self.problem.is_none() => tell(Told::Built),
            Said::Built | Said::PortTaken => {}
            Said::Problem(heard) => {
                let problem = place::found(heard, site);
                if self.problem.as_ref() != Some(&problem) {
                    self.problem = Some(problem.clone());
                    tell(Told::Problem(problem));
                }
            }
        }
    }

    fn ended(self) -> Ended {
        match self.problem {
            Some(problem) => Ended::Problem(problem),
            None => Ended::Itself(self.last),
        }
    }
}

fn follow(from: Option<impl io::Read + Send + 'static>, to: &SyncSender<Event>) -> io::Result<()> {
    let Some(from) = from else { return Ok(()) };
    let to = to.clone();
    let named = std::thread::Builder::new().name("byline-generator-words".to_owned());
    named.spawn(move || lines::read(from, |line, bytes| to.send(Event::Line(line, bytes)).is_ok())).map(drop)
}

/// Asks the port until somebody answers, or nobody wants to know any more.
fn ask(port: u16, going: Arc<AtomicBool>, to: SyncSender<Event>) -> io::Result<()> {
    let named = std::thread::Builder::new().name("byline-generator-port".to_owned());
    let asking = named.spawn(move || {
        while going.load(Ordering::Relaxed) {
            if port::answers(port) {
                // Nobody listens any more when the generator was ended meanwhile.
                let _unheard = to.send(Event::Ready(port));
                return;
            }
            std::thread::sleep(ASK);
        }
    });
    asking.map(drop)
}
