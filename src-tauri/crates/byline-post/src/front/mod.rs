//! Front matter: where it is, what it says, and how one field of it changes.
//!
//! Every format is read by a real parser and edited as text: an edit is read back, and one that would change anything
//! but its own field is refused.

mod json;
mod toml;
mod value;
mod yaml;
pub(crate) mod yaml_quick;
mod yaml_scan;
mod yaml_write;

use std::ops::Range;

pub(crate) use value::{Field, Held};

use crate::details::{FrontMatter, FrontMatterProblem, Value};
use crate::lines::lines;
use crate::post::BOM;
use crate::set::SetError;

/// The largest front matter that is read, in bytes; YAML costs many times its size.
const LONGEST: usize = 256 * 1024;

/// Where the front matter stands in the file's text.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub(crate) kind: FrontMatter,
    /// From the first delimiter to the start of the body.
    pub(crate) whole: Range<usize>,
    /// Between the delimiters; for JSON the object itself.
    pub(crate) inner: Range<usize>,
}

/// Finds the front matter at the very start, after a byte order mark.
pub(crate) fn split(text: &str) -> Option<Block> {
    let start = if text.starts_with(BOM) { BOM.len() } else { 0 };
    let rest = &text[start..];
    let first = lines(rest).next()?;
    match first.text.trim_end() {
        "---" => fenced(rest, start, FrontMatter::Yaml, &["---", "..."]),
        "+++" => fenced(rest, start, FrontMatter::Toml, &["+++"]),
        _ if rest.starts_with('{') => {
            let (inner, whole) = json::split(rest)?;
            Some(Block { kind: FrontMatter::Json, whole: start..start + whole, inner: start..start + inner })
        }
        _ => None,
    }
}

fn fenced(rest: &str, start: usize, kind: FrontMatter, closing: &[&str]) -> Option<Block> {
    let mut at = 0;
    let mut inner = None;
    for line in lines(rest) {
        let next = at + line.text.len() + line.end.len();
        match inner {
            None => inner = Some(next),
            Some(from) if closing.contains(&line.text.trim_end()) => {
                let words = &rest[from..at];
                let holds = kind != FrontMatter::Yaml || words.trim().is_empty() || yaml_scan::looks_like_fields(words);
                return holds.then_some(Block { kind, whole: start..start + next, inner: start + from..start + at });
            }
            Some(_) => {}
        }
        at = next;
    }
    None
}

/// Reads all fields, in the order written.
pub(crate) fn read(block: &Block, text: &str) -> Result<Vec<Field>, FrontMatterProblem> {
    let first_line = lines(&text[..block.inner.start]).count() + 1;
    read_words(block.kind, &text[block.inner.clone()]).map_err(|(line, reason)| {
        // A JSON object starts on the first line of the file itself.
        let first_line = if block.kind == FrontMatter::Json { 1 } else { first_line };
        FrontMatterProblem { line: first_line + line.saturating_sub(1), reason }
    })
}

/// A problem inside the front matter: the line, from 1, and a reason.
pub(crate) type Problem = (usize, String);

fn read_words(kind: FrontMatter, words: &str) -> Result<Vec<Field>, Problem> {
    if words.len() > LONGEST {
        return Err((1, format!("{} bytes, more than {LONGEST}", words.len())));
    }
    match kind {
        FrontMatter::Yaml => yaml::read(words),
        FrontMatter::Toml => toml::read(words),
        FrontMatter::Json => json::read(words),
    }
}

/// Changes the field at `path` (`["title"]`, `["author", "name"]`) and gives the file's new text. A missing field is
/// added at the end.
pub(crate) fn set(block: &Block, text: &str, path: &[&str], value: &Value) -> Result<String, SetError> {
    let words = &text[block.inner.clone()];
    let before = read_words(block.kind, words).map_err(|_| SetError::Unreadable)?;
    let end = crate::lines::prevailing(text);
    let edited = match block.kind {
        FrontMatter::Yaml => yaml::set(words, path, value, end),
        FrontMatter::Toml => toml::set(words, path, value, end),
        FrontMatter::Json => json::set(words, path, value, end),
    };
    let refusal = || SetError::NotEditable { name: path.join(".") };
    let edited = edited.ok_or_else(refusal)?;
    let after = read_words(block.kind, &edited).map_err(|_| refusal())?;
    if !value::only_changed(&before, &after, path, value) {
        return Err(refusal());
    }
    let edited = format!("{}{edited}{}", &text[..block.inner.start], &text[block.inner.end..]);
    // The edit must not have moved the end of the front matter.
    let bounds = split(&edited).map(|found| found.whole.end + text.len());
    if bounds == Some(block.whole.end + edited.len()) { Ok(edited) } else { Err(refusal()) }
}

/// Puts empty front matter of this kind before the body.
pub(crate) fn create(text: &str, kind: FrontMatter) -> String {
    let end = crate::lines::prevailing(text);
    let (mark, body) = if text.starts_with(BOM) { text.split_at(BOM.len()) } else { ("", text) };
    let gap = if body.is_empty() || body.starts_with(['\n', '\r']) { "" } else { end };
    match kind {
        FrontMatter::Yaml => format!("{mark}---{end}---{end}{gap}{body}"),
        FrontMatter::Toml => format!("{mark}+++{end}+++{end}{gap}{body}"),
        FrontMatter::Json => format!("{mark}{{}}{end}{gap}{body}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<(FrontMatter, &str, &str)>) {
        let found = split(text);
        let found = found.as_ref().map(|b| (b.kind, &text[b.inner.clone()], &text[b.whole.end..]));
        assert_eq!(found, expect, "{text:?}");
    }

    #[test]
    fn front_matter_is_found_at_the_very_start_only() {
        check("---\ntitle: x\n---\nbody", Some((FrontMatter::Yaml, "title: x\n", "body")));
        check("\u{feff}---\r\ntitle: x\r\n---\r\nb", Some((FrontMatter::Yaml, "title: x\r\n", "b")));
        check("---\n---\n", Some((FrontMatter::Yaml, "", "")));
        check("--- \na: 1\n...\nb", Some((FrontMatter::Yaml, "a: 1\n", "b")));
        check("+++\na = 1\n+++", Some((FrontMatter::Toml, "a = 1\n", "")));
        check("{\"a\": 1}\nb", Some((FrontMatter::Json, "{\"a\": 1}", "b")));
        check("\n---\na: 1\n---\n", None);
        check("---\nnever closed", None);
        check("---\nA rule above and one below.\n---\n", None);
        check("{{< figure >}}\n", None);
        check("{% include x %}\n", None);
        check("", None);
    }

    #[test]
    fn created_front_matter_is_found_again() {
        for kind in [FrontMatter::Yaml, FrontMatter::Toml, FrontMatter::Json] {
            for text in ["", "Words\r\n", "\u{feff}Words", "\nWords"] {
                let made = create(text, kind);
                assert_eq!(split(&made).map(|b| b.kind), Some(kind), "{made:?}");
                assert!(made.ends_with(text.trim_start_matches(BOM)), "{made:?}");
            }
        }
    }
}
