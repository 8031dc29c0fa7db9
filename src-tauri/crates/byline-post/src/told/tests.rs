//! What is told by text, over whole posts.

use crate::random::repeated;
use crate::{DetailName, Post, Source};

type Expect<'a> = (Option<&'a str>, Option<&'a str>, Option<&'a str>);

fn check(text: &str, expect: Expect) {
    let post = Post::parse(text.as_bytes(), "").unwrap();
    let details = post.details();
    let date = details.date.as_ref().map(|told| told.value.to_string());
    let found = (
        details.title.as_ref().map(|told| told.value.as_str()),
        date.as_deref(),
        details.author.as_ref().map(|told| told.value.as_str()),
    );
    assert_eq!(found, expect, "{text:?}");
}

fn spoken(text: &str) -> Vec<(String, DetailName)> {
    let post = Post::parse(text.as_bytes(), "").unwrap();
    post.spoken_for().iter().map(|span| (post.body()[span.from..span.to].to_owned(), span.detail)).collect()
}

#[test]
fn titles_are_read_however_they_are_typed() {
    for (text, expect) in [
        ("# Plain\n", "Plain"),
        ("  #   Spaces   ##  \n", "Spaces"),
        (" # ** ` Marked `**\n***\n", "Marked"),
        ("# **Bold** and *more* `code`\n", "Bold and more code"),
        ("# <b>Tagged</b>\n", "Tagged"),
        ("<h1 align=center>As HTML</h1>\n", "As HTML"),
        ("# [Linked](http://x.y)\n", "Linked"),
        ("Underlined\n=====\n", "Underlined"),
        ("**Underlined**\n---\n\nText\n", "Underlined"),
        ("#Tight\n", "Tight"),
        ("## Second level\n", "Second level"),
        ("## Moving by Train\n", "Moving by Train"),
        ("![a](b c.jpg)\n\n## After a picture\n", "After a picture"),
        ("Some prose first.\n\n# First level\n", "First level"),
        ("# AT&amp;T \\* C#\n", "AT&T * C#"),
        ("#\n\n# Not the empty one\n", "Not the empty one"),
        ("# 1. Numbered\n", "1. Numbered"),
    ] {
        check(text, (Some(expect), None, None));
    }
    for text in ["Prose.\n\n## A section\n", "```\n# code\n```\n", "#hashtag #more\n", "words\n", "", "    words\n"] {
        check(text, (None, None, None));
    }
}

#[test]
fn bylines_are_read_however_they_are_typed() {
    let all = (Some("T"), Some("2017-08-24"), Some("James Dadd"));
    for byline in [
        "**August 24, 2017\n|\nJames Dadd**",
        "**August 24, 2017 | James Dadd**",
        "*James Dadd · 24 August 2017*",
        "By James Dadd, August 24, 2017",
        "Posted on 24.08.2017 by James Dadd",
        "Thursday, August 24th, 2017 - James Dadd",
        "by **James Dadd**\n2017-08-24",
        "_James Dadd_\n_24 Aug 2017_",
        "**24 August 2017**\n\n**James Dadd**",
        "**James Dadd**\n\n**24 August 2017**",
        "<p>24/08/2017</p>\n\nBy: James Dadd",
        "Author: James Dadd\nDate: 2017-08-24",
        "A short line under the title\n\nAugust 24, 2017 — James Dadd",
        "James Dadd  \nAugust 24, 2017\\",
        "### By James Dadd, 24th August 2017",
        "*August 24, 2017 | James Dadd*\nThe text starts right below.",
    ] {
        check(&format!("# T\n\n{byline}\n\nThe text of the post.\n"), all);
    }
}

#[test]
fn ordinary_words_are_nobodys_details() {
    for text in [
        "We met on August 24, 2017 and liked it.",
        "New York City",
        "**Key Points**",
        "James Dadd",
        "_How many people?_",
        "August 24, 2017\nwas a fine day for all of us.",
        "The first paragraph is long enough to be one.\nIt goes on.\n\nAugust 24, 2017 | James Dadd",
        "One.\n\nTwo.\n\nAugust 24, 2017",
        "## A section\n\nAugust 24, 2017",
        "By hand we made it.",
        "By the way, this is it.",
        "- August 24, 2017 was the day",
        "> someone said August 24, 2017",
        "Version 24.08.2017-beta is out",
        "```\nAugust 24, 2017\n```",
        "20,000 registrants | 15,000 visitors",
    ] {
        check(&format!("# T\n\n{text}\n"), (Some("T"), None, None));
    }
    check("# T\n\nAugust 24, 2017\n\nNew York City\n", (Some("T"), Some("2017-08-24"), None));
    check("# T\n\n**August 24, 2017**\n\nJames Dadd spoke.\n", (Some("T"), Some("2017-08-24"), None));
}

#[test]
fn spoken_lines_are_whole_and_no_others() {
    let text = std::fs::read_to_string("fixtures/messy-meetup.md").unwrap();
    assert_eq!(
        spoken(&text),
        [
            (" # ** ` Our team visits the Harbour Data Meetup `**\n***\n".to_owned(), DetailName::Title),
            ("**March 7, 2019\n|\n".to_owned(), DetailName::Date),
            ("Maria Lopez**\n".to_owned(), DetailName::Author),
        ]
    );
    assert_eq!(spoken("---\ntitle: x\n---\n# x\n"), []);
    assert_eq!(spoken("---\ndate: 2017-01-01\nauthor: A\n---\nBy James Dadd | August 24, 2017\n"), []);
    assert_eq!(spoken("---\ntitle: a\n---\nBy James Dadd"), [("By James Dadd".to_owned(), DetailName::Author)]);
}

