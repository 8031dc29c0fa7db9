//! One post: its bytes, its details, its body, its preview and the checks on it.
//!
//! Invariants:
//! - **Bytes are kept.** A post is parsed to be read and never printed again: [`Post::with_body`] and [`Post::set`]
//!   are edits of the original bytes, and what they do not speak of stays as it was, line endings and byte order mark
//!   included. `post.with_body(post.body())` is the same bytes, always.
//! - **No input panics** and none takes long: what is too large or too deep is refused or shown as one card.
//! - **Details are told by somebody**: by the front matter, by the text (a heading, a line with date and author) or,
//!   as a last resort, by the file's name. [`Told`] says by whom, and [`Post::set`] changes the words where they stand.
//! - **The preview is sanitised last**: nothing is done to the HTML of [`preview::blocks`] after it was cleaned.
//!
//! Absent on purpose: files, folders, clocks, sites and sentences for people. Pictures are asked for through functions
//! that the caller hands in; findings carry an id and arguments, and the sentences live in the catalogue.
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod checks;
mod details;
mod fields;
pub mod follow;
mod foreign;
mod front;
mod glance;
pub mod html;
pub mod joined;
mod kept;
mod leaves;
mod lenient;
mod lines;
pub mod links;
mod listed;
mod markdown;
mod post;

pub mod preview;
pub mod prose;
pub mod references;
pub mod seen;
mod set;
mod slug;
pub mod tagged;
pub mod template_tag;
pub mod tidy;
mod told;
mod visible;
mod wanted;
pub mod websites;
mod when;

pub use details::{DetailName, Details, FrontMatter, FrontMatterProblem, Source, Span, Told, Value};
pub use fields::{FieldOf, FieldValue};
pub use glance::glance;
pub use post::{MAX_BYTES, Post, PostError};
pub use set::SetError;
pub use slug::slug;
pub use wanted::{Look, Wanted};

#[cfg(test)]
mod random;
