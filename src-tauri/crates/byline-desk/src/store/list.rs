//! Answers to questions about the list, from a connection of their own: they wait for nobody who writes.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use jiff::Timestamp;
use rusqlite::{Connection, InterruptHandle, OpenFlags, OptionalExtension, Row as SqlRow};

use super::book::{Book, Made};
use super::{PATIENCE, search};
use crate::DeskError;
use crate::api::{ListChoices, PostItem, PostList, PostQuery, PostState, Reading, Sort, StateCounts};

/// Words that are in more posts than this say too little to rank posts by: those are shown in the list's order.
const COMMON: usize = 2_000;

/// How much of the index this connection may keep in memory: negative, so in KiB (sqlite.org/pragma.html).
const CACHE_KIB: i32 = -8_192;

const ITEM: &str = "SELECT posts.*, jobs.detail AS job_detail, jobs.due AS job_due,
    jobs.state = 'scheduled' AND posts.blob IS NOT NULL AND jobs.blob NOT IN (posts.blob, ifnull(posts.blob_lf, '')) AS is_newer,
    approvals.blob IS NOT NULL AS was_sent, CASE
        WHEN posts.path IN (SELECT post FROM desk.rivals) THEN 'needs-you'
        WHEN jobs.state IS NOT NULL THEN jobs.state
        WHEN posts.stands IN ('draft', 'changed') AND approvals.blob IN (posts.blob, posts.blob_lf) THEN 'for-approval'
        WHEN posts.stands = 'published' AND live.blob IN (posts.blob, posts.blob_lf) THEN 'live'
        WHEN posts.stands = 'draft' AND earlier.blob IS NOT NULL THEN 'changed'
        WHEN posts.stands = 'published' AND held_back.path IS NOT NULL THEN 'draft'
        ELSE posts.stands END AS stands_now
    FROM posts
    LEFT JOIN desk.jobs AS jobs ON jobs.post = posts.path
    LEFT JOIN desk.approvals AS approvals ON approvals.post = posts.path
    LEFT JOIN desk.live AS live ON live.post = posts.path
    LEFT JOIN desk.moves AS moves ON moves.now = posts.path
    LEFT JOIN published AS earlier ON earlier.path = moves.was
    LEFT JOIN desk.held_back AS held_back ON held_back.path = posts.path";

/// Posts that count otherwise than their files say, and as what: those that wait to be sent, those that the server has at
/// another path, and those that it has as drafts. They are few.
const OTHERWISE: &str = "SELECT posts.path, posts.stands, iif(jobs.state = 'scheduled', 'scheduled', 'changed')
        FROM desk.jobs AS jobs JOIN posts ON posts.path = jobs.post
    UNION ALL SELECT posts.path, posts.stands, 'changed' FROM posts
        WHERE posts.path IN (SELECT post FROM desk.rivals) AND posts.path NOT IN (SELECT post FROM desk.jobs)
    UNION ALL SELECT posts.path, posts.stands, 'changed' FROM desk.moves AS moves
        JOIN published ON published.path = moves.was
        JOIN posts ON posts.path = moves.now AND posts.stands = 'draft'
        WHERE moves.now NOT IN (SELECT post FROM desk.jobs UNION SELECT post FROM desk.rivals)
    UNION ALL SELECT posts.path, posts.stands, 'for-approval' FROM desk.approvals AS approvals
        JOIN posts ON posts.path = approvals.post AND posts.stands IN ('draft', 'changed')
            AND approvals.blob IN (posts.blob, posts.blob_lf)
        WHERE approvals.post NOT IN (SELECT post FROM desk.jobs UNION SELECT post FROM desk.rivals)
    UNION ALL SELECT posts.path, posts.stands, 'draft' FROM desk.held_back AS held_back
        JOIN posts ON posts.path = held_back.path AND posts.stands = 'published'
        WHERE held_back.path NOT IN (SELECT post FROM desk.jobs UNION SELECT post FROM desk.rivals)";

