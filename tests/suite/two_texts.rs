//! Another program changes or deletes a file while its post is on the page.

use byline_desk::DeskError;
use byline_desk::api::{Event, OpenPost, PostState, VersionsChoice, VersionsPart};

use crate::saving::{OLD, Writing, saved};

#[test]
fn the_page_follows_a_change_from_outside_when_all_is_saved() {
    let mut here = Writing::begun();
    let theirs = here.file().replace("First", "Their");
    here.folder.write(OLD, theirs.as_bytes());
    here.site.files_changed().unwrap();
    let page = here.page();
    assert!(page.body.contains("Their words.") && page.two_versions.is_none() && page.saved == page.revision);
    assert!(here.seat.heard.any(|event| matches!(event, Event::PostChanged { post } if post.body == page.body)));
    let mine = here.types("Mine.\n");
    here.passes(1_000);
    assert!(here.file().contains("Their words.") && here.file().ends_with("Mine.\n") && saved(&here.seat.heard, mine));
}

/// Words here that are not saved, and other words in the same place in the file.
fn two_texts() -> (Writing, String, String) {
    let mut here = Writing::begun();
    let body = here.page().body.replace("First words.", "My own beginning.");
    here.site.write_body(OLD, &body).unwrap();
    let theirs = here.file().replace("First words.", "Their words instead.");
    here.folder.write(OLD, theirs.as_bytes());
    here.passes(60_000);
    assert_eq!(here.file(), theirs, "never over somebody else's words");
    let page = here.page();
    assert!(page.two_versions.is_some() && page.state == PostState::NeedsYou);
    assert_eq!(page.body, body);
    let asked = here.site.publish(OLD, None).unwrap();
    assert_eq!(asked.outcome, byline_desk::api::OutcomeKind::NeedsYou);
    (here, page.body, theirs)
}

/// Chooses one side for all that is asked.
fn choose(here: &mut Writing, theirs: bool) -> OpenPost {
    let asked = here.site.two_versions(OLD).unwrap().unwrap();
    let choice = if theirs { VersionsChoice::Theirs } else { VersionsChoice::Mine };
    let choices = vec![choice; asked.questions.len()];
    let settled = here.site.settle_versions(OLD, &asked.stamp, &choices).unwrap();
    assert!(settled.done && settled.next.is_none());
    settled.post.unwrap()
}

#[test]
fn words_in_another_place_are_both_there() {
    let mut here = Writing::begun();
    here.types("Mine.\n");
    let theirs = here.file().replace("First", "Their");
    here.folder.write(OLD, theirs.as_bytes());
    here.passes(60_000);
    let page = here.page();
    assert!(page.two_versions.is_none() && page.body.contains("Their words.") && page.body.ends_with("Mine.\n"));
    assert_eq!(here.file(), format!("{theirs}Mine.\n"));
    let told = |event: &Event| matches!(event, Event::TakenIn { message, .. } if message.contains("Another program"));
    assert!(here.seat.heard.any(told));
    assert!(!here.crashes().page().recovered);
}

#[test]
fn of_two_texts_hers_can_be_kept() {
    let (mut here, mine, _) = two_texts();
    let page = choose(&mut here, false);
    assert!(page.two_versions.is_none() && page.body == mine && page.saved == page.revision);
    assert!(here.file().contains("My own beginning.") && !here.file().contains("Their"));
    assert!(!here.crashes().page().recovered);
}

#[test]
fn of_two_texts_the_other_can_be_taken() {
    let (mut here, _, theirs) = two_texts();
    let page = choose(&mut here, true);
    assert!(page.two_versions.is_none() && page.body.contains("Their words instead.") && page.saved == page.revision);
    assert_eq!(here.file(), theirs);
    assert!(!here.crashes().page().recovered);
}

#[test]
fn both_texts_survive_a_crash() {
    let (here, mine, theirs) = two_texts();
    let mut here = here.crashes();
    let page = here.page();
    assert!(page.recovered && page.body == mine);
    let asked = here.site.two_versions(OLD).unwrap().unwrap();
    assert!(asked.by_program && asked.questions[0].theirs.as_ref().unwrap().text.contains("Their words instead."));
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
        let asked = here.site.two_versions(OLD).unwrap().unwrap();
        assert!(asked.questions[0].part == VersionsPart::DeletedThere && page.body.ends_with(typed));
        here.passes(60_000);
        assert!(!here.folder.exists(OLD));
        // Whatever happens now, the words are still here.
        let mut here = here.crashes();
        assert!(here.page().body.contains("First words."));
        let page = choose(&mut here, false);
        assert!(page.two_versions.is_none() && page.saved == page.revision);
        assert!(here.file().ends_with(typed) && here.file().contains("First words."));
    }
}

#[test]
fn a_deleted_post_can_be_let_go() {
    let mut here = Writing::begun();
    here.types("Mine.\n");
    std::fs::remove_file(here.folder.path().join(OLD)).unwrap();
    here.site.files_changed().unwrap();
    choose(&mut here, true);
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
    let asked = here.site.two_versions(OLD).unwrap().unwrap();
    let refused = here.site.settle_versions(OLD, &asked.stamp, &[VersionsChoice::Theirs]);
    assert!(matches!(refused, Err(DeskError::NotText { .. })));
    assert_eq!(here.folder.read(OLD), b"\xff\xfe\0no text");
    assert!(here.page().two_versions.is_some(), "the question stays");
    choose(&mut here, false);
    assert!(here.file().ends_with("Mine.\n"));
}
