//! The title that a post's own text tells: its first heading, however it was typed.

use std::ops::Range;

use super::rows::Row;
use super::{byline, marks};
use crate::markdown;

/// A heading that is the post's title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heading {
    pub(crate) title: String,
    /// The words in the body, inside their marks.
    pub(crate) words: Range<usize>,
    /// Whole lines: the heading, its underline, and marks left over below it.
    pub(crate) lines: Range<usize>,
}

/// The first heading: of level 1, or of any level where no prose stands before it.
pub(crate) fn find(rows: &[Row]) -> Option<Heading> {
    let mut prose = false;
    let mut at = 0;
    while let Some(row) = rows.get(at) {
        let first = rows[..at].iter().all(Row::blank);
        if let Some((level, words)) = atx(row, first).or_else(|| html(row))
            && (level == 1 || !prose && !byline::tells(row.text))
        {
            if let Some(heading) = heading(rows, at, at, words) {
                return Some(heading);
            }
        } else if let Some(level) = underlined(row, rows.get(at + 1))
            && (level == 1 || !prose)
        {
            let words = row.start..row.start + row.text.len();
            if let Some(heading) = heading(rows, at, at + 1, words) {
                return Some(heading);
            }
        } else if !row.blank() && !row.aside() && !row.debris() && byline::line(row.text).is_none() {
            prose = true;
        }
        at += 1;
    }
    None
}

fn heading(rows: &[Row], first: usize, last: usize, words: Range<usize>) -> Option<Heading> {
    let row = rows.get(first)?;
    let raw = &row.text[words.start - row.start..words.end - row.start];
    let core = marks::inside(raw);
    let title = read(raw);
    if title.is_empty() {
        return None;
    }
    let left_over = rows.get(last + 1).filter(|row| row.debris());
    let end = left_over.or(rows.get(last))?.next;
    Some(Heading { title, words: words.start + core.start..words.start + core.end, lines: row.start..end })
}

/// The words of a heading's text as a reader sees them, without stray marks.
pub(crate) fn read(raw: &str) -> String {
    let seen = markdown::inline_text(raw);
    let words = seen.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '`'));
    // Marks at one end only may belong to the words, as in `C*`, unless they were stray at the start as well.
    let words = if seen.trim().starts_with(['*', '_', '`']) || marks::inside(raw.trim()).len() < raw.trim().len() {
        words
    } else {
        seen.trim()
    };
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `# Words`, also after stray spaces, and `#Words` in the first line.
fn atx(row: &Row, first: bool) -> Option<(usize, Range<usize>)> {
    let lead = row.text.len() - row.text.trim_start().len();
    if lead > 3 && !first {
        return None;
    }
    let rest = &row.text[lead..];
    let level = rest.len() - rest.trim_start_matches('#').len();
    let words = &rest[level..];
    let tight = first && words.starts_with(char::is_uppercase) && !words.contains('#');
    if !(1..=6).contains(&level) || !(words.is_empty() || words.starts_with([' ', '\t']) || tight) {
        return None;
    }
    let from = row.start + lead + level;
    let end = words.trim_end();
    // A closing run of `#` belongs to the marks when a space stands before it.
    let open = end.trim_end_matches('#');
    let end =
        if open.len() < end.len() && (open.is_empty() || open.ends_with([' ', '\t'])) { open.trim_end() } else { end };
    Some((level, from..from + end.len()))
}

/// `<h1>Words</h1>` in one line.
fn html(row: &Row) -> Option<(usize, Range<usize>)> {
    let lower = row.text.to_ascii_lowercase();
    let start = lower.len() - lower.trim_start().len();
    if !(lower[start..].starts_with("<h1>") || lower[start..].starts_with("<h1 ")) {
        return None;
    }
    let open = start + lower[start..].find('>')? + 1;
    let close = lower.rfind("</h1>")?;
    (open <= close && lower[close + 5..].trim().is_empty()).then_some((1, row.start + open..row.start + close))
}

fn underlined(row: &Row, below: Option<&Row>) -> Option<usize> {
    let words = row.text.trim();
    let below = below?.text.trim();
    let level = match below.chars().next()? {
        '=' => 1,
        '-' if below.len() >= 2 => 2,
        _ => return None,
    };
    let mark = if level == 1 { '=' } else { '-' };
    let words_fit = !words.is_empty()
        && !words.starts_with(['#', '>', '-', '+', '|'])
        && !words.starts_with("* ")
        && !row.aside()
        && !row.debris()
        && byline::line(words).is_none();
    (words_fit && below.chars().all(|c| c == mark)).then_some(level)
}
