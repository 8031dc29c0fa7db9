//! A picture's link leads out of the site's folder, where only this computer finds it.

use super::{Check, Example, Facts, Finding, PictureFact, Severity, name_of};
use crate::links;

pub(super) const CHECK: Check = Check {
    id: "picture-outside",
    severity: Severity::Error,
    run,
    examples: &[
        Example { picture: PictureFact::Outside, ..Example::new("![a](../../../Desktop/a.png)\n", 1) },
        Example::new("![a](a.png)\n", 0),
    ],
};

fn run(facts: &Facts) -> Vec<Finding> {
    links::pictures(facts.post)
        .into_iter()
        .filter(|picture| (facts.picture)(&picture.target) == PictureFact::Outside)
        .map(|picture| CHECK.at(facts, picture.span, vec![("name", name_of(&picture.target))]))
        .collect()
}
