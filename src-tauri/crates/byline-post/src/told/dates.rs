//! Dates as people write them: found in text, and rewritten in the same form.

use std::ops::Range;

use jiff::civil::Date;

use super::calendar::{self, Language, Name};
use super::time_of_day;

/// A date in a text.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) date: Date,
    /// From the first to the last word of it, a weekday before it included.
    pub(crate) range: Range<usize>,
    /// The same words with day and month the other way round, where nothing says which is meant: `03/04/2024`.
    pub(crate) or: Option<Date>,
    parts: Vec<(Range<usize>, Part)>,
}

#[derive(Debug, Clone, Copy)]
enum Part {
    Day { padded: bool },
    Ordinal(Language),
    Month { padded: bool },
    MonthName(Name),
    Year,
    Weekday(Name),
}

#[derive(Debug, Clone)]
struct Token {
    range: Range<usize>,
    number: Option<i16>,
}

impl Token {
    fn digits(&self) -> usize {
        if self.number.is_some() { self.range.len() } else { 0 }
    }
}

/// The first date in the text.
pub(crate) fn first_in(text: &str) -> Option<Found> {
    let tokens = tokens(text);
    // Every form has a year of four digits; most lines have none, and looking for names of months is dear.
    if !tokens.iter().any(|token| token.digits() == 4) {
        return None;
    }
    (0..tokens.len()).find_map(|at| {
        let found = numeric(text, &tokens, at)
            .or_else(|| month_first(text, &tokens, at))
            .or_else(|| day_first(text, &tokens, at))
            .or_else(|| year_first(text, &tokens, at));
        found.map(|found| with_weekday(text, &tokens[..at], found))
    })
}

impl Found {
    /// `text`, in which this was found, with another date in the same form; as `2024-04-03` where that form would not
    /// say which day it is.
    pub(crate) fn rewrite(&self, text: &str, date: Date) -> String {
        let same_form = self.in_form(text, date);
        let read = first_in(&same_form);
        if read.is_some_and(|found| found.date == date && found.or.is_none()) {
            return same_form;
        }
        format!("{}{date}{}", &text[..self.range.start], &text[self.range.end..])
    }

    /// Settles which number is the month by the weekday beside them.
    fn settle(&mut self, weekday: Name) {
        let fits = |date: Date| usize::try_from(date.weekday().to_monday_zero_offset()) == Ok(weekday.index);
        match self.or {
            Some(_) if fits(self.date) => self.or = None,
            Some(other) if fits(other) => self.swap(other),
            _ => {}
        }
    }

    /// Takes the other reading.
    pub(crate) fn swap(&mut self, other: Date) {
        (self.date, self.or) = (other, None);
        for (_, part) in &mut self.parts {
            *part = match *part {
                Part::Day { padded } => Part::Month { padded },
                Part::Month { padded } => Part::Day { padded },
                part => part,
            };
        }
    }

    /// Where the time of day after the date ends: `, 14:30 Uhr`, ` at 10:15 AM`, `T10:15:00Z`.
    pub(crate) fn end_of_time(&self, text: &str) -> usize {
        time_of_day::end(text, self.range.end).unwrap_or(self.range.end)
    }

    fn in_form(&self, text: &str, date: Date) -> String {
        let mut out = text.to_owned();
        let mut parts = self.parts.clone();
        parts.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
        for (range, part) in parts {
            let old = text[range.clone()].to_owned();
            out.replace_range(range, &part.written(&old, date));
        }
        out
    }
}

