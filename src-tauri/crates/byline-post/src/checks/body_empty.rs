//! There is nothing to read under the title.

use super::{Check, Example, Facts, Finding, Severity};
use crate::links;

pub(super) const CHECK: Check = Check {
    id: "body-empty",
    severity: Severity::Note,
    run,
    examples: &[
        Example::new("---\ntitle: A title\n---\n\n", 1),
        Example::new("# A title\n\nAugust 24, 2017\n", 1),
        Example::new("# A title\n\n![a](a b.png)\n", 0),
        Example::new("Words\n", 0),
    ],
};

fn run(facts: &Facts) -> Vec<Finding> {
    let empty = facts.post.words() == 0 && links::pictures(facts.post).is_empty();
    if empty { vec![CHECK.whole(facts.post.file_line(0), Vec::new())] } else { Vec::new() }
}
