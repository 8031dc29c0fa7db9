//! A site's own generator, run as a server on this computer: found, started, listened to, and ended.
//!
//! What always holds:
//!
//! - **Nothing is started by itself.** Running a generator runs the site's code. Whether the person trusts the site is
//!   decided above; here a server runs from [`Server::start`] until it is dropped.
//! - **It ends with Byline**, however Byline ends. The generator is the child of a second Byline ([`keep_watch`]), which
//!   ends it with all that it started as soon as its own standard input is closed: by a drop, or by the system when the
//!   first Byline is gone.
//! - It listens on the loopback alone, on a port that was free a moment ago. That it is ready is found out by asking the
//!   port, never by its words.
//! - It gets the variables that it is handed ([`Programs::variables`]) and those that its own kind needs, and no others.
//! - Pages and caches are written outside the site, as far as the generator lets itself be told
//!   ([`Kind::leaves`] is the rest).
//! - Its words are kept within bounds, and a generator that talks without end is ended.
//!
//! Absent on purpose: posts, trust, sentences for people, the clock of the day, and looking for programs.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod call;
mod cut;
mod ear;
mod generators;
mod keeper;
mod lines;
mod node;
mod place;
mod port;
mod run;
mod server;

pub use ear::Problem;
pub use generators::{Kind, Missing, is_there, kind};
pub use keeper::{RUN_GENERATOR, keep_watch};
pub use run::Programs;
pub use server::{Ended, Limits, Server, Setup, Told};
