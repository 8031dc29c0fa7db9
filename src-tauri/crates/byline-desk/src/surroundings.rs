use std::path::PathBuf;
use std::sync::Arc;

use crate::api::{EventSink, Quiet};
use crate::signin::SignInCredentials;
use crate::{Bin, Clock, SigningIn, SystemBin, SystemClock};

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
    /// Who is signed in at them.
    pub sign_in: SigningIn,
}

impl Surroundings {
    /// The usual surroundings: the computer's clock, nobody listening, servers on this computer allowed.
    pub fn new(desk: impl Into<PathBuf>) -> Self {
        let desk = desk.into();
        let sign_in = SigningIn::usual(&desk);
        Self {
            git: git(&sign_in),
            sign_in,
            desk,
            clock: Arc::new(SystemClock),
            events: Arc::new(Quiet),
            watch: true,
            bin: Arc::new(SystemBin),
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
        self.sign_in.tell_to(Arc::clone(&events));
        self.events = events;
        self
    }

    /// The same, with other sign-ins.
    #[must_use]
    pub fn signing_in(mut self, sign_in: SigningIn) -> Self {
        sign_in.tell_to(Arc::clone(&self.events));
        self.git.credentials = Arc::new(SignInCredentials(sign_in.clone()));
        self.sign_in = sign_in;
        self
    }
}

/// Servers on this computer are allowed; secrets come from the sign-ins.
fn git(sign_in: &SigningIn) -> byline_git::Options {
    let credentials = Arc::new(SignInCredentials(sign_in.clone()));
    byline_git::Options { allow_local: true, now: Some(seconds), credentials, ..byline_git::Options::default() }
}

/// The computer's clock, by which certificates are judged: no test moves that one.
fn seconds() -> i64 {
    SystemClock.now().timestamp().as_second()
}
