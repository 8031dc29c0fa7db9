//! Reading posts' files for the list: at a glance first, whole afterwards.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use byline_post::{Details, Post, PostError, Source};

use super::LARGEST_POST;
use crate::DeskError;
use crate::store::{Filled, Row, ToFill};
use crate::walk::{self, Seen};

/// Fewer files than this are read on one core.
const MANY: usize = 16;
/// Files that a core takes at a time.
const SHARE: usize = 32;

/// What reading a whole file came to.
pub(super) enum Whole {
    /// Its text and names.
    Text(Filled),
    /// It is no longer the file that the list was made from.
    Changed(Row),
    /// It is no longer there.
    Gone(String),
}

/// Reads files on all of the computer's cores, and hands over what was read as it comes, in any order.
pub(super) fn on_all_cores<T: Sync, R: Send>(
    files: &[T],
    read: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(Vec<R>) -> Result<(), DeskError>,
) -> Result<(), DeskError> {
    if files.len() < MANY {
        return take(files.iter().map(read).collect());
    }
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let (done, all) = mpsc::sync_channel(2 * cores);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            let (done, next, read) = (done.clone(), &next, &read);
            scope.spawn(move || {
                while let Some(share) = files.chunks(SHARE).nth(next.fetch_add(1, Ordering::Relaxed)) {
                    // Nobody takes it any more when something failed.
                    if done.send(share.iter().map(read).collect()).is_err() {
                        return;
                    }
                }
            });
        }
        drop(done);
        // Moved in, so that the readers stop when taking fails.
        for part in all {
            take(part)?;
        }
        Ok(())
    })
}

/// What the list tells of a post; nothing where the file is gone. `dated` says that the site takes a post's date from its
/// file's name, which then is no guess.
pub(super) fn row(root: &Path, dated: bool, path: &str) -> Option<Row> {
    let now = walk::now();
    let place = root.join(path);
    let seen = walk::look(&place, path.to_owned())?;
    let name = file_name(path);
    let details = bytes(&place, &seen)
        .and_then(|bytes| byline_post::glance(&bytes, name).map_err(|error: PostError| DeskError::post(path, &error)));
    let unsure = walk::is_unsure(seen.written, now);
    Some(match details {
        Ok(details) => told(seen, unsure, dated, details),
        Err(error) => Row {
            seen,
            unsure,
            title: name.to_owned(),
            title_guessed: true,
            date: None,
            date_guessed: false,
            author: None,
            bare: false,
            tags: Vec::new(),
            problem: Some(error.problem().message),
        },
    })
}

fn told(seen: Seen, unsure: bool, dated: bool, details: Details) -> Row {
    let guessed = details.title.as_ref().is_none_or(|title| title.source == Source::FileName);
    Row {
        date_guessed: details
            .date
            .as_ref()
            .is_some_and(|date| date.source.is_guess() && !(dated && date.source == Source::FileName)),
        bare: super::begun::is_bare(&details),
        title: details.title.map_or_else(|| file_name(&seen.path).to_owned(), |title| title.value),
        title_guessed: guessed,
        date: details.date.map(|date| date.value.to_string()),
        author: details.author.map(|author| author.value),
        tags: details.tags,
        problem: None,
        unsure,
        seen,
    }
}

/// A post's text, number of words and names; what cannot be read has none.
pub(super) fn whole(root: &Path, dated: bool, post: &ToFill, hash: &dyn Fn(&[u8]) -> String) -> Whole {
    let path = &post.seen.path;
    let place = root.join(path);
    let nothing = Filled { id: post.id, blob: String::new(), blob_lf: None, words: 0, text: String::new() };
    let Some(seen) = walk::look(&place, path.clone()) else { return Whole::Gone(path.clone()) };
    if seen != post.seen {
        return row(root, dated, path).map_or_else(|| Whole::Gone(path.clone()), Whole::Changed);
    }
    let Ok(bytes) = bytes(&place, &seen) else { return Whole::Text(nothing) };
    let blob = hash(&bytes);
    let blob_lf = bytes.contains(&b'\r').then(|| hash(&without_returns(&bytes)));
    Whole::Text(match Post::parse(&bytes, file_name(path)) {
        Ok(post) => {
            let words = u32::try_from(post.words()).unwrap_or(u32::MAX);
            Filled { blob, blob_lf, words, text: post.plain_text(), ..nothing }
        }
        Err(_) => Filled { blob, blob_lf, ..nothing },
    })
}

fn bytes(place: &Path, seen: &Seen) -> Result<Vec<u8>, DeskError> {
    if seen.bytes > LARGEST_POST {
        return Err(DeskError::TooLarge { path: seen.path.clone(), bytes: seen.bytes, limit: LARGEST_POST });
    }
    std::fs::read(place).map_err(|error| DeskError::disk(&seen.path, error))
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

fn without_returns(bytes: &[u8]) -> Vec<u8> {
    let ends_line = |at: usize| bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
    (0..bytes.len()).filter(|at| !ends_line(*at)).map(|at| bytes[at]).collect()
}
