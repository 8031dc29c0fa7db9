//! Partial clones, whose server keeps objects back until they are read: libgit2 1.9 opens them, and fails once a server
//! sends a difference from something that is not here.

use super::{Looked, Need};
use crate::program::promised_by;

pub(super) fn probe(looked: &Looked<'_>) -> Need {
    if promised_by(looked.settings).is_some() { Need::Everything((2, 39)) } else { Need::Nothing }
}
