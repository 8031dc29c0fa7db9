//! Every kind of field, read and changed where it stands.

use jiff::civil::{date, time};
use jiff::tz::Offset;

use crate::{FieldValue, FrontMatter, Post, Value};

pub(super) fn post(text: &str) -> Post {
    Post::parse(text.as_bytes(), "a.md").unwrap()
}

fn yaml(before: &str, name: &str, value: &Value, expect: &str) {
    check(&format!("---\n{before}\n---\nBody\n"), name, value, &format!("---\n{expect}\n---\nBody\n"));
}

fn toml(before: &str, name: &str, value: &Value, expect: &str) {
    check(&format!("+++\n{before}\n+++\nBody\n"), name, value, &format!("+++\n{expect}\n+++\nBody\n"));
}

fn check(before: &str, name: &str, value: &Value, expect: &str) {
    let after = post(before).set(name, value, FrontMatter::Yaml);
    let after = after.unwrap_or_else(|error| panic!("{before:?} {name}: {error}"));
    assert_eq!(String::from_utf8_lossy(after.as_bytes()), expect, "{before:?} {name}");
}

fn text(words: &str) -> Value {
    Value::Text(words.to_owned())
}

fn number(words: &str) -> Value {
    Value::Number(words.to_owned())
}

fn list(words: &[&str]) -> Value {
    Value::List(words.iter().map(|word| (*word).to_owned()).collect())
}

fn at(hour: i8, minute: i8) -> Value {
    Value::DateTime(date(2025, 1, 2).at(hour, minute, 0, 0), Some(Offset::constant(1)))
}

#[test]
fn every_field_is_read_as_what_it_is() {
    let yaml = "title: \"A\"\nweight: 07\nversion: '1.10'\nfeatured: yes\nwhen: 2024-05-01T10:00:00+02:00\ntags: [a, 2024]\nseo:\n  words:\n    - x\n  rank: 2\ncover:\nlinks:\n  - url: x\nnote: |\n  one\n  two\n";
    let toml = "title = \"A\"\nweight = 7\nversion = '1.10'\nfeatured = true\nwhen = 2024-05-01T10:00:00+02:00\ntags = [\"a\", 2024]\ncover = \"\"\nlinks = [{url = \"x\"}]\nnote = \"\"\"\none\ntwo\n\"\"\"\n[seo]\nwords = [\"x\"]\nrank = 2\n";
    let json = r#"{"title": "A", "weight": 7, "version": "1.10", "featured": true, "when": "2024-05-01T10:00:00+02:00", "tags": ["a", 2024], "seo": {"words": ["x"], "rank": 2}, "cover": null, "links": [{"url": "x"}], "note": "one\ntwo\n"}"#;
    for whole in [format!("---\n{yaml}---\n"), format!("+++\n{toml}+++\n"), format!("{json}\n")] {
        let post = post(&whole);
        let value = |name: &str| post.field(name).map(|field| field.value.clone());
        let words = |words: &str| Some(FieldValue::Text(words.to_owned()));
        assert_eq!(value("title"), words("A"), "{whole}");
        assert!(matches!(value("weight"), Some(FieldValue::Number(number)) if number.ends_with('7')), "{whole}");
        assert_eq!(value("version"), words("1.10"), "{whole}");
        assert_eq!(value("featured"), Some(FieldValue::Bool(true)), "{whole}");
        assert!(
            matches!(value("when"), Some(FieldValue::Date { day, time: Some(clock), .. })
                if day == date(2024, 5, 1) && clock == time(10, 0, 0, 0)),
            "{whole}"
        );
        assert_eq!(value("tags"), Some(FieldValue::List(vec!["a".to_owned(), "2024".to_owned()])), "{whole}");
        assert_eq!(value("seo.words"), Some(FieldValue::List(vec!["x".to_owned()])), "{whole}");
        assert_eq!(value("seo.rank"), Some(FieldValue::Number("2".to_owned())), "{whole}");
        assert!(value("cover").is_some_and(|value| value.is_empty()), "{whole}");
        assert_eq!(value("links"), Some(FieldValue::Structure), "{whole}");
        assert_eq!(value("note"), words("one\ntwo\n"), "{whole}");
        for field in post.fields() {
            assert_eq!(field.editable, field.name != "links", "{} in {whole}", field.name);
        }
        assert!(post.field("links").unwrap().raw.contains("url"), "{whole}");
    }
}

