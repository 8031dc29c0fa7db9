use rusqlite::{OptionalExtension, params};

use super::Store;
use crate::DeskError;

/// A version is kept for each two minutes of change.
const SECONDS_BETWEEN: i64 = 120;
const DAY: i64 = 24 * 60 * 60;
/// Of older ones, the last of each day is enough.
const EACH_FOR: i64 = 30 * DAY;
/// What may be nowhere else is kept whole for this long.
const APART_FOR: i64 = 365 * DAY;
/// So many of a post are kept, however old.
const AT_LEAST: usize = 20;
/// And no more than these, so that the store does not grow for ever.
const AT_MOST: usize = 500;
/// Why a text was kept that the post itself may never have had, or has no more.
const APART: [&str; 5] = ["theirs", "set-aside", "deleted", "before-restore", "before-take-back"];

/// An earlier text of a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeptVersion {
    pub(crate) id: i64,
    pub(crate) text: Vec<u8>,
    /// When it was kept, in seconds since 1970.
    pub(crate) at: i64,
    /// The catalogue's word for why.
    pub(crate) why: String,
}

impl Store {
    /// Keeps an earlier text of a post, whatever the time.
    pub(crate) fn keep_version(&self, path: &str, text: &[u8], at: i64, why: &str) -> Result<(), DeskError> {
        let newest = self.newest_version(path)?;
        if newest.is_some_and(|(_, kept)| kept == text) {
            return Ok(());
        }
        self.db
            .prepare_cached("INSERT INTO versions (path, text, at, why) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![path, text, at, why])?;
        self.thin_out(path, at)
    }

    /// The earlier texts of a post, the newest first, `most` of them.
    pub(crate) fn kept_versions(&self, path: &str, most: usize) -> Result<Vec<KeptVersion>, DeskError> {
        let mut found = self.db.prepare_cached(
            "SELECT id, text, at, why FROM versions WHERE path = ?1 ORDER BY at DESC, id DESC LIMIT ?2",
        )?;
        let kept = found.query_map(params![path, i64::try_from(most).unwrap_or(i64::MAX)], |row| {
            Ok(KeptVersion { id: row.get(0)?, text: row.get(1)?, at: row.get(2)?, why: row.get(3)? })
        })?;
        Ok(kept.collect::<Result<_, _>>()?)
    }

    /// The version that a text was kept as last.
    pub(crate) fn version_with(&self, path: &str, text: &[u8]) -> Result<Option<i64>, DeskError> {
        let mut found =
            self.db.prepare_cached("SELECT id FROM versions WHERE path = ?1 AND text = ?2 ORDER BY id DESC LIMIT 1")?;
        Ok(found.query_row(params![path, text], |row| row.get(0)).optional()?)
    }

    /// Lets old versions go: after thirty days the last of each day stays, and what may be nowhere else for a year. The
    /// newest twenty stay whatever their age.
    fn thin_out(&self, path: &str, now: i64) -> Result<(), DeskError> {
        let mut found =
            self.db.prepare_cached("SELECT id, at, why FROM versions WHERE path = ?1 ORDER BY at DESC, id DESC")?;
        let rows = found.query_map([path], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let all: Vec<(i64, i64, String)> = rows.collect::<Result<_, _>>()?;
        let mut last_day = None;
        for (place, (id, at, why)) in all.iter().enumerate() {
            let is_first_of_day = last_day.replace(at.div_euclid(DAY)) != Some(at.div_euclid(DAY));
            let age = now - at;
            let stays = age < EACH_FOR || is_first_of_day || (APART.contains(&why.as_str()) && age < APART_FOR);
            if place >= AT_LEAST && (!stays || place >= AT_MOST) {
                self.db.prepare_cached("DELETE FROM versions WHERE id = ?1")?.execute([id])?;
            }
        }
        Ok(())
    }

    /// Keeps the text that a save is about to replace, unless one was kept in the last two minutes.
    pub(crate) fn keep_version_in_time(&self, path: &str, text: &[u8], at: i64) -> Result<(), DeskError> {
        match self.newest_version(path)? {
            Some((last, _)) if at - last < SECONDS_BETWEEN => Ok(()),
            _ => self.keep_version(path, text, at, "saved"),
        }
    }

    fn newest_version(&self, path: &str) -> Result<Option<(i64, Vec<u8>)>, DeskError> {
        let mut found =
            self.db.prepare_cached("SELECT at, text FROM versions WHERE path = ?1 ORDER BY id DESC LIMIT 1")?;
        Ok(found.query_row([path], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    }

    /// Every text kept for a post, the newest first.
    #[cfg(test)]
    pub(crate) fn versions(&self, path: &str) -> Vec<Vec<u8>> {
        let mut found = self.db.prepare("SELECT text FROM versions WHERE path = ?1 ORDER BY id DESC").unwrap();
        let texts = found.query_map([path], |row| row.get(0)).unwrap();
        texts.collect::<Result<_, _>>().unwrap()
    }
}

#[cfg(test)]
mod tests {
    use crate::store::for_test;

    #[test]
    fn one_for_each_two_minutes_and_none_twice() {
        let (_folder, store) = for_test();
        for (text, at) in [("a", 0), ("b", 60), ("c", 119), ("d", 121), ("d", 400)] {
            store.keep_version_in_time("p.md", text.as_bytes(), at).unwrap();
        }
        assert_eq!(store.versions("p.md"), [b"d".to_vec(), b"a".to_vec()]);
        store.keep_version("p.md", b"theirs", 401, "other").unwrap();
        assert_eq!(store.versions("p.md").len(), 3);
    }

    #[test]
    fn old_ones_are_thinned_out_to_the_last_of_each_day() {
        let (_folder, store) = for_test();
        let day = super::DAY;
        for n in 0..40 {
            // Four a day for ten days, a long time ago.
            store.keep_version("p.md", format!("old {n}").as_bytes(), n * day / 4, "saved").unwrap();
        }
        store.keep_version("p.md", b"a colleague's", 40, "theirs").unwrap();
        let now = 100 * day;
        for n in 0..19 {
            store.keep_version("p.md", format!("new {n}").as_bytes(), now + n, "saved").unwrap();
        }
        let kept = store.kept_versions("p.md", 1000).unwrap();
        let old: Vec<i64> = kept.iter().filter(|one| one.why == "saved" && one.at < now).map(|one| one.at).collect();
        let lasts: Vec<i64> = (0..10).rev().map(|n| n * day + 3 * day / 4).collect();
        assert_eq!(old, lasts);
        assert!(kept.iter().any(|one| one.text == b"a colleague's"), "it may be nowhere else");
        assert_eq!(kept.len(), 19 + 10 + 1);
    }

    #[test]
    fn the_newest_stay_however_old_and_there_is_an_end_to_it() {
        let (_folder, store) = for_test();
        for n in 0..20 {
            store.keep_version("few.md", format!("{n}").as_bytes(), n, "saved").unwrap();
        }
        store.keep_version("few.md", b"today", 1000 * super::DAY, "saved").unwrap();
        assert_eq!(store.kept_versions("few.md", 1000).unwrap().len(), 20);
        for n in 0..600 {
            store.keep_version("many.md", format!("{n}").as_bytes(), n, "saved").unwrap();
        }
        assert_eq!(store.kept_versions("many.md", 1000).unwrap().len(), super::AT_MOST);
    }
}
