//! What the list shows at the moment, in its order, with the words that a list tells of each post: title, author, tags.
//!
//! A hundred bytes a post, in one piece, so that a keystroke in the search costs one pass over it, and so that any page of
//! a narrowed list is a matter of places.

use std::collections::HashMap;

use rusqlite::Connection;

use super::search::{self, fold};
use crate::api::{PostQuery, Sort, StateFilter};

/// Ends a title, an author, a tag.
const END: char = '\u{1}';

/// What a book was made of; made anew when any of it is another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Made {
    pub(super) generation: i64,
    /// Where posts stand; counts only where posts are chosen by it.
    pub(super) states: (i64, i64),
    filter: StateFilter,
    author: Option<String>,
    tag: Option<String>,
    year: Option<String>,
    sort: Sort,
}

impl Made {
    pub(super) fn new(query: &PostQuery, generation: i64, states: (i64, i64)) -> Self {
        let states = if query.filter == StateFilter::All { (0, 0) } else { states };
        let PostQuery { filter, author, tag, year, sort, .. } = query.clone();
        Self { generation, states, filter, author, tag, year, sort }
    }

    /// Whether every post is in it, in whatever order.
    pub(super) fn is_whole(&self) -> bool {
        self.filter == StateFilter::All && self.author.is_none() && self.tag.is_none() && self.year.is_none()
    }
}

/// The posts of a narrowed list.
pub(super) struct Book {
    pub(super) made: Made,
    /// In the list's order.
    pub(super) ids: Vec<i64>,
    /// Where each post's words begin.
    starts: Vec<usize>,
    words: String,
}

/// The places in a book at which words were found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// All words in the title.
    pub(super) in_title: Vec<usize>,
    /// All words in title, author and tags together.
    pub(super) elsewhere: Vec<usize>,
}

impl Book {
    /// Reads the list. `otherwise` are posts that count otherwise than their files say, with what they count as.
    pub(super) fn read(db: &Connection, made: Made, otherwise: &HashMap<String, String>) -> rusqlite::Result<Self> {
        let order = match made.sort {
            Sort::Newest => "date DESC, title, path",
            Sort::Oldest => "date IS NULL, date, title, path",
            Sort::Title => "path",
            Sort::Changed => "written DESC, path",
        };
        let (author, tag) = (made.author.as_deref().map(fold), made.tag.as_deref().map(fold));
        let year = made.year.clone();
        let (sort, filter) = (made.sort, made.filter);
        let mut book = Self { made, ids: Vec::new(), starts: Vec::new(), words: String::new() };
        let mut found = db.prepare_cached(&format!(
            "SELECT id, path, stands, title, author, tags, date FROM posts ORDER BY {order}"
        ))?;
        let mut rows = found.query([])?;
        while let Some(row) = rows.next()? {
            let (path, stands) = (row.get_ref(1)?.as_str()?, row.get_ref(2)?.as_str()?);
            let stands = otherwise.get(path).map_or(stands, String::as_str);
            let wanted = match filter {
                StateFilter::All => true,
                StateFilter::Drafts => stands == "draft",
                StateFilter::Changed => stands == "changed",
                StateFilter::Published => stands == "published",
                StateFilter::Scheduled => stands == "scheduled",
                StateFilter::ForApproval => stands == "for-approval",
            };
            let date = row.get_ref(6)?.as_str_or_null()?;
            let in_year = year.as_ref().is_none_or(|year| date.is_some_and(|date| date.starts_with(year.as_str())));
            if !wanted || !in_year {
                continue;
            }
            let by = fold(row.get_ref(4)?.as_str_or_null()?.unwrap_or_default());
            let tags = fold(row.get_ref(5)?.as_str()?);
            if author.as_ref().is_some_and(|author| *author != by)
                || tag.as_ref().is_some_and(|tag| !tags.lines().any(|line| line == tag))
            {
                continue;
            }
            book.add(row.get(0)?, &fold(row.get_ref(3)?.as_str()?), &by, &tags);
        }
        if sort == Sort::Title {
            book.order_by_title();
        }
        Ok(book)
    }

