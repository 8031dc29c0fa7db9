//! What a site's newest posts show of its habits.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde_json::Value;

use crate::field::Field;
use crate::folder::{Folder, is_picture, text};
use crate::front::Front;
use crate::head::{DATE_KEYS, Usual};
use crate::paths::{file_name, inside, is_index, is_within, join, parent};
use crate::site::{DraftFlag, Naming, Site, date_in_name};
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
    let name = |path: &String| Reverse((date_in_name(path).map(|(date, _)| date), file_name(path).to_owned()));
    let mut paths: Vec<_> = posts.iter().enumerate().map(|(place, path)| (name(path), place, path)).collect();
    if paths.len() > MOST_READ {
        // The others need no order among themselves.
        paths.select_nth_unstable(MOST_READ);
        paths.truncate(MOST_READ);
    }
    paths.sort_unstable();
    let mut samples: Vec<(String, Sample)> = paths
        .into_iter()
        .filter_map(|(_, _, path)| {
            let front = Front::of(&text(folder, path)?);
            let written =
                front.as_ref().and_then(|front| DATE_KEYS.iter().find_map(|key| values::string(&front.values, key)));
            let date = date_in_name(path).map(|(date, _)| date.to_string()).or(written);
            Some((date.map(|date| sortable(&date)).unwrap_or_default(), Sample { path: path.clone(), front }))
        })
        .collect();
    samples.sort_by(|one, other| other.0.cmp(&one.0));
    samples.into_iter().take(MOST_KEPT).map(|(_, sample)| sample).collect()
}

/// A date so that later ones sort later: those that begin with the year as they are, and `Jul 08 2022`.
fn sortable(date: &str) -> String {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    if date.starts_with(|first: char| first.is_ascii_digit()) {
        return date.replace('/', "-");
    }
    let mut words = date.split([' ', ',']).filter(|word| !word.is_empty());
    let name = words.next().and_then(|word| word.get(..3)).map(str::to_ascii_lowercase);
    let month = name.and_then(|name| MONTHS.iter().position(|month| *month == name));
    match (month, words.next(), words.next()) {
        (Some(month), Some(day), Some(year)) => format!("{year}-{:02}-{day:0>2}", month + 1),
        _ => String::new(),
    }
}

/// The details of a site's posts: title, date, author and tags always, then what the template or at least a third of the
/// newest posts have.
pub(crate) fn fields(fronts: &[&Front], template: Option<&Front>, usual: &Usual) -> Vec<Field> {
    let uses = |key: &str| fronts.iter().filter(|front| at(&front.values, key).is_some()).count();
    let known = |names: &[&str]| -> String {
        // Of those used as often, the one that is named first.
        let most_used = names.iter().rev().copied().filter(|name| uses(name) > 0).max_by_key(|name| uses(name));
        most_used.unwrap_or(names[0]).to_owned()
    };
    // `published: true` tells no day.
    let is_mark = |key: &&str| fronts.iter().any(|front| front.values.get(*key).is_some_and(Value::is_boolean));
    let dates: Vec<&str> =
        std::iter::once(usual.date_key.as_str()).chain(DATE_KEYS.into_iter().filter(|key| !is_mark(key))).collect();
    let authors = if usual.authors { ["authors", "author"] } else { ["author", "authors"] };
    let tags = usual.inside.first().map_or_else(|| "tags".to_owned(), |table| format!("{table}.tags"));
    let required = |key: &str| usual.complete && fronts.len() > 1 && uses(key) == fronts.len();
    let (date, author) = (known(&dates), known(&authors));
    let mut fields = vec![
        field("title", "text", true, &[]),
        field(&date, "date", required(&date), &[]),
        field(&author, "text", required(&author), fronts),
        Field { options: used(&tags, fronts), ..field("tags", "tags", required(&tags), &[]) },
    ];
    let from_template = template.into_iter().flat_map(|front| front.entries.iter().map(move |(key, _)| (key, front)));
    let from_posts = fronts.iter().flat_map(|front| front.entries.iter().map(move |(key, _)| (key, *front)));
    let mut keys: Vec<(String, Option<&Value>)> =
        from_template.chain(from_posts).map(|(key, front)| (key.clone(), front.values.get(key))).collect();
    for (table, front) in usual.inside.iter().flat_map(|table| fronts.iter().map(move |front| (table, front))) {
        let inner = front.values.get(*table).and_then(Value::as_object).into_iter().flatten();
        keys.extend(inner.map(|(key, value)| (format!("{table}.{key}"), Some(value))));
    }
    for (key, value) in keys {
        let common =
            template.is_some_and(|template| template.values.get(&key).is_some()) || uses(&key) * 3 > fronts.len();
        if is_technical(&key) || !common || key == tags || fields.iter().any(|field| field.name == key) {
            continue;
        }
        if let Some(kind) = value.and_then(kind_of) {
            let options = if kind == "text" { &[] } else { fronts };
            fields.push(field(&key, kind, required(&key), options));
        }
    }
    fields
}

