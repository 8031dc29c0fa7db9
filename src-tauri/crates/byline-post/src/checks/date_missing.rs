//! Nothing says when the post was written.

use super::{Check, Example, Facts, Finding, Severity};

pub(super) const CHECK: Check = Check {
    id: "date-missing",
    severity: Severity::Note,
    run,
    examples: &[
        Example::new("# A title\n", 1),
        Example::new("# A title\n\nAugust 24, 2017\n", 0),
        Example::new("+++\ndate = 2017-08-24\n+++\n", 0),
    ],
};

fn run(facts: &Facts) -> Vec<Finding> {
    let details = facts.post.details();
    if details.date.is_some() || details.problem.is_some() { Vec::new() } else { vec![CHECK.whole(1, Vec::new())] }
}
