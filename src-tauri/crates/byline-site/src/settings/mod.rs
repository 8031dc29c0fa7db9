//! Other tools' settings that describe posts: editors on the web, and the generators' own templates. A new one is one file
//! here and one line in [`ALL`].

mod archetypes;
mod cloudcannon;
mod decap;
mod front_matter;
mod jekyll_defaults;
mod pages;
mod prose;
mod scaffolds;
#[cfg(test)]
mod tests;
mod tina;

use std::cell::Cell;

use byline_post::FrontMatter;
use serde_json::Value;

use crate::field::{Choice, Field, Pattern, Relation};
use crate::folder::Folder;
use crate::front::Front;
use crate::paths::{extension, file_name, inside, is_within, join, normalise};
use crate::places::USUAL;
use crate::site::{DraftFlag, Naming, Pictures, Placing, Posts, Site};
use crate::told::Told;
use crate::values::get;

/// A tool whose settings can be read.
trait Format: Sync {
    /// What the settings say; nothing when there are none, or none that can be read.
    fn read(&self, place: &Place<'_>) -> Option<Settings>;
}

/// Every format, those that know most of posts first. Of several only the first is used: two descriptions of the same
/// posts are never mixed.
const ALL: &[&dyn Format] = &[
    &front_matter::FrontMatterCms,
    &decap::Decap,
    &pages::Pages,
    &tina::Tina,
    &cloudcannon::CloudCannon,
    &prose::Prose,
    &jekyll_defaults::JekyllDefaults,
    &archetypes::Archetypes,
    &scaffolds::Scaffolds,
];

/// Bounds, because the settings may be hostile.
const LARGEST: usize = 1024 * 1024;
const MOST_FIELDS: usize = 200;
const MOST_OPTIONS: usize = 200;
const MOST_COLLECTIONS: usize = 200;
const LONGEST_TEXT: usize = 300;

/// How many descriptions may be read where some stand for others: a few that name each other make millions.
struct Budget(Cell<usize>);

impl Default for Budget {
    fn default() -> Self {
        Self(Cell::new(10_000))
    }
}

impl Budget {
    /// Whether one more may be read.
    fn spend(&self) -> bool {
        self.0.set(self.0.get().saturating_sub(1));
        self.0.get() > 0
    }
}

/// Where settings are looked for.
struct Place<'a> {
    folder: &'a dyn Folder,
    /// The folder that the site lies in.
    start: &'a str,
    /// The site's files.
    files: &'a [String],
    site: &'a Site,
}

/// What one tool's settings say.
#[derive(Debug, Default)]
struct Settings {
    /// The files that they were read from.
    files: Vec<String>,
    collections: Vec<Collection>,
    /// Where other texts are that details may name: what the settings call them, and their folder or file.
    others: Vec<(String, String)>,
    /// The site's address.
    address: Option<String>,
}

/// A kind of texts that settings describe.
#[derive(Debug, Clone, Default)]
pub(crate) struct Collection {
    name: String,
    folder: String,
    pub(crate) naming: Option<Naming>,
    pub(crate) extension: Option<String>,
    pub(crate) kind: Option<FrontMatter>,
    media: Option<Media>,
    pub(crate) draft_flag: Option<DraftFlag>,
    /// All the details that a post has.
    pub(crate) fields: Vec<Field>,
    /// Details that a post has and people are not asked for.
    pub(crate) hidden: Vec<Field>,
    /// What is said of details that posts have for other reasons.
    pub(crate) notes: Vec<Field>,
    /// What a new post begins with.
    pub(crate) starts: Vec<(String, Value)>,
    /// An example of a post, and the file that holds it where that is not the settings'.
    pub(crate) template: Option<Front>,
    pub(crate) template_file: Option<String>,
    /// The file that all this was read from.
    pub(crate) file: String,
    /// These are the generator's own, which say less than the posts themselves.
    pub(crate) own: bool,
}

/// Where pictures go.
#[derive(Debug, Clone)]
enum Media {
    Shared(Pictures),
    /// Into this folder next to the post.
    Beside(String),
}

