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
    /// The other day that the date may mean.
    pub(crate) or: Option<Date>,
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
    pub(crate) or: Option<Date>,
    pub(crate) author: Option<(String, Range<usize>)>,
}

const SEPARATORS: &[char] = &['|', '·', '•', '–', '—', '-', '/', ',', ':', '*', '_', '~', '`', '\u{a0}', '(', ')'];

/// Marks between the parts of a byline, each of which tells something of its own.
const PARTS: &[char] = &['|', '·', '•', '–', '—'];

/// Reads a line that holds nothing but a date, a name and separators; `None` for any other line.
pub(crate) fn line(text: &str) -> Option<Line<'_>> {
    if text.len() > 4 * LONGEST {
        return None;
    }
    let seen = marks::faded(text);
    if seen.split_whitespace().map(str::len).sum::<usize>() > LONGEST {
        return None;
    }
    let start = text.trim();
    let row = start.len() > 1 && start.starts_with('|') && start.ends_with('|');
    if start.is_empty() || row || start.starts_with(['>', '+']) || start.starts_with("- ") {
        return None;
    }
    // A byline may be typed as a small heading.
    let heading = text.len() - text.trim_start_matches(['#', ' ']).len();
    let heading = if text.trim_start().starts_with('#') { heading } else { 0 };
    let (_, style) = marks::between(&text[heading..]);
    let mut found = Line { style, ..Line::default() };
    let mut rest = [heading..seen.len(), seen.len()..seen.len()];
    if let Some(date) = dates::first_in(&seen[heading..]) {
        let end = heading + date.end_of_time(&seen[heading..]);
        let words = heading + date.range.start..heading + date.range.end;
        rest = [heading..words.start, end..seen.len()];
        found.or = date.or;
        found.date = Some((date.date, words));
    }
    for part in rest.into_iter().flat_map(|part| parts(&seen, part)) {
        let part = trimmed(&seen, part);
        let part = if found.date.is_some() { names::without_date_label(&seen, part) } else { part };
        let part = trimmed(&seen, part);
        if part.is_empty() || names::is_reading_time(&seen[part.clone()]) {
            continue;
        }
        if found.author.is_some() {
            return None;
        }
        let name = names::read(&seen, part)?;
        // Marks in the middle of a name could not be kept when it is changed.
        if seen[name.range.clone()] != text[name.range.clone()] {
            return None;
        }
        found.by = name.by;
        found.loose = name.loose;
        found.author = Some((text[name.range.clone()].to_owned(), name.range));
    }
    // A line of marks, or of a reading time alone, tells nothing but parts what does.
    Some(found)
}

/// The ranges between the marks that part a byline.
fn parts(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut from = range.start;
    for (at, mark) in text[range.clone()].match_indices(PARTS) {
        all.push(from..range.start + at);
        from = range.start + at + mark.len();
    }
    all.push(from..range.end);
    all
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
    // Where somebody is named as the author, a name of its own is something else, such as a title.
    let named = || rows.iter().any(|row| line(row.text).is_some_and(|line| line.by && line.author.is_some()));
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
                for at in waiting.take().filter(|_| marks == style && !named()).into_iter().flatten() {
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
        or: line.or,
        author: line.author.map(|(name, range)| (name, moved(range))),
    });
}

/// Whether this row is a name, and the row with words above or below it tells the date.
fn named_beside_date(rows: &[Row], at: usize) -> bool {
    let name = line(rows[at].text).is_some_and(|line| line.name_alone());
    let dated = |row: Option<&Row>| row.is_some_and(|row| line(row.text).is_some_and(|line| line.date.is_some()));
    name && (dated(rows[..at].iter().rev().find(|row| !row.blank()))
        || dated(rows[at + 1..].iter().find(|row| !row.blank())))
}

/// Runs of lines with words, without the title, pictures and other headings; the first other heading ends them.
fn paragraphs(rows: &[Row], title: &Range<usize>) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<usize>> = vec![Vec::new()];
    for (at, row) in rows.iter().enumerate() {
        let in_title = title.contains(&row.start);
        let heading = |row: &Row| row.text.trim_start().starts_with('#');
        let other_heading = !in_title && heading(row) && !tells(row.text) && !named_beside_date(rows, at);
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
