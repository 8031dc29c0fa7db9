//! Which box a name stands for: what generators and themes call theirs, said as Markdown's five kinds.

use pulldown_cmark::BlockQuoteKind;

/// Tags that put a box around what is between them, and say which by an argument.
const OF_ANY_KIND: [&str; 5] = ["callout", "notice", "alert", "admonition", "box"];
/// Names of that argument.
pub(super) const ARGUMENTS: [&str; 8] = ["type", "kind", "level", "color", "context", "class", "style", "status"];

/// Whether a tag of this name is a box of a kind that an argument tells.
pub(super) fn is_of_any_kind(name: &str) -> bool {
    OF_ANY_KIND.contains(&name)
}

/// The kind that a name tells; nothing where it tells none.
pub(super) fn kind(name: &str) -> Option<BlockQuoteKind> {
    Some(match name.to_lowercase().as_str() {
        "note" | "info" | "example" | "primary" | "highlight" | "new" => BlockQuoteKind::Note,
        "tip" | "success" | "hint" | "check" => BlockQuoteKind::Tip,
        "important" | "question" => BlockQuoteKind::Important,
        "warning" | "attention" => BlockQuoteKind::Warning,
        "danger" | "caution" | "error" | "failure" | "bug" => BlockQuoteKind::Caution,
        _ => return None,
    })
}

/// The kind that a class tells, as themes for Jekyll have it: `notice--info`, `prompt-tip`, `warning`.
pub(super) fn of_class(class: &str) -> Option<BlockQuoteKind> {
    if class == "notice" {
        return Some(BlockQuoteKind::Note);
    }
    let prefixes = ["notice--", "prompt-", "callout-", "alert-", "admonition-"];
    kind(prefixes.iter().find_map(|prefix| class.strip_prefix(prefix)).unwrap_or(class))
}

/// The kind as Markdown names it.
pub(super) fn name(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "NOTE",
        BlockQuoteKind::Tip => "TIP",
        BlockQuoteKind::Important => "IMPORTANT",
        BlockQuoteKind::Warning => "WARNING",
        BlockQuoteKind::Caution => "CAUTION",
    }
}
