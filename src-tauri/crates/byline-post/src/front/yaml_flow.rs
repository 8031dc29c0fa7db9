//! One field inside the braces of a YAML group on a line: `author: { name: Ann, url: "/ann" }`.

use std::ops::Range;

use super::yaml_write;
use crate::details::Value;

/// One `key: value` between braces.
#[derive(Debug)]
struct Pair {
    key: String,
    /// From the key's start.
    start: usize,
    value: Range<usize>,
}

/// The words with the field at `path`, seen from the group at `range`, changed.
pub(super) fn set(words: &str, range: Range<usize>, path: &[&str], value: &Value) -> Option<String> {
    let (last, parents) = path.split_last()?;
    let mut range = range;
    for name in parents {
        range = pairs(words, range)?.into_iter().find(|pair| pair.key == *name)?.value;
    }
    let all = pairs(words, range.clone())?;
    let mut edited = words.to_owned();
    match (all.iter().position(|pair| pair.key == *last), value) {
        (None, Value::Absent) => {}
        (Some(at), Value::Absent) => {
            let removed = match (at.checked_sub(1).and_then(|before| all.get(before)), all.get(at + 1)) {
                (Some(before), _) => before.value.end..all[at].value.end,
                (None, Some(next)) => all[at].start..next.start,
                (None, None) => all[at].start..all[at].value.end,
            };
            edited.replace_range(removed, "");
        }
        (Some(at), value) => {
            let place = all[at].value.clone();
            let old = &words[place.clone()];
            let space = if old.is_empty() { " " } else { "" };
            edited.replace_range(place, &format!("{space}{}", yaml_write::in_flow(old, value)?));
        }
        (None, value) => {
            let like = all.first().map_or("", |pair| &words[pair.value.clone()]);
            let like = if like.starts_with(['"', '\'']) { &like[..1] } else { "" };
            let new = format!("{last}: {}", yaml_write::in_flow(like, value)?);
            match all.last() {
                Some(before) => edited.insert_str(before.value.end, &format!(", {new}")),
                None => edited.replace_range(range, &format!("{{ {new} }}")),
            }
        }
    }
    Some(edited)
}

/// The fields of the group at `range`; `None` where it is written in any other way.
fn pairs(words: &str, range: Range<usize>) -> Option<Vec<Pair>> {
    let inside = words[range.clone()].strip_prefix('{')?.strip_suffix('}')?;
    let first = range.start + 1;
    let mut found = Vec::new();
    for part in parts(inside)? {
        let text = &inside[part.clone()];
        if text.trim().is_empty() {
            continue;
        }
        let start = first + part.start + text.len() - text.trim_start().len();
        let (key, colon) = key(text.trim_start())?;
        let from = start + colon;
        let rest = &words[from..first + part.end];
        let from = from + rest.len() - rest.trim_start().len();
        found.push(Pair { key, start, value: from..from + rest.trim().len() });
    }
    Some(found)
}

/// The places between the commas that stand outside of quotes and brackets.
fn parts(inside: &str) -> Option<Vec<Range<usize>>> {
    let mut found = Vec::new();
    let (mut from, mut depth) = (0, 0_usize);
    let mut quote: Option<char> = None;
    let mut escaped = false;
    let mut opens = true;
    for (at, letter) in inside.char_indices() {
        match quote {
            Some(open) => {
                if !escaped && letter == open {
                    quote = None;
                }
                escaped = !escaped && open == '"' && letter == '\\';
            }
            None => match letter {
                '"' | '\'' if opens => quote = Some(letter),
                '[' | '{' => depth += 1,
                ']' | '}' => depth = depth.checked_sub(1)?,
                '#' => return None,
                ',' if depth == 0 => {
                    found.push(from..at);
                    from = at + 1;
                }
                _ => {}
            },
        }
        opens = quote.is_none() && (letter.is_whitespace() || matches!(letter, ',' | ':' | '[' | '{'));
    }
    found.push(from..inside.len());
    (quote.is_none() && depth == 0).then_some(found)
}

/// The name that a pair starts with, and the place after its colon.
fn key(text: &str) -> Option<(String, usize)> {
    if let Some(quote) = text.chars().next().filter(|first| matches!(first, '"' | '\'')) {
        let close = text[1..].find(quote)? + 1;
        let rest = &text[close + 1..];
        let colon = close + 1 + rest.find(':')?;
        return (rest[..colon - close - 1].trim().is_empty()).then(|| (text[1..close].to_owned(), colon + 1));
    }
    let colon = text.match_indices(':').map(|(at, _)| at).find(|at| {
        let after = &text[at + 1..];
        after.is_empty() || after.starts_with(char::is_whitespace)
    })?;
    Some((text[..colon].trim_end().to_owned(), colon + 1))
}
