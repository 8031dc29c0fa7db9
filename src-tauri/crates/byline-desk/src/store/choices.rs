//! What a list can be narrowed to: its authors, tags and years, with how many posts each has.

use std::collections::HashMap;

use rusqlite::Connection;

use super::search::fold;
use crate::api::{Choice, ListChoices};

/// More than this nobody reads through.
const MOST: usize = 200;

/// How often a value is written in each way.
#[derive(Default)]
struct Count {
    /// By the words without accents and capitals.
    of: HashMap<String, HashMap<String, u32>>,
}

impl Count {
    fn add(&mut self, value: &str) {
        if !value.trim().is_empty() {
            *self.of.entry(fold(value)).or_default().entry(value.to_owned()).or_default() += 1;
        }
    }

    /// The most used first, each as it is written most often.
    fn most_used(self) -> Vec<Choice> {
        let choice = |ways: HashMap<String, u32>| {
            let count = ways.values().sum();
            let most = ways.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
            most.map(|(value, _)| Choice { value, count })
        };
        let mut all: Vec<Choice> = self.of.into_values().filter_map(choice).collect();
        all.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
        all.truncate(MOST);
        all
    }
}

pub(super) fn read(db: &Connection) -> rusqlite::Result<ListChoices> {
    let (mut authors, mut tags, mut years) = (Count::default(), Count::default(), Count::default());
    let mut found = db.prepare_cached("SELECT author, tags, date FROM posts")?;
    let mut rows = found.query([])?;
    while let Some(row) = rows.next()? {
        authors.add(row.get_ref(0)?.as_str_or_null()?.unwrap_or_default());
        // A tag that stands twice in a post is one post's.
        let mut own: Vec<&str> = row.get_ref(1)?.as_str()?.lines().collect();
        own.sort_unstable();
        own.dedup();
        for tag in own {
            tags.add(tag);
        }
        years.add(row.get_ref(2)?.as_str_or_null()?.and_then(|date| date.get(..4)).unwrap_or_default());
    }
    let mut years = years.most_used();
    years.sort_by(|a, b| b.value.cmp(&a.value));
    Ok(ListChoices { authors: authors.most_used(), tags: tags.most_used(), years })
}
