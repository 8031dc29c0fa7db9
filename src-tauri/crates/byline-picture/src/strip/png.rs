use super::{Fault, Stripped, be32, part};

/// The chunks that decide how a picture looks (PNG specification, third edition, section 11). Everything else,
/// among it `eXIf`, `tEXt`, `iTXt`, `zTXt` and `tIME`, is dropped, and so is what follows `IEND`.
const KEPT: [&[u8; 4]; 18] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"mDCV", b"cLLI",
    b"sBIT", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

const SIGNATURE: usize = 8;

pub(super) fn strip(bytes: &[u8]) -> Result<Stripped, Fault> {
    let mut kept = Vec::with_capacity(bytes.len());
    kept.extend_from_slice(bytes.get(..SIGNATURE).ok_or("no signature")?);
    let mut at = SIGNATURE;
    let mut frames = 0_u32;
    loop {
        let length = part(bytes, at, 4).and_then(be32).ok_or("the picture breaks off")?;
        // Length, name, content, checksum.
        let whole = length.checked_add(12).ok_or("a chunk of impossible size")?;
        let chunk = part(bytes, at, whole).ok_or("the picture breaks off")?;
        let name = part(chunk, 4, 4).ok_or("a chunk without a name")?;
        if KEPT.iter().any(|kept| kept.as_slice() == name) {
            kept.extend_from_slice(chunk);
        }
        if name == b"fcTL" {
            frames += 1;
        }
        if name == b"IEND" {
            break;
        }
        at += whole;
    }
    Ok(Stripped { bytes: kept, frames: frames.max(1) })
}
