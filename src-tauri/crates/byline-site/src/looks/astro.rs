//! Components of Astro: what they import, and where they put what they are around.

use std::fmt::Write;

use crate::paths::{extension, join, normalise};

/// The components that an Astro file imports: the name and where it is.
pub(super) fn components(front: &str) -> Vec<(String, String)> {
    let lines = front.lines().map(str::trim).filter_map(|line| line.strip_prefix("import "));
    let parts = lines.filter_map(|line| line.split_once(" from "));
    parts
        .map(|(name, from)| (name.trim().to_owned(), from.trim().trim_matches([';', '"', '\'', ' ']).to_owned()))
        .filter(|(name, from)| {
            extension(from) == "astro" && from.starts_with('.') && name.starts_with(|c: char| c.is_ascii_uppercase())
        })
        .collect()
}

/// The plain styles that a script imports, as links.
pub(super) fn styles_imported(script: &str, at: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|line| line.starts_with("import"));
    let names = lines.filter_map(|line| line.split(['"', '\'']).nth(1)).filter(|name| extension(name) == "css");
    let mut out = String::new();
    for name in names {
        let path = match name.strip_prefix("@/").or_else(|| name.strip_prefix("~/")) {
            Some(rest) => Some(join("src", rest)),
            None if name.starts_with('.') => normalise(&join(at, name)),
            None => None,
        };
        if let Some(path) = path {
            let _ = write!(out, "<link href=\"{path}\">");
        }
    }
    out
}

/// The text with its slot filled.
pub(super) fn slotted(body: &str, slot: &str) -> String {
    ["<slot />", "<slot/>", "<slot></slot>"].iter().fold(body.to_owned(), |body, mark| body.replacen(mark, slot, 1))
}

/// Before and after the beginning of an element of exactly this name.
pub(super) fn split_element<'b>(body: &'b str, open: &str) -> Option<(&'b str, &'b str)> {
    let ends = |at: usize| body[at + open.len()..].starts_with([' ', '/', '>', '\n', '\t']);
    let at = body.match_indices(open).map(|(at, _)| at).find(|at| ends(*at))?;
    Some((&body[..at], &body[at + open.len()..]))
}

/// Where a tag ends, expressions in its attributes passed over.
pub(super) fn tag_end(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            '>' if depth == 0 => return at + 1,
            _ => {}
        }
    }
    text.len()
}
