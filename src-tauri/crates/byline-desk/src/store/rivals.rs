//! Texts that others wrote of a file while it was changed here, and that do not go together with the words here. They are
//! kept until the person has chosen, over every restart.

use rusqlite::{OptionalExtension, Row, params};

use super::Store;
use crate::DeskError;

/// Where another text came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum From {
    /// The website's server: somebody published it.
    Server,
    /// The file itself: another program wrote it.
    File,
}

/// Another text of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rival {
    /// The file.
    pub(crate) path: String,
    /// The post that it belongs to.
    pub(crate) post: String,
    pub(crate) from: From,
    /// What both were made from; none where that is not known, or where there was nothing.
    pub(crate) base: Option<Vec<u8>>,
    /// The other text; none where the file was deleted.
    pub(crate) theirs: Option<Vec<u8>>,
    /// The name of the other text at the server.
    pub(crate) their_id: Option<String>,
    /// Who wrote it, where that is known.
    pub(crate) who: Option<String>,
    /// When, in seconds since 1970; where that is known.
    pub(crate) at: Option<i64>,
}

impl From {
    fn word(self) -> &'static str {
        match self {
            Self::Server => "server",
            Self::File => "file",
        }
    }
}

impl Store {
    /// Keeps another text of a file, in place of an older one from there. When this returns, it is on the disk.
    pub(crate) fn keep_rival(&self, rival: &Rival) -> Result<(), DeskError> {
        self.db
            .prepare_cached(
                "REPLACE INTO rivals (path, origin, post, base, theirs, their_id, who, at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                rival.path,
                rival.from.word(),
                rival.post,
                rival.base,
                rival.theirs,
                rival.their_id,
                rival.who,
                rival.at
            ])?;
        Ok(())
    }

    /// The other texts of a post and of what belongs to it; those in its files first.
    pub(crate) fn rivals_of(&self, post: &str) -> Result<Vec<Rival>, DeskError> {
        let mut found =
            self.db.prepare_cached("SELECT * FROM rivals WHERE post = ?1 ORDER BY origin, path <> post, path")?;
        let all = found.query_map([post], rival)?;
        Ok(all.collect::<Result<_, _>>()?)
    }

    /// Another text of one file.
    pub(crate) fn rival(&self, path: &str, from: From) -> Result<Option<Rival>, DeskError> {
        let mut found = self.db.prepare_cached("SELECT * FROM rivals WHERE path = ?1 AND origin = ?2")?;
        Ok(found.query_row([path, from.word()], rival).optional()?)
    }

    /// Lets another text of a file go: it is settled, or there no more.
    pub(crate) fn forget_rival(&self, path: &str, from: From) -> Result<(), DeskError> {
        self.db.prepare_cached("DELETE FROM rivals WHERE path = ?1 AND origin = ?2")?.execute([path, from.word()])?;
        Ok(())
    }

    /// Lets all texts from the server go that a post had: it has been published since.
    pub(crate) fn forget_rivals_of(&self, post: &str) -> Result<(), DeskError> {
        self.db.prepare_cached("DELETE FROM rivals WHERE post = ?1 AND origin = 'server'")?.execute([post])?;
        Ok(())
    }

    /// The posts about which there is something to choose.
    pub(crate) fn posts_with_rivals(&self) -> Result<Vec<String>, DeskError> {
        let mut found = self.db.prepare_cached("SELECT DISTINCT post FROM rivals")?;
        let all = found.query_map([], |row| row.get(0))?;
        Ok(all.collect::<Result<_, _>>()?)
    }
}

fn rival(row: &Row) -> rusqlite::Result<Rival> {
    let origin: String = row.get("origin")?;
    Ok(Rival {
        path: row.get("path")?,
        post: row.get("post")?,
        from: if origin == "file" { From::File } else { From::Server },
        base: row.get("base")?,
        theirs: row.get("theirs")?,
        their_id: row.get("their_id")?,
        who: row.get("who")?,
        at: row.get("at")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::for_test;

    #[test]
    fn another_text_is_kept_over_a_restart_until_it_is_settled() {
        let (folder, store) = for_test();
        let one = |path: &str, from| Rival {
            path: path.to_owned(),
            post: "a.md".to_owned(),
            from,
            base: Some(b"base".to_vec()),
            theirs: None,
            their_id: Some("1".to_owned()),
            who: Some("Ann".to_owned()),
            at: Some(5),
        };
        store.keep_rival(&one("a.md", From::Server)).unwrap();
        store.keep_rival(&one("a.md", From::File)).unwrap();
        store.keep_rival(&one("0.jpg", From::Server)).unwrap();
        drop(store);
        let store = Store::open(folder.path()).unwrap();
        let all = [one("a.md", From::File), one("a.md", From::Server), one("0.jpg", From::Server)];
        assert_eq!(store.rivals_of("a.md").unwrap(), all);
        store.forget_rival("a.md", From::File).unwrap();
        assert_eq!(store.rivals_of("a.md").unwrap().len(), 2);
        store.forget_rivals_of("a.md").unwrap();
        assert!(store.posts_with_rivals().unwrap().is_empty());
    }
}
