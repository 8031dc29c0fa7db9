use jiff::civil::Date;
use serde_json::Value;

use crate::front::Front;
use crate::values::{get, string, strings};

/// What a post says that its address may depend on; all of it may be absent.
#[derive(Debug, Clone, Default)]
pub struct Known {
    pub(super) title: Option<String>,
    pub(super) date: Option<Date>,
    values: Value,
}

impl Known {
    /// Reads a post's own text. `title` and `date` are what the post tells by any means, also without details.
    pub fn of(text: &str, title: Option<&str>, date: Option<Date>) -> Self {
        let values = Front::of(text).map(|front| front.values).unwrap_or_default();
        Self { title: title.map(str::to_owned), date, values }
    }

    /// A text of the details, also where it was written as a number.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        string(&self.values, key).or_else(|| Some(get(&self.values, key)?.as_number()?.to_string()))
    }

    /// The texts of a detail that has one or several.
    pub(super) fn texts(&self, key: &str) -> Vec<String> {
        get(&self.values, key).map(strings).unwrap_or_default()
    }

    /// A detail as it is.
    pub(super) fn value(&self, key: &str) -> Option<&Value> {
        get(&self.values, key)
    }

    /// What a generator's test knows.
    #[cfg(test)]
    pub(crate) fn from(details: &str, date: Option<Date>) -> Self {
        let title = Front::of(details).and_then(|front| string(&front.values, "title"));
        Self::of(details, title.as_deref(), date)
    }
}
