//! What a post tells about itself, from its front matter, its own text and its file's name.

mod byline;
mod calendar;
pub(crate) mod dates;
mod fields;
mod file_name;
pub(crate) mod marks;
mod names;
mod rows;
mod time_of_day;
mod title;
mod unreadable;

use std::ops::Range;

use jiff::civil::Date;

use crate::details::{DetailName, Details, FrontMatterProblem, Source, Span, Told as Detail};
use crate::front::Field;

pub(crate) use fields::date_path;
pub(crate) use rows::TOP_LINES;

/// Where the text tells details: byte ranges of the body.
#[derive(Debug, Clone, Default)]
pub(crate) struct Told {
    pub(crate) spans: Vec<Span>,
    pub(crate) title: Option<Range<usize>>,
    pub(crate) date: Option<Range<usize>>,
    pub(crate) author: Option<Range<usize>>,
}

/// Puts the details together: the front matter first, then the text, then the file's name. Of front matter that cannot be
/// read, `front` are the words.
pub(crate) fn details(
    read: Option<Result<Vec<Field>, FrontMatterProblem>>,
    front: &str,
    body: &str,
    file_name: &str,
) -> (Details, Told) {
    let (fields, problem) = match read {
        Some(Ok(fields)) => (fields, None),
        Some(Err(problem)) => (Vec::new(), Some(problem)),
        None => (Vec::new(), None),
    };
    let mut details = fields::details(&fields, file_name);
    if problem.is_some() {
        unreadable::guess(front, &mut details, file_name);
    }
    details.problem = problem;
    let told = from_text(&mut details, body, file_name);
    if details.title.is_none() {
        details.title = file_name::title(file_name).map(|value| Detail { value, source: Source::FileName });
    }
    if details.date.is_none() {
        details.date = file_name::date(file_name).map(|value| Detail { value, source: Source::FileName });
    }
    (details, told)
}

/// Fills what the front matter left open and says where the text told it.
fn from_text(details: &mut Details, body: &str, file_name: &str) -> Told {
    let mut told = Told::default();
    let open = (details.title.is_none(), details.date.is_none(), details.author.is_none());
    if open == (false, false, false) {
        return told;
    }
    let rows = rows::top(body);
    let heading = title::find(&rows);
    let heading_lines = heading.as_ref().map_or(0..0, |heading| heading.lines.clone());
    if let Some(heading) = heading.filter(|_| open.0) {
        details.title = Some(Detail { value: heading.title, source: Source::Text });
        told.title = Some(heading.words);
        told.spans.push(Span { from: heading.lines.start, to: heading.lines.end, detail: DetailName::Title });
    }
    let found = byline::find(&rows, &heading_lines);
    let mut last = None;
    for line in found {
        // Where the front matter tells one of them, the line says something of its own.
        if (line.date.is_some() && !open.1) || (line.author.is_some() && !open.2) {
            continue;
        }
        let detail = match (&line.date, &line.author) {
            (Some((_, date)), Some((_, author))) if author.start < date.start => DetailName::Author,
            (Some(_), _) => DetailName::Date,
            (None, Some(_)) => DetailName::Author,
            // A separator goes with the line before it.
            (None, None) => last.unwrap_or(DetailName::Date),
        };
        last = Some(detail);
        if let Some((value, range)) = line.date {
            details.date = Some(settled(value, line.or, file_name, Source::Text));
            told.date = Some(range);
        }
        if let Some((value, range)) = line.author {
            details.author = Some(Detail { value, source: Source::Text });
            told.author = Some(range);
        }
        let lines = rows[line.row].whole();
        told.spans.push(Span { from: lines.start, to: lines.end, detail });
    }
    told.spans.sort_by_key(|span| span.from);
    told.spans = joined(told.spans);
    told
}

/// A date with its source. Of two days that the same numbers may mean, the file's name decides; without it, it is a
/// guess, with the day first as most of the world has it.
fn settled(date: Date, or: Option<Date>, file_name: &str, source: Source) -> Detail<Date> {
    match (or, file_name::date(file_name)) {
        (None, _) => Detail { value: date, source },
        (Some(other), Some(named)) if named == other => Detail { value: other, source },
        (Some(_), Some(named)) if named == date => Detail { value: date, source },
        (Some(_), _) => Detail { value: date, source: Source::Unsure },
    }
}

/// Neighbouring lines of one detail as one span.
fn joined(spans: Vec<Span>) -> Vec<Span> {
    let mut all: Vec<Span> = Vec::new();
    for span in spans {
        match all.last_mut() {
            Some(last) if last.to == span.from && last.detail == span.detail => last.to = span.to,
            _ => all.push(span),
        }
    }
    all
}

#[cfg(test)]
mod tests;
