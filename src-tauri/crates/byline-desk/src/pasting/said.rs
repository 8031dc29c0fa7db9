//! What stayed behind, in sentences.

use byline_import::{LeftOut, What};

use super::fetch::Stayed;
use crate::api::Brought;
use crate::{DeskError, words};

/// A sentence for each kind of thing that was copied and cannot be pasted.
pub(super) fn left_out(all: &[LeftOut]) -> Vec<String> {
    let mut kinds: Vec<What> = all.iter().map(|left| left.what).collect();
    kinds.dedup();
    let sentence = |what: What| {
        let count = all.iter().filter(|left| left.what == what).map(|left| left.count).sum();
        match what {
            What::PictureMissing => words::count("pasting.left-out.picture-missing", count),
            What::PictureKind => words::count("pasting.left-out.picture-kind", count),
            other => words::count(&format!("import.left-out.{}", other.id()), count),
        }
    };
    kinds.into_iter().map(sentence).collect()
}

pub(super) fn stayed(why: Stayed) -> Brought {
    Brought { attached: None, stayed: Some(words::say(&format!("pasting.stayed.{}", why.id()), &[])) }
}

pub(super) fn refused(error: &DeskError) -> Brought {
    Brought { attached: None, stayed: Some(error.problem().message) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_that_stayed_are_told_once_with_their_number() {
        let left = |what, name: &str| LeftOut { what, count: 1, name: name.to_owned() };
        let told = left_out(&[left(What::PictureMissing, "a.png"), left(What::PictureMissing, "b.png")]);
        assert_eq!(told, ["2 pictures stayed behind: copy them one by one."]);
    }
}
