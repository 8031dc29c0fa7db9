//! The checks of words: which dictionaries there are, what a person chose, and the thread that reads paragraphs.
//!
//! The site's thread only tells which language a post is in; reading has a thread of its own, so that neither typing nor
//! saving ever waits for a dictionary. The words of a post stay in this memory.

mod choices;
mod profile;
mod reader;
mod shelf;
mod thread;

pub(crate) use choices::{Choices, OwnFiles};
pub(crate) use profile::{Profile, ignored};
pub(crate) use reader::Reader;
pub(crate) use shelf::{Shelf, usual_languages, usual_places};
pub(crate) use thread::Reading;
