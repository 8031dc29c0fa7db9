//! The values of a detail that names other texts of the site, read from those.

use serde_json::Value;

use crate::field::{Choice, Field};
use crate::folder::{Folder, text};
use crate::front::Front;
use crate::paths::{extension, join, stem};
use crate::values;

/// Most texts looked into; where there are more, the writer is not kept to those that were.
const MOST: usize = 200;

/// Takes what the texts say into a detail whose relation has a folder, or a single file.
pub(crate) fn fill(field: &mut Field, folder: &dyn Folder, shown: Option<&str>) {
    let Some(relation) = &field.relation else { return };
    let Some(path) = &relation.folder else { return };
    let value = relation.value.as_deref();
    let mut found: Vec<Choice> = Vec::new();
    let mut whole = true;
    if extension(path).is_empty() {
        for entry in folder.entries(path) {
            let file =
                join(path, &if entry.is_folder { format!("{}/index.md", entry.name) } else { entry.name.clone() });
            if found.len() >= MOST {
                whole = false;
                break;
            }
            if entry.name.starts_with(['.', '_']) || !readable(&file) {
                continue;
            }
            let Some(values) = read(folder, &file) else { continue };
            let name = stem(&entry.name).to_owned();
            let one = |key: Option<&str>| match key {
                None => Some(name.clone()),
                Some("path") => Some(file.clone()),
                Some(key) => all(&values, key).into_iter().next(),
            };
            let label = shown.and_then(|key| one(Some(key))).or_else(|| one(Some("title")));
            found.extend(one(value).map(|value| Choice { label: label.unwrap_or_else(|| value.clone()), value }));
        }
    } else if let (Some(values), Some(value)) = (read(folder, path), value) {
        let labels = shown.map(|key| all(&values, key)).unwrap_or_default();
        let choices = all(&values, value);
        whole = choices.len() <= MOST;
        let named = choices.into_iter().take(MOST).enumerate();
        found.extend(named.map(|(at, value)| Choice { label: labels.get(at).unwrap_or(&value).clone(), value }));
    }
    if !found.is_empty() {
        field.options = found.iter().map(|choice| choice.value.clone()).collect();
        field.choices = if whole { found } else { Vec::new() };
    }
}

fn readable(path: &str) -> bool {
    matches!(extension(path).as_str(), "md" | "markdown" | "mdx" | "yml" | "yaml" | "json" | "toml")
}

fn read(folder: &dyn Folder, path: &str) -> Option<Value> {
    let text = text(folder, path).filter(|text| text.len() <= 256 * 1024)?;
    match extension(path).as_str() {
        "md" | "markdown" | "mdx" => Some(Front::of(&text)?.values),
        _ => values::parse(path, &text),
    }
}

/// The texts at a place such as `name` or `authors.*.name`.
fn all(value: &Value, place: &str) -> Vec<String> {
    let Some((first, rest)) = place.split_once('.') else {
        return match if place == "*" { Some(value) } else { values::get(value, place) } {
            Some(Value::Array(items)) => items.iter().filter_map(crate::settings::shown).collect(),
            Some(one) => crate::settings::shown(one).into_iter().collect(),
            None => Vec::new(),
        };
    };
    match (first, value) {
        ("*", Value::Array(items)) => items.iter().flat_map(|item| all(item, rest)).collect(),
        _ => values::get(value, first).map(|inner| all(inner, rest)).unwrap_or_default(),
    }
}
