//! Where one test sits: a server, a desk of its own, a clock that the test moves, and ears for events.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, Mutex, MutexGuard};

use byline_desk::api::{Event, EventSink};
use byline_desk::{Clock, Site, Surroundings};
use byline_testkit::World;
use jiff::{Timestamp, ToSpan, Zoned, tz::TimeZone};
use serde_json::Value;

/// The desk of one test, and the server that its sites publish to.
pub(crate) struct Seat {
    pub(crate) world: World,
    pub(crate) clock: Arc<Hands>,
    pub(crate) heard: Arc<Ears>,
}

/// A clock that stands still until a test moves it.
pub(crate) struct Hands(Mutex<Timestamp>);

/// Every event so far.
#[derive(Default)]
pub(crate) struct Ears(Mutex<Vec<Event>>);

/// What a command line came to.
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Seat {
    pub(crate) fn new() -> Self {
        let dawn = "2026-03-02T09:00:00Z".parse().unwrap();
        Self { world: World::new(), clock: Arc::new(Hands(Mutex::new(dawn))), heard: Arc::default() }
    }

    /// Byline's own folder.
    pub(crate) fn desk(&self) -> PathBuf {
        self.world.folder().join("desk")
    }

    /// What the desk is handed in this test.
    pub(crate) fn around(&self) -> Surroundings {
        let around = Surroundings::new(self.desk()).telling(self.heard.clone());
        Surroundings { clock: self.clock.clone(), ..around }
    }

    /// Opens a folder as a site.
    pub(crate) fn open(&self, folder: &Path) -> Site {
        Site::open(folder, self.around()).unwrap()
    }

    /// Runs `byline-cli --json` on this desk, in a home without settings.
    pub(crate) fn cli<T: AsRef<OsStr>>(&self, words: impl IntoIterator<Item = T>) -> Ran {
        self.run([OsStr::new("--json")], words)
    }

    /// Runs `byline-cli --json` with these variables in its environment.
    pub(crate) fn cli_with<T: AsRef<OsStr>>(
        &self,
        variables: &[(&str, &OsStr)],
        words: impl IntoIterator<Item = T>,
    ) -> Ran {
        let mut program = self.program([OsStr::new("--json")], words);
        program.envs(variables.iter().copied());
        Ran::of(&program.output().unwrap())
    }

    /// Runs `byline-cli` as a person would, without `--json`.
    pub(crate) fn told<T: AsRef<OsStr>>(&self, words: impl IntoIterator<Item = T>) -> Ran {
        self.run([], words)
    }

    fn run<'a, T: AsRef<OsStr>>(
        &self,
        first: impl IntoIterator<Item = &'a OsStr>,
        words: impl IntoIterator<Item = T>,
    ) -> Ran {
        Ran::of(&self.program(first, words).output().unwrap())
    }

    /// The program with these words, not started yet.
    #[allow(clippy::disallowed_methods)] // A test starts the program that it tests.
    pub(crate) fn program<'a, T: AsRef<OsStr>>(
        &self,
        first: impl IntoIterator<Item = &'a OsStr>,
        words: impl IntoIterator<Item = T>,
    ) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_byline-cli-under-test"));
        program.args(first).arg("--desk").arg(self.desk()).args(words);
        let home = self.world.folder().join("home");
        program.env("HOME", &home).env("USERPROFILE", &home).env_remove("XDG_CONFIG_HOME");
        program.current_dir(self.world.folder());
        program
    }
}

impl Ran {
    fn of(done: &Output) -> Self {
        Self {
            status: done.status.code().unwrap(),
            out: String::from_utf8_lossy(&done.stdout).into_owned(),
            err: String::from_utf8_lossy(&done.stderr).into_owned(),
        }
    }

    /// The one object on standard output.
    pub(crate) fn json(&self) -> Value {
        let value: Value = serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out));
        assert!(value.is_object(), "{value}");
        value
    }

    /// The object of a command that ended with this status.
    pub(crate) fn ended(&self, status: i32) -> Value {
        assert_eq!(self.status, status, "{} {}", self.out, self.err);
        self.json()
    }
}

impl Hands {
    /// Lets time pass.
    pub(crate) fn pass(&self, milliseconds: i64) {
        let mut now = self.0.lock().unwrap();
        *now += milliseconds.milliseconds();
    }
}

impl Clock for Hands {
    fn now(&self) -> Zoned {
        // A microsecond for each look, since no two things happen at one time.
        let mut now = self.0.lock().unwrap();
        *now += 1.microseconds();
        now.to_zoned(TimeZone::UTC)
    }
}

impl Ears {
    /// Takes every event out that was heard so far.
    pub(crate) fn take(&self) -> Vec<Event> {
        std::mem::take(&mut *self.events())
    }

    /// Whether such an event was heard.
    pub(crate) fn any(&self, wanted: impl Fn(&Event) -> bool) -> bool {
        self.events().iter().any(wanted)
    }

    fn events(&self) -> MutexGuard<'_, Vec<Event>> {
        self.0.lock().unwrap()
    }
}

impl EventSink for Ears {
    fn tell(&self, event: Event) {
        self.events().push(event);
    }
}

/// A Jekyll site's settings, a post of its own and a file that is no post.
pub(crate) const JEKYLL: &[(&str, &[u8])] = &[
    ("_config.yml", b"title: The blog\nurl: https://blog.example.org\n"),
    (
        "_posts/2026-01-05-an-old-post.md",
        b"---\nlayout: post\ntitle: An old post\nauthor: Anna Writer\ndate: 2026-01-05\n---\n\nFirst words.\n\nLast words.\n",
    ),
    ("index.html", b"---\nlayout: home\n---\n"),
];

/// Every file below a folder but what the repository keeps for itself, with its bytes.
pub(crate) fn files_below(folder: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut found = std::collections::BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in std::fs::read_dir(at).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if entry.file_type().unwrap().is_dir() {
                if entry.file_name() != ".git" {
                    open.push(path);
                }
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                found.insert(name, std::fs::read(&path).unwrap_or_default());
            }
        }
    }
    found
}

/// Whether Byline left a half-written file behind.
pub(crate) fn leftovers(folder: &Path) -> Vec<String> {
    let ours = |name: &String| name.rsplit('/').next().is_some_and(|name| name.starts_with(".byline-"));
    files_below(folder).into_keys().filter(ours).collect()
}
