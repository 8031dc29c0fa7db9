//! What the checks of words are silent about in one post, because the person said so.

use std::collections::HashSet;

use super::Store;
use crate::DeskError;

/// More than so many remarks nobody ignores one by one.
const MOST: usize = 2_000;

impl Store {
    /// What is ignored in a post.
    pub(crate) fn ignored(&self, post: &str) -> Result<HashSet<String>, DeskError> {
        let mut found = self.db.prepare_cached("SELECT what FROM ignored WHERE path = ?1")?;
        let rows = found.query_map([post], |row| row.get(0))?;
        Ok(rows.take(MOST).collect::<Result<_, _>>()?)
    }

    /// Ignores something in a post, or not any more.
    pub(crate) fn set_ignored(&self, post: &str, what: &str, ignored: bool) -> Result<(), DeskError> {
        let change = if ignored {
            "REPLACE INTO ignored (path, what) VALUES (?1, ?2)"
        } else {
            "DELETE FROM ignored WHERE path = ?1 AND what = ?2"
        };
        self.db.prepare_cached(change)?.execute([post, what])?;
        Ok(())
    }

    /// Ignores nothing in a post any more.
    pub(crate) fn forget_ignored(&self, post: &str) -> Result<(), DeskError> {
        self.db.prepare_cached("DELETE FROM ignored WHERE path = ?1")?.execute([post])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::store::for_test;

    #[test]
    fn what_is_ignored_belongs_to_its_post() {
        let (_folder, store) = for_test();
        store.set_ignored("a.md", ":wrods", true).unwrap();
        store.set_ignored("a.md", ":wrods", true).unwrap();
        store.set_ignored("a.md", "AnA:an", true).unwrap();
        store.set_ignored("b.md", ":mroe", true).unwrap();
        assert_eq!(store.ignored("a.md").unwrap().len(), 2);
        store.set_ignored("a.md", ":wrods", false).unwrap();
        assert!(store.ignored("a.md").unwrap().contains("AnA:an"));
        store.forget_ignored("a.md").unwrap();
        assert!(store.ignored("a.md").unwrap().is_empty() && store.ignored("b.md").unwrap().len() == 1);
    }
}
