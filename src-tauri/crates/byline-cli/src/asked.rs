//! The program when ssh or git started it to ask a question.

use std::ffi::OsString;
use std::io;
use std::process::ExitCode;

use byline_desk::{ASKED_AT, ask_waiting};

/// Asks the question, if that is what the program was started for.
pub(crate) fn asked(arguments: &[OsString]) -> Option<ExitCode> {
    let place = std::env::var_os(ASKED_AT)?;
    let words = arguments.get(1)?.to_string_lossy();
    let hint = std::env::var("SSH_ASKPASS_PROMPT").unwrap_or_default();
    let answered = ask_waiting(&place, &words, &hint, &mut io::stdout().lock());
    Some(if answered { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
