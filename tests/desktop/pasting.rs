//! A page from elsewhere is pasted: its words keep their looks, its pictures come into the site's folder, and one step takes
//! all of it back.

use std::collections::BTreeMap;
use std::fmt::Write;

use byline_testkit::{SiteFolder, World, png};
use serde_json::json;

use crate::begins::BLOG;
use crate::pictures::Copied;
use crate::seat::{Look, Seat};
use crate::sight::Sight;
use crate::window::Window;

const POST: &str = "posts/2026-02-01-first-snow.md";

/// As a link within a page.
fn data(kind: &str, bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = format!("data:{kind};base64,");
    for three in bytes.chunks(3) {
        let all = three.iter().fold(0_u32, |all, byte| (all << 8) | u32::from(*byte)) << (8 * (3 - three.len()));
        for at in 0..4 {
            let letter = char::from(LETTERS[usize::try_from((all >> (18 - 6 * at)) & 63).unwrap()]);
            write!(out, "{}", if at > three.len() { '=' } else { letter }).unwrap();
        }
    }
    out
}

/// A page as a browser copies it: a picture within it, one that is none, one that is broken, one on a server that is not
/// there, and one that counts its readers.
fn copied_page() -> String {
    format!(
        "<meta charset='utf-8'><h2 style='color: red'>From afar</h2><p>Some <b>bold</b> and <i>slanted</i> words with \
         <a href='https://example.org/a?utm_source=mail'>a link</a>.</p><ul><li>one</li><li>two</li></ul>\
         <p><img alt='A meadow' src='{}'></p><p><img alt='Not one' src='{}'></p><p><img alt='Broken' src='{}'></p><p><img alt='A boat' \
         src='https://pictures.invalid/a/boat.png'></p><img width=1 height=1 src='https://counts.invalid/x.gif'>\
         <script>alert(1)</script><p>The last words.</p>",
        data("image/png", &png(320, 200)),
        data("image/png", b"no picture at all"),
        data("image/png", b"\x89PNG\r\n\x1a\nand then nothing")
    )
}

fn body(site: &SiteFolder) -> String {
    let text = String::from_utf8(site.read(POST)).unwrap();
    text.splitn(3, "---\n").nth(2).unwrap().to_owned()
}

fn files(site: &SiteFolder) -> BTreeMap<String, Vec<u8>> {
    let all = walk(site.path());
    all.into_iter().map(|path| (path.clone(), site.read(&path))).collect()
}

/// Every file of a site but those of its repository.
fn walk(folder: &std::path::Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut left = vec![folder.to_owned()];
    while let Some(next) = left.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && path.file_name().is_some_and(|name| name != ".git") {
                left.push(path);
            } else if path.is_file() {
                found.push(path.strip_prefix(folder).unwrap().to_string_lossy().into_owned());
            }
        }
    }
    found
}

