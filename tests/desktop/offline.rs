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
