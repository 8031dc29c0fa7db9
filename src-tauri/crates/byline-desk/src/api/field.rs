use serde::{Deserialize, Serialize};
use specta::Type;

/// One detail that posts of a site have: what it is called, what may stand in it, and how a person is asked for it.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct SiteField {
    /// The name in the file; what stands inside another detail follows it after a dot.
    pub name: String,
    /// The name a person reads.
    pub label: String,
    /// `text`, `multiline`, `date`, `tags`, `list`, `boolean`, `number`, `choice`, `image`, `file`, `relation` or `group`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The site wants it in every post.
    pub required: bool,
    /// What a new post starts with.
    pub default: Option<String>,
    /// For a choice the only right values, else values that other posts use, the most used first.
    pub options: Vec<String>,
    /// What the site tells the writer about it.
    pub hint: Option<String>,
    /// The only right values with their names, in their order; empty when any value may stand here.
    pub choices: Vec<FieldChoice>,
    /// Several of the choices, pictures, related texts or groups may be there. The value is then a list.
    pub multiple: bool,
    /// What a text must look like.
    pub pattern: Option<FieldPattern>,
    /// The smallest number, the fewest letters of a text, the fewest entries of a list.
    pub min: Option<f64>,
    /// The largest number, the most letters of a text, the most entries of a list.
    pub max: Option<f64>,
    /// How far the values of a number are apart, such as 1 for whole numbers.
    pub step: Option<f64>,
    /// The time of day belongs to the date.
    pub time: bool,
    /// How a date is written, with strftime's places such as `%Y-%m-%d`; none when the site does not say.
    pub format: Option<String>,
    /// Where the values of a `relation` come from.
    pub relation: Option<FieldRelation>,
    /// The details inside each entry of a `group`.
    pub fields: Vec<SiteField>,
    /// The file that told about it; none when it was seen in the newest posts.
    pub told_by: Option<String>,
}

/// One of a few right values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FieldChoice {
    /// What is written into the post.
    pub value: String,
    /// What a person reads.
    pub label: String,
}

/// What a text must look like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FieldPattern {
    /// A regular expression as JavaScript writes it, without slashes.
    pub regex: String,
    /// What to say when the text does not look like that, in the site's own words.
    pub message: Option<String>,
}

/// Other texts of the site that a detail names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FieldRelation {
    /// What the site calls them.
    pub to: String,
    /// Their folder, where the site says so.
    pub folder: Option<String>,
    /// Their detail whose value is written; `path` for the whole path of their file, none for its name alone.
    pub value: Option<String>,
}

impl From<&byline_site::Field> for SiteField {
    fn from(field: &byline_site::Field) -> Self {
        let choice = |it: &byline_site::Choice| FieldChoice { value: it.value.clone(), label: it.label.clone() };
        let pattern = |it: &byline_site::Pattern| FieldPattern { regex: it.regex.clone(), message: it.message.clone() };
        let relation = |it: &byline_site::Relation| FieldRelation {
            to: it.to.clone(),
            folder: it.folder.clone(),
            value: it.value.clone(),
        };
        Self {
            name: field.name.clone(),
            label: field.label.clone(),
            kind: field.kind.to_owned(),
            required: field.required,
            default: field.default.clone(),
            options: field.options.clone(),
            hint: field.hint.clone(),
            choices: field.choices.iter().map(choice).collect(),
            multiple: field.multiple,
            pattern: field.pattern.as_ref().map(pattern),
            min: field.min,
            max: field.max,
            step: field.step,
            time: field.time,
            format: field.format.clone(),
            relation: field.relation.as_ref().map(relation),
            fields: field.fields.iter().map(Self::from).collect(),
            told_by: field.told_by.clone(),
        }
    }
}
