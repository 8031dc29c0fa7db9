//! YAML values as they are written beside the ones that are there.

use std::fmt::Write as _;
use std::ops::Range;

use super::array::array;
use super::beside::{Spaced, space};
use super::value::stays_number;
use super::yaml_block::block_like;
use super::yaml_scan::{Entry, entries};
use crate::details::Value;
use crate::kept::truth_like;
use crate::when;

/// How a scalar is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quote {
    None,
    Single,
    Double,
}

/// The edit that gives an existing field a new value.
pub(crate) fn replacement(
    words: &str,
    entry: &Entry,
    all: &[Entry],
    value: &Value,
    end: &str,
) -> Option<(Range<usize>, String)> {
    let old = &words[entry.value.clone()];
    let below = entry.children.is_some();
    let single = !below && !old.contains(['\n', '\r']);
    let quote = if single { quote_of(old) } else { usual_quote(words, all) };
    if let (Value::List(list), Some(children)) = (value, &entry.children)
        && is_list(old)
        && !list.is_empty()
    {
        return Some((children.clone(), items(&words[children.clone()], list, end)?));
    }
    let indent = words[entry.lines.clone()].bytes().take_while(|byte| *byte == b' ').count();
    // Behind a value there may be a comment, which would become a part of a block of lines.
    let behind = words[entry.value.end..entry.lines.end].lines().next().unwrap_or_default();
    let below_it = words[entry.lines.end..].lines().next().unwrap_or_default();
    let commented = !behind.trim().is_empty() || (below_it.starts_with(' ') && below_it.trim().starts_with('#'));
    let new = match value {
        Value::Text(text) if commented => scalar(text, quote, false),
        Value::Text(text) => block_like(old, text, indent, end).unwrap_or_else(|| scalar(text, quote, false)),
        Value::Number(number) => number.clone(),
        Value::Date(_) | Value::DateTime(..) => dated(old, value, quote)?,
        Value::Bool(yes) => truth_like(old, *yes),
        Value::List(list) => flow(old, list, flow_quote(old)),
        Value::Group(_) => {
            return Some((entry.colon..entry.value.end, group(value, indent, usual_quote(words, all), end)?));
        }
        Value::Absent => return None,
    };
    if below {
        let first = crate::lines::lines(&words[entry.colon..]).next().map_or("", |line| line.text);
        let comment = if first.trim_start().starts_with('#') { first } else { "" };
        return Some((entry.colon..entry.value.end, format!(" {new}{comment}")));
    }
    // `key:` without a value has no space after the colon.
    let space = if entry.value.start == entry.colon { " " } else { "" };
    Some((entry.value.clone(), format!("{space}{new}")))
}

/// The line of a new field, quoted as its neighbours are; it stands at this indent, which only its first line lacks.
pub(crate) fn new_field(
    words: &str,
    all: &[Entry],
    (name, indent): (&str, usize),
    value: &Value,
    end: &str,
) -> Option<String> {
    let quote = usual_quote(words, all);
    let (before, after) = spacing(words, all, name);
    let new = match value {
        Value::Text(text) => block_like("", text, indent, end).unwrap_or_else(|| scalar(text, quote, false)),
        Value::Number(number) => number.clone(),
        Value::Date(date) => date.to_string(),
        Value::DateTime(at, offset) => when::written(*at, *offset),
        Value::Bool(yes) => yes.to_string(),
        Value::List(list) => {
            let neighbour = all.iter().find_map(|entry| {
                let children = &words[entry.children.clone()?];
                is_list(children).then_some(children)
            });
            match neighbour {
                Some(like) if !list.is_empty() => {
                    let lines = items(like, list, end)?;
                    return Some(format!("{name}{before}:{end}{}", lines.trim_end()));
                }
                _ => flow("", list, quote),
            }
        }
        Value::Group(_) => return Some(format!("{name}:{}", group(value, indent, quote, end)?)),
        Value::Absent => return None,
    };
    Some(format!("{name}{before}:{after}{new}"))
}

/// The space around the colon of a new field.
fn spacing(words: &str, all: &[Entry], name: &str) -> (String, String) {
    let beside: Vec<Spaced> = all
        .iter()
        .filter(|entry| entry.children.is_none() && entry.value.start > entry.colon)
        .filter_map(|entry| {
            let key = words.get(entry.lines.start..entry.colon - 1)?.trim_start();
            Some(Spaced::new(key, words.get(entry.colon..entry.value.start)?))
        })
        .collect();
    let (before, after) = space(&beside, name.chars().count(), ("", " "));
    // YAML needs the space.
    (before, if after.is_empty() { " ".to_owned() } else { after })
}

