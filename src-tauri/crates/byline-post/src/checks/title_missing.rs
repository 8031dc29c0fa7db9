//! Nothing but the file's name says what the post is called.

use super::{Check, Example, Facts, Finding, Severity};
use crate::Source;

pub(super) const CHECK: Check = Check {
    id: "title-missing",
    severity: Severity::Error,
    run,
    examples: &[
        Example::new("Just words.\n", 1),
        Example::new("---\ndate: 2017-08-24\n---\nJust words.\n", 1),
        Example::new("# A title\n", 0),
        Example::new("---\ntitle: A title\n---\n", 0),
        // What cannot be read is not missing.
        Example::new("---\ntitle: \"A title\n---\n", 0),
    ],
};

fn run(facts: &Facts) -> Vec<Finding> {
    let details = facts.post.details();
    let told = details.title.as_ref().is_some_and(|title| title.source != Source::FileName);
    if told || details.problem.is_some() { Vec::new() } else { vec![CHECK.whole(1, Vec::new())] }
}
