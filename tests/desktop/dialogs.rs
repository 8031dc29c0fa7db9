//! Every dialog and menu beside the main job, in light and dark, wide and narrow: photographed, and fit for everyone.

use byline_testkit::World;

use crate::axe;
use crate::screens::check;
use crate::seat::{Look, Seat};
use crate::window::Window;

/// A Hugo site with another editor's settings, so that there is a form of details.
const SITE: &[(&str, &[u8])] = &[
    ("hugo.toml", b"baseURL = 'https://example.org/'\ntitle = 'Field notes'\n"),
    ("static/img/a.txt", b""),
    (
        "static/admin/config.yml",
        b"media_folder: static/img\npublic_folder: /img\ncollections:\n- name: posts\n  label: Posts\n  folder: content/posts\n  fields:\n  - {name: title, label: Title, widget: string}\n  - {name: date, label: Date, widget: datetime}\n  - {name: description, label: Summary, widget: text, required: true, hint: Shown in search results.}\n  - {name: section, label: Section, widget: select, required: false, options: [News, Views, Events]}\n  - {name: featured, label: On the front page, widget: boolean, required: false}\n  - {name: cover, label: Cover, widget: image, required: false}\n  - {name: topics, label: Topics, widget: list, required: false}\n  - {name: body, label: Text, widget: markdown}\n",
    ),
    (
        "content/posts/first-snow.md",
        b"---\ntitle: First snow\nauthor: Ben Reader\ndate: 2026-02-01\ntags: [winter]\nsection: News\ntopics: [weather, walks]\nmood: quiet\n---\n\nIt fell all night.\n",
    ),
    (
        "content/posts/winter-light.md",
        b"---\ntitle: Winter light\nauthor: Anna Writer\ndate: 2025-03-02\ntags: [light]\ndescription: Low sun.\n---\n\nAfter the [first snow](/posts/first-snow/).\n",
    ),
    ("content/posts/untold.md", b"# A walk\n\nNobody says when.\n"),
];

fn every_dialog(look: Look) {
    let world = World::new();
    let site = world.site("notes", SITE);
    let seat = Seat::new();
    let window = Window::open(&seat, look, Some(site.path()));
    let posts = window.region("Posts");
    let mut faults = Vec::new();

    posts.place("list", "Posts").says("First snow");
    posts.button("Filter posts").click();
    posts.place("combobox", "Author").appears();
    faults.extend(check(&window, "filter", look));
    window.chord(&["Escape"]);

    posts.button("First snow").click();
    window.textbox("Post").says("It fell all night.");
    window.textbox("Summary").appears();
    faults.extend(check(&window, "details", look));

    window.button("More for this post").click();
    window.place("menuitem", "Duplicate").appears();
    // As it is: another size closes a menu.
    window.photograph(&format!("menu-{}", if look == Look::Dark { "dark" } else { "light" }));
    faults.extend(axe::faults(&window, "menu"));
    window.place("menuitem", "Change address").click();
    let address = window.dialog("Change address");
    address.says("Winter light");
    faults.extend(check(&window, "address", look));
    window.chord(&["Escape"]);
    address.goes();

    window.button("More for this post").click();
    window.place("menuitem", "Delete").click();
    let delete = window.dialog("Delete post");
    delete.appears();
    faults.extend(check(&window, "delete", look));
    window.chord(&["Escape"]);
    delete.goes();

    window.button("Field notes").click();
    window.button("Site settings").click();
    let settings = window.dialog("Site settings");
    for part in ["About", "Posts", "Pictures", "Details"] {
        settings.place("radio", part).click();
        faults.extend(check(&window, &format!("settings-{}", part.to_lowercase()), look));
    }
    window.chord(&["Escape"]);
    settings.goes();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_dialog_in_light() {
    every_dialog(Look::Light);
}

#[test]
fn every_dialog_in_dark() {
    every_dialog(Look::Dark);
}
