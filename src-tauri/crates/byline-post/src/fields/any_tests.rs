//! Any field of any kind in any post: it reads back as set, and every other line stays.

use jiff::civil::date;
use jiff::tz::Offset;

use super::tests::post;
use crate::random::Random;
use crate::{FieldValue, FrontMatter, Post, Value};

/// A field in every shape that posts have, as its lines in the front matter.
const YAML: &[(&str, &str)] = &[
    ("words", "words: Some words # why"),
    ("double", "double: \"Some: words\""),
    ("single", "single: 'It''s'"),
    ("literal", "literal: |\n  One\n\n  two: x"),
    ("folded", "folded: >-\n  One\n  and on\n\n  two"),
    ("number", "number: 7"),
    ("quoted", "quoted: '007'"),
    ("yes", "yes: no"),
    ("when", "when: 2024-05-01T10:00:00+02:00 # w"),
    ("day", "day: \"2024-05-01\""),
    ("flow", "flow: [a, 'b c', 3]"),
    ("below", "below:\n  - a # x\n  - \"b\""),
    ("tags", "tags: red green"),
    ("category", "category: News"),
    ("group.a", "group:\n  a: x\n  # note\n  b: [y]"),
    ("inline.b", "inline: { a: \"x, y\", b: 2 }"),
    ("nothing", "nothing:"),
];
const TOML: &[(&str, &str)] = &[
    ("words", "words = \"Some words\" # why"),
    ("single", "single = 'It'"),
    ("long", "long = \"\"\"\nOne\ntwo\"\"\""),
    ("number", "number = 7"),
    ("yes", "yes = false"),
    ("when", "when = 2024-05-01T10:00:00+02:00 # w"),
    ("day", "day = 2024-05-01"),
    ("flow", "flow = [\"a\", 'b c', 3]"),
    ("below", "below = [\n  \"a\",\n  \"b\",\n]"),
    ("inline.b", "inline = { a = \"x, y\", b = 2 }"),
];
const JSON: &[(&str, &str)] = &[
    ("words", "  \"words\": \"Some words\","),
    ("number", "  \"number\": 7,"),
    ("yes", "  \"yes\": false,"),
    ("when", "  \"when\": \"2024-05-01T10:00:00+02:00\","),
    ("flow", "  \"flow\": [\"a\", \"b c\", 3],"),
    ("group.a", "  \"group\": { \"a\": 1, \"b\": [2] },"),
    ("nothing", "  \"nothing\": null,"),
];

fn any_value(random: &mut Random) -> Value {
    let words = random.text(5).replace(['\u{feff}', '\r'], "");
    match random.below(7) {
        0 => Value::Text(words),
        1 => Value::Text(words.replace('\n', "")),
        2 => Value::Number(["0", "12", "-3", "1.25"][random.below(4)].to_owned()),
        3 => Value::Bool(random.below(2) == 0),
        4 => Value::Date(date(2019, 11, 3)),
        5 => Value::DateTime(date(2019, 11, 3).at(8, 5, 0, 0), Some(Offset::constant(2))),
        _ => Value::List((0..random.below(3)).map(|at| format!("{at}{}", words.replace(['\n', ','], ""))).collect()),
    }
}

/// Whether the field tells this value, in whatever kind it keeps.
fn tells(post: &Post, name: &str, value: &Value) -> bool {
    let Some(field) = post.field(name) else { return *value == Value::Absent };
    match value {
        Value::Text(words) => {
            let told = field.value.words().unwrap_or_else(|| field.value.items(name).join(","));
            let plain =
                |words: &str| words.split(',').map(str::trim).filter(|part| !part.is_empty()).collect::<String>();
            told.trim_end_matches('\n') == words.trim_end_matches('\n') || plain(&told) == plain(words)
        }
        Value::Number(number) => field.value.words().is_some_and(|words| words.parse::<f64>() == number.parse()),
        Value::Bool(yes) => field.value.words().is_some_and(|words| words == yes.to_string()),
        Value::Date(day) => matches!(&field.value, FieldValue::Date { day: told, .. } if told == day),
        Value::DateTime(at, _) => {
            matches!(&field.value, FieldValue::Date { day, time: Some(time), .. }
                if *day == at.date() && (time.hour(), time.minute()) == (at.hour(), at.minute()))
        }
        Value::List(items) => {
            field.value.items(name).iter().map(|item| item.trim()).eq(items.iter().map(|item| item.trim()))
        }
        Value::Group(_) | Value::Absent => false,
    }
}

#[test]
fn any_field_reads_back_as_set_and_leaves_all_other_lines() {
    let mut random = Random::new(77);
    let mut done = 0;
    for round in 0..400 {
        let (kinds, open, close) = [(YAML, "---", "---"), (TOML, "+++", "+++"), (JSON, "{", "}")][random.below(3)];
        let end = ["\n", "\r\n"][random.below(2)];
        let mut chosen: Vec<(&str, &str)> = kinds.iter().copied().filter(|_| random.below(3) == 0).collect();
        if chosen.is_empty() {
            continue;
        }
        for at in (1..chosen.len()).rev() {
            chosen.swap(at, random.below(at + 1));
        }
        let mut lines = chosen.iter().map(|(_, lines)| *lines).collect::<Vec<_>>().join("\n");
        if open == "{" {
            lines.truncate(lines.len() - 1);
        }
        let before = format!("{open}\n{lines}\n{close}\nBody\n").replace('\n', end);
        let (name, field_lines) = chosen[random.below(chosen.len())];
        let value = any_value(&mut random);
        let Ok(after) = post(&before).set(name, &value, FrontMatter::Yaml) else { continue };
        done += 1;
        let after_text = String::from_utf8(after.as_bytes().to_vec()).unwrap();
        assert!(tells(&after, name, &value), "{round}: {name} {value:?}: {before} -> {after_text}");
        // What stands before and after the field's own lines is the same.
        let own = field_lines.replace('\n', end);
        let (head, tail) = before.split_once(own.trim_end_matches(',')).unwrap();
        assert!(after_text.starts_with(head) && after_text.ends_with(tail), "{round}: {before} -> {after_text}");
        for other in post(&before).fields().iter().filter(|other| other.name != name) {
            assert_eq!(after.field(&other.name).map(|field| &field.value), Some(&other.value), "{round}: {after_text}");
        }
    }
    assert!(done > 200, "{done}");
}

#[test]
fn what_is_said_to_be_editable_is() {
    let mut random = Random::new(5);
    let mut tried = 0;
    for _ in 0..600 {
        let text = match random.below(3) {
            0 => format!("---\na: {}\nb: x\n---\n", random.text(6)),
            1 => format!("+++\na = {}\nb = 1\n+++\n", random.text(4)),
            _ => format!("---\n{}\n---\n", random.text(12)),
        };
        let post = post(&text);
        for field in post.fields().iter().filter(|field| field.editable) {
            let value = match field.value {
                FieldValue::Number(_) => Value::Number("4".to_owned()),
                FieldValue::Bool(yes) => Value::Bool(!yes),
                FieldValue::Date { .. } => Value::Date(date(2019, 11, 3)),
                FieldValue::List(_) => Value::List(vec!["z".to_owned()]),
                _ => Value::Text("z".to_owned()),
            };
            // Dates and the like of their own meaning take only their own kind.
            if !["title", "date", "tags", "draft", "author"].contains(&field.name.as_str()) {
                tried += 1;
                assert!(post.set(&field.name, &value, FrontMatter::Yaml).is_ok(), "{text:?} {field:?}");
            }
        }
    }
    assert!(tried > 100, "{tried}");
}
