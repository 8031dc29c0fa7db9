//! Reads paragraphs: what is misspelled in any of the languages of a post, and what is wrong with its English.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use byline_language::{Dialect, Dictionary, Grammar, Misspelling, OwnWords, Remark, RemarkKind, Spelling};
use byline_post::prose::{Prose, prose};

use super::profile::{Profile, ignored};
use super::{Choices, OwnFiles, Shelf};
use crate::api::{LanguageAdded, LanguageSettings, PostLanguage, RuleOff, WordChoices, WordFinding, WordKind};
use crate::site::LanguageOfPost;
use crate::utf16::Utf16;
use crate::{DeskError, words};

/// A paragraph longer than this, in bytes, was not typed by a person; it is let be.
const LONGEST: usize = 100_000;

/// A change longer than this, in letters, is not named in the sentence about it; the suggestion shows it.
const LONGEST_NAMED: usize = 60;

/// How many paragraphs are remembered with what there is to say about them, in bytes of both.
const REMEMBERED: usize = 4_000_000;

/// Reads for one desk. Dictionaries and rules are loaded when a post first wants them, and dropped when none does.
pub(crate) struct Reader {
    shelf: Shelf,
    own: OwnFiles,
    choices: Choices,
    mine: OwnWords,
    dictionaries: HashMap<String, Option<Arc<Dictionary>>>,
    spelling: Option<(Profile, Spelling)>,
    grammar: Option<(Dialect, Grammar)>,
    remembered: HashMap<String, Vec<WordFinding>>,
    size: usize,
}

impl Reader {
    pub(crate) fn new(shelf: Shelf, own: OwnFiles) -> Self {
        let (choices, mine) = (own.choices(), own.words());
        Self {
            shelf,
            own,
            choices,
            mine,
            dictionaries: HashMap::new(),
            spelling: None,
            grammar: None,
            remembered: HashMap::new(),
            size: 0,
        }
    }

    /// What there is to say about each paragraph, in its order.
    pub(crate) fn check(&mut self, profile: &Profile, paragraphs: &[String]) -> Vec<Vec<WordFinding>> {
        self.settle(profile);
        paragraphs.iter().map(|paragraph| self.paragraph(profile, paragraph)).collect()
    }

    /// What there is to say about a whole body.
    pub(crate) fn check_whole(&mut self, profile: &Profile, body: &str) -> Vec<WordFinding> {
        self.settle(profile);
        self.read(profile, body)
    }

    /// Words that may have been meant by one, the likeliest first.
    pub(crate) fn suggest(&mut self, profile: &Profile, word: &str) -> Vec<String> {
        self.settle(profile);
        self.spelling.as_ref().map(|(_, spelling)| spelling.suggest(word)).unwrap_or_default()
    }

    /// What can be done with a post of which this was told.
    pub(crate) fn about(&self, told: LanguageOfPost) -> PostLanguage {
        let languages = &told.profile.languages;
        let missing: Vec<String> =
            languages.iter().filter(|tag| self.shelf.tags_for(tag).is_empty()).cloned().collect();
        PostLanguage {
            checked: self.choices.checks.spelling && missing.len() < languages.len(),
            by_system: self.choices.checks.spelling && missing.len() == languages.len(),
            has_grammar: dialect_of(languages).is_some(),
            ignored: u32::try_from(told.profile.ignored.len()).unwrap_or(u32::MAX),
            tag: told.tag,
            from: told.from,
            also: told.also,
            missing,
        }
    }

    /// How the checks are settled, on a website that says this.
    pub(crate) fn settings(&self, site_words: Vec<String>, also: Vec<String>) -> LanguageSettings {
        LanguageSettings {
            choices: self.choices.checks,
            words: self.mine.iter().map(str::to_owned).collect(),
            site_words,
            rules_off: self.choices.rules_off.clone(),
            available: self.shelf.languages(),
            also,
        }
    }

    /// Keeps what the person wants to be checked.
    pub(crate) fn set_checks(&mut self, checks: WordChoices) -> Result<(), DeskError> {
        self.keep(Choices { checks, ..self.choices.clone() })
    }

    /// Turns a rule off for good, or on again.
    pub(crate) fn set_rule(&mut self, rule: RuleOff, on: bool) -> Result<(), DeskError> {
        let mut choices = self.choices.clone();
        choices.rules_off.retain(|known| known.rule != rule.rule);
        if !on {
            choices.rules_off.push(rule);
        }
        self.keep(choices)
    }

    /// Adds a word to the person's own list, or takes it out.
    pub(crate) fn set_word(&mut self, word: &str, right: bool) -> Result<(), DeskError> {
        self.own.set_word(word, right)?;
        self.mine = self.own.words();
        self.forget();
        self.spelling = None;
        Ok(())
    }