/// Reads the list of one site.
pub(crate) struct Lister {
    db: Connection,
    book: Option<Book>,
    found: Option<Answer>,
    counts: Option<((i64, i64), StateCounts)>,
    choices: Option<(i64, ListChoices)>,
}

/// What the last search found: the next page of it is not searched for again.
struct Answer {
    made: Made,
    /// The index when it was searched.
    at: i64,
    words: Vec<String>,
    quick: bool,
    ids: Vec<i64>,
}

impl Lister {
    /// Opens the list of the site whose store is in `folder`; the store must have been opened once.
    pub(crate) fn open(folder: &Path) -> Result<Self, DeskError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(folder.join("index.db"), flags)?;
        db.busy_timeout(PATIENCE)?;
        db.execute("ATTACH ?1 AS desk", [folder.join("desk.db").to_string_lossy()])?;
        db.pragma_update(None, "query_only", true)?;
        db.pragma_update(None, "cache_size", CACHE_KIB)?;
        db.set_prepared_statement_cache_capacity(32);
        Ok(Self { db, book: None, found: None, counts: None, choices: None })
    }

    /// Stops what this connection is doing; whoever asked for it gets [`DeskError::Superseded`].
    pub(crate) fn stop(&self) -> InterruptHandle {
        self.db.get_interrupt_handle()
    }

    /// The posts that a query asks for.
    pub(crate) fn list(&mut self, query: &PostQuery) -> Result<PostList, DeskError> {
        let words = search::words(&query.search);
        let counts = self.counts()?;
        let mut list = PostList { counts, reading: self.reading(counts.all)?, ..PostList::default() };
        let (skip, take) = (query.skip as usize, query.take as usize);
        let page: Vec<i64> = if words.is_empty() && is_whole(query) && !query.quick {
            list.total = list.counts.all;
            let sql = "SELECT id FROM posts ORDER BY date DESC, title, path LIMIT ?1 OFFSET ?2";
            let mut found = self.db.prepare_cached(sql)?;
            found.query_map([query.take, query.skip], |row| row.get(0))?.collect::<Result<_, _>>()?
        } else {
            let ids = self.ids(query, &words)?;
            list.total = u32::try_from(ids.len()).unwrap_or(u32::MAX);
            ids.iter().skip(skip).take(take).copied().collect()
        };
        let mut row = self.db.prepare_cached(&format!("{ITEM} WHERE posts.id = ?1"))?;
        let mut text = self.db.prepare_cached("SELECT body FROM texts WHERE id = ?1")?;
        for id in page {
            // A post that went while it was looked for is not shown.
            let Some(mut item) = row.query_row([id], item).optional()? else { continue };
            if !query.quick && !words.is_empty() {
                let text: Option<String> = text.query_row([id], |row| row.get(0)).optional()?;
                item.snippet = text.and_then(|text| search::snippet(&text, &words));
            }
            list.posts.push(item);
        }
        Ok(list)
    }

    /// One post of the list.
    pub(crate) fn item(&self, path: &str) -> Result<Option<PostItem>, DeskError> {
        let mut found = self.db.prepare_cached(&format!("{ITEM} WHERE posts.path = ?1"))?;
        Ok(found.query_row([path], item).optional()?)
    }

    /// What the list can be narrowed to.
    pub(crate) fn choices(&mut self) -> Result<ListChoices, DeskError> {
        let generation = self.generation()?;
        if let Some((at, choices)) = &self.choices
            && *at == generation
        {
            return Ok(choices.clone());
        }
        let choices = super::choices::read(&self.db)?;
        self.choices = Some((generation, choices.clone()));
        Ok(choices)
    }

    /// Every post that a query asks for, in order.
    fn ids(&mut self, query: &PostQuery, words: &[String]) -> Result<&[i64], DeskError> {
        let at = self.version("main")?;
        let made = self.with_book(query)?.made.clone();
        let Some(book) = &self.book else { return Ok(&[]) };
        if words.is_empty() {
            return Ok(&book.ids);
        }
        let same = |last: &Answer| {
            last.made == made && last.words == words && last.quick == query.quick && (last.quick || last.at == at)
        };
        if !self.found.as_ref().is_some_and(same) {
            let found = book.find(words);
            let places = found.in_title.iter().chain(&found.elsewhere);
            let mut ids: Vec<i64> = places.filter_map(|place| book.ids.get(*place).copied()).collect();
            if !query.quick {
                ids = self.with_texts(book, ids, words, query.sort)?;
            } else if query.sort != Sort::Newest {
                ids = in_order(book, &ids.into_iter().collect());
            }
            self.found = Some(Answer { made, at, words: words.to_vec(), quick: query.quick, ids });
        }
        Ok(self.found.as_ref().map_or(&[], |found| found.ids.as_slice()))
    }

    /// The posts found in the book, and after them those whose text has the words.
    fn with_texts(&self, book: &Book, first: Vec<i64>, words: &[String], sort: Sort) -> Result<Vec<i64>, DeskError> {
        let words = search::full_text(words);
        let ask = |order: &str| -> Result<Vec<i64>, DeskError> {
            let sql = format!("SELECT rowid FROM post_words WHERE post_words MATCH ?1 {order}");
            let mut found = self.db.prepare_cached(&sql)?;
            Ok(found.query_map([&words], |row| row.get(0))?.collect::<Result<_, _>>()?)
        };
        let hits = ask("")?;
        let mut shown: HashSet<i64> = first.iter().copied().collect();
        if sort != Sort::Newest {
            shown.extend(hits);
            return Ok(in_order(book, &shown));
        }
        let mut ids = first;
        if hits.len() > COMMON {
            let hits = hits.into_iter().filter(|id| !shown.contains(id)).collect();
            ids.extend(in_order(book, &hits));
        } else {
            let in_book: Option<HashSet<i64>> = (!book.made.is_whole()).then(|| book.ids.iter().copied().collect());
            let ranked = ask("ORDER BY bm25(post_words, 8.0, 4.0, 4.0, 1.0)")?;
            let wanted = |id: &i64| in_book.as_ref().is_none_or(|ids| ids.contains(id));
            ids.extend(ranked.into_iter().filter(wanted).filter(|id| shown.insert(*id)));
        }
        Ok(ids)
    }

    fn with_book(&mut self, query: &PostQuery) -> Result<&Book, DeskError> {
        let made = Made::new(query, self.generation()?, self.versions()?);
        match self.book.take() {
            Some(book) if book.made == made => Ok(self.book.insert(book)),
            _ => {
                let mut found = self.db.prepare_cached(OTHERWISE)?;
                let otherwise = found.query_map([], |row| Ok((row.get(0)?, row.get(2)?)))?.collect::<Result<_, _>>()?;
                self.found = None;
                Ok(self.book.insert(Book::read(&self.db, made, &otherwise)?))
            }
        }
    }

    fn counts(&mut self) -> Result<StateCounts, DeskError> {
        let versions = self.versions()?;
        if let Some((at, counts)) = self.counts
            && at == versions
        {
            return Ok(counts);
        }
        let mut by_state: HashMap<String, i64> = HashMap::new();
        let mut all = self.db.prepare_cached("SELECT stands, count(*) FROM posts GROUP BY stands")?;
        for row in all.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))? {
            let (stands, count): (String, i64) = row?;
            by_state.insert(stands, count);
        }
        let total: i64 = by_state.values().sum();
        let mut otherwise = self.db.prepare_cached(OTHERWISE)?;
        for row in otherwise.query_map([], |row| Ok((row.get(1)?, row.get(2)?)))? {
            let (file, now): (String, String) = row?;
            *by_state.entry(file).or_default() -= 1;
            *by_state.entry(now).or_default() += 1;
        }
        let count = |state: &str| u32::try_from(by_state.get(state).copied().unwrap_or(0)).unwrap_or(0);
        let counts = StateCounts {
            all: u32::try_from(total).unwrap_or(u32::MAX),
            drafts: count("draft"),
            changed: count("changed"),
            published: count("published"),
            scheduled: count("scheduled"),
            for_approval: count("for-approval"),
        };
        self.counts = Some((versions, counts));
        Ok(counts)
    }

    fn reading(&self, listed: u32) -> Result<Option<Reading>, DeskError> {
        let mut unread = self.db.prepare_cached("SELECT value FROM facts WHERE name = 'unread'")?;
        let unread: u32 = unread.query_row([], |row| row.get(0)).optional()?.unwrap_or(0);
        let mut without = self.db.prepare_cached("SELECT count(*) FROM posts WHERE NOT filled")?;
        let without: u32 = without.query_row([], |row| row.get(0))?;
        let whole = unread == 0 && without == 0;
        Ok((!whole).then(|| Reading { unread, searchable: listed.saturating_sub(without), listed }))
    }

    /// Raised whenever a row of the list is another.
    fn generation(&self) -> Result<i64, DeskError> {
        let mut found = self.db.prepare_cached("SELECT value FROM facts WHERE name = 'generation'")?;
        Ok(found.query_row([], |row| row.get(0)).optional()?.unwrap_or(0))
    }

    /// Numbers that are others after anything was written to the index and to the desk's own file.
    fn versions(&self) -> Result<(i64, i64), DeskError> {
        Ok((self.version("main")?, self.version("desk")?))
    }

    fn version(&self, file: &str) -> Result<i64, DeskError> {
        let mut found = self.db.prepare_cached(&format!("PRAGMA {file}.data_version"))?;
        Ok(found.query_row([], |row| row.get(0))?)
    }
}

