//! What stands on a clipboard as a page: a part of one, framed by the habits of the program that put it there.

use super::blocks::Page;
use super::looks;
use super::region::Region;
use super::tree::{Id, Tree};
use crate::document::Gathered;
use crate::limits::Refusal;
use crate::text::{Block, Text};

/// Reads what was copied, as it stands on the clipboard.
pub(crate) fn read(page: &str) -> Result<(Text, Gathered), Refusal> {
    let tree = Tree::parse(without_head(page))?;
    let root = tree.below(0).find(|id| tree.name(*id) == "body").unwrap_or(0);
    let region = Region { root, heading: None, is_page: false };
    let mut page = Page::pasted(&tree, &region);
    let text = page.text(&region);
    Ok((text, page.gathered))
}

/// Windows puts lines with offsets before the page.
fn without_head(page: &str) -> &str {
    let page = page.trim_start_matches('\u{feff}');
    match page.find('<') {
        Some(at) if page.starts_with("Version:") => &page[at..],
        _ => page,
    }
}

/// The level of a heading that is one only for those who listen, as Word writes them on the web.
pub(super) fn spoken_heading(tree: &Tree, id: Id) -> Option<u8> {
    if tree.attribute(id, "role") != Some("heading") {
        return None;
    }
    let level = tree.attribute(id, "aria-level").and_then(|level| level.parse().ok()).unwrap_or(2);
    Some(level)
}

/// How deep the items of a list stand, from 0, where every item is in a list of its own: Slack's and Word's on the web.
pub(super) fn list_level(tree: &Tree, id: Id) -> Option<usize> {
    if tree.attribute(id, "data-stringify-type").is_some() {
        return tree.attribute(id, "data-indent")?.parse().ok();
    }
    let item = tree.children(id).iter().copied().find(|child| tree.name(*child) == "li")?;
    let level: usize = tree.attribute(item, "data-aria-level")?.parse().ok()?;
    Some(level.saturating_sub(1))
}

/// Code as editors of code put it on a clipboard: a box of letters of one width, with a box for each line.
pub(super) fn code(tree: &Tree, id: Id) -> Option<Block> {
    let kept = looks::declared(tree, id, "white-space").is_some_and(|space| space.starts_with("pre"));
    let even = looks::declared(tree, id, "font-family").is_some_and(|font| font.contains("mono"));
    if tree.name(id) != "div" || !kept || !even {
        return None;
    }
    let mut lines = String::new();
    for child in tree.children(id).iter().copied() {
        match tree.name(child) {
            "div" => {
                lines.push_str(&tree.words(child));
                lines.push('\n');
            }
            "br" => lines.push('\n'),
            _ => lines.push_str(&tree.words(child)),
        }
    }
    Some(Block::Code(String::new(), lines))
}

/// Whether an empty element stands for the gap between two paragraphs, as in Slack.
pub(super) fn is_gap(tree: &Tree, id: Id) -> bool {
    tree.attribute(id, "data-stringify-type") == Some("paragraph-break")
}

/// Where the letters of code are, without the bar above them that names the language and copies.
pub(super) fn inside_pre(tree: &Tree, pre: Id) -> Id {
    let has_bar = tree.below(pre).any(|id| tree.name(id) == "button");
    let mut codes = tree.below(pre).filter(|id| has_bar && tree.name(*id) == "code");
    match (codes.next(), codes.next()) {
        (Some(one), None) => one,
        _ => pre,
    }
}

/// The picture's description where it is a sign of its own: a smiling face sent as a picture.
pub(super) fn sign(tree: &Tree, img: Id) -> Option<&str> {
    let told = tree.attribute(img, "data-stringify-emoji").or_else(|| tree.attribute(img, "alt"))?.trim();
    let short = (1..=12).contains(&told.chars().count());
    let drawn = told.chars().all(|c| !c.is_ascii() && !c.is_alphanumeric());
    let named = tree.attribute(img, "data-stringify-emoji").is_some()
        || ["emoji", "wp-smiley"].iter().any(|class| tree.is_of(img, class));
    (short && drawn || named && !told.is_empty()).then_some(told)
}

/// A description as a person may have written it: nothing where a program wrote it.
pub(super) fn description(told: &str) -> String {
    let words = told.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = words.to_lowercase();
    let made = ["description automatically generated", "automatisch generierte beschreibung"];
    let words = match made.iter().find_map(|mark| lower.find(mark)) {
        Some(at) => words.get(..at).unwrap_or_default().trim_end_matches([' ', ',', '.', '(', '-']).to_owned(),
        None => words,
    };
    let is_file = words.rsplit_once('.').is_some_and(|(stem, ending)| {
        !stem.contains(' ')
            && ["png", "jpg", "jpeg", "gif", "webp", "svg", "heic"].contains(&ending.to_lowercase().as_str())
    });
    let is_kind = ["image", "picture", "photo", "img", "graphic"].contains(&lower.as_str());
    if is_file || is_kind { String::new() } else { words }
}

/// Whether an address counts readers instead of showing something.
pub(super) fn counts(address: &str) -> bool {
    const SERVERS: [&str; 12] = [
        "facebook.com/tr?",
        "google-analytics.com/",
        "doubleclick.net/",
        "pixel.wp.com/",
        "scorecardresearch.com/",
        "/track/open",
        "/wf/open",
        "/open.aspx",
        "googletagmanager.com/",
        "bat.bing.com/",
        "px.ads.linkedin.com/",
        "analytics.twitter.com/",
    ];
    SERVERS.iter().any(|server| address.contains(server))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_that_programs_wrote_are_none() {
        for (told, expect) in [
            ("A dog\n\nDescription automatically generated", "A dog"),
            ("A graph, Description automatically generated with low confidence", "A graph"),
            ("image001.png", ""),
            ("Image", ""),
            ("The harbour at six", "The harbour at six"),
            ("Version 2.png of it", "Version 2.png of it"),
        ] {
            assert_eq!(description(told), expect, "{told}");
        }
    }
}
