use std::path::{Path, PathBuf};

use byline_import::{Document, MAX_BYTES};

use crate::DeskError;
use crate::site::LARGEST_POST;

/// A text written elsewhere, read and not in a site yet. Reading needs no site, so that it can be done beside it.
pub struct Incoming {
    /// The file's name.
    pub(super) name: String,
    /// Where the file is: pictures stand beside it.
    pub(super) folder: PathBuf,
    pub(super) document: Document,
}

impl Incoming {
    /// Reads a file. It is left as it is.
    pub fn read(file: &Path) -> Result<Self, DeskError> {
        let name = name_of(file);
        let about = |error| DeskError::disk(&name, error);
        let facts = file.metadata().map_err(about)?;
        if !facts.is_file() {
            return Err(DeskError::NotAFile { name });
        }
        if facts.len() > MAX_BYTES as u64 {
            return Err(DeskError::TooLarge { path: name, bytes: facts.len(), limit: MAX_BYTES as u64 });
        }
        let bytes = std::fs::read(file).map_err(about)?;
        let document = byline_import::read(&bytes, &name).map_err(|source| DeskError::import(&name, source))?;
        let size = document.body.len() as u64;
        if size > LARGEST_POST {
            return Err(DeskError::TooLarge { path: name, bytes: size, limit: LARGEST_POST });
        }
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Ok(Self { name, folder: folder.to_owned(), document })
    }

    /// The name that the text would have as a post's file, from which a title can be guessed.
    pub(super) fn as_post(&self) -> String {
        let stem = self.name.rsplit_once('.').map_or(self.name.as_str(), |(stem, _)| stem);
        format!("{stem}.md")
    }
}

/// A file's name as it is shown.
pub(crate) fn name_of(file: &Path) -> String {
    file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
