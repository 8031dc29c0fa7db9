use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder};

use crate::PictureError;

/// A PNG of bare pixels, as a clipboard gives them: four bytes each (red, green, blue, alpha), row by row.
pub fn png_of_pixels(width: u32, height: u32, rgba: &[u8]) -> Result<Vec<u8>, PictureError> {
    let wanted = (u64::from(width) * u64::from(height)).checked_mul(4);
    if rgba.is_empty() || wanted != Some(rgba.len() as u64) {
        return Err(PictureError::NotAPicture);
    }
    let mut png = Vec::new();
    PngEncoder::new(&mut png)
        .write_image(rgba, width, height, ExtendedColorType::Rgba8)
        .map_err(|error| PictureError::damaged(&error))?;
    Ok(png)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Limits, prepare};

    #[test]
    fn pixels_become_a_picture_that_can_be_made_ready() {
        let png = png_of_pixels(2, 1, &[255, 0, 0, 255, 0, 0, 255, 255]).unwrap();
        let ready = prepare(&png, "picture.png", &Limits::default()).unwrap();
        assert_eq!((ready.width, ready.height, ready.format), (2, 1, "png"));
    }

    #[test]
    fn a_wrong_number_of_pixels_is_no_picture() {
        for (width, height) in [(0, 1), (2, 2), (u32::MAX, u32::MAX)] {
            assert!(png_of_pixels(width, height, &[0; 8]).is_err());
        }
    }
}
