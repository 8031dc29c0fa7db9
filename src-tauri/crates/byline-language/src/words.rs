//! Cuts the words out of sentences, and leaves out what is no word of any language: addresses, file names, numbers,
//! mentions, code.

use std::ops::Range;
use std::sync::LazyLock;

use byline_post::prose::OBJECT;
use regex::Regex;

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word<'a> {
    /// Its letters.
    pub(crate) text: &'a str,
    /// Where it stands, in bytes.
    pub(crate) at: Range<usize>,
    /// Whether a sentence begins with it, so that its capital says nothing.
    pub(crate) opens: bool,
}

/// Letters, with apostrophes, hyphens and joiners between them. Digits are taken in so that `h2o` is one word and no two.
static WORD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[\p{L}\p{M}\p{N}\u{ad}\u{200c}\u{200d}]+(?:['’ʼ·‧\-‐‑][\p{L}\p{M}\p{N}\u{ad}\u{200c}\u{200d}]+)*").ok()
});

/// What ends a sentence, or begins a new part in which a capital says nothing.
const OPENERS: &[char] =
    &['.', '!', '?', ':', '…', '¿', '¡', '“', '”', '"', '«', '»', '„', '‘', '(', '[', '–', '—', '•', '\n', '/'];

/// The words of a text, in order.
pub(crate) fn words(text: &str) -> Vec<Word<'_>> {
    let Some(pattern) = WORD.as_ref() else { return Vec::new() };
    let mut found = Vec::new();
    let mut at = 0;
    for chunk in text.split(|letter: char| letter.is_whitespace()) {
        // Never zero: what was split at is somewhere in the text.
        let start = at;
        at += chunk.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
        if is_no_writing(chunk) {
            continue;
        }
        for word in pattern.find_iter(chunk) {
            let at = start + word.start()..start + word.end();
            if is_word(text, &at) {
                found.push(Word { text: word.as_str(), opens: opens(text, at.start), at });
            }
        }
    }
    found
}

/// Whether what stands between two spaces is an address, a file's name, a mention or the like.
fn is_no_writing(chunk: &str) -> bool {
    let bare = chunk.trim_matches(|letter: char| !letter.is_alphanumeric() && !"@#/~\\".contains(letter));
    bare.contains("://")
        || bare.contains('@')
        || bare.starts_with(['#', '/', '~', '\\'])
        || chunk.contains(['_', '\\', '=', '<', '>', '{', '}', '|', '^', '`', '$'])
        || bare.matches('/').count() > 1
        || chunk.starts_with("[^")
        || has_inner_dot(bare)
}

/// As in `example.org`, `post.md`, `e.g.` and `v1.2`.
fn has_inner_dot(chunk: &str) -> bool {
    let mut before = false;
    let mut letters = chunk.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == '.' && before && letters.peek().is_some_and(|next| next.is_alphanumeric()) {
            return true;
        }
        before = letter.is_alphanumeric();
    }
    false
}

/// Whether this is a whole word, with letters only.
fn is_word(text: &str, at: &Range<usize>) -> bool {
    let touches = text[..at.start].ends_with(OBJECT) || text[at.end..].starts_with(OBJECT);
    let word = &text[at.clone()];
    !touches
        && !word.contains(char::is_numeric)
        && word.chars().filter(|letter| letter.is_alphabetic()).nth(1).is_some()
}

fn opens(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', '\u{a0}', '\'', '’', '*']);
    before.is_empty() || before.ends_with(OPENERS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let found: Vec<_> = words(text).into_iter().map(|word| word.text).collect();
        assert_eq!(found, expect, "{text:?}");
    }

    #[test]
    fn words_have_apostrophes_hyphens_and_accents() {
        check("Don't stop; l’été, well-known (co-op)", &["Don't", "stop", "l’été", "well-known", "co-op"]);
        check("“Quoted” 'single' rock-'n'-roll", &["Quoted", "single", "rock", "roll"]);
        check("cafe\u{301} na\u{ad}ive col·lecció", &["cafe\u{301}", "na\u{ad}ive", "col·lecció"]);
        check("and/or, yes—no", &["and", "or", "yes", "no"]);
    }

    #[test]
    fn addresses_numbers_names_of_files_and_code_are_no_words() {
        check("see https://example.org/wrods or www.example.org, ann@example.org", &["see", "or"]);
        check("open post.md in ~/wrods or /usr/wrods or C:\\wrods", &["open", "in", "or", "or"]);
        check("3rd h2o x86 v1.2 e.g. i.e. U.S.A. 10am", &[]);
        check("#wrods @wrods snake_wrods a=b {{wrods}} <wrods/> 5%", &[]);
        check("a \u{fffc}s b\u{fffc} see \u{fffc} now", &["see", "now"]);
        check("[^wrods] $wrods", &[]);
    }

    #[test]
    fn a_sentence_opens_with_a_word() {
        let opening = |text: &str| -> Vec<String> {
            words(text).into_iter().filter(|word| word.opens).map(|word| word.text.to_owned()).collect()
        };
        assert_eq!(opening("One two. Three! “Four five” – Six\nSeven"), ["One", "Three", "Four", "Six", "Seven"]);
        assert_eq!(opening("So: Eight (Nine) ten"), ["So", "Eight", "Nine"]);
    }
}
