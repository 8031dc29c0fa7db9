//! Templates that go into others: what they extend, and which parts they give or take.

use super::tag::{inner, next_tag};

/// The template that this one says it extends.
pub(super) fn extended(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("extends ")?;
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    rest[1..].split(quote).next().map(str::to_owned)
}

/// A template with another where it puts `name`: the content, or the body.
pub(super) fn body_in(outer: &str, name: &str, inside: &str) -> String {
    let mut out = String::with_capacity(outer.len() + inside.len());
    let mut rest = outer;
    let mut put = false;
    while let Some((before, tag, after)) = next_tag(rest) {
        out.push_str(before);
        let prints = tag.starts_with("{{") || tag.starts_with("<%-") || tag.starts_with("<%=");
        if !put && prints && inner(tag).split('|').next().is_some_and(|words| words.trim() == name) {
            out.push_str(inside);
            put = true;
        } else {
            out.push_str(tag);
        }
        rest = after;
    }
    out + rest
}

/// The blocks of a template of the family of Jinja, by name.
pub(super) fn blocks(text: &str) -> Vec<(String, std::ops::Range<usize>, std::ops::Range<usize>)> {
    let mut found = Vec::new();
    let mut open: Vec<(String, usize, usize)> = Vec::new();
    let mut at = 0;
    while let Some((before, tag, after)) = next_tag(&text[at..]) {
        let start = at + before.len();
        let words = inner(tag);
        if let Some(name) = words.strip_prefix("block ").filter(|_| tag.starts_with("{%")) {
            open.push((name.trim().to_owned(), start, start + tag.len()));
        } else if words.starts_with("endblock")
            && let Some((name, whole, inside)) = open.pop()
        {
            found.push((name, whole..start + tag.len(), inside..start));
        }
        at = text.len() - after.len();
    }
    found
}

pub(super) fn with_blocks(outer: &str, inner: &str) -> String {
    let mut out = outer.to_owned();
    for (name, _, inside) in blocks(inner) {
        if let Some((_, whole, _)) = blocks(&out).into_iter().find(|(found, _, _)| *found == name) {
            out.replace_range(whole, &inner[inside]);
        }
    }
    out
}

/// The named parts of a Hugo template and what is in them.
pub(super) fn hugo_blocks(text: &str, word: &str) -> Vec<(String, String)> {
    hugo_ranges(text, word).into_iter().map(|(name, _, inside)| (name, text[inside].to_owned())).collect()
}

pub(super) fn with_hugo_block(outer: &str, name: &str, body: &str) -> String {
    let found = hugo_ranges(outer, "block").into_iter().find(|(found, _, _)| found == name);
    found.map_or_else(
        || outer.to_owned(),
        |(_, whole, _)| format!("{}{body}{}", &outer[..whole.start], &outer[whole.end..]),
    )
}

pub(super) fn hugo_ranges(text: &str, word: &str) -> Vec<(String, std::ops::Range<usize>, std::ops::Range<usize>)> {
    let mut found = Vec::new();
    let mut open: Vec<Option<(String, usize, usize)>> = Vec::new();
    let mut at = 0;
    while let Some((before, tag, after)) = next_tag(&text[at..]) {
        let start = at + before.len();
        let words = inner(tag);
        let first = words.split_whitespace().next().unwrap_or_default();
        if first == word {
            let name = words[word.len()..].trim().split(['"', '`']).nth(1).unwrap_or_default().to_owned();
            open.push(Some((name, start, start + tag.len())));
        } else if matches!(first, "if" | "range" | "with" | "block" | "define") {
            open.push(None);
        } else if first == "end"
            && let Some(Some((name, whole, inside))) = open.pop()
        {
            found.push((name, whole..start + tag.len(), inside..start));
        }
        at = text.len() - after.len();
    }
    found
}
