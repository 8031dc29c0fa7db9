//! The details of two posts joined. How lines are woven is simple here: one by one, where all three have as many.

use super::*;
use crate::post::Post;

fn weave(sides: [&str; 3], _words: bool) -> Vec<Stretch> {
    let [base, mine, theirs] = sides;
    if mine == theirs || base == theirs {
        return vec![Stretch::Agreed(mine.to_owned())];
    }
    if mine == base {
        return vec![Stretch::Agreed(theirs.to_owned())];
    }
    let lines = sides.map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
    let whole = lines[0].len() <= 1 || lines[0].len() != lines[1].len() || lines[0].len() != lines[2].len();
    if whole {
        return vec![Stretch::Clash { base: base.to_owned(), mine: mine.to_owned(), theirs: theirs.to_owned() }];
    }
    (0..lines[0].len()).flat_map(|at| weave([lines[0][at], lines[1][at], lines[2][at]], false)).collect()
}

fn posts(texts: [&str; 3]) -> [Post; 3] {
    texts.map(|text| Post::parse(text.as_bytes(), "a.md").unwrap())
}

fn joined(base: &str, mine: &str, theirs: &str) -> Joined {
    let [base, mine, theirs] = posts([base, mine, theirs]);
    join(&base, &mine, &theirs, &weave)
}

fn text(post: &Post) -> String {
    String::from_utf8(post.as_bytes().to_vec()).unwrap()
}

/// What a clean join comes to.
fn clean(base: &str, mine: &str, theirs: &str) -> String {
    let joined = joined(base, mine, theirs);
    assert_eq!(joined.clashes(), [], "{mine:?} and {theirs:?}");
    text(&joined.clean().unwrap())
}

/// The one clash: its name, mine, theirs; and the posts that each choice comes to.
fn one(base: &str, mine: &str, theirs: &str) -> (String, [Option<String>; 2], Joined) {
    let joined = joined(base, mine, theirs);
    let [clash] = joined.clashes() else { panic!("{:?}", joined.clashes()) };
    let name = match &clash.part {
        Part::Field(name) => name.clone(),
        part => format!("{part:?}"),
    };
    (name, [clash.mine.clone(), clash.theirs.clone()], joined.clone())
}

const YAML: &str = "---\ntitle: Old  # ours\ntags: [a, b]\ndate: 2026-01-05\n---\n\nWords.\n";

#[test]
fn each_ones_fields_are_there_in_its_own_writing() {
    let mine = YAML.replace("Old ", "New ");
    let theirs = YAML.replace("date: 2026-01-05\n", "date: '2026-02-01'\nlayout:   \"post\"\n");
    let both = "---\ntitle: New  # ours\ntags: [a, b]\ndate: '2026-02-01'\nlayout:   \"post\"\n---\n\nWords.\n";
    assert_eq!(clean(YAML, &mine, &theirs), both);
    assert_eq!(
        clean(YAML, &theirs, &mine),
        both,
        "whoever is first: only the layout of what both left alone would be mine"
    );
}

#[test]
fn tags_that_both_added_are_both_there_and_what_one_took_out_is_gone() {
    let with = |tags: &str| YAML.replace("tags: [a, b]", &format!("tags: [{tags}]"));
    assert_eq!(clean(YAML, &with("a, b, mine"), &with("a, b, theirs")), with("a, b, mine, theirs"));
    assert_eq!(clean(YAML, &with("a, b, mine"), &with("b, theirs")), with("b, mine, theirs"));
    assert_eq!(clean(YAML, &with("a, b, c"), &with("a, b, c, d")), with("a, b, c, d"));
    // In another order by one, and longer by the other: nobody can tell.
    let (name, _, _) = one(YAML, &with("b, a"), &with("a, b, c"));
    assert_eq!(name, "tags");
    let lines = |tags: &[&str]| YAML.replace("tags: [a, b]\n", &format!("tags:\n  - {}\n", tags.join("\n  - ")));
    let all = clean(&lines(&["a", "b"]), &lines(&["a", "b", "mine"]), &lines(&["a", "b", "theirs"]));
    assert_eq!(all, lines(&["a", "b", "mine", "theirs"]));
}

#[test]
fn the_same_field_changed_twice_is_a_clash_of_that_field_only() {
    let mine = YAML.replace("Old ", "Mine ");
    let theirs = YAML.replace("Old ", "Theirs ").replace("2026-01-05", "2026-03-03");
    let (name, sides, joined) = one(YAML, &mine, &theirs);
    assert_eq!((name.as_str(), sides), ("title", [Some("Mine".to_owned()), Some("Theirs".to_owned())]));
    let mine_with_date = mine.replace("2026-01-05", "2026-03-03");
    assert_eq!(text(&joined.settled(&[]).unwrap()), mine_with_date);
    assert_eq!(text(&joined.settled(&[Choice::Theirs]).unwrap()), theirs);
    let words = joined.settled(&[Choice::Words("Ours: both".to_owned())]).unwrap();
    assert_eq!(words.details().title.as_ref().unwrap().value, "Ours: both");
    assert!(text(&words).contains("2026-03-03") && text(&words).contains("# ours"));
}

#[test]
fn a_field_taken_out_by_one_and_changed_by_the_other_is_a_question() {
    let (name, sides, joined) = one(YAML, &YAML.replace("date: 2026-01-05\n", ""), &YAML.replace("01-05", "01-06"));
    assert_eq!((name.as_str(), sides), ("date", [None, Some("2026-01-06".to_owned())]));
    assert!(text(&joined.settled(&[Choice::Theirs]).unwrap()).contains("date: 2026-01-06\n"));
    assert!(!text(&joined.settled(&[Choice::Mine]).unwrap()).contains("date"));
    let (_, _, joined) = one(YAML, &YAML.replace("01-05", "01-06"), &YAML.replace("date: 2026-01-05\n", ""));
    assert!(!text(&joined.settled(&[Choice::Theirs]).unwrap()).contains("date"));
}

