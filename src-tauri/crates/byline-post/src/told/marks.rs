//! Emphasis, code marks, tags and links around words.

use std::ops::Range;

const PAIRS: [&str; 6] = ["**", "__", "~~", "*", "_", "`"];

/// The words inside marks that stand at both ends: `**a**`, `` ` a ` ``, `<b>a</b>`, `[a](b)`.
pub(crate) fn inside(raw: &str) -> Range<usize> {
    let mut range = 0..raw.len();
    loop {
        let words = &raw[range.clone()];
        let lead = words.len() - words.trim_start().len();
        range = range.start + lead..range.start + lead + words.trim().len();
        let words = &raw[range.clone()];
        let Some((left, right)) = pair(words) else {
            return range;
        };
        range = range.start + left..range.end - right;
    }
}

/// The lengths of the marks at both ends.
fn pair(words: &str) -> Option<(usize, usize)> {
    let mark = PAIRS.iter().find(|mark| {
        words.len() > 2 * mark.len()
            && words.starts_with(**mark)
            && words.ends_with(**mark)
            && !words[mark.len()..words.len() - mark.len()].trim().is_empty()
            // `**a** and **b**`: two pairs, not one around all.
            && !words[mark.len()..words.len() - mark.len()].contains(**mark)
    });
    if let Some(mark) = mark {
        return Some((mark.len(), mark.len()));
    }
    if words.starts_with('<') && words.ends_with('>') {
        let open = words.find('>')? + 1;
        let close = words.rfind("</")?;
        return (open < close).then_some((open, words.len() - close));
    }
    if words.starts_with('[') && words.ends_with(')') && words.matches("](").count() == 1 {
        let close = words.find("](")?;
        return (close > 1).then_some((1, words.len() - close));
    }
    None
}

/// The words without emphasis marks, tags and line-break marks at either end, paired or not, and the marks before them.
pub(crate) fn between(raw: &str) -> (Range<usize>, &str) {
    let stray = |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '`' | '~' | '\\' | '\u{a0}');
    let mut range = 0..raw.len();
    loop {
        let words = &raw[range.clone()];
        let left = words.len() - words.trim_start_matches(stray).len();
        let right = words[left..].len() - words[left..].trim_end_matches(stray).len();
        let mut next = range.start + left..range.end - right;
        let words = &raw[next.clone()];
        if words.starts_with('<')
            && let Some(end) = words.find('>')
        {
            next.start += end + 1;
        }
        let words = &raw[next.clone()];
        if words.ends_with('>')
            && let Some(at) = words.rfind('<')
        {
            next.end = next.start + at;
        }
        if next == range {
            return (range.clone(), raw[..range.start].trim());
        }
        range = next;
    }
}

/// The same words with every mark, tag, entity and link target as spaces: each byte keeps its place.
pub(crate) fn faded(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '<' if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') => near(rest, '>'),
            '&' => near(rest, ';').filter(|length| (4..=9).contains(length)),
            ']' if rest.starts_with("](") => near(rest, ')'),
            '*' | '_' | '`' | '[' | ']' | '\\' => Some(1),
            _ => None,
        };
        if let Some(length) = length {
            // `&middot;` parts two words as the sign itself does.
            let part = matches!(&rest[..length], "&middot;" | "&bull;" | "&ndash;" | "&mdash;");
            out.push(if part { '|' } else { ' ' });
            out.extend(std::iter::repeat_n(' ', length - 1));
            rest = &rest[length..];
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    out
}

/// The length up to this mark, if it is near: looking far for each of many marks would take long.
fn near(rest: &str, mark: char) -> Option<usize> {
    rest.char_indices().take(300).find(|(_, c)| *c == mark).map(|(at, _)| at + 1)
}
