//! What was deleted, with every byte, so that it can be put back even after the bin was emptied.

use rusqlite::{OptionalExtension, params};

use super::Store;
use crate::DeskError;

/// So many deleted posts are kept, however long ago they were deleted.
const KEPT: usize = 50;

/// Files by their paths.
pub(crate) type Files = Vec<(String, Vec<u8>)>;

/// A deleted post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    pub(crate) id: u32,
    pub(crate) path: String,
    pub(crate) title: String,
    /// Seconds since 1970.
    pub(crate) at: i64,
}

impl Store {
    /// Keeps a post's files. When this returns, they are on the disk.
    pub(crate) fn keep_deleted(
        &mut self,
        (path, title): (&str, &str),
        at: i64,
        files: &[(String, Vec<u8>)],
    ) -> Result<u32, DeskError> {
        let all = self.db.transaction()?;
        all.execute("INSERT INTO deleted (path, title, at) VALUES (?1, ?2, ?3)", params![path, title, at])?;
        let id = all.last_insert_rowid();
        for (path, bytes) in files {
            all.execute(
                "INSERT INTO deleted_files (deleted, path, bytes) VALUES (?1, ?2, ?3)",
                params![id, path, bytes],
            )?;
        }
        all.commit()?;
        Ok(u32::try_from(id).unwrap_or(u32::MAX))
    }

    /// The deleted posts, the last one first.
    pub(crate) fn deleted(&self) -> Result<Vec<Kept>, DeskError> {
        let mut found = self.db.prepare_cached("SELECT id, path, title, at FROM deleted ORDER BY id DESC")?;
        let kept = found.query_map([], |row| {
            Ok(Kept { id: row.get(0)?, path: row.get(1)?, title: row.get(2)?, at: row.get(3)? })
        })?;
        Ok(kept.collect::<Result<_, _>>()?)
    }

    /// A deleted post's path and files; the post itself is the first.
    pub(crate) fn deleted_files(&self, id: u32) -> Result<Option<(String, Files)>, DeskError> {
        let mut found = self.db.prepare_cached("SELECT path FROM deleted WHERE id = ?1")?;
        let Some(post) = found.query_row([id], |row| row.get::<_, String>(0)).optional()? else { return Ok(None) };
        let mut files = self
            .db
            .prepare_cached("SELECT path, bytes FROM deleted_files WHERE deleted = ?1 ORDER BY path <> ?2, path")?;
        let files = files.query_map(params![id, post], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let files = files.collect::<Result<_, _>>()?;
        Ok(Some((post, files)))
    }

    /// Lets a deleted post go: it is back.
    pub(crate) fn forget_deleted(&self, id: u32) -> Result<(), DeskError> {
        self.db.prepare_cached("DELETE FROM deleted WHERE id = ?1")?.execute([id])?;
        Ok(())
    }

    /// Lets everything go that was deleted at this path: the post is back by another way.
    pub(crate) fn forget_deleted_at(&self, path: &str) -> Result<(), DeskError> {
        self.db.prepare_cached("DELETE FROM deleted WHERE path = ?1")?.execute([path])?;
        Ok(())
    }

    /// Lets deleted posts go that were deleted before `before`, but for the newest fifty and those that must stay.
    pub(crate) fn thin_out_deleted(&self, before: i64, stays: &dyn Fn(&str) -> bool) -> Result<(), DeskError> {
        for old in self.deleted()?.iter().skip(KEPT).filter(|old| old.at < before && !stays(&old.path)) {
            self.forget_deleted(old.id)?;
        }
        Ok(())
    }

    /// Files that were deleted or moved away here on purpose.
    pub(crate) fn gone(&self) -> Result<Vec<String>, DeskError> {
        let mut found = self.db.prepare_cached("SELECT path FROM deleted_files UNION SELECT was FROM moves")?;
        let paths = found.query_map([], |row| row.get(0))?;
        Ok(paths.collect::<Result<_, _>>()?)
    }
}

#[cfg(test)]
mod tests {
    use crate::store::{Store, for_test};

    #[test]
    fn what_was_deleted_is_there_whole_after_a_restart() {
        let (folder, mut store) = for_test();
        let files = [("a/b.jpg".to_owned(), vec![0, 1]), ("a/index.md".to_owned(), b"# A".to_vec())];
        let id = store.keep_deleted(("a/index.md", "A"), 7, &files).unwrap();
        drop(store);
        let store = Store::open(folder.path()).unwrap();
        assert_eq!(store.deleted().unwrap()[0].title, "A");
        let (post, kept) = store.deleted_files(id).unwrap().unwrap();
        assert_eq!((post.as_str(), &kept[0], &kept[1]), ("a/index.md", &files[1], &files[0]));
        store.forget_deleted(id).unwrap();
        assert_eq!(store.deleted_files(id).unwrap(), None);
    }
}
