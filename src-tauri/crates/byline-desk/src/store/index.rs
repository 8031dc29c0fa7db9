//! The list as it is written: a row for each post's file.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, params};

use super::PATIENCE;
use crate::DeskError;
use crate::walk::Seen;

/// Raised whenever the tables change: an index of another version is made anew.
const VERSION: i64 = 2;

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS posts (
        id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, written INTEGER NOT NULL, bytes INTEGER NOT NULL,
        unsure INTEGER NOT NULL, filled INTEGER NOT NULL, stands TEXT NOT NULL, blob TEXT, blob_lf TEXT,
        title TEXT NOT NULL, guessed INTEGER NOT NULL, date TEXT, date_guessed INTEGER NOT NULL,
        author TEXT, author_guessed INTEGER NOT NULL, bare INTEGER NOT NULL, tags TEXT NOT NULL,
        words INTEGER NOT NULL, problem TEXT
    );
    CREATE TABLE IF NOT EXISTS begun (path TEXT PRIMARY KEY, date TEXT, author TEXT) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS posts_by_date ON posts (date DESC, title, path);
    CREATE INDEX IF NOT EXISTS posts_by_stands ON posts (stands);
    CREATE INDEX IF NOT EXISTS posts_bare ON posts (path) WHERE bare;
    CREATE INDEX IF NOT EXISTS posts_to_fill ON posts (id) WHERE NOT filled;
    CREATE TABLE IF NOT EXISTS texts (id INTEGER PRIMARY KEY, body TEXT NOT NULL);
    CREATE VIRTUAL TABLE IF NOT EXISTS post_words USING fts5 (
        title, author, tags, body, content = '', contentless_delete = 1, tokenize = \"unicode61 remove_diacritics 2\"
    );
    CREATE TABLE IF NOT EXISTS published (path TEXT PRIMARY KEY, blob TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
";

/// Where a post stands as far as its file and the server tell; `?` is the post's path, its names are columns of `posts`.
pub(super) const STANDS: &str = "CASE
    WHEN (SELECT blob FROM published WHERE path = posts.path) IS NULL THEN 'draft'
    WHEN blob IS NULL THEN 'unknown'
    WHEN (SELECT blob FROM published WHERE path = posts.path) IN (blob, blob_lf) THEN 'published'
    ELSE 'changed' END";

/// How much of the index SQLite may keep in memory: negative, so in KiB (sqlite.org/pragma.html).
const CACHE_KIB: i32 = -16_384;
/// How many bytes of words are gathered before they are written to the full-text index.
const WORDS_HELD: i32 = 16 * 1024 * 1024;

/// What the list knows of one post, read from its file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own about the file")]
pub(crate) struct Row {
    pub(crate) seen: Seen,
    /// The file was written so shortly before it was read that a change since may not show in its time.
    pub(crate) unsure: bool,
    pub(crate) title: String,
    pub(crate) title_guessed: bool,
    pub(crate) date: Option<String>,
    pub(crate) date_guessed: bool,
    pub(crate) author: Option<String>,
    /// The file begins with no details, so that the history may tell what its text does not.
    pub(crate) bare: bool,
    pub(crate) tags: Vec<String>,
    pub(crate) problem: Option<String>,
}

/// When a file was last written and its size: what tells a changed file from an unchanged one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Indexed {
    pub(crate) written: i64,
    pub(crate) bytes: i64,
}

impl From<&Seen> for Indexed {
    fn from(seen: &Seen) -> Self {
        Self { written: seen.written, bytes: i64::try_from(seen.bytes).unwrap_or(i64::MAX) }
    }
}

/// The part of a site's store that can be made again.
pub(crate) struct Index {
    pub(super) db: Connection,
    /// Texts were put in that are not committed yet.
    pub(super) filling: Option<std::time::Instant>,
}

impl Index {
    /// Opens a site's index, making it anew where there is none that can be read.
    pub(crate) fn open(folder: &Path) -> Result<Self, DeskError> {
        let place = folder.join("index.db");
        if let Ok(Some(db)) = Self::connect(&place) {
            return Ok(Self { db, filling: None });
        }
        for ending in ["", "-wal", "-shm"] {
            // Most often there is none.
            let _ = std::fs::remove_file(folder.join(format!("index.db{ending}")));
        }
        let db = Self::connect(&place)?.ok_or(rusqlite::Error::InvalidQuery)?;
        Ok(Self { db, filling: None })
    }

    /// Nothing where it is of another version.
    fn connect(place: &Path) -> rusqlite::Result<Option<Connection>> {
        let db = Connection::open(place)?;
        db.busy_timeout(PATIENCE)?;
        db.pragma_update(None, "journal_mode", "WAL")?;
        // A power cut may cost the last changes of the list, which are then read from the files again; nothing else.
        db.pragma_update(None, "synchronous", "NORMAL")?;
        db.pragma_update(None, "cache_size", CACHE_KIB)?;
        db.set_prepared_statement_cache_capacity(64);
        let version: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        if tables > 0 && version != VERSION {
            return Ok(None);
        }
        if tables == 0 {
            db.execute_batch(SCHEMA)?;
            db.pragma_update(None, "user_version", VERSION)?;
            // Indexing a whole site then writes its words once instead of merging them over and over.
            db.execute("INSERT INTO post_words (post_words, rank) VALUES ('hashsize', ?1)", [WORDS_HELD])?;
        }
        Ok(Some(db))
    }

