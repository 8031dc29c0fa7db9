use serde::{Deserialize, Serialize};
use specta::Type;

/// What a remark about words is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum WordKind {
    /// A word that no dictionary has.
    Spelling,
    /// Something that is nearly always wrong.
    Grammar,
    /// A way to say it better.
    Style,
}

/// Something to say about words of a paragraph.
#[derive(Clone, PartialEq, Eq, Serialize, Type)]
pub struct WordFinding {
    /// Where they begin, in UTF-16 units of the paragraph.
    pub from: u32,
    /// Where they end.
    pub to: u32,
    /// What it is about.
    pub kind: WordKind,
    /// The words.
    pub words: String,
    /// The rule's name; empty for spelling.
    pub rule: String,
    /// What it is, in two or three words.
    pub title: String,
    /// A sentence about it.
    pub message: String,
    /// What to put in the place of the words, the likeliest first; nothing at all means taking them out. For spelling they
    /// are asked for when they are wanted.
    pub changes: Vec<String>,
}

/// The words of a post are in no log.
impl std::fmt::Debug for WordFinding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "WordFinding({}..{} {:?} {})", self.from, self.to, self.kind, self.rule)
    }
}

/// Who said which language a post is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum LanguageFrom {
    /// The post's details.
    Details,
    /// Its file or folder.
    Place,
    /// The website.
    Site,
    /// Nobody; it is taken to be the computer's.
    Computer,
}

/// The language of a post and what can be done with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PostLanguage {
    /// The post's own, as a tag such as `en-GB`.
    pub tag: String,
    /// Who said so.
    pub from: LanguageFrom,
    /// Other languages whose words are right on this website.
    pub also: Vec<String>,
    /// Those of all these that Byline has no dictionary for.
    pub missing: Vec<String>,
    /// Whether Byline checks the spelling of this post; see also `by_system`.
    pub checked: bool,
    /// Whether spelling is wanted and there is no dictionary at all, so that the system's checking is the better one.
    pub by_system: bool,
    /// Whether the post is in a language whose grammar can be checked.
    pub has_grammar: bool,
    /// How many words and remarks are ignored in this post.
    pub ignored: u32,
}

/// What a person wants of the checks of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct WordChoices {
    /// Words that no dictionary has are marked.
    pub spelling: bool,
    /// What is wrong in an English sentence is marked.
    pub grammar: bool,
    /// So is what could be said better.
    pub style: bool,
}

/// The checks of words as they are settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LanguageSettings {
    /// What is checked.
    pub choices: WordChoices,
    /// The person's own words, sorted.
    pub words: Vec<String>,
    /// The website's own words, sorted.
    pub site_words: Vec<String>,
    /// Rules that the person turned off.
    pub rules_off: Vec<RuleOff>,
    /// The languages that there are dictionaries for, as tags.
    pub available: Vec<String>,
    /// Languages whose words are right on this website.
    pub also: Vec<String>,
}

/// A rule that was turned off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RuleOff {
    /// Its name.
    pub rule: String,
    /// What it said when it was turned off.
    pub said: String,
}

/// Whose list a word is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum WordList {
    /// The person's own, for all websites.
    Mine,
    /// The website's, for everybody who writes for it.
    Site,
}

/// A file that a person chose as a dictionary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LanguageAdded {
    /// Its name.
    pub file: String,
    /// The language that can be checked now; none when it is no dictionary, or one of its two files is missing.
    pub tag: Option<String>,
}
