//! What Byline's executable does when ssh or git started it to ask, and nothing else.

use std::io::{Write, stdout};
use std::process::ExitCode;

use byline_git::ask::{ASKED_AT, put};

fn main() -> ExitCode {
    let words = std::env::args().nth(1).unwrap_or_default();
    let hint = std::env::var("SSH_ASKPASS_PROMPT").unwrap_or_default();
    let answer = std::env::var_os(ASKED_AT).and_then(|place| put(&place, &words, &hint).ok().flatten());
    let told =
        answer.is_some_and(|answer| stdout().write_all(answer.bytes()).is_ok() && stdout().write_all(b"\n").is_ok());
    if told { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
