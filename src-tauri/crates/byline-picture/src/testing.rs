//! Small pictures made in memory, with the hidden data that cameras and programs leave in them.

use image::codecs::gif::GifEncoder;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{DynamicImage, Frame, Rgb, RgbImage, RgbaImage};

/// Stands in the hidden data of every picture made here; none of it may come out.
pub(crate) const SECRET: &[u8] = b"GPS 53.3498N 6.2603W";

/// Red in the left upper quarter, blue elsewhere: tells how it was turned.
pub(crate) fn marked(width: u32, height: u32) -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| {
        if x < width / 2 && y < height / 2 { Rgb([220, 20, 20]) } else { Rgb([20, 20, 220]) }
    }))
}

pub(crate) fn jpeg(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    picture.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, 90)).unwrap();
    bytes
}

pub(crate) fn png(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    picture.write_with_encoder(PngEncoder::new(&mut bytes)).unwrap();
    bytes
}

pub(crate) fn webp(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    DynamicImage::ImageRgba8(picture.to_rgba8()).write_with_encoder(WebPEncoder::new_lossless(&mut bytes)).unwrap();
    bytes
}

pub(crate) fn gif(width: u32, height: u32, frames: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    {
        let mut encoder = GifEncoder::new(&mut bytes);
        for _ in 0..frames {
            encoder.encode_frame(Frame::new(RgbaImage::new(width, height))).unwrap();
        }
    }
    bytes
}

/// An Exif block saying how the picture is turned, followed by the secret.
pub(crate) fn exif(orientation: u8) -> Vec<u8> {
    let mut block = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    block.push(orientation);
    block.extend_from_slice(b"\0\0\0\0\0\0");
    block.extend_from_slice(SECRET);
    block
}

/// A colour profile with nothing but its header, for red, green and blue.
pub(crate) fn profile() -> Vec<u8> {
    let mut profile = vec![0; 128];
    profile[3] = 128;
    profile[16..20].copy_from_slice(b"RGB ");
    profile[36..40].copy_from_slice(b"acsp");
    profile
}

/// Adds segments right after the start of a JPEG.
pub(crate) fn with_segments(jpeg: &[u8], segments: &[(u8, &[u8])]) -> Vec<u8> {
    let mut bytes = jpeg[..2].to_vec();
    for (marker, content) in segments {
        bytes.extend_from_slice(&[0xFF, *marker]);
        bytes.extend_from_slice(&u16::try_from(content.len() + 2).unwrap().to_be_bytes());
        bytes.extend_from_slice(content);
    }
    bytes.extend_from_slice(&jpeg[2..]);
    bytes
}

/// A photo as a camera writes it: turned, with place and time, a profile and a second picture behind the first.
pub(crate) fn photo(picture: &DynamicImage, orientation: u8) -> Vec<u8> {
    let exif = [b"Exif\0\0".as_slice(), &exif(orientation)].concat();
    let icc = [b"ICC_PROFILE\0\x01\x01".as_slice(), &profile()].concat();
    let xmp = [b"http://ns.adobe.com/xap/1.0/\0".as_slice(), SECRET].concat();
    let mpf = [b"MPF\0".as_slice(), SECRET].concat();
    let mut bytes = with_segments(
        &jpeg(picture),
        &[(0xE1, &exif), (0xE1, &xmp), (0xE2, &icc), (0xE2, &mpf), (0xED, SECRET), (0xFE, SECRET)],
    );
    bytes.extend_from_slice(SECRET);
    bytes
}

/// Adds chunks right after the header of a PNG.
pub(crate) fn with_chunks(png: &[u8], chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut bytes = png[..33].to_vec();
    for (name, content) in chunks {
        bytes.extend_from_slice(&u32::try_from(content.len()).unwrap().to_be_bytes());
        let checked = [name.as_slice(), content].concat();
        bytes.extend_from_slice(&checked);
        bytes.extend_from_slice(&crc(&checked).to_be_bytes());
    }
    bytes.extend_from_slice(&png[33..]);
    bytes
}

/// A PNG that says it is of a size, and holds next to nothing.
pub(crate) fn claiming(width: u32, height: u32) -> Vec<u8> {
    let real = png(&marked(2, 2));
    let mut header = [b"IHDR".as_slice(), &width.to_be_bytes(), &height.to_be_bytes()].concat();
    header.extend_from_slice(&real[24..29]);
    let mut bytes = real[..12].to_vec();
    bytes.extend_from_slice(&header);
    bytes.extend_from_slice(&crc(&header).to_be_bytes());
    bytes.extend_from_slice(&real[33..]);
    bytes
}

fn crc(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { 0xEDB8_8320 ^ (crc >> 1) } else { crc >> 1 };
        }
    }
    !crc
}
