use byline_post::FrontMatter;
use serde_json::Value;
use toml_edit::{Document, Item, TableLike};

use super::{Corrections, FieldCorrection, KINDS, LONGEST_TEXT, MOST_ENTRIES, MOST_FIELDS, MOST_WORDS};
use crate::field::Choice;
use crate::paths::normalise;
use crate::site::{DraftFlag, Naming};

/// Something in the file that could not be taken; the rest of the file counts all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// The line, counted from 1.
    pub line: usize,
    /// What is said there, as in `posts.folders`; empty when it is about the file as a whole.
    pub key: String,
    /// What is wrong with it.
    pub why: Why,
}

/// Why something in the file could not be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The file cannot be read from this line on, so nothing in it counts.
    Broken,
    /// The file is larger than any such file should be, so nothing in it counts.
    TooLarge,
    /// Byline knows nothing of this name. It is kept.
    Unknown,
    /// A text is wanted.
    NotText,
    /// `true` or `false` is wanted.
    NotTruth,
    /// A list is wanted.
    NotAList,
    /// A section is wanted.
    NotASection,
    /// A folder inside the site is wanted.
    Outside,
    /// A way to name files is wanted: with `{slug}`, and inside the folder of posts.
    NotAName,
    /// One of a few words is wanted.
    NotAKind,
    /// An address that begins with `https://` or `http://` is wanted.
    NotAnAddress,
    /// There is too much of it.
    TooMuch,
}

impl Complaint {
    pub(super) fn whole(why: Why) -> Self {
        Self { line: 1, key: String::new(), why }
    }
}

/// Reads the file's text.
pub(super) fn read(text: &str) -> (Corrections, Vec<Complaint>) {
    let text = text.trim_start_matches('\u{feff}');
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(error) => {
            let line = error.span().map_or(1, |span| line_of(text, span.start));
            return (Corrections::default(), vec![Complaint { line, key: String::new(), why: Why::Broken }]);
        }
    };
    let mut reader = Reader { text, complaints: Vec::new() };
    let mut found = Corrections::default();
    for (name, item) in document.as_table() {
        let Some(section) = reader.section(name, item) else { continue };
        match name {
            "site" => reader.site(section, &mut found),
            "posts" => reader.posts(section, &mut found),
            "pictures" => reader.pictures(section, &mut found),
            "details" => reader.details(section, &mut found),
            "language" => reader.language(section, &mut found),
            _ => reader.complain(item, name, Why::Unknown),
        }
    }
    (found, reader.complaints)
}

struct Reader<'a> {
    text: &'a str,
    complaints: Vec<Complaint>,
}

