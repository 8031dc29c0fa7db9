//! Posts that go out later, or not any more: at a time, without a server, and taken off the website.

use std::fs;

use byline_testkit::World;

use crate::begins::BLOG;
use crate::seat::{Look, Seat};
use crate::sight::Sight;
use crate::window::Window;

fn what_waits(look: Look) {
    let world = World::new();
    let site = world.site("blog", BLOG);
    let seat = Seat::new();
    let window = Window::open(&seat, look, Some(site.path()));
    let mut desk = Sight::new(&window, look);
    let posts = window.region("Posts");
    let write = |title: &str, words: &str| {
        posts.button(title).click();
        window.wait("the post", || window.textbox("Title").text() == title);
        window.textbox("Post").focus();
        window.chord(&["Control", "End"]);
        window.type_text(words);
        window.status("Saving").says("Saved");
        window.button("Publish").click();
    };

    write("Winter light", " More of it");
    let sheet = window.dialog("Publish");
    sheet.place("radio", "At a time").click();
    sheet.button("Schedule").click();
    sheet.says("Write a day and a time that are still to come");
    desk.check("schedule");
    sheet.place("textbox", "Date").fill("1 December 2099");
    sheet.place("textbox", "Time").fill("9.00");
    sheet.button("Schedule").click();
    sheet.says("1 December 2099");
    desk.check("scheduled");
    sheet.button("Keep writing").click();
    sheet.goes();

    let away = world.server().with_extension("away");
    fs::rename(world.server(), &away).unwrap();
    write("First snow", " And all day");
    sheet.button("Publish now").click();
    sheet.says("Waiting");
    sheet.button("Keep writing").click();
    sheet.goes();
    window.button("1 post waits").click();
    window.place("group", "Posts that wait").says("First snow").says("Winter light");
    desk.check("queue");
    window.button("Cancel sending “First snow”").click();
    window.button("Cancel sending “Winter light”").click();
    window.place("group", "Posts that wait").says("Nothing waits");
    desk.see("queue-empty");
    window.chord(&["Escape"]);
    fs::rename(&away, world.server()).unwrap();

    window.button("More for this post").click();
    window.place("menuitem", "Take off the website").click();
    let unpublish = window.dialog("Take off the website");
    unpublish.says("First snow");
    desk.check("unpublish");
    window.chord(&["Escape"]);
    unpublish.goes();
    window.button("blog: websites and settings").click();
    window.button("Recently deleted…").click();
    window.dialog("Recently deleted").appears();
    desk.check("recently-deleted");
    desk.is_fit();
}

#[test]
fn what_waits_in_light() {
    what_waits(Look::Light);
}

#[test]
fn what_waits_in_dark() {
    what_waits(Look::Dark);
}
