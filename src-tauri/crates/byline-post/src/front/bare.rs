//! Hexo's front matter without an opening fence: YAML closed by `---`, or JSON without braces closed by `;;;`.
//!
//! A paragraph with an underline looks much the same, so the fields themselves must say what they are: nothing but
//! fields stands above the fence, and their names are those of a post, in small letters.

use super::place::{Form, Found};
use super::{run, yaml_scan};
use crate::details::FrontMatter;
use crate::lines::lines;

/// How far down the closing fence is looked for, in lines.
const FARTHEST: usize = 300;

pub(super) fn split(rest: &str) -> Option<Found> {
    match rest.chars().next()? {
        '"' => json(rest),
        'a'..='z' => yaml(rest),
        _ => None,
    }
}

fn yaml(rest: &str) -> Option<Found> {
    let first = lines(rest).next()?;
    let (name, _) = yaml_scan::key(first.text)?;
    if !name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-')) {
        return None;
    }
    let (end, whole) = closed(rest, '-')?;
    let words = &rest[..end];
    let found = yaml_scan::entries(words, 0..end, 0)?;
    let heading = lines(words)
        .zip(lines(words).skip(1))
        .any(|(above, line)| above.text.trim().is_empty() && line.text.starts_with('#'));
    let holds = !heading && run::usual(found.iter().map(|entry| entry.key.as_str()));
    holds.then_some(Found { kind: FrontMatter::Yaml, form: Form::Bare, inner: 0..end, whole })
}

fn json(rest: &str) -> Option<Found> {
    let first = lines(rest).next()?;
    let (name, after) = first.text[1..].split_once('"')?;
    if name.is_empty() || !after.trim_start().starts_with(':') {
        return None;
    }
    let (end, whole) = closed(rest, ';')?;
    Some(Found { kind: FrontMatter::Json, form: Form::Bare, inner: 0..end, whole })
}

/// The start of the first line of three or more of these marks, and its end.
fn closed(rest: &str, mark: char) -> Option<(usize, usize)> {
    let mut at = 0;
    for line in lines(rest).take(FARTHEST) {
        let next = at + line.text.len() + line.end.len();
        let text = line.text.trim_end();
        if text.len() >= 3 && text.chars().all(|c| c == mark) {
            return Some((at, next));
        }
        at = next;
    }
    None
}

/// JSON's fields as the object that they are, on the line after the brace.
pub(super) fn braced(words: &str) -> String {
    let end = lines(words).next().map_or("\n", |line| if line.end == "\r\n" { "\r\n" } else { "\n" });
    format!("{{{end}{words}}}")
}

/// The fields of [`braced`] again.
pub(super) fn unbraced(object: &str) -> Option<String> {
    let words = object.strip_prefix('{')?.strip_suffix('}')?;
    Some(words.strip_prefix("\r\n").or_else(|| words.strip_prefix('\n'))?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::split;
    use crate::{FrontMatter, Post, Value};

    fn check(text: &str, expect: Option<(FrontMatter, &str)>) {
        let found = split(text);
        assert_eq!(found.as_ref().map(|b| (b.kind, &text[b.whole.end..])), expect, "{text:?}");
    }

    #[test]
    fn fields_without_an_opening_fence_are_front_matter() {
        let yaml = |body| Some((FrontMatter::Yaml, body));
        check("title: Hello World\ndate: 2013/7/13 20:46:25\n---\nBody", yaml("Body"));
        check("\u{feff}title: A\r\ntags:\r\n- x\r\n- y\r\n---\r\nB", yaml("B"));
        check("layout: post\n---", yaml(""));
        check("date: 2013/7/13\ntags: [a, b]\n-----\n", yaml(""));
        check("title: A\n\ncategories:\n  - x\n\n---\nB", yaml("B"));
        check("# not first\ntitle: A\n---\n", None);
        let json = |body| Some((FrontMatter::Json, body));
        check("\"title\": \"A\",\n\"date\": \"2013/7/13\"\n;;;\nBody", json("Body"));
        check(";;;\n\"title\": \"A\"\n;;;\nBody", json("Body"));
    }

    #[test]
    fn a_paragraph_over_a_rule_is_none() {
        for text in [
            "Date: 2020\nAuthor: x\n---\n",
            "Note: something\n---\n",
            "note: something\n---\n",
            "date: tomorrow\n---\n",
            "A title\n---\nBody\n",
            "title: A\nand a line of prose\n---\nBody\n",
            "title: A\n\nSome prose.\n\n---\nBody\n",
            "date: x\ntags: y\n\n# A heading\n\n---\n",
            "to do: buy milk\ntitle: x\n---\n",
            "http://example.org: fine\n---\n",
            "title: never closed\n\nBody\n",
            "- title: x\n---\n",
            "title:x\n---\n",
            "\"Quoted words\" they said\n;;;\n",
            "\"a\": 1\n",
            "title: A\n***\n",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn its_fields_change_in_place() {
        let set = |text: &str, name: &str, words: &str| {
            let post = Post::parse(text.as_bytes(), "a.md").unwrap();
            assert_eq!(post.with_body(post.body()).as_bytes(), text.as_bytes());
            let after = post.set(name, &Value::Text(words.to_owned()), FrontMatter::Yaml).unwrap();
            String::from_utf8(after.as_bytes().to_vec()).unwrap()
        };
        let yaml = "\u{feff}title: A # one\r\ndate: 2013/7/13 20:46:25\r\n---\r\nBody";
        assert_eq!(set(yaml, "title", "B"), yaml.replace("A #", "B #"));
        assert_eq!(set(yaml, "date", "2014-08-01"), yaml.replace("2013/7/13", "2014/8/1"));
        assert_eq!(set(yaml, "tags", "x, z"), yaml.replace("25\r\n", "25\r\ntags: [x, z]\r\n"));
        let json = "\"title\": \"A\",\n\"date\": \"2013/7/13\"\n;;;\nBody";
        assert_eq!(set(json, "title", "B"), json.replace("\"A\"", "\"B\""));
        assert_eq!(set(json, "date", "2014-08-01"), json.replace("2013/7/13", "2014/8/1"));
        assert_eq!(set(json, "tags", "x"), json.replace("13\"", "13\",\n\"tags\": [\"x\"]"));
        assert_eq!(set("title: A\n---", "author", "B"), "title: A\nauthor: B\n---");
    }

    #[test]
    fn what_is_wrong_in_it_has_its_own_line() {
        for (text, line) in [
            ("title: \"x\ndate: 1\n---\nB", 1..=3),
            ("\"title\": \"A\",\n\"b\": ,\n;;;\nB", 2..=2),
            ("title: A\na: b: c\n---\nB", 2..=2),
        ] {
            let post = Post::parse(text.as_bytes(), "a.md").unwrap();
            let problem = post.details().problem.clone().unwrap_or_else(|| panic!("{text:?}"));
            assert!(line.contains(&problem.line), "{text:?} {problem:?}");
            assert_eq!(post.body(), "B");
        }
    }
}
