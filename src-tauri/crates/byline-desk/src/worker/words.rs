//! The checks of words, as a window asks for them. The site's thread tells what a post is; another one reads.

use std::path::PathBuf;

use super::Desk;
use crate::api::{LanguageAdded, LanguageSettings, PostLanguage, Problem, RuleOff, WordChoices, WordFinding, WordList};

impl Desk {
    /// The language of a post, and what can be done with it. Also to be asked when something that was told changed: what is
    /// said about its words from then on goes by the answer. `computer` are the languages of the person's computer.
    pub async fn post_language(&self, path: String, computer: Vec<String>) -> Result<PostLanguage, Problem> {
        let asked = path.clone();
        let told = self.ask(move |site| site.language_of(&asked, &computer)).await?;
        self.reading.know(path, told.profile.clone()).await?;
        self.reading.read(move |reader| Ok(reader.about(told))).await
    }

    /// What there is to say about the words of each paragraph of a post, in their order. Without waiting for anything else
    /// that the site is asked.
    pub async fn check_words(&self, path: String, paragraphs: Vec<String>) -> Result<Vec<Vec<WordFinding>>, Problem> {
        Ok(self.reading.check(path, paragraphs).await?.unwrap_or_default())
    }

    /// Words that may have been meant by a misspelled one, the likeliest first.
    pub async fn suggest_words(&self, path: String, word: String) -> Result<Vec<String>, Problem> {
        self.reading.suggest(path, word).await
    }

    /// How the checks of words are settled.
    pub async fn language_settings(&self) -> Result<LanguageSettings, Problem> {
        let (site_words, also) = self.ask(|site| site.site_words()).await?;
        self.reading.read(move |reader| Ok(reader.settings(site_words, also))).await
    }

    /// Settles what is checked.
    pub async fn set_word_choices(&self, choices: WordChoices) -> Result<(), Problem> {
        self.reading.read(move |reader| reader.set_checks(choices)).await
    }

    /// Puts a word into a list of right ones, or takes it out.
    pub async fn set_word(&self, word: String, list: WordList, right: bool) -> Result<(), Problem> {
        match list {
            WordList::Mine => self.reading.read(move |reader| reader.set_word(&word, right)).await,
            WordList::Site => self.ask(move |site| site.set_site_word(&word, right)).await,
        }
    }

    /// Turns a rule off on every website, or on again.
    pub async fn set_rule(&self, rule: RuleOff, on: bool) -> Result<(), Problem> {
        self.reading.read(move |reader| reader.set_rule(rule, on)).await
    }

    /// Ignores a remark in one post, or not any more.
    pub async fn ignore_words(&self, path: String, rule: String, words: String, on: bool) -> Result<(), Problem> {
        self.ask(move |site| site.ignore_words(&path, &rule, &words, on)).await
    }

    /// Ignores nothing in a post any more.
    pub async fn forget_ignored(&self, path: String) -> Result<(), Problem> {
        self.ask(move |site| site.forget_ignored(&path)).await
    }

    /// Settles in which languages words are right on the website, beside that of each post.
    pub async fn set_site_languages(&self, tags: Vec<String>) -> Result<(), Problem> {
        self.ask(move |site| site.set_site_languages(&tags)).await
    }

    /// Copies dictionaries into the desk's folder; each file is either of the two that a dictionary has. A file that is none
    /// has no language.
    pub async fn add_dictionaries(&self, files: Vec<PathBuf>) -> Result<Vec<LanguageAdded>, Problem> {
        self.reading.read(move |reader| files.iter().map(|file| reader.add(file)).collect()).await
    }
}
