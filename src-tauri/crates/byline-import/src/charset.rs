//! Text in whatever alphabet it was saved.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::limits::Refusal;

/// The text of a file. UTF-8 keeps every byte, a byte order mark included; any other alphabet is found out, with
/// `declared` as what the file says of itself.
pub(crate) fn decoded(bytes: &[u8], declared: Option<&str>) -> Result<String, Refusal> {
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.contains('\0')
    {
        return Ok(text.to_owned());
    }
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding).filter(|encoding| *encoding != UTF_8);
    let declared = declared.and_then(|label| Encoding::for_label(label.as_bytes()));
    // A file that says UTF-16 in its own letters cannot be that.
    let declared = declared.filter(|encoding| *encoding != UTF_8 && *encoding != UTF_16LE && *encoding != UTF_16BE);
    let encoding = marked.or_else(|| wide(bytes)).or(declared).unwrap_or_else(|| guessed(bytes));
    let (text, wrong) = encoding.decode_with_bom_removal(bytes);
    let noise = |c: char| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}');
    if wrong || text.contains(noise) { Err(Refusal::NotText) } else { Ok(text.into_owned()) }
}

/// UTF-16 without its mark: every other byte of Latin text is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), start.len() / 2);
    if half == 0 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    if odd * 3 > half && even == 0 {
        return Some(UTF_16LE);
    }
    (even * 3 > half && odd == 0).then_some(UTF_16BE)
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(256 * 1024)], true);
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_in_the_alphabet_that_it_was_saved_in() {
        let check = |bytes: &[u8], declared, expect: &str| assert_eq!(decoded(bytes, declared).as_deref(), Ok(expect));
        check("\u{feff}Café\r\n".as_bytes(), None, "\u{feff}Café\r\n");
        check(b"Caf\xe9 \x93quoted\x94 \x96 yes", None, "Café “quoted” – yes");
        check(b"\xff\xfeC\0a\0f\0\xe9\0", None, "Café");
        check(b"\xfe\xff\0C\0a\0f\0\xe9", None, "Café");
        check(b"P\0l\0a\0i\0n\0", None, "Plain");
        let (japanese, _, _) = encoding_rs::SHIFT_JIS.encode("これは日本語の文章です。今日はいい天気ですね。");
        check(&japanese, None, "これは日本語の文章です。今日はいい天気ですね。");
        let (russian, _, _) = encoding_rs::KOI8_R.encode("Привет, мир");
        check(&russian, Some("koi8-r"), "Привет, мир");
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        for bytes in [&b"\0\x01\x02\x03"[..], b"abc\0def", &[0xff; 64], b"\x7fELF\x02\x01\x01\0\0"] {
            let found = decoded(bytes, None);
            assert!(found == Err(Refusal::NotText) || bytes == [0xff; 64], "{found:?}");
        }
    }
}
