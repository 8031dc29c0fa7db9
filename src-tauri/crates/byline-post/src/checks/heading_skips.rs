//! A heading is more than one level below the one that it belongs to, which those who listen to a page stumble over.

use super::{Check, Edit, Example, Facts, Finding, Severity, words_of};

pub(super) const CHECK: Check = Check {
    id: "heading-skips",
    severity: Severity::Note,
    run,
    examples: &[
        Example::new("---\ntitle: x\n---\n## A\n\n#### B\n\n#### C\n\n##### D\n\n## E\n", 1),
        Example::new("---\ntitle: x\n---\n### A\n\n### B\n\n#### C\n\n## D\n\n### E\n", 0),
        Example::new("## A\n\n```\n#### no heading\n```\n", 0),
    ],
};

fn run(facts: &Facts) -> Vec<Finding> {
    let body = facts.prose();
    let mut above: Vec<(usize, usize)> = Vec::new();
    let mut edits = Vec::new();
    let mut first = None;
    for leaf in facts.leaves() {
        let Some((whole, level)) = leaf.heading else { continue };
        let level = usize::from(level);
        above.retain(|(old, _)| *old < level);
        let wanted = above.last().map_or(level, |(_, parent)| level.min(parent + 1));
        above.push((level, wanted));
        if wanted != level && body[whole.clone()].starts_with(&"#".repeat(level)) {
            edits.push(Edit::new(whole.start..whole.start + level, "#".repeat(wanted)));
            first = first.or(Some(leaf.range));
        }
    }
    let found = first.map(|span| {
        let words = words_of(&body[span.clone()]);
        CHECK.mended(facts, span, vec![("words", words)], edits)
    });
    found.into_iter().collect()
}
