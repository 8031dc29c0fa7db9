//! TOML front matter. The document is read with its spans; edits are made in the text.

use std::ops::Range;

use toml_edit::{Document, Item, TableLike};

use super::Problem;
use super::beside::{Spaced, space};
use super::transplant::with_lines;
use super::value::{Field, Held};
use crate::details::Value;
use crate::kept::is_number;
use crate::lines::lines;
use crate::when;

fn document(words: &str) -> Result<Document<&str>, Problem> {
    Document::parse(words).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start).min(words.len());
        let line = words.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
        (line, error.message().lines().next().unwrap_or_default().to_owned())
    })
}

pub(crate) fn read(words: &str) -> Result<Vec<Field>, Problem> {
    let document = document(words)?;
    let mut fields = Vec::new();
    for (name, item) in document.as_table() {
        let raw = match item {
            Item::Value(_) => item.span().and_then(|span| words.get(span)).unwrap_or_default().to_owned(),
            item => table_words(words, item),
        };
        fields.push(Field { name: name.to_owned(), raw, held: held(item, words) });
    }
    Ok(fields)
}

/// A table's fields on one line, as they would stand in braces.
fn table_words(words: &str, item: &Item) -> String {
    let Some(table) = item.as_table_like() else {
        return "[…]".to_owned();
    };
    let fields: Vec<String> = table
        .iter()
        .map(|(key, item)| {
            let value = item.span().filter(|_| item.is_value()).and_then(|span| words.get(span)).unwrap_or("{…}");
            format!("{key} = {value}")
        })
        .collect();
    fields.join(", ")
}

fn held(item: &Item, words: &str) -> Held {
    if let Some(table) = item.as_table_like() {
        return Held::Map(table.iter().map(|(key, item)| (key.to_owned(), held(item, words))).collect());
    }
    match item {
        Item::Value(value) => held_value(value, words),
        _ => Held::Nothing,
    }
}

fn held_value(value: &toml_edit::Value, words: &str) -> Held {
    match value {
        toml_edit::Value::String(text) => Held::Text(text.value().clone()),
        toml_edit::Value::Boolean(yes) => Held::Bool(*yes.value()),
        toml_edit::Value::Array(list) => Held::List(list.iter().map(|value| held_value(value, words)).collect()),
        toml_edit::Value::InlineTable(table) => {
            Held::Map(table.iter().map(|(key, value)| (key.to_owned(), held_value(value, words))).collect())
        }
        value => Held::Plain(value.span().and_then(|span| words.get(span)).unwrap_or_default().to_owned()),
    }
}

pub(crate) fn set(words: &str, path: &[&str], value: &Value, end: &str) -> Option<String> {
    let document = document(words).ok()?;
    let (last, parents) = path.split_last()?;
    let mut table: &dyn TableLike = document.as_table();
    let mut header = None;
    for name in parents {
        let item = table.get(name)?;
        header = item.as_table().and_then(toml_edit::Table::span);
        table = item.as_table_like()?;
    }
    let mut edited = words.to_owned();
    match (table.get(last), value) {
        (None, Value::Absent) => {}
        (Some(item), value) => {
            let span = item.is_value().then(|| item.span()).flatten()?;
            if *value == Value::Absent {
                edited.replace_range(whole_lines(words, span), "");
            } else {
                let new = written(&words[span.clone()], &usual(words, table), value)?;
                edited.replace_range(span, &new);
            }
        }
        (None, value) => {
            let at = end_of_fields(words, table, header, parents.is_empty())?;
            let new = written("", &usual(words, table), value)?;
            let lead = if at > 0 && !words[..at].ends_with(['\n', '\r']) { end } else { "" };
            let (pad, beside) = neighbours(words, table);
            // Without quotes a name has ASCII letters only.
            let plain = last.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
            let name = if plain { (*last).to_owned() } else { text_in(last, "\"")? };
            let (before, after) = space(&beside, name.chars().count(), (" ", " "));
            edited.insert_str(at, &format!("{lead}{pad}{name}{before}={after}{new}{end}"));
        }
    }
    Some(edited)
}

/// The field at `path` as `theirs` writes it, put into `words`: a value of the top, or a table of its own.
pub(crate) fn transplant(words: &str, theirs: &str, path: &[&str], end: &str) -> Option<String> {
    let [name] = path else { return None };
    let (mine, other) = (document(words).ok()?, document(theirs).ok()?);
    let (there, new) = (mine.get(name), other.get(name)?);
    if new.is_value() {
        let piece = &theirs[whole_lines(theirs, new.span()?)];
        let at = match there {
            Some(item) if item.is_value() => whole_lines(words, item.span()?),
            Some(_) => return None,
            None => end_of_fields(words, mine.as_table(), None, true).map(|at| at..at)?,
        };
        return Some(with_lines(words, at, piece, end));
    }
    let piece = &theirs[table_lines(theirs, name)?];
    match there {
        None => Some(with_lines(words, words.len()..words.len(), piece, end)),
        Some(_) => Some(with_lines(words, table_lines(words, name)?, piece, end)),
    }
}

/// The lines of a table, or of a list of tables, with the tables inside it, if they stand together.
fn table_lines(words: &str, name: &str) -> Option<Range<usize>> {
    let mut found: Option<Range<usize>> = None;
    let mut open = false;
    let mut at = 0;
    for line in lines(words) {
        let next = at + line.text.len() + line.end.len();
        if let Some(header) = line.text.trim_start().strip_prefix('[') {
            let header = header.trim_start_matches('[').trim_start();
            let rest = header.strip_prefix(name).map(str::trim_start);
            let own = rest.is_some_and(|rest| rest.starts_with([']', '.']));
            match (&mut found, own, open) {
                (None, true, _) => (found, open) = (Some(at..next), true),
                (Some(_), true, false) => return None,
                (Some(_), false, _) => open = false,
                _ => {}
            }
        }
        if open && let Some(range) = &mut found {
            range.end = next;
        }
        at = next;
    }
    found
}

