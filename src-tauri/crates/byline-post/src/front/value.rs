//! What a field of the front matter holds, whatever the format.

use crate::details::Value;
use crate::when;

/// One field, as read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Field {
    pub(crate) name: String,
    /// The value as written, without a trailing comment.
    pub(crate) raw: String,
    pub(crate) held: Held,
}

/// A field's value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Held {
    Nothing,
    Text(String),
    Bool(bool),
    /// A number or a date that is not text in its format, as written.
    Plain(String),
    List(Vec<Held>),
    Map(Vec<(String, Held)>),
}

impl Held {
    /// The words of a single value; for a number or a yes/no as written.
    pub(crate) fn words(&self) -> Option<String> {
        match self {
            Self::Text(words) | Self::Plain(words) => Some(words.clone()),
            Self::Bool(yes) => Some(yes.to_string()),
            Self::Nothing | Self::List(_) | Self::Map(_) => None,
        }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Map(fields) => fields.iter().find(|(key, _)| key == name).map(|(_, held)| held),
            _ => None,
        }
    }

    /// From a JSON value, which is what YAML is read into as well.
    pub(crate) fn from_json(value: serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Self::Nothing,
            serde_json::Value::Bool(yes) => Self::Bool(yes),
            serde_json::Value::Number(number) => Self::Plain(number.to_string()),
            serde_json::Value::String(words) => Self::Text(words),
            serde_json::Value::Array(list) => Self::List(list.into_iter().map(Self::from_json).collect()),
            serde_json::Value::Object(map) => {
                Self::Map(map.into_iter().map(|(key, value)| (key, Self::from_json(value))).collect())
            }
        }
    }

    /// The value in words: of more than one what there is, between commas.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::List(list) => list.iter().map(Self::shown).collect::<Vec<_>>().join(", "),
            Self::Map(fields) => {
                let one = |(name, held): &(String, Self)| format!("{name}: {}", held.shown());
                fields.iter().map(one).collect::<Vec<_>>().join(", ")
            }
            single => single.words().unwrap_or_default(),
        }
    }

    fn is(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Text(words), Value::Text(expect)) => words == expect,
            (Self::Plain(words) | Self::Text(words), Value::Number(expect)) => {
                let number = |words: &String| words.parse::<f64>().ok();
                words == expect || number(words).zip(number(expect)).is_some_and(|(a, b)| a.total_cmp(&b).is_eq())
            }
            (Self::Text(words) | Self::Plain(words), Value::DateTime(at, _)) => {
                when::whole(words).is_some_and(|found| {
                    let minute = |time: jiff::civil::Time| (time.hour(), time.minute());
                    found.day == at.date() && found.time.map(minute) == Some(minute(at.time()))
                })
            }
            (Self::Map(fields), Value::Group(expect)) => {
                let has = |(name, value): &(String, Value)| self.get(name).is_some_and(|held| held.is(value));
                fields.len() == expect.len() && expect.iter().all(has)
            }
            (Self::Text(words) | Self::Plain(words), Value::Date(date)) => {
                crate::told::dates::first_in(words).is_some_and(|found| found.date == *date)
            }
            (Self::Bool(yes), Value::Bool(expect)) => yes == expect,
            (Self::List(list), Value::List(expect)) => {
                list.len() == expect.len()
                    && list
                        .iter()
                        .zip(expect)
                        .all(|(held, word)| matches!(held, Self::Text(text) | Self::Plain(text) if text == word))
            }
            // One string of tags, as Jekyll allows.
            (Self::Text(words), Value::List(expect)) => {
                words.split([' ', ',']).filter(|word| !word.is_empty()).eq(expect.iter().map(String::as_str))
                    || words.split(',').map(str::trim).eq(expect.iter().map(String::as_str))
            }
            _ => false,
        }
    }
}

/// Whether this item stood in the old list as a number, and would be read as it is written: `1.10` would not.
pub(super) fn stays_number(old: &str, item: &str) -> bool {
    serde_json::from_str::<serde_json::Number>(item).is_ok_and(|number| number.to_string() == item)
        && old.split([',', '[', ']', ' ', '\n', '\r']).any(|part| part.trim() == item)
}

/// What stands at `path`.
pub(crate) fn at<'a>(fields: &'a [Field], path: &[&str]) -> Option<&'a Held> {
    let (first, rest) = path.split_first()?;
    let field = fields.iter().find(|field| field.name == *first)?;
    rest.iter().try_fold(&field.held, |held, name| held.get(name))
}

/// Whether `after` is `before` with nothing but the field at `path` changed, and that one to `value`.
pub(crate) fn only_changed(before: &[Field], after: &[Field], path: &[&str], value: &Value) -> bool {
    // Words written over a list of people or a group of fields would lose what else is in there.
    let rich = |held: &Held| match held {
        Held::List(list) => list.iter().any(|held| matches!(held, Held::Map(_) | Held::List(_))),
        held => matches!(held, Held::Map(fields) if !fields.is_empty()),
    };
    if *value != Value::Absent && at(before, path).is_some_and(rich) {
        return false;
    }
    let told = match (at(after, path), value) {
        (None, Value::Absent) => true,
        (Some(held), value) => held.is(value),
        (None, _) => false,
    };
    let all =
        |fields: &[Field]| fields.iter().map(|field| (field.name.clone(), field.held.clone())).collect::<Vec<_>>();
    told && without(all(before), path) == without(all(after), path)
}

/// The fields without the one at `path`.
fn without(fields: Vec<(String, Held)>, path: &[&str]) -> Vec<(String, Held)> {
    let Some((first, rest)) = path.split_first() else { return fields };
    fields
        .into_iter()
        .filter(|(name, _)| !rest.is_empty() || name != first)
        .map(|(name, held)| match held {
            Held::Map(inside) if name == *first => (name, Held::Map(without(inside, rest))),
            held => (name, held),
        })
        .collect()
}
