//! A list is typed with signs such as `•`: readers see one paragraph in which all items run together.

use super::{Check, Edit, Example, Facts, Finding, Severity, list_bullets, words_of};

const SIGNS: [char; 11] = ['•', '●', '▪', '■', '‣', '◦', '○', '·', '➢', '✓', '\u{f0b7}'];

pub(super) const CHECK: Check = Check {
    id: "list-typed",
    severity: Severity::Warning,
    run,
    examples: &[
        Example::new("We need:\n• bread\n•\tbutter\n•jam\n\nMore.\n", 1),
        Example::new("● One\n● Two\n\nWords.\n\n▪ Three\n▪ Four\n", 2),
        Example::new("One • two\n\n• a dot alone\n\n- • x\n\n    • code\n    • code\n\n– Bonjour\n– Salut\n", 0),
    ],
};

fn run(facts: &Facts) -> Vec<Finding> {
    let body = facts.prose();
    let mark = list_bullets::usual(body).unwrap_or('-');
    let mut found = Vec::new();
    for leaf in facts.leaves().filter(|leaf| leaf.heading.is_none()) {
        if body[..leaf.range.start].rsplit('\n').next().is_some_and(|before| !before.is_empty()) {
            continue;
        }
        let mut start = leaf.range.start;
        let mut items = Vec::new();
        let mut others_after = false;
        for line in body[leaf.range.clone()].split_inclusive('\n') {
            let indent = line.len() - line.trim_start().len();
            match line.trim_start().chars().next().filter(|c| SIGNS.contains(c)) {
                Some(sign) => {
                    let rest = &line[indent + sign.len_utf8()..];
                    let gap = rest.len() - rest.trim_start_matches([' ', '\t', '\u{a0}']).len();
                    items.push((start, start + indent + sign.len_utf8() + gap, rest.trim()));
                }
                // Words before the first item introduce the list; after it they go on with an item.
                None => others_after |= !items.is_empty(),
            }
            start += line.len();
        }
        if items.len() < 2
            || others_after
            || items.iter().any(|(_, _, words)| !words.starts_with(char::is_alphanumeric))
        {
            continue;
        }
        let introduced = items.first().is_some_and(|(at, _, _)| *at > leaf.range.start);
        let edits = items.iter().enumerate().map(|(number, (from, to, _))| {
            let gap = if number == 0 && introduced { "\n" } else { "" };
            Edit::new(*from..*to, format!("{gap}{mark} "))
        });
        let words = items.first().map(|(_, _, words)| words_of(words)).unwrap_or_default();
        let edits = edits.collect();
        found.push(CHECK.mended(facts, leaf.range, vec![("words", words)], edits));
    }
    found
}
