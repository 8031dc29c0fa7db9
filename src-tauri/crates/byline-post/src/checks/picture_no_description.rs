//! A picture has no description for people who cannot see it.

use super::{Check, Example, Facts, Finding, Severity, name_of};
use crate::links;

pub(super) const CHECK: Check = Check {
    id: "picture-no-description",
    severity: Severity::Warning,
    run,
    examples: &[
        Example::new("![](a.png) <img src='b.png'> ![ ](c d.png)\n", 3),
        // Only HTML can say that a picture is there for its looks alone (WCAG 2.2, technique H67).
        Example::new("<img src='b.png' alt=''>\n", 0),
        Example::new("![A dog](a.png) <img src='b.png' alt='A cat'>\n", 0),
    ],
};

fn run(facts: &Facts) -> Vec<Finding> {
    links::pictures(facts.post)
        .into_iter()
        .filter(|picture| picture.alt.trim().is_empty() && !picture.decorative)
        .map(|picture| CHECK.at(facts, picture.whole, vec![("name", name_of(&picture.target))]))
        .collect()
}
