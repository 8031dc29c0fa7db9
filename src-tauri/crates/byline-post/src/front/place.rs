//! Where the front matter stands in a file.

use std::ops::Range;

use super::{bare, json, run, yaml_scan};
use crate::details::FrontMatter;
use crate::lines::lines;
use crate::post::BOM;

/// How front matter is set apart from the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Between two fences; for JSON also an object of its own.
    Fenced,
    /// Closed by a fence, with none before it, as Hexo allows.
    Bare,
    /// Opened by a fence that nothing closes.
    Unclosed,
}

/// Where the front matter stands in the file's text.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub(crate) kind: FrontMatter,
    pub(crate) form: Form,
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
    let opening = first.text.trim_end();
    let found = match opening {
        // A language after the fence is how Eleventy and its relatives say that it is not YAML.
        "---" | "---yaml" | "---yml" => fenced(rest, FrontMatter::Yaml, &["---", "..."]),
        "+++" => fenced(rest, FrontMatter::Toml, &["+++"]),
        "---toml" => fenced(rest, FrontMatter::Toml, &["---"]),
        "---json" | "---js" | "---javascript" => fenced(rest, FrontMatter::Json, &["---"]),
        ";;;" => fenced(rest, FrontMatter::Json, &[";;;"]).map(|found| Found { form: Form::Bare, ..found }),
        _ if rest.starts_with('{') => json::split(rest).map(|(inner, whole)| Found {
            kind: FrontMatter::Json,
            form: Form::Fenced,
            inner: 0..inner,
            whole,
        }),
        _ => bare::split(rest),
    }?;
    let inner = start + found.inner.start..start + found.inner.end;
    Some(Block { kind: found.kind, form: found.form, whole: start..start + found.whole, inner })
}

/// A block, counted from the byte order mark.
pub(super) struct Found {
    pub(super) kind: FrontMatter,
    pub(super) form: Form,
    pub(super) inner: Range<usize>,
    /// Where the body starts.
    pub(super) whole: usize,
}

fn fenced(rest: &str, kind: FrontMatter, closing: &[&str]) -> Option<Found> {
    let mut at = 0;
    let mut inner = None;
    let mut closed = None;
    for line in lines(rest) {
        let next = at + line.text.len() + line.end.len();
        match inner {
            None => inner = Some(next),
            Some(from) if closing.contains(&line.text.trim_end()) => {
                closed = Some((from..at, next));
                break;
            }
            Some(_) => {}
        }
        at = next;
    }
    let from = inner?;
    let upto = closed.as_ref().map_or(rest.len(), |(inner, _)| inner.end);
    // A rule far below is no fence: prose stands between.
    if (kind == FrontMatter::Yaml || (kind == FrontMatter::Toml && closed.is_none()))
        && let Some(end) = run::cut_off(&rest[from..upto], kind == FrontMatter::Toml, closed.is_some())
    {
        return Some(Found { kind, form: Form::Unclosed, inner: from..from + end, whole: from + end });
    }
    let (inner, whole) = closed?;
    let words = &rest[inner.clone()];
    let holds = kind != FrontMatter::Yaml || words.trim().is_empty() || yaml_scan::looks_like_fields(words);
    holds.then_some(Found { kind, form: Form::Fenced, inner, whole })
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
        check("---json\n{\"a\": 1}\n---\nb", Some((FrontMatter::Json, "{\"a\": 1}\n", "b")));
        check("---toml\na = 1\n---\nb", Some((FrontMatter::Toml, "a = 1\n", "b")));
    }

    #[test]
    fn a_fence_that_is_never_closed_is_a_problem_and_the_prose_is_the_body() {
        for (text, line, body) in [
            ("---\ntitle: A\ndate: 2020-01-01\n\nProse of the post.\n", 3, "\nProse of the post.\n"),
            (
                "---\ntitle: A\ntags:\n\n- x\n\n# Heading\n\nProse here.\n\n---\n\nMore\n",
                5,
                "\n# Heading\n\nProse here.\n\n---\n\nMore\n",
            ),
            ("+++\ntitle = \"A\"\n\nProse.\n", 2, "\nProse.\n"),
            ("---\ntitle: A\n", 2, ""),
        ] {
            let post = crate::Post::parse(text.as_bytes(), "a.md").unwrap();
            let problem = post.details().problem.clone().unwrap_or_else(|| panic!("{text:?}"));
            assert_eq!((problem.line, post.body()), (line, body), "{text:?}");
        }
        check("---\n\nA rule first, then prose.\n\n---\n", None);
    }
}
