//! Any sequence of edits: the fields read back are the same edits made on the data, and no line of another field, no
//! comment and no line of the body is touched.

use jiff::civil::Date;

use super::{Field, Held, read, set, split};
use crate::random::Random;
use crate::{FrontMatter, Value};

/// A piece of front matter: a field with its lines, or a comment.
#[derive(Debug, Clone)]
struct Piece {
    name: Option<String>,
    text: String,
}

struct Style {
    kind: FrontMatter,
    bare: bool,
    end: &'static str,
    space: &'static str,
}

const WORDS: &[&str] = &[
    "plain",
    "two words",
    "It's",
    "say \"so\"",
    "a: b",
    "a #b",
    "- dash",
    "0123",
    "no",
    "2024-01-02",
    "{{ x }}",
    "[x]",
    "é 😀",
    "C# & F#",
    "back\\slash",
    " padded ",
    "null",
    "1.50",
    "*star",
    "@at",
    "100%",
    "https://x.y/z#a",
    "tab\there",
];

fn words(random: &mut Random) -> String {
    WORDS[random.below(WORDS.len())].to_owned()
}

fn value(random: &mut Random) -> Value {
    match random.below(6) {
        0 => Value::Bool(random.below(2) == 0),
        1 => Value::Date(
            Date::constant(2020, 2, 1)
                .saturating_add(jiff::Span::new().days(i32::try_from(random.below(900)).unwrap())),
        ),
        2 => Value::List((0..random.below(4)).map(|_| words(random)).collect()),
        3 => Value::Text(format!("{}\nand more\n\nlines", words(random).trim())),
        4 => Value::Absent,
        _ => Value::Text(words(random)),
    }
}

/// The fields that every block may start with, written in many ways; `rich` ones cannot be replaced by one value.
fn yaml(random: &mut Random, name: &str) -> String {
    let forms = [
        "plain words",
        "'It''s'",
        "\"say \\\"so\\\"\" # why",
        "0123",
        "no",
        "2020-05-06 07:08:09 +0100",
        "~",
        "",
        "[a, 'b', \"c\"]",
        "|\n  one\n\n  two",
        ">-\n  one\n  two # no comment",
        "\n  - a # one\n  # two\n  - b",
        "\n- a\n- 'b'",
        "\n  deep:\n    - x: 1\n    - y",
        "{ a: 1 }",
        "long\n  plain text",
        "[a,\n  b]",
        "[\n  a, # one\n  b\n]",
    ];
    let form = forms[random.below(forms.len())];
    let gap = if form.is_empty() || form.starts_with('\n') { "" } else { [" ", " ", "  "][random.below(3)] };
    format!("{name}:{gap}{form}\n")
}

fn toml(random: &mut Random, name: &str) -> String {
    let forms = [
        "\"words\"",
        "'literal'",
        "\"say \\\"so\\\"\" # why",
        "0.50",
        "true",
        "2020-05-06T07:08:09+01:00",
        "2020-05-06",
        "[\"a\", 'b']",
        "[\n  \"a\", # one\n  # two\n  \"b\",\n]",
        "\"\"\"\none\n\ntwo\"\"\"",
        "{ a = 1 }",
        "[]",
        "\"\"",
    ];
    format!("{name}{}{}\n", [" = ", " = ", "="][random.below(3)], forms[random.below(forms.len())])
}

fn json(random: &mut Random, name: &str) -> String {
    let forms = [
        "\"words\"",
        "\"say \\\"so\\\"\"",
        "1.50",
        "true",
        "null",
        "\"2020-05-06T07:08:09Z\"",
        "[\"a\", \"b\"]",
        "[]",
        "[\n    \"a\",\n    \"b\"\n  ]",
        "{\"a\": {\"b\": [1]}}",
        "\"\"",
    ];
    format!("  \"{name}\"{}{}", [": ", ": ", ":"][random.below(3)], forms[random.below(forms.len())])
}

const NAMES: &[&str] = &["title", "date", "tags", "note", "größe", "last-mod", "x"];

fn block(random: &mut Random) -> (Style, Vec<Piece>) {
    let style = Style {
        kind: [FrontMatter::Yaml, FrontMatter::Toml, FrontMatter::Json][random.below(3)],
        bare: random.below(4) == 0,
        end: ["\n", "\n", "\r\n"][random.below(3)],
        space: ["", "\n"][random.below(2)],
    };
    let mut pieces = Vec::new();
    // A title first: fields without an opening fence are known by it.
    for name in NAMES.iter().filter(|name| **name == "title" || random.below(3) > 0).copied().collect::<Vec<_>>() {
        if style.kind == FrontMatter::Toml && !name.is_ascii() {
            continue;
        }
        let text = match style.kind {
            FrontMatter::Yaml => yaml(random, name),
            FrontMatter::Toml => toml(random, name),
            FrontMatter::Json => json(random, name),
        };
        pieces.push(Piece { name: Some(name.to_owned()), text: text.replace('\n', style.end) });
        if style.kind != FrontMatter::Json && random.below(4) == 0 {
            pieces.push(Piece { name: None, text: format!("# a remark{}", style.end) });
        }
    }
    (style, pieces)
}

