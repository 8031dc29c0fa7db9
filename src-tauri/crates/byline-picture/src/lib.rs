//! A picture made ready for a website: upright, of a sensible size, without hidden data, safely named.
//!
//! [`prepare`] takes the bytes of a file as a person chose it and gives the bytes to publish:
//!
//! - a picture that is upright and small enough is never encoded again: only its hidden data is taken out;
//! - camera, place and time data, thumbnails, comments and anything after the picture's end are dropped; the
//!   colour profile stays, so that colours do not change;
//! - the size written in the file's header is checked before a single pixel is decoded, so a small file that
//!   claims to be enormous costs nothing;
//! - the format is told from the content, never from the name, and gives the extension.
//!
//! Absent on purpose: the file system, SVG (a program, not a picture), and HEIC, which browsers do not show.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod encode;
mod error;
mod format;
mod name;
mod pixels;
mod prepare;
mod strip;
#[cfg(test)]
mod testing;

pub use error::PictureError;
pub use name::safe_name;
pub use pixels::png_of_pixels;
pub use prepare::{Limits, Original, Ready, prepare};