    /// Every indexed file in the order of the paths, and whether a change of it may not show in its time.
    pub(crate) fn each_indexed(&self, mut each: impl FnMut(String, Indexed, bool)) -> Result<(), DeskError> {
        let mut found = self.db.prepare("SELECT path, written, bytes, unsure FROM posts ORDER BY path")?;
        let mut rows = found.query([])?;
        while let Some(row) = rows.next()? {
            each(row.get(0)?, Indexed { written: row.get(1)?, bytes: row.get(2)? }, row.get(3)?);
        }
        Ok(())
    }

    /// Whether nothing is in the list.
    pub(crate) fn is_empty(&self) -> Result<bool, DeskError> {
        let found = self.db.query_row("SELECT 1 FROM posts LIMIT 1", [], |_| Ok(()));
        Ok(found.optional()?.is_none())
    }

    /// Every indexed file's path.
    pub(crate) fn paths(&self) -> Result<Vec<String>, DeskError> {
        let mut found = self.db.prepare("SELECT path FROM posts ORDER BY path")?;
        Ok(found.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// How one file was when it was indexed.
    pub(crate) fn indexed_as(&self, path: &str) -> Result<Option<Indexed>, DeskError> {
        let mut found = self.db.prepare_cached("SELECT written, bytes FROM posts WHERE path = ?1 AND NOT unsure")?;
        let row = found.query_row([path], |row| Ok(Indexed { written: row.get(0)?, bytes: row.get(1)? }));
        Ok(row.optional()?)
    }

    /// Puts posts into the list or replaces them, and removes the ones that are gone, all at once. `unread` files are still
    /// to come.
    pub(crate) fn write(&mut self, rows: &[Row], gone: &[String], unread: usize) -> Result<(), DeskError> {
        self.settle()?;
        let all = self.db.transaction()?;
        {
            let mut find = all.prepare_cached("SELECT id, filled FROM posts WHERE path = ?1")?;
            let mut add = all.prepare_cached(
                "INSERT INTO posts (path, written, bytes, unsure, filled, stands, title, guessed, date, author, tags, words,
                     problem, date_guessed, author_guessed, bare)
                 VALUES (?1, ?2, ?3, ?4, 0, iif((SELECT 1 FROM published WHERE path = ?1), 'unknown', 'draft'),
                     ?5, ?6, ?7, ?8, ?9, 0, ?10, ?11, 0, ?12)
                 ON CONFLICT (path) DO UPDATE SET written = ?2, bytes = ?3, unsure = ?4, filled = 0,
                     stands = excluded.stands, blob = NULL, blob_lf = NULL, title = ?5, guessed = ?6, date = ?7,
                     author = ?8, tags = ?9, problem = ?10, date_guessed = ?11, author_guessed = 0, bare = ?12",
            )?;
            for path in gone.iter().chain(rows.iter().map(|row| &row.seen.path)) {
                let found: Option<(i64, bool)> =
                    find.query_row([path], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
                if let Some((id, true)) = found {
                    super::fill::unfill(&all, id)?;
                }
            }
            for row in rows {
                let indexed = Indexed::from(&row.seen);
                add.execute(params![
                    row.seen.path,
                    indexed.written,
                    indexed.bytes,
                    row.unsure,
                    row.title,
                    row.title_guessed,
                    row.date,
                    row.author,
                    row.tags.join("\n"),
                    row.problem,
                    row.date_guessed,
                    row.bare
                ])?;
                if row.bare {
                    super::begun::fill_in(&all, &row.seen.path)?;
                }
            }
            let mut remove = all.prepare_cached("DELETE FROM posts WHERE path = ?1")?;
            for path in gone {
                remove.execute([path])?;
            }
            let unread = i64::try_from(unread).unwrap_or(i64::MAX);
            all.prepare_cached("REPLACE INTO facts (name, value) VALUES ('unread', ?1)")?.execute([unread])?;
            raise_generation(&all)?;
        }
        all.commit()?;
        Ok(())
    }

    /// Notes how many files are still to be looked at.
    pub(crate) fn note_unread(&mut self, unread: usize) -> Result<(), DeskError> {
        let unread = i64::try_from(unread).unwrap_or(i64::MAX);
        let sql = "UPDATE facts SET value = ?1 WHERE name = 'unread' AND value <> ?1";
        self.db.prepare_cached(sql)?.execute([unread])?;
        Ok(())
    }

    /// A small fact, in words, by its name.
    pub(crate) fn fact(&self, name: &str) -> Result<Option<String>, DeskError> {
        let mut found = self.db.prepare_cached("SELECT value FROM facts WHERE name = ?1")?;
        Ok(found.query_row([name], |row| row.get(0)).optional()?)
    }

    /// The newest posts' author, as a hint for who writes here: the most frequent of the last few.
    pub(crate) fn usual_author(&self) -> Result<Option<String>, DeskError> {
        let mut found = self.db.prepare_cached(
            "SELECT author FROM (SELECT author FROM posts WHERE author IS NOT NULL AND NOT author_guessed ORDER BY date DESC LIMIT 10)
             GROUP BY author ORDER BY count(*) DESC LIMIT 1",
        )?;
        Ok(found.query_row([], |row| row.get(0)).optional()?)
    }
}

/// What is kept of the list elsewhere is told by this number whether it is still so.
pub(super) fn raise_generation(db: &Connection) -> rusqlite::Result<()> {
    let sql =
        "INSERT INTO facts (name, value) VALUES ('generation', 1) ON CONFLICT (name) DO UPDATE SET value = value + 1";
    db.execute(sql, []).map(drop)
}
