//! A link's or picture's address stands in quotes, which become a part of it: it leads nowhere.

use std::ops::Range;

use super::{Check, Edit, Example, Facts, Finding, Severity, words_of};
use crate::{html, links};

const QUOTES: [char; 9] = ['“', '”', '„', '‟', '‘', '’', '«', '»', '″'];

pub(super) const CHECK: Check = Check {
    id: "link-quotes",
    severity: Severity::Error,
    run,
    examples: &[
        Example::new("[a](“https://a.example”) and ![b](”b.png”) and <a href=“https://c.example”>c</a>\n", 3),
        Example::new("[a](\"https://a.example/b\")\n", 1),
        Example::new("[a](https://a.example \"A title\") “[b](b.md)” `[c](“d”)` <a href=\"e\">“e”</a>\n", 0),
        Example::new("[a](“some words”)\n\n[b](\"title only\")\n", 0),
    ],
};

fn run(facts: &Facts) -> Vec<Finding> {
    let body = facts.post.body();
    let mut found: Vec<Range<usize>> = links::destinations(facts.post);
    found.sort_by_key(|range| range.start);
    found.dedup();
    found
        .into_iter()
        .filter_map(|range| {
            let written = &body[range.clone()];
            let address = written.trim_matches(|c| QUOTES.contains(&c) || c == '"');
            let whole = ["http://", "https://", "mailto:", "/", "./", "../"]
                .iter()
                .any(|start| address.starts_with(start))
                || address.rsplit_once('.').is_some_and(|(name, end)| !name.is_empty() && (2..=5).contains(&end.len()));
            let plain = !address.contains(char::is_whitespace) && !address.contains(QUOTES) && !address.contains('"');
            let quoted = address.len() < written.len() && whole && plain;
            // In a tag the quotes around a value belong to the tag.
            let tag = body[..range.start].ends_with('=');
            let text = if tag { format!("\"{}\"", html::escaped(address)) } else { address.to_owned() };
            let args = vec![("words", words_of(address))];
            quoted.then(|| CHECK.mended(facts, range.clone(), args, vec![Edit::new(range, text)]))
        })
        .collect()
}
