use super::{Fault, Stripped, part};

/// Keeps the segments a decoder needs (ITU-T T.81, annex B) and the colour profile.
///
/// Dropped: Exif and XMP (APP1), other uses of APP2 such as further pictures in one file, IPTC (APP13), every other
/// application segment but JFIF (APP0) and Adobe's colour transform (APP14), comments, and all that follows the
/// end marker.
pub(super) fn strip(bytes: &[u8]) -> Result<Stripped, Fault> {
    let mut kept = Vec::with_capacity(bytes.len());
    kept.extend_from_slice(&[0xFF, 0xD8]);
    let mut at = 2;
    let mut frames_begun = 0_u32;
    loop {
        // Some cameras leave bytes between segments; decoders step over them, and they are not kept.
        let left_over = bytes
            .get(at..)
            .and_then(|rest| rest.iter().position(|byte| *byte == 0xFF))
            .ok_or("the picture breaks off")?;
        at += left_over;
        // Any number of 0xFF may fill the space before a marker.
        while bytes.get(at + 1) == Some(&0xFF) {
            at += 1;
        }
        let marker = *bytes.get(at + 1).ok_or("ends inside a marker")?;
        at += 2;
        match marker {
            0xD9 => {
                kept.extend_from_slice(&[0xFF, 0xD9]);
                break;
            }
            0x01 | 0xD0..=0xD7 => continue,
            0x00 | 0xD8 => return Err("a marker that must not be here"),
            _ => {}
        }
        let length = part(bytes, at, 2)
            .map(|two| usize::from(two[0]) << 8 | usize::from(two[1]))
            .ok_or("ends inside a segment")?;
        let segment = part(bytes, at, length.max(2)).ok_or("ends inside a segment")?;
        at += segment.len();
        // Start of frame, apart from DHT (C4), JPG (C8) and DAC (CC), which share the range.
        if matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC) {
            frames_begun += 1;
            if frames_begun > 1 {
                return Err("more than one frame");
            }
        }
        if wanted(marker, segment.get(2..).unwrap_or_default()) {
            kept.extend_from_slice(&[0xFF, marker]);
            kept.extend_from_slice(segment);
        }
        if marker == 0xDA {
            let end = end_of_scan(bytes, at).ok_or("the picture breaks off")?;
            kept.extend_from_slice(bytes.get(at..end).unwrap_or_default());
            at = end;
        }
    }
    Ok(Stripped { bytes: kept, frames: 1 })
}

fn wanted(marker: u8, content: &[u8]) -> bool {
    match marker {
        0xE0 => content.starts_with(b"JFIF\0"),
        0xE2 => content.starts_with(b"ICC_PROFILE\0"),
        0xEE => content.starts_with(b"Adobe"),
        0xE1 | 0xE3..=0xED | 0xEF | 0xFE => false,
        _ => true,
    }
}

/// The first marker after the coded data that neither stuffs a byte nor restarts the coder.
fn end_of_scan(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == 0xFF)?;
        match bytes.get(at + 1)? {
            0x00 | 0xD0..=0xD7 => at += 2,
            0xFF => at += 1,
            _ => return Some(at),
        }
    }
}
