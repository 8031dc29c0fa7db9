//! Words as they are searched for: without accents and capitals, and letter by letter in scripts that put no spaces
//! between words. Nothing typed is ever syntax.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Stands between the letters of scripts without spaces in what the full-text index is given, so that it takes each for a
/// word of its own; a run of them is then found as a phrase. Nobody sees it.
const APART: char = '\u{200b}';

/// How much of a found text is shown, in characters: before the found words and in all.
const BEFORE: usize = 28;
const SHOWN: usize = 110;
/// Words are looked for in this much of a text when a part of it is to be shown, in bytes.
const LOOKED_AT: usize = 256 * 1024;

/// Letters of scripts that put no spaces between words: Thai and its neighbours, Chinese, Japanese; and Korean, whose
/// words have endings in front of which a search should find them.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{2fdf}'
        | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}

/// A text for the full-text index.
pub(super) fn apart(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut last = false;
    for c in text.chars() {
        let wide = is_wide(c);
        if (wide || last) && !out.is_empty() {
            out.push(APART);
        }
        out.push(c);
        last = wide;
    }
    out
}

/// Small letters without accents.
pub(super) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    // Korean letters come apart and back together; the accents in between are left out.
    text.nfd().filter(|c| !is_combining_mark(*c)).nfc().flat_map(char::to_lowercase).collect()
}

/// The words of what was typed, folded.
pub(super) fn words(typed: &str) -> Vec<String> {
    // Accents may be characters of their own, after their letters.
    let words = typed.split(|c: char| !(c.is_alphanumeric() || is_combining_mark(c)));
    words.filter(|word| word.contains(char::is_alphanumeric)).map(fold).collect()
}

/// Words as a full-text query: every one must be there, and each may go on.
pub(super) fn full_text(words: &[String]) -> String {
    words.iter().map(|word| format!("\"{}\"*", apart(word))).collect::<Vec<_>>().join(" ")
}

/// Where a folded text has a folded word, or the beginning of one.
pub(super) fn find(text: &str, word: &memchr::memmem::Finder, from: usize) -> Option<usize> {
    let wide = std::str::from_utf8(word.needle()).ok()?.starts_with(is_wide);
    let begins = |at: &usize| {
        let before = text[..*at].chars().next_back();
        wide || before.is_none_or(|c| !c.is_alphanumeric() || is_wide(c))
    };
    let found = word.find_iter(text.as_bytes().get(from..)?).map(|at| at + from);
    found.filter(|at| text.is_char_boundary(*at)).find(begins)
}

/// The part of a text in which the words are, each found word between `\u{2}` and `\u{3}`; nothing where none is.
pub(super) fn snippet(text: &str, words: &[String]) -> Option<String> {
    let text = &text[..text.floor_char_boundary(LOOKED_AT)];
    let (folded, places) = folded_with_places(text);
    let finders: Vec<_> = words.iter().map(|word| (memchr::memmem::Finder::new(word), word.len())).collect();
    let first = finders.iter().filter_map(|(finder, _)| find(&folded, finder, 0)).min()?;
    let begin = text[..places[first]].char_indices().rev().take(BEFORE).last().map_or(places[first], |(at, _)| at);
    // From the beginning of a word.
    let begin = match text[begin..places[first]].find(char::is_whitespace) {
        Some(gap) if begin > 0 => begin + gap + 1,
        _ => begin,
    };
    let end = text[begin..].char_indices().nth(SHOWN).map_or(text.len(), |(at, _)| begin + at);
    let mut hits: Vec<(usize, usize)> = Vec::new();
    for (finder, length) in &finders {
        let mut from = 0;
        while let Some(at) = find(&folded, finder, from).filter(|at| places[*at] < end) {
            from = at + length;
            let to = places[from].max(word_end(text, places[at], places[from]));
            if places[at] >= begin {
                hits.push((places[at], to.min(end)));
            }
        }
    }
    Some(marked(text, begin..end, hits))
}

/// Where the word ends whose beginning was found; in scripts without spaces that is all there is of it.
fn word_end(text: &str, start: usize, end: usize) -> usize {
    if text[start..].starts_with(is_wide) {
        return end;
    }
    let in_word = |c: char| (c.is_alphanumeric() && !is_wide(c)) || is_combining_mark(c);
    text[end..].find(|c| !in_word(c)).map_or(text.len(), |rest| end + rest)
}

fn marked(text: &str, part: std::ops::Range<usize>, mut hits: Vec<(usize, usize)>) -> String {
    hits.sort_unstable();
    let mut out = String::with_capacity(part.len() + 16);
    if part.start > 0 {
        out.push('…');
    }
    let mut at = part.start;
    for (from, to) in hits {
        if from < at || to <= from {
            continue;
        }
        out.push_str(&text[at..from]);
        out.push('\u{2}');
        out.push_str(&text[from..to]);
        out.push('\u{3}');
        at = to;
    }
    out.push_str(&text[at..part.end]);
    if part.end < text.len() {
        out.push('…');
    }
    out.replace('\n', " ")
}

/// The folded text, and for each byte of it, and the end, the place in the text that it stands for.
fn folded_with_places(text: &str) -> (String, Vec<usize>) {
    let mut folded = String::with_capacity(text.len());
    let mut places = Vec::with_capacity(text.len() + 1);
    let mut buffer = String::new();
    for (at, c) in text.char_indices() {
        buffer.clear();
        buffer.push(c);
        if !is_combining_mark(c) {
            folded.push_str(&fold(&buffer));
        }
        places.resize(folded.len(), at);
    }
    places.push(text.len());
    (folded, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lose_accents_capitals_and_everything_that_is_no_word() {
        for (typed, expect) in [
            ("Café CRÈME", vec!["cafe", "creme"]),
            ("cafe\u{301}", vec!["cafe"]),
            ("\"a* OR (", vec!["a", "or"]),
            ("- * ( ", vec![]),
            ("日本語 한국", vec!["日本語", "한국"]),
            ("İstanbul", vec!["istanbul"]),
        ] {
            assert_eq!(words(typed), expect, "{typed}");
        }
    }

    #[test]
    fn letters_without_spaces_between_words_stand_apart() {
        for (text, expect) in [("a b", "a b"), ("日本", "日\u{200b}本"), ("a日b", "a\u{200b}日\u{200b}b"), ("", "")]
        {
            assert_eq!(apart(text), expect);
        }
    }

    #[test]
    fn a_snippet_shows_the_first_found_word_and_marks_them_all() {
        let check = |text: &str, typed: &str, expect: Option<&str>| {
            assert_eq!(snippet(text, &words(typed)).as_deref(), expect, "{typed} in {text}");
        };
        check("What a lake is, and is not", "lak", Some("What a \u{2}lake\u{3} is, and is not"));
        check("Un café crème\nà Paris", "cafe PAR", Some("Un \u{2}café\u{3} crème à \u{2}Paris\u{3}"));
        check("Un cafe\u{301} noir", "café", Some("Un \u{2}cafe\u{301}\u{3} noir"));
        check("今日は日本語です", "日本", Some("今日は\u{2}日本\u{3}語です"));
        check("A flake", "lake", None);
        check("", "lake", None);
        let long = format!("{} lake {}", "word ".repeat(60), "tail ".repeat(60));
        let shown = snippet(&long, &words("lake")).unwrap();
        assert!(shown.starts_with("…word") && shown.contains("\u{2}lake\u{3} tail") && shown.ends_with('…'), "{shown}");
        assert!(shown.chars().count() < 120, "{shown}");
    }
}
