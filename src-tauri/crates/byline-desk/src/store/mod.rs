//! The desk's memory of one site: one SQLite file, each of its tables in a file of its own.
//!
//! It is opened with a write-ahead log and `synchronous=FULL`: with less, SQLite loses acknowledged transactions in a
//! power cut. Nothing in it is the only copy of anything that is also in the site's files, except the journal.

mod deleted;
mod index;
mod jobs;
mod journal;
mod moves;
mod published;
mod tidied;
mod unnamed;
mod versions;

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;

pub(crate) use index::{Indexed, Row};
pub(crate) use jobs::{JobState, KeptJob};
pub(crate) use journal::Journalled;
pub(crate) use moves::MovedFile;
pub(crate) use tidied::TidiedFile;

use crate::DeskError;

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS posts (
        id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, written INTEGER NOT NULL, bytes INTEGER NOT NULL,
        blob TEXT NOT NULL, blob_lf TEXT NOT NULL,
        title TEXT NOT NULL, guessed INTEGER NOT NULL, date TEXT, author TEXT, tags TEXT NOT NULL,
        words INTEGER NOT NULL, problem TEXT
    );
    CREATE INDEX IF NOT EXISTS posts_by_date ON posts (date);
    CREATE VIRTUAL TABLE IF NOT EXISTS post_words USING fts5 (
        title, author, tags, body, tokenize = \"unicode61 remove_diacritics 2\"
    );
    CREATE TABLE IF NOT EXISTS published (path TEXT PRIMARY KEY, blob TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS base (path TEXT PRIMARY KEY, blob TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS unnamed (path TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS moves (
        was TEXT PRIMARY KEY, now TEXT NOT NULL UNIQUE, post TEXT NOT NULL, base TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS held_back (path TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS deleted (
        id INTEGER PRIMARY KEY, path TEXT NOT NULL, title TEXT NOT NULL, at INTEGER NOT NULL
    );
    CREATE TABLE IF NOT EXISTS deleted_files (
        deleted INTEGER NOT NULL REFERENCES deleted (id) ON DELETE CASCADE, path TEXT NOT NULL, bytes BLOB NOT NULL,
        PRIMARY KEY (deleted, path)
    );
    CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS journal (
        path TEXT PRIMARY KEY, text BLOB NOT NULL, started_from TEXT, at INTEGER NOT NULL
    );
    CREATE TABLE IF NOT EXISTS versions (
        id INTEGER PRIMARY KEY, path TEXT NOT NULL, text BLOB NOT NULL, at INTEGER NOT NULL, why TEXT NOT NULL
    );
    CREATE INDEX IF NOT EXISTS versions_by_path ON versions (path, at);
    CREATE TABLE IF NOT EXISTS jobs (
        id TEXT PRIMARY KEY, post TEXT NOT NULL UNIQUE, state TEXT NOT NULL, detail TEXT NOT NULL,
        message TEXT NOT NULL, writer_name TEXT NOT NULL, writer_email TEXT NOT NULL,
        at INTEGER NOT NULL, offset_minutes INTEGER NOT NULL
    );
    CREATE TABLE IF NOT EXISTS job_files (
        job TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE, path TEXT NOT NULL, text BLOB, base TEXT,
        PRIMARY KEY (job, path)
    );
    CREATE TABLE IF NOT EXISTS tidied (id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL, at INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS tidied_files (
        step INTEGER NOT NULL REFERENCES tidied (id) ON DELETE CASCADE, path TEXT NOT NULL, before BLOB, after TEXT,
        PRIMARY KEY (step, path)
    );
";

/// How much of the store SQLite may keep in memory: negative, so in KiB (sqlite.org/pragma.html).
const CACHE_KIB: i32 = -32_768;
/// How many bytes of words are gathered before they are written to the full-text index.
const WORDS_HELD: i32 = 16 * 1024 * 1024;

/// One site's store.
pub(crate) struct Store {
    db: Connection,
}

impl Store {
    /// Opens a site's store, making it where there is none.
    pub(crate) fn open(folder: &Path) -> Result<Self, DeskError> {
        std::fs::create_dir_all(folder).map_err(|error| DeskError::disk(folder.display().to_string(), error))?;
        let db = Connection::open(folder.join("desk.db"))?;
        db.busy_timeout(Duration::from_secs(10))?;
        db.pragma_update(None, "journal_mode", "WAL")?;
        db.pragma_update(None, "synchronous", "FULL")?;
        db.pragma_update(None, "foreign_keys", true)?;
        db.set_prepared_statement_cache_capacity(64);
        db.pragma_update(None, "cache_size", CACHE_KIB)?;
        db.execute_batch(SCHEMA)?;
        // Indexing a whole site then writes its words once instead of merging them over and over.
        db.execute("INSERT INTO post_words (post_words, rank) VALUES ('hashsize', ?1)", [WORDS_HELD])?;
        Ok(Self { db })
    }

    /// A small fact by its name.
    pub(crate) fn fact(&self, name: &str) -> Result<Option<String>, DeskError> {
        use rusqlite::OptionalExtension;
        let mut found = self.db.prepare_cached("SELECT value FROM facts WHERE name = ?1")?;
        Ok(found.query_row([name], |row| row.get(0)).optional()?)
    }
}

#[cfg(test)]
pub(crate) fn for_test() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    (folder, store)
}
