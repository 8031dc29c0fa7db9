//! The fields of a post's front matter one by one, and which of them can be changed where they stand.

use jiff::civil::{Date, Time};

use crate::details::Value;
use crate::front::{self, Field, Held};
use crate::post::Post;
use crate::{kept, lines, when};

/// More fields than this are not taken for a form: each costs two readings of the front matter.
const MOST_EDITABLE: usize = 150;
/// The largest front matter whose fields are a form, in bytes.
const LARGEST_EDITABLE: usize = 64 * 1024;
/// How deep groups inside groups are followed.
const DEEPEST: usize = 6;

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldValue {
    /// The name stands there without a value.
    Nothing,
    /// Words.
    Text(String),
    /// A number, as written.
    Number(String),
    /// Yes or no.
    Bool(bool),
    /// A day, perhaps with a time of day in whatever zone is written beside it.
    Date {
        /// The day.
        day: Date,
        /// The time of day.
        time: Option<Time>,
        /// As written, without quotes.
        words: String,
    },
    /// Words or phrases.
    List(Vec<String>),
    /// A list of groups, or anything else that is more than one value.
    Structure,
}

/// One field of the front matter; of a group each field inside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldOf {
    /// Its name; what stands in a group follows the group's name after a dot.
    pub name: String,
    /// What it holds.
    pub value: FieldValue,
    /// The value as written, without a comment behind it; inside a group as it was read.
    pub raw: String,
    /// Whether [`Post::set`] can change it without touching anything else.
    pub editable: bool,
}

impl FieldValue {
    /// The words of a single value.
    pub fn words(&self) -> Option<String> {
        match self {
            Self::Text(words) | Self::Number(words) | Self::Date { words, .. } => Some(words.clone()),
            Self::Bool(yes) => Some(yes.to_string()),
            Self::Nothing | Self::List(_) | Self::Structure => None,
        }
    }

    /// The parts of a list, also of one that stands in a single text, as `name` is read.
    pub fn items(&self, name: &str) -> Vec<String> {
        match self {
            Self::List(items) => items.clone(),
            Self::Text(words) => kept::items_of(name, words),
            value => value.words().into_iter().collect(),
        }
    }

    /// Whether there is nothing to see.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Nothing => true,
            Self::Text(words) => words.trim().is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Number(_) | Self::Bool(_) | Self::Date { .. } | Self::Structure => false,
        }
    }

    fn of(held: &Held) -> Self {
        match held {
            Held::Nothing => Self::Nothing,
            Held::Bool(yes) => Self::Bool(*yes),
            Held::Text(words) | Held::Plain(words) => match (when::whole(words), held) {
                (Some(when), _) => Self::Date { day: when.day, time: when.time, words: words.clone() },
                (None, Held::Text(_)) => Self::Text(words.clone()),
                (None, _) if kept::is_number(words) => Self::Number(words.clone()),
                (None, _) => Self::Structure,
            },
            Held::List(list) => {
                let words = |held: &Held| match held {
                    Held::Text(words) | Held::Plain(words) => Some(words.clone()),
                    Held::Nothing | Held::Bool(_) | Held::List(_) | Held::Map(_) => None,
                };
                list.iter().map(words).collect::<Option<_>>().map_or(Self::Structure, Self::List)
            }
            Held::Map(_) => Self::Structure,
        }
    }

    /// A value of the same kind, to try whether the field can be changed.
    fn another(&self) -> Option<Value> {
        Some(match self {
            Self::Nothing | Self::Text(_) => Value::Text("x".to_owned()),
            Self::Number(_) => Value::Number("1".to_owned()),
            Self::Bool(yes) => Value::Bool(!yes),
            Self::Date { .. } => Value::Date(Date::constant(2001, 2, 3)),
            Self::List(_) => Value::List(vec!["x".to_owned()]),
            Self::Structure => return None,
        })
    }
}

impl Post {
    /// Every field of the front matter in the order written, those in groups one by one; none where it cannot be read.
    pub fn fields(&self) -> &[FieldOf] {
        self.fields.get_or_init(|| self.read_fields())
    }

    /// The field of this name, if the front matter has it.
    pub fn field(&self, name: &str) -> Option<&FieldOf> {
        self.fields().iter().find(|field| field.name == name)
    }

    /// The line in the file, from 1, that a field of the front matter starts on; 1 for one that is not there.
    pub(crate) fn line_of_field(&self, name: &str) -> usize {
        let Some(block) = &self.front else { return 1 };
        let last = name.rsplit('.').next().unwrap_or(name);
        let names = |line: &str| {
            let rest = line.trim_start().trim_start_matches(['"', '\'']).strip_prefix(last);
            rest.is_some_and(|rest| rest.trim_start_matches(['"', '\'']).trim_start().starts_with([':', '=']))
        };
        let found = lines::lines(&self.text[block.whole.clone()]).position(|line| names(line.text));
        found.map_or(1, |at| lines::lines(&self.text[..block.whole.start]).count() + at + 1)
    }

    fn read_fields(&self) -> Vec<FieldOf> {
        let Some(block) = &self.front else { return Vec::new() };
        let Ok(fields) = front::read(block, &self.text) else { return Vec::new() };
        let mut leaves = Vec::new();
        for Field { name, raw, held } in &fields {
            add(&mut leaves, vec![name.as_str()], held, Some(raw));
        }
        let is_small = leaves.len() <= MOST_EDITABLE && block.inner.len() <= LARGEST_EDITABLE;
        let editable = |path: &[&str], value: &FieldValue| {
            let unlike = value.another();
            is_small && unlike.is_some_and(|value| front::set(block, &self.text, path, &value).is_ok())
        };
        leaves
            .into_iter()
            .map(|(path, value, raw)| FieldOf { editable: editable(&path, &value), name: path.join("."), value, raw })
            .collect()
    }
}

fn add<'a>(
    leaves: &mut Vec<(Vec<&'a str>, FieldValue, String)>,
    path: Vec<&'a str>,
    held: &'a Held,
    raw: Option<&str>,
) {
    match held {
        Held::Map(inside) if !inside.is_empty() && path.len() < DEEPEST => {
            for (name, held) in inside {
                add(leaves, [path.as_slice(), &[name.as_str()]].concat(), held, None);
            }
        }
        held => {
            let raw = raw.map_or_else(|| held.shown(), str::to_owned);
            leaves.push((path, FieldValue::of(held), raw));
        }
    }
}

#[cfg(test)]
mod any_tests;
#[cfg(test)]
mod tests;
