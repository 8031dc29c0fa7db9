//! Changing one detail where it stands.

use std::ops::Range;

use jiff::civil::Date;
use thiserror::Error;

use crate::details::{FrontMatter, Value};
use crate::front::{self, Block, Field, Held};
use crate::kept;
use crate::lines;
use crate::markdown;
use crate::post::Post;
use crate::told;

/// Why a detail was not changed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SetError {
    /// The front matter cannot be read, so nothing in it can be changed safely.
    #[error("the front matter cannot be read")]
    Unreadable,
    /// The detail is written in a way that cannot be changed without changing something else.
    #[error("{name} cannot be changed where it stands")]
    NotEditable {
        /// The field.
        name: String,
    },
    /// The value does not fit the detail, such as words for a date.
    #[error("{name} cannot take this value")]
    WrongKind {
        /// The field.
        name: String,
    },
}

impl Post {
    /// The same post with one detail changed in place. A title, date or author that the text tells is rewritten there;
    /// anything else goes into the front matter, which is created as `new` when there is none. What stands in a group is
    /// named with dots, and the group is made where it is missing.
    ///
    /// A value is written in the kind that the field has: words are taken for a number, a list (at commas) or a yes/no
    /// where the field is one, and a list for one text where it stands in one.
    pub fn set(&self, name: &str, value: &Value, new: FrontMatter) -> Result<Self, SetError> {
        let value = fitting(name, value)?;
        if self.already(name, &value) {
            return Ok(self.clone());
        }
        if let Some(words) = self.words_of(name) {
            // In a text there is no place for a time of day.
            let value = if let Value::DateTime(at, _) = value { Value::Date(at.date()) } else { value };
            return self.set_in_text(name, &words, &value);
        }
        self.set_in_front(name, value, new)
    }

    /// As [`Post::set`], in the front matter whatever the text tells, of a value that a person typed.
    pub(crate) fn set_field(&self, name: &str, value: &Value, new: FrontMatter) -> Result<Self, SetError> {
        self.set_in_front(name, fitting(name, value)?, new)
    }

    /// As [`Post::set`], in the front matter whatever the text tells.
    pub(crate) fn set_in_front(&self, name: &str, value: Value, new: FrontMatter) -> Result<Self, SetError> {
        if self.details().problem.is_some() {
            return Err(SetError::Unreadable);
        }
        let Some(block) = &self.front else {
            if value == Value::Absent {
                return Ok(self.clone());
            }
            let created = Self::from_text(front::create(&self.text, new), &self.file_name);
            return if created.front.is_some() {
                created.set_in_front(name, value, new)
            } else {
                Err(not_editable(name))
            };
        };
        let fields = front::read(block, &self.text).map_err(|_| SetError::Unreadable)?;
        let (path, value) = place(name, value, &fields);
        let text = set_at(block, &self.text, &fields, path, value)?;
        Ok(Self::from_text(text, &self.file_name))
    }

    fn already(&self, name: &str, value: &Value) -> bool {
        let details = self.details();
        match (name, value) {
            ("title", Value::Text(words)) => {
                details.title.as_ref().is_some_and(|told| !told.source.is_guess() && told.value == *words)
            }
            ("author", Value::Text(words)) => {
                details.author.as_ref().is_some_and(|told| !told.source.is_guess() && told.value == *words)
            }
            ("date", Value::Date(date)) => {
                details.date.as_ref().is_some_and(|told| !told.source.is_guess() && told.value == *date)
            }
            ("tags", Value::List(tags)) => details.tags == *tags,
            ("draft", Value::Bool(yes)) => details.draft == Some(*yes),
            _ => false,
        }
    }

    /// Where the text tells this detail.
    fn words_of(&self, name: &str) -> Option<Range<usize>> {
        match name {
            "title" => self.told.title.clone(),
            "date" => self.told.date.clone(),
            "author" => self.told.author.clone(),
            _ => None,
        }
    }

    fn set_in_text(&self, name: &str, words: &Range<usize>, value: &Value) -> Result<Self, SetError> {
        let old = &self.body()[words.clone()];
        let candidates: Vec<String> = match value {
            Value::Text(text) => {
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                let mut all = vec![text.clone(), markdown::escaped(&text)];
                if name == "author" {
                    all.push(format!("by {}", markdown::escaped(&text)));
                }
                all
            }
            Value::Date(date) => {
                let found = told::dates::first_in(old).ok_or_else(|| not_editable(name))?;
                vec![found.rewrite(old, *date)]
            }
            _ => return Err(not_editable(name)),
        };
        let expect = match value {
            Value::Text(text) => Value::Text(text.split_whitespace().collect::<Vec<_>>().join(" ")),
            value => value.clone(),
        };
        for candidate in candidates.iter().filter(|words| !words.is_empty()) {
            let mut body = self.body().to_owned();
            body.replace_range(words.clone(), candidate);
            let post = self.with_body(&body);
            if post.already(name, &expect) && self.same_but(name, &post) {
                return Ok(post);
            }
        }
        Err(not_editable(name))
    }

    /// Whether the two posts tell the same, except for one detail.
    fn same_but(&self, name: &str, other: &Self) -> bool {
        let (a, b) = (self.details(), other.details());
        (name == "title" || a.title == b.title)
            && (name == "date" || a.date == b.date)
            && (name == "author" || a.author == b.author)
            && self.front_matter() == other.front_matter()
    }
}

fn not_editable(name: &str) -> SetError {
    SetError::NotEditable { name: name.to_owned() }
}

