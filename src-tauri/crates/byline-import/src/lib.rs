//! Texts written with other programs, read as posts: pages of the web, Word documents, plain text.
//!
//! Invariants:
//! - **No word is lost.** What a reader saw in the document is in the post or in [`Document::left_out`]. What is written is
//!   read again before it is believed; where marks would not be read as meant, the words stand without them.
//! - **A document is hostile.** Sizes, entries, ratios and depths are limited before anything is unpacked, no entity is
//!   expanded, no name in a document is used as a path, and nothing outside the bytes is looked at.
//! - **Refusals are values** that say what the document is instead.
//!
//! Absent on purpose: files, folders, clocks, sites, and sentences for people.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod charset;
mod clipboard;
mod details;
mod document;
mod docx;
mod html;
mod kind;
mod limits;
mod plain;
mod text;

pub use clipboard::{
    Kind as PastedKind, Pasted, PastedBlock, PastedPicture, PictureSource, read_pasted, read_pasted_plain,
};
pub use details::Details;
pub use document::{Document, LeftOut, Picture, What};
pub use kind::Found;
pub use limits::{MAX_BYTES, Refusal};
pub use text::Hand;

use kind::Kind;

/// File name endings that [`read`] knows what to do with.
pub const ENDINGS: [&str; 9] = ["md", "markdown", "mdown", "txt", "text", "html", "htm", "xhtml", "docx"];

/// Reads a document as a post. `name` is its file name, whose ending says what it is when its bytes do not.
pub fn read(bytes: &[u8], name: &str) -> Result<Document, Refusal> {
    if bytes.len() > MAX_BYTES {
        return Err(Refusal::TooLarge { bytes: bytes.len(), limit: MAX_BYTES });
    }
    match kind::of(bytes, name)? {
        Kind::Markdown => charset::decoded(bytes, None).map(Document::of_markdown),
        Kind::Plain => charset::decoded(bytes, None).map(|text| plain::read(&text)),
        Kind::Page => html::read(bytes),
        Kind::Word => docx::read(bytes),
    }
}
