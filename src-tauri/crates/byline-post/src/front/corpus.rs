//! Front matter in the shapes people really write: `fixtures/front`. Each block is read, kept, edited and given back.
//!
//! A file holds blocks below a line `%%% name | flags`. Lines `%> field: words` say what the block tells; what they do
//! not name it does not tell. `problem` is the line at fault, or the first and last line that may be called so;
//! `refused` names the details that cannot be changed in place, `form` says that the date's form is given up. Flags: `crlf`, `cr`, `mixed`, `bom`, and `eof` for a
//! file that ends with the closing fence and no line ending.

use std::collections::BTreeMap;

use jiff::civil::date;

use crate::lines::lines;
use crate::{FrontMatter, Post, SetError, Value};

/// The names under which the details stand in files.
const NAMES: &[(&str, &[&str])] = &[
    ("title", &["title"]),
    ("date", &["date", "pubDate", "publishDate"]),
    ("author", &["author", "authors", "name"]),
    ("tags", &["tags", "taxonomies"]),
    ("draft", &["draft", "published"]),
    ("subtitle", &["subtitle"]),
];

struct Case {
    name: String,
    text: String,
    told: BTreeMap<String, String>,
    body: &'static str,
}

impl Case {
    fn post(&self) -> Post {
        Post::parse(self.text.as_bytes(), "").unwrap()
    }

    fn refuses(&self, field: &str) -> bool {
        self.told.get("refused").is_some_and(|names| names.split(", ").any(|name| name == field))
    }
}

fn cases() -> Vec<Case> {
    let mut all = Vec::new();
    let mut files: Vec<_> = std::fs::read_dir("fixtures/front").unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for block in text.split("%%% ").skip(1) {
            let (head, rest) = block.split_once('\n').unwrap();
            let (name, flags) = head.split_once('|').unwrap_or((head, ""));
            let flags: Vec<&str> = flags.split_whitespace().collect();
            let mut told = BTreeMap::new();
            let mut kept = String::new();
            for line in rest.split_inclusive('\n') {
                match line.strip_prefix("%> ").and_then(|told| told.split_once(": ")) {
                    Some((field, words)) => {
                        told.insert(field.to_owned(), words.trim_end_matches('\n').to_owned());
                    }
                    None => kept.push_str(line),
                }
            }
            let eof = flags.contains(&"eof");
            let body = if eof { "" } else { "The body, with an end.\n" };
            let mut text = if eof { kept.trim_end().to_owned() } else { format!("{kept}{body}") };
            for flag in flags {
                text = match flag {
                    "crlf" => text.replace('\n', "\r\n"),
                    "cr" => text.replace('\n', "\r"),
                    "mixed" => {
                        let rows = text.split_inclusive('\n').enumerate();
                        rows.map(|(at, row)| if at % 2 == 0 { row.replace('\n', "\r\n") } else { row.to_owned() })
                            .collect()
                    }
                    "bom" => format!("\u{feff}{text}"),
                    _ => text,
                };
            }
            let stem = file.file_stem().unwrap().to_string_lossy();
            all.push(Case { name: format!("{stem}: {}", name.trim()), text, told, body });
        }
    }
    all
}

fn told(post: &Post) -> BTreeMap<String, String> {
    let details = post.details();
    let mut all = BTreeMap::new();
    let words = |told: &Option<crate::Told<String>>| told.as_ref().map(|told| told.value.clone());
    all.extend(words(&details.title).map(|title| ("title".to_owned(), title)));
    all.extend(words(&details.author).map(|author| ("author".to_owned(), author)));
    all.extend(details.date.as_ref().map(|date| ("date".to_owned(), date.value.to_string())));
    all.extend((!details.tags.is_empty()).then(|| ("tags".to_owned(), details.tags.join("|"))));
    all.extend(details.draft.map(|draft| ("draft".to_owned(), draft.to_string())));
    all
}

