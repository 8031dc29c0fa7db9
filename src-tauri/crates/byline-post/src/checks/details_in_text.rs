//! The title, date or author is typed in the text, where a site's own lists do not find it.

use super::{Check, Edit, Example, Facts, Finding, Fix, Moved, Severity};
use crate::details::{DetailName, Source, Value};
use crate::post::Post;

pub(super) const CHECK: Check = Check {
    id: "details-in-text",
    severity: Severity::Note,
    run,
    examples: &[
        Example::new("# A title\n\n**August 24, 2017 | James Dadd**\n", 1),
        Example::new("# A title\n\n**August 24, 2017**\n\n**James Dadd**\n", 1),
        Example::new("---\ndate: 2017-08-24\n---\n\n# A title\n\nWords.\n", 1),
        Example { has_front_matter: true, ..Example::new("# A title\n\nWords.\n", 1) },
        // Where nothing says that a site wants more than a heading, a heading is a title.
        Example::new("# A title\n\nWords on August 24, 2017 by James Dadd.\n", 0),
        Example { has_front_matter: true, ..Example::new("---\ntitle: A title\n---\n\n# A heading\n", 0) },
    ],
};

fn run(facts: &Facts) -> Vec<Finding> {
    if !moves(facts) {
        return Vec::new();
    }
    let spans = facts.post.spoken_for();
    let first = spans.iter().find(|span| span.detail != DetailName::Title).or(spans.first());
    first
        .map(|span| {
            let fix = facts.post.details().problem.is_none().then(|| Fix {
                edits: taken_out(facts.post),
                moved: Some(moved(facts)),
                rename: None,
            });
            Finding { fix, ..CHECK.at(facts, span.from..span.to, Vec::new()) }
        })
        .into_iter()
        .collect()
}

/// Whether the post's text tells what belongs into the details.
pub(super) fn moves(facts: &Facts) -> bool {
    let wanted = facts.post.front_matter().is_some() || facts.has_front_matter || facts.needs_front_matter;
    facts.post.spoken_for().iter().any(|span| wanted || span.detail != DetailName::Title)
}

/// All that the post tells, on its way into front matter.
pub(super) fn moved(facts: &Facts) -> Moved {
    let details = facts.post.details();
    let new = facts.post.front_matter().is_none();
    // What the file's name tells is said again only where the site's own beginning has a place for it.
    let in_text = |source: Source| source == Source::Text || (new && source == Source::FileName);
    let mut values = Vec::new();
    if let Some(title) = details.title.as_ref().filter(|title| in_text(title.source)) {
        values.push(("title", Value::Text(title.value.clone())));
    }
    if let Some(date) = details.date.as_ref().filter(|date| in_text(date.source)) {
        values.push(("date", Value::Date(date.value)));
    }
    if let Some(author) = details.author.as_ref().filter(|author| in_text(author.source)) {
        values.push(("author", Value::Text(author.value.clone())));
    }
    let title = details.title.as_ref().map_or("", |title| title.value.as_str());
    let date = details.date.as_ref().map(|date| date.value);
    let author = details.author.as_ref().map(|author| author.value.as_str());
    Moved { values, head: (facts.head)(title, date, author) }
}

/// The lines of the details taken out, with one of the two gaps around them.
fn taken_out(post: &Post) -> Vec<Edit> {
    let body = post.body();
    let mut edits: Vec<Edit> = Vec::new();
    for span in post.spoken_for() {
        let before = &body[..edits.last().map_or(span.from, |edit| edit.range.end.max(span.from))];
        let gap_before = before.trim().is_empty()
            || before.ends_with("\n\n")
            || edits.last().is_some_and(|edit| edit.range.end == span.from);
        let mut to = span.to;
        while gap_before
            && let Some(line) = body[to..].split_inclusive('\n').next().filter(|line| line.trim().is_empty())
        {
            to += line.len();
        }
        edits.push(Edit::new(span.from..to, ""));
    }
    edits
}
