//! Values for details, from what a person typed or a script says.

use byline_post::{FieldValue, Post, Value};
use byline_site::Field;
use jiff::civil::{Date, DateTime};

use super::Site;
use crate::DeskError;
use crate::api::DetailValue;

impl Site {
    /// The name and the value that `KEY=TEXT` means for this post. A value that the site does not take is refused.
    pub fn value_of(&mut self, path: &str, key: &str, text: &str) -> Result<(String, Value), DeskError> {
        self.open_post(path)?;
        let post = self.on_page(path)?.post.clone();
        let name = match key {
            "date" | "author" | "tags" => self.name_of(key, &post),
            key => key,
        };
        let value = match self.described(self.called(name)) {
            Some(field) if text.is_empty() => emptied(&field, &post),
            Some(field) => self.checked(&field, text)?,
            None if text.is_empty() => Value::Absent,
            None => self.undescribed(name, text, &post)?,
        };
        Ok((name.to_owned(), value))
    }

    /// A value for a described detail, if the site takes it.
    fn checked(&self, field: &Field, text: &str) -> Result<Value, DeskError> {
        let wanted = self.wants(field);
        let several = field.multiple || matches!(field.kind, "tags" | "list");
        let parts = if several { at_commas(text) } else { vec![text.to_owned()] };
        if let Some(wrong) = parts.iter().find(|part| !wanted.choices.is_empty() && !wanted.choices.contains(part)) {
            return Err(DeskError::NotAChoice {
                label: field.label.clone(),
                value: wrong.clone(),
                choices: wanted.choices,
            });
        }
        if let Some(look) = wanted.look.filter(|look| !look.fits(text)) {
            let message = look.message.unwrap_or_default();
            return Err(DeskError::NotAsWanted { label: field.label.clone(), value: text.to_owned(), message });
        }
        let value = if several { DetailValue::Several(parts) } else { DetailValue::Words(text.to_owned()) };
        self.value_for(field, &value)
    }

    /// A value of the page for a described detail.
    pub(super) fn value_for(&self, field: &Field, value: &DetailValue) -> Result<Value, DeskError> {
        let wrong = |text: &str| DeskError::WrongKind {
            label: field.label.clone(),
            value: text.to_owned(),
            kind: if field.kind == "number" { "number" } else { "yes-no" },
        };
        Ok(match (field.kind, value) {
            (_, DetailValue::Nothing) => Value::Absent,
            (_, DetailValue::YesNo(yes)) => Value::Bool(*yes),
            (_, DetailValue::Several(items)) => Value::List(items.clone()),
            (_, DetailValue::Words(text)) if text.trim().is_empty() => Value::Absent,
            ("boolean", DetailValue::Words(text)) => match text.trim() {
                "true" | "yes" => Value::Bool(true),
                "false" | "no" => Value::Bool(false),
                text => return Err(wrong(text)),
            },
            ("number", DetailValue::Words(text)) => {
                let text = text.trim();
                let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
                let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
                if !digits(whole.strip_prefix('-').unwrap_or(whole)) || !digits(part) {
                    return Err(wrong(text));
                }
                Value::Number(text.to_owned())
            }
            ("date", DetailValue::Words(text)) => self.date_or_time(text)?,
            (_, DetailValue::Words(text)) => Value::Text(text.clone()),
        })
    }

    /// `2017-08-24`, or with a time of day, which is meant where the person is.
    fn date_or_time(&self, text: &str) -> Result<Value, DeskError> {
        let text = text.trim();
        if let Ok(day) = text.parse::<Date>()
            && text.len() <= "2017-08-24".len()
        {
            return Ok(Value::Date(day));
        }
        let at: DateTime = text.parse().map_err(|_| DeskError::NotADate { value: text.to_owned() })?;
        let zone = self.around.clock.now().time_zone().clone();
        Ok(Value::DateTime(at, zone.to_ambiguous_zoned(at).compatible().ok().map(|there| there.offset())))
    }

    /// A value for a detail that the site does not describe: of the kind that the post has, or that its name stands for.
    fn undescribed(&self, name: &str, text: &str, post: &Post) -> Result<Value, DeskError> {
        let has = post.field(name).map(|field| &field.value);
        Ok(match (name, has) {
            ("date", _) | (_, Some(FieldValue::Date { .. })) => self.date_or_time(text)?,
            ("tags" | "categories", _) | (_, Some(FieldValue::List(_))) => Value::List(at_commas(text)),
            ("title" | "author", _) => Value::Text(text.to_owned()),
            (_, None) if text == "true" || text == "false" => Value::Bool(text == "true"),
            _ => Value::Text(text.to_owned()),
        })
    }
}

/// Nothing, in the way the post and the site have nothing: a list that must be there stays as an empty one.
pub(super) fn emptied(field: &Field, post: &Post) -> Value {
    let several = field.multiple || matches!(field.kind, "tags" | "list");
    let stays = several && field.required && post.field(&field.name).is_some();
    if stays { Value::List(Vec::new()) } else { Value::Absent }
}

fn at_commas(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}
