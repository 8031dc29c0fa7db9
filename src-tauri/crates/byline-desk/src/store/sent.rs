//! What was published from this desk, so that it can be taken back; and what a kept job is meant as, where it is more than
//! a publish.

use rusqlite::{OptionalExtension, params};

use super::Store;
use crate::DeskError;

pub(super) const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS sent (
        id INTEGER PRIMARY KEY AUTOINCREMENT, job TEXT NOT NULL UNIQUE, post TEXT NOT NULL, state TEXT NOT NULL,
        at INTEGER NOT NULL, taken_back INTEGER NOT NULL DEFAULT 0
    );
    CREATE TABLE IF NOT EXISTS sent_files (
        sent INTEGER NOT NULL REFERENCES sent (id) ON DELETE CASCADE, path TEXT NOT NULL, before TEXT, after TEXT,
        PRIMARY KEY (sent, path)
    );
    CREATE TABLE IF NOT EXISTS meant (job TEXT PRIMARY KEY, what TEXT NOT NULL, sent INTEGER) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS own_texts (path TEXT PRIMARY KEY) WITHOUT ROWID;
";

/// So many publishes are remembered.
const KEPT: i64 = 500;

/// A publish from this desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SentPost {
    pub(crate) id: i64,
    /// The post, where it is now.
    pub(crate) post: String,
    /// The published state of the site that it made.
    pub(crate) state: String,
    pub(crate) taken_back: bool,
    pub(crate) files: Vec<SentFile>,
}

/// What a publish did to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SentFile {
    /// As the repository has it.
    pub(crate) path: String,
    /// The server's blob before; none when it had no such file.
    pub(crate) before: Option<String>,
    /// The server's blob after; none when the file was taken away.
    pub(crate) after: Option<String>,
}

/// What a kept job is meant as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meant {
    /// It undoes this publish.
    TakeBack(i64),
    /// It takes a post off the website.
    Unpublish,
}

impl Store {
    /// Remembers a publish.
    pub(crate) fn note_sent(
        &mut self,
        job: &str,
        (post, state): (&str, &str),
        at: i64,
        files: &[SentFile],
    ) -> Result<(), DeskError> {
        let all = self.db.transaction()?;
        let noted = all.execute(
            "INSERT INTO sent (job, post, state, at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (job) DO NOTHING",
            params![job, post, state, at],
        )?;
        if noted > 0 {
            let id = all.last_insert_rowid();
            for file in files {
                all.execute(
                    "INSERT INTO sent_files (sent, path, before, after) VALUES (?1, ?2, ?3, ?4)",
                    params![id, file.path, file.before, file.after],
                )?;
            }
            all.execute("DELETE FROM sent WHERE id <= ?1 - ?2", [id, KEPT])?;
        }
        all.commit()?;
        Ok(())
    }

    /// The last publish of all, or of one post.
    pub(crate) fn last_sent(&self, post: Option<&str>) -> Result<Option<SentPost>, DeskError> {
        let mut found = self.db.prepare_cached(
            "SELECT id, post, state, taken_back FROM sent WHERE ?1 IS NULL OR post = ?1 ORDER BY id DESC LIMIT 1",
        )?;
        let sent = found.query_row([post], |row| {
            let (id, post, state, taken_back) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            Ok(SentPost { id, post, state, taken_back, files: Vec::new() })
        });
        let Some(mut sent) = sent.optional()? else { return Ok(None) };
        let mut files =
            self.db.prepare_cached("SELECT path, before, after FROM sent_files WHERE sent = ?1 ORDER BY path")?;
        let file = |row: &rusqlite::Row| Ok(SentFile { path: row.get(0)?, before: row.get(1)?, after: row.get(2)? });
        sent.files = files.query_map([sent.id], file)?.collect::<Result<_, _>>()?;
        Ok(Some(sent))
    }

    /// Notes that a publish was taken back: that is done once.
    pub(crate) fn set_taken_back(&self, id: i64) -> Result<(), DeskError> {
        self.db.prepare_cached("UPDATE sent SET taken_back = 1 WHERE id = ?1")?.execute([id])?;
        Ok(())
    }

