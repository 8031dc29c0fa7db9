//! A real post by a real writer, with everything that real posts have.

use byline_testkit::{World, photo};

use crate::seat::{Look, Seat};
use crate::window::Window;

const POST: &[u8] = include_bytes!("../posts/aws-summit.md");
const TITLE: &str = "fourTheorem attends AWS Summit in NYC";

#[test]
fn aws_summit_opens_and_saves_no_byte() {
    let picture = photo(640, 400);
    let world = World::new();
    let site = world.site("blog", &[("README.md", b"# A blog\n")]);
    site.write("posts/aws-summit.md", POST);
    site.write("posts/aws summit .jpg", &picture);
    let seat = Seat::new();
    let window = Window::open(&seat, Look::Light, Some(site.path()));
    let list = window.region("Posts").place("list", "Posts");
    list.says(TITLE).says("James Dadd").button(TITLE).click();
    window.wait("its title", || window.textbox("Title").text() == TITLE);
    let details = window.place("group", "Details");
    assert_eq!(details.place("textbox", "Author").text(), "James Dadd");
    assert!(details.place("textbox", "Date").text().contains("2017"));
    window.preview().says(TITLE).says("Apache MXNet");
    window.wait("its picture in the preview", || {
        let width = window.preview().ask(
            "const picture = found.contentDocument?.querySelector('img');
             return picture && picture.complete ? picture.naturalWidth : 0;",
        );
        width.as_u64() == Some(640)
    });
    window.photograph("aws-summit");
    window.textbox("Post").focus();
    window.chord(&["Control", "s"]);
    window.status("Saving").says("Saved");
    assert!(site.read("posts/aws-summit.md") == POST, "opening and saving changed the file");

    window.button("Publish").click();
    let sheet = window.dialog("Publish");
    sheet.button("Publish now").click();
    sheet.says("Published");
    let server = world.server_files();
    let paths: Vec<&String> = server.keys().collect();
    assert_eq!(paths, ["README.md", "posts/aws summit .jpg", "posts/aws-summit.md"]);
    assert!(server["posts/aws-summit.md"] == POST);
    assert!(server["posts/aws summit .jpg"] == picture);
}
