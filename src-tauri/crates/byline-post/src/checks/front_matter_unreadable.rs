//! The details at the top of the file cannot be read.

use super::{Check, Example, Facts, Finding, Severity};

pub(super) const CHECK: Check = Check {
    id: "front-matter-unreadable",
    severity: Severity::Error,
    run,
    examples: &[
        Example::new("---\ntitle: \"A title\n---\n", 1),
        Example::new("+++\ntitle = A title\n+++\n", 1),
        Example::new("{\n\"title\": \"A title\",\n}\n", 1),
        Example::new("---\ntitle: A title\n---\n", 0),
    ],
};

fn run(facts: &Facts) -> Vec<Finding> {
    let problem = facts.post.details().problem.as_ref();
    problem
        .map(|problem| {
            let args = vec![("line", problem.line.to_string()), ("reason", problem.reason.clone())];
            CHECK.whole(problem.line, args)
        })
        .into_iter()
        .collect()
}
