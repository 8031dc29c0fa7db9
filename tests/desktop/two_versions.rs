//! A colleague was there too: what clashes is chosen by clicking, and the last publish is taken back.

use byline_testkit::World;

use crate::begins::BLOG;
use crate::screens::check;
use crate::seat::{Look, Seat};
use crate::window::Window;

const POST: &str = "posts/2026-02-01-first-snow.md";

/// The post as it was, with other words in place of its only sentence.
fn saying(words: &str) -> Vec<u8> {
    String::from_utf8(BLOG[1].1.to_vec()).unwrap().replace("It fell all night.", words).into_bytes()
}

fn clash(look: Look) {
    let world = World::new();
    let site = world.site("blog", BLOG);
    let seat = Seat::new();
    let window = Window::open(&seat, look, Some(site.path()));
    let mut faults = Vec::new();
    window.region("Posts").button("First snow").click();
    window.textbox("Post").says("It fell all night.").focus();
    window.chord(&["Control", "a"]);
    window.type_text("It fell for a whole day, and the socks were wet.");
    window.status("Saving").says("Saved");
    world.colleague_publishes(POST, &saying("Hardly anything fell before noon."));

    window.button("Publish").click();
    let sheet = window.dialog("Publish");
    sheet.button("Publish now").click();
    sheet.says("A colleague changed the same sentences");
    faults.extend(check(&window, "needs-you", look));
    sheet.button("Look at both").click();
    let both = window.dialog("Two versions");
    both.says("Hardly anything fell before noon.").says("1 of 1");
    faults.extend(check(&window, "two-versions", look));
    both.button("Keep mine").click();
    both.goes();
    window.wait("my words on the server", || {
        let there = String::from_utf8(world.server_files()[POST].clone()).unwrap();
        there.contains("It fell for a whole day, and the socks were wet.") && !there.contains("before noon")
    });
    window.button("Published").appears();

    // What was told at the window's foot would lie over the sheet.
    let told = window.button("Dismiss");
    window.wait("nothing told any more", || {
        let is_there = told.is_there();
        if is_there {
            told.click();
        }
        !is_there
    });
    // The colleague's words are in the history.
    window.button("History").click();
    let history = window.dialog("History");
    history.says("Carl Colleague").says("Your colleague's text");
    faults.extend(check(&window, "history", look));
    window.chord(&["Escape"]);
    history.goes();
    assert!(site.is_clean(), "{:?}", site.status());
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn two_versions_are_settled_by_clicking_in_light() {
    clash(Look::Light);
}

#[test]
fn two_versions_are_settled_by_clicking_in_dark() {
    clash(Look::Dark);
}

#[test]
fn a_publish_is_taken_back_by_clicking() {
    let world = World::new();
    let site = world.site("blog", BLOG);
    let before = world.server_files();
    let seat = Seat::new();
    let window = Window::open(&seat, Look::Light, Some(site.path()));
    window.region("Posts").button("First snow").click();
    window.textbox("Post").says("It fell all night.").focus();
    window.chord(&["Control", "End"]);
    window.type_text(" Or so they say.");
    window.status("Saving").says("Saved");
    window.button("Publish").click();
    let sheet = window.dialog("Publish");
    sheet.button("Publish now").click();
    sheet.says("Published");
    assert_ne!(world.server_files(), before);
    sheet.button("Take back").click();
    window.wait("the website as it was", || world.server_files() == before);
    sheet.goes();
    window.photograph("taken-back");
    // No word here is lost.
    window.textbox("Post").says("It fell all night. Or so they say.");
    assert_eq!(site.read(POST), saying("It fell all night. Or so they say."));
    window.button("Publish changes").appears();
}
