//! Other texts of the site that a detail names: the next part of a series, the page about an author.

use byline_post::Post;
use byline_site::Relation;

use super::Site;
use crate::DeskError;
use crate::api::{FieldChoice, PostQuery};

/// How many texts are offered at once.
const MOST: usize = 40;
/// More files than this in a folder are not looked through.
const MOST_FILES: usize = 1000;
/// The largest text that is read for its title, in bytes.
const LARGEST: u64 = 256 * 1024;
const TEXTS: [&str; 7] = ["md", "mdx", "markdown", "yml", "yaml", "json", "toml"];

impl Site {
    /// Texts that a detail can name and that have these words, each with what is written to name it.
    pub fn related(&self, name: &str, search: &str) -> Result<Vec<FieldChoice>, DeskError> {
        let Some(field) = self.described(name) else { return Ok(Vec::new()) };
        let Some(relation) = field.relation else { return Ok(Vec::new()) };
        let of_posts = relation.folder.as_ref().is_none_or(|folder| self.is_of_posts(folder));
        let mut found = match &relation.folder {
            // What the settings know by other means, such as entries of a list in one file.
            _ if !field.choices.is_empty() && !of_posts => chosen_from(&field.choices, search),
            Some(folder) if !self.is_of_posts(folder) => self.in_folder(folder, &relation, search),
            folder => self.among_posts(folder.as_deref(), &relation, search)?,
        };
        found.truncate(MOST);
        Ok(found)
    }

    /// Whether the site has the text that this value names; yes where that cannot be told.
    pub(super) fn has_related(&self, name: &str, value: &str) -> bool {
        let Some(field) = self.described(name) else { return true };
        let Some(relation) = field.relation else { return true };
        if field.choices.iter().any(|choice| choice.value == value) {
            return true;
        }
        let Some(folder) = &relation.folder else { return true };
        let of_posts = self.is_of_posts(folder);
        match relation.value.as_deref() {
            None => {
                let places = [value.to_owned(), format!("{folder}/{value}")];
                let endings = |place: &String| {
                    let ending = |name: &str| TEXTS.iter().any(|ending| self.files.has(&format!("{name}.{ending}")));
                    self.files.has(place) || ending(place) || ending(&format!("{place}/index"))
                };
                places.iter().any(endings) || self.has_dated(folder, value)
            }
            Some("title") if of_posts => self
                .among_posts(Some(folder), &relation, value)
                .map_or(true, |found| found.iter().any(|choice| choice.value == value)),
            // Which of many posts has this detail is not known without reading all of them.
            Some(_) if of_posts => true,
            Some(_) => self.in_folder(folder, &relation, "").iter().any(|choice| choice.value == value),
        }
    }

    /// Whether the folder has a text of this name behind a date, as Jekyll's posts are called.
    fn has_dated(&self, folder: &str, value: &str) -> bool {
        self.names_in(folder).iter().any(|name| {
            let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
            let rest = stem.strip_suffix(value).and_then(|date| date.strip_suffix('-'));
            rest.is_some_and(|date| date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-'))
        })
    }

    fn is_of_posts(&self, folder: &str) -> bool {
        self.understood.text_folders().any(|posts| posts == folder || is_below(folder, posts))
    }

    fn among_posts(
        &self,
        folder: Option<&str>,
        relation: &Relation,
        search: &str,
    ) -> Result<Vec<FieldChoice>, DeskError> {
        let query = PostQuery { search: search.to_owned(), take: 200, ..PostQuery::default() };
        let posts = self.store.list(&query)?.posts;
        let inside = posts.into_iter().filter(|post| folder.is_none_or(|folder| is_below(&post.path, folder)));
        let choice = |post: crate::api::PostItem| {
            let value = match relation.value.as_deref() {
                None => name_of(&post.path).to_owned(),
                Some("title") => post.title.clone(),
                Some(detail) => self.read(&post.path)?.field(detail)?.value.words()?,
            };
            Some(FieldChoice { value, label: post.title })
        };
        Ok(inside.filter_map(choice).take(MOST).collect())
    }

    fn in_folder(&self, folder: &str, relation: &Relation, search: &str) -> Vec<FieldChoice> {
        let search = search.to_lowercase();
        let choice = |name: &String| {
            let path = format!("{folder}/{name}");
            let post = self.read(&path);
            let told = post.as_ref().and_then(|post| post.details().title.as_ref().map(|title| title.value.clone()));
            let named = post.as_ref().and_then(|post| post.field("name")?.value.words());
            let stem = name_of(&path).to_owned();
            let value = match relation.value.as_deref() {
                None => stem.clone(),
                Some(detail) => post.as_ref()?.field(detail)?.value.words()?,
            };
            let label = named.or(told).unwrap_or(stem);
            (label.to_lowercase().contains(&search) || value.to_lowercase().contains(&search))
                .then_some(FieldChoice { value, label })
        };
        let mut found: Vec<FieldChoice> = self.names_in(folder).iter().filter_map(choice).collect();
        found.sort_by(|one, other| one.label.cmp(&other.label));
        found
    }

    /// The names of the texts in a folder of the site.
    fn names_in(&self, folder: &str) -> Vec<String> {
        let Ok(entries) = self
            .files
            .place(folder)
            .and_then(|place| std::fs::read_dir(place).map_err(|error| DeskError::disk(folder, error)))
        else {
            return Vec::new();
        };
        let is_text = |name: &String| name.rsplit_once('.').is_some_and(|(_, ending)| TEXTS.contains(&ending));
        entries
            .flatten()
            .take(MOST_FILES)
            .filter_map(|entry| entry.file_name().into_string().ok())
            .filter(is_text)
            .collect()
    }

    fn read(&self, path: &str) -> Option<Post> {
        super::page::parse(path, &self.files.read(path, LARGEST).ok()?).ok()
    }
}

fn chosen_from(choices: &[byline_site::Choice], search: &str) -> Vec<FieldChoice> {
    let search = search.to_lowercase();
    let has = |choice: &&byline_site::Choice| {
        choice.label.to_lowercase().contains(&search) || choice.value.to_lowercase().contains(&search)
    };
    let choice = |it: &byline_site::Choice| FieldChoice { value: it.value.clone(), label: it.label.clone() };
    choices.iter().filter(has).map(choice).collect()
}

fn is_below(path: &str, folder: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// What people call a text's file: its name, or its folder's where every text has one of its own.
fn name_of(path: &str) -> &str {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if stem == "index" { folder.rsplit('/').next().unwrap_or(stem) } else { stem }
}
