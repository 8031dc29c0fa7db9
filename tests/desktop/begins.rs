//! Opening: with a site, without one, and again.

use byline_testkit::World;

use crate::seat::{Look, Seat};
use crate::window::Window;

/// A small blog without a generator.
pub(crate) const BLOG: &[(&str, &[u8])] = &[
    (
        "posts/2026-03-02-winter-light.md",
        b"---\ntitle: Winter light\nauthor: Anna Writer\ndate: 2026-03-02\ntags: [light, walks]\n---\n\nThe sun stands low and the *shadows* are long.\n",
    ),
    (
        "posts/2026-02-01-first-snow.md",
        b"---\ntitle: First snow\nauthor: Ben Reader\ndate: 2026-02-01\n---\n\nIt fell all night.\n",
    ),
    ("README.md", b"# A blog\n"),
];

#[test]
fn opens_on_a_site_and_lists_posts() {
    let world = World::new();
    let site = world.site("blog", BLOG);
    let seat = Seat::new();
    let window = Window::open(&seat, Look::Light, Some(site.path()));
    let list = window.region("Posts").place("list", "Posts");
    list.says("Winter light").says("First snow");
    let text = list.text();
    assert!(text.find("Winter light") < text.find("First snow"), "the newest comes first: {text}");

    window.place("searchbox", "Search posts").fill("snow");
    window.wait("the search", || !list.text().contains("Winter light"));
    list.says("First snow").button("First snow").click();
    window.wait("the post", || window.textbox("Title").text() == "First snow");
    window.textbox("Post").says("It fell all night.");
    let author = window.place("group", "Details").place("textbox", "Author");
    assert_eq!(author.text(), "Ben Reader");
}

#[test]
fn opens_without_a_site_and_remembers_the_last_one() {
    let world = World::new();
    let site = world.site("blog", BLOG);
    let seat = Seat::new();
    {
        let window = Window::open(&seat, Look::Light, None);
        window.button("Open a website").appears();
        window.button("Start with the sample site").appears();
        assert!(!window.region("Posts").is_there());
    }
    drop(Window::open(&seat, Look::Light, Some(site.path())));
    let window = Window::open(&seat, Look::Light, None);
    window.region("Posts").place("list", "Posts").says("Winter light");
}

#[test]
fn a_newcomer_writes_in_the_sample_site() {
    let seat = Seat::new();
    let window = Window::open(&seat, Look::Light, None);
    window.button("Start with the sample site").click();
    window.region("Posts").appears();
    window.button("New post").click();
    window.textbox("Title").fill("My first words");
    window.region("Posts").place("list", "Posts").says("My first words");
}

#[test]
fn what_cannot_be_opened_is_said_in_words() {
    let seat = Seat::new();
    let folder = tempfile::tempdir().unwrap();
    let window = Window::open(&seat, Look::Light, Some(folder.path()));
    window.button("Open a website").appears();
    window.place("alert", "").appears();
}
