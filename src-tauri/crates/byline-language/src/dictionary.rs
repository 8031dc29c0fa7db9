//! A dictionary as Hunspell and the programs that use it have it: a file of rules (`.aff`) and a file of words (`.dic`).

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};
use thiserror::Error;

use crate::script::{Script, script_of};

/// The most bytes that a file of rules may have; the largest that are in use have two million.
pub const LARGEST_AFF: usize = 8 * 1024 * 1024;

/// The most bytes that a file of words may have; the largest that are in use have nine million.
pub const LARGEST_DIC: usize = 32 * 1024 * 1024;

/// A line longer than this is in no dictionary, and makes reading one slow.
const LONGEST_LINE: usize = 16 * 1024;

/// Longer words are not looked up.
const LONGEST_WORD: usize = 80;

/// How many words are looked at for the scripts that a dictionary is written in.
const SAMPLES: usize = 200;

/// Why two files are no dictionary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotADictionary {
    /// Larger than any dictionary.
    #[error("larger than a dictionary")]
    TooLarge,
    /// In an encoding that nobody knows.
    #[error("in an unknown encoding")]
    Encoding,
    /// The rules or the words cannot be read.
    #[error("not readable as a dictionary")]
    Unreadable,
}

/// The words of one language. Large: to be made once and shared.
#[derive(Debug)]
pub struct Dictionary {
    words: spellbook::Dictionary,
    scripts: Vec<Script>,
}

impl Dictionary {
    /// Reads the two files of a dictionary, in whatever encoding the rules say that they are.
    pub fn read(aff: &[u8], dic: &[u8]) -> Result<Self, NotADictionary> {
        if aff.len() > LARGEST_AFF || dic.len() > LARGEST_DIC {
            return Err(NotADictionary::TooLarge);
        }
        let encoding = encoding(aff)?;
        let (aff, dic) = (decoded(encoding, aff), decoded(encoding, dic));
        if aff.lines().chain(dic.lines()).any(|line| line.len() > LONGEST_LINE) {
            return Err(NotADictionary::Unreadable);
        }
        // The library refuses what it cannot read; what it did not think of must not end the thread that reads.
        let read = std::panic::catch_unwind(|| spellbook::Dictionary::new(&aff, &dic));
        let words = read.ok().and_then(Result::ok).ok_or(NotADictionary::Unreadable)?;
        Ok(Self { words, scripts: scripts(&dic) })
    }

    /// Whether this is a word of the language. A typographic apostrophe counts as a plain one.
    pub fn knows(&self, word: &str) -> bool {
        if word.len() > LONGEST_WORD {
            return true;
        }
        let plain = plain(word);
        self.words.check(&plain) || (plain != word && self.words.check(word))
    }

    /// Words that may have been meant, the likeliest first, with apostrophes as the word has them.
    pub fn suggest(&self, word: &str) -> Vec<String> {
        if word.len() > LONGEST_WORD {
            return Vec::new();
        }
        let mut found = Vec::new();
        self.words.suggest(&plain(word), &mut found);
        if word.contains('’') {
            for suggestion in &mut found {
                *suggestion = suggestion.replace('\'', "’");
            }
        }
        found
    }

    /// Whether the language is written in this script.
    pub(crate) fn is_written_in(&self, script: Script) -> bool {
        self.scripts.contains(&script)
    }
}

/// The word without what only its looks need: typographic apostrophes, and hyphens that show at the end of a line.
fn plain(word: &str) -> Cow<'_, str> {
    if word.contains(['’', 'ʼ', '\u{ad}', '‐', '‑']) {
        Cow::Owned(word.replace(['’', 'ʼ'], "'").replace(['‐', '‑'], "-").replace('\u{ad}', ""))
    } else {
        Cow::Borrowed(word)
    }
}

