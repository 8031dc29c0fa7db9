//! Documents as posts, through the public API.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop there")]

mod clipboard;
mod every_word;
mod hostile;
mod kinds;
mod pages;
mod word;
mod word_lists;
