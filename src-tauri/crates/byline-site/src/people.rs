//! Authors whom a site keeps in texts of their own: posts then name the text, and any other name would lead nowhere.

use crate::folder::{Folder, text};
use crate::front::Front;
use crate::head::AUTHOR_KEYS;
use crate::paths::{extension, file_name, parent, stem};
use crate::values::{parse, string, strings};

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    /// What posts say.
    pub(crate) id: String,
    /// The name for readers.
    pub(crate) name: String,
}

/// Most of them looked at.
const MOST: usize = 100;

/// The people in a folder of authors, the newest post's first; none when posts name others.
pub(crate) fn of(folder: &dyn Folder, files: &[String], fronts: &[&Front]) -> Vec<Person> {
    let named = |front: &&&Front| AUTHOR_KEYS.iter().find_map(|key| front.values.get(*key)).map(strings);
    let Some(newest) = fronts.iter().find_map(|front| named(&front)).filter(|ids| !ids.is_empty()) else {
        return Vec::new();
    };
    let about = files.iter().filter(|path| {
        matches!(file_name(parent(path)), "authors" | "_authors" | "people" | "team")
            && matches!(extension(path).as_str(), "md" | "mdx" | "markdown" | "json" | "yml" | "yaml" | "toml")
    });
    let mut found: Vec<Person> = about.take(MOST).map(|path| person(folder, path)).collect();
    if !newest.iter().all(|id| found.iter().any(|person| person.id == *id)) {
        return Vec::new();
    }
    found.sort_by_key(|person| newest.iter().position(|id| *id == person.id).unwrap_or(newest.len()));
    found
}

fn person(folder: &dyn Folder, path: &str) -> Person {
    let text = text(folder, path).unwrap_or_default();
    let values = parse(path, &text).or_else(|| Front::of(&text).map(|front| front.values)).unwrap_or_default();
    let id = stem(path).to_owned();
    let name = ["name", "title"].iter().find_map(|key| string(&values, key)).unwrap_or_else(|| id.clone());
    Person { id, name }
}
