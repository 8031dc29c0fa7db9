//! The details a new post begins with, written the way the site writes them.

mod required;

use byline_post::FrontMatter;
use jiff::civil::Date;
use serde_json::{Map, Value};

use crate::front::Front;
use crate::people::Person;
use crate::zod::Wanted;

/// Keys under which sites keep a post's date, the usual one first.
pub(crate) const DATE_KEYS: [&str; 9] = [
    "date",
    "pubDate",
    "publishDate",
    "published",
    "publish_date",
    "pub_date",
    "publishedAt",
    "published_at",
    "pubDatetime",
];
pub(crate) const AUTHOR_KEYS: [&str; 2] = ["author", "authors"];
/// Keys by which some posts stand out from the others.
const MARKS: [&str; 5] = ["featured", "highlight", "pin", "pinned", "sticky"];
/// Keys that say how a page is shown; the same for every post.
const FIXED_KEYS: [&str; 2] = ["layout", "type"];

/// How a generator's posts begin where no other post shows it.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own about a generator")]
pub(crate) struct Usual {
    pub(crate) kind: FrontMatter,
    /// Texts that every post must have, unless the example says otherwise.
    pub(crate) fixed: Vec<(&'static str, String)>,
    /// Without it a date is only written where the example has one.
    pub(crate) needs_date: bool,
    pub(crate) date_key: String,
    pub(crate) date_in_quotes: bool,
    /// The author stands in a list called `authors`.
    pub(crate) authors: bool,
    /// The site refuses to build without what all its posts have.
    pub(crate) complete: bool,
    /// The tables inside the details that hold details of their own; the first one holds the tags.
    pub(crate) inside: &'static [&'static str],
    /// What stands after everything else, such as a table for the tags.
    pub(crate) tail: String,
    /// What the site's description of its posts wants of each.
    pub(crate) wanted: Vec<Wanted>,
    /// Authors whom posts name by their texts.
    pub(crate) people: Vec<Person>,
    /// The file of that description.
    pub(crate) wanted_by: String,
    /// Whether a detail that is not described is refused.
    pub(crate) strict: bool,
}

impl Usual {
    pub(crate) fn new(kind: FrontMatter) -> Self {
        Self {
            kind,
            fixed: Vec::new(),
            needs_date: true,
            date_key: DATE_KEYS[0].to_owned(),
            date_in_quotes: false,
            authors: false,
            complete: false,
            inside: &[],
            tail: String::new(),
            wanted: Vec::new(),
            wanted_by: String::new(),
            people: Vec::new(),
            strict: false,
        }
    }

    /// Whether a post of this site may have a detail.
    fn takes(&self, key: &str) -> bool {
        let wanted = self.wanted.iter().find(|wanted| wanted.name == key);
        // A name where the site wants another of its texts stops it from being built.
        let leads_nowhere = wanted.is_some_and(|wanted| wanted.refers && !wanted.required) && self.people.is_empty();
        (!self.strict || wanted.is_some()) && !leads_nowhere
    }
}

/// What a new post can be learnt from.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Examples<'a> {
    /// The newest posts that have details, the newest first.
    pub(crate) posts: &'a [&'a Front],
    /// The generator's template for posts.
    pub(crate) template: Option<&'a Front>,
    /// What the site's settings have new posts begin with.
    pub(crate) starts: &'a [(String, Value)],
    /// What a person has new posts begin with, whatever all others say; title, date and author stay each post's own.
    pub(crate) given: &'a [(String, Value)],
}

/// How a new post begins.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Head {
    pub(crate) kind: FrontMatter,
    entries: Vec<(String, Slot)>,
    quote: Quote,
    date_in_quotes: bool,
    tail: String,
    /// Whether the author's detail must be there, also without a name.
    needs_author: bool,
    people: Vec<Person>,
}

#[derive(Debug, Clone, PartialEq)]
enum Slot {
    Title,
    Date,
    Author(Byline),
    /// A whole line, as written elsewhere in the site.
    Line(String),
}

