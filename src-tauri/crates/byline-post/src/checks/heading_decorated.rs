//! A heading is set bold or slanted as a whole: it is a heading already, and half the marks show.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::{Check, Edit, Example, Facts, Finding, Severity, words_of};
use crate::leaves::Leaf;
use crate::markdown::options;
use crate::told::marks;
use crate::{html, lenient};

/// Tags that only change how words look.
const LOOKS: [&str; 9] = ["b", "strong", "i", "em", "u", "big", "font", "span", "center"];

pub(super) const CHECK: Check = Check {
    id: "heading-decorated",
    severity: Severity::Note,
    run,
    examples: &[
        Example::new("---\ntitle: x\n---\n## ** ` A heading `**\n\n## **Another**\n", 2),
        Example::new("Words.\n\n**A heading**\n-----\n", 1),
        Example::new("---\ntitle: x\n---\n## <b>Bold</b>\n\n## <span style=\"color: red\">*Red*</span> ##\n", 2),
        Example::new("---\ntitle: x\n---\n## 🚀 **Launch** 🚀\n\n## **Why?** ##\n", 2),
        Example::new("## **A** and **B**\n\n## The `call` of *Hamlet*\n\n## `npm install`\n\n**Bold words**\n", 0),
        Example::new("## <span id=\"here\">A place</span>\n\n## <a name=\"x\"></a> A *b*\n\n## C# and **F**#\n", 0),
    ],
};

fn run(facts: &Facts) -> Vec<Finding> {
    let body = facts.prose();
    let mut found = Vec::new();
    for leaf in facts.leaves() {
        if let Some(core) = core(body, &leaf) {
            let args = vec![("words", words_of(&body[core.clone()]))];
            let end = leaf.heading.as_ref().map_or(leaf.range.end, |(whole, _)| closing(body, whole, leaf.range.end));
            let edits = vec![Edit::new(leaf.range.start..core.start, ""), Edit::new(core.end..end, "")];
            found.push(CHECK.mended(facts, leaf.range, args, edits));
        } else if let Some((open, close)) = around_all_words(body, &leaf) {
            let args = vec![("words", words_of(&body[open.end..close.start]))];
            found.push(CHECK.mended(facts, leaf.range, args, vec![Edit::new(open, ""), Edit::new(close, "")]));
        }
    }
    found
}

/// The words of a heading inside its decoration; `None` where there is none.
pub(super) fn core(body: &str, leaf: &Leaf) -> Option<Range<usize>> {
    leaf.heading.as_ref()?;
    let words = &body[leaf.range.clone()];
    let core = inside(words);
    // Code alone means something.
    let marked = words.starts_with(['*', '_']) && words.ends_with(['*', '_']);
    let inner = &words[core.clone()];
    ((marked || is_look(words)) && core.len() < words.len() && !inner.contains('\n') && !inner.is_empty())
        .then(|| leaf.range.start + core.start..leaf.range.start + core.end)
}

/// The words inside emphasis and tags around them, none of which means anything but looks.
fn inside(words: &str) -> Range<usize> {
    let mut range = 0..words.len();
    loop {
        let now = &words[range.clone()];
        let next = if now.starts_with('<') {
            let tags = html::tags(now);
            match (tags.first(), tags.last()) {
                (Some(open), Some(close)) if is_look(now) => open.range.end..close.range.start,
                _ => return range,
            }
        } else if now.starts_with('[') || (now.starts_with('`') && range.len() == words.len()) {
            return range;
        } else {
            let all = marks::inside(now);
            // Only down to a tag or a link: those are looked at here.
            let stop = now[..all.start].find(['<', '[']);
            if stop.is_some() { 0..now.len() } else { all }
        };
        let next = range.start + next.start..range.start + next.end;
        if next == range {
            return range;
        }
        range = next;
    }
}

/// Whether one tag that only changes looks is around all of it.
fn is_look(words: &str) -> bool {
    let tags = html::tags(words);
    let (Some(open), Some(close)) = (tags.first(), tags.last()) else { return false };
    let same = tags.iter().filter(|tag| tag.name == open.name).count();
    let plain =
        open.attributes.iter().all(|(name, _)| matches!(name.as_str(), "style" | "color" | "size" | "face" | "lang"));
    LOOKS.contains(&open.name.as_str())
        && plain
        && same == 2
        && (open.range.start, open.closes) == (0, false)
        && (close.range.end, close.closes) == (words.len(), true)
        && close.name == open.name
}

/// Where the marks end that close a heading as they open it: `## Words ##`.
fn closing(body: &str, whole: &Range<usize>, from: usize) -> usize {
    let rest = body[from..whole.end].split('\n').next().unwrap_or_default();
    let marks = rest.trim();
    let closes = body[whole.clone()].starts_with('#') && !marks.is_empty() && marks.bytes().all(|byte| byte == b'#');
    // Nor does a heading need the spaces at its end.
    if closes || marks.is_empty() { from + rest.len() } else { from }
}

/// The two marks of the one emphasis that holds every word of a heading, with only signs around it.
fn around_all_words(body: &str, leaf: &Leaf) -> Option<(Range<usize>, Range<usize>)> {
    let (whole, _) = leaf.heading.as_ref()?;
    let mut held: Option<Range<usize>> = None;
    for (event, range) in Parser::new_ext(&body[whole.clone()], options()).into_offset_iter() {
        let range = whole.start + range.start..whole.start + range.end;
        match event {
            Event::Start(Tag::Emphasis | Tag::Strong) if held.is_none() => held = Some(range),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. })
            | Event::Code(_)
            | Event::InlineHtml(_) => return None,
            _ => {}
        }
    }
    let held = held?;
    let signs = |text: &str| !text.contains(char::is_alphanumeric) && !text.contains(['#', '*', '_', '`', '\\', '&']);
    let around = signs(&body[leaf.range.start..held.start]) && signs(body.get(held.end..leaf.range.end)?);
    let len = body[held.clone()].bytes().take_while(|byte| matches!(byte, b'*' | b'_')).count();
    let inner = body.get(held.start + len..held.end.checked_sub(len)?)?;
    (around && len <= 2 && !lenient::is_tag(inner) && inner.trim() == inner && inner.contains(char::is_alphanumeric))
        .then(|| (held.start..held.start + len, held.end - len..held.end))
}
