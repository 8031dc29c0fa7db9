//! A post's past as a window asks for it: beside the desk's own thread, and with what is only at the server.

use std::path::Path;
use std::time::{Duration, Instant};

use byline_desk::api::{Event, OutcomeKind, PostState};
use byline_desk::{Desk, Site, Surroundings};
use byline_testkit::git;

use crate::seat::{JEKYLL, Seat};

const POST: &str = "_posts/2026-01-05-an-old-post.md";

fn running<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

fn open(seat: &Seat, folder: &Path) -> Desk {
    Desk::start(Site::open_as_known(folder, Surroundings { watch: false, ..seat.around() }).unwrap())
}

fn text(body: &str) -> Vec<u8> {
    format!("---\nlayout: post\ntitle: An old post\nauthor: Anna Writer\ndate: 2026-01-05\n---\n\n{body}\n")
        .into_bytes()
}

/// Waits, as a person would, until something ended and says how.
fn ended(seat: &Seat) -> OutcomeKind {
    let begin = Instant::now();
    loop {
        let heard = seat.heard.take().into_iter().find_map(|event| match event {
            Event::PublishEnded { outcome, .. } => Some(outcome.outcome),
            _ => None,
        });
        match heard {
            Some(outcome) => return outcome,
            None => assert!(begin.elapsed() < Duration::from_mins(1), "nothing ended"),
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_publish_is_taken_back_and_a_post_taken_off_while_the_window_goes_on() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let before = seat.world.server_files();
    site.write(POST, &text("Published too early."));
    let desk = open(&seat, site.path());
    running(desk.publish(POST.to_owned(), None)).unwrap();
    seat.heard.take();
    let history = running(desk.history(POST.to_owned())).unwrap();
    assert!(history.versions[0].can_take_back && history.versions[0].on_website, "{history:?}");
    assert_eq!(running(desk.take_back(POST.to_owned())).unwrap(), None, "it is on its way");
    assert_eq!(ended(&seat), OutcomeKind::Published);
    assert_eq!(seat.world.server_files(), before);
    let post = running(desk.ask(|site| site.post(POST))).unwrap();
    assert_eq!(post.state, PostState::Changed);
    let again = running(desk.take_back(POST.to_owned())).unwrap_err();
    assert_eq!(again.code, "nothing-to-take-back");

    assert_eq!(running(desk.unpublish(POST.to_owned())).unwrap(), None);
    assert_eq!(ended(&seat), OutcomeKind::Published);
    let twice = running(desk.unpublish(POST.to_owned())).unwrap().unwrap();
    assert_eq!(twice.outcome, OutcomeKind::AlreadyPublished);
    running(desk.close());
}

#[test]
fn posts_that_a_colleague_took_off_are_told() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    seat.world.colleague_deletes(POST);
    site.pull();
    let desk = open(&seat, site.path());
    let gone = running(desk.gone_posts()).unwrap();
    assert_eq!(gone.len(), 1);
    assert_eq!((gone[0].path.as_str(), gone[0].author.as_deref()), (POST, Some("Carl Colleague")));
    running(desk.close());
}

#[test]
fn older_versions_come_from_the_server_when_they_are_asked_for() {
    let seat = Seat::new();
    seat.world.site("blog", JEKYLL);
    for words in ["One.", "Two.", "Three."] {
        seat.world.colleague_publishes(POST, &text(words));
    }
    let web = seat.world.web().start();
    git(&seat.world.folder(), &["clone", "-q", "--depth", "1", &web.url("server.git"), "shallow"]);
    let desk = open(&seat, &seat.world.folder().join("shallow"));
    let known = running(desk.history(POST.to_owned())).unwrap();
    assert!(known.older_at_server);
    // The text is known; who brought it is only at the server.
    let told: Vec<_> = known.versions.iter().map(|one| (one.author.as_deref(), one.on_website)).collect();
    assert_eq!(told, [(None, true)]);
    let all = running(desk.older_versions(POST.to_owned())).unwrap();
    assert!(!all.older_at_server);
    assert_eq!(all.versions.len(), 4, "{all:?}");
    assert_eq!(all.versions[0].author.as_deref(), Some("Carl Colleague"));
    running(desk.close());
}
