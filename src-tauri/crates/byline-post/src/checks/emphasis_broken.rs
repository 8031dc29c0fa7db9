//! Words between emphasis marks that do not work, mostly because of a space: readers see the marks.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::{Check, Edit, Example, Facts, Finding, Severity, heading_decorated, words_of};
use crate::leaves::Leaf;
use crate::markdown::options;

pub(super) const CHECK: Check = Check {
    id: "emphasis-broken",
    severity: Severity::Warning,
    run,
    examples: &[
        Example::new("Some ** bold words ** here.\n\n_ __x__ _\n\nAnd **more **of them\n", 3),
        Example::new("**Note:**this and __ two\nlines __\n", 2),
        Example::new("**a** _b_ __c__ ***d*** snake_case_name 2 ** 3 ** 4, 5 * 6 * 7\n\n***\n\n* * *\n", 0),
        Example::new("`** a **`\n\n    ** a **\n\n\\*\\* a \\*\\*\n\n$$a ** b ** c$$\n\nA ** alone\n", 0),
        Example::new("{% highlight sh %}\n** a **\n{% endhighlight %}\n\n$a ** b ** c$ {/* ** a ** */}\n", 0),
    ],
};

/// How much text is read again to try repairs, in bytes: each reads its whole paragraph, so that one of a megabyte would
/// take minutes. What is left then is found when the first ones are repaired.
const READ_AT_MOST: usize = 2 * 1024 * 1024;

/// How far back an address is looked for that marks belong to, in bytes.
const ADDRESS_AT_MOST: usize = 2048;

/// A run of marks that Markdown takes for words.
#[derive(Debug, Clone)]
struct Run {
    range: Range<usize>,
    mark: u8,
}

fn run(facts: &Facts) -> Vec<Finding> {
    let body = facts.prose();
    let mut found = Vec::new();
    let mut left = READ_AT_MOST;
    for leaf in facts.leaves() {
        if heading_decorated::core(body, &leaf).is_some() {
            continue;
        }
        let runs = runs(body, &leaf);
        let mut at = 0;
        while let Some(open) = runs.get(at) {
            let same = |close: &&Run| close.mark == open.mark && close.range.len() == open.range.len();
            let close = runs[at + 1..].iter().position(|close| same(&close)).map(|offset| at + 1 + offset);
            if close.is_some() {
                left = left.saturating_sub(leaf.range.len());
            }
            if left == 0 {
                return found;
            }
            let edits = close.and_then(|close| mended(body, &leaf, open, &runs[close]).map(|edits| (close, edits)));
            let Some((close, edits)) = edits else {
                at += 1;
                continue;
            };
            let span = open.range.start..runs[close].range.end;
            let args =
                vec![("words", words_of(body[open.range.end..runs[close].range.start].trim_matches(['*', '_', ' '])))];
            found.push(CHECK.mended(facts, span, args, edits));
            at = close + 1;
        }
    }
    found
}

fn runs(body: &str, leaf: &Leaf) -> Vec<Run> {
    let bytes = body.as_bytes();
    let mut all = Vec::new();
    for words in &leaf.words {
        let mut at = words.start;
        while at < words.end {
            let mark = bytes[at];
            if !matches!(mark, b'*' | b'_') {
                at += 1;
                continue;
            }
            let len = bytes[at..words.end].iter().take_while(|byte| **byte == mark).count();
            let escaped = at > 0 && bytes[at - 1] == b'\\';
            if len <= 3 && !escaped && !in_word(body, at..at + len) {
                all.push(Run { range: at..at + len, mark });
            }
            at += len;
        }
    }
    all
}

