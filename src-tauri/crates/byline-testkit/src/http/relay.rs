//! The line between a program and a server: it can be slow, silent, cut at any byte, or gone.

#![allow(clippy::missing_panics_doc, clippy::unwrap_used)]

use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, sleep};
use std::time::Duration;

use crate::listening::{Ear, Listening};

/// How often a waiting line looks whether its fate has changed.
const TICK: Duration = Duration::from_millis(10);

/// A direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// From the program to the server.
    Up,
    /// From the server to the program.
    Down,
}

/// What happens to what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Everything passes.
    Pass,
    /// There is no internet: every connection breaks off at once, also those that are open.
    Gone,
    /// After so many bytes in one direction the connection breaks off in both.
    Cut(Way, u64),
    /// After so many bytes in one direction nothing passes any more, and the connection stays open.
    Stall(Way, u64),
    /// What goes up arrives, and when the server answers, the connection breaks off instead.
    ReplyLost,
    /// Everything passes, with this pause before each piece of at most 16 KiB.
    Slow(Duration),
}

/// A relay before a server. It ends when it is dropped, and its connections with it.
pub struct Relay {
    listening: Listening,
    shared: Arc<Shared>,
}

struct Shared {
    to: u16,
    fate: Mutex<Fate>,
    /// These words in what goes up change the fate of their connection.
    trigger: Mutex<Option<(Vec<u8>, Fate)>>,
    ear: Ear,
    connections: AtomicU64,
    up: AtomicU64,
    down: AtomicU64,
}

/// One connection, seen from both of its threads.
struct Line {
    shared: Arc<Shared>,
    /// The fate that a trigger gave to this connection alone.
    own: Mutex<Option<Fate>>,
    /// Counted from the connection's beginning, or from its trigger on.
    passed: [AtomicU64; 2],
    broken: AtomicBool,
}

impl Relay {
    /// A relay before what listens at this port of the loopback.
    pub fn before(port: u16) -> Self {
        let share = |ear| Shared {
            to: port,
            fate: Mutex::new(Fate::Pass),
            trigger: Mutex::new(None),
            ear,
            connections: AtomicU64::new(0),
            up: AtomicU64::new(0),
            down: AtomicU64::new(0),
        };
        let (listening, shared) = Listening::start(share, |shared, client| {
            shared.connections.fetch_add(1, Ordering::SeqCst);
            connect(Arc::clone(shared), client);
        });
        Self { listening, shared }
    }

    /// The same address by way of the relay.
    pub fn url(&self, of_server: &str) -> String {
        of_server.replace(&format!(":{}/", self.shared.to), &format!(":{}/", self.listening.port()))
    }

    /// The port that the relay listens at.
    pub fn port(&self) -> u16 {
        self.listening.port()
    }

    /// What happens from now on to every connection, also to those that are open.
    pub fn set(&self, fate: Fate) {
        *self.shared.trigger.lock().unwrap() = None;
        *self.shared.fate.lock().unwrap() = fate;
    }

    /// What happens to a connection from these words on, such as `POST /git/server.git/git-receive-pack`; once only.
    /// Bytes are counted from the first of the words. What TLS hides cannot be seen.
    pub fn set_at(&self, words: &str, fate: Fate) {
        *self.shared.trigger.lock().unwrap() = Some((words.as_bytes().to_vec(), fate));
    }

    /// Whether the words of [`Relay::set_at`] have not come by yet.
    pub fn is_set(&self) -> bool {
        self.shared.trigger.lock().unwrap().is_some()
    }

    /// How many connections there were.
    pub fn connections(&self) -> u64 {
        self.shared.connections.load(Ordering::SeqCst)
    }

    /// How many bytes passed in a direction.
    pub fn passed(&self, way: Way) -> u64 {
        match way {
            Way::Up => &self.shared.up,
            Way::Down => &self.shared.down,
        }
        .load(Ordering::SeqCst)
    }
}