    /// Copies a dictionary into the desk's folder.
    pub(crate) fn add(&mut self, file: &Path) -> Result<LanguageAdded, DeskError> {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let tag = self.shelf.add(file).map_err(|error| DeskError::disk(&name, error))?;
        self.dictionaries.clear();
        self.spelling = None;
        self.forget();
        Ok(LanguageAdded { file: name, tag })
    }

    fn keep(&mut self, choices: Choices) -> Result<(), DeskError> {
        self.own.keep_choices(&choices)?;
        self.choices = choices;
        self.grammar = None;
        self.forget();
        Ok(())
    }

    fn forget(&mut self) {
        self.remembered.clear();
        self.size = 0;
    }

    /// Makes ready what this post's words are read with.
    fn settle(&mut self, profile: &Profile) {
        if self.spelling.as_ref().is_none_or(|(known, _)| known != profile) {
            self.forget();
            let spelling = self.spelling_for(profile);
            self.spelling = Some((profile.clone(), spelling));
        }
        let dialect =
            dialect_of(&profile.languages).filter(|_| self.choices.checks.grammar || self.choices.checks.style);
        if self.grammar.as_ref().map(|(known, _)| *known) != dialect {
            self.forget();
            self.grammar = dialect.map(|dialect| (dialect, self.grammar_for(dialect)));
        }
    }

