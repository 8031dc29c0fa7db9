//! Which words can be a person's name.

use std::ops::Range;

use super::calendar;

/// Words that stand before a name.
#[rustfmt::skip]
const BY: &[&str] = &[
    "posted by", "written by", "published by", "words by", "story by", "text by", "by", "author", "authors",
    "geschrieben von", "verfasst von", "veröffentlicht von", "von", "autor", "autorin",
    "écrit par", "publié par", "rédigé par", "par", "auteur", "auteure",
    "escrito por", "publicado por", "por", "autora",
    "scritto da", "pubblicato da", "di", "autore", "autrice",
    "geschreven door", "geplaatst door", "door",
    "skriven av", "skrevet av", "skrevet af", "av", "af", "författare", "forfatter",
    "kirjoittanut", "kirjoittaja", "napisał", "napisała", "autorka", "napsal", "napsala", "автор",
];

/// Words that stand before or after a date.
#[rustfmt::skip]
const DATE_LABELS: &[&str] = &[
    "posted on", "published on", "written on", "updated on", "last updated", "created on", "posted", "published",
    "updated", "created", "date", "on", "the",
    "veröffentlicht am", "erstellt am", "geschrieben am", "am", "vom", "datum", "stand", "den", "der",
    "publié le", "mis à jour le", "le",
    "publicado el", "publicado em", "fecha", "el", "em", "data",
    "pubblicato il", "il",
    "geplaatst op", "gepubliceerd op", "op",
    "publicerad den", "publicerad", "publisert den", "publisert", "udgivet den", "udgivet", "dato", "d.",
    "julkaistu", "päivämäärä", "opublikowano", "dnia", "publikováno", "dne", "дата", "опубликовано",
];

/// Small words inside names.
const PARTICLES: &[&str] = &[
    "van", "von", "de", "da", "do", "dos", "das", "del", "della", "di", "du", "la", "le", "der", "den", "ter", "ten",
    "bin", "ibn", "al", "el", "y", "e", "af", "av", "zu", "and", "und", "et", "&",
];

/// Words that no name starts with.
const NOT_NAMES: &[&str] = &[
    "the",
    "a",
    "an",
    "how",
    "what",
    "why",
    "when",
    "where",
    "who",
    "our",
    "my",
    "your",
    "this",
    "that",
    "these",
    "in",
    "on",
    "at",
    "of",
    "for",
    "from",
    "with",
    "new",
    "introduction",
    "summary",
    "overview",
    "conclusion",
    "part",
    "chapter",
    "update",
    "news",
    "press",
    "release",
    "event",
    "meeting",
    "welcome",
    "hello",
    "dear",
    "about",
    "key",
    "table",
    "contents",
    "getting",
    "read",
    "more",
    "some",
    "all",
    "no",
    "yes",
    "we",
    "it",
    "is",
    "are",
    "to",
    "north",
    "south",
    "east",
    "west",
    "great",
    "blog",
    "post",
    "draft",
    "photo",
    "picture",
    "image",
    "last",
    "first",
    "next",
    "happy",
];

/// A name in a line.
pub(crate) struct Name {
    pub(crate) range: Range<usize>,
    /// Whether it stands after `by`.
    pub(crate) by: bool,
    /// Whether it is only believed beside a date, as in `by the whole team`.
    pub(crate) loose: bool,
}

/// The name in this part of a line.
pub(crate) fn read(text: &str, part: Range<usize>) -> Option<Name> {
    let words = &text[part.clone()];
    // Italian's `da` stands within names as well, with a capital there.
    if let Some(label) = label(words, BY).or_else(|| words.starts_with("da ").then_some(2)) {
        let rest = &words[label..];
        let skipped = rest.len() - rest.trim_start_matches([' ', ':', '*', '_', '`']).len();
        let name = without_closing_label(text, part.start + label + skipped..part.end);
        let written = &text[name.clone()];
        let end = written.trim_end_matches([' ', ',', '|', '·', '-', '–', '—', '*', '_', '`']).len();
        let name = name.start..name.start + end;
        let name = without_role(text, name);
        let words = &text[name.clone()];
        let loose = !plausible(words, 1) && !several(words);
        return (!loose || few_words(words)).then_some(Name { range: name, by: true, loose });
    }
    plausible(words, 2).then_some(Name { range: part, by: false, loose: false })
}

