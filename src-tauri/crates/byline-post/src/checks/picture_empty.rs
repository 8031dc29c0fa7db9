//! A picture without a file and without words: nothing but a gap.

use super::{Check, Edit, Example, Facts, Finding, Severity};
use crate::links;

pub(super) const CHECK: Check = Check {
    id: "picture-empty",
    severity: Severity::Warning,
    run,
    examples: &[
        Example::new("Words\n\n![]()\n\nand ![ ]( ) more <img src=\"\">\n", 3),
        Example::new("![A cat]() ![](a.png) `![]()` <img alt=\"A cat\" src=\"\">\n", 0),
    ],
};

fn run(facts: &Facts) -> Vec<Finding> {
    let body = facts.post.body();
    let empty = links::pictures(facts.post)
        .into_iter()
        .filter(|picture| picture.target.trim().is_empty() && picture.alt.trim().is_empty() && !facts.is_program());
    empty
        .map(|picture| {
            let (start, end) = (picture.whole.start, picture.whole.end);
            // A line of its own goes with it.
            let alone = body[..start].rsplit('\n').next().is_some_and(str::is_empty) && body[end..].starts_with('\n');
            let gap = body[..start].is_empty() || body[..start].ends_with("\n\n");
            let end = if alone && gap { end + 1 } else { end };
            CHECK.mended(facts, picture.whole, Vec::new(), vec![Edit::new(start..end, "")])
        })
        .collect()
}
