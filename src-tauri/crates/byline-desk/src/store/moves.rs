//! Where files that the server has under one name are on this computer, until a publish says so to the server.

use rusqlite::params;

use super::Store;
use crate::DeskError;

/// A file that goes to another path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MovedFile {
    /// Where it was.
    pub(crate) was: String,
    /// Where it is.
    pub(crate) now: String,
    /// The blob that the words here started from, where the server has the file at `was`.
    pub(crate) base: Option<String>,
}

impl Store {
    /// Notes that files went to other paths, and lets all that is kept of them follow. `post` is the post that they
    /// belong to, as it was and as it is.
    pub(crate) fn move_files(&mut self, post: (&str, &str), files: &[MovedFile]) -> Result<(), DeskError> {
        let all = self.db.transaction()?;
        all.execute("UPDATE moves SET post = ?2 WHERE post = ?1", [post.0, post.1])?;
        all.execute("UPDATE rivals SET post = ?2 WHERE post = ?1", [post.0, post.1])?;
        all.execute("UPDATE OR REPLACE approvals SET post = ?2 WHERE post = ?1", [post.0, post.1])?;
        for file in files {
            let known = all.execute("UPDATE moves SET now = ?2 WHERE now = ?1", [&file.was, &file.now])?;
            if let Some(base) = file.base.as_ref().filter(|_| known == 0) {
                all.execute(
                    "REPLACE INTO moves (was, now, post, base) VALUES (?1, ?2, ?3, ?4)",
                    params![file.was, file.now, post.1, base],
                )?;
            }
            for table in ["unnamed", "journal", "base", "versions", "held_back", "written", "rivals", "ignored"] {
                let follow = format!("UPDATE OR REPLACE {table} SET path = ?2 WHERE path = ?1");
                all.execute(&follow, [&file.was, &file.now])?;
            }
            all.execute("UPDATE sent SET post = ?2 WHERE post = ?1", [&file.was, &file.now])?;
            // Taking an older tidying back would put its files where they no longer belong.
            let tidyings = "DELETE FROM tidied WHERE id IN (SELECT step FROM tidied_files WHERE path = ?1)";
            all.execute(tidyings, [&file.was])?;
        }
        // What is back where it was has not moved.
        all.execute("DELETE FROM moves WHERE was = now", [])?;
        all.commit()?;
        Ok(())
    }

    /// The files of a post that the server has at another path.
    pub(crate) fn moves_of(&self, post: &str) -> Result<Vec<MovedFile>, DeskError> {
        let mut found = self.db.prepare_cached("SELECT was, now, base FROM moves WHERE post = ?1 ORDER BY was")?;
        let files = found
            .query_map([post], |row| Ok(MovedFile { was: row.get(0)?, now: row.get(1)?, base: Some(row.get(2)?) }))?;
        Ok(files.collect::<Result<_, _>>()?)
    }

    /// The path at which the server has a post that is at `now` here, if it is another.
    pub(crate) fn published_at(&self, now: &str) -> Result<Option<String>, DeskError> {
        use rusqlite::OptionalExtension;
        let mut found = self.db.prepare_cached("SELECT was FROM moves WHERE now = ?1")?;
        let was: Option<String> = found.query_row([now], |row| row.get(0)).optional()?;
        let Some(was) = was else { return Ok(None) };
        Ok(self.published(&was)?.map(|_| was))
    }

    /// Notes that the server has a post as a draft, which the website does not show; or that it is to show it again.
    pub(crate) fn hold_back(&self, path: &str, held: bool) -> Result<(), DeskError> {
        let (held_back, shown) = ("REPLACE INTO held_back (path) VALUES (?1)", "DELETE FROM held_back WHERE path = ?1");
        let sql = if held { held_back } else { shown };
        self.db.prepare_cached(sql)?.execute([path])?;
        Ok(())
    }

    /// A file is again where the server has it.
    pub(crate) fn forget_move(&self, was: &str) -> Result<(), DeskError> {
        self.db.prepare_cached("DELETE FROM moves WHERE was = ?1")?.execute([was])?;
        Ok(())
    }

    /// Notes what the server has now where a moved file was.
    pub(crate) fn rebase_move(&self, was: &str, base: &str) -> Result<(), DeskError> {
        self.db.prepare_cached("UPDATE moves SET base = ?2 WHERE was = ?1")?.execute([was, base])?;
        Ok(())
    }

    /// Whether a post is kept off the website on purpose, whether the server has it as a draft or not at all.
    pub(crate) fn is_held_back(&self, path: &str) -> Result<bool, DeskError> {
        use rusqlite::OptionalExtension;
        let mut found = self.db.prepare_cached("SELECT 1 FROM held_back WHERE path = ?1")?;
        Ok(found.query_row([path], |_| Ok(())).optional()?.is_some())
    }

    /// The server has a post's files where they are.
    pub(crate) fn moves_done(&mut self, post: &str) -> Result<(), DeskError> {
        let all = self.db.transaction()?;
        all.execute("DELETE FROM base WHERE path IN (SELECT was FROM moves WHERE post = ?1)", [post])?;
        all.execute("DELETE FROM moves WHERE post = ?1", [post])?;
        all.commit()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Journalled, Store, for_test};

    fn file(was: &str, now: &str, base: Option<&str>) -> MovedFile {
        MovedFile { was: was.into(), now: now.into(), base: base.map(str::to_owned) }
    }

    #[test]
    fn what_is_kept_of_a_post_follows_it() {
        let (_folder, mut store) = for_test();
        store.set_unnamed("old.md").unwrap();
        let words = Journalled { text: b"words".to_vec(), started_from: None };
        store.journal("old.md", &words, 1).unwrap();
        store.keep_version("old.md", b"before", 1, "saved").unwrap();
        store.move_files(("old.md", "new.md"), &[file("old.md", "new.md", None)]).unwrap();
        assert!(store.is_unnamed("new.md").unwrap() && !store.is_unnamed("old.md").unwrap());
        assert_eq!(store.journalled("new.md").unwrap(), Some(words));
        assert_eq!(store.versions("new.md").len(), 1);
        assert!(store.moves_of("new.md").unwrap().is_empty(), "the server never had it");
    }

    #[test]
    fn where_the_server_has_it_is_known_through_every_further_move_and_a_restart() {
        let (folder, mut store) = for_test();
        store
            .move_files(("a.md", "b.md"), &[file("a.md", "b.md", Some("1")), file("a/x.jpg", "b/x.jpg", Some("2"))])
            .unwrap();
        store.move_files(("b.md", "c.md"), &[file("b.md", "c.md", None), file("b/x.jpg", "c/x.jpg", None)]).unwrap();
        drop(store);
        let mut store = Store::open(folder.path()).unwrap();
        assert_eq!(
            store.moves_of("c.md").unwrap(),
            [file("a.md", "c.md", Some("1")), file("a/x.jpg", "c/x.jpg", Some("2"))]
        );
        store.move_files(("c.md", "a.md"), &[file("c.md", "a.md", None), file("c/x.jpg", "a/x.jpg", None)]).unwrap();
        assert!(store.moves_of("a.md").unwrap().is_empty(), "it is back where it was");
    }
}
