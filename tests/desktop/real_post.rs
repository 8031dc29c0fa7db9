//! A real post by a real writer, with everything that real posts have.

use byline_testkit::{World, photo, real_post};

use crate::seat::{Look, Seat};
use crate::window::Window;

#[test]
fn the_real_post_opens_saves_no_byte_and_is_published() {
    let post = real_post();
    let picture_path = format!("posts/{}", post.picture);
    let picture = photo(640, 400);
    let world = World::new();
    let site = world.site("blog", &[("README.md", b"# A blog\n")]);
    site.write("posts/aws-summit.md", &post.bytes);
    site.write(&picture_path, &picture);
    let seat = Seat::new();
    let window = Window::open(&seat, Look::Light, Some(site.path()));
    let list = window.region("Posts").place("list", "Posts");
    list.says(post.title).says(post.author).button(post.title).click();
    window.wait("its title", || window.textbox("Title").text() == post.title);
    let details = window.place("group", "Details");
    assert_eq!(details.place("textbox", "Author").text(), post.author);
    assert!(details.place("textbox", "Date").text().contains(&post.date[..4]));
    window.preview().says(post.title).says(post.phrase);
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
    assert!(site.read("posts/aws-summit.md") == post.bytes, "opening and saving changed the file");

    window.button("Publish").click();
    let sheet = window.dialog("Publish");
    sheet.button("Publish now").click();
    sheet.says("Published");
    let server = world.server_files();
    let paths: Vec<&String> = server.keys().collect();
    assert_eq!(paths.len(), 3, "{paths:?}");
    assert!(server["posts/aws-summit.md"] == post.bytes);
    assert!(server[&picture_path] == picture);
}
