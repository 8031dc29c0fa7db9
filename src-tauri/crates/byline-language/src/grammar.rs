//! English grammar and style, by harper-core.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use byline_post::prose::Prose;
use harper_core::linting::{Lint, LintGroup, Suggestion};
use harper_core::parsers::PlainEnglish;
use harper_core::spell::{Dictionary as _, FstDictionary};
use harper_core::{Document, remove_overlaps_map};

use crate::about::about;
use crate::rules;

/// Longer blocks are no paragraphs that a person wrote; they are let be, so that nobody waits.
const LONGEST: usize = 20_000;

/// The English that is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Dialect {
    /// As in the United States.
    #[default]
    American,
    /// As in Great Britain and Ireland.
    British,
    /// As in Canada.
    Canadian,
    /// As in Australia and New Zealand.
    Australian,
    /// As in India.
    Indian,
}

/// What a remark is about; the window says it in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RemarkKind {
    /// A word stands twice.
    Repeated,
    /// A word or an ending that does not go with its sentence.
    Grammar,
    /// Two words where one is written, or one where two are.
    Joined,
    /// A word that is mixed up with one that is like it.
    MixedUp,
    /// Large and small letters.
    Capitals,
    /// Commas, dashes, apostrophes and spaces.
    Punctuation,
    /// A way to say it better.
    Style,
}

/// What would put it right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// These words in the place of those.
    Replace(String),
    /// These words after those.
    After(String),
    /// Those words gone.
    Remove,
}

impl Change {
    /// What stands in the place of `words` afterwards.
    pub fn made_of(&self, words: &str) -> String {
        match self {
            Self::Replace(other) => other.clone(),
            Self::After(more) => format!("{words}{more}"),
            Self::Remove => String::new(),
        }
    }
}

/// Something to say about a stretch of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Where it is in the text that was handed in, in bytes.
    pub at: Range<usize>,
    /// The words that it is about.
    pub words: String,
    /// The rule's name, by which it is turned off.
    pub rule: String,
    /// What it is about.
    pub kind: RemarkKind,
    /// What is said about it: one of [`crate::abouts`]. What harper itself says stays with it.
    pub about: &'static str,
    /// What would put it right, the likeliest first.
    pub changes: Vec<Change>,
}

/// The rules of English. Large and slow to make, so it is made when English is first checked and kept.
pub struct Grammar {
    dictionary: Arc<FstDictionary>,
    rules: LintGroup,
    dialect: Dialect,
    style: bool,
}

impl fmt::Debug for Grammar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Grammar").field("style", &self.style).finish_non_exhaustive()
    }
}

impl Grammar {
    /// The rules of an English that are nearly always right, and with `style` also those that make a text better; without
    /// those that are `off`.
    pub fn new<'a>(dialect: Dialect, style: bool, off: impl IntoIterator<Item = &'a str>) -> Self {
        let dictionary = FstDictionary::curated();
        let mut rules = LintGroup::new_curated(Arc::clone(&dictionary), harper(dialect));
        let names: Vec<String> = rules.iter_keys().map(str::to_owned).collect();
        for name in names {
            if !rules::is_wanted(&name, style) {
                rules.config.set_rule_enabled(name, false);
            }
        }
        for name in off {
            rules.config.set_rule_enabled(name, false);
        }
        Self { dictionary, rules, dialect, style }
    }

    /// Whether the rules' own list has a word in this English. It is larger than most dictionaries where work and computers
    /// are spoken of.
    pub fn knows(&self, word: &str) -> bool {
        let word = word.replace('’', "'");
        let found = self.dictionary.get_word_metadata_str(&word);
        found.is_some_and(|word| word.dialects.is_dialect_enabled(harper(self.dialect)))
    }

    /// What there is to say about a block, in its order; never two things about the same words.
    pub fn check(&mut self, prose: &Prose) -> Vec<Remark> {
        if prose.text.len() > LONGEST {
            return Vec::new();
        }
        let document = Document::new(&prose.text, &PlainEnglish, &self.dictionary);
        let mut found = self.rules.organized_lints(&document);
        for (rule, lints) in &mut found {
            lints.retain(|lint| self.style || !rules::is_style(rule, lint.lint_kind));
        }
        remove_overlaps_map(&mut found);
        let starts: Vec<usize> = prose.text.char_indices().map(|(at, _)| at).chain([prose.text.len()]).collect();
        let all = found.iter().flat_map(|(rule, lints)| lints.iter().map(move |lint| (rule, lint)));
        let mut remarks: Vec<Remark> = all.filter_map(|(rule, lint)| remark(prose, &starts, rule, lint)).collect();
        remarks.sort_by_key(|remark| (remark.at.start, remark.at.end));
        remarks
    }
}

/// `starts` are the places of the letters in bytes, and that of the end.
fn remark(prose: &Prose, starts: &[usize], rule: &str, lint: &Lint) -> Option<Remark> {
    let range = *starts.get(lint.span.start)?..*starts.get(lint.span.end)?;
    let words = prose.text.get(range.clone())?.to_owned();
    let changes: Vec<Change> = lint.suggestions.iter().map(change).collect();
    let first = changes.first().map(|change| change.made_of(&words));
    let about = about(rule, lint.lint_kind, &words, first.as_deref());
    Some(Remark {
        at: prose.place(range)?,
        words,
        rule: rule.to_owned(),
        kind: rules::kind(rule, lint.lint_kind, about),
        about,
        changes,
    })
}

fn change(suggestion: &Suggestion) -> Change {
    match suggestion {
        Suggestion::ReplaceWith(words) => Change::Replace(words.iter().collect()),
        Suggestion::InsertAfter(words) => Change::After(words.iter().collect()),
        Suggestion::Remove => Change::Remove,
    }
}

fn harper(dialect: Dialect) -> harper_core::Dialect {
    match dialect {
        Dialect::American => harper_core::Dialect::American,
        Dialect::British => harper_core::Dialect::British,
        Dialect::Canadian => harper_core::Dialect::Canadian,
        Dialect::Australian => harper_core::Dialect::Australian,
        Dialect::Indian => harper_core::Dialect::Indian,
    }
}

#[cfg(test)]
mod tests;
