//! A field of one post's front matter put into another's as it is written there.

use std::ops::Range;

use super::{Block, Form, json, toml, yaml};
use crate::details::FrontMatter;
use crate::lines;

/// The text of a post with the field at `path` as another post has it, in the place of its own or beside the same
/// neighbour. The caller reads the result again before believing it.
pub(crate) fn transplant(
    (block, text): (&Block, &str),
    (from, from_text): (&Block, &str),
    path: &[&str],
) -> Option<String> {
    if block.kind != from.kind || block.form != Form::Fenced || from.form != Form::Fenced {
        return None;
    }
    let (words, theirs) = (&text[block.inner.clone()], &from_text[from.inner.clone()]);
    let end = lines::prevailing(text);
    let edited = match block.kind {
        FrontMatter::Yaml => yaml::transplant(words, theirs, path, end),
        FrontMatter::Toml => toml::transplant(words, theirs, path, end),
        FrontMatter::Json => json::transplant(words, theirs, path),
    }?;
    Some(format!("{}{edited}{}", &text[..block.inner.start], &text[block.inner.end..]))
}

/// Whole lines with another line end, and one after the last.
pub(super) fn ended(piece: &str, end: &str) -> String {
    let mut out = lines::to_lf(piece);
    if !out.ends_with('\n') {
        out.push('\n');
    }
    if end == "\n" { out } else { out.replace('\n', end) }
}

/// `words` with whole lines in the place of others, or between two.
pub(super) fn with_lines(words: &str, at: Range<usize>, piece: &str, end: &str) -> String {
    let before = &words[..at.start];
    let lead = if before.is_empty() || before.ends_with(['\n', '\r']) { "" } else { end };
    format!("{before}{lead}{}{}", ended(piece, end), &words[at.end..])
}