impl Reader<'_> {
    fn site(&mut self, section: &dyn TableLike, found: &mut Corrections) {
        for (key, item) in section.iter() {
            let path = format!("site.{key}");
            match key {
                "name" => found.name = self.text(item, &path),
                "address" => {
                    found.address =
                        self.checked(item, &path, Why::NotAnAddress, |text| is_address(&text).then_some(text));
                }
                _ => self.complain(item, &path, Why::Unknown),
            }
        }
    }

    fn posts(&mut self, section: &dyn TableLike, found: &mut Corrections) {
        for (key, item) in section.iter() {
            let path = format!("posts.{key}");
            match key {
                "folders" => found.folders = self.folders(item, &path),
                "drafts" if item.as_bool() == Some(false) => found.drafts = Some(None),
                "drafts" => found.drafts = self.checked(item, &path, Why::Outside, |text| normalise(&text)).map(Some),
                "name" => {
                    found.file_name =
                        self.checked(item, &path, Why::NotAName, |text| Naming::of(&text).map(|_| text.clone()));
                }
                "extension" => {
                    let known = |text: String| crate::settings::is_text(&text).then_some(text);
                    found.extension = self.checked(item, &path, Why::NotAKind, known);
                }
                "future" => found.future = self.truth(item, &path),
                "draft" if item.as_bool() == Some(false) => found.draft_flag = Some(None),
                "draft" => {
                    let flag = item.as_table_like().and_then(|flag| {
                        let name = flag.get("name")?.as_str().filter(|name| super::compare::is_name(name))?;
                        let value = flag.get("value").map_or(Some(true), Item::as_bool)?;
                        Some(DraftFlag::new(name, value))
                    });
                    match flag {
                        Some(flag) => found.draft_flag = Some(Some(flag)),
                        None => self.complain(item, &path, Why::NotASection),
                    }
                }
                _ => self.complain(item, &path, Why::Unknown),
            }
        }
    }

    fn pictures(&mut self, section: &dyn TableLike, found: &mut Corrections) {
        for (key, item) in section.iter() {
            let path = format!("pictures.{key}");
            let folder = |text: String| folder(&text);
            match key {
                "folder" => found.pictures_folder = self.checked(item, &path, Why::Outside, folder),
                "beside" => found.beside = self.checked(item, &path, Why::Outside, folder),
                "url" => {
                    let is_url = |url: String| is_url(&url).then_some(url);
                    found.pictures_url = self.checked(item, &path, Why::NotText, is_url);
                }
                _ => self.complain(item, &path, Why::Unknown),
            }
        }
    }

    fn details(&mut self, section: &dyn TableLike, found: &mut Corrections) {
        for (key, item) in section.iter() {
            let path = format!("details.{key}");
            match key {
                "kind" => {
                    let kind = |text: String| kind_of(&text);
                    found.front_matter = self.checked(item, &path, Why::NotAKind, kind);
                }
                "order" => found.order = self.list(item, &path),
                "fields" => {
                    let Some(fields) = self.section(&path, item) else { continue };
                    for (name, item) in fields.iter() {
                        let path = format!("{path}.{name}");
                        if found.fields.len() >= MOST_FIELDS {
                            self.complain(item, &path, Why::TooMuch);
                            return;
                        }
                        if !super::compare::is_name(name) {
                            self.complain(item, &path, Why::NotText);
                        } else if let Some(section) = self.section(&path, item) {
                            found.fields.push((name.to_owned(), self.field(&path, section)));
                        }
                    }
                }
                _ => self.complain(item, &path, Why::Unknown),
            }
        }
    }

    fn field(&mut self, above: &str, section: &dyn TableLike) -> FieldCorrection {
        let mut found = FieldCorrection::default();
        for (key, item) in section.iter() {
            let path = format!("{above}.{key}");
            match key {
                "label" => found.label = self.text(item, &path).filter(|label| !label.is_empty()),
                "hint" => found.hint = self.text(item, &path),
                "type" => {
                    let kind = |text: String| KINDS.into_iter().find(|kind| *kind == text);
                    found.kind = self.checked(item, &path, Why::NotAKind, kind);
                }
                "required" => found.required = self.truth(item, &path),
                "multiple" => found.multiple = self.truth(item, &path),
                "hidden" => found.hidden = self.truth(item, &path),
                "options" => found.choices = self.choices(item, &path),
                "default" => match item.as_value().map(crate::values::of_toml) {
                    Some(value) if value.to_string().len() <= LONGEST_TEXT => found.default = Some(value),
                    _ => self.complain(item, &path, Why::NotText),
                },
                _ => self.complain(item, &path, Why::Unknown),
            }
        }
        found
    }

    fn choices(&mut self, item: &Item, path: &str) -> Option<Vec<Choice>> {
        let Some(items) = item.as_array() else {
            self.complain(item, path, Why::NotAList);
            return None;
        };
        let choices = crate::settings::choices(Some(&Value::Array(items.iter().map(crate::values::of_toml).collect())));
        Some(choices)
    }

    fn folders(&mut self, item: &Item, path: &str) -> Option<Vec<String>> {
        let mut folders: Vec<String> = Vec::new();
        for written in self.list(item, path)? {
            match folder(&written) {
                Some(folder) if folders.contains(&folder) => {}
                Some(folder) => folders.push(folder),
                None => self.complain(item, path, Why::Outside),
            }
        }
        Some(folders).filter(|folders| !folders.is_empty())
    }

    fn language(&mut self, section: &dyn TableLike, found: &mut Corrections) {
        for (key, item) in section.iter() {
            let path = format!("language.{key}");
            match key {
                "languages" => {
                    found.languages = self.list(item, &path).map(|written| {
                        let tags = written.iter().filter_map(|tag| crate::language::tag(tag)).collect::<Vec<_>>();
                        if tags.len() < written.len() {
                            self.complain(item, &path, Why::NotAKind);
                        }
                        tags
                    });
                }
                "words" => {
                    found.words = self.list_of(item, &path, MOST_WORDS).map(|mut words| {
                        words.retain(|word| !word.is_empty() && word.len() <= LONGEST_TEXT);
                        words
                    });
                }
                _ => self.complain(item, &path, Why::Unknown),
            }
        }
    }

    fn list(&mut self, item: &Item, path: &str) -> Option<Vec<String>> {
        self.list_of(item, path, MOST_ENTRIES)
    }

    fn list_of(&mut self, item: &Item, path: &str, most: usize) -> Option<Vec<String>> {
        let Some(items) = item.as_array() else {
            self.complain(item, path, Why::NotAList);
            return None;
        };
        if items.len() > most {
            self.complain(item, path, Why::TooMuch);
        }
        let mut found = Vec::new();
        for item in items.iter().take(most) {
            match item.as_str() {
                Some(text) => found.push(text.trim().to_owned()),
                None => self.complain(&Item::Value(item.clone()), path, Why::NotText),
            }
        }
        Some(found)
    }

    fn text(&mut self, item: &Item, path: &str) -> Option<String> {
        self.checked(item, path, Why::NotText, Some)
    }

    /// A text that passes a check.
    fn checked<T>(&mut self, item: &Item, path: &str, why: Why, check: impl Fn(String) -> Option<T>) -> Option<T> {
        let Some(text) = item.as_str() else {
            self.complain(item, path, Why::NotText);
            return None;
        };
        let found = Some(text.trim().to_owned())
            .filter(|text| text.len() <= LONGEST_TEXT && !text.chars().any(char::is_control))
            .and_then(check);
        if found.is_none() {
            self.complain(item, path, why);
        }
        found
    }

    fn truth(&mut self, item: &Item, path: &str) -> Option<bool> {
        if item.as_bool().is_none() {
            self.complain(item, path, Why::NotTruth);
        }
        item.as_bool()
    }

    fn section<'a>(&mut self, path: &str, item: &'a Item) -> Option<&'a dyn TableLike> {
        if item.as_table_like().is_none() {
            let known = matches!(path, "site" | "posts" | "pictures" | "details" | "language") || path.contains('.');
            self.complain(item, path, if known { Why::NotASection } else { Why::Unknown });
        }
        item.as_table_like()
    }

    fn complain(&mut self, item: &Item, key: &str, why: Why) {
        if self.complaints.len() < MOST_ENTRIES {
            let line = item.span().map_or(1, |span| line_of(self.text, span.start));
            self.complaints.push(Complaint { line, key: key.to_owned(), why });
        }
    }
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// A folder of the site; the site's own is written as a dot, or as nothing.
pub(super) fn folder(written: &str) -> Option<String> {
    let written = written.trim();
    if matches!(written, "" | "." | "./" | "/") { Some(String::new()) } else { normalise(written) }
}

pub(super) fn is_address(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    host.is_some_and(|host| !host.is_empty() && !host.starts_with('/') && !text.contains([' ', '"', '<', '>']))
}

pub(super) fn is_url(text: &str) -> bool {
    !text.contains([' ', '"', '<', '>', '(', ')', '\\', ':'])
}

fn kind_of(word: &str) -> Option<FrontMatter> {
    match word {
        "yaml" => Some(FrontMatter::Yaml),
        "toml" => Some(FrontMatter::Toml),
        "json" => Some(FrontMatter::Json),
        _ => None,
    }
}
