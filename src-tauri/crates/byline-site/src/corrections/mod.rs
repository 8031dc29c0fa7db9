//! What people say themselves about their site, in its `.byline.toml`. It outranks everything else.
//!
//! The file's own documentation is `docs/byline-toml.md`. Reading, writing and comparing are one file each; what the
//! corrections do to a [`Site`] is here.

mod compare;
mod read;
#[cfg(test)]
mod tests;
mod write;

use byline_post::FrontMatter;
use serde_json::Value;

pub use compare::{Settings, Trouble};
pub use read::{Complaint, Why};

use crate::field::{Choice, Field};
use crate::folder::{Folder, text};
use crate::paths::{encoded, inside, is_within, join, relative};
use crate::site::{DraftFlag, Naming, Pictures, Placing, Posts, Site};
use crate::told::Told;

/// The file in the site's folder.
pub const FILE: &str = ".byline.toml";

/// Bounds, because whoever can change the site's files can write anything.
const LARGEST: usize = 256 * 1024;
const MOST_FIELDS: usize = 200;
const MOST_ENTRIES: usize = 200;
const MOST_WORDS: usize = 5_000;
const LONGEST_TEXT: usize = 300;

/// The kinds of details that can be asked for.
pub(crate) const KINDS: [&str; 12] =
    ["text", "multiline", "date", "tags", "list", "boolean", "number", "choice", "image", "file", "relation", "group"];

/// The kind of detail that a word means; see [`Field::kind`].
pub fn kind(word: &str) -> Option<&'static str> {
    KINDS.into_iter().find(|kind| *kind == word)
}

/// What a person says about a site; what is absent is understood as without it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Corrections {
    pub(crate) name: Option<String>,
    pub(crate) address: Option<String>,
    pub(crate) folders: Option<Vec<String>>,
    pub(crate) drafts: Option<Said<String>>,
    pub(crate) file_name: Option<String>,
    pub(crate) extension: Option<String>,
    pub(crate) draft_flag: Option<Said<DraftFlag>>,
    pub(crate) future: Option<bool>,
    /// Pictures go next to the post: into this folder beside it, or, when it is empty, into the post's own.
    pub(crate) beside: Option<String>,
    pub(crate) pictures_folder: Option<String>,
    pub(crate) pictures_url: Option<String>,
    pub(crate) front_matter: Option<FrontMatter>,
    pub(crate) order: Option<Vec<String>>,
    pub(crate) fields: Vec<(String, FieldCorrection)>,
    /// The languages that the site is written in, as tags.
    pub languages: Option<Vec<String>>,
    /// Words that are right on this site, whatever a dictionary says.
    pub words: Option<Vec<String>>,
}

/// What is said of something that a site may also be without; nothing when it is said to be without.
pub(crate) type Said<T> = Option<T>;

/// What a person says about one detail.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct FieldCorrection {
    pub(crate) label: Option<String>,
    pub(crate) kind: Option<&'static str>,
    pub(crate) required: Option<bool>,
    pub(crate) default: Option<Value>,
    pub(crate) choices: Option<Vec<Choice>>,
    pub(crate) multiple: Option<bool>,
    pub(crate) hint: Option<String>,
    pub(crate) hidden: Option<bool>,
}

impl Corrections {
    /// What the site's own file says, and what in it could not be taken.
    pub fn of(folder: &dyn Folder) -> (Self, Vec<Complaint>) {
        match folder.read(FILE) {
            None => (Self::default(), Vec::new()),
            Some(bytes) if bytes.len() > LARGEST => (Self::default(), vec![Complaint::whole(Why::TooLarge)]),
            Some(bytes) => match String::from_utf8(bytes) {
                Ok(text) => read::read(&text),
                Err(_) => (Self::default(), vec![Complaint::whole(Why::Broken)]),
            },
        }
    }

    /// Whether nothing is said that changes how the site is understood.
    pub fn is_empty(&self) -> bool {
        let other = Self { languages: None, words: None, ..self.clone() };
        other == Self::default()
    }

    /// The same with one word more or less in the site's own list, which is kept in the order of the alphabet.
    #[must_use]
    pub fn with_word(mut self, word: &str, right: bool) -> Self {
        let mut words = self.words.take().unwrap_or_default();
        words.retain(|known| known != word);
        if right {
            let at = words.partition_point(|known| known.to_lowercase() < word.to_lowercase());
            words.insert(at, word.to_owned());
        }
        self.words = Some(words).filter(|words| !words.is_empty());
        self
    }

    /// The same with these languages.
    #[must_use]
    pub fn with_languages(mut self, tags: &[String]) -> Self {
        self.languages = Some(tags.to_vec()).filter(|tags| !tags.is_empty());
        self
    }

    /// The file's text once it says this, when it now says `text`: what stays the same keeps its lines, as do comments and
    /// what Byline does not know. Nothing when the file is not needed any more, or, as an error, when what it says now
    /// cannot be read.
    pub fn write(&self, text: &str) -> Result<Option<String>, Complaint> {
        write::write(self, text)
    }