impl Part {
    fn written(self, old: &str, date: Date) -> String {
        let number = |value: i8, padded| {
            if padded { format!("{value:02}") } else { value.to_string() }
        };
        match self {
            Self::Day { padded } => number(date.day(), padded),
            Self::Month { padded } => number(date.month(), padded),
            Self::Year => format!("{:04}", date.year()),
            Self::MonthName(name) => {
                calendar::month_like(name, old, usize::try_from(date.month() - 1).unwrap_or_default())
            }
            Self::Weekday(name) => {
                let day = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or_default();
                calendar::weekday_like(name, old, day)
            }
            Self::Ordinal(Language::English) => {
                let suffix = match (date.day() % 10, date.day() / 10) {
                    (1, 0 | 2 | 3) => "st",
                    (2, 0 | 2) => "nd",
                    (3, 0 | 2) => "rd",
                    _ => "th",
                };
                if old.starts_with(char::is_uppercase) { suffix.to_uppercase() } else { suffix.to_owned() }
            }
            Self::Ordinal(Language::French) => if date.day() == 1 { "er" } else { "" }.to_owned(),
            Self::Ordinal(_) => old.to_owned(),
        }
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let kind = |c: char| {
        if c.is_ascii_digit() { 1 } else { u8::from(c.is_alphabetic()) * 2 }
    };
    let mut found: Vec<Token> = Vec::new();
    let mut last = 0;
    for (at, c) in text.char_indices() {
        let next = kind(c);
        let end = at + c.len_utf8();
        match found.last_mut() {
            Some(token) if next != 0 && next == last => token.range.end = end,
            _ if next != 0 => found.push(Token { range: at..end, number: None }),
            _ => {}
        }
        last = next;
    }
    for token in &mut found {
        token.number = text[token.range.clone()].parse().ok();
    }
    found
}

fn gap<'a>(text: &'a str, tokens: &[Token], at: usize) -> Option<&'a str> {
    Some(&text[tokens.get(at)?.range.end..tokens.get(at + 1)?.range.start])
}

fn made(year: i16, month: i16, day: i16, parts: Vec<(Range<usize>, Part)>) -> Option<Found> {
    if !(1500..=2999).contains(&year) {
        return None;
    }
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    let from = parts.iter().map(|(range, _)| range.start).min()?;
    let to = parts.iter().map(|(range, _)| range.end).max()?;
    Some(Found { date, range: from..to, or: None, parts })
}

/// `2017-08-24`, `24.08.2017`, `24/08/2017`; `08/24/2017` where the second number can only be a day.
fn numeric(text: &str, tokens: &[Token], at: usize) -> Option<Found> {
    let [a, b, c] = tokens.get(at..at + 3)? else {
        return None;
    };
    let (left, right) = (gap(text, tokens, at)?, gap(text, tokens, at + 1)?);
    let mark = left.trim_end();
    if mark != right.trim_end() || !matches!(mark, "-" | "/" | ".") || (mark != "." && left.len() + right.len() != 2) {
        return None;
    }
    // A part of a longer number such as a telephone number or a version.
    let before = text[..a.range.start].chars().next_back();
    if before.is_some_and(|c| matches!(c, '-' | '/' | '.') || c.is_alphanumeric()) {
        return None;
    }
    let (first, second, third) = (a.number?, b.number?, c.number?);
    let padded = if a.digits() == 4 { b.digits() == 2 && c.digits() == 2 } else { a.digits() == 2 && b.digits() == 2 };
    if b.digits() > 2 {
        return None;
    }
    let day = |token: &Token| (token.range.clone(), Part::Day { padded });
    let month = |token: &Token| (token.range.clone(), Part::Month { padded });
    let year = |token: &Token| (token.range.clone(), Part::Year);
    if a.digits() == 4 && c.digits() <= 2 {
        return made(first, second, third, vec![year(a), month(b), day(c)]);
    }
    if c.digits() != 4 || a.digits() > 2 {
        return None;
    }
    let month_first = || made(third, first, second, vec![month(a), day(b), year(c)]);
    if mark == "." {
        return made(third, second, first, vec![day(a), month(b), year(c)]);
    }
    if second > 12 {
        return month_first();
    }
    let mut found = made(third, second, first, vec![day(a), month(b), year(c)])?;
    found.or = month_first().map(|other| other.date).filter(|other| *other != found.date);
    Some(found)
}

