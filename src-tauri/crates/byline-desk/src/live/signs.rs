//! What tells a page with the new text of a post from one with the old, whatever the website makes of quotation marks,
//! dashes, spaces and accents: only letters and digits are compared.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How many letters of a text make a sign that is found by chance nowhere else.
const SIGN: usize = 40;
/// How far apart signs begin: less than a sign, so that a word that changed is in one.
const STEP: usize = 15;
/// So many signs are looked for at the most.
const MOST: usize = 12;
/// A shorter text is found on many pages.
const SHORTEST: usize = 4;

/// The ends of the names by which pages write letters with accents.
const ACCENTS: [&str; 8] = ["acute", "grave", "circ", "uml", "tilde", "cedil", "ring", "caron"];

/// A text as a reader sees it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shown<'a> {
    pub(crate) title: &'a str,
    /// One line a paragraph.
    pub(crate) text: &'a str,
}

/// What is on a page that has the new text, and what is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Signs {
    there: Vec<String>,
    gone: Vec<String>,
}

impl Signs {
    /// The signs of a text, against the one that the website had before. Nothing where a reader sees no difference.
    pub(crate) fn of(new: Shown, old: Option<Shown>) -> Option<Self> {
        let whole = |shown: Shown| folded(&format!("{}\n{}", shown.title, shown.text));
        let before = old.map(whole).unwrap_or_default();
        let mut there = signs(new.text, &before);
        let title = folded(new.title);
        if there.is_empty() && title.len() >= SHORTEST && old.is_none_or(|old| folded(old.title) != title) {
            there.push(title);
        }
        let gone = match old {
            Some(old) if there.is_empty() => signs(old.text, &whole(new)),
            _ => Vec::new(),
        };
        (!there.is_empty() || !gone.is_empty()).then_some(Self { there, gone })
    }

    /// Whether a page has the new text. Most of the signs are enough: a website may replace a few words by others.
    pub(crate) fn are_on(&self, html: &str) -> bool {
        let page = folded(&words_of(html));
        let found = self.there.iter().filter(|sign| page.contains(sign.as_str())).count();
        found * 10 >= self.there.len() * 6 && !self.gone.iter().any(|sign| page.contains(sign.as_str()))
    }
}

/// Pieces of a text that another has not, spread over it.
fn signs(text: &str, other: &str) -> Vec<String> {
    let mut all = Vec::new();
    for line in text.lines() {
        let letters: Vec<char> = folded(line).chars().collect();
        if letters.len() < SHORTEST {
            continue;
        }
        let last = letters.len().saturating_sub(SIGN);
        for at in (0..last).step_by(STEP).chain([last]) {
            let sign: String = letters.iter().skip(at).take(SIGN).collect();
            if !other.contains(&sign) {
                all.push(sign);
            }
        }
    }
    let every = all.len().div_ceil(MOST).max(1);
    all.into_iter().step_by(every).collect()
}

/// Letters and digits only, small and without accents.
fn folded(text: &str) -> String {
    let plain = text.nfkd().filter(|c| !is_combining_mark(*c));
    plain.flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

/// The words of a page's HTML, its scripts and styles left out. In time that grows with the page alone.
fn words_of(html: &str) -> String {
    let lower = html.to_ascii_lowercase();
    let mut words = String::with_capacity(html.len());
    let mut at = 0;
    while let Some(open) = html.get(at..).and_then(|rest| rest.find('<')).map(|open| at + open) {
        words.push_str(&html[at..open]);
        let rest = &lower[open..];
        let end = if rest.starts_with("<!--") {
            after(rest, "-->")
        } else if let Some(name) = ["script", "style"].iter().find(|name| rest[1..].starts_with(**name)) {
            after(rest, &format!("</{name}"))
        } else {
            after(rest, ">")
        };
        at = open + end;
    }
    words.push_str(html.get(at..).unwrap_or_default());
    decoded(&words)
}

fn after(text: &str, end: &str) -> usize {
    text.find(end).map_or(text.len(), |found| found + end.len())
}

/// Characters that are written by number or by name. A name says its letter first (`&eacute;`); what is no letter is left
/// out, as it would be anyway.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split('&');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let Some((name, rest)) = part.split_once(';').filter(|(name, _)| name.len() < 10 && !name.contains(' ')) else {
            out.push_str(part);
            continue;
        };
        let number = name.strip_prefix('#').and_then(|digits| match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => digits.parse().ok(),
        });
        match (number, name) {
            (Some(number), _) => out.extend(char::from_u32(number)),
            (None, "szlig") => out.push('ß'),
            (None, name) if ACCENTS.iter().any(|accent| name.ends_with(accent)) => out.extend(name.chars().next()),
            _ => {}
        }
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str =
        "We met in New York on 14 August, and it was a day that nobody will forget.\nThe rooms were full.";
    const NEW: &str =
        "We met in New York on 15 August, and it was a day that nobody will forget.\nThe rooms were full.";

    fn shown<'a>(title: &'a str, text: &'a str) -> Shown<'a> {
        Shown { title, text }
    }

    #[test]
    fn a_new_post_is_seen_whatever_typography_does_to_it() {
        let text = "“It's” a café — isn't it? Twenty thousand people came, and they stayed until the very end.";
        let signs = Signs::of(shown("A day", text), None).unwrap();
        let page = "<html><style>p{}</style><body><h1>A day</h1><p>&ldquo;It&rsquo;s&rdquo; a caf&eacute; &mdash; isn&#8217;t it?
            <em>Twenty thousand</em> people <a href='/x'>came</a>,&nbsp;and they stayed until the very&#x20;end.</p>";
        assert!(signs.are_on(page));
        assert!(!signs.are_on("<h1>A day</h1><p>Not found</p>"));
        assert!(!signs.are_on(&format!("<script>var draft = '{text}'</script><!-- {text} -->")));
    }

    #[test]
    fn of_a_changed_post_the_new_words_are_looked_for() {
        let signs = Signs::of(shown("A day", NEW), Some(shown("A day", OLD))).unwrap();
        let page = |text: &str| format!("<h1>A day</h1><p>{}</p>", text.replace('\n', "</p><p>"));
        assert!(signs.are_on(&page(NEW)));
        assert!(!signs.are_on(&page(OLD)));
    }

    #[test]
    fn words_that_were_taken_out_are_looked_for_until_they_are_gone() {
        let shorter = OLD.lines().next().unwrap();
        let signs = Signs::of(shown("A day", shorter), Some(shown("A day", OLD))).unwrap();
        assert!(!signs.are_on(OLD) && signs.are_on(shorter));
    }

    #[test]
    fn a_new_title_alone_is_a_sign_and_no_difference_is_none() {
        let signs = Signs::of(shown("Another day", OLD), Some(shown("A day", OLD))).unwrap();
        assert!(signs.are_on("<title>Another day</title>") && !signs.are_on("<title>A day</title>"));
        assert_eq!(Signs::of(shown("A day", OLD), Some(shown("A day", OLD))), None);
        assert_eq!(Signs::of(shown("", ""), None), None);
    }

    #[test]
    fn a_page_without_end_is_read_to_its_end() {
        for page in ["<", "<script", "a<!--", "&", "&#;", "&#xffffffff;", "ä<ö", "<style>é"] {
            let _ = words_of(page);
        }
        assert!(words_of(&"<div>".repeat(200_000)).is_empty());
    }
}
