//! What Word writes when it saves a page: lists that are only paragraphs, and styles with names.

use super::looks::declared;
use super::tree::{Id, Tree};

/// An item of a list that is a paragraph: how deep, from 0, and its number, if numbered.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) level: usize,
    pub(super) number: Option<u64>,
}

/// The item that a paragraph is, by `mso-list:l0 level2 lfo1`.
pub(super) fn item(tree: &Tree, id: Id) -> Option<Item> {
    let list = declared(tree, id, "mso-list")?;
    let level = list.split_whitespace().find_map(|word| word.strip_prefix("level")?.parse::<usize>().ok())?;
    let sign = tree.below(id).find(|id| is_sign(tree, *id)).map(|id| tree.words(id)).unwrap_or_default();
    Some(Item { level: level.saturating_sub(1), number: number(sign.trim_matches(|c: char| c.is_whitespace())) })
}

/// Whether the words are the bullet or number that Word puts before an item for other browsers.
pub(super) fn is_sign(tree: &Tree, id: Id) -> bool {
    declared(tree, id, "mso-list").is_some_and(|list| list == "ignore")
}

/// The number in a sign such as `2.`, `(b)` or `iv)`.
fn number(sign: &str) -> Option<u64> {
    let sign = sign.split(|c: char| c.is_whitespace() || c == '\u{a0}').next()?.trim_start_matches('(');
    let inner = sign.trim_end_matches(['.', ')']);
    if inner.len() == sign.len() || inner.is_empty() {
        return None;
    }
    // The last of `1.2.3` counts.
    let inner = inner.rsplit('.').next()?;
    if let Ok(number) = inner.parse() {
        return Some(number);
    }
    let lower = inner.to_ascii_lowercase();
    match lower.as_bytes() {
        [letter @ b'a'..=b'z'] => Some(match letter {
            // A single one of these is far more often the number than the letter.
            b'i' => 1,
            b'v' => 5,
            b'x' => 10,
            letter => u64::from(letter - b'a') + 1,
        }),
        [_, ..] if lower.bytes().all(|byte| b"ivxl".contains(&byte)) => Some(roman(&lower)),
        _ => None,
    }
}

fn roman(number: &str) -> u64 {
    let value = |byte: u8| match byte {
        b'i' => 1_u64,
        b'v' => 5,
        b'x' => 10,
        _ => 50,
    };
    // Read from its end, a sign that is smaller than the largest so far is taken away.
    let mut largest = 0;
    let mut sum = 0_u64;
    for byte in number.bytes().rev().take(12) {
        let here = value(byte);
        sum = if here < largest { sum.saturating_sub(here) } else { sum + here };
        largest = largest.max(here);
    }
    sum
}

/// Parts of a Word page that are no part of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Comments,
    PageLines,
    Contents,
}

/// The part that an element is.
pub(super) fn part(tree: &Tree, id: Id) -> Option<Part> {
    if let Some(element) = declared(tree, id, "mso-element") {
        return match element.as_str() {
            "comment-list" | "comment" => Some(Part::Comments),
            "header" | "footer" => Some(Part::PageLines),
            _ => None,
        };
    }
    let class = tree.attribute(id, "class")?;
    if class.contains("MsoCommentReference") || class == "msocomanchor" {
        return Some(Part::Comments);
    }
    class.starts_with("MsoToc").then_some(Part::Contents)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_numbers_or_bullets() {
        for (sign, expect) in [
            ("1.", Some(1)),
            ("12)", Some(12)),
            ("(b)", Some(2)),
            ("c.\u{a0}\u{a0}", Some(3)),
            ("ii.", Some(2)),
            ("iv.", Some(4)),
            ("xix.", Some(19)),
            ("1.2.", Some(2)),
            ("·", None),
            ("o", None),
            ("§", None),
            ("-", None),
        ] {
            assert_eq!(number(sign), expect, "{sign}");
        }
    }
}
