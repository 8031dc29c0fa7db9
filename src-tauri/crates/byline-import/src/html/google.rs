//! What Google Docs writes when it saves a page: flat lists, links through its own server, remarks at the end.

use super::tree::{Id, Tree};

/// How deep the items of a list stand, from 0, by its class `lst-kix_x-2`.
pub(super) fn list_level(tree: &Tree, id: Id) -> Option<usize> {
    let classes = tree.attribute(id, "class")?;
    let class = classes.split_ascii_whitespace().find(|class| class.starts_with("lst-kix"))?;
    class.rsplit('-').next()?.parse().ok()
}

/// The address that a link through Google's server leads to.
pub(super) fn direct(address: &str) -> String {
    let rest = ["https://www.google.com/url?", "http://www.google.com/url?"]
        .iter()
        .find_map(|start| address.strip_prefix(start));
    let target = rest.and_then(|query| query.split('&').find_map(|part| part.strip_prefix("q=")));
    target.map_or_else(|| address.to_owned(), unescaped)
}

fn unescaped(value: &str) -> String {
    let bytes = value.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hex = value.get(at + 1..at + 3).filter(|_| *byte == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(hex.unwrap_or(*byte));
        at += if hex.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Whether a link leads to a remark, or back from one.
pub(super) fn is_remark(tree: &Tree, id: Id) -> bool {
    tree.attribute(id, "href").is_some_and(|address| address.starts_with("#cmnt"))
}

/// Whether a paragraph at the end of the page is a remark.
pub(super) fn holds_remark(tree: &Tree, id: Id) -> bool {
    let leads_back = |id: Id| tree.attribute(id, "href").is_some_and(|address| address.starts_with("#cmnt_ref"));
    matches!(tree.name(id), "p" | "div") && tree.below(id).take(4).any(leads_back)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_where_they_say() {
        let wrapped = "https://www.google.com/url?q=https://example.org/a%3Fb%3Dc&sa=D&source=editors&ust=1";
        assert_eq!(direct(wrapped), "https://example.org/a?b=c");
        assert_eq!(direct("https://example.org/url?q=x"), "https://example.org/url?q=x");
    }
}
