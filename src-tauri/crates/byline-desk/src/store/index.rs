use std::collections::HashMap;

use rusqlite::{Row as SqlRow, params};

use super::Store;
use crate::DeskError;
use crate::api::{PostItem, PostList, PostQuery, PostState, StateCounts, StateFilter};
use crate::walk::Seen;

/// What the list knows of one post, read from its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) seen: Seen,
    /// The blob id of the file as it is.
    pub(crate) blob: String,
    /// The blob id of the file with every line ending a line feed, which is how git may store it.
    pub(crate) blob_lf: String,
    pub(crate) title: String,
    pub(crate) title_guessed: bool,
    pub(crate) date: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) words: u32,
    /// The visible text, for the search.
    pub(crate) text: String,
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

/// A post's state, from what the server has and from what waits.
const STATE: &str = "CASE
    WHEN jobs.state IS NOT NULL THEN jobs.state
    WHEN published.blob IS NULL AND earlier.blob IS NOT NULL THEN 'changed'
    WHEN published.blob IS NULL THEN 'draft'
    WHEN held_back.path IS NOT NULL AND published.blob IN (posts.blob, posts.blob_lf) THEN 'draft'
    WHEN published.blob IN (posts.blob, posts.blob_lf) THEN 'published'
    ELSE 'changed' END";

const FROM: &str = "FROM posts
    LEFT JOIN published ON published.path = posts.path
    LEFT JOIN held_back ON held_back.path = posts.path
    LEFT JOIN moves ON moves.now = posts.path
    LEFT JOIN published AS earlier ON earlier.path = moves.was
    LEFT JOIN jobs ON jobs.post = posts.path";

