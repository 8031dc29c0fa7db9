//! Who added a post's file, and when: asked of the history once, for posts that begin with no details.

use rusqlite::{Connection, OptionalExtension, params};

use super::index::{Index, raise_generation};
use crate::DeskError;

/// What the history tells of one file: nothing, where it goes back no further.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Begun {
    /// `YYYY-MM-DD`, where whoever added it was.
    pub(crate) date: Option<String>,
    pub(crate) author: Option<String>,
}

impl Index {
    /// Posts about which the history has not been asked, though it may tell what they do not.
    pub(crate) fn to_ask_history(&self) -> Result<Vec<String>, DeskError> {
        let mut found = self.db.prepare_cached(
            "SELECT path FROM posts WHERE bare AND (date IS NULL OR author IS NULL)
             AND NOT EXISTS (SELECT 1 FROM begun WHERE begun.path = posts.path)",
        )?;
        Ok(found.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// What the history told of a file, if it was asked.
    pub(crate) fn begun(&self, path: &str) -> Result<Option<Begun>, DeskError> {
        let mut found = self.db.prepare_cached("SELECT date, author FROM begun WHERE path = ?1")?;
        Ok(found.query_row([path], |row| Ok(Begun { date: row.get(0)?, author: row.get(1)? })).optional()?)
    }

    /// Takes in what the history told, for the list and the search.
    pub(crate) fn take_begun(&mut self, told: &[(String, Begun)]) -> Result<(), DeskError> {
        self.settle()?;
        let all = self.db.transaction()?;
        for (path, begun) in told {
            all.prepare_cached("REPLACE INTO begun (path, date, author) VALUES (?1, ?2, ?3)")?.execute(params![
                path,
                begun.date,
                begun.author
            ])?;
            let filled = all
                .prepare_cached("UPDATE posts SET filled = 0 WHERE path = ?1 AND filled RETURNING id")?
                .query_row([path], |row| row.get(0))
                .optional()?;
            if let Some(id) = filled {
                super::fill::unfill(&all, id)?;
            }
            fill_in(&all, path)?;
        }
        raise_generation(&all)?;
        all.commit()?;
        Ok(())
    }
}

/// Gives a post what the history told of it, where neither its text nor its name does.
pub(super) fn fill_in(db: &Connection, path: &str) -> rusqlite::Result<()> {
    let sql = "UPDATE posts SET
            date = coalesce(posts.date, begun.date), date_guessed = posts.date_guessed OR posts.date IS NULL,
            author = coalesce(posts.author, begun.author), author_guessed = posts.author IS NULL
        FROM begun WHERE begun.path = posts.path AND posts.path = ?1 AND posts.bare";
    db.prepare_cached(sql)?.execute([path]).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::PostQuery;
    use crate::store::{Row, for_test};
    use crate::walk::Seen;

    fn row(path: &str, date: Option<&str>, bare: bool) -> Row {
        Row {
            seen: Seen { path: path.to_owned(), written: 1, bytes: 2 },
            unsure: false,
            title: path.to_owned(),
            title_guessed: true,
            date: date.map(str::to_owned),
            date_guessed: false,
            author: None,
            bare,
            tags: Vec::new(),
            problem: None,
        }
    }

    #[test]
    fn only_what_nobody_else_tells_is_taken_from_the_history() {
        let (_folder, mut store) = for_test();
        let rows = [row("a.md", None, true), row("b.md", Some("2020-01-02"), true), row("c.md", None, false)];
        store.index.write(&rows, &[], 0).unwrap();
        assert_eq!(store.index.to_ask_history().unwrap(), ["a.md", "b.md"]);
        let begun = Begun { date: Some("2021-03-04".to_owned()), author: Some("Ann".to_owned()) };
        let told = [("a.md", begun.clone()), ("b.md", begun), ("c.md", Begun::default())];
        store.index.take_begun(&told.map(|(path, begun)| (path.to_owned(), begun))).unwrap();
        assert!(store.index.to_ask_history().unwrap().is_empty());
        let list = |store: &crate::store::Store| {
            let posts = store.list(&PostQuery { take: 9, ..PostQuery::default() }).unwrap().posts;
            let told = |post: crate::api::PostItem| (post.date, post.date_guessed, post.author, post.author_guessed);
            posts.into_iter().map(told).collect::<Vec<_>>()
        };
        let ann = || Some("Ann".to_owned());
        let expect = [
            (Some("2021-03-04".to_owned()), true, ann(), true),
            (Some("2020-01-02".to_owned()), false, ann(), true),
            (None, false, None, false),
        ];
        assert_eq!(list(&store), expect);
        // A file that is read again keeps what the history told of it.
        store.index.write(&rows, &[], 0).unwrap();
        assert_eq!(list(&store), expect);
    }
}
