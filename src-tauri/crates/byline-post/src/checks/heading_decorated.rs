//! A heading is set bold or slanted as a whole: it is a heading already, and half the marks show.

use super::{Check, Edit, Example, Facts, Finding, Severity, words_of};
use crate::leaves::{Leaf, leaves};
use crate::told::marks;

pub(super) const CHECK: Check = Check {
    id: "heading-decorated",
    severity: Severity::Note,
    run,
    examples: &[
        Example::new("---\ntitle: x\n---\n## ** ` A heading `**\n\n## **Another**\n", 2),
        Example::new("Words.\n\n**A heading**\n-----\n", 1),
        Example::new("## **A** and **B**\n\n## The `call` of *Hamlet*\n\n## `npm install`\n\n**Bold words**\n", 0),
    ],
};

fn run(facts: &Facts) -> Vec<Finding> {
    let body = facts.prose();
    let plain = leaves(&body).into_iter().filter_map(|leaf| Some((core(&body, &leaf)?, leaf)));
    plain
        .map(|(core, leaf)| {
            let args = vec![("words", words_of(&body[core.clone()]))];
            let edits = vec![Edit::new(leaf.range.start..core.start, ""), Edit::new(core.end..leaf.range.end, "")];
            CHECK.mended(facts, leaf.range, args, edits)
        })
        .collect()
}

/// The words of a heading inside its decoration; `None` where there is none.
pub(super) fn core(body: &str, leaf: &Leaf) -> Option<std::ops::Range<usize>> {
    leaf.heading.as_ref()?;
    let words = &body[leaf.range.clone()];
    let core = marks::inside(words);
    // Code alone means something.
    let emphasis = words.starts_with(['*', '_']) && words.ends_with(['*', '_']);
    let inner = &words[core.clone()];
    (emphasis && core.len() < words.len() && !inner.contains('\n') && !inner.is_empty())
        .then(|| leaf.range.start + core.start..leaf.range.start + core.end)
}
