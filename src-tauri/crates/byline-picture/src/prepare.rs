use std::io::Cursor;

use image::codecs::gif::GifDecoder;
use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder};

use crate::encode::{encode, shrink, target};
use crate::error::PictureError;
use crate::format::{Format, recognise};
use crate::name::safe_name;
use crate::strip::{Stripped, strip};

/// What is accepted, and what is made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest file accepted, in bytes.
    pub file_bytes: u64,
    /// Most pixels accepted, width times height.
    pub pixels: u64,
    /// Most single pictures of an animation.
    pub frames: u32,
    /// Longest side of the result, in pixels. Animations keep their size: shrinking would lose the movement.
    pub longest_side: u32,
    /// JPEG quality of a picture that had to be encoded again, 1 to 100.
    pub quality: u8,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file_bytes: 60 * 1024 * 1024, pixels: 120_000_000, frames: 2_000, longest_side: 2_000, quality: 82 }
    }
}

/// A picture as it goes to the website.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ready {
    /// A safe file name; see [`safe_name`].
    pub name: String,
    /// The whole file.
    pub bytes: Vec<u8>,
    /// Width in pixels, upright.
    pub width: u32,
    /// Height in pixels, upright.
    pub height: u32,
    /// `jpeg`, `png`, `gif` or `webp`.
    pub format: &'static str,
    /// What it was made from.
    pub original: Original,
}

/// The picture as the person gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Original {
    /// Size of the file in bytes.
    pub bytes: u64,
    /// Width in pixels, as stored.
    pub width: u32,
    /// Height in pixels, as stored.
    pub height: u32,
    /// `jpeg`, `png`, `gif` or `webp`.
    pub format: &'static str,
}

/// Makes a picture ready; see the crate's documentation for what that means.
///
/// `name` is the file's name as the person has it; only its readable part is used.
pub fn prepare(bytes: &[u8], name: &str, limits: &Limits) -> Result<Ready, PictureError> {
    let size = bytes.len() as u64;
    if size > limits.file_bytes {
        return Err(PictureError::TooLarge { bytes: size, limit: limits.file_bytes });
    }
    let format = recognise(bytes)?;
    let header = Header::read(format, bytes, limits)?;
    let Stripped { bytes: stripped, frames } = strip(format, bytes).map_err(|error| PictureError::damaged(&error))?;
    if frames > limits.frames {
        return Err(PictureError::TooManyFrames { frames, limit: limits.frames });
    }
    let original = Original { bytes: size, width: header.width, height: header.height, format: format.id() };
    // Decoded even when it is kept as it is: a damaged picture is noticed here and not by a reader.
    let picture =
        DynamicImage::from_decoder(decoder(format, &stripped)?).map_err(|error| PictureError::damaged(&error))?;

    let small = header.width.max(header.height) <= limits.longest_side;
    let upright = header.orientation == Orientation::NoTransforms;
    if frames > 1 || (small && upright) {
        return Ok(Ready {
            name: safe_name(name, format.extension()),
            bytes: stripped,
            width: header.width,
            height: header.height,
            format: format.id(),
            original,
        });
    }

    // Shrunk before it is turned: turning is then cheap.
    let mut picture = shrink(picture, limits.longest_side)?;
    picture.apply_orientation(header.orientation);
    let format = target(format, &picture);
    Ok(Ready {
        name: safe_name(name, format.extension()),
        bytes: encode(&picture, format, header.colours, limits.quality)?,
        width: picture.width(),
        height: picture.height(),
        format: format.id(),
        original,
    })
}

/// What is known before the pixels are decoded.
struct Header {
    width: u32,
    height: u32,
    orientation: Orientation,
    /// The ICC colour profile.
    colours: Option<Vec<u8>>,
}

impl Header {
    fn read(format: Format, bytes: &[u8], limits: &Limits) -> Result<Self, PictureError> {
        let mut decoder = decoder(format, bytes)?;
        let (width, height) = decoder.dimensions();
        let pixels = u64::from(width) * u64::from(height);
        // Four bytes a pixel are planned for; deeper pictures must have fewer of them.
        if pixels > limits.pixels || decoder.total_bytes() > limits.pixels.saturating_mul(4) {
            return Err(PictureError::TooManyPixels { width, height, limit: limits.pixels });
        }
        if pixels == 0 {
            return Err(PictureError::damaged("no width or no height"));
        }
        Ok(Self {
            width,
            height,
            // Unreadable extra data is no reason to refuse a picture: it is dropped anyway.
            orientation: decoder.orientation().unwrap_or(Orientation::NoTransforms),
            colours: decoder.icc_profile().ok().flatten(),
        })
    }
}

