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

/// The first heading: of level 1, or of any level where no prose stands before it; without one, a line at the start
/// that was made to look like one.
pub(crate) fn find(rows: &[Row]) -> Option<Heading> {
    let mut prose = false;
    let mut at = 0;
    while let Some(row) = rows.get(at) {
        let first = rows[..at].iter().all(Row::blank);
        let dated = || byline::tells(row.text) && rows[at + 1..].iter().any(|row| atx(row, false).is_some());
        if let Some((level, words)) = atx(row, first).or_else(|| html(row))
            && ((level == 1 && !dated()) || !prose && !byline::tells(row.text))
        {
            if let Some(heading) = heading(rows, at, at, words) {
                return Some(heading);
            }
        } else if let Some((last, words)) = html_over_lines(rows, at).filter(|_| !prose) {
            if let Some(heading) = heading(rows, at, last, words) {
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
    made_to_look_like_one(rows)
}

/// The longest line that is taken for a heading by its looks, in words.
const LOOKS: usize = 14;

/// The first line with words, alone in bold letters, big or in the middle: how a heading is made by who knows no better.
fn made_to_look_like_one(rows: &[Row]) -> Option<Heading> {
    let at = rows.iter().position(|row| !row.blank() && !row.aside() && !row.debris() && !byline::tells(row.text))?;
    let row = rows.get(at)?;
    let alone = rows.get(at + 1).is_none_or(|below| below.blank() || byline::tells(below.text));
    let text = row.text.trim();
    let lower = text.to_ascii_lowercase();
    let big = lower.ends_with('>') && ["<center", "<big", "<font", "<p align"].iter().any(|tag| lower.starts_with(tag));
    let bold = (text.starts_with("**") && text.ends_with("**"))
        || (text.starts_with("__") && text.ends_with("__"))
        || (lower.ends_with('>')
            && ["b>", "strong>", "u>"].iter().any(|tag| {
                lower.strip_prefix('<').is_some_and(|rest| rest.starts_with(tag))
                    && lower.matches(&format!("</{tag}")).count() == 1
            }));
    let words = words_of(row);
    let shown = row.text.get(words.start - row.start..words.end - row.start)?;
    let whole = marks::inside(text).len() < text.len() && !shown.contains("**");
    let sentence = shown.ends_with(['.', ',', ':', ';']) || shown.split_whitespace().count() > LOOKS;
    // Two words in bold may be the author's name.
    let name = bold && byline::line(row.text).is_some();
    (alone && whole && (big || bold) && !sentence && !name).then(|| heading(rows, at, at, words)).flatten()
}

/// The words of a line, without the tags and marks at both ends.
fn words_of(row: &Row) -> Range<usize> {
    let seen = marks::faded(row.text);
    let lead = seen.len() - seen.trim_start().len();
    row.start + lead..row.start + lead + seen.trim().len()
}

/// `<h1>`, a line of words and `</h1>`, each on its own line: the last of them, and the words.
fn html_over_lines(rows: &[Row], at: usize) -> Option<(usize, Range<usize>)> {
    let open = rows.get(at)?.text.trim().to_ascii_lowercase();
    let level = open.strip_prefix("<h").filter(|rest| rest.starts_with(['1', '2']) && rest.ends_with('>'))?;
    let close = format!("</h{}>", &level[..1]);
    let words = rows.get(at + 1).filter(|row| !row.blank() && !row.aside())?;
    let ends = rows.get(at + 2)?.text.trim().eq_ignore_ascii_case(&close);
    (open.matches('<').count() == 1 && ends).then(|| (at + 2, words_of(words)))
}

fn heading(rows: &[Row], first: usize, last: usize, words: Range<usize>) -> Option<Heading> {
    let row = rows.get(first)?;
    let own = rows.get(first..=last)?.iter().find(|row| row.whole().contains(&words.start)).unwrap_or(row);
    let raw = own.text.get(words.start - own.start..words.end - own.start)?;
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

/// `# Words`, also after stray spaces or inside marks, and `#Words` in the first line.
fn atx(row: &Row, first: bool) -> Option<(usize, Range<usize>)> {
    let core = marks::inside(row.text);
    let core = if row.text[core.clone()].starts_with('#') { core } else { 0..row.text.len() };
    let text = &row.text[..core.end];
    let lead = core.start + text[core.start..].len() - text[core.start..].trim_start().len();
    if lead - core.start > 3 && !first {
        return None;
    }
    let rest = &text[lead..];
    let level = rest.len() - rest.trim_start_matches('#').len();
    let words = &rest[level..];
    let tight = first && words.starts_with(char::is_uppercase) && !words.contains('#');
    if !(1..=6).contains(&level) || !(words.is_empty() || words.starts_with([' ', '\t', '\u{a0}']) || tight) {
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

/// `<h1>Words</h1>` in one line, also inside other tags.
fn html(row: &Row) -> Option<(usize, Range<usize>)> {
    let lower = row.text.trim().to_ascii_lowercase();
    if !lower.starts_with('<') || !lower.ends_with('>') {
        return None;
    }
    let level = (1..=3).find(|level| {
        let open = lower.find(&format!("<h{level}"));
        let after = open.and_then(|at| lower.as_bytes().get(at + 3));
        matches!(after, Some(b'>' | b' ')) && lower.matches(&format!("</h{level}>")).count() == 1
    })?;
    // Nothing but tags before the heading and after it.
    let open = lower.find(&format!("<h{level}"))?;
    let close = lower.find(&format!("</h{level}>"))?;
    let apart = marks::faded(&lower[..open]).trim().is_empty() && marks::faded(&lower[close..]).trim().is_empty();
    apart.then(|| (level, words_of(row)))
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
