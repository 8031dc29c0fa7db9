//! Keeping the list true to the files.

use std::collections::HashMap;
use std::path::Path;

use byline_post::{Post, Source};

use super::{LARGEST_POST, Site};
use crate::DeskError;
use crate::api::{Event, PostItem, PostList, PostQuery};
use crate::store::{Indexed, Row};
use crate::walk::{self, Seen};

/// Above this many changed files, they are read on all the computer's cores.
const MANY: usize = 64;

impl Site {
    /// The posts that a query asks for.
    pub fn posts(&self, query: &PostQuery) -> Result<PostList, DeskError> {
        self.store.list(query)
    }

    /// One post of the list.
    pub fn post(&self, path: &str) -> Result<PostItem, DeskError> {
        self.store.item(path)?.ok_or_else(|| DeskError::NoSuchFile { path: path.to_owned() })
    }

    /// Brings the whole list up to date: reads the files that are new or changed, and asks what the server had when it
    /// was last asked. Tells the listener when anything changed.
    pub fn refresh(&mut self) -> Result<(), DeskError> {
        let site = &self.understood;
        let folders: Vec<String> = site.text_folders().map(str::to_owned).collect();
        let found = walk::files(&self.root, &folders, &|path| site.is_post(path));
        let mut known = self.store.indexed()?;
        let changed: Vec<Seen> = found.into_iter().filter(|seen| !is_known(&mut known, seen)).collect();
        let gone: Vec<String> = known.into_keys().collect();
        let rows = self.read_rows(changed);
        let mut news = !rows.is_empty() || !gone.is_empty();
        if news {
            self.store.index(&rows, &gone)?;
        }
        news |= self.refresh_published()?;
        self.note_bases(&rows)?;
        if news {
            self.tell(Event::PostsChanged);
        }
        Ok(())
    }

    /// Brings one post of the list up to date.
    pub(crate) fn refresh_post(&mut self, path: &str) -> Result<(), DeskError> {
        let seen = self.files.place(path).ok().and_then(|place| walk::look(&place, path.to_owned()));
        match seen {
            Some(seen) => {
                let rows = self.read_rows(vec![seen]);
                self.store.index(&rows, &[])?;
                self.note_bases(&rows)?;
            }
            None => self.store.index(&[], &[path.to_owned()])?,
        }
        self.tell(Event::PostsChanged);
        Ok(())
    }

    /// Brings one post of the list up to date, if its file is not the one that the list was made from.
    pub(crate) fn refresh_if_changed(&mut self, path: &str) -> Result<(), DeskError> {
        let seen = self.files.place(path).ok().and_then(|place| walk::look(&place, path.to_owned()));
        let seen = seen.as_ref().map(Indexed::from);
        if seen == self.store.indexed_as(path)? { Ok(()) } else { self.refresh_post(path) }
    }

    /// Asks the repository, not the server, what the server has. True when that changed.
    pub(crate) fn refresh_published(&mut self) -> Result<bool, DeskError> {
        let Some(tip) = self.engine.known_tip()? else { return Ok(false) };
        if self.store.fact("tip")?.as_deref() == Some(tip.as_str()) {
            return Ok(false);
        }
        let mut posts = HashMap::new();
        for folder in self.understood.text_folders() {
            let under = self.in_repository(folder);
            for (path, blob) in self.engine.blobs(&tip, under.trim_end_matches('/'))? {
                if let Some(path) = self.in_site(&path).filter(|path| self.understood.is_post(path)) {
                    posts.insert(path.to_owned(), blob);
                }
            }
        }
        self.store.set_published(tip.as_str(), &posts)?;
        Ok(true)
    }

    /// A file that is the same as on the server is what its next words start from.
    fn note_bases(&self, rows: &[Row]) -> Result<(), DeskError> {
        for row in rows {
            // Few posts have one noted: asked first, since a large site's first index comes through here too.
            if self.store.base(&row.seen.path)?.is_some()
                && let Some(blob) = self.store.published(&row.seen.path)?
                && (blob == row.blob || blob == row.blob_lf)
            {
                self.store.set_base(&row.seen.path, &blob)?;
            }
        }
        Ok(())
    }

    fn read_rows(&self, files: Vec<Seen>) -> Vec<Row> {
        let (root, engine) = (self.root.as_path(), self.engine.as_ref());
        let hash = |bytes: &[u8]| engine.blob_id(bytes).to_string();
        if files.len() < MANY {
            return files.into_iter().map(|seen| row(root, seen, &hash)).collect();
        }
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let share = files.len().div_ceil(cores);
        std::thread::scope(|scope| {
            let read = |files: &[Seen]| {
                files
                    .iter()
                    .map(|seen| row(root, seen.clone(), &|bytes| byline_git::blob_id(bytes).to_string()))
                    .collect::<Vec<_>>()
            };
            let parts: Vec<_> = files.chunks(share).map(|files| scope.spawn(move || read(files))).collect();
            parts.into_iter().flat_map(|part| part.join().unwrap_or_default()).collect()
        })
    }
}

fn is_known(known: &mut HashMap<String, Indexed>, seen: &Seen) -> bool {
    known.remove(&seen.path) == Some(Indexed::from(seen))
}

fn row(root: &Path, seen: Seen, hash: &dyn Fn(&[u8]) -> String) -> Row {
    let name = seen.path.rsplit('/').next().unwrap_or_default().to_owned();
    let unread = |seen: Seen, error: &DeskError| Row {
        seen,
        blob: String::new(),
        blob_lf: String::new(),
        title: name.clone(),
        title_guessed: true,
        date: None,
        author: None,
        tags: Vec::new(),
        words: 0,
        text: String::new(),
        problem: Some(error.problem().message),
    };
    if seen.bytes > LARGEST_POST {
        let error = DeskError::TooLarge { path: seen.path.clone(), bytes: seen.bytes, limit: LARGEST_POST };
        return unread(seen, &error);
    }
    let bytes = match std::fs::read(root.join(&seen.path)) {
        Ok(bytes) => bytes,
        Err(error) => {
            let error = DeskError::disk(&seen.path, error);
            return unread(seen, &error);
        }
    };
    let post = match Post::parse(&bytes, &name) {
        Ok(post) => post,
        Err(error) => {
            let error = DeskError::post(&seen.path, &error);
            return Row { blob: hash(&bytes), ..unread(seen, &error) };
        }
    };
    let blob = hash(&bytes);
    let blob_lf = if bytes.contains(&b'\r') { hash(&without_returns(&bytes)) } else { blob.clone() };
    let details = post.details();
    let title = details.title.as_ref();
    Row {
        blob,
        blob_lf,
        title: title.map_or(name, |title| title.value.clone()),
        title_guessed: title.is_none_or(|title| title.source == Source::FileName),
        date: details.date.as_ref().map(|date| date.value.to_string()),
        author: details.author.as_ref().map(|author| author.value.clone()),
        tags: details.tags.clone(),
        words: u32::try_from(post.words()).unwrap_or(u32::MAX),
        text: post.plain_text(),
        problem: None,
        seen,
    }
}

fn without_returns(bytes: &[u8]) -> Vec<u8> {
    let ends_line = |at: usize| bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
    (0..bytes.len()).filter(|at| !ends_line(*at)).map(|at| bytes[at]).collect()
}
