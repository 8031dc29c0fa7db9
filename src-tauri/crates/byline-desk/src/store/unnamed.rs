use rusqlite::OptionalExtension;

use super::Store;
use crate::DeskError;

impl Store {
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

    /// Lets all that is kept of a post follow its file to another name.
    pub(crate) fn rename(&mut self, from: &str, to: &str) -> Result<(), DeskError> {
        let all = self.db.transaction()?;
        for table in ["unnamed", "journal", "base", "versions", "tidied", "tidied_files"] {
            all.execute(&format!("UPDATE OR REPLACE {table} SET path = ?2 WHERE path = ?1"), [from, to])?;
        }
        all.commit()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::store::{Journalled, for_test};

    #[test]
    fn what_is_kept_of_a_post_follows_it() {
        let (_folder, mut store) = for_test();
        store.set_unnamed("old.md").unwrap();
        let words = Journalled { text: b"words".to_vec(), started_from: None };
        store.journal("old.md", &words, 1).unwrap();
        store.keep_version("old.md", b"before", 1, "saved").unwrap();
        store.rename("old.md", "new.md").unwrap();
        assert!(store.is_unnamed("new.md").unwrap() && !store.is_unnamed("old.md").unwrap());
        assert_eq!(store.journalled("new.md").unwrap(), Some(words));
        assert_eq!(store.versions("new.md").len(), 1);
    }
}