fn decoder(format: Format, bytes: &[u8]) -> Result<Box<dyn ImageDecoder + '_>, PictureError> {
    let input = Cursor::new(bytes);
    let opened: Result<Box<dyn ImageDecoder + '_>, _> = match format {
        Format::Jpeg => JpegDecoder::new(input).map(|it| Box::new(it) as _),
        Format::Png => PngDecoder::new(input).map(|it| Box::new(it) as _),
        Format::Gif => GifDecoder::new(input).map(|it| Box::new(it) as _),
        Format::WebP => WebPDecoder::new(input).map(|it| Box::new(it) as _),
    };
    opened.map_err(|error| PictureError::damaged(&error))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use image::{Rgba, RgbaImage};

    use super::*;
    use crate::testing::{
        SECRET, claiming, exif, gif, jpeg, marked, photo, png, profile, webp, with_chunks, with_segments,
    };

    const SMALL: Limits =
        Limits { file_bytes: 1_000_000, pixels: 1_000_000, frames: 10, longest_side: 64, quality: 82 };

    fn ready(bytes: &[u8]) -> Ready {
        let ready = prepare(bytes, "a picture", &SMALL).unwrap();
        assert!(!ready.bytes.windows(SECRET.len()).any(|part| part == SECRET), "hidden data came through");
        let again = image::load_from_memory(&ready.bytes).unwrap();
        assert_eq!((again.width(), again.height()), (ready.width, ready.height));
        ready
    }

    fn contains(bytes: &[u8], what: &[u8]) -> bool {
        bytes.windows(what.len()).any(|part| part == what)
    }

    #[test]
    fn a_small_upright_photo_keeps_its_pixels_and_colours() {
        let plain = jpeg(&marked(32, 24));
        let ready = ready(&photo(&marked(32, 24), 1));
        let icc = [b"ICC_PROFILE\0\x01\x01".as_slice(), &profile()].concat();
        assert_eq!(ready.bytes, with_segments(&plain, &[(0xE2, &icc)]));
        assert_eq!(ready.name, "a-picture.jpg");
        assert_eq!(ready.format, "jpeg");
    }

    #[test]
    fn a_photo_is_turned_upright() {
        // For each orientation: the size, and the corner that the red quarter must end up in.
        for (orientation, size, corner) in [
            (2, (32, 24), (28, 3)),
            (3, (32, 24), (28, 20)),
            (4, (32, 24), (3, 20)),
            (5, (24, 32), (3, 3)),
            (6, (24, 32), (20, 3)),
            (7, (24, 32), (20, 28)),
            (8, (24, 32), (3, 28)),
        ] {
            let ready = ready(&photo(&marked(32, 24), orientation));
            assert_eq!((ready.width, ready.height), size, "orientation {orientation}");
            assert_eq!((ready.original.width, ready.original.height), (32, 24));
            let pixels = image::load_from_memory(&ready.bytes).unwrap().to_rgb8();
            let [red, _, blue] = pixels.get_pixel(corner.0, corner.1).0;
            assert!(red > 150 && blue < 100, "orientation {orientation}: {red} {blue}");
            assert!(contains(&ready.bytes, &profile()), "colours kept");
        }
    }

    #[test]
    fn a_large_photo_is_shrunk() {
        let original = photo(&marked(300, 150), 6);
        let ready = ready(&original);
        assert_eq!((ready.width, ready.height), (32, 64));
        assert_eq!(ready.original.bytes, original.len() as u64);
        assert!(contains(&ready.bytes, &profile()));
    }

    #[test]
    fn a_screenshot_stays_png() {
        let hidden = exif(1);
        let chunks: [(&[u8; 4], &[u8]); 3] =
            [(b"eXIf", &hidden), (b"tEXt", SECRET), (b"tIME", b"\x07\xEA\x01\x01\0\0\0")];
        let small = png(&marked(40, 30));
        assert_eq!(ready(&with_chunks(&small, &chunks)).bytes, small);

        let large = ready(&with_chunks(&png(&marked(128, 64)), &chunks));
        assert_eq!((large.format, large.width, large.height), ("png", 64, 32));

        let turned = exif(6);
        let turned = ready(&with_chunks(&small, &[(b"eXIf", &turned)]));
        assert_eq!((turned.width, turned.height), (30, 40));
    }

    #[test]
    fn see_through_places_stay_see_through() {
        let clear = DynamicImage::ImageRgba8(RgbaImage::from_pixel(128, 128, Rgba([9, 9, 9, 0])));
        for bytes in [png(&clear), webp(&clear)] {
            let ready = ready(&bytes);
            let pixels = image::load_from_memory(&ready.bytes).unwrap().to_rgba8();
            assert_eq!(pixels.get_pixel(5, 5).0[3], 0);
        }
    }

    #[test]
    fn webp_is_kept_or_becomes_a_photo() {
        let small = webp(&marked(20, 20));
        assert_eq!(ready(&small).bytes, small);
        let large = ready(&webp(&marked(200, 100)));
        assert_eq!((large.format, large.name.as_str()), ("jpeg", "a-picture.jpg"));
    }

    #[test]
    fn webp_loses_its_hidden_data() {
        let simple = webp(&marked(20, 20));
        let mut inside = b"VP8X\x0A\0\0\0\x08\0\0\0\x13\0\0\x13\0\0".to_vec();
        inside.extend_from_slice(&simple[12..]);
        let hidden = exif(1);
        inside.extend_from_slice(b"EXIF");
        inside.extend_from_slice(&u32::try_from(hidden.len()).unwrap().to_le_bytes());
        inside.extend_from_slice(&hidden);
        inside.resize(inside.len().next_multiple_of(2), 0);
        let mut bytes = b"RIFF".to_vec();
        bytes.extend_from_slice(&u32::try_from(inside.len() + 4).unwrap().to_le_bytes());
        bytes.extend_from_slice(b"WEBP");
        bytes.extend_from_slice(&inside);
        assert!(ready(&bytes).bytes.len() < bytes.len());
    }

    #[test]
    fn animations_keep_moving_at_their_size() {
        let plain = gif(100, 80, 3);
        let mut noted = plain[..plain.len() - 1].to_vec();
        noted.extend_from_slice(&[0x21, 0xFE, u8::try_from(SECRET.len()).unwrap()]);
        noted.extend_from_slice(SECRET);
        noted.extend_from_slice(&[0, 0x3B]);
        noted.extend_from_slice(SECRET);
        assert_eq!(ready(&noted).bytes, plain);
        assert_eq!(ready(&gif(100, 80, 1)).format, "png");
    }

    #[test]
    fn enormous_pictures_are_refused_from_the_header() {
        let mut wide = jpeg(&marked(16, 16));
        let frame = wide.windows(2).position(|two| two == [0xFF, 0xC0]).unwrap();
        wide[frame + 5..frame + 9].fill(0xFF);
        let mut webp = b"RIFF\x1A\0\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0".to_vec();
        webp.extend_from_slice(&[0xFF; 6]);
        let mut gif = gif(1, 1, 1);
        gif[6..10].fill(0xFF);
        for bytes in [claiming(30_000, 30_000), wide, webp, gif] {
            let start = Instant::now();
            let refused = prepare(&bytes, "x", &Limits::default());
            assert!(
                matches!(refused, Err(PictureError::TooManyPixels { .. } | PictureError::Damaged { .. })),
                "{refused:?}"
            );
            assert!(start.elapsed() < Duration::from_millis(100));
        }
        assert!(matches!(
            prepare(&claiming(30_000, 30_000), "x", &Limits::default()),
            Err(PictureError::TooManyPixels { width: 30_000, height: 30_000, limit: 120_000_000 })
        ));
    }

    #[test]
    fn what_cannot_be_a_picture_is_refused() {
        let check = |bytes: &[u8], expect: PictureError| {
            assert_eq!(prepare(bytes, "x.jpg", &SMALL), Err(expect));
        };
        check(b"# A post", PictureError::NotAPicture);
        check(b"<svg onload='x'/>", PictureError::Unsupported { format: "SVG" });
        check(&vec![0; 1_000_001], PictureError::TooLarge { bytes: 1_000_001, limit: 1_000_000 });
        check(&gif(4, 4, 11), PictureError::TooManyFrames { frames: 11, limit: 10 });
    }

    #[test]
    fn a_file_that_breaks_off_is_damaged_and_never_a_panic() {
        let whole = [photo(&marked(32, 24), 6), png(&marked(32, 24)), webp(&marked(32, 24)), gif(12, 12, 2)];
        for bytes in whole {
            let end = bytes.len() - SECRET.len().min(bytes.len() / 4);
            for length in 12..end {
                assert!(
                    matches!(prepare(&bytes[..length], "x", &SMALL), Err(PictureError::Damaged { .. }))
                        || contains(&bytes[length..], SECRET) && bytes[..length].ends_with(&[0xFF, 0xD9]),
                    "{length} of {}",
                    bytes.len()
                );
            }
            for at in 0..bytes.len() {
                let mut changed = bytes.clone();
                changed[at] ^= 0xA5;
                let _ = prepare(&changed, "x", &SMALL);
            }
        }
    }
}
