use thiserror::Error;

use crate::kind::Found;

/// The largest document that is read, in bytes: a text with its pictures inside.
pub const MAX_BYTES: usize = 100 * 1024 * 1024;

/// The most that all parts of a packed document may come to, in bytes.
pub(crate) const UNPACKED: u64 = 200 * 1024 * 1024;

/// The most parts that a packed document may have.
pub(crate) const ENTRIES: usize = 2_000;

/// How many times its packed size a part may be, once it is larger than [`SMALL`] bytes.
pub(crate) const RATIO: u64 = 100;

/// Parts up to this size, in bytes, may be packed as well as they like.
pub(crate) const SMALL: u64 = 1024 * 1024;

/// The largest part with text, in bytes.
pub(crate) const TEXT: u64 = 64 * 1024 * 1024;

/// The most elements that a document may have.
pub(crate) const NODES: usize = 1_000_000;

/// How deep elements may nest.
pub(crate) const DEPTH: usize = 200;

/// The largest text, in bytes, that a document may come to.
pub(crate) const WRITTEN: usize = 10 * 1024 * 1024;

/// Why a document is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Refusal {
    /// There is nothing in it.
    #[error("nothing to read")]
    Empty,
    /// It is something else.
    #[error("not a document that can be read: {0:?}")]
    Kind(Found),
    /// Larger than is read.
    #[error("{bytes} bytes, more than {limit}")]
    TooLarge {
        /// The size found, in bytes.
        bytes: usize,
        /// The largest size, in bytes.
        limit: usize,
    },
    /// Unpacked, it would be far larger than any text, or it has far more parts.
    #[error("unpacks to more than any text")]
    TooMuch,
    /// It nests deeper than any text.
    #[error("nests deeper than any text")]
    TooDeep,
    /// It is broken.
    #[error("damaged")]
    Damaged,
    /// No text in any known alphabet.
    #[error("not text")]
    NotText,
}
