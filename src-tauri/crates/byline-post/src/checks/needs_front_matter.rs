//! The site shows only posts with front matter, and this one has none.

use super::{Check, Example, Facts, Finding, Fix, Severity, details_in_text};

pub(super) const CHECK: Check = Check {
    id: "needs-front-matter",
    severity: Severity::Warning,
    run,
    examples: &[
        Example { needs_front_matter: true, ..Example::new("# A title\n", 1) },
        Example { needs_front_matter: true, ..Example::new("Just words.\n", 1) },
        Example { needs_front_matter: true, ..Example::new("---\ntitle: A title\n---\n", 0) },
        Example::new("# A title\n", 0),
    ],
};

fn run(facts: &Facts) -> Vec<Finding> {
    if !facts.needs_front_matter || facts.post.front_matter().is_some() {
        return Vec::new();
    }
    // Where the text tells the details, moving them is the repair.
    let fix =
        (!details_in_text::moves(facts)).then(|| Fix { moved: Some(details_in_text::moved(facts)), ..Fix::default() });
    vec![Finding { fix, ..CHECK.whole(1, Vec::new()) }]
}
