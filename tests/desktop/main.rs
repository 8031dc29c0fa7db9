//! The real window, driven as a person would: by what a thing is and what it is called.
//!
//! `cargo xtask test` starts these with a display, a message bus, the built program and a driver. Each test has a site,
//! a server and a home of its own; nothing of whoever runs them is read or written.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop there")]

mod axe;
mod begins;
mod dialogs;
mod long_post;
mod offline;
mod pace;
mod page;
mod pasting;
mod picture;
mod pictures;
mod real_post;
mod real_site;
mod screens;
mod seat;
mod session;
mod sight;
mod two_versions;
mod window;
mod words_at_work;
mod writes;
mod writing_screens;