    /// Notes what a job is meant as, before it is kept.
    pub(crate) fn set_meant(&self, job: &str, meant: Meant) -> Result<(), DeskError> {
        let (what, sent) = match meant {
            Meant::TakeBack(sent) => ("take-back", Some(sent)),
            Meant::Unpublish => ("unpublish", None),
        };
        // What became of others is known by now, or they were withdrawn.
        self.db.prepare_cached("DELETE FROM meant WHERE job NOT IN (SELECT id FROM jobs)")?.execute([])?;
        let note = "REPLACE INTO meant (job, what, sent) VALUES (?1, ?2, ?3)";
        self.db.prepare_cached(note)?.execute(params![job, what, sent])?;
        Ok(())
    }

    /// What a job is meant as; nothing for a publish.
    pub(crate) fn meant(&self, job: &str) -> Result<Option<Meant>, DeskError> {
        let mut found = self.db.prepare_cached("SELECT sent FROM meant WHERE job = ?1")?;
        let sent: Option<Option<i64>> = found.query_row([job], |row| row.get(0)).optional()?;
        Ok(sent.map(|sent| sent.map_or(Meant::Unpublish, Meant::TakeBack)))
    }

    /// Notes that a file is on purpose as it is here, whatever the server has by now.
    pub(crate) fn keep_own_text(&self, path: &str) -> Result<(), DeskError> {
        self.db.prepare_cached("REPLACE INTO own_texts (path) VALUES (?1)")?.execute([path])?;
        Ok(())
    }

    /// Files that are on purpose as they are here.
    pub(crate) fn own_texts(&self) -> Result<Vec<String>, DeskError> {
        let mut found = self.db.prepare_cached("SELECT path FROM own_texts")?;
        let paths = found.query_map([], |row| row.get(0))?;
        Ok(paths.collect::<Result<_, _>>()?)
    }

    /// The folder follows the server from here on: what is another text here is one that was changed.
    pub(crate) fn own_texts_settled(&self) -> Result<(), DeskError> {
        self.db.prepare_cached("DELETE FROM own_texts")?.execute([])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::for_test;

    fn file(path: &str, before: Option<&str>, after: Option<&str>) -> SentFile {
        SentFile { path: path.into(), before: before.map(str::to_owned), after: after.map(str::to_owned) }
    }

    #[test]
    fn publishes_are_remembered_over_a_restart_the_last_one_first() {
        let (folder, mut store) = for_test();
        let files = [file("a.jpg", None, Some("3")), file("a.md", Some("1"), Some("2"))];
        store.note_sent("job-1", ("a.md", "c1"), 5, &files).unwrap();
        store.note_sent("job-1", ("a.md", "c9"), 5, &[]).unwrap();
        store.note_sent("job-2", ("b.md", "c2"), 6, &[]).unwrap();
        drop(store);
        let store = Store::open(folder.path()).unwrap();
        assert_eq!(store.last_sent(None).unwrap().unwrap().post, "b.md");
        let sent = store.last_sent(Some("a.md")).unwrap().unwrap();
        assert_eq!((sent.state.as_str(), sent.taken_back, sent.files.as_slice()), ("c1", false, files.as_slice()));
        store.set_taken_back(sent.id).unwrap();
        assert!(store.last_sent(Some("a.md")).unwrap().unwrap().taken_back);
        assert_eq!(store.last_sent(Some("c.md")).unwrap(), None);
    }

    #[test]
    fn a_job_is_meant_as_what_was_said_and_others_as_a_publish() {
        let (_folder, store) = for_test();
        store.set_meant("job-1", Meant::TakeBack(7)).unwrap();
        assert_eq!(store.meant("job-1").unwrap(), Some(Meant::TakeBack(7)));
        store.set_meant("job-2", Meant::Unpublish).unwrap();
        assert_eq!(store.meant("job-2").unwrap(), Some(Meant::Unpublish));
        assert_eq!(store.meant("job-1").unwrap(), None, "no such job is kept");
        assert_eq!(store.meant("job-3").unwrap(), None);
    }
}