fn connect(shared: Arc<Shared>, client: TcpStream) {
    if *shared.fate.lock().unwrap() == Fate::Gone {
        return;
    }
    let Ok(server) = TcpStream::connect((Ipv4Addr::LOCALHOST, shared.to)) else { return };
    for stream in [&client, &server] {
        stream.set_nodelay(true).unwrap();
        stream.set_read_timeout(Some(TICK)).unwrap();
    }
    let line = Arc::new(Line {
        shared,
        own: Mutex::new(None),
        passed: [AtomicU64::new(0), AtomicU64::new(0)],
        broken: AtomicBool::new(false),
    });
    let (other, from, to) = (Arc::clone(&line), server.try_clone().unwrap(), client.try_clone().unwrap());
    let back = thread::spawn(move || other.carry(from, to, Way::Down));
    line.carry(client, server, Way::Up);
    let _ended = back.join();
}

impl Line {
    fn fate(&self) -> Fate {
        if self.shared.ear.is_over() {
            return Fate::Gone;
        }
        let common = *self.shared.fate.lock().unwrap();
        if common == Fate::Gone { common } else { self.own.lock().unwrap().unwrap_or(common) }
    }

    /// Carries what comes until either end closes or the line breaks.
    fn carry(&self, mut from: TcpStream, mut to: TcpStream, way: Way) {
        let mut piece = vec![0; 16 * 1024];
        let mut before = Vec::new();
        while !self.broken.load(Ordering::SeqCst) {
            if self.fate() == Fate::Gone {
                break;
            }
            let read = match from.read(&mut piece) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => continue,
                Err(_) => break,
            };
            let bytes = &piece[..read];
            let counted_before = if way == Way::Up { self.triggered(&mut before, bytes) } else { 0 };
            if !self.pass(bytes, counted_before, &mut to, way) {
                break;
            }
        }
        self.broken.store(true, Ordering::SeqCst);
        let _closed = (from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both));
    }

    /// Looks for the trigger's words; how many of these bytes come before them and do not count.
    fn triggered(&self, before: &mut Vec<u8>, bytes: &[u8]) -> usize {
        let mut trigger = self.shared.trigger.lock().unwrap();
        let Some((words, fate)) = trigger.clone() else { return 0 };
        let kept = before.len();
        before.extend_from_slice(bytes);
        let found = before.windows(words.len()).position(|window| window == words);
        let Some(at) = found else {
            before.drain(..before.len().saturating_sub(words.len() - 1));
            return 0;
        };
        *trigger = None;
        *self.own.lock().unwrap() = Some(fate);
        self.passed.iter().for_each(|count| count.store(0, Ordering::SeqCst));
        at.saturating_sub(kept)
    }

    /// Whether the line still stands afterwards.
    fn pass(&self, bytes: &[u8], uncounted: usize, to: &mut TcpStream, way: Way) -> bool {
        let passed = &self.passed[usize::from(way == Way::Down)];
        let left = |most: u64| {
            let left = usize::try_from(most.saturating_sub(passed.load(Ordering::SeqCst))).unwrap_or(usize::MAX);
            left.saturating_add(uncounted).min(bytes.len())
        };
        let goes = match self.fate() {
            Fate::Gone => return false,
            Fate::ReplyLost if way == Way::Down => return false,
            Fate::Cut(only, most) | Fate::Stall(only, most) if only == way => left(most),
            Fate::Slow(pause) => {
                sleep(pause);
                bytes.len()
            }
            _ => bytes.len(),
        };
        if to.write_all(&bytes[..goes]).is_err() {
            return false;
        }
        let count = goes as u64;
        passed.fetch_add(count.saturating_sub(uncounted as u64), Ordering::SeqCst);
        let total = if way == Way::Up { &self.shared.up } else { &self.shared.down };
        total.fetch_add(count, Ordering::SeqCst);
        match self.fate() {
            Fate::Cut(only, most) if only == way => passed.load(Ordering::SeqCst) < most,
            Fate::Stall(only, _) if only == way && goes < bytes.len() => self.stand_still(),
            _ => true,
        }
    }

    /// Nothing passes until the fate is another one.
    fn stand_still(&self) -> bool {
        while matches!(self.fate(), Fate::Stall(..)) && !self.broken.load(Ordering::SeqCst) {
            sleep(TICK);
        }
        // What was held back is lost, as on a real line.
        false
    }
}
