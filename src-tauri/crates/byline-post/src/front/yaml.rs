//! YAML front matter.

use super::transplant::with_lines;
use super::value::{Field, Held};
use super::yaml_scan::{Entry, entries, trimmed};
use super::{Problem, yaml_flow, yaml_write};
use crate::details::Value;

pub(crate) fn read(words: &str) -> Result<Vec<Field>, Problem> {
    if words.trim().is_empty() {
        return Ok(Vec::new());
    }
    // A tab or a byte order mark inside is the parser's to judge; endings are not.
    let parsed: serde_json::Value = serde_saphyr::from_str_with_options(&crate::lines::to_lf(words), options())
        .map_err(|error| {
            let line = error.location().map_or(1, |at| usize::try_from(at.line()).unwrap_or(1));
            (line.max(1), reason(&error))
        })?;
    let map = match parsed {
        serde_json::Value::Object(map) => map,
        serde_json::Value::Null => return Ok(Vec::new()),
        _ => return Err((1, "not a list of fields".to_owned())),
    };
    let found = entries(words, 0..words.len(), 0).unwrap_or_default();
    let mut fields: Vec<Field> = Vec::new();
    for entry in &found {
        if let Some(value) = map.get(&entry.key) {
            fields.push(field(words, entry, value.clone()));
        }
    }
    // What the parser saw and the scan did not: flow style, merged keys.
    for (name, value) in map {
        if !fields.iter().any(|field| field.name == name) {
            fields.push(Field { raw: value.to_string(), name, held: Held::from_json(value) });
        }
    }
    Ok(fields)
}

fn field(words: &str, entry: &Entry, value: serde_json::Value) -> Field {
    let raw = words[entry.value.clone()].trim().to_owned();
    let held = match value {
        // As written: `007` is not 7, `no` may be a word.
        serde_json::Value::Number(_) => Held::Plain(raw.clone()),
        value => Held::from_json(value),
    };
    Field { name: entry.key.clone(), raw, held }
}

fn options() -> serde_saphyr::Options {
    serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_nodes: 10_000,
            max_events: 40_000,
            max_depth: 64,
            max_documents: 1,
        },
        with_snippet: false,
    }
}

fn reason(error: &serde_saphyr::Error) -> String {
    let all = error.to_string();
    all.lines().next().unwrap_or_default().chars().take(200).collect()
}

/// The words with the field changed; `None` where the shape of the text does not allow it.
pub(crate) fn set(words: &str, path: &[&str], value: &Value, end: &str) -> Option<String> {
    let mut range = 0..words.len();
    let mut indent = 0;
    let (last, parents) = path.split_last()?;
    for (depth, name) in parents.iter().enumerate() {
        let parent = entries(words, range, indent)?.into_iter().find(|entry| entry.key == *name)?;
        if words[parent.value.clone()].starts_with('{') {
            return yaml_flow::set(words, parent.value, &path[depth + 1..], value);
        }
        range = parent.children.clone()?;
        indent = trimmed(&words[range.clone()])?;
    }
    let all = entries(words, range.clone(), indent)?;
    let mut edited = words.to_owned();
    if let Some(entry) = all.iter().find(|entry| entry.key == *last) {
        if *value == Value::Absent {
            edited.replace_range(entry.lines.clone(), "");
        } else {
            let (at, text) = yaml_write::replacement(words, entry, &all, value, end)?;
            edited.replace_range(at, &text);
        }
        return Some(edited);
    }
    if *value == Value::Absent {
        return Some(edited);
    }
    let line = yaml_write::new_field(words, &all, (last, indent), value, end)?;
    let pad = " ".repeat(indent);
    let text = range.start + words[range.clone()].trim_end().len();
    let whole = words[..range.end].ends_with(['\n', '\r']);
    if words[range.start..text].is_empty() {
        edited.insert_str(range.start, &format!("{pad}{line}{end}"));
    } else if whole && all.last().is_some_and(|last| keeps_blank_lines(&words[last.value.clone()])) {
        edited.insert_str(range.end, &format!("{pad}{line}{end}"));
    } else {
        // After the last line with words in it, before blank lines at the end.
        let at = text + words[text..range.end].find(['\n', '\r']).unwrap_or(range.end - text);
        edited.insert_str(at, &format!("{end}{pad}{line}"));
    }
    Some(edited)
}

/// The field at `path` as `theirs` writes it, put into `words`.
pub(crate) fn transplant(words: &str, theirs: &str, path: &[&str], end: &str) -> Option<String> {
    let place = |words: &str| -> Option<(Vec<Entry>, usize)> {
        let (mut range, mut indent) = (0..words.len(), 0);
        for name in path.split_last()?.1 {
            let parent = entries(words, range, indent)?.into_iter().find(|entry| entry.key == *name)?;
            range = parent.children.clone()?;
            indent = trimmed(&words[range.clone()])?;
        }
        Some((entries(words, range, indent)?, indent))
    };
    let (all, indent) = place(words)?;
    let (others, other_indent) = place(theirs)?;
    let number = others.iter().position(|entry| Some(&entry.key.as_str()) == path.last())?;
    if indent != other_indent {
        return None;
    }
    let piece = &theirs[others[number].lines.clone()];
    let here = |key: &str| all.iter().find(|entry| entry.key == key);
    let at = if let Some(entry) = path.last().and_then(|name| here(name)) {
        entry.lines.clone()
    } else {
        let before = others[..number].iter().rev().find_map(|entry| here(&entry.key)).or(all.last())?;
        before.lines.end..before.lines.end
    };
    Some(with_lines(words, at, piece, end))
}

/// Whether blank lines after this text belong to it: `|+`.
fn keeps_blank_lines(value: &str) -> bool {
    let first = crate::lines::lines(value).next().map_or("", |line| line.text);
    first.starts_with(['|', '>']) && first.split('#').next().unwrap_or_default().contains('+')
}
