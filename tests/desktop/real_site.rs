//! The real site: asked for once, shown beside the page, broken by a line of the post, and mended.

use byline_testkit::World;
use serde_json::json;

use crate::seat::{Look, Seat};
use crate::sight::Sight;
use crate::window::Window;

const POST: &str = "content/posts/a-day.md";

/// Stands for Hugo: serves the post as a page, and complains of `{{< nope >}}`.
const HUGO: &str = include_str!("../fixtures/programs/hugo.pl");

fn the_real_site(look: Look) {
    let world = World::new();
    let text = "---\ntitle: A day\ndate: 2026-01-05\n---\n\nWe met at the harbour, all of us.\n\n{{< nope >}}\n";
    let site = world.site(
        "notes",
        &[
            ("hugo.toml", b"baseURL = 'https://example.org/'\ntitle = 'Field notes'\n"),
            (POST, text.replace("\n\n{{< nope >}}", "").as_bytes()),
        ],
    );
    let seat = Seat::new();
    seat.has_program("hugo", HUGO);
    let window = Window::open(&seat, look, Some(site.path()));
    window.region("Posts").button("A day").click();
    window.textbox("Post").says("all of us.");
    let mut desk = Sight::new(&window, look);

    window.button("Show on the real site").click();
    let question = window.dialog("Do you trust this website?");
    question.says("Hugo").button("Not now").appears();
    assert_eq!(question.button("Not now").ask("return found === document.activeElement"), json!(true), "a key says no");
    desk.check("real-site-trust");
    question.button("Not now").click();
    question.goes();
    window.preview().says("all of us.");

    window.button("Show on the real site").click();
    question.button("I trust it").click();
    let strip = window.place("group", "The real site");
    strip.says("This is the website as Hugo makes it.");
    window.place("frame", "The real site").appears();
    desk.check("real-site");
    strip.button("Open in browser").click();
    window.wait("the page in a browser", || {
        seat.opened()
            .iter()
            .any(|address| address.starts_with("http://127.0.0.1:") && address.contains("/posts/a-day/"))
    });

    site.write(POST, text.as_bytes());
    strip.says("Hugo cannot make the website because of line 4 of this post.");
    desk.check("real-site-failed");
    strip.button("Go to line 4").click();
    window.wait("the caret in the post", || {
        window.textbox("Post").ask("return found === document.activeElement") == json!(true)
    });
    site.write(POST, text.replace("{{< nope >}}", "Mended.").as_bytes());
    strip.says("This is the website as Hugo makes it.");
    strip.button("Stop").click();
    strip.goes();
    window.preview().says("Mended.");
    desk.is_fit();
}

#[test]
fn the_real_site_in_light() {
    the_real_site(Look::Light);
}

#[test]
fn the_real_site_in_dark() {
    the_real_site(Look::Dark);
}