#[test]
fn groups_are_joined_inside_and_lists_of_groups_are_whole() {
    let base = "---\nauthor:\n  name: Ann\n  mail: a@b.c\nlinks:\n  - to: x\n---\n";
    let mine = base.replace("Ann", "Anna");
    let theirs = base.replace("a@b.c", "d@e.f").replace("to: x", "to: y");
    assert_eq!(clean(base, &mine, &theirs), theirs.replace("Ann", "Anna"));
    let (name, _, joined) = one(base, &base.replace("to: x", "to: mine"), &base.replace("to: x", "to: theirs"));
    assert_eq!(name, "links");
    assert!(!joined.clashes()[0].editable && !joined.clashes()[0].both);
    assert_eq!(text(&joined.settled(&[Choice::Theirs]).unwrap()), base.replace("to: x", "to: theirs"));
}

#[test]
fn toml_and_json_are_joined_as_yaml_is() {
    let toml = "+++\ntitle = 'Old'\ntags = ['a']\n\n[params]\nx = 1\n+++\nWords.\n";
    assert_eq!(
        clean(
            toml,
            &toml.replace("['a']", "['a', 'm']"),
            &toml.replace("['a']", "['a', 't']").replace("x = 1", "x = 2")
        ),
        toml.replace("['a']", "['a', 'm', 't']").replace("x = 1", "x = 2")
    );
    let (name, _, joined) = one(toml, &toml.replace("Old", "M"), &toml.replace("'Old'", "\"T\""));
    assert_eq!(name, "title");
    assert_eq!(joined.settled(&[Choice::Theirs]).unwrap().details().title.as_ref().unwrap().value, "T");
    let json = "{\n  \"title\": \"Old\",\n  \"tags\": [\"a\"],\n  \"deep\": { \"x\": 1 }\n}\nWords.\n";
    assert_eq!(
        clean(
            json,
            &json.replace("[\"a\"]", "[\"a\", \"m\"]"),
            &json.replace("[\"a\"]", "[\"a\", \"t\"]").replace("\"x\": 1", "\"x\": 2, \"y\": [1]")
        ),
        json.replace("[\"a\"]", "[\"a\", \"m\", \"t\"]").replace("\"x\": 1", "\"x\": 2, \"y\": [1]")
    );
}

#[test]
fn line_ends_and_byte_order_marks_are_mine() {
    let base = YAML.replace('\n', "\r\n");
    let mine = format!("\u{feff}{}", base.replace("Old ", "New "));
    let theirs = YAML.replace("Words.", "Better words.").replace("2026-01-05\n", "2026-01-05\nnew: {a: 1}\n");
    assert_eq!(
        clean(&base, &mine, &theirs),
        mine.replace("Words.", "Better words.").replace("2026-01-05\r\n", "2026-01-05\r\nnew: {a: 1}\r\n")
    );
}

#[test]
fn details_that_cannot_be_read_are_one_question() {
    let broken = YAML.replace("title: Old", "title: [Old");
    let theirs = YAML.replace("2026-01-05", "2026-01-06");
    let (name, _, joined) = one(YAML, &broken, &theirs);
    assert_eq!(name, "Details");
    assert_eq!(text(&joined.settled(&[Choice::Mine]).unwrap()), broken);
    assert_eq!(text(&joined.settled(&[Choice::Theirs]).unwrap()), theirs);
}

#[test]
fn details_that_only_one_gave_come_along_with_the_others_words() {
    let theirs = "Words of theirs.\n";
    assert_eq!(clean("Words.\n", "---\ntitle: A\n---\nWords.\n", theirs), "---\ntitle: A\n---\nWords of theirs.\n");
    assert_eq!(clean("Words.\n", theirs, "---\ntitle: A\n---\nWords.\n"), "---\ntitle: A\n---\nWords of theirs.\n");
    let both = clean("Words.\n", "---\ntitle: A\n---\nWords.\n", "---\ntitle: A\ndate: 2026-01-05\n---\nWords.\n");
    assert_eq!(both, "---\ntitle: A\ndate: 2026-01-05\n---\nWords.\n");
}

#[test]
fn both_paragraphs_stay_paragraphs_and_both_items_one_list() {
    let check = |base: &str, mine: &str, theirs: &str, expect: &str| {
        let (_, _, joined) = one(base, mine, theirs);
        assert_eq!(text(&joined.settled(&[Choice::Both]).unwrap()), expect);
    };
    check("a\n", "Mine.\n", "Theirs.\n", "Mine.\n\nTheirs.\n");
    check("- a\n", "- mine\n", "- theirs\n", "- mine\n- theirs\n");
    // A file that ends without a line end goes on doing so.
    check("a\n", "Mine.", "Theirs.\n", "Mine.\n\nTheirs.");
}

#[test]
fn without_a_beginning_it_is_the_one_or_the_other() {
    let [_, mine, theirs] = posts(["", "Mine.\n", "Theirs.\n"]);
    let joined = whole(&mine, &theirs);
    assert_eq!(text(&joined.settled(&[]).unwrap()), "Mine.\n");
    assert_eq!(text(&joined.settled(&[Choice::Theirs]).unwrap()), "Theirs.\n");
    assert!(joined.clean().is_none());
}

#[test]
fn a_piece_is_read_without_its_marks() {
    assert_eq!(
        readable("Great **queues** at the [Datadog](http://x) stand.\n\n- one\n- two\n"),
        "Great queues at the Datadog stand.\none\ntwo"
    );
}
