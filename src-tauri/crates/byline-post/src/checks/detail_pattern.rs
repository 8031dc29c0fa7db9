//! A detail does not look as the site wants it.

use super::{Check, Example, Facts, Finding, Severity};
use crate::wanted::{Look, Wanted};

pub(super) const CHECK: Check = Check {
    id: "detail-pattern",
    severity: Severity::Warning,
    run,
    examples: &[
        Example::wanting(code, "---\ncode: ab-1\n---\n", 1),
        Example::wanting(code, "---\ncode: AB-12\n---\n", 0),
        Example::wanting(code, "---\ntitle: A\n---\n", 0),
    ],
};

fn code() -> Vec<Wanted> {
    let capitals = |text: &str| text.chars().all(|letter| !letter.is_lowercase());
    let look = Some(Look::new(capitals, Some("capitals only".to_owned())));
    vec![Wanted { name: "code".to_owned(), label: "Code".to_owned(), look, ..Wanted::default() }]
}

fn run(facts: &Facts) -> Vec<Finding> {
    let mut found = Vec::new();
    for wanted in facts.wanted {
        let Some(look) = &wanted.look else { continue };
        let words = facts.post.field(&wanted.name).and_then(|field| field.value.words());
        let Some(words) = words.filter(|words| !words.trim().is_empty() && !look.fits(words)) else { continue };
        let message = look.message.clone().unwrap_or_default();
        found.push(CHECK.detail(facts, wanted, vec![("value", words), ("message", message)]));
    }
    found
}
