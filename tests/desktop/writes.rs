//! The main job: write a post and publish it.

use byline_testkit::World;

use crate::begins::BLOG;
use crate::seat::{Look, Seat};
use crate::window::Window;

#[test]
fn writes_and_publishes() {
    let world = World::new();
    let site = world.site("blog", BLOG);
    let before = world.server_files();
    let seat = Seat::new();
    let window = Window::open(&seat, Look::Light, Some(site.path()));

    window.button("New post").click();
    window.textbox("Title").fill("Spring on the hill");
    window.place("group", "Details").place("textbox", "Author").fill("Carla Poet");
    window.textbox("Post").type_text("The grass came back.\n\nSo did the larks.");
    window.preview().says("The grass came back.").says("So did the larks.");
    window.status("Saving").says("Saved");

    window.button("Publish").click();
    let sheet = window.dialog("Publish");
    sheet.appears().says("Spring on the hill");
    window.photograph("publish-sheet");
    sheet.button("Publish now").click();
    sheet.says("Published");
    sheet.button("Keep writing").click();
    sheet.goes();
    window.button("Published").appears();

    // What a fresh clone of the server holds: what was there, and this post.
    let after = world.server_files();
    let new: Vec<&String> = after.keys().filter(|path| !before.contains_key(*path)).collect();
    assert_eq!(new.len(), 1, "{new:?}");
    assert!(before.iter().all(|(path, bytes)| after.get(path) == Some(bytes)), "another file changed");
    let text = String::from_utf8(after[new[0]].clone()).unwrap();
    assert_eq!(text.as_bytes(), site.read(new[0]), "the server has what is in the folder");
    for words in ["Spring on the hill", "Carla Poet", "The grass came back.", "So did the larks."] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let log = world.server_log();
    assert_eq!(log[0].author, "Anna Writer", "the name of this site's writer");
    assert!(log[0].message.contains("Spring on the hill"), "{}", log[0].message);
    assert_eq!(log[0].files, [new[0].clone()]);
}

#[test]
fn what_is_typed_reaches_the_file_by_itself() {
    let world = World::new();
    let site = world.site("blog", BLOG);
    let seat = Seat::new();
    let window = Window::open(&seat, Look::Light, Some(site.path()));
    window.region("Posts").button("First snow").click();
    let post = window.textbox("Post");
    post.says("It fell all night.").focus();
    window.chord(&["Control", "End"]);
    window.type_text(" And all day.");
    window.wait("the words in the file", || {
        let text = String::from_utf8(site.read("posts/2026-02-01-first-snow.md")).unwrap();
        text.contains("It fell all night. And all day.")
    });
    window.status("Saving").says("Saved");
    // Only that line is another one.
    let text = String::from_utf8(site.read("posts/2026-02-01-first-snow.md")).unwrap();
    let before = String::from_utf8(BLOG[1].1.to_vec()).unwrap();
    let kept = before.lines().filter(|line| text.lines().any(|now| now == *line)).count();
    assert_eq!(kept, before.lines().count() - 1, "{text}");
}

#[test]
fn a_change_made_outside_appears() {
    let world = World::new();
    let site = world.site("blog", BLOG);
    let seat = Seat::new();
    let window = Window::open(&seat, Look::Light, Some(site.path()));
    window.region("Posts").button("First snow").click();
    window.textbox("Post").says("It fell all night.");
    let text = String::from_utf8(BLOG[1].1.to_vec()).unwrap().replace("all night", "till noon");
    site.write("posts/2026-02-01-first-snow.md", text.as_bytes());
    window.textbox("Post").says("It fell till noon.");
    window.preview().says("It fell till noon.");
}

#[test]
fn the_whole_job_by_keyboard() {
    let world = World::new();
    let site = world.site("blog", BLOG);
    let seat = Seat::new();
    let window = Window::open(&seat, Look::Light, Some(site.path()));
    window.region("Posts").place("list", "Posts").says("Winter light");
    window.chord(&["Control", "n"]);
    window.wait("the focus in the title", || {
        window.textbox("Title").ask("return found === document.activeElement") == serde_json::json!(true)
    });
    window.chord(&["Control", "a"]);
    window.type_text("By hand\n");
    window.wait("the focus in the post", || {
        window.textbox("Post").ask("return found === document.activeElement") == serde_json::json!(true)
    });
    window.type_text("No mouse was here.");
    window.status("Saving").says("Saved");
    window.chord(&["Control", "Shift", "Enter"]);
    let sheet = window.dialog("Publish");
    sheet.button("Publish now").appears();
    window.wait("the focus on the sheet's button", || {
        sheet.button("Publish now").ask("return found === document.activeElement") == serde_json::json!(true)
    });
    window.chord(&["Enter"]);
    sheet.says("Published");
    window.chord(&["Escape"]);
    sheet.goes();
    assert!(world.server_files().values().any(|bytes| {
        bytes.windows(19).any(|part| part == b"No mouse was here.\n" || part == b"\nNo mouse was here.")
    }));
}
