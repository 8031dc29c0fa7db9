//! Every screen, in light and dark, wide and narrow: photographed, and fit for everyone.

use byline_testkit::{World, photo, real_post};
use serde_json::json;

use crate::axe;
use crate::begins::BLOG;
use crate::seat::{Look, Seat};
use crate::window::Window;

const SIZES: [(u32, u32); 2] = [(1360, 840), (1000, 700)];

/// Photographs a screen in each size and returns what is wrong with it.
pub(crate) fn check(window: &Window, screen: &str, look: Look) -> Vec<String> {
    let word = if look == Look::Dark { "dark" } else { "light" };
    let mut faults = Vec::new();
    for (width, height) in SIZES {
        window.resize(width, height);
        let name = format!("{screen}-{word}-{width}x{height}");
        window.photograph(&name);
        faults.extend(axe::faults(window, &name));
    }
    window.resize(SIZES[0].0, SIZES[0].1);
    faults
}

fn every_screen(look: Look) {
    let seat = Seat::new();
    let mut faults = Vec::new();
    {
        let window = Window::open(&seat, look, None);
        window.button("Start with the sample site").appears();
        let dark = window.run("return matchMedia('(prefers-color-scheme: dark)').matches", &[]);
        assert_eq!(dark, json!(look == Look::Dark), "the window follows the system");
        faults.extend(check(&window, "welcome", look));
    }
    let world = World::new();
    let site = world.site("blog", BLOG);
    let post = real_post();
    site.write("posts/aws-summit.md", &post.bytes);
    site.write(&format!("posts/{}", post.picture), &photo(1200, 700));
    let window = Window::open(&seat, look, Some(site.path()));
    window.region("Posts").place("list", "Posts").says("First snow");
    faults.extend(check(&window, "posts", look));

    window.region("Posts").button(post.title).click();
    window.preview().says(post.phrase);
    // A release build whose rules block the editor's own styles would show a page without any.
    let display = window.run("return getComputedStyle(document.querySelector('.cm-scroller')).display", &[]);
    assert_eq!(display, json!("flex"), "the editor's styles are blocked");
    faults.extend(check(&window, "desk", look));

    window.button("Checks").click();
    window.wait("the checks", || window.button("Repair").is_there());
    faults.extend(check(&window, "checks", look));
    window.chord(&["Escape"]);

    window.chord(&["Control", "Shift", "T"]);
    window.dialog("Tidy").button("Repair all").appears();
    faults.extend(check(&window, "tidy", look));
    window.chord(&["Escape"]);
    window.dialog("Tidy").goes();

    window.button("Publish").click();
    let sheet = window.dialog("Publish");
    sheet.button("Publish now").appears();
    faults.extend(check(&window, "publish", look));
    sheet.button("Publish now").click();
    sheet.button("Keep writing").appears();
    faults.extend(check(&window, "published", look));
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_screen_in_light() {
    every_screen(Look::Light);
}

#[test]
fn every_screen_in_dark() {
    every_screen(Look::Dark);
}
