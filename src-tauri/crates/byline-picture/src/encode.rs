use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType as PngFilter, PngEncoder};
use image::codecs::webp::WebPEncoder;
use image::{DynamicImage, ImageEncoder};

use crate::error::PictureError;
use crate::format::Format;

/// Shrinks a picture whose longest side is longer than `longest_side` pixels, and makes it 8 bits deep.
pub(crate) fn shrink(picture: DynamicImage, longest_side: u32) -> Result<DynamicImage, PictureError> {
    let picture = eight_bit(picture);
    let (width, height) = (picture.width(), picture.height());
    let longest = width.max(height);
    if longest <= longest_side {
        return Ok(picture);
    }
    let scaled = |side: u32| {
        let rounded = (u64::from(side) * u64::from(longest_side) + u64::from(longest) / 2) / u64::from(longest);
        u32::try_from(rounded).unwrap_or(longest_side).max(1)
    };
    let mut small = DynamicImage::new(scaled(width), scaled(height), picture.color());
    let how = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    Resizer::new().resize(&picture, &mut small, &how).map_err(|error| PictureError::damaged(&error))?;
    Ok(small)
}

/// Websites gain nothing from deeper pictures, and JPEG cannot hold them.
fn eight_bit(picture: DynamicImage) -> DynamicImage {
    match picture {
        DynamicImage::ImageLuma16(_) => DynamicImage::ImageLuma8(picture.into_luma8()),
        DynamicImage::ImageLumaA16(_) => DynamicImage::ImageLumaA8(picture.into_luma_alpha8()),
        DynamicImage::ImageRgb16(_) => DynamicImage::ImageRgb8(picture.into_rgb8()),
        DynamicImage::ImageRgba16(_) => DynamicImage::ImageRgba8(picture.into_rgba8()),
        other => other,
    }
}

/// The format to encode into: a large WebP becomes a JPEG, since only lossless WebP can be written here, and a
/// still GIF becomes a PNG.
pub(crate) fn target(format: Format, picture: &DynamicImage) -> Format {
    match format {
        Format::WebP if see_through(picture) => Format::WebP,
        Format::Jpeg | Format::WebP => Format::Jpeg,
        Format::Png | Format::Gif => Format::Png,
    }
}

fn see_through(picture: &DynamicImage) -> bool {
    match picture {
        DynamicImage::ImageRgba8(pixels) => pixels.pixels().any(|pixel| pixel.0[3] != u8::MAX),
        DynamicImage::ImageLumaA8(pixels) => pixels.pixels().any(|pixel| pixel.0[1] != u8::MAX),
        _ => false,
    }
}

/// Writes the file, with the colour profile where it describes these pixels.
pub(crate) fn encode(
    picture: &DynamicImage,
    format: Format,
    colours: Option<Vec<u8>>,
    quality: u8,
) -> Result<Vec<u8>, PictureError> {
    let mut bytes = Vec::new();
    let grey = !picture.color().has_color();
    let colours = colours.filter(|profile| describes(profile, grey));
    let written = match format {
        Format::Jpeg => {
            let opaque = if grey {
                DynamicImage::ImageLuma8(picture.to_luma8())
            } else {
                DynamicImage::ImageRgb8(picture.to_rgb8())
            };
            let encoder = JpegEncoder::new_with_quality(&mut bytes, quality.clamp(1, 100));
            write(encoder, &opaque, colours)
        }
        Format::WebP => {
            let encoder = WebPEncoder::new_lossless(&mut bytes);
            write(encoder, &DynamicImage::ImageRgba8(picture.to_rgba8()), colours)
        }
        Format::Png | Format::Gif => {
            let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, PngFilter::Adaptive);
            write(encoder, picture, colours)
        }
    };
    written.map_err(|error| PictureError::damaged(&error))?;
    Ok(bytes)
}

fn write(mut encoder: impl ImageEncoder, picture: &DynamicImage, colours: Option<Vec<u8>>) -> image::ImageResult<()> {
    if let Some(profile) = colours {
        // An encoder that cannot keep a profile still writes a picture.
        let _ = encoder.set_icc_profile(profile);
    }
    picture.write_with_encoder(encoder)
}

/// Whether a colour profile is for grey or for red, green and blue pixels; one for printing inks is wrong for the
/// pixels decoded from them (ICC.1, section 7.2.6: bytes 16 to 19 name the colour space).
fn describes(profile: &[u8], grey: bool) -> bool {
    profile.get(16..20) == Some(if grey { b"GRAY" } else { b"RGB " })
}
