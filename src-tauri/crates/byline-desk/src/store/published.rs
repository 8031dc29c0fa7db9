use std::collections::HashMap;

use byline_git::BlobId;
use rusqlite::{OptionalExtension, params};

use super::Store;
use super::index::{Index, STANDS};
use crate::DeskError;

/// With more changes than this it is quicker to look at every post's state than at each changed one's.
const MANY: usize = 5_000;

/// What changed on the server since the list was made: each post with its blob there, or with none where it is gone.
#[derive(Debug, Default)]
pub(crate) struct ServerNews {
    pub(crate) tip: String,
    pub(crate) posts: Vec<(String, Option<String>)>,
}

impl Index {
    /// Compares the posts that the server has at `tip` with what is known of it.
    pub(crate) fn server_news(&self, tip: &str, mut posts: HashMap<String, BlobId>) -> Result<ServerNews, DeskError> {
        let mut news = ServerNews { tip: tip.to_owned(), posts: Vec::new() };
        let mut found = self.db.prepare("SELECT path, blob FROM published")?;
        let mut rows = found.query([])?;
        while let Some(row) = rows.next()? {
            let (path, blob): (String, String) = (row.get(0)?, row.get(1)?);
            match posts.remove(&path) {
                None => news.posts.push((path, None)),
                Some(now) if now.as_str() != blob => news.posts.push((path, Some(now.to_string()))),
                Some(_) => {}
            }
        }
        let new = posts.into_iter().map(|(path, blob)| (path, Some(blob.to_string())));
        news.posts.extend(new);
        // In the table's own order it is written several times faster.
        news.posts.sort_unstable();
        Ok(news)
    }

    /// Takes in what changed on the server, and where each post stands because of it.
    pub(crate) fn set_published(&mut self, news: &ServerNews) -> Result<(), DeskError> {
        self.settle()?;
        let all = self.db.transaction()?;
        {
            let mut add = all.prepare_cached("REPLACE INTO published (path, blob) VALUES (?1, ?2)")?;
            let mut remove = all.prepare_cached("DELETE FROM published WHERE path = ?1")?;
            let mut stand = all.prepare_cached(&format!("UPDATE posts SET stands = {STANDS} WHERE path = ?1"))?;
            for (path, blob) in &news.posts {
                match blob {
                    Some(blob) => add.execute(params![path, blob])?,
                    None => remove.execute([path])?,
                };
                if news.posts.len() <= MANY {
                    stand.execute([path])?;
                }
            }
            if news.posts.len() > MANY {
                all.execute(&format!("UPDATE posts SET stands = {STANDS} WHERE stands <> {STANDS}"), [])?;
            }
            all.execute("REPLACE INTO facts (name, value) VALUES ('tip', ?1)", [&news.tip])?;
        }
        all.commit()?;
        Ok(())
    }

    /// Notes what the server has for one post, before everything that it has is asked for.
    pub(crate) fn set_one_published(&mut self, path: &str, blob: &str) -> Result<(), DeskError> {
        let tip = self.fact("tip")?.unwrap_or_default();
        self.set_published(&ServerNews { tip, posts: vec![(path.to_owned(), Some(blob.to_owned()))] })
    }

    /// The posts whose files are not as the server has them, as far as known.
    pub(crate) fn differing(&self) -> Result<Vec<String>, DeskError> {
        let mut found = self.db.prepare_cached("SELECT path FROM posts WHERE stands <> 'published'")?;
        let paths = found.query_map([], |row| row.get(0))?;
        Ok(paths.collect::<Result<_, _>>()?)
    }

    /// The blob that the server has for a post, as far as known.
    pub(crate) fn published(&self, path: &str) -> Result<Option<String>, DeskError> {
        let mut found = self.db.prepare_cached("SELECT blob FROM published WHERE path = ?1")?;
        Ok(found.query_row([path], |row| row.get(0)).optional()?)
    }
}

impl Store {
    /// The blob that the server has for a post, as far as known.
    pub(crate) fn published(&self, path: &str) -> Result<Option<String>, DeskError> {
        self.index.published(path)
    }

    /// The blob that the words on this computer started from, where it was noted; empty where it was noted that the
    /// server has no such file.
    pub(crate) fn base(&self, path: &str) -> Result<Option<String>, DeskError> {
        let mut found = self.db.prepare_cached("SELECT blob FROM base WHERE path = ?1")?;
        Ok(found.query_row([path], |row| row.get(0)).optional()?)
    }

    /// Forgets which state of the server is known, so that it is looked at again: other folders hold the posts now.
    pub(crate) fn forget_published(&mut self) -> Result<(), DeskError> {
        self.index.settle()?;
        self.index.db.execute("DELETE FROM facts WHERE name = 'tip'", [])?;
        Ok(())
    }

    /// The server has no such file any more: what is written here starts from nothing.
    pub(crate) fn forget_base(&self, path: &str) -> Result<(), DeskError> {
        self.db.prepare_cached("DELETE FROM base WHERE path = ?1")?.execute([path])?;
        Ok(())
    }

    /// Notes what the words on this computer start from.
    pub(crate) fn set_base(&self, path: &str, blob: &str) -> Result<(), DeskError> {
        self.db.prepare_cached("REPLACE INTO base (path, blob) VALUES (?1, ?2)")?.execute(params![path, blob])?;
        Ok(())
    }
}
