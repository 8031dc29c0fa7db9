//! Setting details in any post: rules that must hold whatever is in it.

use jiff::civil::date;

use super::tests::{list, post, text};
use crate::random::Random;
use crate::{FrontMatter, Post, Value};

const ROUNDS: usize = 1500;

#[test]
fn setting_one_field_leaves_all_other_lines() {
    let fields = [
        "title: One",
        "# note",
        "date: 2017-08-24",
        "tags: [a, b]",
        "list:\n  - x\n  - y",
        "text: |\n  a\n\n  b",
        "",
        "n: 07",
    ];
    let mut random = Random::new(23);
    for round in 0..300 {
        let end = ["\n", "\r\n"][random.below(2)];
        let mut chosen: Vec<&str> = fields.iter().copied().filter(|_| random.below(3) > 0).collect();
        // A comment alone between two rules is a heading, not front matter.
        chosen.push("last: 1");
        for at in (1..chosen.len()).rev() {
            chosen.swap(at, random.below(at + 1));
        }
        let before = format!("---\n{}\n---\nBody\n", chosen.join("\n")).replace('\n', end);
        let words = random.text(4).replace(['\u{feff}', '\n', '\r', '\t'], "");
        let (name, value) = match random.below(4) {
            0 => ("title", Value::Text(words)),
            1 => ("date", Value::Date(date(2019, 1, 2))),
            2 => ("tags", list(&["p", "q: r"])),
            _ => ("description", Value::Text(words)),
        };
        let after =
            post(&before).set(name, &value, FrontMatter::Yaml).unwrap_or_else(|error| panic!("{before:?} {error}"));
        let after = String::from_utf8(after.as_bytes().to_vec()).unwrap();
        let others = |text: &str| -> Vec<String> {
            crate::lines::lines(text)
                .map(|line| format!("{}{}", line.text, line.end))
                .filter(|line| !line.starts_with(&format!("{name}:")))
                // Tags below each other, as the list beside them is.
                .filter(|line| !line.starts_with("  - p") && !line.starts_with("  - \"q"))
                .collect()
        };
        let (old, new) = (others(&before), others(&after));
        assert_eq!(old, new, "{round}: {before:?} -> {after:?}");
    }
}

#[test]
fn any_post_tells_the_new_value_or_refuses() {
    let mut random = Random::new(41);
    let mut done = 0;
    for _ in 0..ROUNDS {
        let inner = random.text(14);
        let before = match random.below(5) {
            0 => format!("---\n{inner}\n---\n{}", random.text(10)),
            1 => format!("+++\n{inner}\n+++\n"),
            2 => format!("{{\"a\": {inner:?}, \"title\": \"x\"}}\n{}", random.text(5)),
            3 => format!("---\ntitle: {inner}\ntags: {}\n---\n", random.text(4)),
            _ => format!("# {inner}\n\nAugust 24, 2017 | James Dadd\n\n{}", random.text(20)),
        };
        let before = post(&before);
        let words = random.text(5);
        let day = date(2020, 2, 29);
        let value = [text(&words), Value::Date(day), list(&[&words, "b"]), Value::Bool(true), Value::Absent];
        let kind = [FrontMatter::Yaml, FrontMatter::Toml, FrontMatter::Json][random.below(3)];
        let at = random.below(5);
        let name = ["title", "date", "tags", "draft", "author"][at];
        let value = if at == 4 { text(&words) } else { value[at].clone() };
        let Ok(after) = before.set(name, &value, kind) else {
            continue;
        };
        done += 1;
        let details = after.details();
        let told = match (name, &value) {
            ("date", _) => details.date.as_ref().is_some_and(|told| told.value == day),
            ("tags", _) => details.tags.last().is_some_and(|tag| tag == "b"),
            ("draft", _) => details.draft == Some(true),
            ("title", Value::Text(words)) => {
                let words = words.split_whitespace().collect::<Vec<_>>();
                words.is_empty()
                    || details
                        .title
                        .as_ref()
                        .is_some_and(|told| told.value.split_whitespace().eq(words.iter().copied()))
            }
            _ => true,
        };
        assert!(told, "{name} {value:?}: {before:?} -> {after:?}");
        assert_eq!(after.with_body(after.body()).as_bytes(), after.as_bytes());
        let untold = before.spoken_for().last().is_none_or(|span| span.to < before.body().len());
        let last = before.body().rsplit('\n').next().unwrap();
        assert!(!untold || after.as_bytes().ends_with(last.as_bytes()), "{name} {value:?}: {before:?} -> {after:?}");
    }
    assert!(done > ROUNDS / 4, "{done}");
}

#[test]
fn crlf_files_stay_crlf() {
    for name in ["crlf", "toml"] {
        let bytes = std::fs::read(format!("fixtures/{name}.md")).unwrap();
        let before = Post::parse(&bytes, "x.md").unwrap();
        let mut after = before;
        for (field, value) in [
            ("title", text("New")),
            ("date", Value::Date(date(2022, 2, 2))),
            ("tags", list(&["x", "y", "z"])),
            ("description", text("D")),
            ("draft", Value::Bool(true)),
        ] {
            after = after.set(field, &value, FrontMatter::Yaml).unwrap();
        }
        let text = String::from_utf8(after.as_bytes().to_vec()).unwrap();
        assert!(!text.replace("\r\n", "").contains('\n'), "{text:?}");
        assert_eq!(after.details().tags, ["x", "y", "z"]);
        assert!(text.contains("# a leap day") || text.contains("# shown"), "{text}");
    }
}
