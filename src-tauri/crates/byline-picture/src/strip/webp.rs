use super::{Fault, Stripped, le32, part};

/// The chunks kept (WebP container specification): the picture, its transparency, animation and colour profile.
const KEPT: [&[u8; 4]; 7] = [b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];

/// Bits of the first byte of `VP8X` that announce Exif and XMP.
const ANNOUNCES_METADATA: u8 = 0b0000_1100;

const HEADER: usize = 12;

pub(super) fn strip(bytes: &[u8]) -> Result<Stripped, Fault> {
    let said = part(bytes, 4, 4).and_then(le32).ok_or("no header")?;
    let end = said.checked_add(8).ok_or("a file of impossible size")?;
    let inside = bytes.get(..end).ok_or("the picture breaks off")?;

    let mut kept = inside.get(..HEADER).ok_or("no header")?.to_vec();
    let mut at = HEADER;
    let mut frames = 0_u32;
    while at < inside.len() {
        let length = part(inside, at + 4, 4).and_then(le32).ok_or("the picture breaks off")?;
        let whole = length
            .checked_add(8)
            .and_then(|size| size.checked_next_multiple_of(2))
            .ok_or("a chunk of impossible size")?;
        // The last chunk may lack the byte that makes its size even.
        let chunk = part(inside, at, whole).or_else(|| part(inside, at, length + 8)).ok_or("the picture breaks off")?;
        let name = part(chunk, 0, 4).ok_or("a chunk without a name")?;
        if KEPT.iter().any(|kept| kept.as_slice() == name) {
            let start = kept.len();
            kept.extend_from_slice(chunk);
            if chunk.len() % 2 == 1 {
                kept.push(0);
            }
            if name == b"VP8X"
                && let Some(flags) = kept.get_mut(start + 8)
            {
                *flags &= !ANNOUNCES_METADATA;
            }
        }
        if name == b"ANMF" {
            frames += 1;
        }
        at += whole;
    }
    let size = u32::try_from(kept.len() - 8).map_err(|_| "a file of impossible size")?;
    if let Some(place) = kept.get_mut(4..8) {
        place.copy_from_slice(&size.to_le_bytes());
    }
    Ok(Stripped { bytes: kept, frames: frames.max(1) })
}
