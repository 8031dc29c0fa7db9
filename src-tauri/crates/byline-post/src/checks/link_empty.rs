//! A link leads nowhere, or has no words to click.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::{Check, Example, Facts, Finding, Severity};
use crate::markdown::options;

pub(super) const CHECK: Check = Check {
    id: "link-empty",
    severity: Severity::Warning,
    run,
    examples: &[
        Example::new("[here]() and [](https://example.org)\n", 2),
        Example::new("[here](https://example.org) <https://example.org> [![a](b.png)](c)\n", 0),
        Example::new("`[here]()`\n", 0),
    ],
};

fn run(facts: &Facts) -> Vec<Finding> {
    let mut open: Option<(Range<usize>, bool, String)> = None;
    let mut found = Vec::new();
    for (event, range) in Parser::new_ext(facts.post.body(), options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                open = Some((range, dest_url.trim().is_empty(), String::new()));
            }
            // A picture can be clicked as well as words.
            Event::Start(Tag::Image { .. }) => {
                if let Some((_, _, words)) = &mut open {
                    words.push('#');
                }
            }
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => {
                if let Some((_, _, words)) = &mut open {
                    words.push_str(&text);
                }
            }
            Event::End(TagEnd::Link) => {
                if let Some((range, nowhere, words)) = open.take()
                    && (nowhere || words.trim().is_empty())
                {
                    found.push(CHECK.at(facts, range, vec![("words", words.trim().to_owned())]));
                }
            }
            _ => {}
        }
    }
    found
}
