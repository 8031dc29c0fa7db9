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
        ("**# Marks outside**\n", "Marks outside"),
        ("_# Marks outside_\n\nText.\n", "Marks outside"),
        ("<center># Centred</center>\n", "Centred"),
        ("<center>\n\n# Centred\n\n</center>\n", "Centred"),
        ("<center><h1><b>As HTML</b></h1></center>\n", "As HTML"),
        ("<h2 class=\"x\">A second level</h2>\n\nText.\n", "A second level"),
        ("<h1>\n  Over lines\n</h1>\n", "Over lines"),
        ("# <big>Big</big> words\n", "Big words"),
        ("<center>Only in the middle</center>\n\nText.\n", "Only in the middle"),
        ("<big><b>Big and bold letters</b></big>\n\nText.\n", "Big and bold letters"),
        ("**A title made bold by hand**\n\nText.\n", "A title made bold by hand"),
        ("<b>A title made bold by hand</b>\n\nText.\n", "A title made bold by hand"),
        ("#\u{a0}A hard space\n", "A hard space"),
        ("   ***Underlined and marked***\n   ===\n", "Underlined and marked"),
    ] {
        check(text, (Some(expect), None, None));
    }
    for text in [
        "Prose.\n\n## A section\n",
        "```\n# code\n```\n",
        "#hashtag #more\n",
        "words\n",
        "",
        "    words\n",
        "**Note:**\n\nText.\n",
        "**Bold words** in a sentence.\n",
        "**One.**\n\nText.\n",
        "**In a paragraph**\nwith more\n",
        "Some prose.\n\n**A line in bold**\n\nMore.\n",
        "<div>\n\nText.\n\n</div>\n",
        "<center>\n\nText, and more of it.\n",
        "**Key** and **more**\n\nText.\n",
        "<b>Not</b> only <b>bold</b>\n\nText.\n",
    ] {
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
        "## August 24, 2017\n\n## James Dadd",
        "### James Dadd\n### August 24, 2017",
        "## By James Dadd\n\n## 24 August 2017",
        "By **James Dadd** on **August 24, 2017**",
        "**Author:** James Dadd\n**Date:** August 24, 2017",
        "**Author**: James Dadd | **Date**: August 24, 2017",
        "*Written by:* James Dadd  \n*Published on:* 2017-08-24",
        "James Dadd · Aug 24, 2017 · 5 min read",
        "Aug 24, 2017 • 5 min read • James Dadd",
        "By [James Dadd](https://example.org/james) | August 24, 2017",
        "[James Dadd](/authors/james-dadd), 24 Aug. 2017",
        "<p align=\"center\"><i>By James Dadd</i><br>August 24, 2017</p>",
        "<small>Posted by <b>James Dadd</b> on <time datetime=\"x\">August 24, 2017</time></small>",
        "<em>James Dadd</em> &middot; 24 August 2017",
        "August 24, 2017 at 10:15 AM by James Dadd",
        "By James Dadd, Senior Engineer\nAugust 24, 2017",
        "By James Dadd (@jamesdadd), August 24, 2017",
        "James Dadd / 24.08.2017",
        "James Dadd -- August 24, 2017",
        "Last updated: August 24, 2017 by James Dadd",
        "Veröffentlicht am 24. August 2017 von James Dadd",
        "Von James Dadd am 24. August 2017",
        "Von James Dadd, Donnerstag, den 24. August 2017, 14:30 Uhr",
        "Publié le 24 août 2017 par James Dadd",
        "Par James Dadd, le 24 août 2017",
        "Por James Dadd, 24 de agosto de 2017",
        "Publicado el 24 de agosto de 2017 por James Dadd",
        "Publicado em 24 de agosto de 2017 por James Dadd",
        "Di James Dadd, 24 agosto 2017",
        "Pubblicato il 24 agosto 2017 da James Dadd",
        "Door James Dadd op 24 augustus 2017",
        "Av James Dadd den 24 augusti 2017",
        "Publicerad den 24 augusti 2017 av James Dadd",
        "Af James Dadd, torsdag den 24. august 2017",
        "Kirjoittanut James Dadd, 24. elokuuta 2017",
        "Autor: James Dadd, 24 sierpnia 2017",
        "Autor: James Dadd, 24. srpna 2017",
        "Автор: James Dadd, 24 августа 2017 г.",
        "2017年8月24日 James Dadd",
        "Autor: James Dadd\nDatum: 24.08.2017",
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
        "By the end of August 24, 2017 we were done",
        "On August 24, 2017, James Dadd opened the doors.",
        "It was written by James Dadd on August 24, 2017.",
        "By John we mean the writer.",
        "By August 24, 2017 all seats were taken.",
        "Join us on August 24, 2017 in Berlin!",
        "| August 24, 2017 | James Dadd |\n| --- | --- |",
        "August 24, 2017: James Dadd joins us",
        "1. August 24, 2017\n2. August 25, 2017",
        "* James Dadd\n* Ana Ruiz",
        "5 min read",
        "Am 24. August 2017 haben wir gefeiert.",
        "Von hier an geht es weiter.",
        "Le 24 août 2017, nous étions là.",
        "El 24 de agosto de 2017 fue un buen día",
        "Par exemple ceci",
        "Por fin",
    ] {
        check(&format!("# T\n\n{text}\n"), (Some("T"), None, None));
    }
    check("# T\n\nAugust 24, 2017\n\nNew York City\n", (Some("T"), Some("2017-08-24"), None));
    check("# T\n\n**August 24, 2017**\n\nJames Dadd spoke.\n", (Some("T"), Some("2017-08-24"), None));
}

