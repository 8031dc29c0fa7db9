//! Pictures as a clipboard has them.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use byline_picture::PictureError;

use crate::DeskError;

/// The bytes of a picture that a page has handed over as text.
pub fn base64_bytes(name: &str, text: &str) -> Result<Vec<u8>, DeskError> {
    let not_a_picture = |_| DeskError::Picture { name: name.to_owned(), source: PictureError::NotAPicture };
    BASE64_STANDARD.decode(text).map_err(not_a_picture)
}

/// A PNG of bare pixels: four bytes each (red, green, blue, alpha), row by row.
pub fn png_of_pixels(name: &str, width: u32, height: u32, rgba: &[u8]) -> Result<Vec<u8>, DeskError> {
    byline_picture::png_of_pixels(width, height, rgba)
        .map_err(|source| DeskError::Picture { name: name.to_owned(), source })
}

/// Bytes as they stand in an address that is a picture itself.
pub(crate) fn base64(bytes: &[u8]) -> String {
    BASE64_STANDARD.encode(bytes)
}
