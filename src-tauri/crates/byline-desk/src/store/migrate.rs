//! Older stores are brought to today's tables, with all that is in them.
//!
//! `PRAGMA user_version` counts the steps that a store has been through. A step only ever adds: so an older Byline can go
//! on with a store that a newer one has opened.

use rusqlite::{Connection, TransactionBehavior};

use crate::DeskError;

/// The steps in their order. One that has been in a release is never changed; a new one is added at the end.
const STEPS: [&str; 3] = [
    // Jobs that ask for approval, that wait for their time, and that can be shown to the person.
    "ALTER TABLE jobs ADD COLUMN kind TEXT NOT NULL DEFAULT 'publish';
     ALTER TABLE jobs ADD COLUMN due INTEGER;
     ALTER TABLE jobs ADD COLUMN kept INTEGER;
     ALTER TABLE jobs ADD COLUMN tried INTEGER;
     ALTER TABLE jobs ADD COLUMN blob TEXT;
     UPDATE jobs SET kept = at;",
    // Posts that were sent for approval, that were seen on the website, and what the server is.
    "CREATE TABLE approvals (
         post TEXT PRIMARY KEY, blob TEXT NOT NULL, name TEXT NOT NULL, commit_id TEXT NOT NULL, address TEXT,
         at INTEGER NOT NULL
     ) WITHOUT ROWID;
     CREATE TABLE live (post TEXT PRIMARY KEY, blob TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
     CREATE TABLE server (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;",
    // What the checks of words are silent about.
    "CREATE TABLE ignored (path TEXT NOT NULL, what TEXT NOT NULL, PRIMARY KEY (path, what)) WITHOUT ROWID;",
];

/// Takes the steps that this store has not been through yet; all of them or, should one fail, none.
pub(super) fn migrate(db: &mut Connection) -> Result<(), DeskError> {
    if version(db)? >= STEPS.len() {
        return Ok(());
    }
    // Another Byline may be opening the same store: whoever writes first takes the steps.
    let all = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for step in STEPS.iter().skip(version(&all)?) {
        all.execute_batch(step)?;
    }
    all.pragma_update(None, "user_version", i64::try_from(STEPS.len()).unwrap_or(i64::MAX))?;
    all.commit()?;
    Ok(())
}

fn version(db: &Connection) -> rusqlite::Result<usize> {
    let version: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(usize::try_from(version).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    /// The tables of jobs as the first Byline made them, with what a person had waiting.
    const OLD: &str = "
        CREATE TABLE jobs (
            id TEXT PRIMARY KEY, post TEXT NOT NULL UNIQUE, state TEXT NOT NULL, detail TEXT NOT NULL,
            message TEXT NOT NULL, writer_name TEXT NOT NULL, writer_email TEXT NOT NULL,
            at INTEGER NOT NULL, offset_minutes INTEGER NOT NULL
        );
        CREATE TABLE job_files (
            job TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE, path TEXT NOT NULL, text BLOB, base TEXT,
            PRIMARY KEY (job, path)
        );
        CREATE TABLE journal (path TEXT PRIMARY KEY, text BLOB NOT NULL, started_from TEXT, at INTEGER NOT NULL);
        INSERT INTO jobs VALUES ('2', 'b.md', 'waiting', 'offline', 'Publish', 'Ann', 'ann@example.org', 7, 60);
        INSERT INTO jobs VALUES ('1', 'a.md', 'needs-you', 'two-versions', 'Publish', 'Ann', 'ann@example.org', 5, 60);
        INSERT INTO job_files VALUES ('2', 'b.md', x'776f726473', NULL);
        INSERT INTO journal VALUES ('c.md', x'746578740a', NULL, 9);";

    #[test]
    fn a_store_of_the_first_byline_keeps_everything() {
        let folder = tempfile::tempdir().unwrap();
        let old = Connection::open(folder.path().join("desk.db")).unwrap();
        old.execute_batch(OLD).unwrap();
        drop(old);
        for _ in 0..2 {
            let store = Store::open(folder.path()).unwrap();
            let waiting = store.jobs_to_send().unwrap();
            assert_eq!(waiting.len(), 1);
            assert_eq!((waiting[0].post.as_str(), waiting[0].due), ("b.md", None));
            assert_eq!(waiting[0].job.files[0].bytes.as_deref(), Some(&b"words"[..]));
            let shown: Vec<_> =
                store.queue().unwrap().into_iter().map(|job| (job.post, job.reason, job.kept)).collect();
            assert_eq!(shown, [("b.md".into(), "offline".into(), 7), ("a.md".into(), "two-versions".into(), 5)]);
            assert_eq!(store.journalled("c.md").unwrap().unwrap().text, b"text\n");
        }
    }

    #[test]
    fn a_store_of_a_newer_byline_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        drop(Store::open(folder.path()).unwrap());
        let newer = Connection::open(folder.path().join("desk.db")).unwrap();
        newer.execute_batch("ALTER TABLE jobs ADD COLUMN colour TEXT; PRAGMA user_version = 99;").unwrap();
        assert!(Store::open(folder.path()).is_ok());
        assert_eq!(version(&newer).unwrap(), 99);
    }
}