impl Store {
    /// Every indexed file.
    pub(crate) fn indexed(&self) -> Result<HashMap<String, Indexed>, DeskError> {
        let mut found = self.db.prepare("SELECT path, written, bytes FROM posts")?;
        let rows =
            found.query_map([], |row| Ok((row.get(0)?, Indexed { written: row.get(1)?, bytes: row.get(2)? })))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How one file was when it was indexed.
    pub(crate) fn indexed_as(&self, path: &str) -> Result<Option<Indexed>, DeskError> {
        use rusqlite::OptionalExtension;
        let mut found = self.db.prepare_cached("SELECT written, bytes FROM posts WHERE path = ?1")?;
        let row = found.query_row([path], |row| Ok(Indexed { written: row.get(0)?, bytes: row.get(1)? }));
        Ok(row.optional()?)
    }

    /// Puts posts into the index or replaces them, and removes the ones that are gone, all at once.
    pub(crate) fn index(&mut self, rows: &[Row], gone: &[String]) -> Result<(), DeskError> {
        let all = self.db.transaction()?;
        {
            let mut find = all.prepare_cached("SELECT id FROM posts WHERE path = ?1")?;
            let mut unword = all.prepare_cached("DELETE FROM post_words WHERE rowid = ?1")?;
            let mut remove = all.prepare_cached("DELETE FROM posts WHERE id = ?1")?;
            let mut add = all.prepare_cached(
                "INSERT INTO posts (path, written, bytes, blob, blob_lf, title, guessed, date, author, tags, words, problem)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            )?;
            let mut word = all.prepare_cached(
                "INSERT INTO post_words (rowid, title, author, tags, body) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?;
            for path in gone.iter().chain(rows.iter().map(|row| &row.seen.path)) {
                let ids = find.query_map([path], |row| row.get::<_, i64>(0))?.collect::<Result<Vec<_>, _>>()?;
                for id in ids {
                    unword.execute([id])?;
                    remove.execute([id])?;
                }
            }
            for row in rows {
                let tags = row.tags.join("\n");
                let indexed = Indexed::from(&row.seen);
                add.execute(params![
                    row.seen.path,
                    indexed.written,
                    indexed.bytes,
                    row.blob,
                    row.blob_lf,
                    row.title,
                    row.title_guessed,
                    row.date,
                    row.author,
                    tags,
                    row.words,
                    row.problem
                ])?;
                word.execute(params![all.last_insert_rowid(), row.title, row.author, tags, row.text])?;
            }
        }
        all.commit()?;
        Ok(())
    }

    /// The posts that a query asks for, newest first; without a date they come last.
    pub(crate) fn list(&self, query: &PostQuery) -> Result<PostList, DeskError> {
        let words = full_text_query(&query.search);
        let found = match &words {
            None => "",
            Some(_) => "JOIN post_words ON post_words.rowid = posts.id AND post_words MATCH :words",
        };
        // Not called `state`, which is also a column of the jobs.
        let wanted = match query.filter {
            StateFilter::All => "1",
            StateFilter::Drafts => "stands = 'draft'",
            StateFilter::Changed => "stands NOT IN ('draft', 'published')",
            StateFilter::Published => "stands = 'published'",
        };
        let sql = format!(
            "SELECT posts.*, {STATE} AS stands, count(*) OVER () AS total
             {FROM} {found} WHERE {wanted}
             ORDER BY posts.date IS NULL, posts.date DESC, posts.title, posts.path LIMIT :take OFFSET :skip"
        );
        let mut prepared = self.db.prepare_cached(&sql)?;
        prepared.raw_bind_parameter(":take", query.take)?;
        prepared.raw_bind_parameter(":skip", query.skip)?;
        if let Some(words) = &words {
            prepared.raw_bind_parameter(":words", words)?;
        }
        let mut list = PostList { counts: self.counts()?, ..PostList::default() };
        let mut rows = prepared.raw_query();
        while let Some(row) = rows.next()? {
            list.total = row.get("total")?;
            let mut item = item(row)?;
            if let Some(words) = &words {
                item.snippet = self.snippet(words, row.get("id")?)?;
            }
            list.posts.push(item);
        }
        Ok(list)
    }

    /// Where one post has the words. Asked for each post that is shown: SQLite refuses it to a query that also counts.
    fn snippet(&self, words: &str, id: i64) -> Result<Option<String>, DeskError> {
        use rusqlite::OptionalExtension;
        let mut found = self.db.prepare_cached(
            "SELECT snippet(post_words, 3, char(2), char(3), '…', 12) FROM post_words
             WHERE post_words MATCH ?1 AND rowid = ?2",
        )?;
        Ok(found.query_row(params![words, id], |row| row.get(0)).optional()?)
    }

    /// One post of the list.
    pub(crate) fn item(&self, path: &str) -> Result<Option<PostItem>, DeskError> {
        let sql = format!("SELECT posts.*, {STATE} AS stands {FROM} WHERE posts.path = ?1");
        let mut prepared = self.db.prepare_cached(&sql)?;
        let mut rows = prepared.query([path])?;
        Ok(rows.next()?.map(item).transpose()?)
    }

    /// The newest posts' author, as a hint for who writes here: the most frequent of the last few.
    pub(crate) fn usual_author(&self) -> Result<Option<String>, DeskError> {
        use rusqlite::OptionalExtension;
        let mut found = self.db.prepare_cached(
            "SELECT author FROM (SELECT author FROM posts WHERE author IS NOT NULL ORDER BY date DESC LIMIT 10)
             GROUP BY author ORDER BY count(*) DESC LIMIT 1",
        )?;
        Ok(found.query_row([], |row| row.get(0)).optional()?)
    }

    fn counts(&self) -> Result<StateCounts, DeskError> {
        let sql = format!(
            "SELECT count(*), count(*) FILTER (WHERE stands = 'draft'),
             count(*) FILTER (WHERE stands NOT IN ('draft', 'published')), count(*) FILTER (WHERE stands = 'published')
             FROM (SELECT {STATE} AS stands {FROM})"
        );
        Ok(self.db.prepare_cached(&sql)?.query_row([], |row| {
            Ok(StateCounts { all: row.get(0)?, drafts: row.get(1)?, changed: row.get(2)?, published: row.get(3)? })
        })?)
    }
}

fn item(row: &SqlRow) -> rusqlite::Result<PostItem> {
    let tags: String = row.get("tags")?;
    Ok(PostItem {
        path: row.get("path")?,
        title: row.get("title")?,
        title_guessed: row.get("guessed")?,
        date: row.get("date")?,
        author: row.get("author")?,
        tags: tags.lines().map(str::to_owned).collect(),
        state: state(&row.get::<_, String>("stands")?),
        words: row.get("words")?,
        snippet: None,
        problem: row.get("problem")?,
    })
}

fn state(word: &str) -> PostState {
    match word {
        "draft" => PostState::Draft,
        "published" => PostState::Published,
        "waiting" => PostState::Waiting,
        "sending" => PostState::Sending,
        "needs-you" => PostState::NeedsYou,
        _ => PostState::Changed,
    }
}

/// Typed words as a full-text query: every word must be there, each may go on, and nothing typed is syntax.
fn full_text_query(typed: &str) -> Option<String> {
    // Accents may be characters of their own, after their letters (the block of combining marks).
    let in_word = |c: char| c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c);
    let words = typed.split(|c| !in_word(c)).filter(|word| word.contains(char::is_alphanumeric));
    let query = words.map(|word| format!("\"{word}\"*")).collect::<Vec<_>>().join(" ");
    (!query.is_empty()).then_some(query)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{JobState, KeptJob, for_test};
    use byline_git::{BlobId, Job, Writer};

    fn row(path: &str, title: &str, date: Option<&str>, text: &str) -> Row {
        Row {
            seen: Seen { path: path.to_owned(), written: 1, bytes: 2 },
            blob: format!("{:0>40}", path.len()),
            blob_lf: "f".repeat(40),
            title: title.to_owned(),
            title_guessed: false,
            date: date.map(str::to_owned),
            author: Some("Zoë Ångström".to_owned()),
            tags: vec!["Cloud".to_owned(), "Two words".to_owned()],
            words: 3,
            text: text.to_owned(),
            problem: None,
        }
    }

    fn query(search: &str) -> PostQuery {
        PostQuery { search: search.to_owned(), take: 100, ..PostQuery::default() }
    }

    fn titles(store: &Store, query: &PostQuery) -> Vec<String> {
        store.list(query).unwrap().posts.into_iter().map(|post| post.title).collect()
    }

    #[test]
    fn newest_first_and_those_without_a_date_last() {
        let (_folder, mut store) = for_test();
        let rows = [
            row("a.md", "Old", Some("2017-01-01"), ""),
            row("bb.md", "None", None, ""),
            row("ccc.md", "New", Some("2018-01-01"), ""),
        ];
        store.index(&rows, &[]).unwrap();
        assert_eq!(titles(&store, &query("")), ["New", "Old", "None"]);
        store.index(&[row("a.md", "Older", Some("2016-01-01"), "")], &["bb.md".to_owned()]).unwrap();
        assert_eq!(titles(&store, &query("")), ["New", "Older"]);
        let page = PostQuery { skip: 1, take: 1, ..query("") };
        assert_eq!(store.list(&page).unwrap().total, 2);
        assert_eq!(titles(&store, &page), ["Older"]);
    }

    #[test]
    fn search_takes_beginnings_of_words_without_accents_and_no_syntax() {
        let (_folder, mut store) = for_test();
        store.index(&[row("a.md", "Data lakes", None, "What a lake is, and is not")], &[]).unwrap();
        for (typed, hits) in
            [("lak", 1), ("LAKE not", 1), ("angstrom", 1), ("two wor", 1), ("puddle", 0), ("\"a* OR (", 0), ("-", 1)]
        {
            assert_eq!(store.list(&query(typed)).unwrap().posts.len(), hits, "{typed}");
        }
        let snippet = store.list(&query("lake")).unwrap().posts[0].snippet.clone().unwrap();
        assert_eq!(snippet, "What a \u{2}lake\u{3} is, and is not");
    }

    #[test]
    fn states_follow_the_server_and_the_jobs() {
        let (_folder, mut store) = for_test();
        let rows = [row("a.md", "Draft", None, ""), row("bb.md", "Same", None, ""), row("ccc.md", "Other", None, "")];
        store.index(&rows, &[]).unwrap();
        let blob = |path: &str, id: usize| (path.to_owned(), BlobId::parse(&format!("{id:0>40}")).unwrap());
        store.set_published("tip", &HashMap::from([blob("bb.md", 5), blob("ccc.md", 9)])).unwrap();
        let states = |store: &Store| ["a.md", "bb.md", "ccc.md"].map(|path| store.item(path).unwrap().unwrap().state);
        assert_eq!(states(&store), [PostState::Draft, PostState::Published, PostState::Changed]);
        let counts = store.list(&query("")).unwrap().counts;
        assert_eq!(counts, StateCounts { all: 3, drafts: 1, changed: 1, published: 1 });
        let writer = Writer { name: "A".into(), email: "a@b".into() };
        let job = Job { id: "1".into(), files: vec![], message: String::new(), writer, time: 0, offset_minutes: 0 };
        store.keep_job(&KeptJob { post: "a.md".into(), job }).unwrap();
        assert_eq!(states(&store)[0], PostState::Waiting);
        store.set_job_state("1", JobState::Sending, "").unwrap();
        assert_eq!(states(&store)[0], PostState::Sending);
        let only = |filter| titles(&store, &PostQuery { filter, ..query("") });
        assert!(only(StateFilter::Drafts).is_empty());
        assert_eq!(only(StateFilter::Changed), ["Draft", "Other"]);
        assert_eq!(only(StateFilter::Published), ["Same"]);
    }
}
