use super::{Fault, Stripped, part};

const ENDS_EARLY: Fault = "the picture breaks off";

/// Keeps the pictures, their timing and the number of repeats (`GIF89a` specification). Comments, plain text, other
/// programs' data (among it XMP) and all that follows the trailer are dropped.
pub(super) fn strip(bytes: &[u8]) -> Result<Stripped, Fault> {
    let screen = part(bytes, 0, 13).ok_or(ENDS_EARLY)?;
    let mut at = 13 + colour_table(screen[10]);
    let mut kept = bytes.get(..at).ok_or(ENDS_EARLY)?.to_vec();
    let mut frames = 0_u32;
    loop {
        let start = at;
        let keep = match *bytes.get(at).ok_or(ENDS_EARLY)? {
            0x3B => {
                kept.push(0x3B);
                break;
            }
            0x2C => {
                frames += 1;
                let descriptor = part(bytes, at, 10).ok_or(ENDS_EARLY)?;
                // Descriptor, colours, one byte of code size, then the coded picture.
                at = end_of_blocks(bytes, at + 10 + colour_table(descriptor[9]) + 1)?;
                true
            }
            0x21 => {
                let label = *bytes.get(at + 1).ok_or(ENDS_EARLY)?;
                let name = part(bytes, at + 3, 11).unwrap_or_default();
                at = end_of_blocks(bytes, at + 2)?;
                match label {
                    0xF9 => true,
                    0xFF => name == b"NETSCAPE2.0" || name == b"ANIMEXTS1.0",
                    _ => false,
                }
            }
            _ => return Err("a block of unknown kind"),
        };
        if keep {
            kept.extend_from_slice(bytes.get(start..at).ok_or(ENDS_EARLY)?);
        }
    }
    if frames == 0 {
        return Err("no picture inside");
    }
    Ok(Stripped { bytes: kept, frames })
}

/// Bytes of the colour table that a packed field announces.
fn colour_table(packed: u8) -> usize {
    if packed & 0x80 == 0 { 0 } else { 3 << ((packed & 0x07) + 1) }
}

/// Steps over blocks, each led by its size, to behind the empty one that ends them.
fn end_of_blocks(bytes: &[u8], from: usize) -> Result<usize, Fault> {
    let mut at = from;
    loop {
        let size = usize::from(*bytes.get(at).ok_or(ENDS_EARLY)?);
        at += 1 + size;
        if size == 0 {
            return Ok(at);
        }
    }
}
