//! Which words are in no dictionary, and what may have been meant.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use byline_post::prose::Prose;

use crate::script::{Script, script_of};
use crate::words::{Word, words};
use crate::{Dictionary, OwnWords};

/// More suggestions nobody reads.
const MOST_SUGGESTIONS: usize = 6;

/// A word that no dictionary has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misspelling {
    /// Where it stands in the text that was handed in, in bytes.
    pub at: Range<usize>,
    /// The word.
    pub word: String,
}

/// Spelling in the languages of a post: a word is right when any of them has it.
#[derive(Debug, Default)]
pub struct Spelling {
    dictionaries: Vec<Arc<Dictionary>>,
    own: Vec<OwnWords>,
    nouns_in_capitals: bool,
}

impl Spelling {
    /// Spelling by these dictionaries and lists. In a language whose nouns are written with capitals, as in German, a
    /// capital does not make a name.
    pub fn new(dictionaries: Vec<Arc<Dictionary>>, own: Vec<OwnWords>, nouns_in_capitals: bool) -> Self {
        Self { dictionaries, own, nouns_in_capitals }
    }

    /// The words of a block that none of the languages has. Without a dictionary there are none.
    /// `also` is asked about a word that none has.
    pub fn check(&self, prose: &Prose, also: &dyn Fn(&str) -> bool) -> Vec<Misspelling> {
        if self.dictionaries.is_empty() {
            return Vec::new();
        }
        let all = words(&prose.text);
        let names: HashSet<&str> =
            all.iter().filter(|word| !word.opens && is_capitalised(word.text)).map(|word| word.text).collect();
        let mut found = Vec::new();
        for word in &all {
            for at in self.wrong_parts(word, &names, also) {
                let letters = &prose.text[at.clone()];
                if let Some(place) = prose.place(at) {
                    found.push(Misspelling { at: place, word: letters.to_owned() });
                }
            }
        }
        found
    }

    /// Words that may have been meant by one that is in no dictionary, the likeliest first: the best of each language in
    /// turn.
    pub fn suggest(&self, word: &str) -> Vec<String> {
        let lists: Vec<Vec<String>> = self.dictionaries.iter().map(|dictionary| dictionary.suggest(word)).collect();
        let longest = lists.iter().map(Vec::len).max().unwrap_or_default();
        let mut found: Vec<String> = Vec::new();
        for at in 0..longest {
            for suggestion in lists.iter().filter_map(|list| list.get(at)) {
                if !found.contains(suggestion) && found.len() < MOST_SUGGESTIONS {
                    found.push(suggestion.clone());
                }
            }
        }
        found
    }

    /// Whether any language or list has this word.
    pub fn knows(&self, word: &str) -> bool {
        self.own.iter().any(|own| own.knows(word)) || self.dictionaries.iter().any(|dictionary| dictionary.knows(word))
    }

    /// The parts of a word that are wrong: the whole, or those between its hyphens.
    fn wrong_parts(&self, word: &Word<'_>, names: &HashSet<&str>, also: &dyn Fn(&str) -> bool) -> Vec<Range<usize>> {
        let is_right = |word: &str, opens: bool| self.is_right(word, opens, names) || also(word);
        if is_right(word.text, word.opens) {
            return Vec::new();
        }
        let mut found = Vec::new();
        let mut start = 0;
        for part in word.text.split_inclusive(['-', '‐', '‑']) {
            let letters = part.trim_end_matches(['-', '‐', '‑']);
            let single = letters.chars().nth(1).is_none();
            if !single && !is_right(letters, word.opens && start == 0) {
                found.push(word.at.start + start..word.at.start + start + letters.len());
            }
            start += part.len();
        }
        found
    }

    fn is_right(&self, word: &str, opens: bool, names: &HashSet<&str>) -> bool {
        self.is_anothers(word)
            || is_abbreviation(word)
            || self.is_name(word, opens, names)
            || self.knows(word)
            || self.is_elided(word)
    }

    /// Whether the word is in a script that none of the languages is written in.
    fn is_anothers(&self, word: &str) -> bool {
        let script = script_of(word).unwrap_or(Script::Other);
        !self.dictionaries.iter().any(|dictionary| dictionary.is_written_in(script))
    }

    /// A word with a capital in the middle of a sentence is a name. At its beginning it is one where the same block has it
    /// in the middle of another.
    fn is_name(&self, word: &str, opens: bool, names: &HashSet<&str>) -> bool {
        if self.nouns_in_capitals || !is_capitalised(word) {
            return false;
        }
        let bare = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
        !opens || names.contains(bare) || names.contains(word)
    }

    /// As in `dell'amico` and `qu’hier`: a short word that lost its vowel, and a whole one.
    fn is_elided(&self, word: &str) -> bool {
        /// The longest are `lorsqu'` and `quelqu'`.
        const LONGEST: usize = 7;
        let Some((short, whole)) = word.split_once(['\'', '’']) else { return false };
        let elided = short.chars().count() <= LONGEST && whole.chars().count() > 1;
        elided
            && self.dictionaries.iter().any(|words| {
                // A dictionary that knows such words at all has them with their apostrophe.
                words.knows(whole) && words.knows(&format!("{short}'"))
            })
    }
}

/// In capitals, or with one inside, as in `NATO`, `GitHub`, `iPhone` and `PDFs`.
fn is_abbreviation(word: &str) -> bool {
    word.split(['\'', '’', '-', '‐', '‑']).next().is_some_and(|word| word.chars().skip(1).any(char::is_uppercase))
}

fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests;
