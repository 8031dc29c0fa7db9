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
    // Some posts name a text by its whole path.
    let by_path = newest.iter().any(|id| files.contains(id));
    let mut found: Vec<Person> = about.take(MOST).map(|path| person(folder, path, by_path)).collect();
    if found.is_empty() {
        found = files.iter().filter(|path| is_list(path)).flat_map(|path| listed(folder, path)).take(MOST).collect();
    }
    if !newest.iter().all(|id| found.iter().any(|person| person.id == *id)) {
        return Vec::new();
    }
    found.sort_by_key(|person| newest.iter().position(|id| *id == person.id).unwrap_or(newest.len()));
    found
}

/// Whether a file is a list of authors by what posts call them (`_data/authors.yml` of Jekyll's themes, `blog/authors.yml`
/// of Docusaurus).
fn is_list(path: &str) -> bool {
    matches!(stem(path), "authors" | ".authors") && matches!(extension(path).as_str(), "json" | "yml" | "yaml" | "toml")
}

fn listed(folder: &dyn Folder, path: &str) -> Vec<Person> {
    let values = text(folder, path).and_then(|text| parse(path, &text)).unwrap_or_default();
    let all = values.get("authors").unwrap_or(&values).as_object();
    let one = |(id, about): (&String, &serde_json::Value)| {
        let name = string(about, "name").or_else(|| string(about, "title"))?;
        Some(Person { id: id.clone(), name })
    };
    all.into_iter().flatten().filter_map(one).collect()
}

fn person(folder: &dyn Folder, path: &str, by_path: bool) -> Person {
    let text = text(folder, path).unwrap_or_default();
    let values = parse(path, &text).or_else(|| Front::of(&text).map(|front| front.values)).unwrap_or_default();
    let id = if by_path { path } else { stem(path) }.to_owned();
    let name = ["name", "title"].iter().find_map(|key| string(&values, key)).unwrap_or_else(|| id.clone());
    Person { id, name }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::InMemory;

    #[test]
    fn authors_are_found_where_sites_keep_them() {
        let check = |file: &str, about: &str, post: &str, expect: &[(&str, &str)]| {
            let folder = InMemory::new([(file, about)]);
            let front = Front::of(&format!("---\n{post}\n---\n")).unwrap();
            let people = of(&folder, &[file.to_owned()], &[&front]);
            let found: Vec<(&str, &str)> = people.iter().map(|one| (one.id.as_str(), one.name.as_str())).collect();
            assert_eq!(found, expect, "{file}");
        };
        check("a/authors/ann.md", "---\nname: Ann Bell\n---\n", "author: ann", &[("ann", "Ann Bell")]);
        check("a/authors/ann.md", "---\nname: Ann Bell\n---\n", "author: Carl", &[]);
        check(
            "a/authors/ann.md",
            "---\nname: Ann Bell\n---\n",
            "author: a/authors/ann.md",
            &[("a/authors/ann.md", "Ann Bell")],
        );
        check("_data/authors.yml", "ann:\n  name: Ann Bell\n", "author: ann", &[("ann", "Ann Bell")]);
        check("blog/.authors.yml", "authors:\n  ann:\n    name: Ann Bell\n", "authors: [ann]", &[("ann", "Ann Bell")]);
    }
}
