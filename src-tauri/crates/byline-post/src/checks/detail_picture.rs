//! The picture of a detail, such as the one above a post, is not there.

use super::{Check, Example, Facts, Finding, PictureFact, Severity, name_of};
use crate::wanted::Wanted;

pub(super) const CHECK: Check = Check {
    id: "detail-picture",
    severity: Severity::Error,
    run,
    examples: &[
        Example { picture: PictureFact::Missing, ..Example::wanting(cover, "---\ncover: /images/a.png\n---\n", 1) },
        Example { picture: PictureFact::Outside, ..Example::wanting(cover, "---\ncover: ../../a.png\n---\n", 1) },
        Example { picture: PictureFact::Remote, ..Example::wanting(cover, "---\ncover: https://a.org/a\n---\n", 0) },
        Example { picture: PictureFact::Missing, ..Example::wanting(cover, "---\ncover: \"\"\n---\n", 0) },
        Example::wanting(cover, "---\ncover: /images/a.png\n---\n", 0),
    ],
};

fn cover() -> Vec<Wanted> {
    vec![Wanted { name: "cover".to_owned(), label: "Cover".to_owned(), picture: true, ..Wanted::default() }]
}

fn run(facts: &Facts) -> Vec<Finding> {
    let mut found = Vec::new();
    for wanted in facts.wanted.iter().filter(|wanted| wanted.picture) {
        let Some(field) = facts.post.field(&wanted.name) else { continue };
        let links = field.value.words().map_or_else(|| field.value.items(&wanted.name), |words| vec![words]);
        for link in links.into_iter().filter(|link| !link.trim().is_empty()) {
            if matches!((facts.picture)(&link), PictureFact::Missing | PictureFact::Outside) {
                found.push(CHECK.detail(facts, wanted, vec![("picture", name_of(&link))]));
            }
        }
    }
    found
}
