//! What git has of a large file: a text of three lines (git-lfs, `docs/spec.md`, version 1).

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// The first line of every pointer.
const VERSION: &str = "version https://git-lfs.github.com/spec/v1\n";
/// No pointer is longer, in bytes.
pub(crate) const LONGEST: usize = 1024;

/// The name and the size of a large file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pointer {
    /// The SHA-256 of its bytes: 64 lower-case digits.
    pub(crate) oid: String,
    /// In bytes.
    pub(crate) size: u64,
}

impl Pointer {
    /// The pointer to these bytes.
    pub(crate) fn to(bytes: &[u8]) -> Self {
        Self { oid: hex(&Sha256::digest(bytes)), size: bytes.len() as u64 }
    }

    /// Reads a stored text; `None` when it is none in the form that is written here, which is the only one allowed.
    pub(crate) fn read(stored: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(stored).ok().filter(|text| text.len() <= LONGEST)?;
        let (oid, size) = text.strip_prefix(VERSION)?.strip_prefix("oid sha256:")?.split_once("\nsize ")?;
        let size = size.strip_suffix('\n')?.parse().ok()?;
        let found = Self { oid: oid.to_owned(), size };
        (is_name(oid) && found.text().as_bytes() == stored).then_some(found)
    }

    /// The text that git has.
    pub(crate) fn text(&self) -> String {
        format!("{VERSION}oid sha256:{}\nsize {}\n", self.oid, self.size)
    }
}

/// Whether this is the text of some pointer, perhaps one of a kind that is not understood here.
pub(crate) fn is_some_pointer(stored: &[u8]) -> bool {
    stored.len() <= LONGEST && stored.starts_with(VERSION.as_bytes())
}

/// Whether this is the name of a large file, so that it may become a part of a path.
pub(crate) fn is_name(oid: &str) -> bool {
    oid.len() == 64 && oid.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Bytes as lower-case digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _never = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of git-lfs's own description, with the name of the bytes `hello\n`.
    const HELLO: &str = "version https://git-lfs.github.com/spec/v1\n\
        oid sha256:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03\nsize 6\n";

    #[test]
    fn a_pointer_is_written_as_the_description_says() {
        assert_eq!(Pointer::to(b"hello\n").text(), HELLO);
        assert_eq!(Pointer::read(HELLO.as_bytes()), Some(Pointer::to(b"hello\n")));
    }

    #[test]
    fn what_is_no_pointer_or_another_kind_of_one_is_not_read() {
        let check = |text: &str, some: bool| {
            assert_eq!((Pointer::read(text.as_bytes()), is_some_pointer(text.as_bytes())), (None, some), "{text}");
        };
        check("", false);
        check("hello", false);
        check(&HELLO.replace("spec/v1", "spec/v2"), false);
        check(&HELLO.replace("size 6", "size 06"), true);
        check(&HELLO.replace("size 6", "size -6"), true);
        check(&HELLO.replace("5891", "../."), true);
        check(&HELLO.replace("5891", "58AB"), true);
        check(&HELLO.replace("oid", "ext-0-x sha256:00\noid"), true);
        check(&format!("{HELLO}more\n"), true);
        check(&HELLO.replace('\n', "\r\n"), false);
    }
}