#[test]
fn front_matter_comes_first_and_the_file_name_last() {
    let post = Post::parse(b"---\ntitle: Told\n---\nBy James Dadd\n", "2017-08-24-x.md").unwrap();
    let details = post.details();
    assert_eq!(details.title.as_ref().map(|told| told.source), Some(Source::FrontMatter));
    assert_eq!(details.author.as_ref().map(|told| told.source), Some(Source::Text));
    assert_eq!(details.date.as_ref().map(|told| told.source), Some(Source::FileName));
}

#[test]
fn every_format_tells_its_fields() {
    for (name, title, author, tags, draft) in [
        ("crlf", "Lines from Windows", None, vec!["one", "two"], None),
        ("bom", "With a mark in front", Some("Ana Ruiz"), vec![], None),
        ("toml", "A TOML post", None, vec!["a", "b"], Some(false)),
        ("json", "A JSON post", Some("Ana Ruiz"), vec!["a", "b"], None),
        ("jekyll", "Spaces: kept", None, vec!["red", "green"], Some(true)),
        ("no-final-newline", "No newline at the end", None, vec![], Some(true)),
    ] {
        let bytes = std::fs::read(format!("fixtures/{name}.md")).unwrap();
        let post = Post::parse(&bytes, "x.md").unwrap();
        let details = post.details();
        assert_eq!(details.problem, None, "{name}");
        assert_eq!(details.title.as_ref().map(|told| told.value.as_str()), Some(title), "{name}");
        assert_eq!(details.author.as_ref().map(|told| told.value.as_str()), author, "{name}");
        assert_eq!(details.tags, tags, "{name}");
        assert_eq!(details.draft, draft, "{name}");
    }
}

#[test]
fn odd_yaml_is_read_as_written() {
    for (yaml, title) in [
        ("title: 007", "007"),
        ("title: yes", "yes"),
        ("title: 1_000", "1_000"),
        ("title: 'It''s'", "It's"),
        ("title: >\n  Two\n  lines", "Two lines"),
        ("title: \"Tab\\tand \\u00e9\"", "Tab\tand é"),
        ("? title\n: Odd", "Odd"),
        ("{title: Flow, date: 2017-08-24}", "Flow"),
    ] {
        check(&format!("---\n{yaml}\n---\n"), (Some(title), yaml.contains("date").then_some("2017-08-24"), None));
    }
}

#[test]
fn what_cannot_be_read_is_a_problem_with_a_line() {
    for (text, line) in [
        ("---\ntitle: x\nbad: [1\n---\nBody\n", 3..=4),
        ("---\ntitle: \"x\n---\nBody\n", 2..=3),
        ("---\na: 1\na: 2\n---\nBody\n", 3..=3),
        ("+++\na = 1\nb = \n+++\nBody\n", 3..=3),
        ("{\n\"a\": 1,\n}\nBody\n", 3..=3),
    ] {
        let post = Post::parse(text.as_bytes(), "x.md").unwrap();
        let problem = post.details().problem.clone().unwrap_or_else(|| panic!("{text:?} was read"));
        assert!(line.contains(&problem.line), "{text:?}: {problem:?}");
        assert_eq!(post.body(), "Body\n");
    }
}

#[test]
fn bombs_in_front_matter_are_refused_quickly() {
    let aliases = repeated(12, |n| {
        let item = n.checked_sub(1).map_or("x".to_owned(), |before| format!("*a{before}"));
        format!("a{n}: &a{n} [{}]\n", [item.as_str(); 9].join(", "))
    });
    let many = repeated(200_000, |n| format!("k{n}: 1\n"));
    let deep = format!("a: {}", "[".repeat(200_000));
    for yaml in [aliases, many, deep, "x".repeat(5_000_000) + ": 1"] {
        let start = std::time::Instant::now();
        let post = Post::parse(format!("---\n{yaml}\n---\nBody\n").as_bytes(), "x.md").unwrap();
        assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
        assert!(post.details().problem.is_some());
        assert_eq!(post.body(), "Body\n");
    }
    let deep = format!("+++\na = {}\n+++\nBody\n", "[".repeat(200_000));
    assert!(Post::parse(deep.as_bytes(), "x.md").unwrap().details().problem.is_some());
}

#[test]
fn the_real_post_is_read() {
    let Ok(bytes) = std::fs::read("../../../../shared/posts/aws-summit.md") else {
        return;
    };
    let post = Post::parse(&bytes, "aws-summit.md").unwrap();
    check(
        std::str::from_utf8(&bytes).unwrap(),
        (Some("fourTheorem attends AWS Summit in NYC"), Some("2017-08-24"), Some("James Dadd")),
    );
    let words: String = post.spoken_for().iter().map(|span| &post.body()[span.from..span.to]).collect();
    assert_eq!(words, " # ** ` fourTheorem attends AWS Summit in NYC `**\n***\n**August 24, 2017\n|\nJames Dadd**\n");
    assert_eq!(post.with_body(post.body()).as_bytes(), bytes);
}
