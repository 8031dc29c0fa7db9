use crate::PictureError;

/// The picture formats that browsers show and this crate reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Jpeg,
    Png,
    Gif,
    WebP,
}

impl Format {
    /// The name used in results.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Jpeg => "jpeg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::WebP => "webp",
        }
    }

    /// The file extension, without the dot.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            other => other.id(),
        }
    }
}

/// Tells the format from the first bytes; the file's name says nothing.
pub(crate) fn recognise(bytes: &[u8]) -> Result<Format, PictureError> {
    if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        return Ok(Format::Jpeg);
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Ok(Format::Png);
    }
    if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        return Ok(Format::Gif);
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Ok(Format::WebP);
    }
    match unsupported(bytes) {
        Some(format) => Err(PictureError::Unsupported { format }),
        None => Err(PictureError::NotAPicture),
    }
}

/// Formats recognised only so that a sentence can name them.
fn unsupported(bytes: &[u8]) -> Option<&'static str> {
    if bytes.get(4..8) == Some(b"ftyp") {
        // The brand of an ISO base media file (ISO/IEC 14496-12, section 4.3).
        return match bytes.get(8..12)? {
            b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1" => Some("HEIC"),
            b"avif" | b"avis" => Some("AVIF"),
            _ => None,
        };
    }
    let starts: [(&[u8], &'static str); 9] = [
        (b"BM", "BMP"),
        (b"II*\0", "TIFF"),
        (b"MM\0*", "TIFF"),
        (b"8BPS", "PSD"),
        (b"%PDF", "PDF"),
        (b"\0\0\x01\0", "ICO"),
        (b"\xFF\x0A", "JPEG XL"),
        (b"\0\0\0\x0CJXL ", "JPEG XL"),
        (b"\0\0\0\x0CjP  ", "JPEG 2000"),
    ];
    if let Some((_, name)) = starts.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(name);
    }
    let head = String::from_utf8_lossy(bytes.get(..4096).unwrap_or(bytes)).to_lowercase();
    let head = head.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    (head.starts_with('<') && head.contains("<svg")).then_some("SVG")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expect: Result<Format, &'static str>) {
        let got = recognise(bytes).map_err(|error| match error {
            PictureError::Unsupported { format } => format,
            _ => "none",
        });
        assert_eq!(got, expect, "{bytes:?}");
    }

    #[test]
    fn the_content_tells_the_format() {
        check(b"\xFF\xD8\xFF\xE0", Ok(Format::Jpeg));
        check(b"\x89PNG\r\n\x1a\n", Ok(Format::Png));
        check(b"GIF89a", Ok(Format::Gif));
        check(b"RIFF\0\0\0\0WEBPVP8 ", Ok(Format::WebP));
        check(b"\0\0\0\x18ftypheic\0\0", Err("HEIC"));
        check(b"\0\0\0\x18ftypmif1\0\0", Err("HEIC"));
        check(b"\0\0\0\x18ftypavif\0\0", Err("AVIF"));
        check(b"\0\0\0\x18ftypmp42\0\0", Err("none"));
        check(b"<svg xmlns='x'/>", Err("SVG"));
        check("\u{feff}\n<?xml version='1.0'?>\n<SVG/>".as_bytes(), Err("SVG"));
        check(b"<html></html>", Err("none"));
        check(b"RIFF\0\0\0\0WAVE", Err("none"));
        check(b"# A post", Err("none"));
        check(b"", Err("none"));
    }
}
