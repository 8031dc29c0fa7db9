//! Publishing at a time: kept, shown, changed, withdrawn, sent when it is due, and late when Byline was not open.

use byline_desk::api::{OutcomeKind, PostItem, PostState, Sending};
use byline_desk::{Desk, Site};
use byline_testkit::SiteFolder;

use crate::publishing::{OLD, old_with, place};
use crate::seat::{JEKYLL, Seat};

const MINUTE: i64 = 60_000;

fn begun() -> (Seat, SiteFolder, Site) {
    let seat = Seat::new();
    let folder = seat.world.site("blog", JEKYLL);
    folder.write(OLD, &old_with(&folder, "First", "Better"));
    let site = seat.open(folder.path());
    (seat, folder, site)
}

fn at(time: &str) -> Sending {
    Sending { at: Some(time.to_owned()), ..Sending::default() }
}

fn post(site: &Site) -> PostItem {
    site.post(OLD).unwrap()
}

#[test]
fn what_goes_out_is_the_text_as_it_was_scheduled_and_when_it_is_due() {
    let (seat, folder, mut site) = begun();
    let scheduled = folder.read(OLD);
    let outcome = site.publish_as(OLD, &at("2026-03-02T10:00")).unwrap();
    assert_eq!((outcome.outcome, outcome.due.as_deref()), (OutcomeKind::Waiting, Some("2026-03-02T10:00:00Z")));
    assert!(outcome.message.contains("2 March 2026 at 10:00"), "{}", outcome.message);
    assert!(outcome.hint.unwrap().contains("the next time you open Byline"));
    assert_eq!((post(&site).state, post(&site).reason), (PostState::Scheduled, None));
    let page = site.open_post(OLD).unwrap();
    site.write_body_on(OLD, &page.body.replace("Better", "Newest"), page.revision).unwrap();
    site.save(OLD).unwrap();
    assert_eq!((post(&site).state, post(&site).reason.as_deref()), (PostState::Scheduled, Some("newer")));
    let before = seat.world.server_log().len();
    seat.clock.pass(59 * MINUTE);
    assert!(site.sync().unwrap().sent.is_empty());
    assert_eq!(seat.world.server_log().len(), before);
    seat.clock.pass(MINUTE);
    assert_eq!(site.sync().unwrap().sent, [OLD]);
    assert_eq!(seat.world.server_files()[OLD], scheduled);
    assert_eq!(seat.world.server_log().len(), before + 1);
    assert_eq!(post(&site).state, PostState::Changed);
    assert!(String::from_utf8(folder.read(OLD)).unwrap().contains("Newest"));
}

#[test]
fn a_time_is_changed_by_scheduling_again_and_a_post_may_go_at_once_instead() {
    let (seat, folder, mut site) = begun();
    site.publish_as(OLD, &at("2026-03-02T10:00")).unwrap();
    site.publish_as(OLD, &at("2026-03-03T08:30")).unwrap();
    let queue = site.queue(None).unwrap();
    assert_eq!(queue.posts.len(), 1);
    assert_eq!(queue.posts[0].due.as_deref(), Some("2026-03-03T08:30:00Z"));
    assert!(queue.posts[0].why.contains("3 March 2026 at 08:30"));
    let outcome = site.publish(OLD, None).unwrap();
    assert_eq!(outcome.outcome, OutcomeKind::Published);
    assert!(site.queue(None).unwrap().posts.is_empty());
    assert_eq!(seat.world.server_files()[OLD], folder.read(OLD));
}

#[test]
fn withdrawing_keeps_the_words_and_says_so() {
    let (seat, folder, mut site) = begun();
    let text = folder.read(OLD);
    site.publish_as(OLD, &at("2026-03-02T10:00")).unwrap();
    drop(site);
    let told = seat.told(["cancel", &place(&folder, OLD)]);
    assert_eq!((told.status, told.out.contains("does not go out; its words stay")), (0, true), "{}", told.out);
    assert_eq!(folder.read(OLD), text);
    let mut site = seat.open(folder.path());
    assert_eq!(post(&site).state, PostState::Changed);
    seat.clock.pass(24 * 60 * MINUTE);
    assert!(site.sync().unwrap().sent.is_empty());
    assert!(!site.cancel(OLD).unwrap().cancelled);
}

#[test]
fn a_time_that_has_passed_or_cannot_be_read_sends_nothing() {
    let (seat, _folder, mut site) = begun();
    let before = seat.world.server_log();
    for time in ["2026-03-02T08:59", "2026-03-02T09:00:00Z", "tomorrow"] {
        let outcome = site.publish_as(OLD, &at(time)).unwrap();
        assert_eq!(outcome.outcome, OutcomeKind::Refused, "{time}");
        assert!(outcome.hint.is_some());
    }
    assert_eq!(post(&site).state, PostState::Changed);
    assert_eq!(seat.world.server_log(), before);
}

#[test]
fn a_desk_sends_it_when_due_also_after_byline_was_closed_over_its_time() {
    let (seat, folder, mut site) = begun();
    site.publish_as(OLD, &at("2026-03-02T10:00")).unwrap();
    seat.clock.pass(30 * MINUTE);
    let running = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let desk = Desk::start(site);
    assert_eq!(running.block_on(desk.queue()).unwrap().posts[0].state, PostState::Scheduled);
    running.block_on(desk.close());
    seat.clock.pass(90 * MINUTE);
    let desk = Desk::start(seat.open(folder.path()));
    crate::offline::until("the post is there", || seat.world.server_files()[OLD] == folder.read(OLD));
    let late = |event: &byline_desk::api::Event| {
        matches!(event, byline_desk::api::Event::PublishEnded { outcome, .. }
            if outcome.message.contains("It was to go out on 2 March 2026 at 10:00"))
    };
    crate::offline::until("it is told that it was late", || seat.heard.any(late));
    running.block_on(desk.close());
}
