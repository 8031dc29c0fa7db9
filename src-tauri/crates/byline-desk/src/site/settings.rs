//! A person's own settings of the site: shown beside what is understood without them, checked, and kept in `.byline.toml`.

use std::sync::Arc;
use std::time::SystemTime;

use byline_site::{Corrections, OWN_FILE, OnDisk, Settings, Trouble, own_text, understand_with};

use super::view::told_by;
use super::{Site, front_matter_word};
use crate::api::{
    DraftFlag, Event, FieldChoice, FieldForm, SettingsCheck, SettingsExample, SettingsForm, SettingsTrouble,
    SiteSettings,
};
use crate::{DeskError, words};

/// What the site's files of settings looked like when they were last read: their sizes in bytes and times of change.
pub(super) type Stamp = Vec<(String, Option<(u64, Option<SystemTime>)>)>;

impl Site {
    /// What is settled about the site.
    pub fn settings(&self) -> Result<SiteSettings, DeskError> {
        let bare = understand_with(&self.on_disk()?, &Corrections::default());
        Ok(SiteSettings {
            form: form(&self.understood),
            understood: form(&bare),
            told_by: told_by(&self.understood),
            understood_by: told_by(&bare),
            example: self.example(&self.understood),
            notes: self.settings_notes(),
            set_aside: self.understood.set_aside.clone(),
            sharing: self.sharing()?,
        })
    }

    /// What a form comes to. Nothing is written.
    pub fn check_settings(&self, from: &SettingsForm, to: &SettingsForm) -> Result<SettingsCheck, DeskError> {
        let wanted = settings(to);
        let troubles: Vec<SettingsTrouble> =
            wanted.troubles(self.understood.generator).iter().map(|trouble| said(trouble, to)).collect();
        let example = if troubles.is_empty() {
            let folder = self.on_disk()?;
            let corrections = wanted.corrections(&settings(from), &folder);
            Some(self.example(&understand_with(&folder, &corrections)))
        } else {
            None
        };
        Ok(SettingsCheck { troubles, example })
    }

    /// Keeps what the person changed in a form that began as `from`. The site is then understood anew. Refuses a form with
    /// troubles, and leaves the file alone when it cannot be read.
    pub fn change_settings(&mut self, from: &SettingsForm, to: &SettingsForm) -> Result<SiteSettings, DeskError> {
        let wanted = settings(to);
        if let Some(trouble) = wanted.troubles(self.understood.generator).first() {
            return Err(DeskError::Settings { trouble: said(trouble, to).message });
        }
        let folder = self.on_disk()?;
        let corrections = wanted.corrections(&settings(from), &folder);
        let before = own_text(&folder).unwrap_or_default();
        if before.is_empty() && self.files.has(OWN_FILE) && self.files.read(OWN_FILE, u64::MAX)? != b"" {
            return Err(DeskError::SettingsUnreadable { line: 1 });
        }
        let after = corrections.write(&before).map_err(|broken| DeskError::SettingsUnreadable { line: broken.line })?;
        if after.as_deref().unwrap_or_default() != before {
            self.replace_settings(after.as_deref().map(str::as_bytes))?;
        }
        self.understand_again()?;
        self.settings()
    }

    /// Puts these bytes in the place of the site's own file of settings, or takes it away. What it was is kept.
    pub(super) fn replace_settings(&mut self, bytes: Option<&[u8]>) -> Result<(), DeskError> {
        if self.files.has(OWN_FILE) {
            let before = self.files.read(OWN_FILE, u64::MAX)?;
            self.store.keep_version(OWN_FILE, &before, self.now().as_second(), "before-settings")?;
        }
        match bytes {
            Some(bytes) => self.files.replace(OWN_FILE, bytes),
            None if self.files.has(OWN_FILE) => self.files.remove(OWN_FILE),
            None => Ok(()),
        }
    }

    /// Understands the site anew if a file of settings is not the one that it was understood from.
    pub(crate) fn follow_settings(&mut self) -> Result<(), DeskError> {
        if self.stamp() == self.settled { Ok(()) } else { self.understand_again() }
    }

    /// Understands the site anew; the list and new posts follow.
    pub(super) fn understand_again(&mut self) -> Result<(), DeskError> {
        let understood = Arc::new(byline_site::understand(&self.on_disk()?));
        let other = *understood != *self.understood;
        let elsewhere = understood.text_folders().ne(self.understood.text_folders());
        self.understood = Arc::clone(&understood);
        self.files.follow(understood);
        self.settled = self.stamp();
        self.note_settings_base()?;
        if elsewhere {
            self.store.forget_published()?;
            self.refresh()?;
        }
        if other {
            self.understood_times += 1;
            self.tell(Event::SiteChanged);
            self.tell(Event::PostsChanged);
        } else {
            // Notes about lines that cannot be taken may still have changed.
            self.tell(Event::SiteChanged);
        }
        Ok(())
    }

    /// How many times the site was understood anew since it was opened, with another result.
    pub(crate) fn understood_times(&self) -> u32 {
        self.understood_times
    }

    /// The files that say something about the site, and that may come to.
    pub(crate) fn settings_files(&self) -> Vec<String> {
        let mut files = vec![OWN_FILE.to_owned()];
        let told = self.understood.configured_by.iter().chain(&self.understood.set_aside);
        files.extend(told.filter(|file| *file != OWN_FILE).cloned());
        files
    }

    pub(super) fn stamp(&self) -> Stamp {
        let look = |file: String| {
            let facts = self
                .files
                .place(&file)
                .and_then(|place| place.metadata().map_err(|error| DeskError::disk(&file, error)));
            let facts = facts.ok().map(|facts| (facts.len(), facts.modified().ok()));
            (file, facts)
        };
        self.settings_files().into_iter().map(look).collect()
    }

