//! Publishing while colleagues publish: their words and hers are both there at the end, or she is asked.

use byline_desk::api::{OutcomeKind, PostState};

use crate::publishing::{OLD, old_with, place};
use crate::seat::{JEKYLL, Seat, files_below};

#[test]
fn a_colleagues_other_post_stays() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let text = old_with(&site, "First", "Better");
    site.write(OLD, &text);
    seat.world.colleague_publishes("_posts/2026-02-01-news.md", b"---\ntitle: News\n---\nHello.\n");

    let out = seat.cli(["publish", &place(&site, OLD)]).ended(0);

    assert_eq!(out["outcome"], "published");
    let server = seat.world.server_files();
    assert_eq!(server[OLD], text);
    assert_eq!(server["_posts/2026-02-01-news.md"], b"---\ntitle: News\n---\nHello.\n");
    assert_eq!(seat.world.server_log()[0].files, [OLD]);
}

#[test]
fn a_colleagues_other_paragraph_is_kept_and_comes_here() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let theirs = old_with(&site, "Last words.", "Their words.");
    site.write(OLD, &old_with(&site, "First words.", "My words."));
    seat.world.colleague_publishes(OLD, &theirs);

    let mut desk = seat.open(site.path());
    desk.open_post(OLD).unwrap();
    let out = desk.publish(OLD, None).unwrap();

    assert_eq!(out.outcome, OutcomeKind::Published);
    let both = seat.world.server_files()[OLD].clone();
    let text = String::from_utf8(both.clone()).unwrap();
    assert!(text.contains("My words.\n\nTheir words.\n"), "{text}");
    assert_eq!(site.read(OLD), both);
    let page = desk.open_post(OLD).unwrap();
    assert!(page.body.contains("Their words.") && page.saved == page.revision && page.two_versions.is_none());
    assert_eq!(desk.post(OLD).unwrap().state, PostState::Published);
}

#[test]
fn words_written_while_a_text_was_merged_do_not_undo_the_colleagues() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let theirs = old_with(&site, "Last words.", "Their words.");
    let away = seat.world.folder().join("away.git");
    site.write(OLD, &old_with(&site, "First words.", "My words."));
    std::fs::rename(seat.world.server(), &away).unwrap();
    let mut desk = seat.open(site.path());
    assert_eq!(desk.publish(OLD, None).unwrap().outcome, OutcomeKind::Waiting);
    let page = desk.open_post(OLD).unwrap();
    desk.write_body(OLD, &page.body.replace("My words.", "My newest words.")).unwrap();
    std::fs::rename(&away, seat.world.server()).unwrap();
    seat.world.colleague_publishes(OLD, &theirs);

    assert_eq!(desk.sync().unwrap().sent, [OLD]);
    assert!(desk.open_post(OLD).unwrap().body.contains("My newest words."));
    assert_eq!(desk.publish(OLD, None).unwrap().outcome, OutcomeKind::Published);
    let text = String::from_utf8(seat.world.server_files()[OLD].clone()).unwrap();
    assert!(text.contains("My newest words.\n\nTheir words.\n"), "{text}");
    assert_eq!(site.read(OLD), text.as_bytes());
    assert!(site.is_clean());
}

#[test]
fn the_same_sentence_twice_is_a_question_and_changes_nothing() {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let (mine, theirs) = (old_with(&site, "First", "My"), old_with(&site, "First", "Their"));
    site.write(OLD, &mine);
    seat.world.colleague_publishes(OLD, &theirs);
    let before = (seat.world.server_files(), seat.world.server_log());

    let asked = seat.cli(["publish", &place(&site, OLD)]).ended(3);

    assert_eq!(asked["outcome"], "needs-you");
    assert!(asked["message"].as_str().unwrap().contains("both texts are kept"));
    assert_eq!((seat.world.server_files(), seat.world.server_log()), before);
    assert_eq!(site.read(OLD), mine);
    let list = seat.cli(["list", site.path().to_str().unwrap(), "--state", "needs-you"]).ended(0);
    assert_eq!(list["posts"].as_array().unwrap().len(), 1);
    for (path, bytes) in files_below(site.path()).into_iter().chain(seat.world.server_files()) {
        assert!(!String::from_utf8_lossy(&bytes).contains("<<<<<<<"), "{path}");
    }
    let synced = seat.cli(["sync", site.path().to_str().unwrap()]);
    assert_eq!(site.read(OLD), mine, "{}", synced.out);
    assert_eq!(seat.world.server_files(), before.0);

    // Her colleague's sentence taken over, it goes out.
    site.write(OLD, &old_with(&site, "My words.", "Their words.\n\nAnd more."));
    let out = seat.cli(["publish", &place(&site, OLD)]).ended(0);
    assert_eq!(out["outcome"], "published");
    assert_eq!(seat.world.server_files()[OLD], site.read(OLD));
}
