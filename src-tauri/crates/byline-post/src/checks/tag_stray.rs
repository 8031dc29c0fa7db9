//! A tag that does not belong into a post, or has no other half: what follows it may look wrong.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag as Mark};

use super::{Check, Edit, Example, Facts, Finding, Severity, words_of};
use crate::markdown::options;
use crate::{html, lenient};

/// Tags of a page around the post, and such as browsers have given up.
const FOREIGN: [&str; 9] = ["html", "head", "body", "big", "blink", "font", "center", "marquee", "tt"];
/// Tags around words: one without its end is closed where its paragraph ends.
const INLINE: [&str; 19] = [
    "a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span", "strong",
    "sub", "sup", "u",
];
/// Tags around paragraphs: one without its end is taken out.
const BLOCK: [&str; 9] = ["article", "aside", "blockquote", "div", "footer", "header", "main", "nav", "section"];
/// Tags whose end may be left out, or whose content depends on them: only an end without a beginning is one too many.
const LOOSE: [&str; 23] = [
    "dd",
    "details",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ol",
    "p",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

pub(super) const CHECK: Check = Check {
    id: "tag-stray",
    severity: Severity::Warning,
    run,
    examples: &[
        Example::new("<body>\n\n<big>Large</big> words</li> and <b>bold ones.\n\nMore.\n", 5),
        Example::new("Words\n\n<div class=\"a\">\n\nMore.\n", 1),
        Example::new(
            "---\ntitle: x\n---\n<font color=\"red\">Red</font> <center>mid</center> end</p>\n\nWord<o:p>&nbsp;</o:p>\n",
            7,
        ),
        Example::new("<ul>\n<li>a\n<li>b</li>\n</ul>\n\n<div>\n\n<b>a</b>\n\n</div>\n\n`<body>`\n\n    </li>\n", 0),
        Example::new("a < b, c<br>d <https://e.example> <Chart /> <!-- </li> --> <my-tag> <p>f\n", 0),
    ],
};

/// A tag and where its text ends, if its end can stand there.
struct Seen {
    tag: html::Tag,
    end: Option<usize>,
}

fn run(facts: &Facts) -> Vec<Finding> {
    // There, tags are parts of programs.
    if facts.is_program() {
        return Vec::new();
    }
    let body = facts.prose();
    let seen = seen(body, facts);
    let mut other_half: Vec<bool> = vec![false; seen.len()];
    let mut open: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, Seen { tag, .. }) in seen.iter().enumerate() {
        let same = open.entry(&tag.name).or_default();
        if !tag.closes {
            same.push(at);
        } else if let Some(half) = same.pop() {
            other_half[half] = true;
            other_half[at] = true;
        }
    }
    let office = lenient::office(body).into_iter().map(|range| {
        let args = vec![("words", words_of(&body[range.clone()]))];
        CHECK.mended(facts, range.clone(), args, vec![Edit::new(range, "")])
    });
    let mut found: Vec<Finding> = office.collect();
    let others = seen.iter().zip(other_half).filter_map(|(seen, paired)| {
        let name = seen.tag.name.as_str();
        let known = |names: &[&str]| names.contains(&name);
        let range = seen.tag.range.clone();
        let out = || Edit::new(with_line(body, &range), "");
        let edit = if known(&FOREIGN) {
            out()
        } else if paired {
            return None;
        } else if seen.tag.closes {
            if !(known(&INLINE) || known(&BLOCK) || known(&LOOSE)) {
                return None;
            }
            out()
        } else if body[range.clone()].ends_with("/>") {
            return None;
        } else if known(&BLOCK) {
            out()
        } else if known(&INLINE) && !(name == "a" && seen.tag.value("href").is_none()) {
            Edit::new(seen.end?..seen.end?, format!("</{name}>"))
        } else {
            return None;
        };
        let args = vec![("words", words_of(&body[range.clone()]))];
        Some(CHECK.mended(facts, range, args, vec![edit]))
    });
    found.extend(others);
    found
}

/// A tag alone on its line goes with the line, where that joins no paragraphs.
fn with_line(body: &str, tag: &Range<usize>) -> Range<usize> {
    let (before, after) = (&body[..tag.start], &body[tag.end..]);
    let blank = |line: Option<&str>| line.is_none_or(|line| line.trim().is_empty());
    let mut above = before.rsplit('\n');
    let start = above.next() == Some("");
    let mut below = after.split('\n');
    let end = below.next() == Some("") && !after.is_empty();
    if start && end && (blank(above.next()) || blank(below.next())) { tag.start..tag.end + 1 } else { tag.clone() }
}

fn seen(body: &str, facts: &Facts) -> Vec<Seen> {
    let mut all: Vec<Seen> = Vec::new();
    let mut add = |range: Range<usize>, end: Option<usize>| {
        for mut tag in html::tags(&body[range.clone()]) {
            tag.range = range.start + tag.range.start..range.start + tag.range.end;
            // A tag that never ends is no tag.
            if body[tag.range.clone()].ends_with('>') {
                all.push(Seen { tag, end });
            }
        }
    };
    for leaf in facts.leaves() {
        for tag in leaf.tags {
            add(tag, Some(leaf.range.end));
        }
    }
    for (event, range) in Parser::new_ext(body, options()).into_offset_iter() {
        if matches!(event, Event::Start(Mark::HtmlBlock)) {
            let text = body[range.clone()].trim_end();
            // In an open comment or a script an end would not count.
            let probe = format!("{text}</x>");
            let counts = html::tags(&probe).last().is_some_and(|tag| tag.name == "x");
            let end = counts.then_some(range.start + text.len());
            add(range, end);
        }
    }
    all.sort_by_key(|seen| seen.tag.range.start);
    all
}
