//! Byline's executable when ssh or git started it to ask a question. The programs on top find out whether they were, before
//! they do anything else.

use std::ffi::OsStr;
use std::io::Write;

/// The environment variable that is set when they were. Its value is where the question goes.
pub use byline_git::ask::ASKED_AT;

/// Puts the question to the Byline that waits, and writes the answer and a line end to `out`. True when there was one.
/// `hint` is the value of `SSH_ASKPASS_PROMPT`.
pub fn ask_waiting(place: &OsStr, words: &str, hint: &str, out: &mut dyn Write) -> bool {
    let Ok(Some(answer)) = byline_git::ask::put(place, words, hint) else { return false };
    out.write_all(answer.bytes()).and_then(|()| out.write_all(b"\n")).and_then(|()| out.flush()).is_ok()
}
