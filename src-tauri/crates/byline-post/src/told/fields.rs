//! The details among the fields of the front matter.

use jiff::civil::Date;

use super::dates;
use crate::details::{Details, Source, Told};
use crate::front::{Field, Held};

/// The fields that may hold the date, first one first.
const DATES: &[&str] = &[
    "date",
    "publishDate",
    "publishdate",
    "pubDate",
    "pubdate",
    "published",
    "publishedAt",
    "published_at",
    "publish_date",
    "pub_date",
    "pubDatetime",
];
const KNOWN: &[&str] = &["title", "author", "authors", "tags", "draft"];

fn get<'a>(fields: &'a [Field], name: &str) -> Option<&'a Held> {
    fields.iter().find(|field| field.name == name).map(|field| &field.held)
}

/// What the front matter tells.
pub(crate) fn details(fields: &[Field], file_name: &str) -> Details {
    let words = |name: &str| {
        let field = fields.iter().find(|field| field.name == name)?;
        let words = match &field.held {
            // `yes` for a title is a word.
            Held::Bool(_) => Some(field.raw.clone()),
            held => held.words(),
        };
        words.map(|words| words.trim().to_owned()).filter(|words| !words.is_empty())
    };
    let date_field = date_path(fields);
    let date = date_field.and_then(|name| date_of(get(fields, name)?));
    let published = match get(fields, "published") {
        Some(Held::Bool(yes)) => Some(!yes),
        _ => None,
    };
    let draft = match get(fields, "draft") {
        Some(Held::Bool(yes)) => Some(*yes),
        // In quotes it is meant all the same.
        Some(Held::Text(words)) if words.parse::<bool>().is_ok() => words.parse().ok(),
        _ => published,
    };
    let taxonomies = get(fields, "taxonomies").and_then(|held| held.get("tags"));
    let tags = get(fields, "tags").or(taxonomies).map(tags).unwrap_or_default();
    let told = |value| Told { value, source: Source::FrontMatter };
    Details {
        title: words("title").map(told),
        date: date.map(|found| super::settled(found.date, found.or, file_name, Source::FrontMatter)),
        author: author(fields).map(|value| Told { value, source: Source::FrontMatter }),
        tags,
        draft,
        others: fields
            .iter()
            .filter(|field| {
                let read = KNOWN.contains(&field.name.as_str())
                    || Some(field.name.as_str()) == date_field
                    || (field.name == "published" && published.is_some());
                !read
            })
            .map(|field| (field.name.clone(), field.raw.clone()))
            .collect(),
        problem: None,
    }
}

/// The field that holds the date, or the one that would.
pub(crate) fn date_path(fields: &[Field]) -> Option<&'static str> {
    DATES.iter().copied().find(|name| get(fields, name).and_then(day).is_some())
}

fn day(held: &Held) -> Option<Date> {
    date_of(held).map(|found| found.date)
}

fn date_of(held: &Held) -> Option<dates::Found> {
    let (Held::Text(words) | Held::Plain(words)) = held else {
        return None;
    };
    let found = dates::first_in(words)?;
    // The date leads; a time may follow it.
    words[..found.range.start].trim_matches(['"', '\'', ' ', '“', '‘', '„']).is_empty().then_some(found)
}

fn author(fields: &[Field]) -> Option<String> {
    let name = |held: &Held| match held {
        Held::Map(_) => held.get("name").and_then(Held::words),
        held => held.words(),
    };
    let all = |held: &Held| match held {
        Held::List(list) => {
            let names: Vec<String> = list.iter().filter_map(name).filter(|name| !name.trim().is_empty()).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        held => name(held).map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()),
    };
    get(fields, "author").and_then(all).or_else(|| get(fields, "authors").and_then(all))
}

fn tags(held: &Held) -> Vec<String> {
    let words: Vec<String> = match held {
        Held::List(list) => list.iter().filter_map(Held::words).collect(),
        Held::Text(words) if words.contains(',') => words.split(',').map(|word| word.trim().to_owned()).collect(),
        Held::Text(words) => words.split_whitespace().map(str::to_owned).collect(),
        held => held.words().into_iter().collect(),
    };
    words.into_iter().filter(|word| !word.is_empty()).collect()
}
