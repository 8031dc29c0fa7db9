use rusqlite::{OptionalExtension, params};

use super::Store;
use crate::DeskError;

/// So many tidyings of a site can be taken back; older ones are let go, and with them the pictures kept for them.
const KEPT: i64 = 16;

/// One tidying that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TidiedStep {
    pub(crate) id: i64,
    pub(crate) files: Vec<TidiedFile>,
}

/// What a tidying did to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TidiedFile {
    pub(crate) path: String,
    /// Its bytes before; none when it was not there.
    pub(crate) before: Option<Vec<u8>>,
    /// The blob id that it was left with; none when it was taken away.
    pub(crate) after: Option<String>,
}

impl Store {
    /// Begins a tidying of a post.
    pub(crate) fn begin_tidying(&self, path: &str, at: i64) -> Result<i64, DeskError> {
        self.db.prepare_cached("INSERT INTO tidied (path, at) VALUES (?1, ?2)")?.execute(params![path, at])?;
        let id = self.db.last_insert_rowid();
        self.db.prepare_cached("DELETE FROM tidied WHERE id <= ?1 - ?2")?.execute([id, KEPT])?;
        Ok(id)
    }

    /// Notes what is about to happen to a file. When this returns, it can be taken back, whatever happens.
    pub(crate) fn note_tidied(
        &self,
        step: i64,
        path: &str,
        before: Option<&[u8]>,
        after: Option<&str>,
    ) -> Result<(), DeskError> {
        let note = "INSERT INTO tidied_files (step, path, before, after) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (step, path) DO UPDATE SET after = excluded.after";
        self.db.prepare_cached(note)?.execute(params![step, path, before, after])?;
        Ok(())
    }

    /// The newest tidying of a post that has not been taken back.
    pub(crate) fn last_tidying(&self, path: &str) -> Result<Option<TidiedStep>, DeskError> {
        let mut newest = self.db.prepare_cached("SELECT id FROM tidied WHERE path = ?1 ORDER BY id DESC LIMIT 1")?;
        let Some(id) = newest.query_row([path], |row| row.get(0)).optional()? else { return Ok(None) };
        let mut found =
            self.db.prepare_cached("SELECT path, before, after FROM tidied_files WHERE step = ?1 ORDER BY path")?;
        let file = |row: &rusqlite::Row| Ok(TidiedFile { path: row.get(0)?, before: row.get(1)?, after: row.get(2)? });
        let files = found.query_map([id], file)?.collect::<Result<_, _>>()?;
        Ok(Some(TidiedStep { id, files }))
    }

    /// Lets a tidying go: it changed nothing, or was taken back.
    pub(crate) fn forget_tidying(&self, step: i64) -> Result<(), DeskError> {
        self.db.prepare_cached("DELETE FROM tidied WHERE id = ?1")?.execute([step])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::for_test;

    #[test]
    fn the_first_text_and_the_last_one_are_kept_until_it_is_taken_back() {
        let (folder, store) = for_test();
        let step = store.begin_tidying("a.md", 1).unwrap();
        store.note_tidied(step, "a.md", Some(b"one"), Some("2")).unwrap();
        store.note_tidied(step, "a.md", Some(b"two"), Some("3")).unwrap();
        store.note_tidied(step, "b c.jpg", Some(b"picture"), None).unwrap();
        drop(store);
        let store = Store::open(folder.path()).unwrap();
        let file = |path: &str, before: &[u8], after: Option<&str>| TidiedFile {
            path: path.to_owned(),
            before: Some(before.to_vec()),
            after: after.map(str::to_owned),
        };
        let files = vec![file("a.md", b"one", Some("3")), file("b c.jpg", b"picture", None)];
        assert_eq!(store.last_tidying("a.md").unwrap(), Some(TidiedStep { id: step, files }));
        assert_eq!(store.last_tidying("b.md").unwrap(), None);
        store.forget_tidying(step).unwrap();
        assert_eq!(store.last_tidying("a.md").unwrap(), None);
    }

    #[test]
    fn old_ones_are_let_go() {
        let (_folder, store) = for_test();
        let first = store.begin_tidying("first.md", 1).unwrap();
        store.note_tidied(first, "first.md", Some(b"x"), None).unwrap();
        for n in 0..KEPT {
            store.begin_tidying("other.md", n).unwrap();
        }
        assert_eq!(store.last_tidying("first.md").unwrap(), None);
        let files: i64 = store.db.query_row("SELECT count(*) FROM tidied_files", [], |row| row.get(0)).unwrap();
        assert_eq!(files, 0);
    }
}
