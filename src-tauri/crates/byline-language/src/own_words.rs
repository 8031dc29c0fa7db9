//! Words that people said are right: a person's own, and a website's.

use std::collections::BTreeSet;

/// A list of words. As in a dictionary, one in small letters may also stand at the start of a sentence or in capitals; one
/// with capitals of its own is right only so, or all in capitals.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnWords {
    words: BTreeSet<String>,
}

/// The longest word that is kept, in letters.
const LONGEST: usize = 80;

impl OwnWords {
    /// Reads a list, a word a line; what stands after a `#` is for people.
    pub fn read(text: &str) -> Self {
        let lines = text.trim_start_matches('\u{feff}').lines();
        lines.filter_map(|line| kept(line.split('#').next().unwrap_or_default())).collect()
    }

    /// Whether a word is in the list, also with the ending of an English possessive.
    pub fn knows(&self, word: &str) -> bool {
        if self.words.is_empty() {
            return false;
        }
        let word = word.replace(['’', 'ʼ'], "'").replace('\u{ad}', "");
        let bare = word.strip_suffix("'s").or_else(|| word.strip_suffix("'S"));
        self.has(&word) || bare.is_some_and(|bare| self.has(bare))
    }

    /// Adds a word; false for one that is there already, and for what is no word.
    pub fn add(&mut self, word: &str) -> bool {
        kept(word).is_some_and(|word| self.words.insert(word))
    }

    /// Takes a word out; false for one that is not there.
    pub fn remove(&mut self, word: &str) -> bool {
        kept(word).is_some_and(|word| self.words.remove(&word))
    }

    /// All of them, sorted.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    fn has(&self, word: &str) -> bool {
        if self.words.contains(word) {
            return true;
        }
        let mut letters = word.chars();
        let Some(first) = letters.next().filter(|letter| letter.is_uppercase()) else { return false };
        let rest = letters.as_str();
        let lowered: String = first.to_lowercase().chain(rest.chars()).collect();
        if self.words.contains(&lowered) {
            return true;
        }
        let shouted = word.chars().count() > 1 && !word.chars().any(char::is_lowercase);
        shouted && self.words.iter().any(|known| known.to_uppercase() == word)
    }
}

impl<'a> FromIterator<&'a str> for OwnWords {
    fn from_iter<I: IntoIterator<Item = &'a str>>(words: I) -> Self {
        words.into_iter().filter_map(kept).collect()
    }
}

impl FromIterator<String> for OwnWords {
    fn from_iter<I: IntoIterator<Item = String>>(words: I) -> Self {
        Self { words: words.into_iter().collect() }
    }
}

/// A word as it is kept; nothing for what is none.
fn kept(word: &str) -> Option<String> {
    let word = word.trim().replace(['’', 'ʼ'], "'");
    let whole = word.contains(char::is_alphabetic)
        && word.chars().count() <= LONGEST
        && !word.contains(|letter: char| letter.is_whitespace() || letter.is_control());
    whole.then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_count_with_capitals_where_a_sentence_wants_them() {
        let own = OwnWords::read("\u{feff}# ours\nfourTheorem\nkubectl # a program\nDadd\no’clock\ntwo words\n\n");
        for right in
            ["fourTheorem", "FOURTHEOREM", "kubectl", "Kubectl", "KUBECTL", "Dadd", "Dadd’s", "Dadd's", "o'clock"]
        {
            assert!(own.knows(right), "{right}");
        }
        for wrong in ["Fourtheorem", "dadd", "kubectls", "words", "ours", ""] {
            assert!(!own.knows(wrong), "{wrong}");
        }
        assert_eq!(own.iter().collect::<Vec<_>>(), ["Dadd", "fourTheorem", "kubectl", "o'clock"]);
    }

    #[test]
    fn words_are_added_once_and_taken_out() {
        let mut own = OwnWords::default();
        assert!(own.add(" Dadd ") && !own.add("Dadd") && own.knows("Dadd"));
        assert!(!own.add("two words") && !own.add("12") && !own.add(&"a".repeat(81)));
        assert!(own.remove("Dadd") && !own.remove("Dadd") && !own.knows("Dadd"));
    }
}