/// Whether the marks belong to what is around them: `snake_case`, `5 * 6`, an address.
fn in_word(body: &str, run: Range<usize>) -> bool {
    let (before, after) = (&body[..run.start], &body[run.end..]);
    let letter = |c: char| c.is_alphanumeric();
    let tight = before.ends_with(letter) && after.starts_with(letter);
    let digits = before.trim_end_matches([' ', '\t']).ends_with(|c: char| c.is_ascii_digit())
        && after.trim_start_matches([' ', '\t']).starts_with(|c: char| c.is_ascii_digit());
    let near = before.ceil_char_boundary(before.len().saturating_sub(ADDRESS_AT_MOST));
    let word = before[near..].rsplit(char::is_whitespace).next().unwrap_or_default();
    let address = word.contains("://") || word.contains("www.");
    let lone = body.as_bytes()[run.start] == b'*'
        && run.len() == 1
        && (before.is_empty() || before.ends_with(char::is_whitespace))
        && after.starts_with([' ', '\t']);
    (tight && body.as_bytes()[run.start] == b'_')
        || digits
        || address
        || lone && before.trim_end_matches(' ').ends_with(letter) && after.trim_start().starts_with(letter)
}

/// The marks put next to the words, if that makes them work and changes nothing else.
fn mended(body: &str, leaf: &Leaf, open: &Run, close: &Run) -> Option<Vec<Edit>> {
    let inner = &body[open.range.end..close.range.start];
    if !inner.contains(char::is_alphanumeric) || inner.contains("\n\n") {
        return None;
    }
    let first = &body[leaf.range.start..open.range.start];
    let last = &body[close.range.end..leaf.range.end];
    // What stands right before the first mark and right after the second one stays apart from the words.
    if first.ends_with(char::is_alphanumeric) && !inner.starts_with(char::is_whitespace) {
        return None;
    }
    let mark = &body[open.range.clone()];
    let space = |c: char| c.is_whitespace();
    let punctuation =
        |c: char| c.is_whitespace() || matches!(c, '.' | ',' | ':' | ';' | '!' | '?' | '”' | ')' | '"' | '“' | '(');
    let ways: [&dyn Fn(char) -> bool; 2] = [&space, &punctuation];
    ways.into_iter().find_map(|outside| {
        let core = inner.trim_start_matches(outside);
        let (left, core) = (&inner[..inner.len() - core.len()], core.trim_end_matches(outside));
        let right = &inner[left.len() + core.len()..];
        if core.is_empty() {
            return None;
        }
        let left = if left.trim().is_empty() && (first.is_empty() || first.ends_with(char::is_whitespace)) {
            ""
        } else {
            left
        };
        let right = if right.trim().is_empty() && (last.is_empty() || last.starts_with(char::is_whitespace)) {
            ""
        } else {
            right
        };
        let start = open.range.end + inner.find(core)?;
        let edits = vec![
            Edit::new(open.range.start..start, format!("{left}{mark}")),
            Edit::new(start + core.len()..close.range.end, format!("{mark}{right}")),
        ];
        let before = &body[leaf.range.clone()];
        let after = format!("{first}{left}{mark}{core}{mark}{right}{last}");
        let (old, new) = (reading(before), reading(&after));
        (new.0 == old.0 + strength(mark) && new.1 == old.1 && new.2 + 2 * mark.len() == old.2).then_some(edits)
    })
}

fn strength(mark: &str) -> usize {
    if mark.len() == 3 { 2 } else { 1 }
}

/// How many emphases there are in a text, its letters, and how many marks show.
fn reading(text: &str) -> (usize, String, usize) {
    let (mut emphases, mut letters, mut marks) = (0, String::new(), 0);
    // As a heading of one line: what the piece is in does not matter here.
    let line = format!("# x {} x", text.replace('\n', " "));
    for event in Parser::new_ext(&line, options()) {
        match event {
            Event::Start(Tag::Emphasis | Tag::Strong) => emphases += 1,
            Event::Text(words) => {
                marks += words.chars().filter(|c| matches!(c, '*' | '_')).count();
                letters.extend(words.chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | '_')));
            }
            Event::Code(words) => letters.push_str(words.trim()),
            _ => {}
        }
    }
    (emphases, letters, marks)
}
