//! A heading's marks touch its first word, so readers see the marks: `##Words`.

use super::{Check, Edit, Example, Facts, Finding, Severity, words_of};

pub(super) const CHECK: Check = Check {
    id: "heading-unspaced",
    severity: Severity::Warning,
    run,
    examples: &[
        Example::new("---\ntitle: x\n---\nWords.\n\n##A heading\n\nWords.\n\n###**Another** one\n", 2),
        Example::new("---\ntitle: x\n---\n##\u{a0}A heading\n", 1),
        Example::new("#hashtag and more\n\n## A heading\n\nSee ##this\n\n`##no`\n\n    ##code\n\n#######seven\n", 0),
        Example::new("##1 in a list of numbers\n\n##!/bin/sh\n\nTwo\n##lines\n", 0),
    ],
};

fn run(facts: &Facts) -> Vec<Finding> {
    let body = facts.prose();
    let mut found = Vec::new();
    for leaf in facts.leaves().filter(|leaf| leaf.heading.is_none()) {
        let words = &body[leaf.range.clone()];
        let level = words.bytes().take_while(|byte| *byte == b'#').count();
        let rest = &words[level..];
        let gap = rest.len() - rest.trim_start_matches(['\u{a0}', '\u{2007}', '\u{202f}', '\u{200b}']).len();
        let begins =
            rest[gap..].starts_with(|c: char| c.is_alphabetic() || matches!(c, '*' | '_' | '“' | '"' | '¿' | '¡'));
        let least = if gap > 0 { 1 } else { 2 };
        let first = body[..leaf.range.start].rsplit('\n').next().is_some_and(|before| before.trim().is_empty());
        if !(least..=6).contains(&level) || !begins || !first || words.contains('\n') {
            continue;
        }
        let at = leaf.range.start + level;
        let args = vec![("words", words_of(rest[gap..].trim_matches(['*', '_', '#', ' '])))];
        found.push(CHECK.mended(facts, leaf.range, args, vec![Edit::new(at..at + gap, " ")]));
    }
    found
}
