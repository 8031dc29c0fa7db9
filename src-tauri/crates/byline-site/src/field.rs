use crate::habits::label;

/// One of a post's details: what it is called, what may stand in it, and how a person is asked for it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Field {
    /// The key as the site writes it; what stands inside another detail follows it after a dot.
    pub name: String,
    /// The key in readable form, or what the site's settings call it.
    pub label: String,
    /// `text`, `multiline`, `date`, `tags`, `list`, `boolean`, `number`, `choice`, `image`, `file`, `relation` or `group`.
    pub kind: &'static str,
    /// Whether a post cannot do without it.
    pub required: bool,
    /// What a new post begins with.
    pub default: Option<String>,
    /// For a choice the only right values, else values other posts use, most used first.
    pub options: Vec<String>,
    /// What the site's settings tell the writer about it.
    pub hint: Option<String>,
    /// The only right values, in their order, each with its name for a person; empty when any value may stand here.
    pub choices: Vec<Choice>,
    /// Whether several of the choices, pictures or related entries may be taken. The value is then a list.
    pub multiple: bool,
    /// What a text must look like.
    pub pattern: Option<Pattern>,
    /// For a number the smallest one, for a text the fewest letters, for a list the fewest entries.
    pub min: Option<f64>,
    /// For a number the largest one, for a text the most letters, for a list the most entries.
    pub max: Option<f64>,
    /// For a number: how far the values are apart, such as 1 for whole numbers.
    pub step: Option<f64>,
    /// For a date: whether the time of day belongs to it.
    pub time: bool,
    /// For a date: how it is written, with strftime's places such as `%Y-%m-%d %H:%M`. Nothing when the settings do not say.
    pub format: Option<String>,
    /// Where the values of a `relation` come from.
    pub relation: Option<Relation>,
    /// For a `group` the details inside each entry; a `group` is a list of entries when it is `multiple`.
    pub fields: Vec<Field>,
    /// The file of the site that told about it; nothing when it was seen in the newest posts.
    pub told_by: Option<String>,
}

/// One of a few right values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is written into the post.
    pub value: String,
    /// What a person reads; the value itself where the settings give it no name.
    pub label: String,
}

/// What a text must look like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// A regular expression, as JavaScript writes it without slashes: the settings are those of tools on the web.
    pub regex: String,
    /// What the site's settings say to a writer whose text does not look like that.
    pub message: Option<String>,
}

/// Where the values of a detail come from: other texts of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// What the site's settings call the other texts.
    pub to: String,
    /// Their folder, where the settings describe it.
    pub folder: Option<String>,
    /// Their detail whose value is written; `path` for the whole path of their file, nothing for its name alone.
    pub value: Option<String>,
    /// Their detail that people read instead, while the settings are being read.
    pub(crate) shown: Option<String>,
}

impl Field {
    /// A detail of which only the key and the kind are known.
    pub(crate) fn new(name: &str, kind: &'static str) -> Self {
        let last = name.rsplit('.').next().unwrap_or(name);
        Self { name: name.to_owned(), label: label(last), kind, ..Self::default() }
    }
}
