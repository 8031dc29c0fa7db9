//! Setting details: what changes and what does not.

use jiff::civil::date;

use crate::{FrontMatter, Post, SetError, Value};

pub(super) fn post(text: &str) -> Post {
    Post::parse(text.as_bytes(), "2017-08-24-a-name.md").unwrap()
}

pub(super) fn text(words: &str) -> Value {
    Value::Text(words.to_owned())
}

pub(super) fn list(words: &[&str]) -> Value {
    Value::List(words.iter().map(|word| (*word).to_owned()).collect())
}

fn check(before: &str, name: &str, value: &Value, expect: &str) {
    let after = post(before).set(name, value, FrontMatter::Yaml);
    let after = after.unwrap_or_else(|error| panic!("{before:?} {name}: {error}"));
    assert_eq!(String::from_utf8_lossy(after.as_bytes()), expect, "{before:?} {name}");
}

fn yaml(before: &str, name: &str, value: &Value, expect: &str) {
    check(&format!("---\n{before}\n---\nBody\n"), name, value, &format!("---\n{expect}\n---\nBody\n"));
}

fn toml(before: &str, name: &str, value: &Value, expect: &str) {
    check(&format!("+++\n{before}\n+++\nBody\n"), name, value, &format!("+++\n{expect}\n+++\nBody\n"));
}

#[test]
fn yaml_fields_change_in_place() {
    yaml("title: Old # why\nb: 1", "title", &text("New words"), "title: New words # why\nb: 1");
    yaml("title: \"Old\"", "title", &text("A \"new\" one"), "title: \"A \\\"new\\\" one\"");
    yaml("title:   'Old'", "title", &text("It's"), "title:   'It''s'");
    yaml("title: Old", "title", &text("One: two"), "title: \"One: two\"");
    yaml("title: Old", "title", &text("2018"), "title: \"2018\"");
    yaml("title: >\n  Old\n  words\nb: 1", "title", &text("New"), "title: New\nb: 1");
    yaml("title:\nb: 1", "title", &text("New"), "title: New\nb: 1");
    yaml("b: 1", "title", &text("New"), "b: 1\ntitle: New");
    yaml("layout: \"post\"\nb: \"x\"", "title", &text("New"), "layout: \"post\"\nb: \"x\"\ntitle: \"New\"");
    yaml("layout: 'post'", "title", &text("New"), "layout: 'post'\ntitle: 'New'");
    yaml("title: Old\nb: 1", "title", &Value::Absent, "b: 1");
    yaml("b: |\n  text\n  more", "description", &text("D"), "b: |\n  text\n  more\ndescription: D");
    yaml("draft: true", "draft", &Value::Bool(false), "draft: false");
    yaml("published: false", "draft", &Value::Bool(false), "published: true");
    yaml("a: 1", "draft", &Value::Bool(true), "a: 1\ndraft: true");
    yaml("author: Old", "author", &text("Ana Ruiz"), "author: Ana Ruiz");
    yaml("author:\n  name: Old # n\n  url: x", "author", &text("Ana"), "author:\n  name: Ana # n\n  url: x");
    yaml("authors:\n- Old\n- Other", "author", &text("Ana, Bo"), "authors:\n- Ana\n- Bo");
    yaml("authors: [Old]", "author", &text("Ana"), "authors: [Ana]");
}

#[test]
fn yaml_dates_keep_their_form() {
    yaml("date: 2017-08-24", "date", &Value::Date(date(2018, 1, 2)), "date: 2018-01-02");
    yaml(
        "date: 2017-08-24 10:00:00 +0100 # x",
        "date",
        &Value::Date(date(2018, 1, 2)),
        "date: 2018-01-02 10:00:00 +0100 # x",
    );
    yaml("pubDate: 'Aug 24 2017'", "date", &Value::Date(date(2018, 1, 2)), "pubDate: 'Jan 2 2018'");
    yaml("date: 2017/8/4 10:00:00", "date", &text("2018-11-12"), "date: 2018/11/12 10:00:00");
    yaml("a: 1", "date", &Value::Date(date(2018, 1, 2)), "a: 1\ndate: 2018-01-02");
}

#[test]
fn yaml_lists_keep_their_shape() {
    yaml("tags: [a, b] # t", "tags", &list(&["a", "c d"]), "tags: [a, c d] # t");
    yaml("tags: ['a']", "tags", &list(&["x", "y"]), "tags: ['x', 'y']");
    yaml("tags: [a,\n  b]\nz: 1", "tags", &list(&["x"]), "tags: [x]\nz: 1");
    yaml(
        "tags:\n  - a # first\n  - b\nz: 1",
        "tags",
        &list(&["a", "n: 1", "c"]),
        "tags:\n  - a # first\n  - \"n: 1\"\n  - c\nz: 1",
    );
    yaml("tags:\n- \"a\"", "tags", &list(&["a", "b"]), "tags:\n- \"a\"\n- \"b\"");
    yaml("tags:\n- a\nz: 1", "tags", &list(&[]), "tags: []\nz: 1");
    yaml("tags: red green", "tags", &list(&["red", "blue"]), "tags: red blue");
    yaml("tags: red, dark green", "tags", &list(&["red", "light blue"]), "tags: red, light blue");
    yaml("tags: red green", "tags", &list(&["light blue"]), "tags: [light blue]");
    yaml("cats:\n  - x\nz: 1", "tags", &list(&["a", "b"]), "cats:\n  - x\nz: 1\ntags:\n  - a\n  - b");
    yaml("z: 1", "tags", &list(&["a", "1"]), "z: 1\ntags: [a, \"1\"]");
}

