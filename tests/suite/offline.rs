//! Without a network, posts wait in order; with it they go, untouched by hand.

use std::time::{Duration, Instant};

use byline_desk::api::{Event, Outcome, OutcomeKind, PostState, Queue};
use byline_desk::{Desk, Surroundings};
use byline_testkit::{Fate, GitServer, Relay, SiteFolder};
use serde_json::json;

use crate::seat::{JEKYLL, Seat};

const POSTS: [&str; 3] = ["_posts/2026-01-05-an-old-post.md", "_posts/2026-01-06-b.md", "_posts/2026-01-07-c.md"];

/// Waits for something to come true.
pub(crate) fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_mins(1), "not in a minute: {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// A desk whose line to the server can be cut.
struct Line {
    running: tokio::runtime::Runtime,
    seat: Seat,
    folder: SiteFolder,
    relay: Relay,
    _web: GitServer,
}

impl Line {
    fn cut() -> Self {
        let seat = Seat::new();
        let folder = seat.world.site("blog", JEKYLL);
        for path in POSTS {
            let title = path.trim_end_matches(".md");
            folder.write(path, format!("---\ntitle: {title}\ndate: 2026-01-05\n---\n\nNew words.\n").as_bytes());
        }
        let web = seat.world.web().start();
        let relay = Relay::before(web.port());
        folder.repo().remote_set_url("origin", &relay.url(&web.url("server.git"))).unwrap();
        relay.set(Fate::Gone);
        let running = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        Self { running, seat, folder, relay, _web: web }
    }

    fn desk(&self) -> Desk {
        let mut around: Surroundings = self.seat.around();
        around.git.timeout = Duration::from_secs(5);
        Desk::start(byline_desk::Site::open(self.folder.path(), around).unwrap())
    }

    fn publish(&self, desk: &Desk, path: &str) -> Outcome {
        self.running.block_on(desk.publish(path.to_owned(), None)).unwrap()
    }

    fn queue(&self, desk: &Desk) -> Queue {
        self.running.block_on(desk.queue()).unwrap()
    }

    fn close(&self, desk: &Desk) {
        self.running.block_on(desk.close());
    }

    /// The posts that were published, in the order in which they arrived.
    fn arrived(&self) -> Vec<String> {
        let mut log = self.seat.world.server_log();
        log.pop();
        log.reverse();
        log.into_iter().flat_map(|commit| commit.files).collect()
    }
}

#[test]
fn three_posts_wait_over_a_restart_and_go_in_the_order_of_the_clicks() {
    let line = Line::cut();
    let desk = line.desk();
    let order = [POSTS[1], POSTS[0], POSTS[2]];
    for path in order {
        let outcome = line.publish(&desk, path);
        assert_eq!(outcome.outcome, OutcomeKind::Waiting, "{outcome:?}");
        let listed = line.running.block_on(desk.ask(move |site| site.post(path))).unwrap();
        assert_eq!((listed.state, listed.reason.as_deref()), (PostState::Waiting, Some("offline")));
    }
    line.close(&desk);
    let desk = line.desk();
    let mut queue = line.queue(&desk);
    // The first try after the start has failed.
    until("tried again", || {
        queue = line.queue(&desk);
        queue.next_try.is_some() && queue.posts.iter().all(|post| post.state == PostState::Waiting)
    });
    let shown: Vec<_> = queue.posts.iter().map(|post| (post.path.as_str(), post.reason.as_deref())).collect();
    assert_eq!(shown, order.map(|path| (path, Some("offline"))));
    assert!(queue.posts.iter().all(|post| post.why == "Waiting for internet" && !post.since.is_empty()));
    line.relay.set(Fate::Pass);
    desk.online().unwrap();
    until("all three are there", || line.arrived().len() == 3);
    assert_eq!(line.arrived(), order);
    until("nothing waits", || line.queue(&desk).posts.is_empty());
    line.close(&desk);
    assert!(line.folder.is_clean());
}

#[test]
fn what_is_offline_for_one_is_not_tried_for_the_others() {
    let line = Line::cut();
    let desk = line.desk();
    for path in POSTS {
        line.publish(&desk, path);
    }
    let before = line.relay.connections();
    desk.sync().unwrap();
    until("tried and held", || line.relay.connections() > before && line.queue(&desk).next_try.is_some());
    let asked = line.relay.connections() - before;
    assert!(asked <= 2, "one post and the news asked, not {asked}");
    line.close(&desk);
}

#[test]
fn a_post_that_is_withdrawn_stays_here_and_the_others_go() {
    let line = Line::cut();
    let desk = line.desk();
    for path in POSTS {
        line.publish(&desk, path);
    }
    let words = line.folder.read(POSTS[1]);
    let cancelled = line.running.block_on(desk.cancel(POSTS[1].to_owned())).unwrap();
    assert!(cancelled.cancelled && cancelled.message.contains("its words stay on this computer"), "{cancelled:?}");
    assert_eq!(line.folder.read(POSTS[1]), words);
    let waiting = |event: &Event| matches!(event, Event::QueueChanged { waiting: 2 });
    assert!(line.seat.heard.any(waiting));
    line.relay.set(Fate::Pass);
    line.running.block_on(desk.send_now(POSTS[2].to_owned())).unwrap();
    until("the two are there", || line.arrived().len() == 2);
    assert_eq!(line.arrived(), [POSTS[2], POSTS[0]]);
    line.close(&desk);
}

#[test]
fn one_hard_error_on_the_command_line_stops_no_other_post_and_hides_none() {
    let line = Line::cut();
    line.relay.set(Fate::Pass);
    let place = |path: &str| line.folder.path().join(path).to_str().unwrap().to_owned();
    let (first, missing, last) = (place(POSTS[0]), place("_posts/none.md"), place(POSTS[2]));
    let told = line.seat.cli(["publish", &first, &missing, &last]).ended(1);
    assert_eq!(line.arrived(), [POSTS[0], POSTS[2]]);
    let posts = told["posts"].as_array().unwrap();
    assert_eq!(posts.len(), 3, "{told}");
    assert_eq!((&posts[0]["outcome"], &posts[2]["outcome"]), (&json!("published"), &json!("published")));
    assert_eq!(posts[1]["error"]["code"], "no-such-file", "{told}");
    assert_eq!(told["error"]["code"], "some-failed");
    assert!(told["files"].as_array().unwrap().len() >= 2);
}
