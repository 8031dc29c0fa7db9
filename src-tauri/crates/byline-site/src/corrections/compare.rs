use byline_post::FrontMatter;
use serde_json::Value;

use super::{Corrections, FieldCorrection, KINDS, LONGEST_TEXT, MOST_ENTRIES, MOST_FIELDS, read};
use crate::field::Field;
use crate::folder::{Folder, Remembered};
use crate::generators::understand_with;
use crate::site::{DraftFlag, Naming, Placing, Site};

/// All that a person can settle about a site, as a form shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The site's name; empty when it has none.
    pub name: String,
    /// The site's address; empty when nobody says it.
    pub address: String,
    /// The folders of posts, the one for new posts first; the empty path is the site's own.
    pub folders: Vec<String>,
    /// The folder of drafts.
    pub drafts: Option<String>,
    /// How files are named: a path below the folder of posts without extension, with the places `{year}`, `{month}`, `{day}`
    /// and `{slug}`.
    pub file_name: String,
    /// The extension of new posts.
    pub extension: String,
    /// The detail that marks a draft.
    pub draft_flag: Option<DraftFlag>,
    /// Whether posts of a later day are shown already.
    pub future: bool,
    /// Pictures go next to each post: into this folder beside it, the empty one being the post's own. Nothing when they
    /// share one folder.
    pub beside: Option<String>,
    /// The one folder of pictures.
    pub pictures_folder: String,
    /// How posts refer to it.
    pub pictures_url: String,
    /// The kind of details new posts begin with.
    pub front_matter: Option<FrontMatter>,
    /// The details that people are asked for, in their order.
    pub fields: Vec<Field>,
    /// Details that posts have and nobody is asked for.
    pub hidden: Vec<Field>,
}

/// Something in a form that cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The address does not begin with `https://` or `http://`.
    Address,
    /// There is no folder of posts, or this one leads out of the site.
    PostFolder(String),
    /// The folder of drafts leads out of the site.
    DraftsFolder(String),
    /// Files cannot be named so: the title is missing, or a letter that no file may have is there.
    FileName,
    /// The generator overlooks files without the date in front.
    FileNameWithoutDate,
    /// The folder of pictures leads out of the site.
    PicturesFolder,
    /// Posts cannot refer to pictures so.
    PicturesUrl,
    /// A detail that marks drafts needs a name of plain letters.
    DraftFlag,
    /// A detail needs a name of plain letters. Which one, by its place.
    FieldName(usize),
    /// Two details have the same name. Which one is the second, by its place.
    FieldTwice(usize),
    /// A choice needs something to choose from. Which one, by its place.
    FieldChoices(usize),
    /// There is more of something than any site needs.
    TooMuch,
}

impl Settings {
    /// What is understood of a site.
    pub fn of(site: &Site) -> Self {
        let beside = match &site.rules.placing {
            Placing::NextToPost(folder) => Some(folder.clone()),
            Placing::Shared | Placing::OfThePost => None,
        };
        Self {
            name: site.name.clone().unwrap_or_default(),
            address: site.address.clone().unwrap_or_default(),
            folders: site.post_folders.clone(),
            drafts: site.drafts_folder.clone(),
            file_name: site.rules.naming.pattern().to_owned(),
            extension: site.rules.extension.clone(),
            draft_flag: site.draft_flag.clone(),
            future: site.rules.future,
            beside,
            pictures_folder: site.pictures.folder.clone(),
            pictures_url: site.pictures.url.clone(),
            front_matter: site.front_matter,
            fields: site.fields.clone(),
            hidden: site.hidden.clone(),
        }
    }