/// Changes what stands at `path`, as the kind of value that is there.
fn set_at(
    block: &Block,
    text: &str,
    fields: &[Field],
    mut path: Vec<&str>,
    mut value: Value,
) -> Result<String, SetError> {
    let name = path.join(".");
    let old = front::at(fields, &path);
    // A name with a line break or at no length would break the front matter's own syntax.
    let is_plain = |part: &&str| {
        !part.is_empty() && part.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '-'))
    };
    if old.is_none() && !path.iter().all(is_plain) {
        return Err(SetError::WrongKind { name });
    }
    if value == Value::Absent {
        // A group without its last field would be a field without a value.
        if let Some(group) = emptied(fields, &path)
            && let Ok(text) = front::set(block, text, group, &value)
        {
            return Ok(text);
        }
        return if old.is_some() { front::set(block, text, &path, &value) } else { Ok(text.to_owned()) };
    }
    let raw = fields.iter().find(|field| [field.name.as_str()] == path[..]).map(|field| field.raw.as_str());
    // Inside a group the writer sees the quotes; the words alone do not tell.
    value = kept::in_kind(&name, old, raw.unwrap_or_default(), value);
    let is_group = |depth: &usize| matches!(front::at(fields, &path[..*depth]), Some(Held::Map(_)));
    let mut there = (1..path.len()).take_while(is_group).count();
    let is_empty = |held: &Held| *held == Held::Nothing || matches!(held, Held::Map(inside) if inside.is_empty());
    if there + 1 == path.len() && there > 0 && front::at(fields, &path[..there]).is_some_and(is_empty) {
        if let Ok(text) = front::set(block, text, &path, &value) {
            return Ok(text);
        }
        there -= 1;
    }
    if there + 1 < path.len() {
        if !front::at(fields, &path[..=there]).is_none_or(is_empty) {
            return Err(not_editable(&name));
        }
        for inside in path.drain(there + 1..).rev() {
            value = Value::Group(vec![(inside.to_owned(), value)]);
        }
    }
    front::set(block, text, &path, &value)
}

/// The outermost group that holds nothing but what is at `path`, and no comment.
fn emptied<'a, 'b>(fields: &[Field], path: &'a [&'b str]) -> Option<&'a [&'b str]> {
    let top = fields.iter().find(|field| Some(&field.name.as_str()) == path.first())?;
    front::at(fields, path)?;
    let alone =
        |depth: &usize| matches!(front::at(fields, &path[..*depth]), Some(Held::Map(inside)) if inside.len() == 1);
    let outermost = (1..path.len()).rev().take_while(alone).last()?;
    (!top.raw.contains('#')).then_some(&path[..outermost])
}

/// The value in the kind that the detail has.
fn fitting(name: &str, value: &Value) -> Result<Value, SetError> {
    let wrong = || SetError::WrongKind { name: name.to_owned() };
    Ok(match (name, value) {
        ("date", Value::Text(words)) => Value::Date(words.trim().parse::<Date>().map_err(|_| wrong())?),
        ("tags", Value::Text(words)) => Value::List(kept::at_commas(words)),
        ("draft", Value::Text(words)) => Value::Bool(words.trim().parse::<bool>().map_err(|_| wrong())?),
        ("title" | "author", Value::Text(words)) => Value::Text(lines::to_lf(words).replace('\n', " ")),
        ("title" | "author" | "date" | "tags" | "draft", Value::Group(_) | Value::Number(_))
        | ("title" | "author" | "tags" | "draft", Value::Date(_) | Value::DateTime(..))
        | ("title" | "author" | "date" | "draft", Value::List(_))
        | ("title" | "author" | "date" | "tags", Value::Bool(_)) => return Err(wrong()),
        (_, Value::Text(words)) => Value::Text(lines::to_lf(words)),
        (_, Value::Number(number)) if !kept::is_number(number) => return Err(wrong()),
        (_, value) => value.clone(),
    })
}

/// The name under which the front matter has the detail.
fn field_name<'a>(name: &'a str, fields: &[Field]) -> &'a str {
    match name {
        "date" => told::date_path(fields).unwrap_or("date"),
        name => name,
    }
}

/// The field that tells the detail, and the value as that field has it.
fn place<'a>(name: &'a str, value: Value, fields: &[Field]) -> (Vec<&'a str>, Value) {
    let get = |name: &str| fields.iter().find(|field| field.name == name).map(|field| &field.held);
    match (name, &value) {
        ("author", _) => match (get("author"), get("authors")) {
            (Some(Held::Map(_)), _) if value != Value::Absent => (vec!["author", "name"], value),
            (None, Some(Held::Map(_))) if value != Value::Absent => (vec!["authors", "name"], value),
            (None, Some(Held::List(_))) => match value {
                Value::Text(words) => (vec!["authors"], Value::List(words.split(", ").map(str::to_owned).collect())),
                value => (vec!["authors"], value),
            },
            (None, Some(_)) => (vec!["authors"], value),
            _ => (vec!["author"], value),
        },
        ("tags", _) if get("tags").is_none() && matches!(get("taxonomies"), Some(Held::Map(_))) => {
            (vec!["taxonomies", "tags"], value)
        }
        ("draft", Value::Bool(yes)) if get("draft").is_none() && matches!(get("published"), Some(Held::Bool(_))) => {
            (vec!["published"], Value::Bool(!yes))
        }
        _ => {
            let name = field_name(name, fields);
            // A name may have dots of its own.
            let path = if get(name).is_some() { vec![name] } else { name.split('.').collect() };
            (path, value)
        }
    }
}

#[cfg(test)]
mod any_tests;
#[cfg(test)]
mod tests;
