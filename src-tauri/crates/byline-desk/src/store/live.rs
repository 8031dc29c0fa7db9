use rusqlite::params;

use super::Store;
use crate::DeskError;

impl Store {
    /// Notes that this text of a post was seen on the website.
    pub(crate) fn set_live(&self, post: &str, blob: &str, at: i64) -> Result<(), DeskError> {
        self.db
            .prepare_cached("REPLACE INTO live (post, blob, at) VALUES (?1, ?2, ?3)")?
            .execute(params![post, blob, at])?;
        Ok(())
    }
}
