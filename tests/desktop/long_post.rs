//! A whole post of six hundred words with three pictures, a table and links, written in the real window by keyboard alone.

use byline_testkit::{World, png};
use serde_json::json;

use crate::begins::BLOG;
use crate::pictures::Copied;
use crate::seat::{Look, Seat};
use crate::window::Window;

/// Five paragraphs of about a hundred and twenty words each.
const PARAGRAPHS: [&str; 5] = [
    "We left before the sun was up, because the road along the coast is slow and the ferry does not wait. There were six of \
     us in two cars, with more coats than anyone needed and not enough bread. The radio said rain, and for once the radio \
     was wrong: by eight the sky over the bay was clear from one end to the other, and the islands stood on the water as if \
     somebody had put them there for us. Nobody said much. We had all been told about this morning by people who had done \
     the walk before, and all of them had said the same thing, which was that you should not talk until you had seen it \
     for yourself.",
    "The path starts behind the harbour and climbs at once. For the first hour it follows an old wall, and then the wall \
     ends, as walls do here, in the middle of a field, for no reason that anybody remembers. From there on you find your \
     way by the posts, which are painted yellow, or were. Two of the younger ones ran ahead and came back and ran ahead \
     again. At the second gate we met a farmer with a dog that did not care for us, and he told us that the bridge was \
     down and that we would get our feet wet, and he was right about both. The water was colder than it looked and came \
     up to the knee.",
    "Above the river the moor opens and there is nothing between you and the weather. We were lucky. The wind had gone round \
     to the south and it was almost warm, and we sat down in the heather and ate what we had. Somebody had brought a \
     cake. Somebody always brings a cake. From up there you see the whole of the walk, the part that lies behind you and \
     the part that is still to come, and it looks shorter than it is. We counted the boats in the sound and there were \
     eleven of them, all going the same way, and then a twelfth that was not, and we made up a story about it that lasted \
     until the next stile.",
    "Going down is the part that nobody tells you about. The stones are loose and the grass is long, and the path has been \
     washed away in two places, so that you have to look for a way round and do not always find the best one. It took us \
     twice as long as we had planned. But the light in the afternoon was the best of the day, and because we were slow we \
     saw the hares, five of them, in the field above the chapel, sitting quite still until we were past. The chapel itself \
     was locked. There is a key at the shop, we learned afterwards, and you only have to ask, and everybody knows that, \
     except for the people who walk there.",
    "We were back at the harbour at six, tired and burned and very pleased with ourselves. The last ferry goes at seven and \
     we had time for soup. If you want to do this walk, do it in May or in September, start early, take a map that shows the \
     walls, and do not believe what the radio says about the rain. Take somebody with you who has never been there, because \
     half of what we liked best was watching the others see it for the first time. And bring a cake. We shall be going \
     again next year, and there is room in the second car.",
];

