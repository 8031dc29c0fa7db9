//! A list is numbered by hand as `1)`: some sites show it as one paragraph.

use pulldown_cmark::{Event, Parser, Tag};

use super::{Check, Edit, Example, Facts, Finding, Severity};
use crate::markdown::options;

pub(super) const CHECK: Check = Check {
    id: "list-numbers",
    severity: Severity::Note,
    run,
    examples: &[
        Example::new("1) one\n2) two\n\nWords.\n\n1) again\n2) and again\n", 1),
        Example::new("1. one\n2) two\n3. three\n", 1),
        Example::new("1. one\n2. two\n\n`1) code`\n\n    1) code\n\nPoint 1) is here.\n", 0),
    ],
};

fn run(facts: &Facts) -> Vec<Finding> {
    let body = facts.prose();
    let mut marks = Vec::new();
    for (event, range) in Parser::new_ext(body, options()).into_offset_iter() {
        if !matches!(event, Event::Start(Tag::Item)) {
            continue;
        }
        let item = &body[range.clone()];
        let indent = item.len() - item.trim_start().len();
        let digits = item[indent..].bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 && item[indent + digits..].starts_with(')') {
            let at = range.start + indent + digits;
            marks.push(at..at + 1);
        }
    }
    let first = marks.first().cloned();
    let edits = marks.into_iter().map(|at| Edit::new(at, ".")).collect();
    first.map(|span| CHECK.mended(facts, span, Vec::new(), edits)).into_iter().collect()
}
