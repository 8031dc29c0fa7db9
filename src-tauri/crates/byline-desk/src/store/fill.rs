//! What the list gets after it is there: whether a post is as on the server, its number of words, and its text for the
//! search.

use std::time::{Duration, Instant};

use rusqlite::{Connection, OptionalExtension, params};

use super::index::{Index, STANDS};
use super::search;
use crate::DeskError;
use crate::walk::Seen;

/// Texts are committed together when they come within this time: the full-text index is written in large parts or slowly.
const TOGETHER: Duration = Duration::from_secs(1);

/// A post whose text has not been read yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ToFill {
    pub(crate) id: i64,
    /// The file as the list knows it.
    pub(crate) seen: Seen,
}

/// What a post's whole file tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Filled {
    pub(crate) id: i64,
    /// The blob id of the file as it is; empty where it could not be read.
    pub(crate) blob: String,
    /// The blob id of the file with every line ending a line feed, which is how git may store it, if that is another.
    pub(crate) blob_lf: Option<String>,
    pub(crate) words: u32,
    /// The visible text, for the search.
    pub(crate) text: String,
}

impl Index {
    /// Posts whose text has not been read yet, `most` of them.
    pub(crate) fn to_fill(&self, most: usize) -> Result<Vec<ToFill>, DeskError> {
        let mut found = self
            .db
            .prepare_cached("SELECT id, path, written, bytes FROM posts WHERE NOT filled ORDER BY id LIMIT ?1")?;
        let rows = found.query_map([i64::try_from(most).unwrap_or(i64::MAX)], to_fill)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// One post, if its text has not been read yet.
    pub(crate) fn to_fill_of(&self, path: &str) -> Result<Option<ToFill>, DeskError> {
        let mut found =
            self.db.prepare_cached("SELECT id, path, written, bytes FROM posts WHERE path = ?1 AND NOT filled")?;
        Ok(found.query_row([path], to_fill).optional()?)
    }

    /// Takes in what the posts' files tell. Others see it after [`Index::settle`], or a second.
    pub(crate) fn fill<'a>(&mut self, posts: impl Iterator<Item = &'a Filled>) -> Result<(), DeskError> {
        let since = if let Some(since) = self.filling {
            since
        } else {
            self.db.execute_batch("BEGIN IMMEDIATE")?;
            *self.filling.insert(Instant::now())
        };
        let done = self.put_in(posts);
        if done.is_err() {
            self.filling = None;
            // The first failure is the one to tell.
            let _ = self.db.execute_batch("ROLLBACK");
        }
        done?;
        if since.elapsed() > TOGETHER { self.settle() } else { Ok(()) }
    }

    /// Lets everybody see what was filled in.
    pub(crate) fn settle(&mut self) -> Result<(), DeskError> {
        if self.filling.take().is_some() {
            self.db.execute_batch("COMMIT")?;
        }
        Ok(())
    }

    fn put_in<'a>(&self, posts: impl Iterator<Item = &'a Filled>) -> Result<(), DeskError> {
        let mut note = self.db.prepare_cached(
            "UPDATE posts SET filled = 1, blob = ?2, blob_lf = ?3, words = ?4 WHERE id = ?1 RETURNING title, author, tags",
        )?;
        let mut stand = self.db.prepare_cached(&format!("UPDATE posts SET stands = {STANDS} WHERE id = ?1"))?;
        let mut keep = self.db.prepare_cached("REPLACE INTO texts (id, body) VALUES (?1, ?2)")?;
        let mut word = self
            .db
            .prepare_cached("INSERT INTO post_words (rowid, title, author, tags, body) VALUES (?1, ?2, ?3, ?4, ?5)")?;
        for post in posts {
            let told: (String, Option<String>, String) = note
                .query_row(params![post.id, post.blob, post.blob_lf, post.words], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                })?;
            stand.execute([post.id])?;
            keep.execute(params![post.id, post.text])?;
            word.execute(params![
                post.id,
                search::apart(&told.0),
                told.1.as_deref().map(search::apart),
                search::apart(&told.2),
                search::apart(&post.text)
            ])?;
        }
        Ok(())
    }
}

fn to_fill(row: &rusqlite::Row) -> rusqlite::Result<ToFill> {
    let bytes: i64 = row.get(3)?;
    let seen = Seen { path: row.get(1)?, written: row.get(2)?, bytes: bytes.unsigned_abs() };
    Ok(ToFill { id: row.get(0)?, seen })
}

/// Takes a post's text out of the search; the post stays.
pub(super) fn unfill(db: &Connection, id: i64) -> rusqlite::Result<()> {
    for table in ["DELETE FROM post_words WHERE rowid = ?1", "DELETE FROM texts WHERE id = ?1"] {
        db.prepare_cached(table)?.execute([id])?;
    }
    Ok(())
}
