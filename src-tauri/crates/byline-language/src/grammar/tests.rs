use std::collections::BTreeMap;

use byline_post::prose::{OBJECT, prose};

use super::*;
use crate::about::tests::every_rule_has_a_sentence_whatever_it_finds;
use crate::testing::top;

fn remarks(grammar: &mut Grammar, text: &str) -> Vec<Remark> {
    prose(text).iter().flat_map(|block| grammar.check(block)).collect()
}

/// All in one test: the rules are slow to make without optimisation.
#[test]
fn quiet_rules_speak_of_what_is_wrong_and_of_nothing_else() {
    let mut grammar = Grammar::new(Dialect::American, false, ["AnA"]);
    assert_eq!(remarks(&mut grammar, "She ate an banana."), [], "a rule that is off");
    let mut grammar = Grammar::new(Dialect::British, false, []);
    every_rule_has_a_sentence_whatever_it_finds(&grammar.rules);
    what_is_wrong_is_said_and_points_at_its_words(&mut grammar);
    code_names_and_what_others_check_are_let_be(&mut grammar);
    posts_that_were_published_have_few_remarks(&mut grammar);
    let long = "the the ".repeat(LONGEST / 8 + 1);
    assert_eq!(remarks(&mut grammar, &long), [], "no paragraph is so long");
    assert!(grammar.knows("frictionless") && grammar.knows("colour") && !grammar.knows("wrods"));
}

fn what_is_wrong_is_said_and_points_at_its_words(grammar: &mut Grammar) {
    let mut check = |text: &str, words: &str, (kind, about): (RemarkKind, &str), change: Change| {
        let found = remarks(grammar, text);
        let [remark] = found.as_slice() else { panic!("{text:?}: {found:?}") };
        assert_eq!((&text[remark.at.clone()], remark.kind, remark.about), (words, kind, about), "{text:?}");
        assert!(remark.changes.contains(&change) && !remark.rule.is_empty(), "{remark:?}");
    };
    let put = |words: &str| Change::Replace(words.to_owned());
    check("We **went** to the the harbour.", "the the", (RemarkKind::Repeated, "repeated"), put("the"));
    check("> She ate\n> an banana there.", "an", (RemarkKind::Grammar, "a-an"), put("a"));
    check("He could of gone home.", "could of", (RemarkKind::MixedUp, "could-have"), put("could have"));
    check("We waited along side the road.", "along side", (RemarkKind::Joined, "one-word"), put("alongside"));
    check("They brought there own food.", "there", (RemarkKind::MixedUp, "their-there"), put("their"));
}

fn code_names_and_what_others_check_are_let_be(grammar: &mut Grammar) {
    for text in [
        "Run `the the an banana` and look.",
        "lower case heads an item",
        "We met  two wrods of fourTheorem",
        "{{< quote \"an banana\" >}} it was.",
        "“A quotation that goes on",
        "Visit https://example.org/an/an banana split.",
        "It is very unique, and we went there w/o a plan...",
    ] {
        assert_eq!(remarks(grammar, text), [], "{text:?}");
    }
}

/// A count that may only fall: more than so many is a rule that cries wolf.
fn posts_that_were_published_have_few_remarks(grammar: &mut Grammar) {
    const MOST: usize = 3;
    let mut said: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for text in ["tests/fixtures/messy/medium-export.md", "tests/fixtures/messy/google-docs.md", "README.md"] {
        let text = std::fs::read_to_string(top().join(text)).unwrap();
        for remark in remarks(grammar, &text) {
            said.entry(remark.rule).or_default().push(remark.words);
        }
    }
    assert!(said.values().map(Vec::len).sum::<usize>() <= MOST, "{said:#?}");
}

#[test]
fn style_speaks_when_it_is_asked_for_and_places_lie_on_the_words_whatever_the_text() {
    let mut grammar = Grammar::new(Dialect::American, true, []);
    let found = remarks(&mut grammar, "It is very unique, and we went there w/o a plan...");
    assert!(!found.is_empty() && found.iter().all(|remark| remark.kind == RemarkKind::Style), "{found:?}");
    let pieces = [
        "an ",
        "banana ",
        "the ",
        "**",
        "the **the",
        "é",
        "“",
        "\n> ",
        "could of ",
        "`x` ",
        "😀 ",
        "&eacute;",
        ". ",
        "!!",
        "2 ",
    ];
    let mut seed = 7_usize;
    for _ in 0..40 {
        let mut text = String::new();
        for _ in 0..12 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(pieces[(seed >> 33) % pieces.len()]);
        }
        for remark in remarks(&mut grammar, &text) {
            let there: String = prose(&text[remark.at.clone()]).iter().map(|block| block.text.clone()).collect();
            let letters = |text: &str| text.chars().filter(char::is_ascii_alphabetic).collect::<String>();
            let known = letters(&there) == letters(&remark.words);
            assert!(known || remark.words.contains(['é', OBJECT]), "{text:?} {remark:?}");
        }
    }
}
