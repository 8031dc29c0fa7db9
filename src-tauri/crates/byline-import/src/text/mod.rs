//! What a text is made of, whatever program wrote it, and how that is written as a post.

mod escape;
pub(crate) mod flow;
mod hand;
mod inline;
pub(crate) mod lists;
mod pieces;
mod proof;
pub(crate) mod tables;
mod write;

pub use hand::Hand;
pub(crate) use proof::options;
pub(crate) use write::{body, label, parts};

/// How deep lists and quotes may nest; what is deeper is written at this depth.
pub(crate) const DEEPEST: usize = 12;

/// How words look. What a post cannot show (colour, size, underlining) is not here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a mark that is there or not")]
pub(crate) struct Look {
    pub(crate) bold: bool,
    pub(crate) italic: bool,
    pub(crate) struck: bool,
    pub(crate) raised: bool,
    pub(crate) lowered: bool,
    pub(crate) code: bool,
}

impl Look {
    /// What both have.
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            bold: self.bold && other.bold,
            italic: self.italic && other.italic,
            struck: self.struck && other.struck,
            raised: self.raised && other.raised,
            lowered: self.lowered && other.lowered,
            code: self.code && other.code,
        }
    }
}

/// Something within a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    Words(String),
    /// A new line in the same paragraph.
    Break,
    Picture(Picture),
    /// A reference to a footnote, counted from 1.
    Note(usize),
}

/// A picture where it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    pub(crate) address: String,
    pub(crate) description: String,
    /// The line below it; empty for none.
    pub(crate) caption: String,
}

/// A part of a line that looks the same all along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) what: What,
    pub(crate) look: Look,
    /// The address that a click leads to.
    pub(crate) link: Option<String>,
}

impl Piece {
    pub(crate) fn words(words: impl Into<String>) -> Self {
        Self { what: What::Words(words.into()), look: Look::default(), link: None }
    }

    pub(crate) fn plain(what: What) -> Self {
        Self { what, look: Look::default(), link: None }
    }
}

/// One item of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Item {
    pub(crate) blocks: Vec<Block>,
    /// For an item of a list of things to do: whether it is done.
    pub(crate) done: Option<bool>,
}

/// A part of a text that stands on lines of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Block {
    /// From 1, the title's, to 6.
    Heading(u8, Vec<Piece>),
    Paragraph(Vec<Piece>),
    /// With the number of the first item, if numbered.
    List(Option<u64>, Vec<Item>),
    Quote(Vec<Block>),
    /// The language, empty where it is not known, and the lines.
    Code(String, String),
    /// Rows of cells; the first row is the head.
    Table(Vec<Vec<Vec<Piece>>>),
    Rule,
}

/// A whole text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Text {
    pub(crate) blocks: Vec<Block>,
    /// The footnotes; a reference to `n` means the one at `n - 1`.
    pub(crate) notes: Vec<Vec<Block>>,
}

/// Whether there is nothing to read or see.
pub(crate) fn is_blank(pieces: &[Piece]) -> bool {
    pieces.iter().all(|piece| match &piece.what {
        What::Words(words) => words.trim().is_empty(),
        What::Break => true,
        What::Picture(_) | What::Note(_) => false,
    })
}

/// The words alone, on one line.
pub(crate) fn plain_words(pieces: &[Piece]) -> String {
    let mut out = String::new();
    for piece in pieces {
        match &piece.what {
            What::Words(words) => out.push_str(words),
            What::Break => out.push(' '),
            What::Picture(_) | What::Note(_) => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}
