//! A new post's file is called as its title is, until it has been published.

use byline_desk::Site;
use byline_desk::api::{DetailsChange, OutcomeKind};

use crate::seat::{JEKYLL, Seat};

fn titled(title: &str) -> DetailsChange {
    DetailsChange { title: Some(title.to_owned()), ..DetailsChange::default() }
}

fn set_title(site: &mut Site, path: &str, title: &str) -> String {
    site.set_details(path, &titled(title)).unwrap();
    site.open_post(path).unwrap().path
}

#[test]
fn the_file_follows_the_title_until_the_first_publish() {
    let seat = Seat::new();
    let folder = seat.world.site("blog", JEKYLL);
    let mut site = seat.open(folder.path());
    let new = site.new_post("", None, None).unwrap();
    assert_eq!(new.path, "_posts/2026-03-02-untitled.md");
    site.write_body(&new.path, "\nWords.\n").unwrap();
    let first = set_title(&mut site, &new.path, "Spring");
    let second = set_title(&mut site, &first, "Spring at last");
    assert_eq!(second, "_posts/2026-03-02-spring-at-last.md");
    assert!(folder.exists(&second) && !folder.exists(&first) && !folder.exists(&new.path));
    assert_eq!(site.open_post(&new.path).unwrap().body, "\nWords.\n", "a page with the old path still finds it");
    site.write_body_on(&new.path, "\nMore words.\n", u32::MAX).unwrap();
    assert_eq!(site.publish(&second, None).unwrap().outcome, OutcomeKind::Published);
    assert_eq!(set_title(&mut site, &second, "Another title"), second, "its address is public now");
    assert!(String::from_utf8(folder.read(&second)).unwrap().contains("More words."));
    assert_eq!(site.posts(&byline_desk::api::PostQuery { take: 9, ..Default::default() }).unwrap().total, 2);
}

#[test]
fn a_post_that_had_a_title_from_the_start_keeps_its_name() {
    let seat = Seat::new();
    let folder = seat.world.site("blog", JEKYLL);
    let mut site = seat.open(folder.path());
    let new = site.new_post("Untitled", None, None).unwrap();
    assert_eq!(set_title(&mut site, &new.path, "Named"), new.path);
    assert!(folder.exists(&new.path));
}

#[test]
fn the_next_new_post_is_not_taken_for_the_one_before() {
    let seat = Seat::new();
    let folder = seat.world.site("blog", JEKYLL);
    let mut site = seat.open(folder.path());
    let first = site.new_post("", None, None).unwrap();
    site.write_body(&first.path, "\nMorning.\n").unwrap();
    let named = set_title(&mut site, &first.path, "Morning");
    let second = site.new_post("", None, None).unwrap();
    assert_eq!((second.path.as_str(), second.body.contains("Morning")), (first.path.as_str(), false));
    site.write_body(&second.path, "\nNoon.\n").unwrap();
    site.save_all().unwrap();
    assert!(String::from_utf8(folder.read(&named)).unwrap().ends_with("\nMorning.\n"));
    assert!(String::from_utf8(folder.read(&second.path)).unwrap().ends_with("\nNoon.\n"));
}
