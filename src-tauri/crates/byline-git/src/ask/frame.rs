//! What goes over the socket: a question of two texts, and an answer, each with its length before it.

use std::io::{self, ErrorKind, Read, Write};

use crate::Hidden;

/// Longer texts are nobody's question and nobody's answer.
const LONGEST: usize = 8 * 1024;

/// Sends a question: its words, and ssh's hint about its kind.
pub(super) fn send_question(to: &mut impl Write, words: &str, hint: &str) -> io::Result<()> {
    send(to, words.as_bytes())?;
    send(to, hint.as_bytes())?;
    to.flush()
}

/// Receives a question.
pub(super) fn question(from: &mut impl Read) -> io::Result<(String, String)> {
    let text = |bytes: Hidden| String::from_utf8_lossy(bytes.bytes()).into_owned();
    Ok((text(receive(from)?), text(receive(from)?)))
}

/// Sends an answer; nothing: there is none.
pub(super) fn send_answer(to: &mut impl Write, answer: Option<&Hidden>) -> io::Result<()> {
    to.write_all(&[u8::from(answer.is_some())])?;
    if let Some(answer) = answer {
        send(to, answer.bytes())?;
    }
    to.flush()
}

/// Receives an answer.
pub(super) fn answer(from: &mut impl Read) -> io::Result<Option<Hidden>> {
    let mut is_there = [0];
    from.read_exact(&mut is_there)?;
    if is_there == [1] { receive(from).map(Some) } else { Ok(None) }
}

fn send(to: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    let length = u32::try_from(bytes.len()).ok().filter(|_| bytes.len() <= LONGEST);
    to.write_all(&length.ok_or_else(too_long)?.to_be_bytes())?;
    to.write_all(bytes)
}

fn receive(from: &mut impl Read) -> io::Result<Hidden> {
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let length = usize::try_from(u32::from_be_bytes(length)).ok().filter(|length| *length <= LONGEST);
    let mut bytes = vec![0; length.ok_or_else(too_long)?];
    from.read_exact(&mut bytes)?;
    Ok(Hidden::new(bytes))
}

fn too_long() -> io::Error {
    io::Error::from(ErrorKind::InvalidData)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_is_received() {
        let mut wire = Vec::new();
        send_question(&mut wire, "Enter: ", "none").unwrap();
        send_answer(&mut wire, Some(&Hidden::new("open\nsesame"))).unwrap();
        send_answer(&mut wire, None).unwrap();
        let mut wire = wire.as_slice();
        assert_eq!(question(&mut wire).unwrap(), ("Enter: ".to_owned(), "none".to_owned()));
        assert_eq!(answer(&mut wire).unwrap().unwrap().bytes(), b"open\nsesame");
        assert_eq!(answer(&mut wire).unwrap(), None);
        assert!(answer(&mut wire).is_err());
    }

    #[test]
    fn nothing_endless_is_read() {
        assert!(question(&mut [255, 255, 255, 255].as_slice()).is_err());
        assert!(send_question(&mut Vec::new(), &"x".repeat(LONGEST + 1), "").is_err());
    }
}
