//! Publishing one post with one picture of a large site over http, beside the three git commands that a developer would
//! type for the same two files.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::many_posts::{Site, git};
use super::sample::{Sample, Unit, milliseconds};
use super::table::Row;
use crate::place;
use crate::program::Program;
use crate::step::Stop;

/// As a photo on a website is, in bytes.
const PICTURE: usize = 200_000;

/// In each turn a post changes and shows a picture that is new; the time is that of publishing both.
pub(crate) fn measure(site: &Site, turns: usize, goal: &'static str) -> Result<Row, Stop> {
    let servers = site.ours.parent().ok_or_else(|| Stop::say("The site has no folder around it."))?;
    let server = Server::start(servers)?;
    for (folder, name) in [(&site.ours, "ours.git"), (&site.theirs, "theirs.git")] {
        git(folder, &["remote", "set-url", "origin", &format!("{}{name}", server.address)])?;
    }
    let desk = super::folder()?.join("desk-publish");
    if desk.exists() {
        fs::remove_dir_all(&desk).map_err(Stop::file(&desk))?;
    }
    let cli = Program::new(place::built("release", "byline-cli")).arg("--desk").arg(&desk).arg("--json");
    cli.again().arg("list").arg(&site.ours).output()?;
    let mut ours = Vec::new();
    let mut theirs = Vec::new();
    for (turn, post) in site.posts.iter().step_by(97).take(turns).enumerate() {
        change(&site.ours, post, turn)?;
        ours.push(milliseconds(|| cli.again().arg("publish").arg(site.ours.join(post)).output().map(drop))?);
        change(&site.theirs, post, turn)?;
        theirs.push(milliseconds(|| {
            git(&site.theirs, &["add", post, &picture(turn)])?;
            git(&site.theirs, &["commit", "-q", "-m", "A post"])?;
            git(&site.theirs, &["push", "-q", "origin", "main"])
        })?);
    }
    Ok(Row {
        what: format!("publishing 1 of {} posts with a picture over http, server asked again", site.posts.len()),
        ours: Sample::new(ours, Unit::Milliseconds),
        peer: "git add, commit, push".to_owned(),
        theirs: Sample::new(theirs, Unit::Milliseconds),
        goal,
    })
}

/// Where the picture of a turn is.
fn picture(turn: usize) -> String {
    format!("static/images/turn-{turn}.jpg")
}

fn change(site: &Path, post: &str, turn: usize) -> Result<(), Stop> {
    let place = site.join(post);
    let text = fs::read_to_string(&place).map_err(Stop::file(&place))?;
    fs::write(&place, format!("{text}![Turn {turn}](/images/turn-{turn}.jpg)\n")).map_err(Stop::file(&place))?;
    let place = site.join(picture(turn));
    fs::create_dir_all(site.join("static/images")).map_err(Stop::file(&place))?;
    fs::write(&place, noise(turn)).map_err(Stop::file(&place))
}

/// Bytes that no program makes smaller, other ones in each turn (xorshift64).
fn noise(turn: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15 ^ turn as u64;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    std::iter::repeat_with(next).take(PICTURE).collect()
}

/// The tests' web server, until it is dropped.
struct Server {
    note: PathBuf,
    address: String,
}

impl Server {
    fn start(folder: &Path) -> Result<Self, Stop> {
        Program::cargo().args(["build", "--release", "-p", "xtask", "--example", "bench_server"]).run()?;
        let note = super::folder()?.join("server");
        let _old = fs::remove_file(&note);
        let built =
            place::target().join("release/examples").join(format!("bench_server{}", std::env::consts::EXE_SUFFIX));
        let mut running = Program::new(built).arg(folder).arg(&note).start()?;
        let began = Instant::now();
        loop {
            if let Ok(address) = fs::read_to_string(&note) {
                return Ok(Self { note, address });
            }
            let ended = running.try_wait().is_ok_and(|status| status.is_some());
            if ended || began.elapsed() > Duration::from_mins(1) {
                return Err(Stop::say(
                    "The web server did not start: are lighttpd and lighttpd-mod-openssl installed?",
                ));
            }
            sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It ends when its note is gone.
        let _gone = fs::remove_file(&self.note);
    }
}
