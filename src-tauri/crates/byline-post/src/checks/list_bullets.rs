//! Lists of one post have different bullets, so that one list falls apart into several.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::{Check, Edit, Example, Facts, Finding, Severity};
use crate::markdown::options;

pub(super) const CHECK: Check = Check {
    id: "list-bullets",
    severity: Severity::Note,
    run,
    examples: &[
        Example::new("- a\n- b\n* c\n", 1),
        Example::new("- a\n    * b\n        + c\n", 1),
        Example::new("* a\n    - b\n* c\n\n1. d\n\n***\n\n* * *\n\n- - -\n\n    + code\n", 0),
    ],
};

/// The bullet that the post's lists have, where there is one.
pub(super) fn usual(body: &str) -> Option<char> {
    let items = items(body);
    let count = |mark: u8| items.iter().filter(|(_, _, found)| *found == mark).count();
    let most = [b'+', b'*', b'-'].into_iter().max_by_key(|mark| count(*mark)).filter(|mark| count(*mark) > 0);
    most.map(char::from)
}

/// The items of all lists with bullets: how deep, where, and their bullet.
fn items(body: &str) -> Vec<(usize, usize, u8)> {
    let mut depth = 0_usize;
    let mut items: Vec<(usize, usize, u8)> = Vec::new();
    for (event, range) in Parser::new_ext(body, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::List(_)) => depth += 1,
            Event::End(TagEnd::List(_)) => depth = depth.saturating_sub(1),
            Event::Start(Tag::Item) => {
                let at = range.start + body[range.clone()].len() - body[range].trim_start().len();
                if let Some(mark @ (b'-' | b'*' | b'+')) = body.as_bytes().get(at) {
                    items.push((depth, at, *mark));
                }
            }
            _ => {}
        }
    }
    items
}

fn run(facts: &Facts) -> Vec<Finding> {
    let body = facts.prose();
    let items = items(body);
    let count = |mark: u8| items.iter().filter(|(_, _, found)| *found == mark).count();
    let mut first_at = BTreeMap::new();
    let mixed = items.iter().any(|(depth, _, mark)| *first_at.entry(*depth).or_insert(*mark) != *mark);
    if !mixed && [b'-', b'*', b'+'].iter().any(|mark| count(*mark) == 0) {
        return Vec::new();
    }
    let Some(usual) = [b'+', b'*', b'-'].into_iter().max_by_key(|mark| count(*mark)) else { return Vec::new() };
    let differs = |at: usize| {
        let line = body[at + 1..].split('\n').next().unwrap_or_default();
        // An item that is all marks would become a rule.
        line.chars().any(|c| !matches!(c, '-' | '*' | '+' | ' ' | '\t'))
    };
    let others: Vec<usize> =
        items.iter().filter(|(_, at, mark)| *mark != usual && differs(*at)).map(|(_, at, _)| *at).collect();
    let Some(first) = others.first() else { return Vec::new() };
    let edits = others.iter().map(|at| Edit::new(*at..at + 1, char::from(usual).to_string())).collect();
    vec![CHECK.mended(facts, *first..first + 1, Vec::new(), edits)]
}
