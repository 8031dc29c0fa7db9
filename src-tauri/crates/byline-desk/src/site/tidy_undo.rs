//! Taking a tidying back: its post, the posts that followed and the pictures' names are as they were.

use super::page::parse;
use super::{LARGEST_POST, Site};
use crate::DeskError;
use crate::api::OpenPost;
use crate::store::TidiedFile;

/// The largest file that a tidying can have left, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

impl Site {
    /// Whether the last tidying of a post is still known.
    pub(super) fn can_undo_tidying(&self, path: &str) -> Result<bool, DeskError> {
        Ok(self.store.last_tidying(path)?.is_some())
    }

    /// Takes the last tidying of a post back, in one step: texts, details, pictures' names, and other posts that followed.
    /// Where one of these was changed since, nothing happens at all: newer words are never written over.
    pub fn undo_tidy(&mut self, path: &str) -> Result<OpenPost, DeskError> {
        let path = &self.follow(path);
        self.open_post(path)?;
        let step = self.store.last_tidying(path)?.ok_or(DeskError::NothingToUndo)?;
        let mut files = Vec::new();
        for file in step.files {
            let now = self.bytes_now(&file.path)?;
            if now == file.before {
                // It was never done, or has been taken back already.
                continue;
            }
            let left = now.as_ref().map(|bytes| self.engine.blob_id(bytes).to_string());
            if left != file.after || self.is_unsettled(&file.path)? {
                return Err(DeskError::ChangedSince { path: file.path });
            }
            if self.read_only(&file.path).is_some() {
                return Err(DeskError::ReadOnly { path: file.path });
            }
            files.push(file);
        }
        self.put_back(path, files)?;
        self.store.forget_tidying(step.id)?;
        self.shown(path)
    }

    /// Pictures come back before the posts that show them, and others go after.
    fn put_back(&mut self, first: &str, files: Vec<TidiedFile>) -> Result<(), DeskError> {
        let (posts, others): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| self.is_post(&file.path));
        for file in &others {
            if let Some(bytes) = &file.before {
                self.files.replace(&file.path, bytes)?;
            }
        }
        for file in posts {
            let Some(bytes) = file.before else { continue };
            self.put_post(&file.path, parse(&file.path, &bytes)?, None, "before-undo")?;
            if file.path != first && self.open.contains_key(&file.path) {
                self.tell_changed(&file.path)?;
            }
        }
        for file in others.iter().filter(|file| file.before.is_none()) {
            self.remove_file(&file.path)?;
        }
        Ok(())
    }

    /// Words that are in no file yet, or of which there are two texts.
    fn is_unsettled(&self, path: &str) -> Result<bool, DeskError> {
        match self.open.get(path) {
            Some(on_page) => Ok(on_page.other.is_some()),
            None => Ok(self.store.journalled(path)?.is_some()),
        }
    }

    /// What a file holds now, or the page where the post is on it; nothing where there is none.
    fn bytes_now(&self, path: &str) -> Result<Option<Vec<u8>>, DeskError> {
        if let Some(on_page) = self.open.get(path) {
            return Ok(Some(on_page.post.as_bytes().to_vec()));
        }
        let limit = if self.is_post(path) { LARGEST_POST } else { LARGEST };
        match self.files.read(path, limit) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(DeskError::NoSuchFile { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }
}
