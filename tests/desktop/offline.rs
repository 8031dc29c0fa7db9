//! The server goes away and comes back.

use std::fs;

use byline_testkit::World;

use crate::begins::BLOG;
use crate::seat::{Look, Seat};
use crate::window::Window;

#[test]
fn offline_then_online() {
    let world = World::new();
    let site = world.site("blog", BLOG);
    let seat = Seat::new();
    let window = Window::open(&seat, Look::Light, Some(site.path()));
    window.region("Posts").button("First snow").click();
    window.textbox("Post").says("It fell all night.").focus();
    window.chord(&["Control", "End"]);
    window.type_text(" Nobody saw it.");
    window.status("Saving").says("Saved");

    let away = world.server().with_extension("away");
    fs::rename(world.server(), &away).unwrap();
    window.button("Publish").click();
    let sheet = window.dialog("Publish");
    sheet.button("Publish now").click();
    sheet.says("Waiting");
    window.photograph("waiting");
    window.chord(&["Escape"]);
    sheet.goes();

    fs::rename(&away, world.server()).unwrap();
    window.wait("the post to go out by itself", || {
        let files = world.server_files();
        files["posts/2026-02-01-first-snow.md"] == site.read("posts/2026-02-01-first-snow.md")
    });
    window.button("Published").appears();
}

/// Three posts written and published while there was no server: they go out when it is back, untouched by hand.
#[test]
fn three_posts_written_offline_go_out_by_themselves() {
    let world = World::new();
    let site = world.site("blog", BLOG);
    let before = world.server_files();
    let away = world.server().with_extension("away");
    fs::rename(world.server(), &away).unwrap();
    let seat = Seat::new();
    let window = Window::open(&seat, Look::Light, Some(site.path()));
    window.region("Posts").place("list", "Posts").says("First snow");
    let titles = ["Morning walk", "Noon market", "Evening bells"];
    for title in titles {
        window.button("New post").click();
        window.wait("an empty page", || window.textbox("Title").text() == "Untitled");
        window.textbox("Title").fill(title);
        window.textbox("Post").type_text(&format!("What there is to say of the {}.", title.to_lowercase()));
        window.status("Saving").says("Saved");
        window.button("Publish").click();
        let sheet = window.dialog("Publish");
        sheet.button("Publish now").click();
        sheet.says("Waiting");
        sheet.button("Keep writing").click();
        sheet.goes();
    }
    window.photograph("three-waiting");

    fs::rename(&away, world.server()).unwrap();
    window.wait("all three on the server", || world.server_files().len() == before.len() + titles.len());
    let after = world.server_files();
    for (path, bytes) in after.iter().filter(|(path, _)| !before.contains_key(*path)) {
        assert_eq!(*bytes, site.read(path), "{path} is on the server as it is here");
    }
    assert_eq!(world.server_log().len(), 1 + titles.len(), "each went out once");
    window.button("Published").appears();
    assert!(site.is_clean(), "{:?}", site.status());
}
