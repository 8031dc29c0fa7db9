use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use byline_git::ask::{Asking, Person};

use crate::api::{EventSink, Quiet};
use crate::known;
use crate::signin::SignInCredentials;
use crate::{Bin, Clock, KnownSites, SigningIn, SystemBin, SystemClock};

/// How often the public website is looked at for a post that was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// The first pause; each is half as long again as the one before.
    pub first: Duration,
    /// The longest pause.
    pub longest: Duration,
    /// After so long it is not looked for any more.
    pub give_up: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self { first: Duration::from_secs(5), longest: Duration::from_mins(1), give_up: Duration::from_mins(10) }
    }
}

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
    /// How the public website is looked at.
    pub pace: Pace,
    /// How servers are talked to.
    pub git: byline_git::Options,
    /// Who is signed in at them.
    pub sign_in: SigningIn,
    /// Folders with dictionaries of languages, those that go first in front.
    pub dictionaries: Vec<PathBuf>,
    /// The languages of the computer, as tags, where no window says them.
    pub languages: Vec<String>,
    /// How sites' own generators are run.
    pub generators: Generators,
}

/// How sites' own generators are run.
#[derive(Debug, Clone)]
pub struct Generators {
    /// Where they are, and what they are started with.
    pub programs: byline_generator::Programs,
    /// What one may take.
    pub limits: byline_generator::Limits,
    /// How long one goes on that nobody looks at.
    pub unseen: Duration,
}

impl Default for Generators {
    fn default() -> Self {
        let (programs, limits) = Default::default();
        Self { programs, limits, unseen: Duration::from_mins(5) }
    }
}

impl Surroundings {
    /// The usual surroundings: the computer's clock, nobody listening, servers on this computer allowed.
    pub fn new(desk: impl Into<PathBuf>) -> Self {
        let desk = desk.into();
        let sign_in = SigningIn::usual(&desk);
        Self {
            git: git(&desk, &sign_in),
            sign_in,
            desk,
            clock: Arc::new(SystemClock),
            events: Arc::new(Quiet),
            watch: true,
            pace: Pace::default(),
            bin: Arc::new(SystemBin),
            dictionaries: Vec::new(),
            languages: Vec::new(),
            generators: Generators::default(),
        }
    }

    /// The desk's folder when nobody says another: in the person's own data folder, as the system has it. Only the
    /// programs on top ask; the desk itself never does.
    pub fn usual_place() -> Option<PathBuf> {
        directories::BaseDirs::new().map(|dirs| dirs.data_dir().join("org.byline.desk"))
    }

    /// The same, with the programs of this computer that publishing and sites' own generators may need, and its
    /// dictionaries. Only the programs on top ask for them.
    #[must_use]
    pub fn with_programs(mut self) -> Self {
        self.git.programs = crate::programs::usual();
        self.generators.programs = crate::programs::generators();
        self.dictionaries = crate::language::usual_places();
        self.languages = crate::language::usual_languages();
        self
    }

    /// The same, with somebody who answers what servers ask. `program` is the running executable, which ssh and git start
    /// to ask, and which keeps watch over a site's generator. Only the programs on top know it.
    #[must_use]
    pub fn asking(mut self, program: PathBuf, person: Arc<dyn Person>) -> Self {
        let folder = asking_folder(&self.desk);
        self.generators.programs.keeper = Some(program.clone());
        self.git.asking = Some(Asking { program, folder, person });
        self
    }

    /// The same, with somebody listening.
    #[must_use]
    pub fn telling(mut self, events: Arc<dyn EventSink>) -> Self {
        self.sign_in.tell_to(Arc::clone(&events));
        self.events = events;
        self
    }

    /// The same, with the folders of other users that the person uses anyway.
    pub(crate) fn with_anothers(mut self) -> Self {
        self.git.anothers = KnownSites::read(&self.desk).used_anyway().to_vec();
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
fn git(desk: &Path, sign_in: &SigningIn) -> byline_git::Options {
    byline_git::Options {
        allow_local: true,
        now: Some(seconds),
        servers: Some(desk.join("servers")),
        copies: Some(desk.join("copies")),
        credentials: Arc::new(SignInCredentials(sign_in.clone())),
        ..byline_git::Options::default()
    }
}

/// The computer's clock, by which certificates are judged: no test moves that one.
fn seconds() -> i64 {
    SystemClock.now().timestamp().as_second()
}

/// Where sockets are made: in the desk's folder, or, where that has too long a name for a socket, in the system's place
/// for what is soon gone.
fn asking_folder(desk: &Path) -> PathBuf {
    /// A socket's path may have about a hundred bytes, of which its own name takes thirty.
    const LONGEST: usize = 70;
    let folder = desk.join("asking");
    if folder.as_os_str().len() <= LONGEST {
        return folder;
    }
    std::env::temp_dir().join(format!("byline-{}", known::id(desk)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_socket_has_a_short_path_whatever_the_desk_is_called() {
        assert_eq!(asking_folder(Path::new("/home/anna/desk")), Path::new("/home/anna/desk/asking"));
        let long = asking_folder(&Path::new("/home").join("a".repeat(200)));
        assert!(long.starts_with(std::env::temp_dir()) && long.as_os_str().len() <= 70, "{long:?}");
        assert_ne!(long, asking_folder(&Path::new("/home").join("b".repeat(200))));
    }
}
