use serde::{Deserialize, Serialize};
use specta::Type;

use super::SiteField;

/// What a detail holds, in the plainest form: nothing, yes or no, words, or several words. A day is `2017-08-24`, with a
/// time of day `2017-08-24T10:00`; a number is as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(untagged)]
pub enum DetailValue {
    /// Nothing.
    #[default]
    Nothing,
    /// Yes or no.
    YesNo(bool),
    /// Words.
    Words(String),
    /// Several of them.
    Several(Vec<String>),
}

/// One detail of a post's form: what the site says about it, and what this post has.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct FormField {
    /// What the site says about it.
    pub field: SiteField,
    /// What the post has.
    pub value: DetailValue,
    /// The value as it stands in the file, where it cannot be changed here.
    pub fixed: Option<String>,
    /// What is wrong with the value, in a sentence.
    pub problem: Option<String>,
}

/// A new value for one detail of the form.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct FieldChange {
    /// The detail's name in the file.
    pub name: String,
    /// The value; nothing removes the detail.
    pub value: DetailValue,
}

/// Values that other posts have, the most used first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Type)]
pub struct Offers {
    /// Authors.
    pub author: Vec<String>,
    /// Tags.
    pub tags: Vec<String>,
}
