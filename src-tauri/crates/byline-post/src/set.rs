//! Changing one detail where it stands.

use std::ops::Range;

use jiff::civil::Date;
use thiserror::Error;

use crate::details::{FrontMatter, Source, Value};
use crate::front::{self, Field, Held};
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
    /// anything else goes into the front matter, which is created as `new` when there is none. Words are taken for a
    /// date, a list (at commas) or a yes/no where the detail is one.
    pub fn set(&self, name: &str, value: &Value, new: FrontMatter) -> Result<Self, SetError> {
        let value = fitting(name, value)?;
        if self.already(name, &value) {
            return Ok(self.clone());
        }
        if let Some(words) = self.words_of(name) {
            return self.set_in_text(name, &words, &value);
        }
        self.set_in_front(name, value, new)
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
            let block = created.front.as_ref().ok_or_else(|| not_editable(name))?;
            let text = front::set(block, &created.text, &[field_name(name, &[])], &value)?;
            return Ok(Self::from_text(text, &self.file_name));
        };
        let fields = front::read(block, &self.text).map_err(|_| SetError::Unreadable)?;
        let (path, value) = place(name, value, &fields);
        let text = front::set(block, &self.text, &path, &value)?;
        Ok(Self::from_text(text, &self.file_name))
    }

    fn already(&self, name: &str, value: &Value) -> bool {
        let details = self.details();
        match (name, value) {
            ("title", Value::Text(words)) => {
                details.title.as_ref().is_some_and(|told| told.source != Source::FileName && told.value == *words)
            }
            ("author", Value::Text(words)) => details.author.as_ref().is_some_and(|told| told.value == *words),
            ("date", Value::Date(date)) => {
                details.date.as_ref().is_some_and(|told| told.source != Source::FileName && told.value == *date)
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

/// The value in the kind that the detail has.
fn fitting(name: &str, value: &Value) -> Result<Value, SetError> {
    let wrong = || SetError::WrongKind { name: name.to_owned() };
    // A name with a line break or at no length would break the front matter's own syntax.
    if name.is_empty() || !name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-')) {
        return Err(wrong());
    }
    Ok(match (name, value) {
        ("date", Value::Text(words)) => Value::Date(words.trim().parse::<Date>().map_err(|_| wrong())?),
        ("tags", Value::Text(words)) => {
            Value::List(words.split(',').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect())
        }
        ("draft", Value::Text(words)) => Value::Bool(words.trim().parse::<bool>().map_err(|_| wrong())?),
        ("title" | "author", Value::Text(words)) => Value::Text(lines::to_lf(words).replace('\n', " ")),
        ("title" | "author", Value::Date(_) | Value::List(_) | Value::Bool(_))
        | ("date", Value::List(_) | Value::Bool(_))
        | ("tags", Value::Date(_) | Value::Bool(_))
        | ("draft", Value::Date(_) | Value::List(_)) => return Err(wrong()),
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
        _ => (vec![field_name(name, fields)], value),
    }
}

#[cfg(test)]
mod any_tests;
#[cfg(test)]
mod tests;
