//! Refs kept as a table (`extensions.refStorage`): libgit2 1.9 cannot open such a repository, git can since 2.45.

use super::{Looked, Need};

pub(super) fn probe(looked: &Looked<'_>) -> Need {
    match looked.settings.get("extensions.refstorage") {
        Some(store) if !store.eq_ignore_ascii_case("files") => Need::Everything((2, 45)),
        _ => Need::Nothing,
    }
}
