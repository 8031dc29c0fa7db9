//! A program's words as lines: without the control characters and colours that terminals act on, and within bounds.

use std::io::{ErrorKind, Read};

/// The most characters of a line that are kept.
const LONGEST: usize = 2_000;

/// A line without an end is handed on in pieces of so many bytes, so that somebody counts it.
const PIECE: usize = 64 * 1024;

/// Reads to the end; each line is handed on, with the bytes that it was read from. Stops when nobody wants any more.
pub(crate) fn read(mut from: impl Read, mut to: impl FnMut(String, usize) -> bool) {
    let mut buffer = vec![0; 16 * 1024];
    let (mut line, mut bytes) = (Vec::new(), 0);
    loop {
        let count = match from.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(_) => break,
        };
        for byte in buffer.get(..count).unwrap_or_default() {
            bytes += 1;
            if !matches!(byte, b'\n' | b'\r') && bytes < PIECE {
                if line.len() < LONGEST {
                    line.push(*byte);
                }
                continue;
            }
            let done = plain(&String::from_utf8_lossy(&std::mem::take(&mut line)));
            if !to(done, std::mem::take(&mut bytes)) {
                return;
            }
        }
    }
    let rest = plain(&String::from_utf8_lossy(&line));
    if !rest.is_empty() {
        to(rest, bytes);
    }
}

/// A line without colours and other control characters, and without the space at its end.
pub(crate) fn plain(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match letter {
            // An escape sequence ends in a letter.
            '\u{1b}' => drop(letters.by_ref().find(char::is_ascii_alphabetic)),
            '\t' => out.push(' '),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_plain_and_within_bounds() {
        let check = |text: &[u8], expect: &[&str]| {
            let mut lines = Vec::new();
            read(text, |line, _| {
                lines.push(line);
                true
            });
            assert_eq!(lines, expect);
        };
        check(b"one\n  two \x1b[31mred\x1b[0m \r\nthree", &["one", "  two red", "", "three"]);
        check("Building sites \u{2026}\n".as_bytes(), &["Building sites …"]);
        let long = "x".repeat(5_000);
        check(long.as_bytes(), &[&"x".repeat(2_000)]);
    }

    #[test]
    fn a_line_without_end_is_counted() {
        let mut counted = 0;
        read(std::io::repeat(b'x').take(1_000_000), |_, count| {
            counted += count;
            counted < 300_000
        });
        assert!((300_000..400_000).contains(&counted), "{counted}");
    }
}
