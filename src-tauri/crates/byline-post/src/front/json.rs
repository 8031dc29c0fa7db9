//! JSON front matter: an object at the very start of the file.

use std::ops::Range;

use super::Problem;
use super::value::{Field, Held};
use crate::details::Value;
use crate::kept::is_number;
use crate::lines::lines;
use crate::when;

/// The length of the object and of the front matter with the ending of its last line.
pub(crate) fn split(rest: &str) -> Option<(usize, usize)> {
    // Template tags start with a brace as well.
    if !rest[1..].trim_start().starts_with(['"', '}']) {
        return None;
    }
    let mut stream = serde_json::Deserializer::from_str(rest).into_iter::<serde_json::Value>();
    let inner = match stream.next() {
        Some(Ok(serde_json::Value::Object(_))) => stream.byte_offset(),
        _ => broken(rest)?,
    };
    let line = lines(&rest[inner..]).next();
    match line {
        Some(line) if line.text.trim().is_empty() => Some((inner, inner + line.text.len() + line.end.len())),
        None => Some((inner, inner)),
        Some(_) => None,
    }
}

/// The end of an object that does not parse: its closing brace stands alone at the start of a line.
fn broken(rest: &str) -> Option<usize> {
    let mut at = 0;
    for line in lines(rest) {
        if line.text.trim_end() == "}" {
            return Some(at + 1);
        }
        at += line.text.len() + line.end.len();
    }
    None
}

pub(crate) fn read(words: &str) -> Result<Vec<Field>, Problem> {
    let parsed: serde_json::Value = serde_json::from_str(words).map_err(|error| {
        let reason = error.to_string();
        (error.line().max(1), reason.split(" at line ").next().unwrap_or_default().to_owned())
    })?;
    let serde_json::Value::Object(mut map) = parsed else {
        return Err((1, "not an object".to_owned()));
    };
    let mut fields = Vec::new();
    for member in members(words, 0..words.len()).unwrap_or_default() {
        if let Some(value) = map.remove(&member.key) {
            let raw = words[member.value].to_owned();
            fields.push(Field { name: member.key, raw, held: Held::from_json(value) });
        }
    }
    Ok(fields)
}

#[derive(Debug)]
struct Member {
    key: String,
    /// From the key's opening quote.
    start: usize,
    value: Range<usize>,
}

/// The members of the object at `range`, in text that is known to be JSON.
fn members(words: &str, range: Range<usize>) -> Option<Vec<Member>> {
    let open = range.start + words[range.clone()].find('{')?;
    let mut found = Vec::new();
    let mut at = open + 1;
    loop {
        at = skip(words, at, &[',']);
        if !words[at..].starts_with('"') {
            return Some(found);
        }
        let start = at;
        at = ended(words, at)?;
        let key: String = serde_json::from_str(&words[start..at]).ok()?;
        at = skip(words, at, &[':']);
        let from = at;
        at = ended(words, at)?;
        found.push(Member { key, start, value: from..at });
    }
}

fn skip(words: &str, at: usize, also: &[char]) -> usize {
    let rest = &words[at..];
    words.len() - rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || also.contains(&c)).len()
}

/// The end of the JSON value that starts here.
fn ended(words: &str, from: usize) -> Option<usize> {
    let mut stream = serde_json::Deserializer::from_str(&words[from..]).into_iter::<serde::de::IgnoredAny>();
    stream.next()?.ok()?;
    Some(from + stream.byte_offset())
}

pub(crate) fn set(words: &str, path: &[&str], value: &Value, end: &str) -> Option<String> {
    let (last, parents) = path.split_last()?;
    let mut range = 0..words.len();
    for name in parents {
        range = members(words, range)?.into_iter().find(|member| member.key == *name)?.value;
    }
    let all = members(words, range.clone())?;
    let place = all.iter().position(|member| member.key == *last);
    let mut edited = words.to_owned();
    match (place, value) {
        (None, Value::Absent) => {}
        (Some(at), Value::Absent) => edited.replace_range(removal(words, &all, at), ""),
        (Some(at), value) => {
            let old = &words[all[at].value.clone()];
            edited.replace_range(all[at].value.clone(), &written(old, value)?);
        }
        (None, value) => {
            let name = serde_json::to_string(last).ok()?;
            let new = written("", value)?;
            let open = range.start + words[range].find('{')? + 1;
            let Some(previous) = all.last() else {
                edited.insert_str(open, &format!("{end}  {name}: {new}{end}"));
                return Some(edited);
            };
            // The space that stands before the member above stands before the new one.
            let from = all.len().checked_sub(2).and_then(|at| all.get(at)).map_or(open, |before| before.value.end);
            let gap = words[from..previous.start].trim_start_matches([' ', '\t']).trim_start_matches(',');
            let gap = if gap.is_empty() { " " } else { gap };
            edited.insert_str(previous.value.end, &format!(",{gap}{name}: {new}"));
        }
    }
    Some(edited)
}

fn removal(words: &str, all: &[Member], at: usize) -> Range<usize> {
    match (at.checked_sub(1).and_then(|before| all.get(before)), all.get(at + 1)) {
        (Some(before), _) => before.value.end..all[at].value.end,
        (None, Some(next)) => all[at].start..next.start,
        (None, None) => {
            let from = words[..all[at].start].rfind('{').map_or(all[at].start, |open| open + 1);
            from..all[at].value.end
        }
    }
}

fn written(old: &str, value: &Value) -> Option<String> {
    Some(match value {
        Value::Text(text) => serde_json::to_string(text).ok()?,
        Value::Number(number) => number.trim_start_matches('+').to_owned(),
        Value::Date(_) | Value::DateTime(..) => {
            let (day, time, new) = match value {
                Value::Date(day) => (*day, None, day.to_string()),
                Value::DateTime(at, offset) => (at.date(), Some((at.time(), *offset)), when::written(*at, *offset)),
                _ => return None,
            };
            when::over(old, day, time).filter(|_| old.starts_with('"')).unwrap_or_else(|| format!("\"{new}\""))
        }
        Value::Bool(yes) => yes.to_string(),
        Value::List(list) => {
            let plain =
                |item: &str| is_number(item) && old.split([',', '[', ']', ' ', '\n']).any(|part| part.trim() == item);
            let written =
                |item: &String| if plain(item) { Some(item.clone()) } else { serde_json::to_string(item).ok() };
            let items: Option<Vec<String>> = list.iter().map(written).collect();
            let items = items?;
            match old.split_once(['\n', '\r']) {
                Some((_, below)) if !items.is_empty() => {
                    let below = below.trim_start_matches('\n');
                    let pad = &below[..below.len() - below.trim_start().len()];
                    let end = if old.contains("\r\n") { "\r\n" } else { "\n" };
                    let close = old.rfind(['\n', '\r']).map_or("", |at| &old[at + 1..]);
                    let inner: Vec<String> = items.iter().map(|item| format!("{pad}{item}")).collect();
                    format!("[{end}{}{end}{close}", inner.join(&format!(",{end}")))
                }
                _ => format!("[{}]", items.join(", ")),
            }
        }
        Value::Group(fields) => {
            let one = |(name, value): &(String, Value)| {
                Some(format!("{}: {}", serde_json::to_string(name).ok()?, written("", value)?))
            };
            format!("{{{}}}", fields.iter().map(one).collect::<Option<Vec<_>>>()?.join(", "))
        }
        Value::Absent => return None,
    })
}
