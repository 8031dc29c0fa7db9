//! Byline when ssh or git started it to ask a question: no window then, only the answer.

use std::io;
use std::process::ExitCode;

use byline_desk::{ASKED_AT, ask_waiting};

/// Asks the question, if that is what Byline was started for. Comes before anything else.
pub fn asked() -> Option<ExitCode> {
    let place = std::env::var_os(ASKED_AT)?;
    let words = std::env::args_os().nth(1)?.to_string_lossy().into_owned();
    let hint = std::env::var("SSH_ASKPASS_PROMPT").unwrap_or_default();
    let answered = ask_waiting(&place, &words, &hint, &mut io::stdout().lock());
    Some(if answered { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
