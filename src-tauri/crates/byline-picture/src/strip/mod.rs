//! Takes the hidden data out of a picture's file without touching its pixels. One file for each format.

mod gif;
mod jpeg;
mod png;
mod webp;

use crate::format::Format;

/// A file without its hidden data.
pub(crate) struct Stripped {
    /// The file: the same pixels, byte for byte.
    pub(crate) bytes: Vec<u8>,
    /// How many pictures it holds; more than one is an animation.
    pub(crate) frames: u32,
}

/// What is wrong with the file, for a log.
pub(crate) type Fault = &'static str;

pub(crate) fn strip(format: Format, bytes: &[u8]) -> Result<Stripped, Fault> {
    match format {
        Format::Jpeg => jpeg::strip(bytes),
        Format::Png => png::strip(bytes),
        Format::Gif => gif::strip(bytes),
        Format::WebP => webp::strip(bytes),
    }
}

/// `len` bytes from `at`, or nothing when the file ends before.
fn part(bytes: &[u8], at: usize, len: usize) -> Option<&[u8]> {
    bytes.get(at..at.checked_add(len)?)
}

fn be32(bytes: &[u8]) -> Option<usize> {
    let four: [u8; 4] = bytes.get(..4)?.try_into().ok()?;
    usize::try_from(u32::from_be_bytes(four)).ok()
}

fn le32(bytes: &[u8]) -> Option<usize> {
    let four: [u8; 4] = bytes.get(..4)?.try_into().ok()?;
    usize::try_from(u32::from_le_bytes(four)).ok()
}
