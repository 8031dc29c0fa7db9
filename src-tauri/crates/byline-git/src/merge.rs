//! Joining two people's changes to one text: by lines, and where both changed the same lines, by words.

use std::collections::HashMap;

use ::git2::{Config, MergeFileInput, MergeFileOptions, merge_file};

/// The result of [`merge`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Merge {
    /// Both changes are in these bytes.
    Clean(Vec<u8>),
    /// The changes exclude each other; a person must choose.
    Conflict,
}

/// Longer than any marker line in a text, so that the markers of this merge are told from the text's own.
const MARKER: usize = 61;

/// A line end as a word: two characters that are neither a word nor a single one.
const NEWLINE: &[u8] = b"\\n";

/// A line that ends all three texts.
const END: &[u8] = b"(end)\n";

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
    if [base, ours, theirs].iter().any(|text| is_binary(text) || has_marker(text)) {
        return Merge::Conflict;
    }
    let style = Style::of(ours);
    let sides = [base, ours, theirs].map(normal);
    let merged = by_lines(&sides[0], &sides[1], &sides[2]);
    merged.map_or(Merge::Conflict, |text| Merge::Clean(style.restore(text)))
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

/// Wider than libgit2's own test (`git_str_is_binary`): for what it takes for binary, it returns a null pointer.
fn is_binary(text: &[u8]) -> bool {
    let wide = text.starts_with(&[0xfe, 0xff]) || text.starts_with(&[0xff, 0xfe]);
    let odd = |byte: &u8| matches!(byte, 0..=7 | 11 | 14..=26 | 28..=31 | 127);
    wide || text.iter().any(odd)
}

fn has_marker(text: &[u8]) -> bool {
    text.split(|byte| *byte == b'\n').any(|line| {
        line.len() >= MARKER && line.first().is_some_and(|first| line[..MARKER].iter().all(|byte| byte == first))
    })
}

fn by_lines(base: &[u8], ours: &[u8], theirs: &[u8]) -> Option<Vec<u8>> {
    let (clean, text) = three_way(base, ours, theirs)?;
    if clean {
        return Some(text);
    }
    let mut out = Vec::with_capacity(text.len());
    let mut lines = text.split_inclusive(|byte| *byte == b'\n');
    while let Some(line) = lines.next() {
        if !line.starts_with(&[b'<'; MARKER]) {
            out.extend_from_slice(line);
            continue;
        }
        let ours = until(&mut lines, b'|')?;
        let base = until(&mut lines, b'=')?;
        let theirs = until(&mut lines, b'>')?;
        out.extend(by_words(&base, &ours, &theirs)?);
    }
    Some(out)
}

fn until<'a>(lines: &mut impl Iterator<Item = &'a [u8]>, marker: u8) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    for line in lines {
        if line.starts_with(&[marker; MARKER]) {
            return Some(out);
        }
        out.extend_from_slice(line);
    }
    None
}

fn by_words(base: &[u8], ours: &[u8], theirs: &[u8]) -> Option<Vec<u8>> {
    let [base, ours, theirs] = [base, ours, theirs].map(|text| std::str::from_utf8(text).ok());
    let (base, ours, theirs) = (base?, ours?, theirs?);
    if !kept_half(base, ours) || !kept_half(base, theirs) {
        return None;
    }
    let [base, ours, theirs] = [base, ours, theirs].map(one_word_a_line);
    let (clean, text) = three_way(&base, &ours, &theirs)?;
    clean.then(|| words_joined(&text))
}

/// Whether at least half of the words of `base` are left in `side`. Never so for a `base` without words.
fn kept_half(base: &str, side: &str) -> bool {
    fn words(text: &str) -> impl Iterator<Item = &str> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
    }
    let mut left: HashMap<&str, usize> = HashMap::new();
    for word in words(side) {
        *left.entry(word).or_default() += 1;
    }
    let kept = words(base).filter(|word| match left.get_mut(word) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    });
    let (kept, total) = (kept.count(), words(base).count());
    total > 0 && kept * 2 >= total
}

/// Words, and everything between them character by character, each on a line of its own; a line end is written
/// as [`NEWLINE`].
fn one_word_a_line(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() * 2);
    let mut in_word = false;
    for c in text.chars() {
        let part_of_word = c.is_alphanumeric();
        if !(out.is_empty() || (in_word && part_of_word)) {
            out.push(b'\n');
        }
        if c == '\n' {
            out.extend_from_slice(NEWLINE);
        } else {
            out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        }
        in_word = part_of_word;
    }
    if !out.is_empty() {
        out.push(b'\n');
    }
    out
}

fn words_joined(lines: &[u8]) -> Vec<u8> {
    let word = |line: &[u8]| {
        if line == NEWLINE { b"\n".to_vec() } else { line.to_vec() }
    };
    lines.split(|byte| *byte == b'\n').flat_map(word).collect()
}

/// One pass of git's three-way merge: whether it was clean, and the text with markers where it was not.
fn three_way(base: &[u8], ours: &[u8], theirs: &[u8]) -> Option<(bool, Vec<u8>)> {
    // The merge does not initialise the library; making a configuration does.
    let _initialised = Config::new().ok()?;
    let mut options = MergeFileOptions::new();
    options.style_diff3(true).marker_size(u16::try_from(MARKER).ok()?);
    // An empty result would be a null pointer that git2 makes a slice of: a last line keeps it from being empty.
    let ended = [base, ours, theirs].map(|text| [text, END].concat());
    let [base, ours, theirs] = ended.each_ref().map(|text| {
        let mut input = MergeFileInput::new();
        input.content(text);
        input
    });
    let result = merge_file(&base, &ours, &theirs, Some(&mut options)).ok()?;
    let text = result.content().strip_suffix(END)?.to_vec();
    Some((result.is_automergeable(), text))
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
