//! Spaces that nobody sees: one that keeps a list's mark from working, and letters without any width.

use super::{Check, Edit, Example, Facts, Finding, Severity};

/// Letters without width that only hinder searching; not the joiners that some scripts need.
const NOTHING: [char; 2] = ['\u{200b}', '\u{feff}'];

pub(super) const CHECK: Check = Check {
    id: "space-hidden",
    severity: Severity::Note,
    run,
    examples: &[
        Example::new("-\u{a0}one\n-\u{a0}two\n\nWords.\n", 1),
        Example::new("1.\u{a0}one\n2.\u{a0}two\n\nWords \u{200b}here.\u{feff}\n", 1),
        Example::new(
            "10\u{a0}km, in\u{200b}side, mot\u{a0}: `\u{200b} `\n\n-\u{a0}one dash only\n\n    \u{200b} code\n",
            0,
        ),
        Example::new("- one\n- two\u{a0}words\n\n\u{a0}\n", 0),
    ],
};

fn run(facts: &Facts) -> Vec<Finding> {
    let body = facts.prose();
    let mut edits = Vec::new();
    let mut first = None;
    for leaf in facts.leaves() {
        let mut start = leaf.range.start;
        let mut marked = Vec::new();
        let lines: Vec<&str> = body[leaf.range.clone()].split_inclusive('\n').collect();
        for line in &lines {
            if let Some(at) = hidden(line) {
                marked.push(start + at);
            }
            start += line.len();
        }
        // One line that begins so is a dash; a paragraph of them is a list.
        if leaf.heading.is_none() && marked.len() == lines.len() && lines.len() > 1 {
            first = first.or(Some(leaf.range.clone()));
            edits.extend(marked.into_iter().map(|at| Edit::new(at..at + '\u{a0}'.len_utf8(), " ")));
        }
        for words in &leaf.words {
            for (at, c) in body[words.clone()].char_indices().filter(|(_, c)| NOTHING.contains(c)) {
                let at = words.start + at;
                let letter = |c: char| c.is_alphanumeric() || NOTHING.contains(&c);
                let within = body[..at].ends_with(letter) && body[at + c.len_utf8()..].starts_with(letter);
                let tag = body[at..].starts_with(['{', '%']);
                if !within && !tag {
                    first = first.or(Some(at..at + c.len_utf8()));
                    edits.push(Edit::new(at..at + c.len_utf8(), ""));
                }
            }
        }
    }
    first.map(|span| CHECK.mended(facts, span, Vec::new(), edits)).into_iter().collect()
}

/// Where a line has a space that does not break right after a list's mark.
fn hidden(line: &str) -> Option<usize> {
    let indent = line.len() - line.trim_start_matches([' ', '>']).len();
    let rest = &line[indent..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let mark = match rest.as_bytes().get(digits) {
        Some(b'-' | b'*' | b'+') if digits == 0 => 1,
        Some(b'.' | b')') if (1..=3).contains(&digits) => digits + 1,
        _ => return None,
    };
    rest[mark..].starts_with('\u{a0}').then_some(indent + mark)
}