/// The range without what stands behind a name: `, Senior Editor`, ` (@ana)`.
fn without_role(text: &str, name: Range<usize>) -> Range<usize> {
    let words = &text[name.clone()];
    let end = match words.split_once([',', '(', '@', '<']) {
        Some((first, _)) if plausible(first.trim_end(), 2) && !several(words) => first.trim_end().len(),
        _ => words.len(),
    };
    name.start..name.start + end
}

/// Words of what people are, and so of no second name.
#[rustfmt::skip]
const ROLES: &[&str] = &[
    "editor", "engineer", "developer", "manager", "director", "officer", "founder", "co-founder", "president", "head",
    "lead", "writer", "author", "designer", "architect", "analyst", "consultant", "specialist", "coordinator", "intern",
    "ceo", "cto", "cfo", "coo", "marketing", "sales", "team", "phd", "md", "journalist", "reporter", "professor",
];

/// Several names between commas.
fn several(words: &str) -> bool {
    let all: Vec<&str> = words.split(", ").collect();
    let role = |name: &&str| name.split_whitespace().any(|word| ROLES.contains(&word.to_lowercase().as_str()));
    !all.iter().skip(1).any(role) && all.len() > 1 && all.len() <= 6 && all.iter().all(|name| plausible(name, 2))
}

/// `5 min read`, `Reading time: 5 minutes`.
pub(crate) fn is_reading_time(words: &str) -> bool {
    let lower = words.to_lowercase();
    let known = |word: &str| {
        matches!(
            word,
            "min" | "mins" | "minute" | "minutes" | "minuten" | "minutos" | "read" | "reading" | "time" | "lesezeit"
        )
    };
    let parts: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let both = parts.iter().any(|word| known(word)) && parts.iter().any(|word| number(word));
    both && parts.iter().all(|word| known(word) || number(word))
}

/// The range without `Posted on` and the like at either end.
pub(crate) fn without_date_label(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    if let Some(len) = label(words, DATE_LABELS) {
        return range.start + len..range.end;
    }
    without_closing_label(text, range)
}

/// The range without such a label at its end: `James Dadd on`.
fn without_closing_label(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let lower = words.to_lowercase();
    if lower.len() != words.len() {
        return range;
    }
    let before = DATE_LABELS
        .iter()
        .filter_map(|known| lower.strip_suffix(known))
        .filter(|before| before.ends_with([' ', ',']))
        .map(str::len)
        .min();
    before.map_or(range.clone(), |before| range.start..range.start + before)
}

/// The length of the longest label that the words start with, up to where the words go on.
fn label(words: &str, labels: &[&str]) -> Option<usize> {
    // A label is short; looking at more of a long line would be for nothing.
    let start = words.char_indices().nth(LONGEST_LABEL).map_or(words, |(at, _)| &words[..at]);
    let lower = start.to_lowercase();
    if lower.len() != start.len() {
        return None;
    }
    let goes_on = |known: &&str| {
        words.get(known.len()..).is_some_and(|rest| rest.chars().next().is_none_or(|c| c == ' ' || c == ':'))
    };
    labels
        .iter()
        .filter(|known| lower.starts_with(**known))
        .filter(|known| goes_on(known))
        .map(|known| known.len())
        .max()
}

/// The longest label has fewer letters than this.
const LONGEST_LABEL: usize = 24;

/// Up to five words of letters and digits.
fn few_words(words: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '\'' | '’' | '-' | '&');
    !words.is_empty() && words.split_whitespace().count() <= 5 && words.chars().all(fits)
}

/// Whether these words can be a person's name: up to five capitalised words without sentence marks.
fn plausible(words: &str, least: usize) -> bool {
    let all: Vec<&str> = words.split_whitespace().collect();
    if !(least..=5).contains(&all.len()) || words.len() > 60 {
        return false;
    }
    let first = all.first().map(|word| word.to_lowercase()).unwrap_or_default();
    if NOT_NAMES.contains(&first.as_str()) {
        return false;
    }
    let family = all.last().copied().unwrap_or_default();
    all.iter().all(|word| {
        let letters = word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '.'));
        let capital = word.starts_with(char::is_uppercase);
        // A full stop only after an initial or a short title: `J.`, `Dr.`
        let stop = !word.contains('.') || word.chars().count() <= 4;
        let month = || calendar::months(word).iter().any(|name| !name.short);
        let day = || calendar::weekdays(word).iter().any(|name| !name.short);
        (letters && capital && stop && !day() && !(least == 1 && month()))
            || (PARTICLES.contains(word) && *word != family)
    }) && family.chars().count() > 1
        && family.starts_with(char::is_uppercase)
}