/// `2017年8月24日`, `2017년 8월 24일`, `2017 August 24`, `2017-Aug-24`.
fn year_first(text: &str, tokens: &[Token], at: usize) -> Option<Found> {
    let year = &tokens[at];
    let word = |at: usize| tokens.get(at).map(|token| &text[token.range.clone()]);
    if year.digits() != 4 {
        return None;
    }
    let year_part = (year.range.clone(), Part::Year);
    if matches!(word(at + 1)?, "年" | "년") {
        let (month, day) = (tokens.get(at + 2)?, tokens.get(at + 4)?);
        let marks = matches!(word(at + 3)?, "月" | "월") && matches!(word(at + 5)?.chars().next()?, '日' | '号' | '일');
        let close = (at..at + 5).all(|at| gap(text, tokens, at).is_some_and(|gap| gap.trim().is_empty()));
        if !marks || !close {
            return None;
        }
        let padded = month.digits() == 2 && day.digits() == 2;
        let parts =
            vec![year_part, (month.range.clone(), Part::Month { padded }), (day.range.clone(), Part::Day { padded })];
        let mut found = made(year.number?, month.number?, day.number?, parts)?;
        let last = tokens.get(at + 5)?.range.start;
        found.range.end = last + text[last..].chars().next()?.len_utf8();
        return Some(found);
    }
    let name = *calendar::months(word(at + 1)?).first()?;
    let day = tokens.get(at + 2).filter(|day| matches!(day.digits(), 1 | 2))?;
    let gaps = (gap(text, tokens, at)?, gap(text, tokens, at + 1)?);
    if !matches!(gaps, (" " | ", ", " ") | ("-", "-")) {
        return None;
    }
    let parts = vec![year_part, (tokens[at + 1].range.clone(), Part::MonthName(name)), day_part(text, day)];
    made(year.number?, i16::try_from(name.index).ok()? + 1, day.number?, parts)
}

/// `August 24, 2017`, `Aug. 24th 2017`.
fn month_first(text: &str, tokens: &[Token], at: usize) -> Option<Found> {
    let names = calendar::months(&text[tokens[at].range.clone()]);
    let name = *names.first()?;
    let day = tokens.get(at + 1)?;
    if !matches!(gap(text, tokens, at)?, " " | ". " | "-" | "\u{a0}") || day.digits() > 2 {
        return None;
    }
    let mut parts = vec![(tokens[at].range.clone(), Part::MonthName(name)), day_part(text, day)];
    let mut next = at + 1;
    if let Some(ordinal) = ordinal(text, tokens, next) {
        parts.push(ordinal);
        next += 1;
    }
    let year = tokens.get(next + 1)?;
    if year.digits() != 4 || !matches!(gap(text, tokens, next)?.trim(), "" | "," | "-") {
        return None;
    }
    parts.push((year.range.clone(), Part::Year));
    made(year.number?, i16::try_from(name.index).ok()? + 1, day.number?, parts)
}

/// `24 August 2017`, `24. August 2017`, `1er août 2017`, `24 de agosto de 2017`.
fn day_first(text: &str, tokens: &[Token], at: usize) -> Option<Found> {
    let day = &tokens[at];
    if day.number.is_none() || day.digits() > 2 {
        return None;
    }
    let mut parts = vec![day_part(text, day)];
    let mut next = at;
    if let Some(ordinal) = ordinal(text, tokens, next) {
        parts.push(ordinal);
        next += 1;
    }
    let dot = gap(text, tokens, next)?.starts_with('.');
    if !matches!(gap(text, tokens, next)?, " " | ". " | "." | "-" | "/" | "\u{a0}" | ".\u{a0}" | ", ") {
        return None;
    }
    let link = |at: usize| tokens.get(at).map(|token| text[token.range.clone()].to_lowercase());
    let linked = link(next + 1).is_some_and(|word| matches!(word.as_str(), "de" | "of" | "d"));
    next += 1 + usize::from(linked);
    let month = tokens.get(next)?;
    let word = &text[month.range.clone()];
    let name = language_of(calendar::months(word), word, dot, linked && link(next - 1).as_deref() == Some("de"))?;
    parts.push((month.range.clone(), Part::MonthName(name)));
    if link(next + 1).is_some_and(|word| matches!(word.as_str(), "de" | "del")) {
        next += 1;
    }
    let year = tokens.get(next + 1)?;
    if year.digits() != 4 || !matches!(gap(text, tokens, next)?.trim(), "" | "," | "." | "-" | "/") {
        return None;
    }
    parts.push((year.range.clone(), Part::Year));
    let mut found = made(year.number?, i16::try_from(name.index).ok()? + 1, day.number?, parts)?;
    // A word for `year` behind it belongs to the date, with its full stop: `3 марта 2024 г.`
    if let Some(word) = tokens.get(next + 2).filter(|_| gap(text, tokens, next + 1) == Some(" "))
        && matches!(&text[word.range.clone()], "г" | "года" | "r" | "roku")
    {
        found.range.end = word.range.end + usize::from(text[word.range.end..].starts_with('.'));
    }
    Some(found)
}