    /// What matters for finding and reading the posts.
    pub(crate) fn before_learning(&self, site: &mut Site) {
        let told = Told::File(FILE.to_owned());
        if let Some(name) = &self.name {
            site.name = Some(name.clone());
            site.told_by.name = told.clone();
        }
        if let Some(address) = &self.address {
            let (whole, base) = crate::generators::address_and_base(address);
            site.address = whole;
            site.rules.base_as_variable &= !base.is_empty();
            site.rules.base = base;
            site.told_by.address = told.clone();
        }
        if let Some(folders) = &self.folders {
            site.post_folders.clone_from(folders);
            site.told_by.posts = told.clone();
            site.rules.confined = true;
            let marked = folders.iter().all(|folder| folder.split('/').any(|part| part == "_posts"));
            if site.rules.posts == Posts::Anywhere || !marked {
                site.rules.posts = Posts::Within;
            }
        }
        if let Some(drafts) = &self.drafts {
            site.drafts_folder.clone_from(drafts);
            site.told_by.drafts = told.clone();
        }
        if let Some(flag) = &self.draft_flag {
            site.draft_flag.clone_from(flag);
            site.told_by.draft_flag = told.clone();
        }
        if let Some(future) = self.future {
            site.rules.future = future;
            site.told_by.future = told;
        }
    }

    /// Makes the details those that the person wants. `given` are values that a new post begins with, whatever else says.
    pub(crate) fn correct_fields(&self, site: &mut Site, given: &mut Vec<(String, Value)>) {
        let told = Some(FILE.to_owned());
        for (name, correction) in &self.fields {
            let place = site.fields.iter().position(|field| field.name == *name);
            let hidden = site.hidden.iter().position(|field| field.name == *name);
            let is_hidden = correction.hidden.unwrap_or(hidden.is_some());
            let mut field = match (place, hidden) {
                (Some(at), _) => site.fields[at].clone(),
                (None, Some(at)) => site.hidden[at].clone(),
                (None, None) => Field::new(name, correction.kind.unwrap_or("text")),
            };
            correction.apply(&mut field);
            field.told_by.clone_from(&told);
            if let Some(value) = correction.default.clone().filter(|value| !is_nothing(value)) {
                given.push((name.clone(), value));
            }
            match (place, hidden, is_hidden) {
                (Some(at), _, false) => site.fields[at] = field,
                (None, Some(at), true) => site.hidden[at] = field,
                (Some(at), _, true) => {
                    site.fields.remove(at);
                    site.hidden.push(field);
                }
                (None, at, false) => {
                    at.map(|at| site.hidden.remove(at));
                    site.fields.push(field);
                }
                (None, None, true) => site.hidden.push(field),
            }
        }
        if let Some(order) = &self.order {
            let place = |field: &Field| order.iter().position(|name| *name == field.name).unwrap_or(order.len());
            site.fields.sort_by_key(place);
        }
        if !self.fields.is_empty() || self.order.is_some() {
            site.told_by.fields = Told::File(FILE.to_owned());
        }
    }

    /// What is said about new posts and pictures.
    pub(crate) fn after_learning(&self, site: &mut Site) {
        let told = Told::File(FILE.to_owned());
        if let Some(naming) = self.file_name.as_deref().and_then(Naming::of) {
            site.rules.naming = naming;
            site.told_by.file_name = told.clone();
        }
        if let Some(extension) = &self.extension {
            site.rules.extension.clone_from(extension);
            site.told_by.file_name = told.clone();
        }
        if self.front_matter.is_some() {
            site.told_by.front_matter = told.clone();
        }
        if let Some(name) = &self.beside {
            let main = site.post_folders.first().map_or("", String::as_str);
            site.pictures = Pictures { folder: join(main, name), url: encoded(name) };
            site.rules.placing = Placing::NextToPost(name.clone());
            site.told_by.pictures = told.clone();
        } else if self.pictures_folder.is_some() || self.pictures_url.is_some() {
            let folder = self.pictures_folder.clone().unwrap_or_else(|| site.pictures.folder.clone());
            let url = self.pictures_url.clone().unwrap_or_else(|| site.url_of(&folder));
            site.pictures = Pictures { folder, url };
            site.rules.placing = Placing::Shared;
            site.told_by.pictures = told;
        }
    }
}

impl FieldCorrection {
    fn apply(&self, field: &mut Field) {
        if let Some(label) = &self.label {
            field.label.clone_from(label);
        }
        if let Some(kind) = self.kind {
            field.kind = kind;
            if !matches!(kind, "choice" | "list" | "tags") {
                field.choices.clear();
            }
        }
        if let Some(required) = self.required {
            field.required = required;
        }
        if let Some(default) = &self.default {
            field.default = crate::settings::shown(default);
        }
        if let Some(choices) = &self.choices {
            field.options = choices.iter().map(|choice| choice.value.clone()).collect();
            field.choices.clone_from(choices);
        }
        if let Some(multiple) = self.multiple {
            field.multiple = multiple;
        }
        if let Some(hint) = &self.hint {
            field.hint = Some(hint.clone()).filter(|hint| !hint.is_empty());
        }
    }
}

impl Site {
    /// How posts refer to a folder of pictures, where nobody says how.
    fn url_of(&self, folder: &str) -> String {
        let served = self.rules.statics.iter().filter(|served| is_within(folder, served)).max_by_key(|it| it.len());
        match served.and_then(|served| inside(folder, served)) {
            Some(rest) if self.rules.posts != Posts::Anywhere => format!("/{}", encoded(rest)),
            _ => encoded(&relative(self.post_folders.first().map_or("", String::as_str), folder)),
        }
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

/// The corrections' text, if there is one that can be read.
pub fn own_text(folder: &dyn Folder) -> Option<String> {
    text(folder, FILE).filter(|text| text.len() <= LARGEST)
}
