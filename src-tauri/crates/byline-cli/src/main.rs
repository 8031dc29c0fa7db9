//! The desk's use cases without a window, for scripts, for those who look after websites, and for tests.
//!
//! `byline-cli [--json] [--desk DIR] COMMAND`. Every command is a file in `commands/`; it returns what there is to show,
//! and this file alone prints and exits.

mod args;
mod commands;
mod shown;

use std::process::ExitCode;

use clap::Parser;

use crate::args::Args;

fn main() -> ExitCode {
    let args = Args::parse();
    let done = commands::run(&args);
    let (text, code) = if args.json { shown::json(&done) } else { shown::text(&done) };
    let printed = if done.is_ok() || args.json { shown::out(&text) } else { shown::err(&text) };
    if printed.is_ok() { ExitCode::from(code) } else { ExitCode::FAILURE }
}
