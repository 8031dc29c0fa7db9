//! The use cases of Byline: open a site, list and write posts, attach pictures, check, publish, sync.
//!
//! The desk brings the four crates below it together and adds what has a memory: a journal of every word typed, versions,
//! an index for the list, and the jobs that wait to be sent, all in one SQLite file a site.
//!
//! Invariants:
//! - **One owner.** [`Site`] owns a site's files, store and git engine; [`Desk`] runs it on a thread of its own and takes
//!   questions from anywhere. The only other thread is the courier's, which talks to the server.
//! - **A word typed is a word kept.** [`Site::write_body`] returns once the journal is on the disk. A file is replaced
//!   whole or not at all, and never when somebody else changed it in between.
//! - **A publish is kept before it is sent**, and survives a crash.
//! - **Sentences come from one catalogue** ([`words`]); everything below speaks in types.
//!
//! Absent on purpose: windows, terminals, and any reading of the environment. The desk's folder, the clock and the
//! listener to events are handed in as [`Surroundings`].
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod api;
mod asked;
mod asking;
mod asking_person;
mod bin;
mod clipboard;
mod clock;
pub mod connect;
mod courier;
mod difference;
mod error;
mod fault_code;
mod files;
mod joining;
mod known;
mod language;
mod live;
mod looking_back;
mod pasting;
mod poll;
mod programs;
mod public_web;
mod realsite;
mod signin;
mod site;
mod starter;
mod store;
mod surroundings;
mod utf16;
mod walk;
mod watch;
pub mod words;
mod worker;

pub use asked::{ASKED_AT, ask_waiting};
pub use asking_person::{Questions, in_words};
pub use bin::{Bin, SystemBin};
pub use byline_generator::keep_watch;
pub use byline_git::Hidden;
pub use byline_git::ask::{Asked, Nobody, Person, Question, Reply, Verdict};
pub use byline_post::Value;
pub use byline_post::websites::WEBSITES;
pub use byline_signin::NotAPlace;
pub use clipboard::{base64_bytes, png_of_pixels};
pub use clock::{Clock, SystemClock};
pub use error::DeskError;
pub use files::SiteFiles;
pub use known::KnownSites;
pub use signin::{SignInTrouble, SigningIn};
pub use site::{Incoming, PictureAddress, Site, SyncReport, Tidied, preview_cards};
pub use starter::{create_starter, starter_place};
pub use surroundings::{Generators, Pace, Surroundings};
pub use worker::Desk;
