//! A picture's link works, but its file's name has spaces: not every site and every program accepts it.

use super::{Check, Example, Facts, Finding, Fix, Severity, name_of};
use crate::links;

pub(super) const CHECK: Check = Check {
    id: "picture-name-spaces",
    severity: Severity::Note,
    run,
    examples: &[
        Example::new("![a](<a b.png>) ![b](c%20d.png)\n\n<img src=\"e f.png\" alt=\"e\">\n", 3),
        Example::new("![a](a.png) ![b](c d.png) `![c](<e f.png>)` ![d](my%20pictures/d.png)\n", 0),
        Example::new("![a]({{ site.url }}/a.png) ![b](https://b.example/c%20d.png)\n", 0),
    ],
};

fn run(facts: &Facts) -> Vec<Finding> {
    let spaced = |target: &str| {
        let name = name_of(target);
        !target.contains("://")
            && !target.contains(['{', '}'])
            && (name.contains("%20") || name.contains(char::is_whitespace))
    };
    links::pictures(facts.post)
        .into_iter()
        .filter(|picture| picture.valid && spaced(&picture.target) && (facts.is_renamable)(&picture.target))
        .map(|picture| {
            let mut finding =
                CHECK.at(facts, picture.span, vec![("name", name_of(&picture.target).replace("%20", " "))]);
            finding.fix = Some(Fix { rename: Some(picture.target), ..Fix::default() });
            finding
        })
        .collect()
}
