//! What a site's own description of its posts wants in each, in a new one.

use serde_json::Value;

use super::{AUTHOR_KEYS, Examples, Slot, Usual, emptied, inline, line};
use crate::zod::Wanted;
use byline_post::FrontMatter;

/// Adds to `entries` what every post must have, and puts a value in where an empty one would be refused.
pub(super) fn complete(entries: &mut Vec<(String, Slot)>, kind: FrontMatter, usual: &Usual, from: &Examples<'_>) {
    for wanted in usual.wanted.iter().filter(|wanted| wanted.required) {
        let name = wanted.name.as_str();
        let by_whom = AUTHOR_KEYS.contains(&name) && !wanted.refers;
        if name == "title" || by_whom || name == usual.date_key {
            continue;
        }
        let Some(slot) = slot(wanted, kind, from) else { continue };
        match entries.iter_mut().find(|(key, _)| key == name) {
            // The other posts may show more than the description tells.
            Some((_, there)) if !says_nothing(there) && !wanted.refers => {}
            Some((_, there)) => *there = slot,
            None => entries.push((name.to_owned(), slot)),
        }
    }
}

/// Whether an entry is an empty text.
fn says_nothing(slot: &Slot) -> bool {
    matches!(slot, Slot::Line(line) if line.ends_with("\"\""))
}

fn slot(wanted: &Wanted, kind: FrontMatter, from: &Examples<'_>) -> Option<Slot> {
    let name = wanted.name.as_str();
    let newest = from.posts.iter().find_map(|front| front.values.get(name).filter(|value| !value.is_null()));
    let value = match (wanted.kind, newest) {
        ("date", _) => return Some(Slot::Date),
        // No words of another post; the title at least is about this one.
        ("text", _) if wanted.filled => return Some(Slot::Title),
        ("image" | "relation", Some(value)) => emptied_or_same(wanted, value, from)?,
        ("list" | "tags", Some(Value::Array(items))) if wanted.filled || wanted.refers => {
            Value::Array(items.iter().take(1).cloned().collect())
        }
        ("choice", Some(value)) if value.as_str().is_some_and(|word| wanted.options.iter().any(|one| one == word)) => {
            value.clone()
        }
        _ => wanted.emptiest()?,
    };
    Some(Slot::Line(line(kind, name, &inline(kind, &value)?)))
}

/// A picture that is there for this post too, or the same relation.
fn emptied_or_same(wanted: &Wanted, value: &Value, from: &Examples<'_>) -> Option<Value> {
    if wanted.kind == "image" { emptied(&wanted.name, value, from.posts) } else { Some(value.clone()) }
}
