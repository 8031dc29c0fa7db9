use super::*;

fn written(example: Option<&str>, title: &str) -> String {
    let front = example.and_then(Front::of);
    let posts: Vec<&Front> = front.iter().collect();
    let head = Head::learn(&Usual::new(FrontMatter::Yaml), &Examples { posts: &posts, ..Examples::default() });
    head.write(title, Date::constant(2026, 11, 23), Some("Ann O'Neil"))
}

#[test]
fn a_new_post_is_written_as_the_newest_one_is() {
    let check = |example: Option<&str>, expect: &str| {
        assert_eq!(written(example, "Hello there"), expect);
    };
    check(None, "---\ntitle: Hello there\ndate: 2026-11-23\nauthor: Ann O'Neil\n---\n\n");
    check(
        Some("---\nlayout: blog\nauthor: B\ntitle: 'Old'\ntags: [x]\ndate: \"2020-01-01\"\n---\n"),
        "---\nlayout: blog\nauthor: 'Ann O''Neil'\ntitle: 'Hello there'\ndate: \"2026-11-23\"\n---\n\n",
    );
    check(
        Some("+++\ndate = 2020-01-01\ntitle = 'Old'\nauthors = ['B']\ndraft = true\n[extra]\ndate = 1\n+++\n"),
        "+++\ndate = 2026-11-23\ntitle = 'Hello there'\nauthors = [\"Ann O'Neil\"]\n+++\n\n",
    );
    check(
        Some("{\n  \"title\": \"Old\",\n  \"date\": \"2020-01-01\"\n}\n"),
        "{\n  \"title\": \"Hello there\",\n  \"date\": \"2026-11-23\",\n  \"author\": \"Ann O'Neil\"\n}\n\n",
    );
}

#[test]
fn what_a_site_cannot_be_built_without_is_there() {
    let one = Front::of(
        "---\ntitle: A\ndescription: Of A\ncategory: news\nauthor:\n  name: B\n  picture: /b.jpg\ncover: /c.png\nbeside: ./c.png\ndraft: true\ntags: [x]\nog:\n  url: here\nonly: 1\n---\n",
    );
    let two = Front::of(
        "---\ntitle: B\ndescription: Of B\ncategory: news\nauthor: {name: C}\ncover: /d.png\nbeside: ./d.png\ndraft: false\ntags: []\nog: {}\n---\n",
    );
    let posts: Vec<&Front> = one.iter().chain(&two).collect();
    let usual = Usual { complete: true, date_in_quotes: true, ..Usual::new(FrontMatter::Yaml) };
    let starts = [("comments".to_owned(), Value::Bool(true)), ("bad: key".to_owned(), Value::Bool(true))];
    let head = Head::learn(&usual, &Examples { posts: &posts, template: None, starts: &starts, given: &[] });
    assert_eq!(
        head.write("T", Date::constant(2026, 11, 23), Some("Ann, PhD")),
        "---\ntitle: T\ndate: \"2026-11-23\"\ndescription: \"\"\ncategory: news\nauthor: { name: \"Ann, PhD\", picture: \"/b.jpg\" }\ncover: \"/c.png\"\ndraft: false\ntags: []\nog: { url: \"\" }\ncomments: true\n---\n\n"
    );
    let anonymous = head.write("T", Date::constant(2026, 11, 23), None);
    assert!(anonymous.contains("author: { name: \"\", picture"), "{anonymous}");
}

#[test]
fn any_title_reads_back_as_itself() {
    let examples = [
        None,
        Some("---\ntitle: \"x\"\n---\n"),
        Some("---\ntitle: 'x'\n---\n"),
        Some("+++\ntitle = 'x'\n+++\n"),
        Some("{\"title\": \"x\"}\n"),
    ];
    let titles = [
        "Plain",
        "It's: a \"test\"",
        "# no",
        "yes",
        "2026",
        "1.5",
        "- a",
        "a #b",
        "back\\slash",
        "ends:",
        "[x]",
        "{{ x }}",
        "“Curly”",
        "@me",
        "null",
        "'",
        "---",
        "+++",
        "über",
        "*star*",
        "a: b",
        "&a",
        "!x",
        "%",
        "?",
        "~",
    ];
    for example in examples {
        for title in titles {
            let text = written(example, title);
            let front = Front::of(&text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(front.values["title"].as_str(), Some(title), "{text}");
        }
    }
    assert!(written(None, "two\nlines\u{0}").contains("title: two lines\n"));
}
