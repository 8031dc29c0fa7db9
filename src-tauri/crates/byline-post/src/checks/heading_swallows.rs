//! A line of dashes right below a paragraph makes all of it a heading.

use super::{Check, Edit, Example, Facts, Finding, Severity, words_of};

/// A heading in one line that is longer than this, in bytes, and ends as a sentence does, is none.
const LONG: usize = 60;

pub(super) const CHECK: Check = Check {
    id: "heading-swallows",
    severity: Severity::Warning,
    run,
    examples: &[
        Example::new("---\ntitle: x\n---\nThe first line of a paragraph\nand its second one.\n---\nMore.\n", 1),
        Example::new("---\ntitle: x\n---\nWords at length that go on.\nA heading\n=====\n", 1),
        Example::new(
            "---\ntitle: x\n---\nA sentence which is so long that nobody would call it a heading.\n-----\n",
            1,
        ),
        Example::new(
            "A heading\n---\n\nA paragraph.\n\n---\n\nWords.\n\n***\n\n```\nA long line\nof code\n---\n```\n",
            0,
        ),
    ],
};

fn run(facts: &Facts) -> Vec<Finding> {
    let body = facts.prose();
    let mut found = Vec::new();
    for leaf in facts.leaves() {
        let Some((whole, _)) = leaf.heading.filter(|(whole, _)| !body[whole.clone()].starts_with('#')) else {
            continue;
        };
        let words = body[whole.start..leaf.range.end].trim_end();
        let text_end = whole.start + words.len();
        let Some(line) = body[text_end..whole.end].find('\n').map(|at| text_end + at + 1) else { continue };
        let line_end = body[line..].find('\n').map_or(body.len(), |at| line + at);
        let mark = body[line..line_end].trim_matches([' ', '\t', '>']);
        let (first, last) = words.rsplit_once('\n').unwrap_or(("", words));
        let sentence = |text: &str| text.trim_end().ends_with(['.', '!', '?', ':', ',', ';', '”', '"', '…']);
        if first.is_empty() && !(last.len() > LONG && sentence(last)) {
            continue;
        }
        // Inside a quotation or a list the lines have marks of their own before them.
        if body[..whole.start].rsplit('\n').next().is_some_and(|before| !before.trim().is_empty()) {
            continue;
        }
        let titled = !first.is_empty() && sentence(first) && !sentence(last) && last.len() <= LONG;
        let edit = if titled {
            let at = whole.start + first.len() + 1;
            Edit::new(at..at, "\n")
        } else if mark.starts_with('-') && mark.len() >= 3 {
            Edit::new(line..line, "\n")
        } else {
            Edit::new(line..line_end, "\n---")
        };
        found.push(CHECK.mended(facts, whole.start..text_end, vec![("words", words_of(words))], vec![edit]));
    }
    found
}
