//! What a site's newest posts show of its habits.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::folder::{Folder, is_picture, text};
use crate::front::Front;
use crate::paths::{file_name, is_within, join, parent};
use crate::site::{Field, Site, date_in_name};
use crate::values;

/// Posts looked into to find the newest ones, and how many of those are learnt from.
const MOST_READ: usize = 200;
const MOST_KEPT: usize = 20;

/// Most values offered for a field.
const MOST_OPTIONS: usize = 50;

/// A post looked at.
#[derive(Debug, Clone)]
pub(crate) struct Sample {
    pub(crate) path: String,
    pub(crate) front: Option<Front>,
}

/// The newest of these posts, the newest first.
pub(crate) fn newest(folder: &dyn Folder, posts: &[String]) -> Vec<Sample> {
    // With dates in the names, the last by name are the newest; without, reading more changes little.
    let mut paths: Vec<&String> = posts.iter().collect();
    paths.sort_by_key(|path| std::cmp::Reverse((date_in_name(path).map(|(date, _)| date), file_name(path))));
    let mut samples: Vec<(String, Sample)> = paths
        .into_iter()
        .take(MOST_READ)
        .filter_map(|path| {
            let front = Front::of(&text(folder, path)?);
            let written = front.as_ref().and_then(|front| values::string(&front.values, "date"));
            let date = date_in_name(path).map(|(date, _)| date.to_string()).or(written);
            Some((date.unwrap_or_default(), Sample { path: path.clone(), front }))
        })
        .collect();
    samples.sort_by(|one, other| other.0.cmp(&one.0));
    samples.into_iter().take(MOST_KEPT).map(|(_, sample)| sample).collect()
}

/// The newest post that has details.
pub(crate) fn example(samples: &[Sample]) -> Option<&Front> {
    samples.iter().find_map(|sample| sample.front.as_ref())
}

/// The details of a site's posts: title, date, author and tags always, then what the template or at least a third of the
/// newest posts have.
pub(crate) fn fields(samples: &[Sample], template: Option<&Front>) -> Vec<Field> {
    let fronts: Vec<&Front> = samples.iter().filter_map(|sample| sample.front.as_ref()).collect();
    let uses = |key: &str| fronts.iter().filter(|front| front.values.get(key).is_some()).count();
    let known = |names: &[&'static str]| -> &'static str {
        let most_used = names.iter().copied().filter(|name| uses(name) > 0).max_by_key(|name| uses(name));
        most_used.unwrap_or(names[0])
    };
    let mut fields = vec![
        field("title", "text", true, &[]),
        field(known(&["date", "pubDate", "publishDate", "published"]), "date", false, &[]),
        field(known(&["author", "authors"]), "text", false, &fronts),
        field("tags", "tags", false, &fronts),
    ];
    let from_template = template.into_iter().flat_map(|front| front.entries.iter().map(move |(key, _)| (key, front)));
    let from_posts = fronts.iter().flat_map(|front| front.entries.iter().map(move |(key, _)| (key, *front)));
    for (key, front) in from_template.chain(from_posts) {
        let technical = matches!(
            key.as_str(),
            "layout" | "type" | "draft" | "published" | "permalink" | "url" | "aliases" | "slug" | "id" | "weight"
        );
        let common =
            template.is_some_and(|template| template.values.get(key).is_some()) || uses(key) * 3 > fronts.len();
        if technical || !common || fields.iter().any(|field| field.name == *key) {
            continue;
        }
        if let Some(kind) = front.values.get(key).and_then(kind_of) {
            fields.push(field(key, kind, false, if kind == "text" { &[] } else { &fronts }));
        }
    }
    fields
}

fn field(name: &str, kind: &'static str, required: bool, fronts: &[&Front]) -> Field {
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    if matches!(kind, "text" | "tags" | "list") {
        for value in fronts.iter().filter_map(|front| front.values.get(name)).flat_map(values::strings) {
            *counted.entry(value).or_default() += 1;
        }
    }
    let mut options: Vec<(String, usize)> = counted.into_iter().collect();
    options.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    Field {
        name: name.to_owned(),
        label: label(name),
        kind,
        required,
        default: None,
        options: options.into_iter().take(MOST_OPTIONS).map(|(value, _)| value).collect(),
    }
}

fn kind_of(value: &Value) -> Option<&'static str> {
    match value {
        Value::Bool(_) => Some("boolean"),
        Value::Number(_) => Some("number"),
        Value::String(_) | Value::Null => Some("text"),
        Value::Array(items) if items.iter().all(Value::is_string) => Some("list"),
        Value::Array(_) | Value::Object(_) => None,
    }
}

/// `coverImage` and `cover_image` as `Cover image`.
fn label(key: &str) -> String {
    let mut out = String::new();
    for letter in key.chars() {
        if out.is_empty() {
            out.extend(letter.to_uppercase());
        } else if letter == '_' || letter == '-' {
            out.push(' ');
        } else if letter.is_uppercase() && out.chars().last().is_some_and(char::is_lowercase) {
            out.push(' ');
            out.extend(letter.to_lowercase());
        } else {
            out.push(letter);
        }
    }
    out
}

/// Folders that sites keep pictures in, the usual ones first.
const PICTURE_FOLDERS: [&str; 14] = [
    "assets/images",
    "assets/img",
    "images",
    "img",
    "assets/uploads",
    "uploads",
    "assets/pictures",
    "pictures",
    "assets/media",
    "media",
    "photos",
    "static/images",
    "static/img",
    "assets",
];

/// The folder below `start` with the most pictures, among those that usually hold them.
pub(crate) fn picture_folder(files: &[String], start: &str) -> Option<String> {
    PICTURE_FOLDERS
        .iter()
        .map(|name| join(start, name))
        .map(|folder| {
            let held = files
                .iter()
                .filter(|path| is_picture(path) && is_within(path, &folder))
                // What merely has pictures somewhere below says little.
                .filter(|path| file_name(&folder) != "assets" || parent(path) == folder)
                .count();
            (held, folder)
        })
        .filter(|(held, _)| *held > 0)
        // The last of the largest is taken, and the first should be.
        .rev()
        .max_by_key(|(held, _)| *held)
        .map(|(_, folder)| folder)
}

/// The posts among `files`.
pub(crate) fn posts_of(site: &Site, files: &[String]) -> Vec<String> {
    files.iter().filter(|path| site.is_post(path)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_readable() {
        assert_eq!(label("coverImage"), "Cover image");
        assert_eq!(label("cover_image"), "Cover image");
        assert_eq!(label("title"), "Title");
    }

    #[test]
    fn the_folder_with_most_pictures_wins() {
        let check = |files: &[&str], expect: Option<&str>| {
            let files: Vec<String> = files.iter().map(|it| (*it).to_owned()).collect();
            assert_eq!(picture_folder(&files, "").as_deref(), expect);
        };
        check(&["images/a.png", "assets/images/a.png"], Some("assets/images"));
        check(&["images/a.png", "images/b.png", "assets/images/a.png"], Some("images"));
        check(&["assets/a.png", "favicon.png"], Some("assets"));
        check(&["favicon.png", "images/a.txt"], None);
    }
}
