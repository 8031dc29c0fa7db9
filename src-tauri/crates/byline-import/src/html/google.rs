//! What Google Docs writes when it saves a page: flat lists, links through its own server, remarks at the end.

use super::tree::{Id, Tree};

/// How deep the items of a list stand, from 0, by its class `lst-kix_x-2`.
pub(super) fn list_level(tree: &Tree, id: Id) -> Option<usize> {
    let classes = tree.attribute(id, "class")?;
    let class = classes.split_ascii_whitespace().find(|class| class.starts_with("lst-kix"))?;
    class.rsplit('-').next()?.parse().ok()
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