/// Whether the newest posts of all are asked for, which the index has in order.
fn is_whole(query: &PostQuery) -> bool {
    query.sort == Sort::Newest && Made::new(query, 0, (0, 0)).is_whole()
}

/// Those of the ids that the book has, in its order.
fn in_order(book: &Book, ids: &HashSet<i64>) -> Vec<i64> {
    book.ids.iter().copied().filter(|id| ids.contains(id)).collect()
}

fn item(row: &SqlRow) -> rusqlite::Result<PostItem> {
    let tags: String = row.get("tags")?;
    let detail: Option<String> = row.get("job_detail")?;
    let reason = if row.get::<_, Option<bool>>("is_newer")? == Some(true) { Some("newer".to_owned()) } else { detail };
    let due: Option<i64> = row.get("job_due")?;
    let stands = state(&row.get::<_, String>("stands_now")?);
    let earlier = row.get::<_, bool>("was_sent")? && matches!(stands, PostState::Changed | PostState::Draft);
    let reason = if earlier { Some("sent-earlier".to_owned()) } else { reason };
    Ok(PostItem {
        path: row.get("path")?,
        title: row.get("title")?,
        title_guessed: row.get("guessed")?,
        date: row.get("date")?,
        date_guessed: row.get("date_guessed")?,
        author: row.get("author")?,
        author_guessed: row.get("author_guessed")?,
        tags: tags.lines().map(str::to_owned).collect(),
        state: stands,
        reason: reason.filter(|word| !word.is_empty()),
        due: due.and_then(|due| Timestamp::from_second(due).ok()).map(|due| due.to_string()),
        words: row.get("words")?,
        snippet: None,
        problem: row.get("problem")?,
    })
}

fn state(word: &str) -> PostState {
    match word {
        "draft" => PostState::Draft,
        "published" => PostState::Published,
        "unknown" => PostState::Unknown,
        "for-approval" => PostState::ForApproval,
        "live" => PostState::Live,
        "scheduled" => PostState::Scheduled,
        "waiting" => PostState::Waiting,
        "sending" => PostState::Sending,
        "needs-you" => PostState::NeedsYou,
        _ => PostState::Changed,
    }
}

#[cfg(test)]
mod tests;
