//! JSON front matter: an object at the very start of the file. Read as strictly as the generators read it, which take
//! neither comments nor trailing commas.

use jsonc_parser::ParseOptions;
use jsonc_parser::cst::{CstArray, CstInputValue, CstLeafNode, CstNode, CstObject, CstObjectProp, CstRootNode};

use super::Problem;
use super::value::{Field, Held, stays_number};
use crate::details::Value;
use crate::lines::lines;
use crate::when;

const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// The length of the object and of the front matter with the ending of its last line.
pub(crate) fn split(rest: &str) -> Option<(usize, usize)> {
    // Template tags start with a brace as well; a brace alone on the first line is an object's.
    let alone = lines(rest).next()?.text.trim_end() == "{";
    if !alone && !["\"", "}", "//"].iter().any(|start| rest[1..].trim_start().starts_with(start)) {
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

/// The end of an object that does not parse: its closing brace stands alone at the start of a line, or is the partner
/// of the first one.
fn broken(rest: &str) -> Option<usize> {
    let mut at = 0;
    for line in lines(rest) {
        if line.text.trim_end() == "}" {
            return Some(at + 1);
        }
        at += line.text.len() + line.end.len();
    }
    let first = lines(rest).next()?.text.trim_end();
    (first.len() > 1 && first.ends_with('}')).then_some(first.len())
}

pub(crate) fn read(words: &str) -> Result<Vec<Field>, Problem> {
    let parsed: serde_json::Value = serde_json::from_str(words).map_err(|error| {
        let reason = error.to_string();
        (error.line().max(1), reason.split(" at line ").next().unwrap_or_default().to_owned())
    })?;
    let serde_json::Value::Object(mut map) = parsed else {
        return Err((1, "not an object".to_owned()));
    };
    let members = root(words).and_then(|root| root.object_value()).map(|object| object.properties());
    // Of two members with one name the last one counts, and it is the one that is shown and changed.
    let mut fields: Vec<Field> = members
        .unwrap_or_default()
        .iter()
        .rev()
        .filter_map(|member| {
            let name = member.decoded_name()?;
            let raw = member.value()?.to_string();
            let held = match map.remove(&name)? {
                // As written: `1.50` is not 1.5.
                serde_json::Value::Number(_) => Held::Plain(raw.clone()),
                value => Held::from_json(value),
            };
            Some(Field { name, raw, held })
        })
        .collect();
    fields.reverse();
    Ok(fields)
}

fn root(words: &str) -> Option<CstRootNode> {
    CstRootNode::parse(words, &STRICT).ok().filter(|root| root.to_string() == words)
}

fn member(object: &CstObject, name: &str) -> Option<CstObjectProp> {
    object.properties().into_iter().rfind(|member| member.decoded_name().as_deref() == Some(name))
}

pub(crate) fn set(words: &str, path: &[&str], value: &Value, _end: &str) -> Option<String> {
    let root = root(words)?;
    let (last, parents) = path.split_last()?;
    let mut object = root.object_value()?;
    for name in parents {
        object = member(&object, name)?.object_value()?;
    }
    match (member(&object, last), value) {
        (None, Value::Absent) => {}
        (Some(member), Value::Absent) => member.remove(),
        (Some(member), value) => replace(&member, value)?,
        (None, value) => add(&object, last, written("", value)?)?,
    }
    Some(root.to_string())
}

/// The field at `path` as `theirs` writes it, put into `words`.
pub(crate) fn transplant(words: &str, theirs: &str, path: &[&str]) -> Option<String> {
    let (last, parents) = path.split_last()?;
    let object = |root: &CstRootNode| {
        parents.iter().try_fold(root.object_value()?, |object, name| member(&object, name)?.object_value())
    };
    let (root, other) = (root(words)?, root(theirs)?);
    let new = member(&object(&other)?, last)?.value()?.to_string();
    let here = object(&root)?;
    match member(&here, last) {
        Some(member) => member.set_value(as_written(new)),
        None => add(&here, last, new)?,
    }
    Some(root.to_string())
}

fn replace(member: &CstObjectProp, value: &Value) -> Option<()> {
    if let (Value::List(wanted), Some(array)) = (value, member.array_value())
        && !wanted.is_empty()
        && tall(&array.children())
    {
        return items(&array, wanted);
    }
    let old = member.value()?.to_string();
    member.set_value(as_written(written(&old, value)?));
    Some(())
}

/// Text that is JSON already. The library prints a number as it is given.
fn as_written(text: String) -> CstInputValue {
    CstInputValue::Number(text)
}

/// Whether the members stand on lines of their own.
fn tall(children: &[CstNode]) -> bool {
    children.iter().any(CstNode::is_newline)
}

/// A new member after the last one, spaced as that one is.
fn add(object: &CstObject, name: &str, new: String) -> Option<()> {
    let key = serde_json::to_string(name).ok()?;
    let Some(model) = object.properties().pop() else {
        object.append(name, as_written(new));
        return Some(());
    };
    let (before, after) = around_colon(&model)?;
    if !tall(&object.children()) {
        // In one line, as the others; the library would give each its own.
        let old = model.value()?.to_string();
        let comma = if object.to_string().contains(", ") || object.properties().len() == 1 { ", " } else { "," };
        model.set_value(as_written(format!("{old}{comma}{key}{before}:{after}{new}")));
        return Some(());
    }
    let indent = model.previous_sibling().and_then(|node| node.as_whitespace()).map(|space| space.value());
    let ending = model.previous_siblings().find_map(|node| node.as_newline()).map(|line| line.kind());
    let added = object.append(name, as_written(new));
    if let Some(space) = added.previous_sibling().and_then(|node| node.as_whitespace()) {
        match indent {
            Some(indent) => space.set_value(indent),
            None => space.remove(),
        }
    }
    if let (Some(line), Some(kind)) = (added.previous_siblings().find_map(|node| node.as_newline()), ending) {
        line.set_kind(kind);
    }
    added.name()?.as_string_lit()?.set_raw_value(format!("{key}{before}"));
    if let Some(space) = added.children().into_iter().find_map(|node| node.as_whitespace()) {
        if after.is_empty() { space.remove() } else { space.set_value(after) }
    }
    Some(())
}

/// The space before and after a member's colon.
fn around_colon(member: &CstObjectProp) -> Option<(String, String)> {
    let (mut before, mut after, mut seen) = (String::new(), String::new(), false);
    for node in member.children().into_iter().skip(1) {
        match node {
            CstNode::Leaf(CstLeafNode::Token(_)) => seen = true,
            CstNode::Leaf(CstLeafNode::Whitespace(space)) if seen => after.push_str(&space.value()),
            CstNode::Leaf(CstLeafNode::Whitespace(space)) => before.push_str(&space.value()),
            CstNode::Leaf(CstLeafNode::Newline(_)) => return Some((String::new(), " ".to_owned())),
            _ => break,
        }
    }
    seen.then_some((before, after))
}

/// The items of an array that has one a line; those that stay keep their lines.
fn items(array: &CstArray, list: &[String]) -> Option<()> {
    let words = |node: &CstNode| node.as_string_lit().and_then(|text| text.decoded_value().ok());
    // An item that is no text cannot be told from what is wanted.
    array.elements().iter().try_for_each(|node| words(node).map(|_| ()))?;
    for (at, item) in list.iter().enumerate() {
        loop {
            let held = array.elements();
            let Some(node) = held.get(at) else {
                array.append(CstInputValue::String(item.clone()));
                break;
            };
            if words(node).as_ref() == Some(item) {
                break;
            }
            if !held[at..].iter().any(|node| words(node).as_ref() == Some(item)) {
                array.insert(at, CstInputValue::String(item.clone()));
                break;
            }
            node.clone().remove();
        }
    }
    for node in array.elements().into_iter().skip(list.len()).rev() {
        node.remove();
    }
    Some(())
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
            let written = |item: &String| {
                if stays_number(old, item) { Some(item.clone()) } else { serde_json::to_string(item).ok() }
            };
            let items: Option<Vec<String>> = list.iter().map(written).collect();
            let items = items?;
            let comma = if old.contains("\",\"") { "," } else { ", " };
            let space = if old.starts_with("[ ") && !items.is_empty() { " " } else { "" };
            format!("[{space}{}{space}]", items.join(comma))
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
