//! An address stands in the text as mere words: on many sites it cannot be clicked.

use std::ops::Range;

use super::{Check, Edit, Example, Facts, Finding, Severity, words_of};

pub(super) const CHECK: Check = Check {
    id: "address-bare",
    severity: Severity::Note,
    run,
    examples: &[
        Example::new("See (http://a.example/b_c.html), https://b.example/x_(y). And www.c.example!\n", 3),
        Example::new("<https://a.example> [a](https://b.example) [https://c.example](https://c.example)\n", 0),
        Example::new("`https://a.example`\n\n    https://b.example\n\n<a href=\"https://c.example\">c</a>\n", 0),
        Example::new("![a](https://b.example/c d.png)\n\n[a]: https://b.example\n\n{{ \"https://a.example\" }}\n", 0),
        Example::new("Mail ann.b@mail.example.org, <bob@b.example>; or (carl@c.example).\n", 2),
        Example::new("`a@b.example` [a@b.example](mailto:a@b.example) https://u@a.example/@x @ann a@b 1@2.3\n", 1),
        Example::new("<a href=\"https://a.example\">see <b>https://a.example</b></a> https://b.example\n", 1),
        Example::new("The part http:// begins every address; www. too.\n", 0),
    ],
};

fn run(facts: &Facts) -> Vec<Finding> {
    let body = facts.prose();
    let mut found = Vec::new();
    for leaf in facts.leaves() {
        for words in &leaf.words {
            let text = &body[words.clone()];
            for at in mails(body, words.clone()) {
                let address = &body[at.clone()];
                let program = facts.is_program();
                let text = if program { format!("[{address}](mailto:{address})") } else { format!("<{address}>") };
                let args = vec![("words", words_of(address))];
                found.push(CHECK.mended(facts, at.clone(), args, vec![Edit::new(at, text)]));
            }
            let mut from = 0;
            while let Some(at) = next(text, from) {
                let address = &text[at..at + length(&text[at..])];
                from = at + address.len().max(4);
                let before = &body[..words.start + at];
                let apart =
                    !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '@' | '.' | '\\' | '-'));
                let inside = ["](", "=\"", "='", "<", "](<", "]: "].iter().any(|mark| before.ends_with(mark));
                if !apart || inside || !whole(address) {
                    continue;
                }
                let span = words.start + at..words.start + at + address.len();
                let text = if address.starts_with("www.") {
                    format!("[{address}](http://{address})")
                } else if facts.is_program() {
                    format!("[{address}]({address})")
                } else {
                    format!("<{address}>")
                };
                let args = vec![("words", words_of(address))];
                found.push(CHECK.mended(facts, span.clone(), args, vec![Edit::new(span, text)]));
            }
        }
    }
    found
}

fn next(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    // One walk: looking for each beginning by itself would read to the end every time.
    let begins = |at: usize| ["http://", "https://", "www."].iter().any(|start| rest[at..].starts_with(start));
    rest.match_indices(['h', 'w']).map(|(at, _)| at).find(|at| begins(*at)).map(|at| from + at)
}

/// E-mail addresses among the words.
fn mails(body: &str, words: Range<usize>) -> Vec<Range<usize>> {
    let text = &body[words.clone()];
    let name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let mut found = Vec::new();
    for (at, _) in text.match_indices('@') {
        let start = at - (at - text[..at].trim_end_matches(name).len());
        let start = start + (text[start..at].len() - text[start..at].trim_start_matches(['.', '-', '_', '+']).len());
        let end = at + 1 + text[at + 1..].find(|c: char| !host(c)).unwrap_or(text.len() - at - 1);
        let end = end - (text[at + 1..end].len() - text[at + 1..end].trim_end_matches(['.', '-']).len());
        let parts: Vec<&str> = text[at + 1..end].split('.').collect();
        let top =
            parts.last().is_some_and(|part| part.len() >= 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
        let before = &body[..words.start + start];
        let apart = !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | ':' | '@' | '\\' | '<' | '='));
        let after = &body[words.start + end..];
        let ends = !after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '@' | '/' | '_' | ':'));
        if start < at && parts.len() >= 2 && parts.iter().all(|part| !part.is_empty()) && top && apart && ends {
            found.push(words.start + start..words.start + end);
        }
    }
    found
}

/// How long the address is: to the next space or quote, without what belongs to the sentence around it.
fn length(text: &str) -> usize {
    let mut end = text
        .find(|c: char| c.is_whitespace() || c.is_control() || "<>\"“”„‘’«»|`\\^{}*".contains(c))
        .unwrap_or(text.len());
    loop {
        let address = &text[..end];
        let Some(last) = address.chars().next_back() else { return end };
        let extra = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '_' | '~' | '…' => true,
            ')' => address.matches(')').count() > address.matches('(').count(),
            ']' => address.matches(']').count() > address.matches('[').count(),
            _ => false,
        };
        if !extra {
            return end;
        }
        end -= last.len_utf8();
    }
}

/// Whether there is a host after the beginning.
fn whole(address: &str) -> bool {
    let host = address.split_once("//").map_or(address, |(_, rest)| rest);
    let host = host.split(['/', '?', '#']).next().unwrap_or_default();
    let parts: Vec<&str> = host.split('.').collect();
    let www = address.starts_with("www");
    let brackets = address.contains(['[', ']']) || (www && address.contains(['(', ')']));
    let least = if www { 3 } else { 1 };
    parts.len() >= least && parts.iter().all(|part| !part.is_empty()) && !brackets
}
