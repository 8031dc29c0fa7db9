//! The page at work, in light and dark: what opens over it and beside it is photographed and fit for everyone.

use byline_testkit::{World, png};

use crate::seat::{Look, Seat};
use crate::sight::Sight;
use crate::window::Window;

const POST: &str = "---\ntitle: All that a post can have\nauthor: Anna Writer\ndate: 2026-03-02\n---\n\nWords with **bold**, _italic_, \
`code` and a [link](https://example.org/), broken over\ntwo lines in the file, and a note[^1]. This sentense has an misteak.\n\n## A list and a \
table\n\n- one\n- two\n  - deeper\n\n1. first\n2. second\n\n- [x] done\n- [ ] to do\n\n> A quote that somebody said.\n\n| Place | Time |\n\
| --- | ---: |\n| Harbour | 6:00 |\n| Chapel | 9:30 |\n\n![The hills in the evening](hills.png)\n\n```rust\nfn main() {}\n```\n\n---\n\n\
<div class=\"fancy\">Something of the website's own</div>\n\n{{< unknown thing=\"x\" >}}\n\nThe end.\n\n[^1]: A note at the foot.\n";

fn the_page_at_work(look: Look) {
    let world = World::new();
    let picture = png(640, 360);
    let site = world.site(
        "blog",
        &[("posts/2026-03-02-all.md", POST.as_bytes()), ("posts/hills.png", &picture), ("README.md", b"# A blog\n")],
    );
    let seat = Seat::new();
    let window = Window::open(&seat, look, Some(site.path()));
    window.region("Posts").button("All that a post can have").click();
    window.preview().says("The end.");
    let mut desk = Sight::new(&window, look);
    desk.check("page");
    window.run("document.querySelector('.sheet').scrollTop = 520", &[]);
    desk.check("page-further");
    window.run("document.querySelector('.sheet').scrollTop = 100000", &[]);
    desk.check("page-end");
    window.run("document.querySelector('.sheet').scrollTop = 0", &[]);

    desk.by_keys(&["Control", "f"], "form[role=search] input", "find");
    desk.by_keys(&["Control", "Shift", "P"], "dialog[open]", "palette");
    desk.by_keys(&["Control", "/"], "dialog[open]", "keys");
    desk.by_keys(&["Control", "k"], "dialog[open]", "link");
    desk.by_keys(&["Control", "Shift", "o"], ".foot .panel", "outline");
    desk.by_keys(&["Shift", "F10"], "[role=menu]", "menu-of-the-text");

    window.button("View").click();
    desk.there("the views", ".foot .panel");
    desk.check("views");
    window.chord(&["Escape"]);

    window.textbox("Post").focus();
    window.chord(&["Control", "End"]);
    window.type_text("\n/");
    desk.there("the menu at the caret", "[role=listbox] [role=option]");
    desk.check("slash");
    window.chord(&["Escape"]);
    window.chord(&["Control", "z"]);
    desk.is_fit();
}

#[test]
fn the_page_at_work_in_light() {
    the_page_at_work(Look::Light);
}

#[test]
fn the_page_at_work_in_dark() {
    the_page_at_work(Look::Dark);
}