    /// What in a form cannot be. `generator` is the site's.
    pub fn troubles(&self, generator: &str) -> Vec<Trouble> {
        let mut found = Vec::new();
        let stays = |path: &str| read::folder(path).is_some() && path.len() <= LONGEST_TEXT;
        if !self.address.trim().is_empty() && !read::is_address(self.address.trim()) {
            found.push(Trouble::Address);
        }
        if self.folders.is_empty() {
            found.push(Trouble::PostFolder(String::new()));
        }
        found.extend(self.folders.iter().filter(|path| !stays(path)).cloned().map(Trouble::PostFolder));
        if let Some(drafts) = self.drafts.as_ref().filter(|path| path.trim().is_empty() || !stays(path)) {
            found.push(Trouble::DraftsFolder(drafts.clone()));
        }
        match Naming::of(self.file_name.trim()) {
            None => found.push(Trouble::FileName),
            Some(naming) if generator == "jekyll" && !is_dated(&naming) => found.push(Trouble::FileNameWithoutDate),
            Some(_) => {}
        }
        if !stays(self.beside.as_ref().unwrap_or(&self.pictures_folder)) {
            found.push(Trouble::PicturesFolder);
        }
        if !read::is_url(self.pictures_url.trim()) {
            found.push(Trouble::PicturesUrl);
        }
        if self.draft_flag.as_ref().is_some_and(|flag| !is_name(&flag.name)) {
            found.push(Trouble::DraftFlag);
        }
        for (at, field) in self.fields.iter().enumerate() {
            if !is_name(&field.name) {
                found.push(Trouble::FieldName(at));
            } else if self.fields[..at].iter().any(|other| other.name == field.name) {
                found.push(Trouble::FieldTwice(at));
            } else if field.kind == "choice" && field.choices.is_empty() {
                found.push(Trouble::FieldChoices(at));
            }
        }
        let many = self.fields.len() + self.hidden.len() > MOST_FIELDS || self.folders.len() > MOST_ENTRIES;
        let long = self
            .fields
            .iter()
            .any(|field| field.choices.len() > MOST_ENTRIES || field.label.len().max(field.name.len()) > LONGEST_TEXT);
        if many || long || self.name.len() > LONGEST_TEXT {
            found.push(Trouble::TooMuch);
        }
        found
    }

    /// What has to be said so that the folder is understood like this, when the form began as `from`. What the person left
    /// alone stays as the folder's own file has it; what would be understood anyway is not said.
    pub fn corrections(&self, from: &Self, folder: &dyn Folder) -> Corrections {
        let folder = &Remembered::new(folder);
        let (old, _) = Corrections::of(folder);
        let bare = understand_with(folder, &Corrections::default());
        // Which posts there are decides what is learnt from them, so it comes first.
        let first = self.about_the_site(from, &Self::of(&bare), &old);
        let basis = if first.is_empty() { bare } else { understand_with(folder, &first) };
        self.about_posts(from, &basis, &old, first)
    }

    fn about_the_site(&self, from: &Self, theirs: &Self, old: &Corrections) -> Corrections {
        let text = |text: &str| Some(text.trim().trim_end_matches('/').to_owned()).filter(|text| !text.is_empty());
        let paths = |form: &Self| form.folders.iter().filter_map(|path| read::folder(path)).collect::<Vec<_>>();
        let drafts = |form: &Self| form.drafts.as_deref().and_then(read::folder).filter(|path| !path.is_empty());
        let folders = settled(paths, self, from, theirs, old.folders.as_ref());
        Corrections {
            name: settled(|form| text(&form.name), self, from, theirs, old.name.clone().map(Some).as_ref()).flatten(),
            address: settled(|form| text(&form.address), self, from, theirs, old.address.clone().map(Some).as_ref())
                .flatten(),
            folders: folders.filter(|folders| !folders.is_empty()),
            drafts: settled(drafts, self, from, theirs, old.drafts.as_ref()),
            draft_flag: settled(|form| form.draft_flag.clone(), self, from, theirs, old.draft_flag.as_ref()),
            future: settled(|form| form.future, self, from, theirs, old.future.as_ref()),
            front_matter: settled(|form| form.front_matter, self, from, theirs, old.front_matter.map(Some).as_ref())
                .flatten(),
            languages: old.languages.clone(),
            words: old.words.clone(),
            ..Corrections::default()
        }
    }

