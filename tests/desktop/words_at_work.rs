//! What opens over the words of a post as they are worked on, on a site that can show boxes, galleries and videos.

use byline_testkit::{World, photo, png};
use serde_json::json;

use crate::pictures::Copied;
use crate::seat::{Look, Seat};
use crate::sight::Sight;
use crate::window::Window;

const POST: &str = "---\ntitle: All that a post can have\nauthor: Anna Writer\ndate: 2026-03-02\n---\n\nWords with a \
[link](https://example.org/). This sentense has an misteak.\n\nThe second one.\n\n| Place | Time |\n| --- | ---: |\n\
| Harbour | 6:00 |\n| Chapel | 9:30 |\n\n![The hills in the evening](/images/hills.png)\n\n> [!NOTE]\n> This is a box \
that says something.\n\n![A boat](/images/a.jpg)\n![A hut](/images/b.jpg)\n![A field](/images/c.jpg)\n\n```rust\nfn \
main() {}\n```\n\n<div class=\"fancy\">Something of the website's own</div>\n\nThe end.\n";

/// Boxes by a template for quotes, since Hugo 0.132.
const BOXES: &[u8] = b"<blockquote class=\"{{ .AlertType }}\">{{ .Text }}</blockquote>\n";

const VIDEO: &str = "https://www.youtube.com/watch?v=aqz-KE-bpKQ";

fn words_at_work(look: Look) {
    let world = World::new();
    let (hills, picture) = (png(640, 360), photo(400, 300));
    let site = world.site(
        "notes",
        &[
            ("hugo.toml", b"baseURL = 'https://example.org/'\ntitle = 'Field notes'\nlanguageCode = 'en-gb'\n"),
            ("layouts/_default/_markup/render-blockquote.html", BOXES),
            ("content/posts/all.md", POST.as_bytes()),
            ("content/posts/first-snow.md", b"---\ntitle: First snow\ndate: 2026-02-01\n---\n\nIt fell all night.\n"),
            ("static/images/hills.png", &hills),
            ("static/images/a.jpg", &picture),
            ("static/images/b.jpg", &picture),
            ("static/images/c.jpg", &picture),
        ],
    );
    let seat = Seat::new();
    let window = Window::open(&seat, look, Some(site.path()));
    if look == Look::Dark {
        window.resize(1000, 700);
    }
    window.region("Posts").button("All that a post can have").click();
    let mut desk = Sight::new(&window, look);
    ways_to_see(&mut desk);
    link_card(&mut desk);
    links(&mut desk);
    things(&mut desk);
    videos(&mut desk);
    // The rules of a language take a while to be read the first time.
    remarks(&mut desk);
    title(&mut desk);
    cells(&mut desk);
    desk.is_fit();
    assert!(world.server_log().len() == 1, "nothing was sent");
}

/// A word that no dictionary has, by the pointer, by keys and in the menu.
fn remarks(desk: &mut Sight<'_>) {
    let window = desk.window;
    window.run("document.querySelector('.sheet').scrollTop = 0", &[]);
    // Pointed at, too: its card is wholly within the page, and there is one of it.
    desk.click(".b-spelling");
    window.chord(&["Control", "."]);
    desk.there("its card", ".b-remark-change");
    let card = "const cards = [...document.querySelectorAll('.b-remark')].map((one) => one.getBoundingClientRect());
        const page = document.querySelector('.sheet').getBoundingClientRect();
        return cards.length === 1 && cards[0].left >= page.left && cards[0].right <= page.right && cards[0].bottom <= page.bottom";
    window.wait("one whole card", || window.run(card, &[]) == json!(true));
    desk.see("remark");
    window.chord(&["Escape"]);
    desk.right_click(".b-spelling");
    desk.there("the menu", "[role=menu] [role=menuitem]");
    desk.see("remark-menu");
    window.chord(&["Escape"]);
}

/// A word of the title that no dictionary has, with its card by keys.
fn title(desk: &mut Sight<'_>) {
    let window = desk.window;
    window.textbox("Title").fill("What a sentense can have");
    window.chord(&["Home"]);
    desk.there("a line under it", ".lines .b-spelling");
    desk.see("title-remark");
    window.chord(&["F7"]);
    desk.there("its card", ".b-remark :focus");
    // Wholly in the window, at its word.
    let card = "const word = document.querySelector('.lines .b-spelling').getBoundingClientRect();
        const card = document.querySelector('.b-remark').getBoundingClientRect();
        return Math.abs(card.left - word.left) < 20 && Math.abs(card.top - word.bottom) < 20 && card.right < innerWidth
            && document.elementFromPoint(card.right - 8, card.top + 20)?.closest('.b-remark') !== null";
    window.wait("its card at the word", || window.run(card, &[]) == json!(true));
    desk.see("title-remark-card");
    window.chord(&["Escape"]);
}

/// Replacing, a goal, the modes, and the marks.
fn ways_to_see(desk: &mut Sight<'_>) {
    let window = desk.window;
    desk.write();
    window.chord(&["Control", "h"]);
    desk.there("the bar for replacing", "form[role=search] input[aria-label='Replace with']");
    window.textbox("Find").fill("second");
    desk.see("replace");
    window.chord(&["Escape"]);

    desk.click(".foot .popup button");
    window.textbox("Goal in words").fill("20");
    desk.see("goal");
    window.chord(&["Escape"]);

    for (mode, screen) in [("Focus", "focus"), ("Typewriter", "typewriter"), ("Show Markdown", "markdown")] {
        let toggle = || {
            window.button("View").click();
            window.place("checkbox", mode).click();
            window.chord(&["Escape"]);
        };
        toggle();
        desk.write();
        window.chord(&["Control", "Home"]);
        desk.see(screen);
        toggle();
    }
}

