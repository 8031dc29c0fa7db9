//! Which script a word is written in.

use std::sync::LazyLock;

use regex::Regex;

/// A script that dictionaries are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    Latin,
    Cyrillic,
    Greek,
    Hebrew,
    Arabic,
    Armenian,
    Georgian,
    Devanagari,
    Hangul,
    /// Written without spaces between words, or one that no dictionary here is likely to be in.
    Other,
}

/// Each script's letters.
static LETTERS: LazyLock<Vec<(Script, Regex)>> = LazyLock::new(|| {
    use Script::{Arabic, Armenian, Cyrillic, Devanagari, Georgian, Greek, Hangul, Hebrew};
    let named = [
        (Cyrillic, r"\p{Cyrillic}"),
        (Greek, r"\p{Greek}"),
        (Hebrew, r"\p{Hebrew}"),
        (Arabic, r"\p{Arabic}"),
        (Armenian, r"\p{Armenian}"),
        (Georgian, r"\p{Georgian}"),
        (Devanagari, r"\p{Devanagari}"),
        (Hangul, r"\p{Hangul}"),
        (Script::Latin, r"\p{Latin}"),
    ];
    named.into_iter().filter_map(|(script, letters)| Some((script, Regex::new(letters).ok()?))).collect()
});

/// The script of a word's first letter; nothing for one without letters.
pub(crate) fn script_of(word: &str) -> Option<Script> {
    let letter = word.chars().find(|letter| letter.is_alphabetic())?;
    if letter.is_ascii() {
        return Some(Script::Latin);
    }
    let letter = letter.to_string();
    let found = LETTERS.iter().find(|(_, letters)| letters.is_match(&letter));
    Some(found.map_or(Script::Other, |(script, _)| *script))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_told_apart() {
        for (word, expect) in [
            ("word", Some(Script::Latin)),
            ("«élan»", Some(Script::Latin)),
            ("дом", Some(Script::Cyrillic)),
            ("λόγος", Some(Script::Greek)),
            ("שלום", Some(Script::Hebrew)),
            ("日本", Some(Script::Other)),
            ("12", None),
        ] {
            assert_eq!(script_of(word), expect, "{word}");
        }
    }
}