impl Place<'_> {
    /// The first of these files that is there, at the top or where the site is.
    fn text(&self, names: &[&str]) -> Option<(String, String)> {
        let starts = if self.start.is_empty() { vec![""] } else { vec!["", self.start] };
        starts.iter().find_map(|start| {
            names.iter().find_map(|name| {
                let path = join(start, name);
                let bytes = self.folder.read(&path).filter(|bytes| bytes.len() <= LARGEST)?;
                Some((path, String::from_utf8(bytes).ok()?))
            })
        })
    }

    /// A folder that settings name. They count from the repository's top, which may lie above the folder that was opened,
    /// or from the site's.
    fn path(&self, written: &str) -> Option<String> {
        let path = normalise(written.trim_start_matches('/'))?;
        let is_there = |path: &str| !self.folder.entries(path).is_empty();
        let in_site = join(self.start, &path);
        let mut tried = vec![path.clone(), in_site.clone()];
        let first = path.split('/').next().unwrap_or_default();
        if !is_there(first) {
            let shorter = |path: &str| path.split_once('/').map(|(_, rest)| rest.to_owned());
            tried.extend(shorter(&path).into_iter().flat_map(|one| [Some(one.clone()), shorter(&one)]).flatten());
        }
        tried.into_iter().find(|path| is_there(path)).or(Some(if is_within(&path, self.start) {
            path
        } else {
            in_site
        }))
    }
}

impl Collection {
    /// Adds a detail; `default` is what a new post has there.
    fn add(&mut self, field: Field, default: Option<&Value>, hidden: bool) {
        let known = self.fields.iter().chain(&self.hidden).any(|other| other.name == field.name);
        if field.name.is_empty() || known || self.fields.len() + self.hidden.len() >= MOST_FIELDS {
            return;
        }
        let start = default.filter(|value| !value.is_null() && !has_places(value) && !is_ours(&field));
        if let Some(value) = start.filter(|_| self.starts.len() < MOST_FIELDS) {
            self.starts.push((field.name.clone(), value.clone()));
        }
        let default = default.filter(|value| !has_places(value)).and_then(shown);
        let list = if hidden { &mut self.hidden } else { &mut self.fields };
        list.push(Field { default, ..field });
    }

    /// What a post must have for the site to be built, as empty as it may be.
    pub(crate) fn starts_required(&self) -> Vec<(String, Value)> {
        let empty = |field: &Field| {
            Some(match field.kind {
                "text" | "multiline" => Value::from(""),
                "choice" => Value::from(field.options.first()?.as_str()),
                "tags" | "list" | "relation" => Value::Array(Vec::new()),
                "boolean" => Value::Bool(false),
                _ => return None,
            })
        };
        self.fields
            .iter()
            .filter(|field| {
                field.required && !is_ours(field) && !self.starts.iter().any(|(name, _)| *name == field.name)
            })
            .filter_map(|field| Some((field.name.clone(), empty(field)?)))
            .collect()
    }

    /// How likely these are the posts; nothing when they cannot be.
    fn likely(&self, site: &Site, files: &[String]) -> Option<u32> {
        if self.own {
            return Some(1);
        }
        if self.folder.is_empty() && site.rules.posts != Posts::Anywhere {
            return None;
        }
        let marked = self.folder.split('/').any(|part| part == "_posts");
        if site.rules.posts == Posts::Marked && !marked {
            return None;
        }
        let known = site
            .post_folders
            .iter()
            .filter(|folder| files.iter().any(|file| inside(file, folder).is_some()))
            .any(|folder| is_within(folder, &self.folder) || is_within(&self.folder, folder));
        Some(u32::from(known) * 8 + u32::from(self.has_usual_name()) * 4 + u32::from(self.has_date()) * 2)
    }

    fn has_usual_name(&self) -> bool {
        [self.name.as_str(), file_name(&self.folder)].iter().any(|name| is_usual(name))
    }

    fn has_date(&self) -> bool {
        self.fields.iter().any(|field| field.kind == "date")
    }
}

fn is_usual(name: &str) -> bool {
    USUAL.contains(&name.to_ascii_lowercase().as_str())
}

/// What [`crate::head::Head`] writes by itself, and what would keep a post from being shown.
fn is_ours(field: &Field) -> bool {
    field.kind == "date"
        || field.name.contains('.')
        || matches!(field.name.as_str(), "title" | "author" | "authors" | "draft" | "published")
}

/// Whether a tool would put something of its own in here.
fn has_places(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains("{{") || text.contains("{%") || text.starts_with("CURRENT_"),
        Value::Array(items) => items.iter().any(has_places),
        Value::Object(map) => map.values().any(has_places),
        _ => false,
    }
}

/// What an example of a post has in a place, unless a tool would put something of its own there.
pub(crate) fn plain_default(value: &Value) -> Option<String> {
    Some(value).filter(|value| !has_places(value)).and_then(shown)
}

pub(crate) fn shown(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(tidy(text)).filter(|text| !text.is_empty()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) if !items.is_empty() => Some(items.iter().filter_map(shown).collect::<Vec<_>>().join(", ")),
        _ => None,
    }
}