/// What a link at the caret leads to, by the pointer and by keys, which give the caret back.
fn link_card(desk: &mut Sight<'_>) {
    let window = desk.window;
    desk.click(".b-link");
    desk.there("its card", ".b-link-card");
    desk.see("link-card");
    window.chord(&["Control", "Shift", "k"]);
    desk.there("the focus in the card", ".b-link-card :focus");
    desk.see("link-card-keys");
    window.chord(&["Escape"]);
    desk.there("the caret in the post", ".cm-content:focus");
}

/// Cells of a table that are selected by keys take a style together, and are copied as cells.
fn cells(desk: &mut Sight<'_>) {
    let window = desk.window;
    desk.click(".b-grid tbody td");
    desk.there("the caret in a cell", ".b-grid .cm-content:focus");
    window.chord(&["End"]);
    window.chord(&["Shift", "ArrowRight"]);
    window.chord(&["Control", "b"]);
    let bold = "return [...document.querySelectorAll('.b-grid strong')].map((one) => one.textContent).join()";
    window.wait("both cells bold", || window.run(bold, &[]) == json!("Harbour,6:00"));
    desk.see("cells");
    window.chord(&["Control", "c"]);
    desk.write();
    window.chord(&["End"]);
    window.type_text("\n");
    window.chord(&["Control", "v"]);
    let tables = "return [...document.querySelectorAll('.b-grid')].filter((one) => one.querySelector('strong')).length";
    window.wait("a second table", || window.run(tables, &[]) == json!(2));
    desk.see("cells-pasted");
}

/// The dialog for links, with what it finds; the menu for inserting, and the languages.
fn links(desk: &mut Sight<'_>) {
    let window = desk.window;
    desk.write();
    window.chord(&["Control", "End"]);
    window.chord(&["Control", "k"]);
    desk.there("the dialog", "dialog[open] input[role=combobox]:focus");
    window.type_text("snow");
    window.dialog("Link").says("First snow");
    desk.see("link-found");
    window.chord(&["ArrowDown"]);
    window.chord(&["Enter"]);
    window.dialog("Link").says("Links to “First snow” on this website.");
    desk.see("link-chosen");
    window.chord(&["Escape"]);
    window.dialog("Link").goes();

    window.button("Insert").click();
    // Nothing in it is cut off.
    let wide = "const menu = document.querySelector('.tools [role=menu]');
        return menu.scrollWidth <= menu.clientWidth && menu.getBoundingClientRect().right <= innerWidth";
    desk.there("the menu", ".tools [role=menu]");
    assert_eq!(window.run(wide, &[]), json!(true));
    desk.see("insert");
    window.place("menuitem", "Video or post").click();
    let dialog = window.dialog("Video or post from another website");
    dialog.appears();
    desk.see("embed");
    let copied = Copied::of("text/plain", b"https://example.org/a-page");
    window.chord(&["Control", "v"]);
    window.chord(&["Enter"]);
    dialog.says("can only show a link");
    drop(copied);
    desk.see("embed-link-only");
    window.chord(&["Escape"]);
    dialog.goes();

    window.button("Field notes").click();
    window.button("Language and spelling").click();
    window.dialog("Language and spelling").says("English (United Kingdom)");
    desk.see("languages");
    window.chord(&["Escape"]);
    window.dialog("Language and spelling").goes();
}

/// What is drawn as a thing of its own, while it is worked on.
fn things(desk: &mut Sight<'_>) {
    let window = desk.window;
    desk.click(".b-grid td");
    desk.there("the table's tools", ".b-tools");
    desk.see("table");
    desk.click("figure.b-figure img");
    desk.there("a chosen picture", "figure.b-picked");
    window.chord(&["Enter"]);
    desk.there("its description", "figure .b-description:focus");
    desk.see("figure");
    window.chord(&["Escape"]);
    desk.click(".b-gallery img");
    desk.there("a chosen gallery", ".b-gallery.b-picked");
    desk.see_at("gallery");
    desk.bring(".b-box-label select");
    window.run("document.querySelector('.b-box-label select').focus()", &[]);
    desk.see("box");
    desk.click(".b-language input");
    desk.see("code");
    window.chord(&["Escape"]);
    desk.click(".b-card-button");
    desk.there("the code of a card", ".b-card-code");
    desk.see("card-code");
    window.chord(&["Escape"]);
}

/// An address that the site can show is offered to be shown.
fn videos(desk: &mut Sight<'_>) {
    let window = desk.window;
    desk.write();
    window.chord(&["Control", "End"]);
    window.type_text("\n");
    let copied = Copied::of("text/plain", VIDEO.as_bytes());
    window.chord(&["Control", "v"]);
    desk.there("the offer", ".b-offer");
    drop(copied);
    desk.see("embed-offer");
    window.button("Show it from YouTube").click();
    desk.click(".b-embed-sign");
    desk.there("a chosen video", ".b-embed.b-picked");
    desk.see("embed-card");
}

#[test]
fn words_at_work_in_light() {
    words_at_work(Look::Light);
}

#[test]
fn words_at_work_in_dark() {
    words_at_work(Look::Dark);
}
