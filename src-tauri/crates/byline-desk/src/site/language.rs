//! Which language a post is in, and what a website says about words.

use byline_site::{Corrections, LanguageTold, OWN_FILE, OnDisk, own_text, site_language};

use super::Site;
use super::page::parse;
use crate::DeskError;
use crate::api::{Event, LanguageFrom};
use crate::language::{Profile, ignored};

/// The language of a website, as long as it is understood as it was then.
pub(super) struct SiteLanguage {
    times: u32,
    tag: Option<String>,
}

/// What the site's thread knows of a post's language.
pub(crate) struct Told {
    pub(crate) tag: String,
    pub(crate) from: LanguageFrom,
    pub(crate) also: Vec<String>,
    pub(crate) profile: Profile,
}

impl Site {
    /// The language of a post. Where nobody says one it is taken to be the first of `computer`.
    pub(crate) fn language_of(&mut self, path: &str, computer: &[String]) -> Result<Told, DeskError> {
        let path = &self.follow(path);
        let whole = self.own_language()?;
        let told = if let Some(on_page) = self.open.get(path) {
            self.understood.language_of(&on_page.post, path, whole.as_deref())
        } else {
            let post = parse(path, &self.files.read(path, super::LARGEST_POST)?)?;
            self.understood.language_of(&post, path, whole.as_deref())
        };
        let computer = computer.iter().find_map(|tag| byline_site::tag(tag));
        let (tag, from) = match told {
            Some((tag, LanguageTold::Details)) => (tag, LanguageFrom::Details),
            Some((tag, LanguageTold::Place)) => (tag, LanguageFrom::Place),
            Some((tag, LanguageTold::Site)) => (tag, LanguageFrom::Site),
            None => (computer.clone().unwrap_or_else(|| "en".to_owned()), LanguageFrom::Computer),
        };
        // A post in English may leave open which one: then it is the computer's.
        let same = |one: &str, other: &str| one.split('-').next() == other.split('-').next();
        let tag = computer.filter(|computer| !tag.contains('-') && same(computer, &tag)).unwrap_or(tag);
        let said = self.said_about_words()?;
        let also: Vec<String> = said.languages.unwrap_or_default().into_iter().filter(|other| *other != tag).collect();
        let languages = [tag.clone()].into_iter().chain(also.iter().cloned()).collect();
        let profile =
            Profile { languages, site_words: said.words.unwrap_or_default(), ignored: self.store.ignored(path)? };
        Ok(Told { tag, from, also, profile })
    }

    /// The website's own words and languages.
    pub(crate) fn site_words(&self) -> Result<(Vec<String>, Vec<String>), DeskError> {
        let said = self.said_about_words()?;
        Ok((said.words.unwrap_or_default(), said.languages.unwrap_or_default()))
    }

    /// Adds a word to the website's own list, or takes it out. Colleagues get it when the settings are shared.
    pub fn set_site_word(&mut self, word: &str, right: bool) -> Result<(), DeskError> {
        self.change_language(|said| said.with_word(word, right))
    }

    /// Settles in which languages words are right on the website, beside that of each post.
    pub fn set_site_languages(&mut self, tags: &[String]) -> Result<(), DeskError> {
        let tags: Vec<String> = tags.iter().filter_map(|tag| byline_site::tag(tag)).collect();
        self.change_language(|said| said.with_languages(&tags))
    }

    /// Ignores a remark of a rule about these words in one post, or not any more; the rule is empty for spelling.
    pub fn ignore_words(&mut self, path: &str, rule: &str, words: &str, on: bool) -> Result<(), DeskError> {
        self.store.set_ignored(&self.follow(path), &ignored(rule, words), on)
    }

    /// Ignores nothing in a post any more.
    pub fn forget_ignored(&mut self, path: &str) -> Result<(), DeskError> {
        self.store.forget_ignored(&self.follow(path))
    }

    fn own_language(&mut self) -> Result<Option<String>, DeskError> {
        let times = self.understood_times;
        if self.language.as_ref().is_none_or(|known| known.times != times) {
            let tag = site_language(&self.folder()?, &self.understood);
            self.language = Some(SiteLanguage { times, tag });
        }
        Ok(self.language.as_ref().and_then(|known| known.tag.clone()))
    }

    fn said_about_words(&self) -> Result<Corrections, DeskError> {
        Ok(Corrections::of(&self.folder()?).0)
    }

    fn folder(&self) -> Result<OnDisk, DeskError> {
        OnDisk::new(&self.root).map_err(|error| DeskError::disk(self.root.display().to_string(), error))
    }

    /// Words and languages change nothing about how the site is understood: so it is not understood anew.
    fn change_language(&mut self, change: impl FnOnce(Corrections) -> Corrections) -> Result<(), DeskError> {
        let folder = self.folder()?;
        let before = own_text(&folder).unwrap_or_default();
        if before.is_empty() && self.files.has(OWN_FILE) && self.files.read(OWN_FILE, u64::MAX)? != b"" {
            return Err(DeskError::SettingsUnreadable { line: 1 });
        }
        let unreadable = |broken: byline_site::Complaint| DeskError::SettingsUnreadable { line: broken.line };
        let after = change(Corrections::of(&folder).0).write(&before).map_err(unreadable)?;
        if after.as_deref().unwrap_or_default() != before {
            self.replace_settings(after.as_deref().map(str::as_bytes))?;
            self.settled = self.stamp();
            self.note_settings_base()?;
            self.tell(Event::SiteChanged);
        }
        Ok(())
    }
}