/// The encoding that the rules name; `SET` stands near their beginning.
fn encoding(aff: &[u8]) -> Result<&'static Encoding, NotADictionary> {
    let mut lines = aff.strip_prefix(b"\xef\xbb\xbf").unwrap_or(aff).split(|byte| *byte == b'\n');
    let named = lines.find_map(|line| line.strip_prefix(b"SET "));
    let Some(name) = named else { return Ok(UTF_8) };
    let name = String::from_utf8_lossy(name).trim().to_ascii_lowercase();
    // Hunspell writes these without their first hyphen, and names one after its makers.
    let label = match name.strip_prefix("iso8859-") {
        Some(part) => format!("iso-8859-{part}"),
        None => name.replace("microsoft-cp", "windows-"),
    };
    Encoding::for_label(label.as_bytes()).ok_or(NotADictionary::Encoding)
}

fn decoded<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Cow<'a, str> {
    encoding.decode(bytes).0
}

/// The scripts of words from all over the list.
fn scripts(dic: &str) -> Vec<Script> {
    let lines = dic.lines().count();
    let step = (lines / SAMPLES).max(1);
    let mut found = Vec::new();
    for word in dic.lines().skip(1).step_by(step) {
        if let Some(script) = script_of(word)
            && !found.contains(&script)
        {
            found.push(script);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::small;

    #[test]
    fn words_are_known_with_their_endings_and_either_apostrophe() {
        let words = small("SET UTF-8\nSFX S Y 1\nSFX S 0 s .\n", "3\nboat/S\ndon't\ncafé\n");
        for right in ["boat", "boats", "Boat", "BOATS", "don't", "don’t", "café", "bo\u{ad}at"] {
            assert!(words.knows(right), "{right}");
        }
        for wrong in ["baot", "dont", "cafe"] {
            assert!(!words.knows(wrong), "{wrong}");
        }
        assert!(words.suggest("baot").contains(&"boat".to_owned()));
        assert!(words.suggest("dno’t").iter().all(|word| !word.contains('\'')));
    }

    #[test]
    fn older_encodings_are_read() {
        let words = Dictionary::read(b"SET ISO8859-1\n", b"1\nStra\xdfe\n").unwrap();
        assert!(words.knows("Straße"));
        let words = Dictionary::read(b"SET KOI8-R\n", b"1\n\xc4\xcf\xcd\n").unwrap();
        assert!(words.knows("дом") && words.is_written_in(Script::Cyrillic));
        assert_eq!(Dictionary::read(b"SET NOBODY-KNOWS\n", b"0\n").unwrap_err(), NotADictionary::Encoding);
    }

    #[test]
    fn hostile_files_are_refused_or_read_and_end_nothing() {
        let long = format!("1\nboat/{}\n", "A".repeat(200_000));
        assert_eq!(Dictionary::read(b"", long.as_bytes()).unwrap_err(), NotADictionary::Unreadable);
        assert_eq!(Dictionary::read(&vec![b' '; LARGEST_AFF + 1], b"").unwrap_err(), NotADictionary::TooLarge);
        for (aff, dic) in [
            (&b""[..], &b""[..]),
            (b"\x00\xff\xfe", b"\x00\xff\xfe"),
            (b"SFX", b"1\n/"),
            (b"SFX A Y 99999999\nSFX A", b"99999999999\nword"),
            (b"SFX A Y 1\nSFX A y ies [^aeiou", b"1\nfly/A"),
            (b"SFX A Y 1\nSFX A 0 x/A .\n", b"1\na/A"),
            (b"COMPOUNDRULE 1\nCOMPOUNDRULE (A*)*B\nCOMPOUNDMIN 1\n", b"1\na/AB"),
            (b"REP 1\nREP a aa\nBREAK 1\nBREAK -\n", b"1\na"),
            (b"AF 1\nAF 9\nFLAG num\n", b"1\na/77"),
        ] {
            if let Ok(words) = Dictionary::read(aff, dic) {
                words.knows("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab");
                words.suggest("aaab");
            }
        }
    }
}
