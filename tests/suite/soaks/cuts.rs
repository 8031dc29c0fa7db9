//! The line breaks at any byte of a publish, in every way in which lines break.

use std::time::{Duration, Instant};

use byline_desk::Site;
use byline_desk::api::OutcomeKind;
use byline_testkit::{Fate, Relay, Way, takes_a_pull};

use super::Chance;
use crate::publishing::OLD;
use crate::seat::{JEKYLL, Seat};

#[test]
fn a_line_that_breaks_anywhere_leaves_the_post_on_the_server_exactly_once() {
    cut(3);
}

const ASKING: &str = "service=git-upload-pack";
const ANNOUNCING: &str = "service=git-receive-pack";
const SENDING: &str = "POST /git/server.git/git-receive-pack";

/// A way to break: its name, the words from which on it breaks, and how, given chance.
type Kind = (&'static str, &'static str, fn(&mut Chance) -> Fate);

const KINDS: &[Kind] = &[
    ("the question is cut", ASKING, |chance| Fate::Cut(Way::Up, chance.below(200))),
    ("the server's state is cut", ASKING, |chance| Fate::Cut(Way::Down, chance.below(500))),
    ("what announces the post is cut", ANNOUNCING, |chance| Fate::Cut(Way::Down, chance.below(500))),
    ("the post is cut", SENDING, |chance| Fate::Cut(Way::Up, chance.below(1_000))),
    ("the answer is cut", SENDING, |chance| Fate::Cut(Way::Down, chance.below(400))),
    ("the answer is lost", SENDING, |_| Fate::ReplyLost),
    ("the post stalls", SENDING, |chance| Fate::Stall(Way::Up, chance.below(1_000))),
    ("the answer stalls", SENDING, |chance| Fate::Stall(Way::Down, chance.below(400))),
];

pub(super) fn cut(times: usize) {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let web = seat.world.web().start();
    let relay = Relay::before(web.port());
    site.repo().remote_set_url("origin", &relay.url(&web.url("server.git"))).unwrap();
    let original = String::from_utf8(site.read(OLD)).unwrap();
    let mut around = seat.around();
    around.git.connect_timeout = Duration::from_millis(200);
    around.git.timeout = Duration::from_millis(600);
    let mut chance = Chance(0x00c0_ffee);
    let began = Instant::now();
    for (name, words, fate) in KINDS {
        let (mut at_once, mut waited) = (0, 0);
        for turn in 0..times {
            let text = original.replace("First", &format!("{name}, {turn}: first"));
            site.write(OLD, text.as_bytes());
            let had = seat.world.server_log().len();
            relay.set_at(words, fate(&mut chance));
            let mut desk = Site::open(site.path(), around.clone()).unwrap();
            let outcome = desk.publish(OLD, None).unwrap();
            drop(desk);
            relay.set(Fate::Pass);
            match outcome.outcome {
                OutcomeKind::Published => at_once += 1,
                OutcomeKind::Waiting => waited += 1,
                other => panic!("{name} {turn}: {other:?} {}", outcome.message),
            }
            // Started again, with the line well: what waits goes out.
            let mut patient = around.clone();
            patient.git.timeout = Duration::from_secs(20);
            let mut desk = Site::open(site.path(), patient).unwrap();
            let report = desk.sync().unwrap();
            assert_eq!(report.outcome, OutcomeKind::Published, "{name} {turn}: {report:?}");
            assert_eq!(seat.world.server_files()[OLD], text.as_bytes(), "{name} {turn}");
            assert_eq!(seat.world.server_log().len(), had + 1, "{name} {turn}: exactly once");
        }
        takes_a_pull(&seat.world, &site, &[]);
        println!("{name}, {times} times: {at_once} published at once, {waited} waited and went out");
    }
    println!("all in {:.1?}", began.elapsed());
}