#[test]
fn a_day_that_may_be_another_is_a_guess_unless_the_file_name_says_which() {
    let source = |text: &str, name: &str| {
        let post = Post::parse(text.as_bytes(), name).unwrap();
        post.details().date.as_ref().map(|date| (date.value.to_string(), date.source)).unwrap()
    };
    let text = "# T\n\n03/04/2024 | James Dadd\n\nText.\n";
    assert_eq!(source(text, "a.md"), ("2024-04-03".to_owned(), Source::Unsure));
    assert_eq!(source(text, "2024-03-04-a.md"), ("2024-03-04".to_owned(), Source::Text));
    assert_eq!(source(text, "2024-04-03-a.md"), ("2024-04-03".to_owned(), Source::Text));
    assert_eq!(source("---\ndate: 3/4/2024\n---\n", "a.md"), ("2024-04-03".to_owned(), Source::Unsure));
    assert_eq!(source("---\ndate: 3/14/2024\n---\n", "a.md"), ("2024-03-14".to_owned(), Source::FrontMatter));
    // Confirmed by a person, the day is written so that there is nothing to guess.
    let post = Post::parse(text.as_bytes(), "a.md").unwrap();
    let day = crate::Value::Date(jiff::civil::date(2024, 4, 3));
    let after = post.set("date", &day, crate::FrontMatter::Yaml).unwrap();
    assert_eq!(String::from_utf8_lossy(after.as_bytes()), text.replace("03/04/2024", "2024-04-03"));
}

#[test]
fn lines_of_any_length_are_read() {
    for piece in ["a ", "**", "1 ", "March 3 ", "<b>", "[x](", "| ", "by ", "— "] {
        let line = piece.repeat(400_000 / piece.len());
        let text = format!("# {line}\n\n{line}\n{line}\n===\n<h1>{line}</h1>\n");
        let post = Post::parse(text.as_bytes(), "x.md").unwrap();
        assert_eq!(post.details().author, None, "{piece:?}");
    }
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

#[test]
fn a_date_is_found_by_whichever_name_a_site_has_for_it() {
    for name in ["date", "pubDate", "publishedAt", "published_at", "publish_date", "pub_date", "pubDatetime"] {
        check(&format!("---\ntitle: A\n{name}: 2022-09-23T15:22:00Z\n---\n"), (Some("A"), Some("2022-09-23"), None));
    }
    check("---\ntitle: A\npublished: true\npublishedAt: 2022-09-23\n---\n", (Some("A"), Some("2022-09-23"), None));
}

#[test]
fn a_date_in_an_office_programs_quotes_is_read_and_stays_in_them() {
    let day = jiff::civil::date(2021, 1, 4);
    for (open, close) in [('‘', '’'), ('“', '”'), ('„', '“')] {
        let text = format!("---\ntitle: x\ndate: {open}2020-12-31{close}\n---\n");
        let post = Post::parse(text.as_bytes(), "x.md").unwrap();
        assert_eq!(
            post.details().date.as_ref().map(|date| date.value),
            Some(jiff::civil::date(2020, 12, 31)),
            "{text}"
        );
        let post = post.set("date", &crate::Value::Date(day), crate::FrontMatter::Yaml).unwrap();
        assert_eq!(String::from_utf8_lossy(post.as_bytes()), text.replace("2020-12-31", "2021-01-04"));
        assert_eq!(post.details().date.as_ref().map(|date| date.value), Some(day));
    }
}
