//! The desk's memory of one site, in two SQLite files, each table in a file of its own.
//!
//! `desk.db` holds what is nowhere else: the journal, versions, jobs. It is opened with a write-ahead log and
//! `synchronous=FULL`: with less, SQLite loses acknowledged transactions in a power cut. `index.db` holds what can be made
//! again from the site's files and its repository at any time: the list, the words for the search, what the server has.
//! It asks less of the disk, has transactions of its own, and is thrown away when it cannot be read.

mod approvals;
mod begun;
mod book;
mod choices;
mod deleted;
mod fill;
mod ignored;
mod index;
mod jobs;
mod journal;
mod list;
mod live;
mod migrate;
mod moves;
mod published;
mod rivals;
mod search;
mod sent;
mod tidied;
mod unnamed;
mod versions;
mod written;

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;

pub(crate) use approvals::Approval;
pub(crate) use begun::Begun;
pub(crate) use fill::{Filled, ToFill};
pub(crate) use index::{Index, Indexed, Row};
pub(crate) use jobs::{HOLDING, JobKind, JobState, KeptJob, Queued};
pub(crate) use journal::Journalled;
pub(crate) use list::Lister;
pub(crate) use moves::MovedFile;
pub(crate) use published::ServerNews;
pub(crate) use rivals::{From, Rival};
pub(crate) use sent::{Meant, SentFile, SentPost};
pub(crate) use tidied::TidiedFile;
pub(crate) use versions::KeptVersion;

use byline_git::Naming;

use crate::DeskError;
use crate::api::{ListChoices, PostItem, PostList, PostQuery};

/// The tables as they began; what came to them since is in `migrate`.
const SCHEMA: &str = "
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
    CREATE TABLE IF NOT EXISTS rivals (
        path TEXT NOT NULL, origin TEXT NOT NULL, post TEXT NOT NULL, base BLOB, theirs BLOB, their_id TEXT, who TEXT,
        at INTEGER, PRIMARY KEY (path, origin)
    );
    CREATE TABLE IF NOT EXISTS written (path TEXT PRIMARY KEY, blob TEXT NOT NULL) WITHOUT ROWID;
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

/// How long a connection waits for another program of Byline's to be done writing.
const PATIENCE: Duration = Duration::from_secs(10);

/// One site's store.
pub(crate) struct Store {
    folder: PathBuf,
    db: Connection,
    /// How the site's repository names contents, as the names of what was published are compared with.
    pub(crate) naming: Naming,
    /// What can be made again.
    pub(crate) index: Index,
    /// Answers questions to the list; made when one is asked.
    lister: RefCell<Option<Lister>>,
}

impl Store {
    /// Opens a site's store, making it where there is none.
    pub(crate) fn open(folder: &Path) -> Result<Self, DeskError> {
        std::fs::create_dir_all(folder).map_err(|error| DeskError::disk(folder.display().to_string(), error))?;
        let mut db = Connection::open(folder.join("desk.db"))?;
        db.busy_timeout(PATIENCE)?;
        db.pragma_update(None, "journal_mode", "WAL")?;
        db.pragma_update(None, "synchronous", "FULL")?;
        db.pragma_update(None, "foreign_keys", true)?;
        db.set_prepared_statement_cache_capacity(64);
        db.execute_batch(SCHEMA)?;
        migrate::migrate(&mut db)?;
        db.execute_batch(sent::SCHEMA)?;
        let index = Index::open(folder)?;
        Ok(Self { folder: folder.to_owned(), db, naming: Naming::default(), index, lister: RefCell::default() })
    }

    /// The posts that a query asks for.
    pub(crate) fn list(&self, query: &PostQuery) -> Result<PostList, DeskError> {
        self.listing(|lister| lister.list(query))
    }

    /// One post of the list.
    pub(crate) fn item(&self, path: &str) -> Result<Option<PostItem>, DeskError> {
        self.listing(|lister| lister.item(path))
    }

    /// What the list can be narrowed to.
    pub(crate) fn choices(&self) -> Result<ListChoices, DeskError> {
        self.listing(Lister::choices)
    }

    fn listing<T>(&self, ask: impl FnOnce(&mut Lister) -> Result<T, DeskError>) -> Result<T, DeskError> {
        let mut lister = self.lister.borrow_mut();
        match lister.as_mut() {
            Some(lister) => ask(lister),
            None => ask(lister.insert(Lister::open(&self.folder)?)),
        }
    }
}

#[cfg(test)]
pub(crate) fn for_test() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    (folder, store)
}
