//! A detail that the site wants in every post is empty.

use super::{Check, Example, Facts, Finding, Severity};
use crate::wanted::Wanted;

pub(super) const CHECK: Check = Check {
    id: "detail-required",
    severity: Severity::Warning,
    run,
    examples: &[
        Example::wanting(summary, "---\ntitle: A\n---\n", 1),
        Example::wanting(summary, "---\nsummary: \"\"\n---\n", 1),
        Example::wanting(summary, "---\nsummary: Words\n---\n", 0),
        Example::wanting(summary, "---\ntitle: \"A\n---\n", 0),
        Example::wanting(in_a_group, "---\ntitle: A\n---\n", 0),
        Example::wanting(in_a_group, "---\nseo:\n  words: x\n---\n", 1),
        Example::wanting(date, "# A\n\nAugust 24, 2017\n", 0),
        Example::wanting(strict_date, "# A\n\nAugust 24, 2017\n", 1),
        Example::wanting(strict_date, "---\npubDate: 2017-08-24\n---\n", 0),
    ],
};

fn wanted(name: &str) -> Vec<Wanted> {
    vec![Wanted { name: name.to_owned(), label: name.to_owned(), required: true, ..Wanted::default() }]
}

fn summary() -> Vec<Wanted> {
    wanted("summary")
}

fn in_a_group() -> Vec<Wanted> {
    wanted("seo.title")
}

fn date() -> Vec<Wanted> {
    wanted("date")
}

fn strict_date() -> Vec<Wanted> {
    wanted("pubDate").into_iter().map(|wanted| Wanted { stops_the_site: true, ..wanted }).collect()
}

fn run(facts: &Facts) -> Vec<Finding> {
    if facts.post.details().problem.is_some() {
        return Vec::new();
    }
    let is_missing = |wanted: &&Wanted| wanted.required && is_asked(facts, wanted) && !has(facts, wanted);
    facts.wanted.iter().filter(is_missing).map(|wanted| CHECK.detail(facts, wanted, Vec::new())).collect()
}

/// What a group must have is asked only where there is the group.
fn is_asked(facts: &Facts, wanted: &Wanted) -> bool {
    let group = wanted.name.rsplit_once('.').map(|(group, _)| format!("{group}."));
    group.is_none_or(|group| facts.post.fields().iter().any(|field| field.name.starts_with(&group)))
}

fn has(facts: &Facts, wanted: &Wanted) -> bool {
    let details = facts.post.details();
    let written = facts.post.fields().iter().any(|field| {
        let inside = field.name.strip_prefix(wanted.name.as_str()).is_some_and(|rest| rest.starts_with('.'));
        (field.name == wanted.name || inside) && !field.value.is_empty()
    });
    // A site that cannot be built without it does not read it from the text.
    let told = !wanted.stops_the_site
        && match wanted.name.as_str() {
            "date" => details.date.is_some(),
            "author" => details.author.is_some(),
            // A title that is missing is noticed anyhow.
            "title" => true,
            _ => false,
        };
    written || told
}