fn quote_of(old: &str) -> Quote {
    match old.chars().next() {
        Some('"') => Quote::Double,
        Some('\'') => Quote::Single,
        _ => Quote::None,
    }
}

fn flow_quote(old: &str) -> Quote {
    quote_of(old.trim_start_matches(|c: char| c == '[' || c.is_whitespace()))
}

/// The quoting that most text fields have.
fn usual_quote(words: &str, all: &[Entry]) -> Quote {
    let (mut none, mut one, mut two) = (0, 0, 0);
    for entry in all.iter().filter(|entry| entry.children.is_none()) {
        let value = &words[entry.value.clone()];
        match quote_of(value) {
            Quote::Double => two += 1,
            Quote::Single => one += 1,
            Quote::None if value.is_empty() || looks_typed(value) || value.starts_with(['[', '{', '|', '>']) => {}
            Quote::None => none += 1,
        }
    }
    if two > none && two >= one {
        Quote::Double
    } else if one > none {
        Quote::Single
    } else {
        Quote::None
    }
}

/// A scalar that reads back as exactly this text. `flow`: inside brackets.
fn scalar(text: &str, quote: Quote, flow: bool) -> String {
    let single_able = !text.contains(|c: char| c.is_control());
    match quote {
        Quote::None if plain_is_safe(text, flow) => text.to_owned(),
        Quote::Single if single_able => format!("'{}'", text.replace('\'', "''")),
        _ => double(text),
    }
}

fn double(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                // Writing into a String cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn plain_is_safe(text: &str, flow: bool) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    !(text != text.trim()
        || "-?:,[]{}#&*!|>'\"%@`=<~".contains(first)
        || text.ends_with(':')
        || text.contains(": ")
        || text.contains(" #")
        || text.contains(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}'))
        || (flow && text.contains([',', '[', ']', '{', '}', ':']))
        || looks_typed(text))
}

/// Whether YAML 1.1 or 1.2 may read this as a number, a date, a yes/no or nothing.
fn looks_typed(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    matches!(
        lower.as_str(),
        "true"
            | "false"
            | "yes"
            | "no"
            | "on"
            | "off"
            | "y"
            | "n"
            | "null"
            | "nil"
            | "~"
            | ".inf"
            | ".nan"
            | "nan"
            | "inf"
    ) || (lower.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.'))
        && lower.chars().all(|c| c.is_ascii_hexdigit() || "xobtz+-_.,: infa/".contains(c)))
}

/// A date written over another one, in the same form, with the time of day that stands there.
fn dated(old: &str, value: &Value, quote: Quote) -> Option<String> {
    let (day, time, new) = match value {
        Value::Date(day) => (*day, None, day.to_string()),
        Value::DateTime(at, offset) => (at.date(), Some((at.time(), *offset)), when::written(*at, *offset)),
        _ => return None,
    };
    let single = !old.starts_with(['[', '{', '|', '>', '-']) && !old.contains('\n');
    Some(when::over(old, day, time).filter(|_| single).unwrap_or_else(|| match quote {
        Quote::None => new,
        Quote::Single | Quote::Double => scalar(&new, quote, false),
    }))
}

/// A list in brackets. Numbers that stood there without quotes stay without.
fn flow(old: &str, list: &[String], quote: Quote) -> String {
    let item = |item: &String| if stays_number(old, item) { item.clone() } else { scalar(item, quote, true) };
    array(old, &list.iter().map(item).collect::<Vec<_>>())
}

/// A value between braces, quoted as the old one.
pub(super) fn in_flow(old: &str, value: &Value) -> Option<String> {
    let quote = quote_of(old);
    Some(match value {
        Value::Text(text) => scalar(text, quote, true),
        Value::Number(number) => number.clone(),
        // A colon between braces is read in several ways.
        Value::DateTime(..) if quote == Quote::None => double(&dated(old, value, quote)?),
        Value::Date(_) | Value::DateTime(..) => dated(old, value, quote)?,
        Value::Bool(yes) => truth_like(old, *yes),
        Value::List(list) => flow(old, list, flow_quote(old)),
        Value::Group(fields) => {
            let one = |(name, value): &(String, Value)| Some(format!("{name}: {}", in_flow("", value)?));
            format!("{{ {} }}", fields.iter().map(one).collect::<Option<Vec<_>>>()?.join(", "))
        }
        Value::Absent => return None,
    })
}

