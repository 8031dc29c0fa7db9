use rusqlite::{OptionalExtension, params};

use super::Store;
use crate::DeskError;

/// Words that may not have reached their file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Journalled {
    /// The whole post.
    pub(crate) text: Vec<u8>,
    /// The blob id of the file that it was written over; none when there was no file.
    pub(crate) started_from: Option<String>,
}

impl Store {
    /// Keeps a post's words. When this returns, they are on the disk.
    pub(crate) fn journal(&self, path: &str, words: &Journalled, at: i64) -> Result<(), DeskError> {
        self.db
            .prepare_cached("REPLACE INTO journal (path, text, started_from, at) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![path, words.text, words.started_from, at])?;
        Ok(())
    }

    /// The words kept for a post, if any.
    pub(crate) fn journalled(&self, path: &str) -> Result<Option<Journalled>, DeskError> {
        let mut found = self.db.prepare_cached("SELECT text, started_from FROM journal WHERE path = ?1")?;
        let words = found.query_row([path], |row| Ok(Journalled { text: row.get(0)?, started_from: row.get(1)? }));
        Ok(words.optional()?)
    }

    /// Lets the words of a post go: its file has them now.
    pub(crate) fn journal_done(&self, path: &str) -> Result<(), DeskError> {
        self.db.prepare_cached("DELETE FROM journal WHERE path = ?1")?.execute([path])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::for_test;

    #[test]
    fn the_last_words_are_kept_until_the_file_has_them() {
        let (folder, store) = for_test();
        let words = |text: &str| Journalled { text: text.into(), started_from: Some("b10b".into()) };
        store.journal("a.md", &words("one"), 1).unwrap();
        store.journal("a.md", &words("two"), 2).unwrap();
        drop(store);
        let store = Store::open(folder.path()).unwrap();
        assert_eq!(store.journalled("a.md").unwrap(), Some(words("two")));
        store.journal_done("a.md").unwrap();
        assert_eq!(store.journalled("a.md").unwrap(), None);
    }
}