/// A text for a person, on one line and not endless.
fn tidy(text: &str) -> String {
    let words: Vec<&str> =
        text.split(|it: char| it.is_whitespace() || it.is_control()).filter(|it| !it.is_empty()).collect();
    words.join(" ").chars().take(LONGEST_TEXT).collect()
}

/// A detail by its name in the settings; `None` leads to no field at all.
fn field(name: &str, called: Option<String>, kind: &'static str) -> Field {
    let name = if name.chars().any(char::is_control) || name.len() > LONGEST_TEXT { "" } else { name.trim() };
    let called = called.map(|text| tidy(&text)).filter(|text| !text.is_empty());
    let kind = if kind == "list" && matches!(name, "tags" | "categories" | "keywords") { "tags" } else { kind };
    let plain = Field::new(name, kind);
    Field { label: called.unwrap_or(plain.label), ..plain }
}

/// Takes over the choices of a list of texts, or of `value` or `name` beside a label, or of labels by their values.
fn choose(field: &mut Field, list: Option<&Value>) {
    field.choices = choices(list);
    field.options = field.choices.iter().map(|choice| choice.value.clone()).collect();
}

pub(crate) fn choices(list: Option<&Value>) -> Vec<Choice> {
    let named = |value: Option<String>, label: Option<String>| {
        value.map(|value| Choice { label: label.unwrap_or_else(|| value.clone()), value })
    };
    match list {
        Some(Value::Array(items)) => {
            let first = |item: &Value, keys: &[&str]| keys.iter().find_map(|key| shown(item.get(*key)?));
            let choice = |item: &Value| match item {
                Value::Object(_) => {
                    let value = first(item, &["value", "id"]).or_else(|| first(item, &["name", "label", "title"]));
                    named(value, first(item, &["label", "name", "title"]))
                }
                plain => named(shown(plain), None),
            };
            items.iter().take(MOST_OPTIONS).filter_map(choice).collect()
        }
        Some(Value::Object(map)) => match map.get("values") {
            Some(values) if !values.is_string() => choices(Some(values)),
            _ => {
                map.iter().take(MOST_OPTIONS).filter_map(|(key, label)| named(Some(tidy(key)), shown(label))).collect()
            }
        },
        _ => Vec::new(),
    }
}

/// The kind of front matter that a word means: `yaml-frontmatter`, `toml` and the like.
fn kind_of(word: &str) -> Option<FrontMatter> {
    let word = word.to_ascii_lowercase();
    [("yaml", FrontMatter::Yaml), ("toml", FrontMatter::Toml), ("json", FrontMatter::Json)]
        .into_iter()
        .find(|(name, _)| word.starts_with(name))
        .map(|(_, kind)| kind)
}

/// Whether files of this extension are texts that Byline opens.
pub(crate) fn is_text(extension: &str) -> bool {
    matches!(extension, "md" | "markdown" | "mdx")
}

/// Pictures that are served from the site's root: only when the folder ends in what stands for it in addresses is it sure
/// that they are the same.
fn shared(place: &Place<'_>, folder: &str, url: &str) -> Option<Media> {
    let written = folder.trim_matches('/');
    let served = url.trim_matches('/');
    let sure =
        !served.contains("://") && (served.is_empty() || written == served || written.ends_with(&format!("/{served}")));
    let url = if served.is_empty() { String::from("/") } else { format!("/{served}") };
    sure.then_some(Media::Shared(Pictures { folder: place.path(written)?, url }))
}

/// Finds what a detail may name.
fn relate(field: &mut Field, others: &[(String, String)], place: &Place<'_>) {
    let Some(relation) = &mut field.relation else { return };
    let to = relation.to.as_str();
    if relation.folder.is_none() {
        relation.folder = others.iter().find(|(name, _)| name == to).map(|(_, path)| path.clone());
    }
    let shown = relation.shown.take();
    crate::related::fill(field, place.folder, shown.as_deref());
}

/// Limits of a number, a text or a list, by whichever names a tool has for them.
fn limit(field: &mut Field, told: &Value, least: &[&str], most: &[&str]) {
    let number = |keys: &[&str]| keys.iter().find_map(|key| number(get(told, key)?));
    field.min = number(least).or(field.min);
    field.max = number(most).or(field.max);
    field.step = number(&["step", "increment"]).filter(|step| *step > 0.0).or(field.step);
}

/// A number, also one in quotes.
fn number(value: &Value) -> Option<f64> {
    let number = value.as_f64().or_else(|| value.as_str()?.trim().parse().ok());
    number.filter(|number| number.is_finite())
}

