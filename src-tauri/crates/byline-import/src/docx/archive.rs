//! The parts of a packed document. Their names are keys and never paths.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::kind::{Found, Kind};
use crate::limits::{ENTRIES, RATIO, Refusal, SMALL, TEXT, UNPACKED};

/// A packed document whose declared sizes are within the limits.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes more may be unpacked.
    left: u64,
}

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
        if zip.len() > ENTRIES {
            return Err(Refusal::TooMuch);
        }
        let mut total = 0_u64;
        for at in 0..zip.len() {
            let part = zip.by_index_raw(at).map_err(|_| Refusal::Damaged)?;
            total = total.saturating_add(part.size());
            let ratio = part.size() / part.compressed_size().max(1);
            if total > UNPACKED || (part.size() > SMALL && ratio > RATIO) {
                return Err(Refusal::TooMuch);
            }
        }
        // Parts that share bytes unpack to more than they take.
        if zip.has_overlapping_files().map_err(|_| Refusal::Damaged)? {
            return Err(Refusal::TooMuch);
        }
        Ok(Self { zip, left: UNPACKED })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// A part with text; none if the document has no such part.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        self.part(name, TEXT)
    }

    /// A part of `limit` bytes at the most; none if the document has no such part. What a part says of its size is not
    /// believed.
    pub(super) fn part(&mut self, name: &str, limit: u64) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(at) = self.zip.index_for_name(name) else { return Ok(None) };
        let part = self.zip.by_index(at).map_err(|_| Refusal::Damaged)?;
        let packed = part.compressed_size();
        let limit = limit.min(self.left);
        let mut bytes = Vec::new();
        part.take(limit + 1).read_to_end(&mut bytes).map_err(|_| Refusal::Damaged)?;
        let size = bytes.len() as u64;
        if size > limit || (size > SMALL && size / packed.max(1) > RATIO) {
            return Err(Refusal::TooMuch);
        }
        self.left -= size;
        Ok(Some(bytes))
    }

    /// What a packed file is, by the parts that it has.
    pub(super) fn kind(&mut self) -> Result<Kind, Refusal> {
        if super::main_part(self)?.is_some_and(|name| self.has(&name)) {
            return Ok(Kind::Word);
        }
        let mimetype = self.part("mimetype", 200).ok().flatten().unwrap_or_default();
        let has = |name: &str| self.has(name);
        Err(Refusal::Kind(if mimetype.starts_with(b"application/vnd.oasis.opendocument.text") {
            Found::OpenDocument
        } else if has("Index/Document.iwa") || has("Index.zip") || has("index.apxl") {
            Found::Pages
        } else if has("xl/workbook.xml") || has("xl/workbook.bin") || mimetype.ends_with(b"spreadsheet") {
            Found::Sheet
        } else if has("ppt/presentation.xml") || mimetype.ends_with(b"presentation") {
            Found::Slides
        } else {
            Found::Archive
        }))
    }
}
