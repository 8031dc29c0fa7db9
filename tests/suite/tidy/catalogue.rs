//! The sentences that people read: each is used, each that is used is there, and none speaks of git.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde_json::Value;

use super::checkout::{Source, none, sources};

/// The one part of the window that names things as developers do.
const ADVANCED: &[&str] = &["site.branch", "views.source"];

/// Words that people never have to learn.
const NEVER: &[&str] = &[
    "commit",
    "push",
    "pull request",
    "branch",
    "merge",
    "remote",
    "repository",
    "front matter",
    "markdown",
    "rebase",
    "stash",
];

fn catalogue() -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for file in sources("assets/messages/en", &[".json"]) {
        let Value::Object(entries) = serde_json::from_str(&file.text).unwrap() else {
            panic!("{} is no object", file.path);
        };
        for (key, sentence) in entries {
            let sentence = sentence.as_str().unwrap_or_else(|| panic!("{key} is no sentence")).to_owned();
            assert!(all.insert(key.clone(), sentence).is_none(), "{key} is there twice");
        }
    }
    all
}

fn code() -> Vec<Source> {
    let mut code = sources("src-tauri", &[".rs"]);
    code.extend(sources("ui/src", &[".ts", ".svelte"]));
    code.retain(|source| !source.path.ends_with(".test.ts"));
    code
}

/// The beginnings of keys that are put together when the program runs, such as `finding.{id}`.
fn beginnings(code: &[Source]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for source in code {
        for quote in ['"', '`'] {
            for literal in source.text.split(quote) {
                let start: String =
                    literal.chars().take_while(|&c| c.is_ascii_alphanumeric() || ".-_".contains(c)).collect();
                let rest = &literal[start.len()..];
                if start.ends_with('.') && (rest.starts_with('{') || rest.starts_with("${")) {
                    found.insert(start);
                }
            }
        }
    }
    found
}

/// The literal keys that are asked for.
fn asked(text: &str) -> impl Iterator<Item = &str> {
    let calls = ["say(", "sayCount(", "say_count("];
    let after = calls.into_iter().flat_map(|call| text.split(call).skip(1));
    after.filter_map(|rest| {
        let rest = rest.trim_start().strip_prefix(['"', '\''])?;
        rest.split(['"', '\'']).next()
    })
}

#[test]
fn every_sentence_is_used() {
    let code = code();
    let beginnings = beginnings(&code);
    let quoted = |quote: char| code.iter().flat_map(move |source| source.text.split(quote));
    let literals: HashSet<&str> = quoted('"').chain(quoted('\'')).collect();
    let problems: Vec<String> = catalogue()
        .keys()
        .filter(|key| {
            let asked =
                [".one", ".other", ".many", ".keywords"].iter().find_map(|form| key.strip_suffix(form)).unwrap_or(key);
            !literals.contains(key.as_str())
                && !literals.contains(asked)
                && !beginnings.iter().any(|start| key.starts_with(start.as_str()))
        })
        .map(|key| format!("{key} is used nowhere"))
        .collect();
    none(&problems);
}

#[test]
fn every_sentence_that_is_used_is_there() {
    let catalogue = catalogue();
    // A sentence about a number has a form for one and a form for any other.
    let there = |key: &str| {
        let forms = ["", ".other", ".many"];
        forms.iter().any(|form| catalogue.contains_key(&format!("{key}{form}")))
    };
    let mut problems = Vec::new();
    for source in code() {
        for key in asked(source.without_tests()).filter(|key| !key.is_empty() && !there(key)) {
            problems.push(format!("{}: no sentence {key}", source.path));
        }
    }
    none(&problems);
}

#[test]
fn no_sentence_speaks_of_what_is_behind() {
    let mut problems = Vec::new();
    for (key, sentence) in catalogue() {
        let lower = sentence.to_lowercase();
        let mut words = lower.split(|c: char| !c.is_alphanumeric()).collect::<Vec<_>>();
        words.retain(|word| !word.is_empty());
        let line = format!(" {} ", words.join(" "));
        for word in NEVER {
            let said = [format!(" {word} "), format!(" {word}s "), format!(" {word}ed ")];
            if !ADVANCED.contains(&key.as_str()) && said.iter().any(|said| line.contains(said.as_str())) {
                problems.push(format!("{key} says \"{word}\": {sentence}"));
            }
        }
    }
    none(&problems);
}
