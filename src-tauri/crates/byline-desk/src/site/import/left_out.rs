//! What a document had and the draft has not, in sentences.

use byline_import::{LeftOut, What};

use crate::words;

/// A sentence for each.
pub(super) fn said(left_out: &[LeftOut]) -> Vec<String> {
    left_out.iter().map(one).collect()
}

fn one(left: &LeftOut) -> String {
    let count = left.count.to_string();
    let args = [("name", left.name.as_str()), ("n", count.as_str())];
    let id = left.what.id();
    let named = matches!(left.what, What::PictureKind | What::PictureMissing) && !left.name.is_empty();
    match (named, left.count) {
        (true, _) => words::say(&format!("import.left-out.{id}.named"), &args),
        (false, 1) => words::say(&format!("import.left-out.{id}.one"), &args),
        (false, _) => words::say(&format!("import.left-out.{id}.many"), &args),
    }
}
