use std::collections::{BTreeMap, BTreeSet};

use harper_core::linting::LintGroup;

use super::*;
use crate::testing::top;

/// The catalogue's sentences about remarks, by their code.
fn sentences() -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(top().join("assets/messages/en/language.json")).unwrap();
    let all: BTreeMap<String, String> = serde_json::from_str(&text).unwrap();
    all.into_iter().filter_map(|(key, said)| Some((key.strip_prefix("language.about.")?.to_owned(), said))).collect()
}

/// Every rule of harper's, with every kind that it may have and every sort of change that it may propose. Called where the
/// rules are made anyway, which is slow.
pub(crate) fn every_rule_has_a_sentence_whatever_it_finds(group: &LintGroup) {
    const CHANGES: [Option<&str>; 9] = [
        None,
        Some(""),
        Some("it is"),
        Some("itis"),
        Some("it-is"),
        Some("It is"),
        Some("it's is"),
        Some("it is so"),
        Some("they are"),
    ];
    let rules: BTreeSet<&str> = group.iter_keys().collect();
    assert!(rules.len() > 900, "{}", rules.len());
    let sentences = sentences();
    let mut used = BTreeSet::new();
    for rule in &rules {
        for kind in KINDS {
            for change in CHANGES {
                let code = about(rule, *kind, "it is", change);
                assert!(sentences.contains_key(code), "{rule} {kind:?} {change:?}: {code}");
                used.insert(code);
            }
        }
    }
    let named = OF_RULES.iter().flat_map(|(_, rules)| rules.iter()).chain(OF_NAMES).chain(OF_INITIALS);
    for rule in named {
        assert!(rules.contains(rule), "harper has no rule {rule}");
    }
    let all = abouts();
    assert!(used.iter().all(|code| all.contains(code)), "{used:?}");
    for code in sentences.keys() {
        let code = code.strip_suffix(".alone").unwrap_or(code);
        assert!(all.contains(&code), "nothing is said to be {code}");
    }
}

#[test]
fn a_change_tells_what_it_is_about() {
    let check = |words: &str, change: &str, expect: Option<&str>| {
        assert_eq!(of_change(words, change), expect, "{words:?} {change:?}");
    };
    check("along side", "alongside", Some("one-word"));
    check("any-where", "anywhere", Some("one-word"));
    check("alot", "a lot", Some("apart"));
    check("afterall", "After all", Some("apart"));
    check("state of the art", "state-of-the-art", Some("hyphen"));
    check("int he", "in the", Some("space-moved"));
    check("dont", "don’t", Some("apostrophe"));
    check("it’s", "its", Some("no-apostrophe"));
    check("github", "GitHub", Some("capitals"));
    check("in hurry", "in a hurry", Some("missing-word"));
    check("despite of", "despite", Some("needless-word"));
    check("really ", "", Some("needless-word"));
    check("bare with", "bear with", None);
    check("yes ,", "yes,", None);
    check(",", "", None);
    check("“a", "«a", None);
}

#[test]
fn what_is_a_matter_of_taste_is_never_called_wrong() {
    for (rule, kind) in
        [("Touristic", LintKind::Typo), ("LinkedList", LintKind::Usage), ("RoadMap", LintKind::BoundaryError)]
    {
        assert_eq!(about(rule, kind, "road map", Some("roadmap")), "style", "{rule}");
    }
    assert_eq!(about("MoreAdjective", LintKind::Redundancy, "more big", Some("bigger")), "redundant");
}
