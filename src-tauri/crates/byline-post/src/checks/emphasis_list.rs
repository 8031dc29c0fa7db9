//! Slanted words with a space after the first mark become a list of one item, with the other mark showing: `* words*`.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::{Check, Edit, Example, Facts, Finding, Severity, words_of};
use crate::markdown::options;

pub(super) const CHECK: Check = Check {
    id: "emphasis-list",
    severity: Severity::Warning,
    run,
    examples: &[
        Example::new("Words.\n\n* Photo by Ann*\n\nMore words.\n", 1),
        Example::new("* one*\n* two*\n\n* with *emphasis* inside*\n\n- Photo by Ann*\n\n`* a*`\n\n    * b*\n", 0),
        Example::new("* see the note *\n\n- x\n\n* price 5*\n  more\n", 0),
    ],
};

fn run(facts: &Facts) -> Vec<Finding> {
    let body = facts.prose();
    let mut found = Vec::new();
    let (mut depth, mut items) = (0_usize, 0_usize);
    for (event, range) in Parser::new_ext(body, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::List(None)) => {
                depth += 1;
                items = 0;
            }
            Event::Start(Tag::Item) => items += 1,
            Event::End(TagEnd::List(false)) => {
                depth = depth.saturating_sub(1);
                let list = body[range.clone()].trim_end();
                let words = list.strip_prefix("* ").and_then(|rest| rest.strip_suffix('*')).unwrap_or_default();
                let starts = body[..range.start].rsplit('\n').next().is_some_and(str::is_empty);
                let tight = words.starts_with(char::is_alphanumeric)
                    && words.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '!' | '?' | '…'));
                let plain = !words.contains(['*', '_', '`', '\n', '\\', '[', '<']);
                if depth == 0 && items == 1 && starts && tight && plain {
                    let at = range.start + 1;
                    let args = vec![("words", words_of(words))];
                    found.push(CHECK.mended(
                        facts,
                        range.start..range.start + list.len(),
                        args,
                        vec![Edit::new(at..at + 1, "")],
                    ));
                }
            }
            _ => {}
        }
    }
    found
}