#[test]
fn a_field_keeps_its_kind() {
    yaml("n: 07 # x", "n", &text("8"), "n: 8 # x");
    yaml("n: '07'", "n", &number("8"), "n: '8'");
    yaml("n: 7", "n", &number("-1.5"), "n: -1.5");
    yaml("a: 1", "n", &number("3"), "a: 1\nn: 3");
    yaml("b: no", "b", &Value::Bool(true), "b: yes");
    yaml("b: False # x", "b", &text("true"), "b: True # x");
    yaml("b: \"false\"", "b", &Value::Bool(true), "b: \"true\"");
    yaml("category: news", "category", &list(&["old news"]), "category: old news");
    yaml("category: news", "category", &list(&["a", "b"]), "category: [a, b]");
    yaml("tags: red green", "tags", &list(&["red", "blue"]), "tags: red blue");
    yaml("keywords: a, b c", "keywords", &list(&["a", "d e"]), "keywords: a, d e");
    yaml("tags: [2024, go]", "tags", &list(&["2024", "go", "2025"]), "tags: [2024, go, \"2025\"]");
    yaml("tags:\n  - 2024\n  - go", "tags", &list(&["2024", "x"]), "tags:\n  - 2024\n  - x");
    toml("n = 7", "n", &text("8"), "n = 8");
    toml("n = '7'", "n", &number("8"), "n = '8'");
    toml("category = \"news\"", "category", &list(&["old news"]), "category = \"old news\"");
    check("{\"n\": \"7\"}\n", "n", &number("8"), "{\"n\": \"8\"}\n");
    check("{\"n\": 7}\n", "n", &number("8.5"), "{\"n\": 8.5}\n");
}

#[test]
fn a_time_of_day_stays_when_the_day_changes() {
    let day = Value::Date(date(2025, 1, 2));
    yaml("when: 2024-05-01T10:00:00+02:00", "when", &day, "when: 2025-01-02T10:00:00+02:00");
    yaml("date: 2024-05-01 10:00 -0500", "date", &day, "date: 2025-01-02 10:00 -0500");
    toml("when = 2024-05-01T10:00:00Z", "when", &day, "when = 2025-01-02T10:00:00Z");
    check("{\"when\": \"2024-05-01T10:00:00Z\"}\n", "when", &day, "{\"when\": \"2025-01-02T10:00:00Z\"}\n");
    yaml("when: 2024-05-01T10:00:00+02:00", "when", &at(8, 5), "when: 2025-01-02T08:05:00+02:00");
    yaml("when: 2024-05-01", "when", &at(8, 5), "when: 2025-01-02T08:05:00+01:00");
    yaml("a: 1", "when", &at(8, 5), "a: 1\nwhen: 2025-01-02T08:05:00+01:00");
    toml("when = 2024-05-01", "when", &at(8, 5), "when = 2025-01-02T08:05:00+01:00");
    check("{}\n", "when", &at(8, 5), "{\n  \"when\": \"2025-01-02T08:05:00+01:00\"\n}\n");
    let told = post("# T\n\nAugust 24, 2017\n").set("date", &at(8, 5), FrontMatter::Yaml).unwrap();
    assert_eq!(told.as_bytes(), b"# T\n\nJanuary 2, 2025\n");
}