    fn spelling_for(&mut self, profile: &Profile) -> Spelling {
        let mut tags: Vec<String> = Vec::new();
        for tag in profile.languages.iter().flat_map(|language| self.shelf.tags_for(language)) {
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        self.dictionaries.retain(|tag, _| tags.contains(tag));
        let (loaded, places) = (&mut self.dictionaries, &self.shelf);
        let load = |tag: &String| loaded.entry(tag.clone()).or_insert_with(|| places.read(tag).map(Arc::new)).clone();
        let dictionaries = tags.iter().filter_map(load).collect();
        let site: OwnWords = profile.site_words.iter().map(String::as_str).collect();
        let nouns_in_capitals = profile.languages.iter().any(|tag| tag.starts_with("de") || tag.starts_with("lb"));
        Spelling::new(dictionaries, vec![self.mine.clone(), site], nouns_in_capitals)
    }

    fn grammar_for(&self, dialect: Dialect) -> Grammar {
        let off = self.choices.rules_off.iter().map(|off| off.rule.as_str());
        Grammar::new(dialect, self.choices.checks.style, off)
    }

    fn paragraph(&mut self, profile: &Profile, paragraph: &str) -> Vec<WordFinding> {
        if paragraph.len() > LONGEST {
            return Vec::new();
        }
        if let Some(known) = self.remembered.get(paragraph) {
            return known.clone();
        }
        let found = self.read(profile, paragraph);
        let size = paragraph.len() + found.len() * size_of::<WordFinding>();
        if self.size + size > REMEMBERED {
            self.forget();
        }
        self.size += size;
        self.remembered.insert(paragraph.to_owned(), found.clone());
        found
    }

    fn read(&mut self, profile: &Profile, paragraph: &str) -> Vec<WordFinding> {
        let checks = self.choices.checks;
        let mut places = Utf16::new(paragraph);
        let mut found = Vec::new();
        for block in prose(paragraph) {
            let misspelled = if checks.spelling { self.misspelled(&block) } else { Vec::new() };
            let remarks = self.grammar.as_mut().map(|(_, grammar)| grammar.check(&block)).unwrap_or_default();
            for word in &misspelled {
                found.push(spelled(word, &mut places));
            }
            for remark in remarks {
                let about_style = remark.kind == RemarkKind::Style;
                let apart =
                    misspelled.iter().all(|word| word.at.end <= remark.at.start || remark.at.end <= word.at.start);
                if apart && (about_style || checks.grammar) {
                    found.push(remarked(&remark, &mut places));
                }
            }
        }
        found.retain(|finding| !profile.ignored.contains(&ignored(&finding.rule, &finding.words)));
        found.sort_by_key(|finding| finding.from);
        found
    }

    fn misspelled(&self, block: &Prose) -> Vec<Misspelling> {
        let Some((_, spelling)) = &self.spelling else { return Vec::new() };
        let also = |word: &str| self.grammar.as_ref().is_some_and(|(_, grammar)| grammar.knows(word));
        spelling.check(block, &also)
    }
}

fn spelled(word: &Misspelling, places: &mut Utf16<'_>) -> WordFinding {
    WordFinding {
        from: places.at(word.at.start),
        to: places.at(word.at.end),
        kind: WordKind::Spelling,
        title: words::say("language.spelling", &[]),
        message: words::say("language.spelling.about", &[("word", &word.word)]),
        words: word.word.clone(),
        rule: String::new(),
        changes: Vec::new(),
    }
}

fn remarked(remark: &Remark, places: &mut Utf16<'_>) -> WordFinding {
    let name = match remark.kind {
        RemarkKind::Repeated => "repeated",
        RemarkKind::Grammar => "grammar",
        RemarkKind::Joined => "joined",
        RemarkKind::MixedUp => "mixed-up",
        RemarkKind::Capitals => "capitals",
        RemarkKind::Punctuation => "punctuation",
        RemarkKind::Style => "style",
    };
    let changes: Vec<String> = remark.changes.iter().map(|change| change.made_of(&remark.words)).collect();
    WordFinding {
        from: places.at(remark.at.start),
        to: places.at(remark.at.end),
        kind: if remark.kind == RemarkKind::Style { WordKind::Style } else { WordKind::Grammar },
        title: words::say(&format!("language.{name}"), &[]),
        message: sentence(remark, changes.first().map_or("", String::as_str)),
        words: remark.words.clone(),
        rule: remark.rule.clone(),
        changes,
    }
}

/// What is said about a remark, with the likeliest change where there is one that a sentence can name.
fn sentence(remark: &Remark, change: &str) -> String {
    let key = format!("language.about.{}", remark.about);
    let nameable = change.contains(char::is_alphanumeric) && change.chars().count() <= LONGEST_NAMED;
    let alone = if nameable { None } else { words::say_if_known(&format!("{key}.alone"), &[]) };
    alone.unwrap_or_else(|| words::say(&key, &[("change", change.trim())]))
}

/// The English of a post, when it is in English.
fn dialect_of(languages: &[String]) -> Option<Dialect> {
    let tag = languages.first().filter(|tag| tag.split('-').next() == Some("en"))?;
    Some(match tag.rsplit('-').next() {
        Some("GB" | "IE" | "ZA") => Dialect::British,
        Some("CA") => Dialect::Canadian,
        Some("AU" | "NZ") => Dialect::Australian,
        Some("IN") => Dialect::Indian,
        _ => Dialect::American,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use byline_language::Change;

    use super::*;

    /// Slow to make without optimisation: the rules of English, once.
    #[test]
    fn all_that_is_said_about_words_is_the_catalogues() {
        let desk = tempfile::tempdir().unwrap();
        let own = OwnFiles::new(desk.path());
        own.keep_choices(&Choices {
            checks: WordChoices { spelling: true, grammar: true, style: true },
            ..Choices::default()
        })
        .unwrap();
        let mut reader = Reader::new(Shelf::new(desk.path(), &[]), own);
        let profile = Profile { languages: vec!["en-US".into()], ..Profile::default() };
        let text = "She ate an banana of the the tree. He could of gone in hurry, along side there own boat. \
                    We live in germany since january, despite of that, and it is very unique. \
                    Bare with me, I recieved alot of informations, w/o a plan. The dog wagged it's tail.";
        let found = reader.check_whole(&profile, text);
        let rules: BTreeSet<&str> = found.iter().map(|finding| finding.rule.as_str()).collect();
        assert!(rules.len() >= 8, "{rules:?}");
        for finding in &found {
            let change = finding.changes.first().map(String::as_str).unwrap_or_default();
            let known = byline_language::abouts().iter().any(|about| {
                let said =
                    |form: &str| words::say_if_known(&format!("language.about.{about}{form}"), &[("change", change)]);
                [said(""), said(".alone")].contains(&Some(finding.message.clone()))
            });
            assert!(known && !finding.title.starts_with("language."), "{finding:?} {}", finding.message);
        }
    }

    #[test]
    fn a_sentence_names_a_change_that_can_be_named_and_no_other() {
        let remark = |changes: Vec<Change>| Remark {
            at: 0..4,
            words: "teh".into(),
            rule: "Rule".into(),
            kind: RemarkKind::Grammar,
            about: "grammar",
            changes,
        };
        let said = |changes| remarked(&remark(changes), &mut Utf16::new("teh.")).message;
        assert_eq!(said(vec![Change::Replace("the ".into())]), "This should probably be “the”.");
        assert_eq!(said(vec![Change::After("m".into())]), "This should probably be “tehm”.");
        let alone = "Something is not right with the grammar here.";
        assert_eq!(said(vec![Change::Remove]), alone);
        assert_eq!(said(Vec::new()), alone);
        assert_eq!(said(vec![Change::Replace(" ".into())]), alone);
        assert_eq!(said(vec![Change::Replace("so ".repeat(40))]), alone);
    }

    #[test]
    fn everything_that_can_be_said_has_a_sentence_with_and_without_a_change() {
        for about in byline_language::abouts() {
            let said = words::say_if_known(&format!("language.about.{about}"), &[]).unwrap_or_default();
            assert!(said.ends_with(['.', '–']), "{about}: {said}");
            let alone = words::say_if_known(&format!("language.about.{about}.alone"), &[]);
            // Of these a change is always there: they are told by it.
            let told = ["apart", "apostrophe", "hyphen", "missing-word", "no-apostrophe", "one-word"].contains(&about);
            assert_eq!(alone.is_some(), said.contains("{change}") && !told, "{about}");
            assert!(!alone.unwrap_or_default().contains('{') && !said.contains("{words}"), "{about}");
        }
    }
}
