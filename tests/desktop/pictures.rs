//! A picture goes in, is shown, and goes out with its post.

use std::io::Write;
use std::process::{Child, Command, Stdio};

use byline_testkit::{World, png};

use crate::begins::BLOG;
use crate::seat::{Look, Seat};
use crate::window::Window;

/// Something on the clipboard, for as long as this lives: on X11 the program that copied it hands it out.
pub(crate) struct Copied(Child);

impl Copied {
    /// A picture.
    pub(crate) fn new(picture: &[u8]) -> Self {
        Self::of("image/png", picture)
    }

    /// What another program calls `kind`.
    #[allow(clippy::disallowed_methods)] // Another program, as a person would have one.
    pub(crate) fn of(kind: &str, content: &[u8]) -> Self {
        let mut xclip = Command::new("xclip")
            .args(["-selection", "clipboard", "-target", kind, "-in", "-quiet"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("xclip could not be started: {error}"));
        xclip.stdin.take().unwrap().write_all(content).unwrap();
        let copied = Self(xclip);
        // It takes the clipboard over a moment after it has started.
        while !offered().lines().any(|offered| offered == kind) {
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        copied
    }
}

/// What there is on the clipboard.
#[allow(clippy::disallowed_methods)] // Another program, as a person would have one.
fn offered() -> String {
    let asked = Command::new("xclip").args(["-selection", "clipboard", "-target", "TARGETS", "-out"]).output().unwrap();
    String::from_utf8_lossy(&asked.stdout).into_owned()
}

impl Drop for Copied {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn pastes_a_picture() {
    let world = World::new();
    let site = world.site("blog", BLOG);
    let before = world.server_files();
    let seat = Seat::new();
    let window = Window::open(&seat, Look::Light, Some(site.path()));
    window.region("Posts").button("First snow").click();
    window.textbox("Post").says("It fell all night.").focus();
    window.chord(&["Control", "End"]);

    let copied = Copied::new(&png(320, 200));
    window.chord(&["Control", "v"]);
    window.wait("the picture in the preview", || {
        let width = window.preview().ask(
            "const picture = found.contentDocument?.querySelector('img');
             return picture && picture.complete ? picture.naturalWidth : 0;",
        );
        width.as_u64() == Some(320)
    });
    drop(copied);
    window.status("Saving").says("Saved");
    window.photograph("picture");

    window.button("Publish").click();
    let sheet = window.dialog("Publish");
    sheet.button("Publish now").click();
    sheet.says("Published");
    let after = world.server_files();
    let changed: Vec<&String> = after.keys().filter(|path| before.get(*path) != after.get(*path)).collect();
    assert_eq!(changed.len(), 2, "the post and its picture: {changed:?}");
    let picture = changed.iter().find(|path| ***path != "posts/2026-02-01-first-snow.md").unwrap();
    let name = picture.rsplit('/').next().unwrap();
    assert!(
        name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c)),
        "a name that is safe on the web: {name}"
    );
    assert_eq!(after[*picture], site.read(picture));
    let post = String::from_utf8(after["posts/2026-02-01-first-snow.md"].clone()).unwrap();
    assert!(post.contains(name), "the post shows it: {post}");
}