/// Fields below the name of their group.
fn group(value: &Value, indent: usize, quote: Quote, end: &str) -> Option<String> {
    let Value::Group(fields) = value else { return None };
    let indent = indent + 2;
    let mut out = String::new();
    for (name, value) in fields {
        let value = match value {
            Value::Text(text) => {
                format!(" {}", block_like("", text, indent, end).unwrap_or_else(|| scalar(text, quote, false)))
            }
            Value::Number(number) => format!(" {number}"),
            Value::Date(_) | Value::DateTime(..) => format!(" {}", dated("", value, Quote::None)?),
            Value::Bool(yes) => format!(" {yes}"),
            Value::List(list) => format!(" {}", flow("", list, quote)),
            Value::Group(_) => group(value, indent, quote, end)?,
            Value::Absent => return None,
        };
        let _ = write!(out, "{end}{}{name}:{value}", " ".repeat(indent));
    }
    Some(out)
}

/// The lines of a block list, indented and quoted as the ones there; items that stay keep their lines.
fn items(old: &str, list: &[String], end: &str) -> Option<String> {
    let rows: Vec<_> = crate::lines::lines(old).collect();
    let model = rows.iter().find(|row| row.text.trim_start().starts_with('-'))?;
    let dash = model.text.find('-')?;
    let after = &model.text[dash + 1..];
    let gap = after.len() - after.trim_start().len();
    let lead = &model.text[..dash + 1 + gap];
    let lead = if gap == 0 { format!("{lead} ") } else { lead.to_owned() };
    let quote = quote_of(after.trim_start());
    let mut out: Vec<(String, &str)> = Vec::new();
    let mut left = rows.as_slice();
    for item in list {
        let kept = left.iter().position(|row| {
            let words = row.text.trim_start().strip_prefix('-').map(str::trim);
            words.is_some_and(|words| scalar_is(words, item) || (words == item && stays_number(words, item)))
        });
        let Some(kept) = kept else {
            out.push((format!("{lead}{}", scalar(item, quote, false)), end));
            continue;
        };
        // The comments above an item stay with it.
        out.extend(left[..kept].iter().filter(|row| idle(row.text)).map(|row| (row.text.to_owned(), row.end)));
        out.push((left[kept].text.to_owned(), left[kept].end));
        left = &left[kept + 1..];
    }
    out.extend(left.iter().filter(|row| idle(row.text)).map(|row| (row.text.to_owned(), row.end)));
    let last_end = rows.last().map_or("", |row| row.end);
    let count = out.len();
    let rows = out.into_iter().enumerate().map(|(at, (text, own))| {
        let own = if own.is_empty() { end } else { own };
        format!("{text}{}", if at + 1 == count { last_end } else { own })
    });
    Some(rows.collect())
}

/// Whether these lines are the items of a list, comments aside.
fn is_list(children: &str) -> bool {
    crate::lines::lines(children).find(|row| !idle(row.text)).is_some_and(|row| row.text.trim_start().starts_with('-'))
}

fn idle(text: &str) -> bool {
    text.trim().is_empty() || text.trim_start().starts_with('#')
}

/// Whether this written item, perhaps with a comment, is these words.
fn scalar_is(written: &str, item: &str) -> bool {
    let line = format!("x: {written}");
    let Some(found) = entries(&line, 0..line.len(), 0) else {
        return false;
    };
    let Some(value) = found.first().map(|entry| &line[entry.value.clone()]) else {
        return false;
    };
    [Quote::None, Quote::Single, Quote::Double].iter().any(|quote| scalar(item, *quote, false) == value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_look_like_something_else_are_quoted() {
        for text in [
            "2017",
            "no",
            "Yes",
            "null",
            "2017-08-24",
            "1.5",
            "12:30",
            "a: b",
            "a #b",
            "#a",
            "- a",
            "a:",
            " a",
            "a ",
            "",
            "~",
            "0x1F",
            "[a]",
            "{a",
            "*a",
            "&a",
            "!a",
            "\"a",
            "'a",
            "%a",
            "@a",
            "`a",
            "a\nb",
            ".5",
            "1_000",
            "+1",
            "1e3",
        ] {
            assert!(!plain_is_safe(text, false), "{text:?}");
        }
        for text in ["Plain words", "AWS re:Invent", "It's fine", "C# and F#", "10 things", "a-b", "Yes, we can"] {
            assert!(plain_is_safe(text, false), "{text:?}");
        }
    }

    #[test]
    fn every_quoted_scalar_reads_back_as_text() {
        let mut random = crate::random::Random::new(11);
        for round in 0..600 {
            let text = random.text(6);
            if text.contains('\u{feff}') {
                continue;
            }
            for quote in [Quote::None, Quote::Single, Quote::Double] {
                let line = format!("x: {}\n", scalar(&text, quote, false));
                let read: serde_json::Value = serde_saphyr::from_str(&line).unwrap_or_default();
                assert_eq!(read["x"], serde_json::Value::String(text.clone()), "{round} {quote:?} {line:?}");
            }
        }
    }
}
