use std::path::PathBuf;
use std::sync::Arc;

use crate::api::{EventSink, Quiet};
use crate::{Bin, Clock, SystemBin, SystemClock};

/// All that the desk knows of the world around it.
#[derive(Clone)]
pub struct Surroundings {
    /// Byline's own folder, where every site has its store.
    pub desk: PathBuf,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Where events go.
    pub events: Arc<dyn EventSink>,
    /// Whether the system is asked to tell of changed files and of networks; else files are looked at every few seconds,
    /// and the network is noticed by trying.
    pub watch: bool,
    /// Where deleted files go.
    pub bin: Arc<dyn Bin>,
    /// How servers are talked to.
    pub git: byline_git::Options,
}

impl Surroundings {
    /// The usual surroundings: the computer's clock, nobody listening, servers on this computer allowed.
    pub fn new(desk: impl Into<PathBuf>) -> Self {
        Self {
            desk: desk.into(),
            clock: Arc::new(SystemClock),
            events: Arc::new(Quiet),
            watch: true,
            bin: Arc::new(SystemBin),
            git: byline_git::Options { allow_local: true, now: Some(seconds), ..byline_git::Options::default() },
        }
    }

    /// The desk's folder when nobody says another: in the person's own data folder, as the system has it. Only the
    /// programs on top ask; the desk itself never does.
    pub fn usual_place() -> Option<PathBuf> {
        directories::BaseDirs::new().map(|dirs| dirs.data_dir().join("org.byline.desk"))
    }

    /// The same, with the programs of this computer that publishing may need. Only the programs on top ask for them.
    #[must_use]
    pub fn with_programs(mut self) -> Self {
        self.git.programs = crate::programs::usual();
        self
    }

    /// The same, with somebody listening.
    #[must_use]
    pub fn telling(mut self, events: Arc<dyn EventSink>) -> Self {
        self.events = events;
        self
    }
}

/// The computer's clock, by which certificates are judged: no test moves that one.
fn seconds() -> i64 {
    SystemClock.now().timestamp().as_second()
}