    fn about_posts(&self, from: &Self, basis: &Site, old: &Corrections, mut said: Corrections) -> Corrections {
        let theirs = Self::of(basis);
        let name = |form: &Self| form.file_name.trim().to_owned();
        said.file_name = settled(name, self, from, &theirs, old.file_name.as_ref());
        said.extension = settled(|form| form.extension.clone(), self, from, &theirs, old.extension.as_ref());
        self.about_pictures(from, basis, old, &mut said);
        self.about_fields(from, &theirs, old, &mut said);
        said
    }

    fn about_pictures(&self, from: &Self, basis: &Site, old: &Corrections, said: &mut Corrections) {
        let place = |form: &Self| (form.beside.clone(), form.pictures_folder.clone(), form.pictures_url.clone());
        if place(self) == place(from) {
            said.beside.clone_from(&old.beside);
            said.pictures_folder.clone_from(&old.pictures_folder);
            said.pictures_url.clone_from(&old.pictures_url);
            return;
        }
        let theirs = Self::of(basis);
        if let Some(beside) = &self.beside {
            said.beside = read::folder(beside).filter(|mine| Some(mine) != theirs.beside.as_ref());
        } else if let Some(folder) = read::folder(&self.pictures_folder) {
            let anew = theirs.beside.is_some();
            let url = Some(self.pictures_url.trim()).filter(|url| !url.is_empty());
            let usual = if anew || folder != theirs.pictures_folder { None } else { Some(theirs.pictures_url.clone()) };
            let usual = usual.unwrap_or_else(|| basis.url_of(&folder));
            said.pictures_url = url.filter(|mine| *mine != usual).map(str::to_owned);
            said.pictures_folder = Some(folder).filter(|mine| anew || *mine != theirs.pictures_folder);
        }
    }

    fn about_fields(&self, from: &Self, theirs: &Self, old: &Corrections, said: &mut Corrections) {
        let names: Vec<&str> = self.all_fields().map(|(field, _)| field.name.as_str()).collect();
        for (field, hidden) in self.all_fields() {
            let before = from.field(&field.name);
            let known = old.fields.iter().find(|(name, _)| *name == field.name).map(|(_, known)| known);
            let correction = difference((field, hidden), before, theirs.field(&field.name), known);
            if correction != FieldCorrection::default() {
                said.fields.push((field.name.clone(), correction));
            }
        }
        for (gone, hidden) in theirs.all_fields().filter(|(field, _)| !names.contains(&field.name.as_str())) {
            // One that came since the form was made is nobody's choice.
            if !hidden && from.field(&gone.name).is_some() {
                let hide = FieldCorrection { hidden: Some(true), ..FieldCorrection::default() };
                said.fields.push((gone.name.clone(), hide));
            }
        }
        // What a colleague has said of others meanwhile stays.
        let others =
            old.fields.iter().filter(|(name, _)| !names.contains(&name.as_str()) && from.field(name).is_none());
        said.fields.extend(others.cloned());
        let shown = |form: &Self| form.fields.iter().map(|field| field.name.clone()).collect::<Vec<_>>();
        let mine = shown(self);
        if mine == in_order(&shown(from), &mine) {
            said.order.clone_from(&old.order);
        } else if mine != in_order(&shown(theirs), &mine) {
            said.order = Some(mine);
        }
    }

    fn all_fields(&self) -> impl Iterator<Item = (&Field, bool)> {
        let shown = self.fields.iter().map(|field| (field, false));
        shown.chain(self.hidden.iter().map(|field| (field, true)))
    }

    fn field(&self, name: &str) -> Option<(&Field, bool)> {
        self.all_fields().find(|(field, _)| field.name == name)
    }
}

/// One line of the form as it has to be said: as the file says it already when the person left it alone, nothing when it
/// is what would be understood anyway.
fn settled<T: PartialEq + Clone>(
    line: impl Fn(&Settings) -> T,
    mine: &Settings,
    from: &Settings,
    theirs: &Settings,
    old: Option<&T>,
) -> Option<T> {
    let wanted = line(mine);
    if wanted == line(from) { old.cloned() } else { Some(wanted).filter(|wanted| *wanted != line(theirs)) }
}

