//! Addresses by ssh: libgit2 knows neither the person's settings of ssh nor all kinds of keys.

use super::{Looked, Need};
use crate::address;

pub(super) fn probe(looked: &Looked<'_>) -> Need {
    if looked.url.is_some_and(address::is_ssh) { Need::Line } else { Need::Nothing }
}