/// How the author is written.
#[derive(Debug, Clone, PartialEq)]
enum Byline {
    Name,
    List,
    /// `name` beside other things, which are kept.
    Map(Map<String, Value>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quote {
    WhereNeeded,
    Single,
    Double,
}

impl Head {
    /// Learns from the newest post, or else from a template for posts, or else takes the generator's usual form.
    pub(crate) fn learn(usual: &Usual, from: &Examples<'_>) -> Self {
        let newest = from.posts.first().copied();
        let example = newest.or(from.template);
        let kind = example.map_or(usual.kind, |front| front.kind);
        let mut entries: Vec<(String, Slot)> = Vec::new();
        for (key, line) in example.map(|front| front.entries.as_slice()).unwrap_or_default() {
            let value = example.and_then(|front| front.values.get(key)).unwrap_or(&Value::Null);
            let Some(slot) = slot(usual, from, key, line.as_deref(), value) else { continue };
            let twice = entries.iter().any(|(name, other)| *other == slot || name == key);
            if !twice {
                entries.push((key.clone(), slot));
            }
        }
        if newest.is_some()
            && let Some(template) = from.template.filter(|template| template.kind == kind)
        {
            for (key, line) in &template.entries {
                // What the generator itself would begin with, where the newest post has something else.
                let written = line.as_deref().filter(|line| !line.contains("{{") && !is_told(usual, key));
                if let Some(line) = written.filter(|_| !entries.iter().any(|(name, _)| name == key)) {
                    entries.push((key.clone(), Slot::Line(line.trim().trim_end_matches(',').to_owned())));
                }
            }
        }
        let has = |entries: &[(String, Slot)], slot: fn(&Slot) -> bool| entries.iter().any(|(_, s)| slot(s));
        for (place, (key, value)) in usual.fixed.iter().enumerate() {
            if !entries.iter().any(|(name, _)| name == key) {
                let line = line(kind, key, &text(kind, value, Quote::WhereNeeded));
                entries.insert(place.min(entries.len()), ((*key).to_owned(), Slot::Line(line)));
            }
        }
        if !has(&entries, |slot| *slot == Slot::Title) {
            let place = entries.iter().take_while(|(_, slot)| matches!(slot, Slot::Line(_))).count();
            entries.insert(place, ("title".to_owned(), Slot::Title));
        }
        let after_title = |entries: &[(String, Slot)], after: fn(&Slot) -> bool| {
            entries.iter().rposition(|(_, slot)| after(slot)).map_or(entries.len(), |at| at + 1)
        };
        if !has(&entries, |slot| *slot == Slot::Date) && (usual.needs_date || newest.is_none()) {
            let place = after_title(&entries, |slot| *slot == Slot::Title);
            entries.insert(place, (usual.date_key.clone(), Slot::Date));
        }
        required::complete(&mut entries, kind, usual, from);
        let by_whom = if usual.authors { "authors" } else { "author" };
        let told = |(key, slot): &(String, Slot)| key == by_whom || matches!(slot, Slot::Author(_));
        if !entries.iter().any(told) && usual.takes(by_whom) {
            let place = after_title(&entries, |slot| matches!(slot, Slot::Title | Slot::Date));
            let list = usual.authors || usual.wanted.iter().any(|one| one.name == by_whom && one.kind == "list");
            let how = if list { Byline::List } else { Byline::Name };
            entries.insert(place, (by_whom.to_owned(), Slot::Author(how)));
        }
        for (key, value) in from.starts {
            if !entries.iter().any(|(name, _)| name == key)
                && is_key(key)
                && let Some(value) = inline(kind, value)
            {
                entries.push((key.clone(), Slot::Line(line(kind, key, &value))));
            }
        }

        for (key, value) in from.given.iter().filter(|(key, _)| is_key(key)) {
            let Some(value) = inline(kind, value) else { continue };
            let slot = Slot::Line(line(kind, key, &value));
            match entries.iter_mut().find(|(name, _)| name == key) {
                Some((_, known @ Slot::Line(_))) => *known = slot,
                Some(_) => {}
                None => entries.push((key.clone(), slot)),
            }
        }

        let starts = |key: &str, with: &[char]| {
            example.and_then(|front| front.written(key)).is_some_and(|value| {
                // A template's action that stands without quotes is marked by a space; see the reader of templates.
                value.starts_with(with) && !value.contains("{{ }}")
            })
        };
        let date_key = entries.iter().find(|(_, slot)| *slot == Slot::Date).map(|(key, _)| key.as_str());
        let date_shown = newest.is_some_and(|front| date_key.is_some_and(|key| front.values.get(key).is_some()));
        Self {
            kind,
            quote: if starts("title", &['"']) {
                Quote::Double
            } else if starts("title", &['\'']) {
                Quote::Single
            } else {
                Quote::WhereNeeded
            },
            // A template's date is a quoted action whatever the result should look like.
            date_in_quotes: if date_shown {
                date_key.is_some_and(|key| starts(key, &['"', '\'']))
            } else {
                usual.date_in_quotes
            },
            // It is written for the generator's own kind of details.
            tail: if kind == usual.kind { usual.tail.clone() } else { String::new() },
            needs_author: usual.wanted.iter().any(|one| one.required && AUTHOR_KEYS.contains(&one.name.as_str())),
            people: usual.people.clone(),
            entries,
        }
    }

    /// What posts say for an author: one whom the site does not know cannot be named.
    fn person<'a>(&'a self, author: Option<&'a str>) -> Option<&'a str> {
        let known = author.and_then(|author| {
            let same = |text: &str| text.to_lowercase() == author.to_lowercase();
            self.people.iter().find(|person| same(&person.name) || same(&person.id))
        });
        known.or(self.people.first()).map(|person| person.id.as_str()).or(author)
    }

    /// The front matter of a new post, with its fences and an empty line after it.
    pub(crate) fn write(&self, title: &str, date: Date, author: Option<&str>) -> String {
        let author = self.person(author).or(self.needs_author.then_some(""));
        let lines: Vec<String> = self
            .entries
            .iter()
            .filter_map(|(key, slot)| {
                let value = match slot {
                    Slot::Line(line) => return Some(line.clone()),
                    Slot::Title => text(self.kind, title, self.quote),
                    Slot::Date if self.kind == FrontMatter::Json || self.date_in_quotes => {
                        text(self.kind, &date.to_string(), Quote::Double)
                    }
                    Slot::Date => date.to_string(),
                    Slot::Author(Byline::Name) => {
                        let quote = if self.quote == Quote::Double { Quote::WhereNeeded } else { self.quote };
                        text(self.kind, author?, quote)
                    }
                    Slot::Author(Byline::List) => {
                        let quote = if author?.contains(',') { Quote::Double } else { self.quote };
                        format!("[{}]", text(self.kind, author?, quote))
                    }
                    Slot::Author(Byline::Map(others)) => {
                        // Without the map the site's templates fail, so it is there even without a name.
                        let mut whole = others.clone();
                        whole.insert("name".to_owned(), Value::from(author.unwrap_or_default()));
                        inline(self.kind, &Value::Object(whole))?
                    }
                };
                Some(line(self.kind, key, &value))
            })
            .collect();
        match self.kind {
            FrontMatter::Yaml => format!("---\n{}\n---\n\n", lines.join("\n")),
            FrontMatter::Toml => format!("+++\n{}\n{}+++\n\n", lines.join("\n"), self.tail),
            FrontMatter::Json => format!("{{\n  {}\n}}\n\n", lines.join(",\n  ")),
        }
    }
}

/// Whether a detail is written in a way of its own, or would keep a post from being shown.
fn is_told(usual: &Usual, key: &str) -> bool {
    let told = ["title", "draft", "published"].contains(&key) || AUTHOR_KEYS.contains(&key);
    told || key == usual.date_key || DATE_KEYS.contains(&key)
}

/// What becomes of one entry of the example in a new post.
fn slot(usual: &Usual, from: &Examples<'_>, key: &str, line: Option<&str>, value: &Value) -> Option<Slot> {
    let from_template = from.posts.is_empty();
    if key == "title" {
        return Some(Slot::Title);
    }
    if (key == usual.date_key || DATE_KEYS.contains(&key)) && !value.is_boolean() {
        return Some(Slot::Date);
    }
    if AUTHOR_KEYS.contains(&key) {
        return Some(Slot::Author(match value {
            Value::Array(_) => Byline::List,
            Value::Object(others) if others.contains_key("name") => Byline::Map(others.clone()),
            _ => Byline::Name,
        }));
    }
    if FIXED_KEYS.contains(&key) || from_template {
        // A template's actions are the generator's to fill in, and a post marked as a draft would never be shown.
        let line = line.filter(|line| key != "draft" && !line.contains("{{"))?;
        return Some(Slot::Line(line.trim().trim_end_matches(',').to_owned()));
    }
    let shared = usual.complete && from.posts.iter().all(|front| front.values.get(key).is_some());
    if !shared {
        return None;
    }
    let value = match key {
        "draft" => Value::Bool(false),
        "published" => Value::Bool(true),
        _ => emptied(key, value, from.posts)?,
    };
    Some(Slot::Line(self::line(usual_kind(from, usual), key, &inline(usual_kind(from, usual), &value)?)))
}

fn usual_kind(from: &Examples<'_>, usual: &Usual) -> FrontMatter {
    from.posts.first().map_or(usual.kind, |front| front.kind)
}

/// A value of the newest post as one that a post about something else can begin with.
fn emptied(key: &str, value: &Value, posts: &[&Front]) -> Option<Value> {
    Some(match value {
        Value::Null => return None,
        Value::String(text) if crate::folder::is_picture(text) => {
            // An empty one stops the site from being built; one that stands beside its own post is not there.
            (!text.starts_with("./") && text.contains('/')).then(|| value.clone())?
        }
        Value::String(_) => {
            // Words that come again are a choice among a few.
            let same = posts.iter().filter(|front| front.values.get(key) == Some(value)).count();
            if same > 1 { value.clone() } else { Value::from("") }
        }
        Value::Array(_) => Value::Array(Vec::new()),
        Value::Object(map) => Value::Object(
            map.iter().filter_map(|(key, value)| Some((key.clone(), emptied(key, value, &[])?))).collect(),
        ),
        // Standing out is each post's own.
        Value::Bool(_) if MARKS.contains(&key) => Value::Bool(false),
        Value::Bool(_) | Value::Number(_) => value.clone(),
    })
}

/// A value on one line; nothing for one that is empty or too long.
pub(crate) fn inline(kind: FrontMatter, value: &Value) -> Option<String> {
    let written = match value {
        Value::Null => return None,
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) if is_date(text) && kind != FrontMatter::Json => text.clone(),
        Value::String(words) if words.is_empty() => "\"\"".to_owned(),
        Value::String(words) => {
            let quote = if words.contains([',', '\'']) { Quote::Double } else { Quote::WhereNeeded };
            text(kind, words, quote)
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().filter_map(|item| inline(kind, item)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(map) => {
            let entries: Vec<String> = map
                .iter()
                .filter(|(key, _)| is_key(key))
                .filter_map(|(key, value)| Some(line(kind, key, &inline(kind, value)?)))
                .collect();
            format!("{{ {} }}", entries.join(", "))
        }
    };
    (written.len() < 2_000).then_some(written)
}

/// Whether a key can be written as it is, in every format.
fn is_key(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_' || letter == '-')
}

fn is_date(text: &str) -> bool {
    text.len() == 10 && text.parse::<Date>().is_ok()
}

fn line(kind: FrontMatter, key: &str, value: &str) -> String {
    match kind {
        FrontMatter::Yaml => format!("{key}: {value}"),
        FrontMatter::Toml => format!("{key} = {value}"),
        FrontMatter::Json => format!("{}: {value}", in_double_quotes(key)),
    }
}

/// A text as a value, on one line.
fn text(kind: FrontMatter, value: &str, quote: Quote) -> String {
    let value = value
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    match (kind, quote) {
        (FrontMatter::Yaml, Quote::WhereNeeded) if is_plain(&value) => value,
        (FrontMatter::Yaml, Quote::Single) => format!("'{}'", value.replace('\'', "''")),
        (FrontMatter::Toml, Quote::Single) if !value.contains('\'') => format!("'{value}'"),
        _ => in_double_quotes(&value),
    }
}

/// The escapes are the same in YAML, TOML and JSON for a text without control characters.
fn in_double_quotes(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Whether YAML reads a text without quotes as the same text. Rather too strict than too lenient.
fn is_plain(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let word = matches!(lower.as_str(), "" | "y" | "n" | "yes" | "no" | "on" | "off" | "true" | "false" | "null" | "~");
    !word
        && value.starts_with(|first: char| first.is_alphabetic())
        && !value.contains(": ")
        && !value.contains(" #")
        && !value.ends_with(':')
        && !value.contains(['{', '}', '[', ']', '"', '\\', '`', '|', '<', '>', '\u{feff}'])
}

#[cfg(test)]
mod tests;