/// Details that are for the generator rather than for readers.
pub(crate) fn is_technical(key: &str) -> bool {
    matches!(
        key,
        "layout" | "type" | "draft" | "published" | "permalink" | "url" | "aliases" | "slug" | "id" | "weight"
    )
}

/// A value by its key, or by its keys with dots between them.
fn at<'a>(values: &'a Value, key: &str) -> Option<&'a Value> {
    values.get(key).or_else(|| {
        let (table, key) = key.split_once('.')?;
        values.get(table)?.get(key)
    })
}

/// The texts of a value; those of tags may stand in one text with commas or spaces between them, as for Jekyll.
fn one_by_one(value: &Value, tags: bool) -> Vec<String> {
    match value.as_str().filter(|_| tags) {
        Some(words) if words.contains(',') => words.split(',').map(|word| word.trim().to_owned()).collect(),
        Some(words) => words.split_whitespace().map(str::to_owned).collect(),
        None => values::strings(value),
    }
}

/// The values that posts have for a field, the most used first.
pub(crate) fn used(name: &str, fronts: &[&Front]) -> Vec<String> {
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    let tags = matches!(name, "tags" | "taxonomies.tags");
    for value in fronts.iter().filter_map(|front| at(&front.values, name)).flat_map(|value| one_by_one(value, tags)) {
        *counted.entry(value).or_default() += 1;
    }
    let mut options: Vec<(String, usize)> = counted.into_iter().collect();
    options.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    options.into_iter().take(MOST_OPTIONS).map(|(value, _)| value).collect()
}

/// How most of these posts are named; nothing when there are none.
pub(crate) fn naming(samples: &[Sample], folders: &[String]) -> Option<Naming> {
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    for sample in samples {
        *counted.entry(shape(sample, folders)).or_default() += 1;
    }
    // Where no way is the usual one, the newest post shows what is done now.
    let most = counted.into_iter().find(|(_, count)| count * 2 > samples.len()).map(|(shape, _)| shape);
    Naming::of(&most.or_else(|| samples.first().map(|newest| shape(newest, folders)))?)
}

/// A post's path as a pattern: folders that are a year, a month and a day in it, then the name.
fn shape(sample: &Sample, folders: &[String]) -> String {
    let name =
        |part: &str| if date_in_name(part).is_some() { "{year}-{month}-{day}-{slug}" } else { "{slug}" }.to_owned();
    let below = folders.iter().filter_map(|folder| inside(&sample.path, folder)).min_by_key(|below| below.len());
    let mut parts: Vec<&str> = below.unwrap_or(&sample.path).split('/').collect();
    let file = parts.pop().unwrap_or_default();
    let bundle = is_index(file) && !parts.is_empty();
    let last = if bundle { parts.pop().unwrap_or_default().to_owned() } else { file.to_owned() };
    let mut pattern = String::new();
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    for (part, (place, count)) in parts.iter().zip([("{year}/", 4), ("{month}/", 2), ("{day}/", 2)]) {
        if !digits(part, count) {
            break;
        }
        pattern.push_str(place);
    }
    // A bundle's folder has no extension to take away.
    pattern.push_str(&name(&if bundle { format!("{last}.md") } else { last }));
    if bundle {
        pattern.push_str("/index");
    }
    pattern
}

/// The detail by which posts say that they are drafts.
pub(crate) fn draft_flag(fronts: &[&Front]) -> Option<DraftFlag> {
    let says = |key: &str| fronts.iter().any(|front| front.values.get(key).is_some_and(Value::is_boolean));
    [("draft", true), ("published", false)]
        .into_iter()
        .find(|(key, _)| says(key))
        .map(|(key, value)| DraftFlag::new(key, value))
}