#[test]
fn every_block_tells_what_its_writer_meant() {
    let all = cases();
    assert!(all.len() >= 200, "{}", all.len());
    let mut wrong = Vec::new();
    for case in &all {
        let post = case.post();
        assert_eq!(post.as_bytes(), case.text.as_bytes(), "{}", case.name);
        assert_eq!(post.with_body(post.body()).as_bytes(), case.text.as_bytes(), "{}", case.name);
        if post.body() != case.body && !(case.name.contains("never closed") && post.body().ends_with(case.body)) {
            wrong.push(format!("{}: the body is {:?}", case.name, post.body()));
        }
        let problem = post.details().problem.clone();
        if let Some(lines) = case.told.get("problem") {
            let (from, to) = lines.split_once('-').unwrap_or((lines, lines));
            let expect = from.parse().unwrap()..=to.parse::<usize>().unwrap();
            if !problem.as_ref().is_some_and(|problem| expect.contains(&problem.line)) {
                wrong.push(format!("{}: line {lines}, but {problem:?}", case.name));
            }
            continue;
        }
        let mut expect = case.told.clone();
        expect.retain(|field, _| !matches!(field.as_str(), "refused" | "form"));
        if problem.is_some() || told(&post) != expect {
            wrong.push(format!("{}: {:?} {problem:?}", case.name, told(&post)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_block_that_cannot_be_read_keeps_its_bytes_and_its_body_is_written() {
    for case in cases().iter().filter(|case| case.told.contains_key("problem")) {
        let post = case.post();
        let head = &case.text
            [..case.text.len() - post.body().len() - lines(&case.text).filter(|line| line.end == "\r\n").count()];
        for body in ["", "New words\n", "---\nnew\n---\n"] {
            let after = post.with_body(body);
            assert_eq!(after.body(), body, "{}", case.name);
            let text = std::str::from_utf8(after.as_bytes()).unwrap();
            assert!(text.starts_with(&head[..head.len().min(8)]), "{}", case.name);
            assert_eq!(after.details().problem, post.details().problem, "{}", case.name);
            assert_eq!(after.with_body(post.body()).as_bytes(), case.text.as_bytes(), "{}", case.name);
        }
        for (name, _) in NAMES {
            let set = post.set(name, &Value::Text("true".to_owned()), FrontMatter::Yaml);
            let set =
                if *name == "date" { post.set(name, &Value::Date(date(2020, 1, 1)), FrontMatter::Yaml) } else { set };
            assert_eq!(set.unwrap_err(), SetError::Unreadable, "{}", case.name);
        }
    }
}

/// What the edit took away: whole lines between those that both texts start and end with.
fn changed<'a>(before: &'a str, after: &'a str) -> (Vec<&'a str>, Vec<&'a str>) {
    let rows = |text: &'a str| lines(text).map(|line| line.text).collect::<Vec<_>>();
    let (old, new) = (rows(before), rows(after));
    let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = old[same..].iter().rev().zip(new[same..].iter().rev()).take_while(|(a, b)| a == b).count();
    (old[same..old.len() - tail].to_vec(), new[same..new.len() - tail].to_vec())
}

/// The name of the field of the outermost level that starts on this line.
fn starts(line: &str, indent: usize) -> Option<&str> {
    let name = line[..line.find([':', '='])?].trim_matches(['"', '\'', ' ', '\t']);
    (line.len() - line.trim_start().len() == indent && !name.is_empty()).then_some(name)
}

/// What is wrong with an edit that touched more than this field's lines.
fn touched(case: &Case, field: &str, after: &str, removed: bool) -> Option<String> {
    let (old, new) = changed(&case.text, after);
    let names = NAMES.iter().find(|(name, _)| *name == field).map_or(&[][..], |(_, names)| names);
    if old.len() == 1 && old[0].starts_with('{') {
        return None;
    }
    let fields = lines(&case.text).filter(|line| line.text.trim_start().starts_with('"'));
    let indent = fields.map(|line| line.text.len() - line.text.trim_start().len()).min().unwrap_or_default();
    let indent = if case.text.contains("{\n") { indent } else { 0 };
    for line in &old {
        // JSON's commas stand on the lines of the neighbours.
        let comma = new.iter().any(|new| *new == format!("{line},") || format!("{new},") == **line);
        let other = starts(line, indent).is_some_and(|name| !names.contains(&name));
        let comment = !removed && (line.trim_start().starts_with('#') || line.trim().is_empty());
        if !new.contains(line) && !comma && (other || comment || line.starts_with('#')) {
            return Some(format!("{field}: {line:?} changed: {old:?} -> {new:?}"));
        }
    }
    None
}

#[test]
fn every_detail_of_every_block_changes_its_own_lines_only() {
    let mut wrong = Vec::new();
    let mut edits = 0;
    for case in cases().iter().filter(|case| !case.told.contains_key("problem")) {
        let post = case.post();
        for (field, value, expect) in [
            ("title", Value::Text("New: a \"title\"".to_owned()), "New: a \"title\""),
            ("title", Value::Text("New".to_owned()), "New"),
            ("date", Value::Date(date(2019, 4, 3)), "2019-04-03"),
            ("author", Value::Text("Zoë O’Neil".to_owned()), "Zoë O’Neil"),
            ("tags", Value::List(vec!["new".to_owned(), "b".to_owned()]), "new|b"),
            ("draft", Value::Bool(post.details().draft != Some(true)), ""),
            ("subtitle", Value::Text("Below".to_owned()), ""),
        ] {
            let after = match (post.set(field, &value, FrontMatter::Yaml), case.refuses(field)) {
                (Ok(after), false) => after,
                (Err(SetError::NotEditable { .. } | SetError::WrongKind { .. }), true) => continue,
                (result, refused) => {
                    wrong.push(format!("{}: {field}: {:?}, refused: {refused}", case.name, result.err()));
                    continue;
                }
            };
            edits += 1;
            let text = std::str::from_utf8(after.as_bytes()).unwrap();
            if let Some(problem) = touched(case, field, text, false) {
                wrong.push(format!("{}: {problem}", case.name));
            }
            let mut now = told(&after);
            let mut before = told(&post);
            let new = now.remove(field);
            before.remove(field);
            if now != before || (!expect.is_empty() && new.as_deref() != Some(expect)) || after.body() != post.body() {
                wrong.push(format!("{}: {field} gives {new:?} {now:?}", case.name));
            }
            if !case.text.replace("\r\n", "").contains('\n') && text.replace("\r\n", "").contains('\n') {
                wrong.push(format!("{}: {field}: another line ending in {text:?}", case.name));
            }
            // A day written back gives the same bytes, whatever form it has.
            let day = post.details().date.as_ref().filter(|_| field == "date" && !case.told.contains_key("form"));
            if let Some(day) = day {
                let back = after.set("date", &Value::Date(day.value), FrontMatter::Yaml).unwrap();
                if back.as_bytes() != case.text.as_bytes() {
                    wrong.push(format!("{}: back: {:?}", case.name, String::from_utf8_lossy(back.as_bytes())));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {edits}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(edits > 1200, "{edits}");
}

#[test]
fn a_field_taken_out_takes_its_own_lines_only() {
    let mut wrong = Vec::new();
    for case in cases().iter().filter(|case| !case.told.contains_key("problem")) {
        let post = case.post();
        for (field, _) in NAMES {
            let Ok(after) = post.set(field, &Value::Absent, FrontMatter::Yaml) else { continue };
            let text = std::str::from_utf8(after.as_bytes()).unwrap();
            if let Some(problem) = touched(case, field, text, true) {
                wrong.push(format!("{}: {problem}", case.name));
            }
            let (mut now, mut before) = (told(&after), told(&post));
            now.remove(*field);
            before.remove(*field);
            if now != before || after.body() != post.body() {
                wrong.push(format!("{}: without {field}: {now:?}", case.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
