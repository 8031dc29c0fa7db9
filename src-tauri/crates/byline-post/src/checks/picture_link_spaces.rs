//! A picture's link has spaces: Markdown shows the link as words instead of the picture.

use super::{Check, Edit, Example, Facts, Finding, Fix, Severity, name_of};
use crate::links;

pub(super) const CHECK: Check = Check {
    id: "picture-link-spaces",
    severity: Severity::Error,
    run,
    examples: &[
        Example::new("![AWS](aws summit .jpg)\n", 1),
        Example::new("---\ntitle: x\n---\n![a](a b.png) ![b](c d.png)\n", 2),
        Example::new("![a](a%20b.png) ![b](<a b.png>) `![c](c d.png)`\n", 0),
        Example::new("![a]({{ site.url }}/a.png)\n", 0),
    ],
};

fn run(facts: &Facts) -> Vec<Finding> {
    links::pictures(facts.post)
        .into_iter()
        .filter(|picture| !picture.valid)
        .map(|picture| {
            let edit = Edit { range: picture.span.clone(), text: encoded(&picture.target) };
            let mut finding = CHECK.at(facts, picture.span, vec![("name", name_of(&picture.target))]);
            finding.fix = Some(Fix { edits: vec![edit], moved: None, rename: Some(picture.target) });
            finding
        })
        .collect()
}

/// The link with everything encoded that ends a destination in Markdown.
pub(super) fn encoded(target: &str) -> String {
    let mut out = String::with_capacity(target.len() + 8);
    for c in target.chars() {
        match c {
            ' ' => out.push_str("%20"),
            '\t' => out.push_str("%09"),
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '"' => out.push_str("%22"),
            '\\' => out.push_str("%5C"),
            c => out.push(c),
        }
    }
    out
}