#[test]
fn a_long_post_is_written_by_keyboard_alone() {
    let world = World::new();
    let site = world.site("blog", BLOG);
    let before = world.server_files();
    let seat = Seat::new();
    let window = Window::open(&seat, Look::Light, Some(site.path()));
    window.region("Posts").place("list", "Posts").says("Winter light");
    window.chord(&["Control", "n"]);
    focus_in(&window, "Title");
    window.chord(&["Control", "a"]);
    window.type_text("A walk along the coast\n");
    focus_in(&window, "Post");

    window.type_text(PARAGRAPHS[0]);
    window.type_text("\n");
    paste_picture(&window, 320, 200, 1);

    // A heading by typing its mark, words made bold and a link over the last word.
    window.type_text("\n## Up to the moor\n");
    window.type_text(PARAGRAPHS[1]);
    window.type_text("\nTake ");
    window.chord(&["Control", "b"]);
    window.type_text("good boots");
    window.chord(&["Control", "b"]);
    window.type_text(" and read the guide");
    window.chord(&["Control", "Shift", "ArrowLeft"]);
    window.chord(&["Control", "k"]);
    let link = window.dialog("Link");
    link.appears();
    window.wait("the focus in the address", || {
        window.run("return document.activeElement?.matches('dialog[open] input') ?? false", &[]) == json!(true)
    });
    window.type_text("https://example.org/guide\n");
    link.goes();
    focus_in(&window, "Post");
    window.chord(&["End"]);
    window.type_text(" before.\n");
    window.type_text(PARAGRAPHS[2]);
    window.type_text("\n");
    paste_picture(&window, 340, 210, 2);

    window.type_text("\n## What to bring\n- bread\ncheese\na cake\n\n");
    window.type_text("/table");
    window.wait("the menu at the caret", || {
        window.run("return document.querySelector('[role=listbox] [role=option][aria-selected=true]') !== null", &[])
            == json!(true)
    });
    window.chord(&["Enter"]);
    let table = window.dialog("New table");
    table.appears();
    window.chord(&["ArrowUp"]);
    window.chord(&["ArrowLeft"]);
    window.chord(&["Enter"]);
    table.goes();
    window.wait("the caret in the first cell", || {
        window.run("return document.activeElement?.closest('table') !== null", &[]) == json!(true)
    });
    for (at, cell) in ["Where", "When", "Harbour", "six"].into_iter().enumerate() {
        if at > 0 {
            window.chord(&["Tab"]);
        }
        window.type_text(cell);
    }
    window.chord(&["ArrowDown"]);
    window.type_text(PARAGRAPHS[3]);
    window.type_text("\n");
    paste_picture(&window, 360, 220, 3);
    window.type_text("\n");
    window.type_text(PARAGRAPHS[4]);

    window.status("Saving").says("Saved");
    window.photograph("long-post");
    window.preview().says("A walk along the coast").says("room in the second car.");
    window.chord(&["Control", "Shift", "Enter"]);
    let sheet = window.dialog("Publish");
    sheet.button("Publish now").appears();
    window.wait("the focus on the sheet's button", || {
        sheet.button("Publish now").ask("return found === document.activeElement") == json!(true)
    });
    window.chord(&["Enter"]);
    sheet.says("Published");

    let after = world.server_files();
    let new: Vec<&String> = after.keys().filter(|path| !before.contains_key(*path)).collect();
    assert_eq!(new.len(), 4, "the post and three pictures: {new:?}");
    let post = new.iter().find(|path| path.rsplit('.').next() == Some("md")).unwrap();
    let text = String::from_utf8(after[*post].clone()).unwrap();
    let body = text.splitn(3, "---\n").nth(2).unwrap();
    is_as_written(body);
}

/// Holds the text of the file against what was typed.
fn is_as_written(body: &str) {
    assert!(body.split_whitespace().count() > 600, "{body}");
    for paragraph in PARAGRAPHS {
        assert!(body.lines().any(|there| there == paragraph), "{paragraph}\n--- in\n{body}");
    }
    for line in [
        "## Up to the moor",
        "Take **good boots** and read the [guide](https://example.org/guide) before.",
        "## What to bring",
        "- bread",
        "- cheese",
        "- a cake",
    ] {
        assert!(body.lines().any(|there| there == line), "{line}\n--- in\n{body}");
    }
    let cells: Vec<Vec<&str>> = body
        .lines()
        .filter(|line| line.starts_with('|'))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert_eq!(cells[0], ["Where", "When"]);
    assert_eq!(cells[2], ["Harbour", "six"]);
    assert_eq!(body.matches("![").count(), 3, "{body}");
    assert!(!body.contains('\\'), "nothing needed escaping: {body}");
}

fn focus_in(window: &Window, name: &str) {
    window.wait(&format!("the focus in {name}"), || {
        window.textbox(name).ask("return found === document.activeElement") == json!(true)
    });
}

/// Pastes a picture of this size and waits until it is on the page, the `count`th.
fn paste_picture(window: &Window, width: u32, height: u32, count: usize) {
    let copied = Copied::new(&png(width, height));
    window.chord(&["Control", "v"]);
    window.wait("the picture on the page", || {
        let loaded = "return [...document.querySelectorAll('.b-figure img')].filter((picture) => picture.naturalWidth > 0).length";
        window.run(loaded, &[]).as_u64() >= Some(1)
            && window.textbox("Post").ask("return document.querySelectorAll('.b-figure').length").as_u64() >= Some(1)
            && pictures_in_preview(window) == count
    });
    drop(copied);
}

fn pictures_in_preview(window: &Window) -> usize {
    let count = window.preview().ask("return found.contentDocument?.querySelectorAll('img').length ?? 0");
    usize::try_from(count.as_u64().unwrap_or(0)).unwrap()
}
