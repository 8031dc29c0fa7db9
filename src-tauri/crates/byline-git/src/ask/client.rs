//! The asking end: Byline's executable, started by ssh or git.

use std::ffi::OsStr;
use std::io;

use super::{frame, place};
use crate::Hidden;

/// Puts a question to the Byline that waits at a place (the value of [`super::ASKED_AT`]) and waits for the answer;
/// nothing when there is none. `hint` is the value of `SSH_ASKPASS_PROMPT`.
pub fn put(place: &OsStr, words: &str, hint: &str) -> io::Result<Option<Hidden>> {
    let mut there = place::connect(place)?;
    frame::send_question(&mut there, words, hint)?;
    frame::answer(&mut there)
}
