//! A link's address has spaces: Markdown shows the link as words.

use super::{Check, Edit, Example, Facts, Finding, Severity, picture_link_spaces, words_of};
use crate::lenient;

pub(super) const CHECK: Check = Check {
    id: "link-spaces",
    severity: Severity::Error,
    run,
    examples: &[
        Example::new("See [the paper](files/the paper.pdf) and [it](https://a.example/a b).\n", 2),
        Example::new("[a](a%20b.pdf) [b](<b c.pdf>) `[c](c d.pdf)` [d] (e f.pdf) ![e](f g.png)\n", 0),
        Example::new("[Ann](who lives here) and [1](see below). [b](c.md \"A title\") \\[d](e f.pdf)\n", 0),
    ],
};

fn run(facts: &Facts) -> Vec<Finding> {
    let body = facts.post.body();
    lenient::links(body)
        .into_iter()
        .map(|link| {
            let edit = Edit::new(link.target.clone(), picture_link_spaces::encoded(&body[link.target.clone()]));
            let args = vec![("words", words_of(&body[link.alt]))];
            CHECK.mended(facts, link.target, args, vec![edit])
        })
        .collect()
}
