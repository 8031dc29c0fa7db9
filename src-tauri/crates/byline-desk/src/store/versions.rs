use rusqlite::{OptionalExtension, params};

use super::Store;
use crate::DeskError;

/// A version is kept for each two minutes of change.
const SECONDS_BETWEEN: i64 = 120;

impl Store {
    /// Keeps an earlier text of a post, whatever the time.
    pub(crate) fn keep_version(&self, path: &str, text: &[u8], at: i64, why: &str) -> Result<(), DeskError> {
        let newest = self.newest_version(path)?;
        if newest.is_some_and(|(_, kept)| kept == text) {
            return Ok(());
        }
        self.db
            .prepare_cached("INSERT INTO versions (path, text, at, why) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![path, text, at, why])?;
        Ok(())
    }

    /// Keeps the text that a save is about to replace, unless one was kept in the last two minutes.
    pub(crate) fn keep_version_in_time(&self, path: &str, text: &[u8], at: i64) -> Result<(), DeskError> {
        match self.newest_version(path)? {
            Some((last, _)) if at - last < SECONDS_BETWEEN => Ok(()),
            _ => self.keep_version(path, text, at, "saved"),
        }
    }

    fn newest_version(&self, path: &str) -> Result<Option<(i64, Vec<u8>)>, DeskError> {
        let mut found =
            self.db.prepare_cached("SELECT at, text FROM versions WHERE path = ?1 ORDER BY id DESC LIMIT 1")?;
        Ok(found.query_row([path], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    }

    /// Every text kept for a post, the newest first.
    #[cfg(test)]
    pub(crate) fn versions(&self, path: &str) -> Vec<Vec<u8>> {
        let mut found = self.db.prepare("SELECT text FROM versions WHERE path = ?1 ORDER BY id DESC").unwrap();
        let texts = found.query_map([path], |row| row.get(0)).unwrap();
        texts.collect::<Result<_, _>>().unwrap()
    }
}

#[cfg(test)]
mod tests {
    use crate::store::for_test;

    #[test]
    fn one_for_each_two_minutes_and_none_twice() {
        let (_folder, store) = for_test();
        for (text, at) in [("a", 0), ("b", 60), ("c", 119), ("d", 121), ("d", 400)] {
            store.keep_version_in_time("p.md", text.as_bytes(), at).unwrap();
        }
        assert_eq!(store.versions("p.md"), [b"d".to_vec(), b"a".to_vec()]);
        store.keep_version("p.md", b"theirs", 401, "other").unwrap();
        assert_eq!(store.versions("p.md").len(), 3);
    }
}