    fn add(&mut self, id: i64, title: &str, author: &str, tags: &str) {
        self.ids.push(id);
        self.starts.push(self.words.len());
        for part in [title, author].into_iter().chain(tags.lines()) {
            self.words.extend(part.chars().map(|c| if c.is_control() { ' ' } else { c }));
            self.words.push(END);
        }
    }

    fn order_by_title(&mut self) {
        let mut places: Vec<usize> = (0..self.ids.len()).collect();
        // Numbers and quotation marks before letters, as they come.
        places.sort_by(|a, b| self.post(*a).cmp(self.post(*b)));
        let mut words = String::with_capacity(self.words.len());
        let mut starts = Vec::with_capacity(places.len());
        for place in &places {
            starts.push(words.len());
            words.push_str(self.post(*place));
        }
        self.ids = places.iter().filter_map(|place| self.ids.get(*place).copied()).collect();
        (self.words, self.starts) = (words, starts);
    }

    /// A post's words.
    fn post(&self, place: usize) -> &str {
        let end = self.starts.get(place + 1).copied().unwrap_or(self.words.len());
        self.starts.get(place).and_then(|start| self.words.get(*start..end)).unwrap_or_default()
    }

    /// The posts in whose title, author and tags all these words are.
    pub(super) fn find(&self, words: &[String]) -> Found {
        let mut found = Found::default();
        // The longest word is in the fewest posts, most likely.
        let Some(rarest) = words.iter().max_by_key(|word| word.len()) else { return found };
        let finders: Vec<_> = words.iter().map(memchr::memmem::Finder::new).collect();
        let rarest = memchr::memmem::Finder::new(rarest);
        let mut at = 0;
        let mut place = 0;
        while let Some(hit) = search::find(&self.words, &rarest, at) {
            // Hits are close together where there are many, and far apart where there are few.
            place = match self.starts[place..].iter().take(8).position(|start| *start > hit) {
                Some(next) => place + next - 1,
                None => self.starts.partition_point(|start| *start <= hit) - 1,
            };
            let post = self.post(place);
            let title = post.split(END).next().unwrap_or_default();
            if finders.iter().all(|finder| search::find(title, finder, 0).is_some()) {
                found.in_title.push(place);
            } else if finders.iter().all(|finder| search::find(post, finder, 0).is_some()) {
                found.elsewhere.push(place);
            }
            at = self.starts.get(place + 1).copied().unwrap_or(self.words.len());
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_titles_first_and_in_what_else_a_list_tells() {
        let made = Made::new(&PostQuery::default(), 0, (0, 0));
        let mut book = Book { made, ids: Vec::new(), starts: Vec::new(), words: String::new() };
        book.add(1, "data lakes", "anna", "cloud\ntwo words");
        book.add(2, "a cloud", "zoe angstrom", "");
        book.add(3, "日本語の本", "", "data");
        for n in 4..30 {
            book.add(n, "nothing", "nobody", "");
        }
        book.add(30, "the last cloud", "", "");
        let found = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            let found = book.find(&words);
            (found.in_title, found.elsewhere)
        };
        assert_eq!(found(&["cloud"]), (vec![1, 29], vec![0]));
        assert_eq!(found(&["lak", "da"]), (vec![0], vec![]));
        assert_eq!(found(&["lak", "ann"]), (vec![], vec![0]));
        assert_eq!(found(&["loud"]), (vec![], vec![]));
        assert_eq!(found(&["本"]), (vec![2], vec![]));
        assert_eq!(found(&["本語"]), (vec![2], vec![]));
        assert_eq!(found(&["words", "two"]), (vec![], vec![0]));
        assert_eq!(found(&[]), (vec![], vec![]));
    }
}
