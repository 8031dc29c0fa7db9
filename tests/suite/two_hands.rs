//! The page and somebody else change one post at the same moment, before the page has heard of it.

use byline_desk::Site;
use byline_desk::api::{DetailsChange, Event};
use byline_testkit::SiteFolder;

use crate::seat::{JEKYLL, Seat};

const OLD: &str = "_posts/2026-01-05-an-old-post.md";

fn begun() -> (Seat, SiteFolder, Site, u32) {
    let seat = Seat::new();
    let folder = seat.world.site("blog", JEKYLL);
    let mut site = seat.open(folder.path());
    let basis = site.open_post(OLD).unwrap().revision;
    (seat, folder, site, basis)
}

fn file(folder: &SiteFolder) -> String {
    String::from_utf8(folder.read(OLD)).unwrap()
}

fn replace_in_file(folder: &SiteFolder, from: &str, to: &str) {
    folder.write(OLD, file(folder).replace(from, to).as_bytes());
}

#[test]
fn words_typed_before_the_page_heard_are_merged() {
    let (seat, folder, mut site, basis) = begun();
    replace_in_file(&folder, "Last words.", "Last words, by another program.");
    site.files_changed().unwrap();
    let typed = site.write_body_on(OLD, "\nFirst words, typed.\n\nLast words.\n", basis).unwrap();
    assert!(typed.merged);
    let told = |event: &Event| matches!(event, Event::PostChanged { post } if post.body.contains("typed") && post.body.contains("another"));
    assert!(seat.heard.any(told), "the page is told of the merged text");
    site.save(OLD).unwrap();
    assert!(file(&folder).ends_with("\nFirst words, typed.\n\nLast words, by another program.\n"));
}

#[test]
fn what_excludes_each_other_is_kept_twice_and_asked() {
    let (_seat, folder, mut site, basis) = begun();
    replace_in_file(&folder, "Last words.", "A wholly different end by another program.");
    site.files_changed().unwrap();
    site.write_body_on(OLD, "\nFirst words.\n\nMine is quite another ending, typed here.\n", basis).unwrap();
    let page = site.open_post(OLD).unwrap();
    assert!(page.body.contains("Mine is quite"));
    let asked = site.two_versions(OLD).unwrap().unwrap();
    assert_eq!(asked.questions.len(), 1, "only the paragraph that both wrote");
    assert!(asked.questions[0].theirs.as_ref().unwrap().text.contains("wholly different"));
    site.save(OLD).unwrap();
    assert!(file(&folder).contains("wholly different"), "the file is not overwritten before the person has chosen");
}

#[test]
fn a_page_that_is_up_to_date_is_simply_taken() {
    let (_seat, _folder, mut site, basis) = begun();
    let first = site.write_body_on(OLD, "\nOne.\n", basis).unwrap();
    let second = site.write_body_on(OLD, "\nTwo.\n", first.revision).unwrap();
    assert!(!first.merged && !second.merged);
    assert_eq!(site.open_post(OLD).unwrap().body, "\nTwo.\n");
}

#[test]
fn details_set_while_typing_do_not_undo_each_other() {
    let (_seat, _folder, mut site, basis) = begun();
    let title = Some("A new title".to_owned());
    site.set_details(OLD, &DetailsChange { title, ..DetailsChange::default() }).unwrap();
    site.write_body_on(OLD, "\nTyped meanwhile.\n", basis).unwrap();
    let page = site.open_post(OLD).unwrap();
    assert_eq!((page.details.title.as_str(), page.body.as_str()), ("A new title", "\nTyped meanwhile.\n"));
}

#[test]
fn who_types_on_before_hearing_of_a_change_is_not_in_her_own_way() {
    let (_seat, _folder, mut site, basis) = begun();
    let title = Some("A new title".to_owned());
    site.set_details(OLD, &DetailsChange { title, ..DetailsChange::default() }).unwrap();
    for body in ["\nWhat", "\nWhat there", "\nWhat there is.\n"] {
        assert!(site.write_body_on(OLD, body, basis).unwrap().merged);
    }
    let page = site.open_post(OLD).unwrap();
    assert!(page.two_versions.is_none());
    assert_eq!((page.details.title.as_str(), page.body.as_str()), ("A new title", "\nWhat there is.\n"));
}
