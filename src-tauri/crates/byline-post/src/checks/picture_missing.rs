//! A picture's file is not there.

use super::{Check, Example, Facts, Finding, PictureFact, Severity, name_of};
use crate::links;

pub(super) const CHECK: Check = Check {
    id: "picture-missing",
    severity: Severity::Error,
    run,
    examples: &[
        Example { picture: PictureFact::Missing, ..Example::new("![a](a b.png) <img src=\"c.png\">\n", 2) },
        Example { picture: PictureFact::Missing, ..Example::new("`![a](a.png)` words\n", 0) },
        Example { picture: PictureFact::Remote, ..Example::new("![a](https://example.org/a.png)\n", 0) },
        Example::new("![a](a.png)\n", 0),
    ],
};

fn run(facts: &Facts) -> Vec<Finding> {
    links::pictures(facts.post)
        .into_iter()
        .filter(|picture| (facts.picture)(&picture.target) == PictureFact::Missing)
        .map(|picture| CHECK.at(facts, picture.span, vec![("name", name_of(&picture.target))]))
        .collect()
}
