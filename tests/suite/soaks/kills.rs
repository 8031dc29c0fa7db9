//! The program is killed at any moment of a publish, and started again.

use std::ffi::OsStr;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use byline_testkit::takes_a_pull;

use super::Chance;
use crate::publishing::{OLD, place};
use crate::seat::{JEKYLL, Seat};

#[test]
fn a_publish_that_is_killed_at_any_moment_is_on_the_server_exactly_once_after_a_restart() {
    kill(10);
}

pub(super) fn kill(times: usize) {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let web = seat.world.web().start();
    site.repo().remote_set_url("origin", &web.url("server.git")).unwrap();
    let folder = site.path().to_str().unwrap().to_owned();
    let original = String::from_utf8(site.read(OLD)).unwrap();
    let mut chance = Chance(0x5eed);
    // How long a publish takes here, twice: the first one opens the site.
    let mut whole = Duration::ZERO;
    for warm in ["cold", "warm"] {
        site.write(OLD, original.replace("First", warm).as_bytes());
        let began = Instant::now();
        seat.cli(["publish", &place(&site, OLD)]).ended(0);
        whole = began.elapsed();
    }
    let (mut before_kept, mut while_kept, mut after) = (0, 0, 0);
    let began = Instant::now();
    for turn in 0..times {
        let text = original.replace("First", &format!("Turn {turn}"));
        site.write(OLD, text.as_bytes());
        let had = seat.world.server_log().len();
        let mut program = seat.program([OsStr::new("--json")], ["publish", &place(&site, OLD)]);
        let mut running = program.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        sleep(Duration::from_micros(chance.below(u64::try_from(whole.as_micros()).unwrap() * 11 / 10)));
        let done = running.try_wait().unwrap().is_some();
        running.kill().unwrap();
        running.wait().unwrap();

        // Started again: what was kept goes out by itself; what was not is published by the next click.
        let told = seat.cli(["sync", &folder]).ended(0);
        assert_eq!(told["outcome"], "published", "turn {turn}: {told}");
        let there = seat.world.server_files()[OLD] == text.as_bytes();
        match (done, there) {
            (true, _) => after += 1,
            (false, true) => while_kept += 1,
            (false, false) => before_kept += 1,
        }
        if !there {
            seat.cli(["publish", &place(&site, OLD)]).ended(0);
        }
        assert_eq!(seat.world.server_files()[OLD], text.as_bytes(), "turn {turn}");
        assert_eq!(seat.world.server_log().len(), had + 1, "turn {turn}: exactly once");
        if turn % 10 == 9 || times <= 10 {
            takes_a_pull(&seat.world, &site, &[]);
        }
    }
    takes_a_pull(&seat.world, &site, &[]);
    println!(
        "killed {times} times within {whole:.0?}: {before_kept} before it was kept, {while_kept} on its way, {after} after \
         its end; {:.1?} in all",
        began.elapsed()
    );
}
