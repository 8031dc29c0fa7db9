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

#[test]
fn the_real_post_is_tidied_by_clicks_and_all_of_it_is_taken_back() {
    let post = real_post();
    let named = post.picture.replace(" .", ".").replace(' ', "-");
    let other = format!("---\ntitle: Another post\ndate: 2016-01-05\n---\n\n![It](<{}>)\n", post.picture);
    let world = World::new();
    let site = world.site("blog", &[("README.md", b"# A blog\n")]);
    site.write("posts/another.md", other.as_bytes());
    site.write("posts/aws-summit.md", &post.bytes);
    site.write(&format!("posts/{}", post.picture), &photo(640, 400));
    let seat = Seat::new();
    let window = Window::open(&seat, Look::Light, Some(site.path()));
    window.region("Posts").place("list", "Posts").button(post.title).click();
    window.wait("its title", || window.textbox("Title").text() == post.title);

    window.button("Checks").click();
    window.place("group", "Checks").button("Tidy…").click();
    let sheet = window.dialog("Tidy");
    // Each repair says what it does, with the lines before and after; nothing has been done.
    sheet.says(&format!("{} becomes {named}, also in 1 other post.", post.picture)).says("Before").says("After");
    window.photograph("tidy-sheet");
    assert!(site.read("posts/aws-summit.md") == post.bytes, "looking changed the post");

    sheet.button("Move to the details").click();
    sheet.says("1 repair is done.");
    window.wait("the title in the details", || {
        let text = String::from_utf8(site.read("posts/aws-summit.md")).unwrap();
        text.starts_with(&format!("---\ntitle: {}\ndate: {}\nauthor: {}\n---\n", post.title, post.date, post.author))
    });
    sheet.button("Repair all").click();
    sheet.says("Nothing is left to repair.");
    window.photograph("tidy-done");
    let text = String::from_utf8(site.read("posts/aws-summit.md")).unwrap();
    assert!(text.contains(&format!("]({named})\n")), "{text}");
    assert!(!text.contains("**") && !text.contains("| James"), "{text}");
    assert!(site.read(&format!("posts/{named}")) == photo(640, 400));
    assert!(!site.path().join("posts").join(post.picture).exists());
    assert!(String::from_utf8(site.read("posts/another.md")).unwrap().contains(&format!("![It](<{named}>)")));
    sheet.button("Close").click();
    sheet.goes();

    assert_eq!(window.textbox("Title").text(), post.title);
    let details = window.place("group", "Details");
    assert_eq!(details.place("textbox", "Author").text(), post.author);
    window.preview().says(post.title).says(post.phrase);
    window.wait("its picture in the preview", || {
        let width = window.preview().ask(
            "const picture = found.contentDocument?.querySelector('img');
             return picture && picture.complete ? picture.naturalWidth : 0;",
        );
        width.as_u64() == Some(640)
    });
    window.photograph("aws-summit-tidied");

    // The last step by the editor's own undo, the one before it in the sheet.
    window.textbox("Post").focus();
    window.chord(&["Control", "z"]);
    window.wait("the picture under its old name", || site.path().join("posts").join(post.picture).exists());
    window.chord(&["Control", "Shift", "T"]);
    let sheet = window.dialog("Tidy");
    sheet.button("Undo").click();
    sheet.says("Undone.");
    window.wait("every byte as it was", || site.read("posts/aws-summit.md") == post.bytes);
    assert!(site.read("posts/another.md") == other.as_bytes());
    assert!(!site.path().join("posts").join(&named).exists());
    window.chord(&["Escape"]);
    sheet.goes();
}
