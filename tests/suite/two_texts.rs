//! Another program changes or deletes a file while its post is on the page.

use byline_desk::DeskError;
use byline_desk::api::Event;

use crate::saving::{OLD, Writing, saved};

#[test]
fn the_page_follows_a_change_from_outside_when_all_is_saved() {
    let mut here = Writing::begun();
    let theirs = here.file().replace("First", "Their");
    here.folder.write(OLD, theirs.as_bytes());
    here.site.files_changed().unwrap();
    let page = here.page();
    assert!(page.body.contains("Their words.") && page.other.is_none() && page.saved == page.revision);
    assert!(here.seat.heard.any(|event| matches!(event, Event::PostChanged { post } if post.body == page.body)));
    let mine = here.types("Mine.\n");
    here.passes(1_000);
    assert!(here.file().contains("Their words.") && here.file().ends_with("Mine.\n") && saved(&here.seat.heard, mine));
}

/// Words here that are not saved, and another text in the file.
fn two_texts() -> (Writing, String, String) {
    let mut here = Writing::begun();
    here.types("Mine.\n");
    let theirs = here.file().replace("First", "Their");
    here.folder.write(OLD, theirs.as_bytes());
    here.passes(60_000);
    assert_eq!(here.file(), theirs, "never over somebody else's words");
    let page = here.page();
    assert!(page.other.unwrap().body.contains("Their words."));
    assert!(page.body.ends_with("Mine.\n"));
    let asked = here.site.publish(OLD, None).unwrap();
    assert_eq!(asked.outcome, byline_desk::api::OutcomeKind::NeedsYou);
    (here, page.body, theirs)
}

#[test]
fn of_two_texts_hers_can_be_kept() {
    let (mut here, mine, _) = two_texts();
    let page = here.site.choose_text(OLD, false).unwrap();
    assert!(page.other.is_none() && page.body == mine && page.saved == page.revision);
    assert!(here.file().ends_with("Mine.\n") && !here.file().contains("Their"));
    assert!(!here.crashes().page().recovered);
}

#[test]
fn of_two_texts_the_other_can_be_taken() {
    let (mut here, _, theirs) = two_texts();
    let page = here.site.choose_text(OLD, true).unwrap();
    assert!(page.other.is_none() && page.body.contains("Their words.") && page.saved == page.revision);
    assert_eq!(here.file(), theirs);
    assert!(!here.crashes().page().recovered);
}

#[test]
fn both_texts_survive_a_crash() {
    let (here, mine, theirs) = two_texts();
    let mut here = here.crashes();
    let page = here.page();
    assert!(page.recovered && page.body == mine);
    assert!(page.other.unwrap().body.contains("Their words."));
    here.passes(60_000);
    assert_eq!(here.file(), theirs);
}

#[test]
fn a_post_deleted_outside_stays_on_the_page_until_she_decides() {
    for typed in ["", "Mine.\n"] {
        let mut here = Writing::begun();
        here.types(typed);
        std::fs::remove_file(here.folder.path().join(OLD)).unwrap();
        here.site.files_changed().unwrap();
        let page = here.page();
        assert!(page.other.unwrap().deleted && page.body.ends_with(typed));
        here.passes(60_000);
        assert!(!here.folder.exists(OLD));
        // Whatever happens now, the words are still here.
        let mut here = here.crashes();
        assert!(here.page().body.contains("First words."));
        let page = here.site.choose_text(OLD, false).unwrap();
        assert!(page.other.is_none() && page.saved == page.revision);
        assert!(here.file().ends_with(typed) && here.file().contains("First words."));
    }
}

#[test]
fn a_deleted_post_can_be_let_go() {
    let mut here = Writing::begun();
    here.types("Mine.\n");
    std::fs::remove_file(here.folder.path().join(OLD)).unwrap();
    here.site.files_changed().unwrap();
    here.site.choose_text(OLD, true).unwrap();
    here.passes(60_000);
    assert!(!here.folder.exists(OLD));
    assert!(matches!(here.site.open_post(OLD), Err(DeskError::NoSuchFile { .. })));
    assert!(here.site.posts(&crate::list::everything()).unwrap().posts.is_empty());
}

#[test]
fn a_text_that_cannot_be_read_is_not_chosen_and_not_lost() {
    let mut here = Writing::begun();
    here.types("Mine.\n");
    here.folder.write(OLD, b"\xff\xfe\0no text");
    here.passes(1_000);
    assert!(matches!(here.site.choose_text(OLD, true), Err(DeskError::NotText { .. })));
    assert_eq!(here.folder.read(OLD), b"\xff\xfe\0no text");
    assert!(here.page().other.is_some(), "the question stays");
    here.site.choose_text(OLD, false).unwrap();
    assert!(here.file().ends_with("Mine.\n"));
}