fn notes(window: &Window) -> String {
    let told = "return [...document.querySelectorAll('.b-coming')].map((note) => note.innerText).join(' | ')";
    window.run(told, &[]).as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_page_with_pictures_comes_whole_and_goes_in_one_step() {
    let world = World::new();
    let site = world.site("blog", BLOG);
    let before = files(&site);
    let seat = Seat::new();
    let window = Window::open(&seat, Look::Light, Some(site.path()));
    window.region("Posts").button("First snow").click();
    window.textbox("Post").says("It fell all night.").focus();
    window.chord(&["Control", "End"]);
    window.type_text(" ");
    window.status("Saving").says("Saved");
    let text = body(&site);

    let copied = Copied::of("text/html", copied_page().as_bytes());
    window.chord(&["Control", "v"]);
    window.wait("what came of its pictures", || {
        let told = notes(&window);
        told.contains("The picture from pictures.invalid/a/boat.png stayed behind.")
            && told.contains("A picture stayed behind.")
            && body(&site).contains("![A meadow](")
    });
    drop(copied);
    window.place("toolbar", "Pasted text").says("A picture is of a kind that websites cannot show and stayed behind.");
    window.status("Saving").says("Saved");
    window.photograph("pasted-pictures");

    // Its picture stands beside the post, is named there below the list, and is the only file that is new or another one.
    let after = files(&site);
    let new: Vec<&String> = after.keys().filter(|path| before.get(*path) != after.get(*path)).collect();
    assert_eq!(new.len(), 2, "{new:?}");
    let picture = new.iter().find(|path| ***path != POST).unwrap();
    let name = picture.strip_prefix("posts/").unwrap();
    assert!(after[*picture].starts_with(b"\x89PNG") && before.keys().all(|path| after.contains_key(path)));
    let pasted = format!(
        "{text}\n\n## From afar\n\nSome **bold** and *slanted* words with [a link](https://example.org/a).\n\n- one\n- \
         two\n\n![A meadow]({name})\n\nThe last words."
    );
    let plain = |text: &str| text.replace('_', "*").split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(plain(&body(&site)), plain(&pasted));
    assert!(body(&site).contains(&format!("- two\n\n![A meadow]({name})\n\nThe last words.")), "{}", body(&site));
    assert!(!body(&site).contains("invalid") && !body(&site).contains("alert") && !body(&site).contains("utm"));

    // One step back takes the words, the picture and the notes; the file says so too. One step on brings them again.
    window.chord(&["Control", "z"]);
    window.wait("the text as it was", || body(&site) == text);
    assert_eq!(notes(&window), "");
    window.chord(&["Control", "Shift", "z"]);
    window.wait("the picture again", || plain(&body(&site)) == plain(&pasted));
    let again = files(&site);
    assert_eq!(again.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>(), "the picture is not there twice");
    assert_eq!(world.server_log().len(), 1, "nothing was sent");
}

/// What was pasted last, and the way back to nothing but its words.
fn the_bar(look: Look) {
    let world = World::new();
    let site = world.site("blog", BLOG);
    let seat = Seat::new();
    let window = Window::open(&seat, look, Some(site.path()));
    window.region("Posts").button("First snow").click();
    window.textbox("Post").says("It fell all night.").focus();
    window.chord(&["Control", "End"]);
    // Copied as a browser copies: with its looks and as words.
    let copy = "const [html, text] = arguments;
        document.addEventListener('copy', (event) => {
            event.clipboardData.setData('text/html', html);
            event.clipboardData.setData('text/plain', text);
            event.preventDefault();
            event.stopImmediatePropagation();
        }, { capture: true, once: true });";
    let html =
        copied_page().replace("<p>The last words.", "<p><img src='file:///home/anna/boat.png'></p><p>The last words.");
    window.run(copy, &[json!(html), json!("From afar\n\nNothing but words.")]);
    window.chord(&["Control", "c"]);
    window.chord(&["Control", "v"]);
    let bar = window.place("toolbar", "Pasted text");
    bar.says("Pasted with formatting").says("A picture stayed behind: copy it by itself.");
    window.wait("the notes", || notes(&window).contains("boat.png stayed behind."));
    let mut desk = Sight::new(&window, look);
    desk.check("pasted");
    desk.bring(".b-coming button");
    desk.see("picture-stayed-behind");
    bar.button("Plain text instead").click();
    bar.goes();
    window.wait("words alone", || body(&site).contains("Nothing but words."));
    assert!(!body(&site).contains("**") && !body(&site).contains("!["), "{}", body(&site));
    assert_eq!(notes(&window), "");
    assert_eq!(
        window.textbox("Post").ask("return found === document.activeElement"),
        json!(true),
        "one can go on writing"
    );
    desk.is_fit();
}

#[test]
fn what_was_pasted_is_words_alone_by_one_click_in_light() {
    the_bar(Look::Light);
}

#[test]
fn what_was_pasted_is_words_alone_by_one_click_in_dark() {
    the_bar(Look::Dark);
}