/// What a text must look like: a regular expression, alone, in a list with its message, or under a name.
fn pattern(told: Option<&Value>, message: Option<&Value>) -> Option<Pattern> {
    let (regex, said) = match told? {
        Value::String(regex) => (regex.as_str(), message),
        Value::Array(pair) => (pair.first()?.as_str()?, pair.get(1)),
        map => (get(map, "regex").or_else(|| get(map, "pattern"))?.as_str()?, get(map, "message")),
    };
    let regex = regex.strip_prefix('/').and_then(|rest| rest.strip_suffix('/')).unwrap_or(regex);
    (!regex.is_empty() && regex.len() <= LONGEST_TEXT)
        .then(|| Pattern { regex: regex.to_owned(), message: said.and_then(Value::as_str).map(tidy) })
}

/// Whether a date has a time, and how it is written.
fn dated(field: &mut Field, pattern: Option<&str>, time: Option<bool>) {
    field.format = pattern.and_then(crate::date_format::strftime);
    field.time = time.unwrap_or_else(|| field.format.as_deref().is_some_and(crate::date_format::has_time));
}

/// Where the values of a detail come from.
fn relation(to: &str, value: Option<String>, shown: Option<String>) -> Relation {
    Relation { to: tidy(to), folder: None, value, shown }
}

/// Reads the settings there are and makes the site what they say. Gives the description of the posts, for what is learnt
/// from the posts afterwards.
pub(crate) fn apply(folder: &dyn Folder, start: &str, files: &[String], site: &mut Site) -> Option<Collection> {
    let place = Place { folder, start, files, site };
    let mut found = ALL.iter().filter_map(|format| {
        let mut settings = format.read(&place)?;
        settings.collections.truncate(MOST_COLLECTIONS);
        let likely =
            settings.collections.iter().enumerate().filter_map(|(at, one)| Some((one.likely(site, files)?, at)));
        let chosen = likely.max_by_key(|(likely, at)| (*likely, std::cmp::Reverse(*at)))?.1;
        Some((settings, chosen))
    });
    let (mut settings, chosen) = found.next()?;
    let aside: Vec<String> = found.flat_map(|(settings, _)| settings.files).collect();
    let mut told = settings.collections.swap_remove(chosen);
    for field in told.fields.iter_mut().chain(&mut told.notes).take(MOST_FIELDS) {
        relate(field, &settings.others, &place);
    }
    told.file = settings.files.first().cloned().unwrap_or_default();
    for field in told.fields.iter_mut().chain(&mut told.hidden).chain(&mut told.notes) {
        field.told_by = Some(told.file.clone());
    }
    site.set_aside = aside.into_iter().filter(|file| !settings.files.contains(file)).collect();
    let by = Told::File(told.file.clone());
    for file in settings.files {
        if !site.configured_by.contains(&file) {
            site.configured_by.push(file);
        }
    }
    if told.own {
        return Some(told);
    }
    if let (None, Some(address)) = (&site.address, &settings.address) {
        site.address = crate::generators::address_and_base(address).0;
        site.told_by.address = by.clone();
    }
    if let Some(flag) = &told.draft_flag {
        site.draft_flag = Some(flag.clone());
        site.told_by.draft_flag = by.clone();
    }
    let also: Vec<&Collection> = settings
        .collections
        .iter()
        .filter(|other| {
            other.has_usual_name() && other.likely(site, files).is_some() && !folder.entries(&other.folder).is_empty()
        })
        .collect();
    let mut folders = vec![told.folder.clone()];
    folders.extend(also.iter().map(|other| other.folder.clone()));
    let known: Vec<String> = site
        .post_folders
        .iter()
        .filter(|known| files.iter().any(|file| inside(file, known).is_some() && is_text(&extension(file))))
        .cloned()
        .collect();
    // Settings for a whole tree do not say where in it the posts are.
    if known.iter().any(|known| known != &told.folder && is_within(known, &told.folder)) {
        folders.remove(0);
        folders.splice(0..0, known.iter().cloned());
    }
    folders.extend(known.into_iter().filter(|known| is_usual(file_name(known))));
    let mut seen: Vec<String> = Vec::new();
    for folder in folders {
        if !seen.contains(&folder) {
            seen.push(folder);
        }
    }
    site.post_folders = seen;
    site.told_by.posts = by.clone();
    match &told.media {
        Some(Media::Shared(pictures)) => {
            site.pictures.clone_from(pictures);
            site.rules.placing = Placing::Shared;
        }
        Some(Media::Beside(name)) => {
            site.pictures = Pictures { folder: join(&told.folder, name), url: crate::paths::encoded(name) };
            site.rules.placing = Placing::NextToPost(name.clone());
        }
        None => {}
    }
    if told.media.is_some() {
        site.told_by.pictures = by;
    }
    Some(told)
}
