//! A detail names another text that the site does not have.

use super::{Check, Example, Facts, Finding, Severity};
use crate::wanted::Wanted;

pub(super) const CHECK: Check = Check {
    id: "detail-relation",
    severity: Severity::Warning,
    run,
    examples: &[
        Example { related: false, ..Example::wanting(next, "---\nnext: gone\n---\n", 1) },
        Example { related: false, ..Example::wanting(next, "---\nnext: [gone, away]\n---\n", 2) },
        Example { related: false, ..Example::wanting(next, "---\nnext: \"\"\n---\n", 0) },
        Example::wanting(next, "---\nnext: here\n---\n", 0),
    ],
};

fn next() -> Vec<Wanted> {
    vec![Wanted { name: "next".to_owned(), label: "Next".to_owned(), related: true, ..Wanted::default() }]
}

fn run(facts: &Facts) -> Vec<Finding> {
    let mut found = Vec::new();
    for wanted in facts.wanted.iter().filter(|wanted| wanted.related) {
        let Some(field) = facts.post.field(&wanted.name) else { continue };
        let values = field.value.words().map_or_else(|| field.value.items(&wanted.name), |words| vec![words]);
        for value in values.into_iter().filter(|value| !value.trim().is_empty()) {
            if !(facts.related)(wanted, &value) {
                found.push(CHECK.detail(facts, wanted, vec![("value", value)]));
            }
        }
    }
    found
}
