//! The lines in which a post's own text tells its date and author.

use std::ops::Range;

use jiff::civil::Date;

use super::rows::Row;
use super::{dates, marks, names};

/// The longest line that may be a byline, in bytes.
const LONGEST: usize = 120;
/// The longest line that may stand between the title and the byline.
const STANDFIRST: usize = 160;

/// What one line tells.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line<'a> {
    /// The date and the range of its words in the line.
    pub(crate) date: Option<(Date, Range<usize>)>,
    /// The author and the range of the name in the line.
    pub(crate) author: Option<(String, Range<usize>)>,
    /// Whether the name stands after `by`.
    pub(crate) by: bool,
    /// Whether the name is only believed beside a date.
    loose: bool,
    /// The marks before the words.
    style: &'a str,
}

impl Line<'_> {
    fn name_alone(&self) -> bool {
        self.author.is_some() && self.date.is_none() && !self.by
    }
}

/// A byline of the body: its row and what it tells.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) row: usize,
    /// With ranges in the body.
    pub(crate) date: Option<(Date, Range<usize>)>,
    pub(crate) author: Option<(String, Range<usize>)>,
}

const SEPARATORS: &[char] = &['|', '·', '•', '–', '—', '-', '/', ',', ':', '*', '_', '~', '`', '\u{a0}', '(', ')'];

/// Reads a line that holds nothing but a date, a name and separators; `None` for any other line.
pub(crate) fn line(text: &str) -> Option<Line<'_>> {
    if text.len() > LONGEST || text.trim().is_empty() {
        return None;
    }
    // A byline may be typed as a small heading.
    let heading = text.len() - text.trim_start_matches(['#', ' ']).len();
    let heading = if text.trim_start().starts_with("##") { heading } else { 0 };
    let (core, style) = marks::between(&text[heading..]);
    let core = core.start + heading..core.end + heading;
    let mut found = Line { style, ..Line::default() };
    let mut rest = vec![core.clone()];
    if let Some(date) = dates::first_in(&text[core.clone()]) {
        let words = core.start + date.range.start..core.start + date.range.end;
        rest = vec![core.start..words.start, words.end..core.end];
        found.date = Some((date.date, words));
    }
    for part in rest {
        let part = trimmed(text, part);
        let part = if found.date.is_some() { names::without_date_label(text, part) } else { part };
        let part = trimmed(text, part);
        if part.is_empty() {
            continue;
        }
        if found.author.is_some() {
            return None;
        }
        let name = names::read(text, part)?;
        found.by = name.by;
        found.loose = name.loose;
        found.author = Some((text[name.range.clone()].to_owned(), name.range));
    }
    Some(found)
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let stray = |c: char| c.is_whitespace() || SEPARATORS.contains(&c);
    let left = words.len() - words.trim_start_matches(stray).len();
    let right = words[left..].len() - words[left..].trim_end_matches(stray).len();
    range.start + left..range.end - right
}

/// Whether a line tells a date, or an author after `by`.
pub(crate) fn tells(text: &str) -> bool {
    line(text).is_some_and(|line| line.date.is_some() || (line.by && !line.loose))
}

/// The rows that are bylines. `title` are the rows of the heading that is the title.
pub(crate) fn find(rows: &[Row], title: &Range<usize>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut waiting: Option<Vec<usize>> = None;
    let mut style = "";
    let mut standfirst = false;
    for paragraph in paragraphs(rows, title) {
        let mut lines: Vec<Option<Line>> = paragraph.iter().map(|at| line(rows[*at].text)).collect();
        let dated = lines.iter().flatten().any(|line| line.date.is_some());
        for told in &mut lines {
            *told = told.take().filter(|line| dated || !line.loose);
        }
        let by = lines.iter().flatten().any(|line| line.by);
        let told = lines.iter().flatten().any(|line| line.date.is_some() || line.author.is_some());
        let marks = lines.iter().flatten().map(|line| line.style).next().unwrap_or_default();
        if told && lines.iter().all(Option::is_some) {
            if dated || by {
                // A name of its own just above the date is the author's when it looks the same.
                for at in waiting.take().filter(|_| marks == style).into_iter().flatten() {
                    keep(&mut found, rows, at);
                }
            } else if found.is_empty() || marks != style {
                waiting = Some(paragraph);
                style = marks;
                continue;
            }
            style = marks;
            for at in paragraph {
                keep(&mut found, rows, at);
            }
        } else {
            // A byline and the text below it without a blank line between: the byline must be emphasised whole.
            let own = paragraph
                .iter()
                .zip(&lines)
                .take_while(|(at, line)| {
                    let whole = marks::inside(rows[**at].text) != (0..rows[**at].text.trim().len());
                    line.as_ref().is_some_and(|line| whole && !line.name_alone())
                })
                .map(|(at, _)| *at)
                .collect::<Vec<_>>();
            for at in &own {
                keep(&mut found, rows, *at);
            }
            let short = paragraph.len() == 1 && rows[paragraph[0]].text.len() <= STANDFIRST;
            if !own.is_empty() || !short || standfirst || waiting.is_some() {
                break;
            }
            standfirst = true;
        }
    }
    found
}

fn keep(found: &mut Vec<Found>, rows: &[Row], at: usize) {
    let Some(line) = line(rows[at].text) else {
        return;
    };
    let told = |name: fn(&Found) -> bool| found.iter().any(name);
    let date_again = line.date.is_some() && told(|found| found.date.is_some());
    let author_again = line.author.is_some() && told(|found| found.author.is_some());
    if date_again || author_again {
        return;
    }
    let moved = |range: Range<usize>| rows[at].start + range.start..rows[at].start + range.end;
    found.push(Found {
        row: at,
        date: line.date.map(|(date, range)| (date, moved(range))),
        author: line.author.map(|(name, range)| (name, moved(range))),
    });
}

/// Runs of lines with words, without the title, pictures and other headings; the first other heading ends them.
fn paragraphs(rows: &[Row], title: &Range<usize>) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<usize>> = vec![Vec::new()];
    for (at, row) in rows.iter().enumerate() {
        let in_title = title.contains(&row.start);
        let other_heading = !in_title && row.text.trim_start().starts_with('#') && !tells(row.text);
        if other_heading {
            break;
        }
        if in_title || row.blank() || (row.aside() && !row.debris()) {
            all.push(Vec::new());
        } else if let Some(last) = all.last_mut() {
            last.push(at);
        }
    }
    all.retain(|paragraph| !paragraph.is_empty());
    all
}