fn file(style: &Style, pieces: &[Piece], body: &str) -> String {
    let join = if style.kind == FrontMatter::Json { format!(",{}", style.end) } else { String::new() };
    let inner = pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(&join);
    let (open, close) = match (style.kind, style.bare) {
        (FrontMatter::Yaml, true) => ("", "---"),
        (FrontMatter::Yaml, false) => ("---\n", "---"),
        (FrontMatter::Toml, _) => ("+++\n", "+++"),
        (FrontMatter::Json, true) => ("", "\n;;;"),
        (FrontMatter::Json, false) => ("{\n", "\n}"),
    };
    // Hexo's fields without braces start at the margin.
    let inner = if style.bare && style.kind == FrontMatter::Json { inner.trim_start().to_owned() } else { inner };
    format!(
        "{}{inner}{}{body}",
        open.replace('\n', style.end),
        format!("{close}\n{}", style.space).replace('\n', style.end)
    )
}

fn rich(held: Option<&Held>) -> bool {
    match held {
        Some(Held::List(list)) => list.iter().any(|held| matches!(held, Held::Map(_) | Held::List(_))),
        Some(Held::Map(fields)) => !fields.is_empty(),
        _ => false,
    }
}

/// What a field holds after it was given this value.
fn holds(held: &Held, value: &Value) -> bool {
    match (held, value) {
        (Held::Text(words), Value::Text(expect)) => words == expect,
        (Held::Text(words) | Held::Plain(words), Value::Date(day)) => words.contains(&day.to_string()),
        (Held::Bool(yes), Value::Bool(expect)) => yes == expect,
        (Held::List(list), Value::List(expect)) => {
            list.iter().map(|held| held.words().unwrap_or_default()).eq(expect.iter().cloned())
        }
        (Held::Text(words), Value::List(expect)) => {
            words.split([' ', ',']).filter(|word| !word.is_empty()).eq(expect.iter().map(String::as_str))
        }
        _ => false,
    }
}

fn facts(fields: &[Field]) -> Vec<(String, Held)> {
    fields.iter().map(|field| (field.name.clone(), field.held.clone())).collect()
}

#[test]
fn any_sequence_of_edits_is_the_same_edits_on_the_data_and_touches_no_other_line() {
    let mut random = Random::new(77);
    let (mut done, mut refused) = (0, 0);
    for round in 0..700 {
        let (style, pieces) = block(&mut random);
        let body = "The body: with\r\nmixed\nends".to_owned();
        let mut text = file(&style, &pieces, &body);
        for _ in 0..6 {
            let found = split(&text).unwrap_or_else(|| panic!("{round}: {text:?}"));
            let before = read(&found, &text).unwrap_or_else(|problem| panic!("{round}: {problem:?} {text:?}"));
            let name = [NAMES, &["fresh", "another"]].concat()[random.below(NAMES.len() + 2)];
            let value = value(&mut random);
            let old = before.iter().find(|field| field.name == name).map(|field| &field.held);
            let edited = set(&found, &text, &[name], &value);
            if rich(old) && value != Value::Absent {
                assert!(edited.is_err(), "{round}: {name} {value:?} {text:?}");
                continue;
            }
            let Ok(edited) = edited else {
                refused += 1;
                // Without its last field or its title, what has no opening fence would be no front matter any more.
                let bare = style.bare && value == Value::Absent;
                assert!(bare, "{round}: {name} {value:?} refused in {text:?}");
                continue;
            };
            done += 1;
            let after = read(&split(&edited).unwrap(), &edited).unwrap();
            // The data: only this field, and as it was told; the order of the others stays.
            let mut expect = facts(&before);
            expect.retain(|(other, _)| other != name);
            let mut others = facts(&after);
            others.retain(|(other, _)| other != name);
            assert_eq!(others, expect, "{round}: {name} {value:?}\n{text:?}\n{edited:?}");
            match (after.iter().find(|field| field.name == name), &value) {
                (None, Value::Absent) => {}
                (Some(field), value) => assert!(holds(&field.held, value), "{round}: {value:?} {field:?} {edited:?}"),
                (None, value) => panic!("{round}: {value:?} {edited:?}"),
            }
            // The text: every other field and comment is written as before, to the byte.
            for field in before.iter().filter(|field| field.name != name) {
                let now = after.iter().find(|other| other.name == field.name).unwrap();
                assert_eq!(now.raw, field.raw, "{round}: {name} {value:?}\n{text:?}\n{edited:?}");
            }
            for piece in &pieces {
                let theirs = piece.name.as_deref() == Some(name);
                let there = before.iter().any(|field| Some(field.name.as_str()) == piece.name.as_deref());
                if !theirs && (piece.name.is_none() || there) && text.contains(&piece.text) {
                    assert!(
                        edited.contains(&piece.text),
                        "{round}: {name}: {:?} is gone\n{text:?}\n{edited:?}",
                        piece.text
                    );
                }
            }
            let tail = format!("{}{body}", style.space.replace('\n', style.end));
            assert!(edited.ends_with(&tail), "{round}: {edited:?}");
            if style.end == "\r\n" {
                let front = &edited[..edited.len() - body.len()];
                assert!(!front.replace("\r\n", "").contains('\n'), "{round}: {name} {value:?} {edited:?}");
            }
            text = edited;
        }
    }
    assert!(done > 2500 && refused < done / 20, "{done} {refused}");
}
