use rusqlite::OptionalExtension;

use super::Store;
use crate::DeskError;

impl Store {
    /// Notes that a post has got a name from a person.
    pub(crate) fn set_named(&self, path: &str) -> Result<(), DeskError> {
        self.db.prepare_cached("DELETE FROM unnamed WHERE path = ?1")?.execute([path])?;
        Ok(())
    }

    /// Notes that a post was made without a title.
    pub(crate) fn set_unnamed(&self, path: &str) -> Result<(), DeskError> {
        self.db.prepare_cached("REPLACE INTO unnamed (path) VALUES (?1)")?.execute([path])?;
        Ok(())
    }

    /// Whether a post was made without a title.
    pub(crate) fn is_unnamed(&self, path: &str) -> Result<bool, DeskError> {
        let mut found = self.db.prepare_cached("SELECT 1 FROM unnamed WHERE path = ?1")?;
        Ok(found.query_row([path], |_| Ok(())).optional()?.is_some())
    }
}
