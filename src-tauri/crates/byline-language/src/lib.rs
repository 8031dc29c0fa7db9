//! What a careful reader would say about the words of a post: spelling in the languages of the post, and for English its
//! grammar and style.
//!
//! Invariants:
//! - **Pure.** Dictionaries are handed in as bytes; no file, environment or server is asked, and nothing is remembered but
//!   what [`Grammar`] needs to be quick.
//! - **A place is a place in the text that was handed in**, in bytes, and lies on the letters that it is about.
//! - **Rather silent than wrong.** A word that may be a name, an abbreviation, an address or a foreign script is right; of
//!   the rules of grammar only those that are nearly always right speak unless more is asked for.
//!
//! Absent on purpose: sentences of Byline's own, and which dictionaries and languages there are.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod about;
mod dictionary;
mod grammar;
mod own_words;
mod rules;
mod script;
mod spelling;
#[cfg(test)]
mod testing;
mod words;

pub use about::abouts;
pub use dictionary::{Dictionary, LARGEST_AFF, LARGEST_DIC, NotADictionary};
pub use grammar::{Change, Dialect, Grammar, Remark, RemarkKind};
pub use own_words::OwnWords;
pub use spelling::{Misspelling, Spelling};
