//! What Byline last wrote into each post's file: a file that somebody else wrote is theirs to change.

use rusqlite::params;

use super::Store;
use crate::DeskError;

impl Store {
    /// The file has these words of a post now: they need not be kept here any more.
    pub(crate) fn filed(&mut self, path: &str, blob: &str) -> Result<(), DeskError> {
        let all = self.db.transaction()?;
        all.execute("DELETE FROM journal WHERE path = ?1", [path])?;
        all.execute("REPLACE INTO written (path, blob) VALUES (?1, ?2)", params![path, blob])?;
        all.commit()?;
        Ok(())
    }

    /// Whether a file is as Byline wrote it.
    pub(crate) fn is_written(&self, path: &str, blob: &str) -> Result<bool, DeskError> {
        let mut found = self.db.prepare_cached("SELECT 1 FROM written WHERE path = ?1 AND blob = ?2")?;
        Ok(found.exists([path, blob])?)
    }
}