/// The lines that a value and its key stand on.
fn whole_lines(words: &str, span: Range<usize>) -> Range<usize> {
    let from = words[..span.start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    from..line_end(words, span.end)
}

/// Just after the ending of the line that holds this offset.
fn line_end(words: &str, at: usize) -> usize {
    lines(&words[at..]).next().map_or(at, |line| at + line.text.len() + line.end.len())
}

/// Where a new field of this table goes.
fn end_of_fields(words: &str, table: &dyn TableLike, header: Option<Range<usize>>, root: bool) -> Option<usize> {
    let mut last = None;
    let mut has_tables = false;
    for (_, item) in table.iter() {
        if item.is_value() {
            last = last.max(item.span().map(|span| span.end));
        } else {
            has_tables = true;
        }
    }
    match last {
        _ if root && !has_tables => Some(words.trim_end().len()).map(|at| line_end(words, at)),
        Some(at) => Some(line_end(words, at)),
        None if root => Some(0),
        None => header.map(|span| line_end(words, span.end)),
    }
}

/// How the fields of this table are indented and spaced.
fn neighbours<'a>(words: &'a str, table: &dyn TableLike) -> (&'a str, Vec<Spaced<'a>>) {
    let mut pad = "";
    let mut beside = Vec::new();
    for (_, item) in table.iter() {
        let Some(span) = item.span().filter(|_| item.is_value()) else { continue };
        let from = words[..span.start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let Some((key, after)) = words[from..span.start].rsplit_once('=') else { continue };
        pad = &key[..key.len() - key.trim_start().len()];
        beside.push(Spaced::new(&key[pad.len()..], after));
    }
    (pad, beside)
}

/// The quote that text fields of this table have.
fn usual(words: &str, table: &dyn TableLike) -> String {
    let raws: Vec<&str> = table.iter().filter_map(|(_, item)| words.get(item.span()?)).collect();
    let literal = raws.iter().filter(|raw| raw.starts_with('\'')).count();
    let basic = raws.iter().filter(|raw| raw.starts_with('"')).count();
    if literal > basic { "'" } else { "\"" }.to_owned()
}

fn written(old: &str, usual: &str, value: &Value) -> Option<String> {
    let quote = if old.starts_with(['"', '\'']) { &old[..1] } else { usual };
    Some(match value {
        Value::Text(text) if old.starts_with("\"\"\"") || old.starts_with("'''") => several_lines(old, text)?,
        Value::Text(text) => text_in(text, quote)?,
        Value::Number(number) => number.clone(),
        Value::Date(_) | Value::DateTime(..) => {
            let (day, time, new) = match value {
                Value::Date(day) => (*day, None, day.to_string()),
                Value::DateTime(at, offset) => (at.date(), Some((at.time(), *offset)), when::written(*at, *offset)),
                _ => return None,
            };
            match when::over(old, day, time).filter(|_| !old.starts_with(['[', '{'])) {
                Some(written) => written,
                None if old.starts_with(['"', '\'']) => text_in(&new, quote)?,
                None => new,
            }
        }
        Value::Bool(yes) => yes.to_string(),
        Value::List(list) => {
            let inside = old.trim_start_matches('[').trim_start();
            let quote = if inside.starts_with(['"', '\'']) { &inside[..1] } else { quote };
            let plain =
                |item: &str| is_number(item) && old.split([',', '[', ']', ' ', '\n']).any(|part| part.trim() == item);
            let written = |item: &String| if plain(item) { Some(item.clone()) } else { text_in(item, quote) };
            let items: Option<Vec<String>> = list.iter().map(written).collect();
            super::array::array(old, &items?)
        }
        Value::Group(fields) => {
            let one = |(name, value): &(String, Value)| Some(format!("{name} = {}", self::written("", usual, value)?));
            format!("{{ {} }}", fields.iter().map(one).collect::<Option<Vec<_>>>()?.join(", "))
        }
        Value::Absent => return None,
    })
}

/// A text of several lines as the old one, whose first line may stand below the quotes.
fn several_lines(old: &str, text: &str) -> Option<String> {
    let lead = if old[3..].starts_with("\r\n") {
        "\r\n"
    } else if old[3..].starts_with('\n') {
        "\n"
    } else {
        ""
    };
    if !text.contains('\n') || lead == "\r\n" {
        return text_in(text, &old[..1]);
    }
    let escaped = |line: &str| text_in(line, "\"").map(|quoted| quoted[1..quoted.len() - 1].to_owned());
    let lines: Option<Vec<String>> = text.split('\n').map(escaped).collect();
    Some(format!("\"\"\"{lead}{}\"\"\"", lines?.join("\n")))
}

/// A TOML string; a literal one where that is the habit and the text allows it.
fn text_in(text: &str, quote: &str) -> Option<String> {
    if quote == "'" && !text.contains(|c: char| c == '\'' || c.is_control()) {
        return Some(format!("'{text}'"));
    }
    // JSON's escapes are all TOML's too, except that TOML wants U+007F escaped.
    Some(serde_json::to_string(text).ok()?.replace('\u{7f}', "\\u007f"))
}