fn field(name: &str, kind: &'static str, required: bool, fronts: &[&Front]) -> Field {
    let options = if matches!(kind, "text" | "tags" | "list") { used(name, fronts) } else { Vec::new() };
    Field { required, options, ..Field::new(name, kind) }
}

pub(crate) fn kind_of(value: &Value) -> Option<&'static str> {
    match value {
        Value::Bool(_) => Some("boolean"),
        Value::Number(_) => Some("number"),
        Value::String(_) | Value::Null => Some("text"),
        Value::Array(items) if items.iter().all(Value::is_string) => Some("list"),
        Value::Array(_) | Value::Object(_) => None,
    }
}

/// `coverImage` and `cover_image` as `Cover image`.
pub(crate) fn label(key: &str) -> String {
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
                .filter(|path| is_within(path, &folder) && is_picture(path))
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
    fn of_many_posts_the_last_by_name_are_looked_into() {
        let texts: Vec<(String, String)> = (0..MOST_READ + 100)
            .map(|number| {
                let year = if number == 50 { 2099 } else { 2000 + number / 299 };
                (format!("{}/post-{number:03}.md", number % 7), format!("---\ndate: {year}-01-01\n---\n"))
            })
            .collect();
        let folder = crate::InMemory::new(texts.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        let mut posts: Vec<String> = texts.iter().map(|(path, _)| path.clone()).collect();
        posts.sort();
        let names: Vec<String> = newest(&folder, &posts).iter().map(|it| file_name(&it.path).to_owned()).collect();
        let expect: Vec<String> = (0..MOST_KEPT).map(|back| format!("post-{:03}.md", 299 - back)).collect();
        assert_eq!(names, expect);
    }

    #[test]
    fn labels_are_readable() {
        assert_eq!(label("coverImage"), "Cover image");
        assert_eq!(label("cover_image"), "Cover image");
        assert_eq!(label("title"), "Title");
    }

    #[test]
    fn a_mark_is_no_date_and_tags_stand_in_one_text() {
        let texts = [
            "---\ntitle: A\npublished: true\ndate: '2023-4-14'\ntags: red blue\n---\n",
            "---\ntitle: B\npublished: true\n---\n",
        ];
        let fronts: Vec<Front> = texts.iter().filter_map(|text| Front::of(text)).collect();
        let fronts: Vec<&Front> = fronts.iter().collect();
        let fields = fields(&fronts, None, &Usual::new(byline_post::FrontMatter::Yaml));
        let names: Vec<(&str, &str)> = fields.iter().map(|field| (field.name.as_str(), field.kind)).collect();
        assert_eq!(names, [("title", "text"), ("date", "date"), ("author", "text"), ("tags", "tags")]);
        assert_eq!(fields[3].options, ["blue", "red"]);
    }

    #[test]
    fn dates_sort_however_they_are_written() {
        for (date, expect) in
            [("2026-01-02", "2026-01-02"), ("2026/01/02", "2026-01-02"), ("Jul 8, 2022", "2022-07-08"), ("soon", "")]
        {
            assert_eq!(sortable(date), expect);
        }
    }

    #[test]
    fn names_have_a_shape() {
        let check = |paths: &[&str], expect: Option<&str>| {
            let samples: Vec<Sample> =
                paths.iter().map(|path| Sample { path: (*path).to_owned(), front: None }).collect();
            let found = naming(&samples, &["blog".to_owned()]);
            assert_eq!(found.as_ref().map(Naming::pattern), expect, "{paths:?}");
        };
        check(&[], None);
        check(&["blog/a.md", "blog/b.md", "blog/c/index.md"], Some("{slug}"));
        check(&["blog/a.md", "blog/c/index.md", "blog/d/index.md"], Some("{slug}/index"));
        check(&["blog/2026-01-02-a/index.md"], Some("{year}-{month}-{day}-{slug}/index"));
        check(&["blog/2026/01/a.md", "blog/2025/12/b.md"], Some("{year}/{month}/{slug}"));
        check(&["blog/news/a.md"], Some("{slug}"));
        check(&["blog/index.md"], Some("{slug}"));
        check(&["blog/a/index.de.md", "blog/a/index.en.md"], Some("{slug}/index"));
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
