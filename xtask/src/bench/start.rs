//! From the start of a program until it shows something, and the memory that it then has.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::many_posts::Site;
use super::sample::{Measured, Sample, Unit};
use super::table::Row;
use crate::program::Program;
use crate::step::Stop;
use crate::{needs, place, platform};

/// An empty window of the same web view: what any such program costs.
const MINI_BROWSER: &str = "webkit2gtk-4.1/MiniBrowser";

/// More different colours than this on the screen mean that something was drawn: an empty window has a handful.
const DRAWN: usize = 40;

/// How long a program may take to show something.
const PATIENCE: Duration = Duration::from_secs(30);

/// Memory is looked at when a program has come to rest.
const REST: Duration = Duration::from_secs(4);

/// One turn of one program.
struct Turn {
    milliseconds: f64,
    megabytes: f64,
}

/// Start and memory of Byline on the large site, beside an empty window and an editor.
pub(crate) fn measure(site: &Site, turns: usize) -> Result<Vec<Row>, Stop> {
    if !platform::can_drive_windows() {
        return Ok(rows(&Err("only on Linux".to_owned()), "an empty window", &Err("only on Linux".to_owned())));
    }
    needs::packages(platform::DESKTOP_PACKAGES)?;
    let mini = mini_browser();
    let editor = needs::peer("ghostwriter");
    let home = super::folder()?.join("home");
    let desk = super::folder()?.join("desk-start");
    let byline = || {
        let program = session(&home).arg(place::built("release", "byline"));
        program.arg("--desk").arg(&desk).arg(&site.ours)
    };
    let screen = Screen::open()?;
    // Once for the index and for the caches of everything: a person starts a program more than once.
    screen.turn(byline())?;
    let (mut ours, mut empty, mut other) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..turns {
        ours.push(screen.turn(byline())?);
        if let Ok(mini) = &mini {
            empty.push(screen.turn(session(&home).arg(mini).arg("about:blank"))?);
        }
        if editor.is_ok() {
            // As root, as in a container, its web view starts without its sandbox only.
            let program = session(&home).env("QTWEBENGINE_DISABLE_SANDBOX", "1").arg("ghostwriter");
            other.push(screen.turn(program.arg(site.theirs.join(&site.posts[0])))?);
        }
    }
    let ours = Ok(ours);
    let mut all = rows(&ours, "empty WebKitGTK window (MiniBrowser)", &mini.map(|_| empty));
    all.extend(rows(&ours, "ghostwriter", &editor.map(|()| other)));
    Ok(all)
}

fn rows(ours: &Result<Vec<Turn>, String>, peer: &str, theirs: &Result<Vec<Turn>, String>) -> Vec<Row> {
    let pick = |turns: &Result<Vec<Turn>, String>, of: fn(&Turn) -> f64, unit| -> Measured {
        let turns = turns.as_ref().map_err(Clone::clone)?;
        Sample::new(turns.iter().map(of).collect(), unit)
    };
    let row = |what: &str, of, unit, goal| Row {
        what: what.to_owned(),
        ours: pick(ours, of, unit),
        peer: peer.to_owned(),
        theirs: pick(theirs, of, unit),
        goal,
    };
    vec![
        row("start until something shows", |turn| turn.milliseconds, Unit::Milliseconds, "empty window + 500 ms"),
        row("memory (PSS of all its processes)", |turn| turn.megabytes, Unit::Megabytes, "empty window + 60 MB"),
    ]
}

/// A message bus and a home of its own for the program that is the next argument.
fn session(home: &Path) -> Program {
    Program::new("dbus-run-session")
        .arg("--")
        .env("HOME", home)
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CACHE_HOME", home.join("cache"))
        .env("GDK_BACKEND", "x11")
        .env("NO_AT_BRIDGE", "1")
        .without_env("WAYLAND_DISPLAY")
}

fn mini_browser() -> Result<PathBuf, String> {
    let folders = fs::read_dir("/usr/lib").map_err(|error| error.to_string())?;
    folders
        .flatten()
        .map(|folder| folder.path().join(MINI_BROWSER))
        .find(|path| path.is_file())
        .ok_or_else(|| "MiniBrowser is not installed".to_owned())
}

/// A display that holds one program at a time.
struct Screen {
    server: Child,
    name: String,
}

impl Screen {
    fn open() -> Result<Self, Stop> {
        let number = (90..200)
            .find(|number| !Path::new(&format!("/tmp/.X11-unix/X{number}")).exists())
            .ok_or_else(|| Stop::say("no display number is free"))?;
        let name = format!(":{number}");
        let server = Program::new("Xvfb").args([&name, "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]).start()?;
        let screen = Self { server, name };
        let start = Instant::now();
        while screen.colours().is_none() {
            if start.elapsed() > PATIENCE {
                return Err(Stop::say("the display for the measurement did not start"));
            }
            sleep(Duration::from_millis(50));
        }
        Ok(screen)
    }

    /// How many different colours are on the screen.
    fn colours(&self) -> Option<usize> {
        let picture = Program::new("xwd").args(["-root", "-silent", "-display", &self.name]).bytes_if_works()?;
        let mut seen: Vec<&[u8]> = picture.chunks_exact(4).skip(1024).collect();
        seen.sort_unstable();
        seen.dedup();
        Some(seen.len())
    }

    /// Starts a program, waits until it shows something and rests, and ends it.
    fn turn(&self, program: Program) -> Result<Turn, Stop> {
        let start = Instant::now();
        let mut child = program.env("DISPLAY", &self.name).start()?;
        while self.colours().unwrap_or(0) < DRAWN && start.elapsed() < PATIENCE {
            sleep(Duration::from_millis(20));
        }
        let milliseconds = start.elapsed().as_secs_f64() * 1000.0;
        sleep(REST);
        let family = family(child.id());
        let kilobytes: u64 = family.iter().filter_map(|id| pss(*id)).sum();
        end(&family);
        let _ = child.wait();
        while self.colours().is_some_and(|colours| colours >= DRAWN) {
            sleep(Duration::from_millis(50));
        }
        #[allow(clippy::cast_precision_loss)] // A few hundred thousand.
        let megabytes = kilobytes as f64 / 1024.0;
        Ok(Turn { milliseconds, megabytes })
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// A process and all that it started, itself last.
fn family(root: u32) -> Vec<u32> {
    let mut children: HashMap<u32, Vec<u32>> = HashMap::new();
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Some(id) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else {
            continue;
        };
        let stat = fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        // After the name, which may hold anything, come the state and the parent.
        let parent = stat.rsplit(')').next().and_then(|rest| rest.split_whitespace().nth(1)?.parse().ok());
        if let Some(parent) = parent {
            children.entry(parent).or_default().push(id);
        }
    }
    let mut family = vec![root];
    let mut next = 0;
    while let Some(id) = family.get(next).copied() {
        family.extend(children.get(&id).into_iter().flatten());
        next += 1;
    }
    family.reverse();
    family
}

/// The memory of a process in kilobytes, what it shares divided among those who share it.
fn pss(id: u32) -> Option<u64> {
    let rollup = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).ok()?;
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Ends processes that this command started.
fn end(family: &[u32]) {
    for id in family {
        let _ = Program::new("kill").args(["-TERM", &id.to_string()]).works();
    }
}
