//! How far lines read as fields: for front matter that lacks a fence.

use super::yaml_scan::key;
use crate::lines::lines;

/// Names that fields of posts have, whatever the generator. A person's own `Date:` has a capital.
const USUAL: &[&str] = &[
    "title",
    "layout",
    "date",
    "tags",
    "tag",
    "categories",
    "category",
    "author",
    "authors",
    "draft",
    "published",
    "permalink",
    "slug",
    "updated",
    "description",
    "summary",
    "excerpt",
    "pubDate",
    "publishDate",
    "lastmod",
    "comments",
    "cover",
    "image",
    "keywords",
    "type",
    "lang",
];

/// Whether fields of these names are a post's: a title or a layout, or two fields with a usual one among them.
pub(super) fn usual<'a>(names: impl Iterator<Item = &'a str>) -> bool {
    let (mut all, mut known, mut sure) = (0, false, false);
    for name in names {
        all += 1;
        known |= USUAL.contains(&name);
        sure |= matches!(name, "title" | "layout");
    }
    sure || (known && all > 1)
}

/// The end of the fields at the start of `words`, where a blank line and prose, or nothing, follow them; `None` where
/// they are no fields of a post or go on to the end.
pub(super) fn cut_off(words: &str, toml: bool, closed: bool) -> Option<usize> {
    let mut names = Vec::new();
    let (mut at, mut end, mut blank, mut open) = (0, 0, false, false);
    let mut prose = false;
    for line in lines(words) {
        let text = line.text.trim_end();
        let next = at + line.text.len() + line.end.len();
        let name = if toml { toml_key(text) } else { key(text).map(|(name, colon)| (name, text.len() == colon)) };
        let name = name.filter(|(name, _)| !name.contains(' '));
        if text.is_empty() {
            blank = true;
        } else if let Some((name, empty)) = name {
            names.push(name);
            (end, blank, open) = (next, false, empty);
        } else if line.text.starts_with([' ', '\t']) || (text.starts_with("- ") && (open || !blank)) {
            (end, blank) = (next, false);
        } else if text.starts_with(['#', ']', '}']) || (toml && text.starts_with('[')) {
            end = if blank { end } else { next };
        } else {
            // A word of its own after a blank line may be anything; a sentence is the body.
            prose = blank && text.starts_with(char::is_alphanumeric) && text.contains(' ');
            if closed && !prose {
                return None;
            }
            break;
        }
        at = next;
    }
    let fits = end > 0 && usual(names.iter().map(String::as_str)) && (prose || !closed);
    fits.then_some(end)
}

/// The name before `=`, and whether nothing follows.
fn toml_key(text: &str) -> Option<(String, bool)> {
    let (name, value) = text.split_once('=')?;
    let name = name.trim();
    let plain = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '"'));
    plain.then(|| (name.to_owned(), value.trim().is_empty()))
}