/// The language that the form speaks for, among those that have the month's name.
fn language_of(names: &[Name], word: &str, dot: bool, de: bool) -> Option<Name> {
    use Language::{Czech, Danish, English, Finnish, German, Norwegian, Portuguese, Spanish};
    let capital = word.starts_with(char::is_uppercase);
    let wanted = |name: &&Name| match name.language {
        German => dot && capital,
        Danish | Norwegian | Finnish | Czech => dot && !capital,
        Spanish | Portuguese => de,
        English => !dot && !de && capital,
        _ => !dot && !de && !capital,
    };
    names.iter().find(wanted).or(names.first()).copied()
}

fn day_part(text: &str, day: &Token) -> (Range<usize>, Part) {
    (day.range.clone(), Part::Day { padded: text[day.range.clone()].starts_with('0') })
}

fn ordinal(text: &str, tokens: &[Token], day: usize) -> Option<(Range<usize>, Part)> {
    if !gap(text, tokens, day)?.is_empty() {
        return None;
    }
    let range = tokens.get(day + 1)?.range.clone();
    let language = match text[range.clone()].to_lowercase().as_str() {
        "st" | "nd" | "rd" | "th" => Language::English,
        "er" => Language::French,
        "e" => Language::Dutch,
        "º" => Language::Spanish,
        _ => return None,
    };
    Some((range, Part::Ordinal(language)))
}

fn with_weekday(text: &str, before: &[Token], mut found: Found) -> Found {
    let word = |at: usize| before.get(at).map(|token| text[token.range.clone()].to_lowercase());
    let Some(mut at) = before.len().checked_sub(1) else {
        return found;
    };
    let article = word(at)
        .is_some_and(|word| matches!(word.as_str(), "the" | "le" | "den" | "dem" | "der" | "el" | "il" | "o" | "d"));
    if article {
        match at.checked_sub(1) {
            Some(earlier) => at = earlier,
            None => return found,
        }
    }
    let Some(mut day) = before.get(at) else {
        return found;
    };
    // `sexta-feira` is two words here.
    let whole;
    if word(at).is_some_and(|word| word == "feira")
        && let Some(first) = at.checked_sub(1).and_then(|at| before.get(at))
        && text[first.range.end..day.range.start] == *"-"
    {
        whole = Token { range: first.range.start..day.range.end, number: None };
        day = &whole;
    }
    let between = &text[day.range.end..before.get(at + 1).map_or(found.range.start, |token| token.range.start)];
    let month = found.parts.iter().find_map(|(_, part)| match part {
        Part::MonthName(name) => Some(name.language),
        _ => None,
    });
    let names = calendar::weekdays(&text[day.range.clone()]);
    let name = names.iter().find(|name| Some(name.language) == month).or(names.first());
    if let (Some(name), "" | "," | "." | ".,") = (name, between.trim()) {
        found.parts.push((day.range.clone(), Part::Weekday(*name)));
        found.range.start = day.range.start;
        found.settle(*name);
    }
    found
}

#[cfg(test)]
mod tests;