#[test]
fn toml_and_json_fields_change_in_place() {
    toml("title = \"Old\" # why\nb = 1", "title", &text("New \"x\""), "title = \"New \\\"x\\\"\" # why\nb = 1");
    toml("title = 'Old'", "title", &text("New"), "title = 'New'");
    toml("date = 2017-08-24T10:00:00Z", "date", &Value::Date(date(2018, 1, 2)), "date = 2018-01-02T10:00:00Z");
    toml("a = 1\n\n[extra]\nb = 2", "title", &text("New"), "a = 1\ntitle = \"New\"\n\n[extra]\nb = 2");
    toml("[extra]\nb = 2", "title", &text("New"), "title = \"New\"\n[extra]\nb = 2");
    toml("a = 1", "date", &Value::Date(date(2018, 1, 2)), "a = 1\ndate = 2018-01-02");
    toml(
        "[taxonomies]\ntags = [\"a\"]\n\n[extra]\nb = 2",
        "tags",
        &list(&["x", "y"]),
        "[taxonomies]\ntags = [\"x\", \"y\"]\n\n[extra]\nb = 2",
    );
    toml("[taxonomies]\n\n[extra]\nb = 2", "tags", &list(&["x"]), "[taxonomies]\ntags = [\"x\"]\n\n[extra]\nb = 2");
    toml("tags = [\n  'a',\n]\nz = 1", "tags", &list(&["x", "y"]), "tags = [\n  'x',\n  'y',\n]\nz = 1");
    toml("title = \"x\"\nb = 1", "title", &Value::Absent, "b = 1");
    let json = "{\n  \"title\": \"Old\",\n  \"n\": [1, {\"title\": \"in\"}]\n}\nBody\n";
    check(json, "title", &text("New"), &json.replace("\"Old\"", "\"New\""));
    check(json, "draft", &Value::Bool(true), &json.replace("}]\n", "}],\n  \"draft\": true\n"));
    check(json, "title", &Value::Absent, &json.replace("\"title\": \"Old\",\n  ", ""));
    check("{}\n", "title", &text("N"), "{\n  \"title\": \"N\"\n}\n");
    check(
        "{\"author\": {\"name\": \"A\", \"x\": 1}}\n",
        "author",
        &text("B"),
        "{\"author\": {\"name\": \"B\", \"x\": 1}}\n",
    );
}

#[test]
fn details_in_the_text_change_where_they_stand() {
    let before = std::fs::read_to_string("fixtures/messy-meetup.md").unwrap();
    let title = before.replace("Our team visits the Harbour Data Meetup", "A *new* name");
    check(&before, "title", &text("A *new* name"), &title);
    check(&before, "date", &Value::Date(date(2020, 12, 1)), &before.replace("March 7, 2019", "December 1, 2020"));
    check(&before, "author", &text("Ana Ruiz"), &before.replace("Maria Lopez", "Ana Ruiz"));
    check(&before, "author", &text("the data team"), &before.replace("Maria Lopez", "by the data team"));
    check("# Old **one**\n", "title", &text("New"), "# New\n");
    check("# Old\n", "title", &text("a * b"), "# a * b\n");
    check("# Old\n", "title", &text("<b> & *x*"), "# \\<b\\> \\& \\*x\\*\n");
    check("Old\n===\n\nBy Ana Ruiz\n", "title", &text("New"), "New\n===\n\nBy Ana Ruiz\n");
    check("# Same\n", "title", &text("Same"), "# Same\n");
}

#[test]
fn what_no_one_told_goes_into_new_front_matter() {
    check("Words\r\n", "title", &text("New"), "---\r\ntitle: New\r\n---\r\n\r\nWords\r\n");
    check("\u{feff}Words\n", "tags", &list(&["a"]), "\u{feff}---\ntags: [a]\n---\n\nWords\n");
}

#[test]
fn what_cannot_be_changed_safely_is_refused() {
    let refused = |text: &str, name: &str, value: &Value| post(text).set(name, value, FrontMatter::Yaml).unwrap_err();
    let unreadable = "---\ntitle: \"x\n---\n# Title\n";
    assert_eq!(refused(unreadable, "draft", &Value::Bool(true)), SetError::Unreadable);
    for (text, name) in [
        ("---\ntitle: &t Old\nb: *t\n---\n", "title"),
        ("---\n{title: Old}\n---\n", "title"),
        ("---\nauthors: [{name: A}, {name: B}]\n---\n", "author"),
    ] {
        let error = refused(text, name, &Value::Text("New".into()));
        assert!(matches!(error, SetError::NotEditable { .. } | SetError::WrongKind { .. }), "{text:?}");
    }
    assert!(matches!(refused("x", "date", &text("soon")), SetError::WrongKind { .. }));
    assert!(matches!(refused("x", "a: b", &text("c")), SetError::WrongKind { .. }));
    for words in ["New", "x"] {
        assert_eq!(refused(unreadable, "title", &text(words)), SetError::Unreadable);
    }
    let told_below = "---\nauthor: \"x\n---\n# Title\n";
    assert!(post(told_below).set("title", &text("New"), FrontMatter::Yaml).is_ok());
}
