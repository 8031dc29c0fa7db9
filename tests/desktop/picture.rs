//! A picture of the window as the display shows it. The driver can make one too, but waits for a frame that a window at
//! rest may never draw.

use std::process::Command;

use image::{Rgb, RgbImage};

/// Part of the display: from the left, from the top, wide, high, in pixels.
pub(crate) type Part = [u32; 4];

/// Takes it with `xwd`, whose format is: numbers of four bytes, the most significant first, telling of the size of
/// this header, of the picture, of its pixels and lines; then colours that are not used here; then the pixels, blue first.
#[allow(clippy::disallowed_methods)] // Another program, as a person would have one.
pub(crate) fn of_display(part: Part) -> Option<RgbImage> {
    let shot = Command::new("xwd").args(["-root", "-silent"]).output().ok()?.stdout;
    let number = |at: usize| -> Option<usize> {
        let bytes = shot.get(at * 4..at * 4 + 4)?;
        usize::try_from(u32::from_be_bytes(bytes.try_into().ok()?)).ok()
    };
    let (header, step, line, colours) = (number(0)?, number(11)? / 8, number(12)?, number(19)?);
    let pixels = shot.get(header + colours * 12..)?;
    let [left, top, width, height] = part;
    let mut picture = RgbImage::new(width, height);
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        let row = usize::try_from(top + y).ok()? * line;
        let at = row + usize::try_from(left + x).ok()? * step;
        let [blue, green, red] = pixels.get(at..at + 3)?.try_into().ok()?;
        *pixel = Rgb([red, green, blue]);
    }
    Some(picture)
}
