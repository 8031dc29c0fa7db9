//! A detail has a value that is not among the site's choices.

use super::{Check, Example, Facts, Finding, Severity};
use crate::wanted::Wanted;

pub(super) const CHECK: Check = Check {
    id: "detail-choice",
    severity: Severity::Warning,
    run,
    examples: &[
        Example::wanting(mood, "---\nmood: sad\n---\n", 1),
        Example::wanting(mood, "---\nmood: [good, sad, odd]\n---\n", 2),
        Example::wanting(mood, "---\nmood: good\n---\n", 0),
        Example::wanting(mood, "---\nmood: 3\n---\n", 0),
        Example::wanting(mood, "---\nmood:\n---\n", 0),
        Example::new("---\nmood: sad\n---\n", 0),
    ],
};

fn mood() -> Vec<Wanted> {
    let choices = ["good", "bad", "3"].map(str::to_owned).to_vec();
    vec![Wanted { name: "mood".to_owned(), label: "Mood".to_owned(), choices, ..Wanted::default() }]
}

fn run(facts: &Facts) -> Vec<Finding> {
    let mut found = Vec::new();
    for wanted in facts.wanted.iter().filter(|wanted| !wanted.choices.is_empty()) {
        let Some(field) = facts.post.field(&wanted.name).filter(|field| !field.value.is_empty()) else { continue };
        // Of a list each value is one; a text is one even with a comma in it.
        let values = field.value.words().map_or_else(|| field.value.items(&wanted.name), |words| vec![words]);
        for value in values.into_iter().filter(|value| !wanted.choices.contains(value)) {
            found.push(CHECK.detail(facts, wanted, vec![("value", value)]));
        }
    }
    found
}