#[test]
fn several_lines_stand_below_their_name() {
    let two = text("One: a\nTwo");
    yaml("a: 1", "note", &two, "a: 1\nnote: |-\n  One: a\n  Two");
    yaml("note: Old\nb: 1", "note", &two, "note: |-\n  One: a\n  Two\nb: 1");
    yaml("note: Old # why\nb: 1", "note", &two, "note: \"One: a\\nTwo\" # why\nb: 1");
    yaml("note: |\n    Old\n    words\nb: 1", "note", &two, "note: |\n  One: a\n  Two\nb: 1");
    yaml("note: |-\n  Old\nb: 1", "note", &text("New"), "note: |-\n  New\nb: 1");
    yaml("note: >-\n  Old\n  words\nb: 1", "note", &text("a\nb\n\nc"), "note: >-\n  a\n\n  b\n\n\n  c\nb: 1");
    yaml("seo:\n  note: x", "seo.note", &two, "seo:\n  note: |-\n    One: a\n    Two");
    yaml("a: 1", "note", &text(" begins with a space\nTwo"), "a: 1\nnote: \" begins with a space\\nTwo\"");
    toml("note = \"\"\"\nOld\n\"\"\"", "note", &text("a\n\"b\""), "note = \"\"\"\na\n\\\"b\\\"\"\"\"");
}

#[test]
fn fields_in_groups_change_by_their_dotted_names() {
    yaml("seo:\n  a: 1 # x\n  b: y", "seo.a", &number("2"), "seo:\n  a: 2 # x\n  b: y");
    yaml("seo:\n  a: 1", "seo.b", &text("x"), "seo:\n  a: 1\n  b: x");
    yaml("a: 1", "seo.deep.words", &list(&["x"]), "a: 1\nseo:\n  deep:\n    words: [x]");
    yaml("seo:\nb: 1", "seo.words", &text("x"), "seo:\n  words: x\nb: 1");
    yaml("seo: {}\nb: 1", "seo.words", &text("x"), "seo: { words: x }\nb: 1");
    yaml("seo:\n  a: 1\nb: 1", "seo.a", &Value::Absent, "b: 1");
    yaml("seo:\n  a: 1\n  c: 2\nb: 1", "seo.a", &Value::Absent, "seo:\n  c: 2\nb: 1");
    yaml(
        "author: { name: 'Ann', url: /ann } # who",
        "author.url",
        &text("x, y"),
        "author: { name: 'Ann', url: \"x, y\" } # who",
    );
    yaml("author: {name: \"A, B\", n: 1}", "author.name", &text("C"), "author: {name: \"C\", n: 1}");
    yaml("author: {name: A}", "author.role", &text("B"), "author: {name: A, role: B}");
    yaml("author: {name: A, role: B}", "author.name", &Value::Absent, "author: {role: B}");
    yaml("a.b: x\na:\n  b: y", "a.b", &text("z"), "a.b: z\na:\n  b: y");
    toml("[seo]\na = 1", "seo.b", &text("x"), "[seo]\na = 1\nb = \"x\"");
    toml("a = 1", "seo.b", &text("x"), "a = 1\nseo = { b = \"x\" }");
    check("{\"a\": 1}\n", "seo.b", &Value::Bool(true), "{\"a\": 1, \"seo\": {\"b\": true}}\n");
    check("{\"seo\": {\"a\": 1}}\n", "seo.b", &text("x"), "{\"seo\": {\"a\": 1, \"b\": \"x\"}}\n");
    check("Words\n", "seo.b", &text("x"), "---\nseo:\n  b: x\n---\n\nWords\n");
}

#[test]
fn what_holds_more_than_one_value_is_left_alone() {
    let refused = |before: &str, name: &str, value: &Value| post(before).set(name, value, FrontMatter::Yaml).is_err();
    assert!(refused("---\nlinks:\n  - url: x\n---\n", "links", &text("y")));
    assert!(refused("---\nseo:\n  a: 1\n---\n", "seo", &text("y")));
    assert!(refused("---\nseo: x\n---\n", "seo.a", &text("y")));
    assert!(refused("---\na: 1\n---\n", "b..c", &text("y")));
    assert!(refused("---\na: 1\n---\n", "b: c", &text("y")));
    assert!(refused("---\nn: 1\n---\n", "n", &number("one")));
}