    pub(super) fn on_disk(&self) -> Result<OnDisk, DeskError> {
        OnDisk::new(&self.root).map_err(|error| DeskError::disk(self.root.display().to_string(), error))
    }

    fn example(&self, site: &byline_site::Site) -> SettingsExample {
        let title = words::say("settings.example.title", &[]);
        let today = self.around.clock.now().date();
        let post = site.new_post(&title, today, None, &|_| false).path;
        let picture = site.place_picture(&post, &words::say("settings.example.picture", &[]), &|_| false);
        SettingsExample { post, picture: picture.path, link: picture.link }
    }
}

/// A folder as the form shows it.
fn shown(path: &str) -> String {
    if path.is_empty() { ".".to_owned() } else { path.to_owned() }
}

fn form(site: &byline_site::Site) -> SettingsForm {
    let settings = Settings::of(site);
    let field = |field: &byline_site::Field, hidden: bool| FieldForm {
        name: field.name.clone(),
        label: field.label.clone(),
        kind: field.kind.to_owned(),
        required: field.required,
        default: field.default.clone().unwrap_or_default(),
        choices: field
            .choices
            .iter()
            .map(|choice| FieldChoice { value: choice.value.clone(), label: choice.label.clone() })
            .collect(),
        multiple: field.multiple,
        hint: field.hint.clone().unwrap_or_default(),
        hidden,
        told_by: field.told_by.clone(),
    };
    let fields = settings.fields.iter().map(|it| field(it, false));
    SettingsForm {
        fields: fields.chain(settings.hidden.iter().map(|it| field(it, true))).collect(),
        name: settings.name,
        address: settings.address,
        folders: settings.folders.iter().map(|path| shown(path)).collect(),
        drafts: settings.drafts.unwrap_or_default(),
        file_name: settings.file_name,
        extension: settings.extension,
        draft_flag: settings.draft_flag.map(|flag| DraftFlag { name: flag.name, value: flag.value }),
        future: settings.future,
        beside: settings.beside.as_deref().map(shown),
        pictures_folder: shown(&settings.pictures_folder),
        pictures_url: settings.pictures_url,
        front_matter: settings.front_matter.map(|kind| front_matter_word(kind).to_owned()),
    }
}

fn settings(form: &SettingsForm) -> Settings {
    let field = |field: &FieldForm| byline_site::Field {
        name: field.name.trim().to_owned(),
        label: field.label.clone(),
        kind: byline_site::kind(&field.kind).unwrap_or("text"),
        required: field.required,
        default: Some(field.default.clone()).filter(|default| !default.trim().is_empty()),
        choices: field
            .choices
            .iter()
            .map(|choice| byline_site::Choice { value: choice.value.clone(), label: choice.label.clone() })
            .collect(),
        multiple: field.multiple,
        hint: Some(field.hint.clone()).filter(|hint| !hint.trim().is_empty()),
        ..byline_site::Field::default()
    };
    let path = |path: &String| if path.trim() == "." { String::new() } else { path.clone() };
    let fields = |hidden: bool| form.fields.iter().filter(|it| it.hidden == hidden).map(field).collect();
    Settings {
        name: form.name.clone(),
        address: form.address.clone(),
        folders: form.folders.iter().map(path).collect(),
        drafts: Some(form.drafts.clone()).filter(|drafts| !drafts.trim().is_empty()),
        file_name: form.file_name.clone(),
        extension: form.extension.clone(),
        draft_flag: form
            .draft_flag
            .as_ref()
            .map(|flag| byline_site::DraftFlag { name: flag.name.clone(), value: flag.value }),
        future: form.future,
        beside: form.beside.as_ref().map(path),
        pictures_folder: path(&form.pictures_folder),
        pictures_url: form.pictures_url.clone(),
        front_matter: form.front_matter.as_deref().and_then(|word| match word {
            "yaml" => Some(byline_site::FrontMatter::Yaml),
            "toml" => Some(byline_site::FrontMatter::Toml),
            "json" => Some(byline_site::FrontMatter::Json),
            _ => None,
        }),
        fields: fields(false),
        hidden: fields(true),
    }
}

/// A trouble in words, and the line of the form that it is on.
fn said(trouble: &Trouble, form: &SettingsForm) -> SettingsTrouble {
    // Details are counted among those that are shown; the form has the hidden ones in between.
    let field = |at: usize| {
        let place = form.fields.iter().enumerate().filter(|(_, field)| !field.hidden).nth(at).map(|(place, _)| place);
        format!("fields.{}", place.unwrap_or(at))
    };
    let (line, word) = match trouble {
        Trouble::Address => ("address".to_owned(), "address"),
        Trouble::PostFolder(folder) if folder.is_empty() => ("folders".to_owned(), "no-folder"),
        Trouble::PostFolder(_) => ("folders".to_owned(), "folder"),
        Trouble::DraftsFolder(_) => ("drafts".to_owned(), "folder"),
        Trouble::FileName => ("file_name".to_owned(), "file-name"),
        Trouble::FileNameWithoutDate => ("file_name".to_owned(), "file-name-date"),
        Trouble::PicturesFolder => ("pictures".to_owned(), "folder"),
        Trouble::PicturesUrl => ("pictures_url".to_owned(), "pictures-url"),
        Trouble::DraftFlag => ("draft_flag".to_owned(), "field-name"),
        Trouble::FieldName(at) => (field(*at), "field-name"),
        Trouble::FieldTwice(at) => (field(*at), "field-twice"),
        Trouble::FieldChoices(at) => (field(*at), "field-choices"),
        Trouble::TooMuch => ("fields".to_owned(), "too-much"),
    };
    SettingsTrouble { line, message: words::say(&format!("settings.trouble.{word}"), &[]) }
}
