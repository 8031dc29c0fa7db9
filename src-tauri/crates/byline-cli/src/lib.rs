//! The desk's use cases without a window, for scripts, for those who look after websites, and for tests.
//!
//! `byline-cli [--json] [--desk DIR] COMMAND`. Every command is a file in `commands/`; it returns what there is to show,
//! and `shown` alone prints. A library as well as a program, so that tests can run it as a program of their own.

mod args;
mod asked;
mod commands;
mod run;
mod shown;
mod terminal;

pub use run::run;
