use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use crate::args::Args;
use crate::{asked, commands, shown};

/// Runs one command line, the program's own name first: prints what there is to show and says the exit status.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if let Some(code) = asked::asked(&arguments) {
        return code;
    }
    if let Some(code) = byline_desk::keep_watch(arguments.iter().skip(1).cloned()) {
        return code;
    }
    let (printed, code) = match Args::try_parse_from(&arguments) {
        Ok(args) => {
            let done = commands::run(&args);
            let (text, code) = if args.json { shown::json(&done) } else { shown::text(&done) };
            (if done.is_ok() || args.json { shown::out(&text) } else { shown::err(&text) }, code)
        }
        // Help and the version come as errors too.
        Err(told) if !told.use_stderr() => (shown::out(&told.to_string()), 0),
        Err(wrong) if arguments.iter().any(|argument| argument == "--json") => {
            (shown::out(&shown::wrong_usage(&wrong.to_string())), 2)
        }
        Err(wrong) => (shown::err(&wrong.to_string()), 2),
    };
    if printed.is_ok() { ExitCode::from(code) } else { ExitCode::FAILURE }
}
