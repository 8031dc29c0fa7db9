//! What a file is: by its first bytes, and only where these do not tell, by its name.

use crate::docx;
use crate::limits::Refusal;

/// A kind that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Markdown,
    Plain,
    Page,
    Word,
}

/// What a file that cannot be read is instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Found {
    /// A document of Word before 2007.
    OldWord,
    /// A Word document behind a password.
    Locked,
    /// Rich text.
    RichText,
    /// A PDF.
    Pdf,
    /// A document of `LibreOffice` or `OpenOffice`.
    OpenDocument,
    /// A document of Apple's Pages.
    Pages,
    /// A spreadsheet.
    Sheet,
    /// Slides.
    Slides,
    /// A picture.
    Picture,
    /// A packed folder.
    Archive,
    /// A web page with all its parts in one file.
    WebArchive,
    /// Nothing that is known.
    Unknown,
}

impl Found {
    /// A stable word for it.
    pub fn id(self) -> &'static str {
        match self {
            Self::OldWord => "old-word",
            Self::Locked => "locked",
            Self::RichText => "rich-text",
            Self::Pdf => "pdf",
            Self::OpenDocument => "open-document",
            Self::Pages => "pages",
            Self::Sheet => "sheet",
            Self::Slides => "slides",
            Self::Picture => "picture",
            Self::Archive => "archive",
            Self::WebArchive => "web-archive",
            Self::Unknown => "unknown",
        }
    }
}

/// The kind of a file with this name.
pub(crate) fn of(bytes: &[u8], name: &str) -> Result<Kind, Refusal> {
    if bytes.iter().all(|byte| byte.is_ascii_whitespace() || [0xef, 0xbb, 0xbf, 0xff, 0xfe].contains(byte)) {
        return Err(Refusal::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return docx::kind(bytes);
    }
    if let Some(found) = known(bytes) {
        return Err(Refusal::Kind(found));
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    let found = match ending.as_str() {
        "md" | "markdown" | "mdown" | "mdx" => return Ok(Kind::Markdown),
        // What Word saves as a page may still be called a document.
        "txt" | "text" | "doc" | "docx" if is_page(bytes) => return Ok(Kind::Page),
        "txt" | "text" => return Ok(Kind::Plain),
        "html" | "htm" | "xhtml" => return Ok(Kind::Page),
        "docx" => return Err(Refusal::Damaged),
        "doc" => Found::OldWord,
        "rtf" => Found::RichText,
        "pdf" => Found::Pdf,
        "odt" | "ott" | "fodt" => Found::OpenDocument,
        "pages" => Found::Pages,
        "mht" | "mhtml" | "webarchive" => Found::WebArchive,
        "xls" | "xlsx" | "ods" | "numbers" | "csv" => Found::Sheet,
        "ppt" | "pptx" | "odp" | "key" => Found::Slides,
        "zip" => Found::Archive,
        _ => Found::Unknown,
    };
    Err(Refusal::Kind(found))
}

/// What the first bytes tell.
fn known(bytes: &[u8]) -> Option<Found> {
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        // A document behind a password is such a container too, with a stream of this name.
        let stream: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let locked = bytes.windows(stream.len()).any(|part| part == stream);
        return Some(if locked { Found::Locked } else { Found::OldWord });
    }
    let starts = |mark: &[u8]| bytes.starts_with(mark);
    let ftyp = bytes.get(4..8) == Some(b"ftyp");
    if starts(b"{\\rtf") {
        Some(Found::RichText)
    } else if starts(b"%PDF") {
        Some(Found::Pdf)
    } else if crate::document::picture_ending(bytes).is_some() || starts(b"II*\0") || starts(b"MM\0*") || ftyp {
        Some(Found::Picture)
    } else if starts(b"bplist00") {
        Some(Found::WebArchive)
    } else {
        None
    }
}

/// Whether the text begins as a web page does.
fn is_page(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_lowercase();
    let start = start.trim_start_matches('\u{feff}').trim_start();
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| start.starts_with(tag))
        || (start.starts_with("<?xml") && start.contains("<html"))
}
