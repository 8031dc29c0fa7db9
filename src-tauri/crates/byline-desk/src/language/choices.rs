//! What a person chose for the checks of words, and their own words: two small files in the desk's folder.

use std::path::{Path, PathBuf};

use byline_language::OwnWords;
use serde::{Deserialize, Serialize};

use crate::api::{RuleOff, WordChoices};
use crate::{DeskError, files};

/// The largest file that is read, in bytes.
const LARGEST: u64 = 4 * 1024 * 1024;

/// Stands at the top of the person's list of words.
const HEADER: &str = "# Words that are right, one a line, on every website.\n";

/// What a person chose.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Choices {
    pub(crate) checks: WordChoices,
    pub(crate) rules_off: Vec<RuleOff>,
}

impl Default for WordChoices {
    fn default() -> Self {
        Self { spelling: true, grammar: true, style: false }
    }
}

/// The two files.
#[derive(Debug, Clone)]
pub(crate) struct OwnFiles {
    choices: PathBuf,
    words: PathBuf,
}

impl OwnFiles {
    pub(crate) fn new(desk: &Path) -> Self {
        Self { choices: desk.join("language.json"), words: desk.join("words.txt") }
    }

    /// What is kept; a file that cannot be read counts as empty.
    pub(crate) fn choices(&self) -> Choices {
        read(&self.choices).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
    }

    pub(crate) fn keep_choices(&self, choices: &Choices) -> Result<(), DeskError> {
        let about = |error| DeskError::disk(self.choices.display().to_string(), error);
        let bytes = serde_json::to_vec_pretty(choices).map_err(|error| about(error.into()))?;
        files::replace(&self.choices, &bytes).map_err(about)
    }

    /// The person's own words.
    pub(crate) fn words(&self) -> OwnWords {
        read(&self.words).map(|text| OwnWords::read(&text)).unwrap_or_default()
    }

    /// Keeps a word, or takes it out. A person may have written in the file: only that word's line changes.
    pub(crate) fn set_word(&self, word: &str, right: bool) -> Result<(), DeskError> {
        let text = read(&self.words).unwrap_or_else(|| HEADER.to_owned());
        let mut kept = String::with_capacity(text.len() + word.len() + 1);
        for line in text.lines().filter(|line| !OwnWords::read(line).iter().any(|known| known == word)) {
            kept.push_str(line);
            kept.push('\n');
        }
        let mut list = OwnWords::default();
        if right && list.add(word) {
            for word in list.iter() {
                kept.push_str(word);
                kept.push('\n');
            }
        }
        let about = |error| DeskError::disk(self.words.display().to_string(), error);
        files::replace(&self.words, kept.as_bytes()).map_err(about)
    }
}

fn read(file: &Path) -> Option<String> {
    let small = file.metadata().ok()?.len() <= LARGEST;
    small.then(|| std::fs::read_to_string(file).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_in_a_file_that_people_can_write_in() {
        let desk = tempfile::tempdir().unwrap();
        let own = OwnFiles::new(desk.path());
        own.set_word("kubectl", true).unwrap();
        let file = desk.path().join("words.txt");
        std::fs::write(&file, std::fs::read_to_string(&file).unwrap() + "Dadd # James\n").unwrap();
        own.set_word("fourTheorem", true).unwrap();
        own.set_word("kubectl", true).unwrap();
        own.set_word("two words", true).unwrap();
        assert_eq!(own.words().iter().collect::<Vec<_>>(), ["Dadd", "fourTheorem", "kubectl"]);
        own.set_word("kubectl", false).unwrap();
        let text = std::fs::read_to_string(&file).unwrap();
        assert_eq!(text, format!("{HEADER}Dadd # James\nfourTheorem\n"));
    }

    #[test]
    fn choices_are_kept_and_damaged_ones_are_the_usual() {
        let desk = tempfile::tempdir().unwrap();
        let own = OwnFiles::new(desk.path());
        let usual = own.choices();
        assert!(usual.checks.spelling && usual.checks.grammar && !usual.checks.style);
        let other = Choices {
            checks: WordChoices { style: true, ..usual.checks },
            rules_off: vec![RuleOff { rule: "AnA".into(), said: "“an” is wrong here.".into() }],
        };
        own.keep_choices(&other).unwrap();
        assert_eq!(own.choices(), other);
        std::fs::write(desk.path().join("language.json"), "{").unwrap();
        assert_eq!(own.choices(), usual);
    }
}
