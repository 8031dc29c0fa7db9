//! Objects with names by SHA-256 (`extensions.objectFormat`): libgit2 1.9 cannot open such a repository.

use super::{Looked, Need};

pub(super) fn probe(looked: &Looked<'_>) -> Need {
    match looked.settings.get("extensions.objectformat") {
        Some(format) if !format.eq_ignore_ascii_case("sha1") => Need::Everything((2, 39)),
        _ => Need::Nothing,
    }
}
