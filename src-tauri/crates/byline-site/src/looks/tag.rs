//! Template tags in a template, and what they include.

/// Details and text of a template.
pub(super) fn parted(text: &str) -> (&str, &str) {
    let inside = text.trim_start().strip_prefix("---").filter(|rest| rest.starts_with(['\n', '\r']));
    inside
        .and_then(|rest| rest.split_once("\n---"))
        .map_or(("", text), |(front, body)| (front, body.split_once('\n').map_or("", |(_, body)| body)))
}

/// What stands before a template tag, the tag, and what follows.
pub(super) fn next_tag(text: &str) -> Option<(&str, &str, &str)> {
    let (at, close) = [("{{", "}}"), ("{%", "%}"), ("<%", "%>")]
        .iter()
        .filter_map(|(open, close)| Some((text.find(open)?, close)))
        .min()?;
    let end = at + text[at..].find(close)? + close.len();
    Some((&text[..at], &text[at..end], &text[end..]))
}

/// The words of a tag without its marks.
pub(super) fn inner(tag: &str) -> &str {
    tag.trim_start_matches(['{', '%', '<', '-', '=', '_']).trim_end_matches(['}', '%', '>', '-', '_']).trim()
}

/// What a tag includes.
pub(super) fn include_name(tag: &str) -> Option<String> {
    let words = inner(tag);
    let rest =
        ["include_cached ", "include_relative ", "include ", "partialCached ", "partial ", "partial(", "render "]
            .iter()
            .find_map(|start| words.strip_prefix(start))?;
    let rest = rest.trim_start_matches(['(', ' ']);
    let name = match rest.chars().next()? {
        quote @ ('"' | '\'') => rest[1..].split(quote).next()?,
        _ => rest.split_whitespace().next()?,
    };
    (!name.contains(['{', '$', '<'])).then(|| name.to_owned())
}
