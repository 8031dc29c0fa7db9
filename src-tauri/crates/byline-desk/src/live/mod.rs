//! Seeing on the public website that a published post is there.

mod page;
mod signs;

pub(crate) use page::{Seen, is_placeholder, look};
pub(crate) use signs::{Shown, Signs};

/// What is looked for, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Look {
    /// The post.
    pub(crate) post: String,
    /// Its public address.
    pub(crate) address: String,
    /// What tells its new text from the old.
    pub(crate) signs: Signs,
    /// The blob id of the text.
    pub(crate) blob: String,
}
