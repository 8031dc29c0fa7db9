//! Pictures made on the spot.

#![allow(clippy::missing_panics_doc, clippy::unwrap_used)]

use std::io::Cursor;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

/// A JPEG with colours that run across it, so that a turned or cropped copy is told from the original.
pub fn photo(width: u32, height: u32) -> Vec<u8> {
    encoded(width, height, ImageFormat::Jpeg)
}

/// A PNG with the same colours.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    encoded(width, height, ImageFormat::Png)
}

/// A PNG that no program makes smaller: about three bytes for each of its points.
pub fn noisy_png(width: u32, height: u32) -> Vec<u8> {
    let points = noise(3 * width as usize * height as usize);
    let picture = RgbImage::from_raw(width, height, points).unwrap();
    let mut out = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture).write_to(&mut out, ImageFormat::Png).unwrap();
    out.into_inner()
}

/// Bytes without any order, always the same ones (xorshift64).
pub fn noise(bytes: usize) -> Vec<u8> {
    let mut state: u64 = 0x9e37_79b9_7f4a_7c15;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    std::iter::repeat_with(next).take(bytes).collect()
}

/// A JPEG as a telephone makes it: stored lying, marked to be turned (orientation 6), with the place where it was
/// taken (52.5° north, 13.4° east).
pub fn photo_with_gps() -> Vec<u8> {
    let plain = photo(640, 480);
    let exif = exif();
    let length = u16::try_from(exif.len() + 2).unwrap();
    let mut out = plain[..2].to_vec();
    out.extend([0xff, 0xe1]);
    out.extend(length.to_be_bytes());
    out.extend(exif);
    out.extend(&plain[2..]);
    out
}

fn encoded(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let shade = |at: u32, of: u32| u8::try_from(at * 255 / of.max(1)).unwrap_or(255);
    let picture = RgbImage::from_fn(width, height, |x, y| Rgb([shade(x, width), shade(y, height), 96]));
    let mut out = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture).write_to(&mut out, format).unwrap();
    out.into_inner()
}

/// An Exif block, big-endian: one directory with the orientation and a pointer to the GPS directory (Exif 2.32,
/// 4.6.2 and 4.6.6; TIFF 6.0, section 2).
fn exif() -> Vec<u8> {
    const SHORT: u16 = 3;
    const LONG: u16 = 4;
    const ASCII: u16 = 2;
    const RATIONAL: u16 = 5;
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        let mut out = tag.to_be_bytes().to_vec();
        out.extend(kind.to_be_bytes());
        out.extend(count.to_be_bytes());
        out.extend(value);
        out
    };
    // Offsets count from the byte order mark: header 8, first directory 2 + 2 * 12 + 4.
    let gps_at: u32 = 8 + 2 + 2 * 12 + 4;
    let values_at = gps_at + 2 + 4 * 12 + 4;
    let mut out = b"Exif\0\0MM\0*".to_vec();
    out.extend(8_u32.to_be_bytes());
    out.extend(2_u16.to_be_bytes());
    out.extend(entry(0x0112, SHORT, 1, [0, 6, 0, 0]));
    out.extend(entry(0x8825, LONG, 1, gps_at.to_be_bytes()));
    out.extend(0_u32.to_be_bytes());
    out.extend(4_u16.to_be_bytes());
    out.extend(entry(1, ASCII, 2, *b"N\0\0\0"));
    out.extend(entry(2, RATIONAL, 3, values_at.to_be_bytes()));
    out.extend(entry(3, ASCII, 2, *b"E\0\0\0"));
    out.extend(entry(4, RATIONAL, 3, (values_at + 24).to_be_bytes()));
    out.extend(0_u32.to_be_bytes());
    for (value, scale) in [(52_u32, 1_u32), (30, 1), (0, 1), (13, 1), (24, 1), (0, 1)] {
        out.extend(value.to_be_bytes());
        out.extend(scale.to_be_bytes());
    }
    out
}

/// A file as a link that holds it, as in pages that are copied.
pub fn data_link(kind: &str, bytes: &[u8]) -> String {
    format!("data:{kind};base64,{}", BASE64_STANDARD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::ImageDecoder;
    use image::codecs::jpeg::JpegDecoder;
    use image::metadata::Orientation;

    #[test]
    fn pictures_have_their_size() {
        let size = |bytes: &[u8]| {
            let picture = image::load_from_memory(bytes).unwrap();
            (picture.width(), picture.height())
        };
        assert_eq!(size(&photo(30, 20)), (30, 20));
        assert_eq!(size(&png(7, 9)), (7, 9));
        assert_eq!(size(&photo_with_gps()), (640, 480));
        assert_eq!(size(&noisy_png(60, 50)), (60, 50));
        assert!(noisy_png(60, 50).len() > 60 * 50 * 3);
    }

    #[test]
    fn the_telephones_photo_is_marked_to_be_turned() {
        let bytes = photo_with_gps();
        let mut decoder = JpegDecoder::new(Cursor::new(&bytes)).unwrap();
        assert_eq!(decoder.orientation().unwrap(), Orientation::Rotate90);
    }
}