/// The names in the order that they have without anybody's saying: the known ones first, then the others.
fn in_order(known: &[String], names: &[String]) -> Vec<String> {
    let stay = known.iter().filter(|name| names.contains(name));
    stay.chain(names.iter().filter(|name| !known.contains(name))).cloned().collect()
}

/// One key of a detail as it has to be said; see [`settled`].
fn key<T: PartialEq>(
    of: impl Fn((&Field, bool)) -> T,
    [mine, from, theirs]: [(&Field, bool); 3],
    old: Option<T>,
) -> Option<T> {
    if of(mine) == of(from) { old } else { Some(of(mine)).filter(|wanted| *wanted != of(theirs)) }
}

/// What has to be said of a detail, key by key.
fn difference(
    (mine, hidden): (&Field, bool),
    from: Option<(&Field, bool)>,
    theirs: Option<(&Field, bool)>,
    old: Option<&FieldCorrection>,
) -> FieldCorrection {
    let unknown = (&Field::new(&mine.name, "text"), false);
    let (theirs_known, anew) = (theirs.unwrap_or(unknown), theirs.is_none() && from.is_none());
    let from = from.unwrap_or(theirs_known);
    let none = FieldCorrection::default();
    let old = old.unwrap_or(&none);
    let mine = (mine, hidden);
    let all = [mine, from, theirs_known];
    let text = |text: Option<&str>| text.unwrap_or_default().trim().to_owned();
    let kind = |(field, _): (&Field, bool)| KINDS.into_iter().find(|kind| *kind == field.kind).unwrap_or("text");
    let choices = |(field, _): (&Field, bool)| {
        if takes_choices(field.kind) { field.choices.clone() } else { Vec::new() }
    };
    let default = |(field, _): (&Field, bool)| text(field.default.as_deref());
    let default_left = default(mine) == default(from);
    FieldCorrection {
        label: key(|(field, _)| text(Some(&field.label)), all, old.label.clone()).filter(|label| !label.is_empty()),
        // A detail that is not there yet has to be named by something.
        kind: if anew { Some(kind(mine)) } else { key(kind, all, old.kind) },
        required: key(|(field, _)| field.required, all, old.required),
        default: if default_left {
            old.default.clone()
        } else {
            key(default, all, None).map(|typed| value_of(&typed, mine.0.kind))
        },
        choices: key(choices, all, old.choices.clone()),
        multiple: key(|(field, _)| field.multiple, all, old.multiple),
        hint: key(|(field, _)| text(field.hint.as_deref()), all, old.hint.clone()),
        hidden: key(|(_, hidden)| hidden, all, old.hidden),
    }
}

fn takes_choices(kind: &str) -> bool {
    matches!(kind, "choice" | "list" | "tags")
}

/// What a person typed as a value of that kind.
fn value_of(typed: &str, kind: &str) -> Value {
    match kind {
        "boolean" => typed.parse().map_or_else(|_| Value::from(typed), Value::Bool),
        "number" => match (typed.parse::<i64>(), typed.parse::<f64>()) {
            (Ok(whole), _) => Value::from(whole),
            (_, Ok(number)) => Value::from(number),
            _ => Value::from(typed),
        },
        "list" | "tags" => {
            Value::Array(typed.split(',').map(str::trim).filter(|entry| !entry.is_empty()).map(Value::from).collect())
        }
        _ => Value::from(typed),
    }
}

/// Whether the generator finds files named like this: it wants the date in front.
pub(super) fn is_dated(naming: &Naming) -> bool {
    naming.pattern().starts_with(Naming::Dated.pattern())
}

/// Whether a detail can be called so in every kind of details; a dot leads into another detail.
pub(super) fn is_name(name: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty() && part.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '-'))
    };
    name.len() <= 100 && name.split('.').all(plain)
}
