//! The date or the author is typed in the text, where a site's own lists do not find it.

use super::{Check, Example, Facts, Finding, Severity};
use crate::DetailName;

pub(super) const CHECK: Check = Check {
    id: "details-in-text",
    severity: Severity::Note,
    run,
    examples: &[
        Example::new("# A title\n\n**August 24, 2017 | James Dadd**\n", 1),
        Example::new("# A title\n\n**August 24, 2017**\n\n**James Dadd**\n", 1),
        Example::new("# A title\n\nWords on August 24, 2017 by James Dadd.\n", 0),
    ],
};

fn run(facts: &Facts) -> Vec<Finding> {
    let spans = facts.post.spoken_for();
    let first = spans.iter().find(|span| span.detail != DetailName::Title);
    first.map(|span| CHECK.at(facts, span.from..span.to, Vec::new())).into_iter().collect()
}
