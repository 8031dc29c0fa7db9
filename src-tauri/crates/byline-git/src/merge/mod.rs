//! Joining two people's changes to one text: by lines, and where both changed the same lines, by words.

mod paragraphs;
mod weave;

pub use weave::{Grain, Piece, weave};

/// The result of [`merge`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Merge {
    /// Both changes are in these bytes.
    Clean(Vec<u8>),
    /// The changes exclude each other; a person must choose.
    Conflict,
}

/// Joins two people's changes to one file, knowing more of its kind than that it is a text.
pub trait Join {
    /// Joins `ours` and `theirs`, both made from `base`. Never a mixture that neither of the two would have written.
    fn join(&self, path: &str, base: &[u8], ours: &[u8], theirs: &[u8]) -> Merge;
}

/// Joins every file as a text.
#[derive(Debug, Clone, Copy, Default)]
pub struct AsText;

impl Join for AsText {
    fn join(&self, _path: &str, base: &[u8], ours: &[u8], theirs: &[u8]) -> Merge {
        merge(base, ours, theirs)
    }
}

/// Joins `ours` and `theirs`, both made from `base`. Line ends are compared as LF and come back as in `ours`. Words
/// are joined only where each side kept at least half of the words that both changed: two rewritings of one
/// paragraph are two versions, never a mixture.
pub fn merge(base: &[u8], ours: &[u8], theirs: &[u8]) -> Merge {
    if ours == theirs || theirs == base {
        return Merge::Clean(ours.to_vec());
    }
    if ours == base {
        return Merge::Clean(theirs.to_vec());
    }
    let style = Style::of(ours);
    let sides = [base, ours, theirs].map(normal);
    let mut merged = Vec::new();
    for part in weave::parts(&sides[0], &sides[1], &sides[2], Grain::Words) {
        match part {
            weave::Part::Agreed(text) => merged.extend(text),
            weave::Part::Clash(_) => return Merge::Conflict,
        }
    }
    Merge::Clean(style.restore(merged))
}

/// How a text ends its lines.
struct Style {
    crlf: bool,
    final_newline: bool,
}

impl Style {
    fn of(text: &[u8]) -> Self {
        let newlines = text.split(|byte| *byte == b'\n').count() - 1;
        let pairs = text.windows(2).filter(|pair| pair == b"\r\n").count();
        Self { crlf: pairs * 2 > newlines, final_newline: text.is_empty() || text.ends_with(b"\n") }
    }

    fn restore(&self, mut text: Vec<u8>) -> Vec<u8> {
        if !self.final_newline && text.ends_with(b"\n") {
            text.pop();
        }
        if !self.crlf {
            return text;
        }
        let mut out = Vec::with_capacity(text.len() + text.len() / 32);
        for byte in text {
            if byte == b'\n' {
                out.push(b'\r');
            }
            out.push(byte);
        }
        out
    }
}

/// LF only, and a newline at the end of every line, so that only words differ.
fn normal(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() + 1);
    for (at, byte) in text.iter().enumerate() {
        if !(*byte == b'\r' && text.get(at + 1) == Some(&b'\n')) {
            out.push(*byte);
        }
    }
    if !out.is_empty() && !out.ends_with(b"\n") {
        out.push(b'\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(base: &str, ours: &str, theirs: &str, expect: Option<&str>) {
        let expect = expect.map_or(Merge::Conflict, |text| Merge::Clean(text.as_bytes().to_vec()));
        assert_eq!(merge(base.as_bytes(), ours.as_bytes(), theirs.as_bytes()), expect, "{ours:?} and {theirs:?}");
    }

    #[test]
    fn changes_to_different_paragraphs_are_joined() {
        check("a\n\nb\n", "A\n\nb\n", "a\n\nB\n", Some("A\n\nB\n"));
        check("a\n\nb\n", "a\n\nb\n\nc\n", "A\n\nb\n", Some("A\n\nb\n\nc\n"));
        check("a\nb\n", "a\nb\n", "x\n", Some("x\n"));
        check("a\nb\n", "x\n", "x\n", Some("x\n"));
        check("a\n\nb\n", "b\n", "a\n\nb\n", Some("b\n"));
    }

    #[test]
    fn changes_to_different_words_of_one_paragraph_are_joined() {
        check(
            "We meet in Berlin on Monday and talk about clouds all day.\n",
            "We meet in Munich on Monday and talk about clouds all day.\n",
            "We meet in Berlin on Monday and talk about trains all day.\n",
            Some("We meet in Munich on Monday and talk about trains all day.\n"),
        );
        check(
            "title: Old\ndate: 2024-01-01\n",
            "title: New\ndate: 2024-01-01\n",
            "title: Old\ndate: 2025-06-30\n",
            Some("title: New\ndate: 2025-06-30\n"),
        );
    }

    #[test]
    fn the_same_word_changed_twice_is_for_a_person() {
        check("We meet in Berlin.\n", "We meet in Munich.\n", "We meet in Bonn.\n", None);
    }

    #[test]
    fn two_rewritings_are_never_mixed() {
        check(
            "The quick brown fox jumps over the lazy dog.\n",
            "A slow red fox walks under one lazy cat.\n",
            "The quick grey wolf runs past the sleeping dog today.\n",
            None,
        );
        check(
            "one two three four five six seven eight\n",
            "a whole other beginning with six seven eight\n",
            "one two three four five six seven nine\n",
            None,
        );
        check("", "One.\n", "Two.\n", None);
        check("a\n", "a\nours\n", "a\ntheirs\n", None);
    }

    #[test]
    fn line_ends_come_back_as_ours() {
        check("a\n\nb\n", "A\r\n\r\nb\r\n", "a\n\nB\n", Some("A\r\n\r\nB\r\n"));
        check("a\r\n\r\nb\r\n", "A\n\nb\n", "a\r\n\r\nB\r\n", Some("A\n\nB\n"));
        check("a\n\nb", "A\n\nb", "a\n\nB", Some("A\n\nB"));
        check("a\n\nb\n", "A\n\nb", "a\n\nB\n", Some("A\n\nB"));
    }

    #[test]
    fn pictures_and_texts_with_markers_are_for_a_person() {
        check("a\0\nb\nc\n", "A\0\nb\nc\n", "a\0\nb\nC\n", None);
        let marker = "<".repeat(80);
        check("a\n\nb\n", &format!("{marker}\n\nb\n"), "a\n\nB\n", None);
    }

    /// Whatever one side changes, alone or together with an unrelated change, is in the result.
    #[test]
    fn no_word_of_a_clean_merge_is_lost() {
        let words: Vec<String> = (0..12).map(|n| format!("word{n}")).collect();
        for ours_at in 0..words.len() {
            for theirs_at in 0..words.len() {
                let text = |at: Option<usize>, new: &str| {
                    let mut words = words.clone();
                    if let Some(at) = at {
                        words[at] = new.to_owned();
                    }
                    format!("{}\n", words.join(" "))
                };
                let merged = merge(
                    text(None, "").as_bytes(),
                    text(Some(ours_at), "ours").as_bytes(),
                    text(Some(theirs_at), "theirs").as_bytes(),
                );
                match merged {
                    Merge::Clean(text) => {
                        let text = String::from_utf8(text).unwrap();
                        assert!(text.contains("ours") && text.contains("theirs"), "{text}");
                        assert_eq!(text.split(' ').count(), words.len());
                    }
                    Merge::Conflict => assert_eq!(ours_at, theirs_at),
                }
            }
        }
    }
}
