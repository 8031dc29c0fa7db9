use std::collections::HashMap;

use byline_git::BlobId;
use rusqlite::{OptionalExtension, params};

use super::Store;
use crate::DeskError;

impl Store {
    /// Replaces what is known of the server: the posts it has at `tip`.
    pub(crate) fn set_published(&mut self, tip: &str, posts: &HashMap<String, BlobId>) -> Result<(), DeskError> {
        let all = self.db.transaction()?;
        all.execute("DELETE FROM published", [])?;
        {
            let mut add = all.prepare("INSERT INTO published (path, blob) VALUES (?1, ?2)")?;
            for (path, blob) in posts {
                add.execute([path, &blob.to_string()])?;
            }
        }
        all.execute("REPLACE INTO facts (name, value) VALUES ('tip', ?1)", [tip])?;
        all.commit()?;
        Ok(())
    }

    /// The blob that the server has for a post, as far as known.
    pub(crate) fn published(&self, path: &str) -> Result<Option<String>, DeskError> {
        let mut found = self.db.prepare_cached("SELECT blob FROM published WHERE path = ?1")?;
        Ok(found.query_row([path], |row| row.get(0)).optional()?)
    }

    /// The blob that the words on this computer started from, where it was noted.
    pub(crate) fn base(&self, path: &str) -> Result<Option<String>, DeskError> {
        let mut found = self.db.prepare_cached("SELECT blob FROM base WHERE path = ?1")?;
        Ok(found.query_row([path], |row| row.get(0)).optional()?)
    }

    /// Forgets which state of the server is known, so that it is looked at again: other folders hold the posts now.
    pub(crate) fn forget_published(&self) -> Result<(), DeskError> {
        self.db.execute("DELETE FROM facts WHERE name = 'tip'", [])?;
        Ok(())
    }

    /// Notes what the words on this computer start from.
    pub(crate) fn set_base(&self, path: &str, blob: &str) -> Result<(), DeskError> {
        self.db.prepare_cached("REPLACE INTO base (path, blob) VALUES (?1, ?2)")?.execute(params![path, blob])?;
        Ok(())
    }
}
