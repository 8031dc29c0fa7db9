//! Two texts made from one, stretch by stretch: what goes together, and what excludes each other.

use std::collections::HashMap;

use ::git2::{Config, MergeFileInput, MergeFileOptions, merge_file};

use super::paragraphs;

/// A stretch of two texts that were joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Both have it, or one of them and the other left it alone.
    Agreed(String),
    /// Each wrote something else: whole lines, each with its line end.
    Clash {
        /// What both started from.
        base: String,
        /// What the one wrote.
        ours: String,
        /// What the other wrote.
        theirs: String,
    },
}

/// How closely two changes may stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grain {
    /// Changes to one line exclude each other.
    Lines,
    /// Changes to different words of a line go together, where each side kept at least half of its words.
    Words,
}

/// Joins two texts made from one, all with LF. By words, a clash takes in the whole paragraph that it stands in.
pub fn weave(base: &str, ours: &str, theirs: &str, grain: Grain) -> Vec<Piece> {
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    let pieces = parts(base.as_bytes(), ours.as_bytes(), theirs.as_bytes(), grain).into_iter().map(|part| match part {
        Part::Agreed(bytes) => Piece::Agreed(text(bytes)),
        Part::Clash([base, ours, theirs]) => Piece::Clash { base: text(base), ours: text(ours), theirs: text(theirs) },
    });
    match grain {
        Grain::Lines => pieces.collect(),
        Grain::Words => paragraphs::whole(pieces.collect()),
    }
}

/// As [`Piece`], of any bytes: a clash has what both started from, ours and theirs.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    Agreed(Vec<u8>),
    Clash([Vec<u8>; 3]),
}

/// Longer than any marker line in a text, so that the markers of this merge are told from the text's own.
const MARKER: usize = 61;

/// A line end as a word: two characters that are neither a word nor a single one.
const NEWLINE: &[u8] = b"\\n";

/// A line that ends all three texts.
const END: &[u8] = b"(end)\n";

/// Joins texts whose lines all end with LF. What cannot be compared is one clash.
pub(super) fn parts(base: &[u8], ours: &[u8], theirs: &[u8], grain: Grain) -> Vec<Part> {
    let sides = [base, ours, theirs];
    if ours == theirs || theirs == base {
        return vec![Part::Agreed(ours.to_vec())];
    }
    if ours == base {
        return vec![Part::Agreed(theirs.to_vec())];
    }
    let whole = || vec![Part::Clash(sides.map(<[u8]>::to_vec))];
    if sides.iter().any(|text| is_binary(text) || has_marker(text)) {
        return whole();
    }
    // Without a line end at the end of each, a last line would differ from the same line before another.
    let ended = sides.map(|text| {
        let end: &[u8] = if text.is_empty() || text.ends_with(b"\n") { b"" } else { b"\n" };
        [text, end].concat()
    });
    let Some(mut found) = by_lines(&ended[0], &ended[1], &ended[2], grain) else { return whole() };
    if !ours.is_empty()
        && !ours.ends_with(b"\n")
        && let Some(last) = found.last_mut()
    {
        let sides = match last {
            Part::Agreed(text) => std::slice::from_mut(text),
            Part::Clash(sides) => sides.as_mut_slice(),
        };
        sides.iter_mut().filter(|text| text.ends_with(b"\n")).for_each(|text| text.truncate(text.len() - 1));
    }
    found
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

fn by_lines(base: &[u8], ours: &[u8], theirs: &[u8], grain: Grain) -> Option<Vec<Part>> {
    let (clean, text) = three_way(base, ours, theirs)?;
    if clean {
        return Some(vec![Part::Agreed(text)]);
    }
    let mut out = Vec::new();
    let mut lines = text.split_inclusive(|byte| *byte == b'\n');
    while let Some(line) = lines.next() {
        if !line.starts_with(&[b'<'; MARKER]) {
            agree(&mut out, line);
            continue;
        }
        let ours = until(&mut lines, b'|')?;
        let base = until(&mut lines, b'=')?;
        let theirs = until(&mut lines, b'>')?;
        match grain {
            Grain::Lines => out.push(Part::Clash([base, ours, theirs])),
            Grain::Words => closer(&mut out, base, ours, theirs),
        }
    }
    Some(out)
}

fn agree(out: &mut Vec<Part>, text: &[u8]) {
    match out.last_mut() {
        Some(Part::Agreed(before)) => before.extend_from_slice(text),
        _ => out.push(Part::Agreed(text.to_vec())),
    }
}

/// Lines that both changed, looked at more closely.
fn closer(out: &mut Vec<Part>, base: Vec<u8>, ours: Vec<u8>, theirs: Vec<u8>) {
    if let Some(text) = beside(&base, &ours, &theirs).or_else(|| by_words(&base, &ours, &theirs)) {
        agree(out, &text);
    } else {
        out.push(Part::Clash([base, ours, theirs]));
    }
}

/// Where one side left the lines as they were and only wrote others before or after them, whatever the other made of the
/// lines stands between.
fn beside(base: &[u8], ours: &[u8], theirs: &[u8]) -> Option<Vec<u8>> {
    let around = |side: &[u8]| -> Option<(Vec<u8>, Vec<u8>)> {
        let added = |text: &[u8]| text.iter().any(|byte| !byte.is_ascii_whitespace());
        let (before, after) = match (side.strip_prefix(base), side.strip_suffix(base)) {
            (Some(after), _) => (&[][..], after),
            (None, Some(before)) => (before, &[][..]),
            (None, None) => return None,
        };
        // A line end at least: what was added is lines of its own.
        let whole = (before.is_empty() || before.ends_with(b"\n")) && (added(before) || added(after));
        whole.then(|| (before.to_vec(), after.to_vec()))
    };
    if !base.iter().any(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii()) || ours.is_empty() || theirs.is_empty()
    {
        return None;
    }
    match (around(ours), around(theirs)) {
        (Some((before, after)), None) => Some([&before, theirs, &after].concat()),
        (None, Some((before, after))) => Some([&before, ours, &after].concat()),
        _ => None,
    }
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
