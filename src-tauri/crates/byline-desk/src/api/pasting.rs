use byline_import::Hand;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::Attached;

/// What a page asks to be read when something is pasted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct ToPaste {
    /// The clipboard's HTML; empty where it has none.
    pub html: String,
    /// The clipboard's words.
    pub text: String,
    /// Whether nothing but the words is wanted.
    pub plain: bool,
    /// How the post's own marks are written.
    pub hand: WritingHand,
    /// The number of the next footnote, from 1.
    pub first_note: u32,
}

/// How the marks of a post are written.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct WritingHand {
    /// The sign before an item of a list.
    pub bullet: char,
    /// What follows a number in a list.
    pub after_number: char,
    /// The sign of emphasis.
    pub emphasis: char,
    /// The sign that stands twice around strong words.
    pub strong: char,
    /// Whether a new line in the same paragraph is two spaces; else it is a backslash.
    pub spaces_break: bool,
    /// A dividing line.
    pub rule: String,
}

impl From<WritingHand> for Hand {
    fn from(hand: WritingHand) -> Self {
        let WritingHand { bullet, after_number, emphasis, strong, spaces_break, rule } = hand;
        Self { bullet, after_number, emphasis, strong, spaces_break, rule, ..Self::default() }
    }
}

/// What was pasted, as it is to stand in the post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PastedText {
    /// Its blocks, in order.
    pub parts: Vec<PastedPart>,
    /// What stayed behind, a sentence each.
    pub left_out: Vec<String>,
}

/// A block of what was pasted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PastedPart {
    /// What it is.
    pub kind: PartKind,
    /// Its lines, without its pictures.
    pub text: String,
    /// The pictures that belong in it, in order.
    pub pictures: Vec<PastedImage>,
}

/// What a block of what was pasted is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each is what it is called")]
pub enum PartKind {
    Paragraph,
    Heading,
    List,
    Quote,
    Code,
    Table,
    Rule,
    /// A picture that stands alone; the block has no text.
    Picture,
    /// A footnote, which may stand anywhere.
    Note,
    /// Lines that had their marks already.
    Marked,
}

/// A picture of what was pasted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PastedImage {
    /// The word to ask for it by.
    pub token: String,
    /// Where it belongs in the block's text, in UTF-16 units.
    pub at: u32,
    /// What is written before its link.
    pub before: String,
    /// What is written after its link.
    pub after: String,
    /// Its address, where it is on a server.
    pub address: Option<String>,
}

/// What became of a picture that was pasted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Brought {
    /// The picture in the site; none where it could not be brought.
    pub attached: Option<Attached>,
    /// Why it stayed behind, in a sentence.
    pub stayed: Option<String>,
}
