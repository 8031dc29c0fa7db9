use byline_post::prose::prose;

use super::*;
use crate::testing::{shipped, small};

fn wrong_in(spelling: &Spelling, text: &str) -> Vec<String> {
    let found = prose(text).iter().flat_map(|block| spelling.check(block, &|_| false)).collect::<Vec<_>>();
    found.iter().map(|found| text[found.at.clone()].to_owned()).collect()
}

fn english() -> Spelling {
    Spelling::new(vec![shipped("en")], Vec::new(), false)
}

#[test]
fn misspelled_words_are_found_where_they_stand() {
    let check = |text: &str, expect: &[&str]| assert_eq!(wrong_in(&english(), text), expect, "{text:?}");
    check("A **vrey** good day", &["vrey"]);
    check("Teh day, recieve it", &["Teh", "recieve"]);
    check("> quoted wrods\n> and *mroe*", &["wrods", "mroe"]);
    check("- [ ] a tsak\n- [a lnik](http://wrods.example/wrods \"wrods\")", &["tsak", "lnik"]);
    check("a well-knwon thing", &["knwon"]);
    check("It isn't, it isn’t, they’re here and the dog's bone", &[]);
    check("b**ol**dd", &["b**ol**dd"]);
}

#[test]
fn names_abbreviations_code_and_addresses_are_let_be() {
    let check = |text: &str| assert_eq!(wrong_in(&english(), text), Vec::<String>::new(), "{text:?}");
    check("We met Eoin Shanaghy of fourTheorem at the AWS Summit, and Eoin's iPhone rang. Eoin left.");
    check("Run `kubectl wrods` and see ![wrods](wrods.jpg) https://wrods.example or wrods.example");
    check("{{< youtube wrods >}} and <span class=\"wrods\">words</span> with $wrods_x$");
    check("Слово, 日本語 and λόγος in between");
    check("PDFs, URLs, the 1990s, 10am and H2O");
}

#[test]
fn a_word_is_right_in_any_of_the_languages() {
    let both = Spelling::new(vec![shipped("en"), shipped("fr")], Vec::new(), false);
    assert_eq!(wrong_in(&both, "The house, la maison et l’été, the huose, la maisson"), ["huose", "maisson"]);
    assert_eq!(wrong_in(&english(), "la maison"), ["maison"]);
    let suggestions = both.suggest("maisson");
    assert!(suggestions.contains(&"maison".to_owned()) && suggestions.len() <= MOST_SUGGESTIONS, "{suggestions:?}");
}

#[test]
fn the_shipped_languages_know_their_own_words() {
    for (language, text, wrong) in [
        ("en-gb", "The colour of the centre was organised", "colur"),
        ("es", "El niño comió una manzana y después se fue a la montaña", "manzzana"),
        ("fr", "Aujourd’hui, l’école n’est pas ouverte jusqu’à midi, lorsqu’il pleut", "écolle"),
        ("nl", "De zee is vandaag heel mooi en de zon schijnt op het strand", "strannd"),
        ("pt", "O menino comeu uma maçã e depois foi à montanha", "montannha"),
    ] {
        let spelling = Spelling::new(vec![shipped(language)], Vec::new(), false);
        assert_eq!(wrong_in(&spelling, text), Vec::<String>::new(), "{language}");
        assert_eq!(wrong_in(&spelling, &format!("a {wrong}")).last().map(String::as_str), Some(wrong), "{language}");
    }
}

#[test]
fn in_german_a_capital_makes_no_name() {
    let words = Arc::new(small("SET UTF-8\n", "3\nHaus\ndas\nist\n"));
    let german = |capitals| Spelling::new(vec![Arc::clone(&words)], Vec::new(), capitals);
    assert_eq!(wrong_in(&german(true), "das Huas ist"), ["Huas"]);
    assert_eq!(wrong_in(&german(false), "das Huas ist"), Vec::<String>::new());
}

#[test]
fn words_of_ones_own_are_right() {
    let own = OwnWords::read("kubectl\n");
    let spelling = Spelling::new(vec![shipped("en")], vec![own], false);
    assert_eq!(wrong_in(&spelling, "Kubectl and kubectl and kubetcl"), ["kubetcl"]);
}

#[test]
fn nothing_is_wrong_without_a_dictionary() {
    assert_eq!(wrong_in(&Spelling::default(), "wrods"), Vec::<String>::new());
}

/// Counts that may only fall: what is marked in texts that are well written, beside the words that are meant to be wrong.
#[test]
fn well_written_posts_have_few_unknown_words() {
    for (language, texts, most) in [
        (
            "en-gb",
            &["tests/fixtures/messy/google-docs.md", "tests/fixtures/messy/medium-export.md", "docs/signing-in.md"][..],
            12,
        ),
        ("fr", &["tests/fixtures/messy/french.md"], 0),
        ("es", &["tests/fixtures/messy/spanish.md"], 0),
    ] {
        let spelling = Spelling::new(vec![shipped(language)], Vec::new(), false);
        let all = texts.iter().map(|text| std::fs::read_to_string(crate::testing::top().join(text)).unwrap());
        let wrong: Vec<String> = all.flat_map(|text| wrong_in(&spelling, &text)).collect();
        assert!(wrong.len() <= most, "{language}: {wrong:?}");
    }
}
