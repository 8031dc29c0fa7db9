//! A post's file goes to another path, and everything that belongs to it goes along: the folder of its own, what is kept
//! of it, the page that shows it, and where the server still has it.

use std::path::Path;

use byline_post::{Post, links, tagged};

use super::Site;
use crate::api::Event;
use crate::store::MovedFile;
use crate::{DeskError, walk};

/// How far a post that was renamed again and again is followed.
const LONGEST_TRAIL: usize = 100;

impl Site {
    /// The path that a post has now, for those who know it by an earlier one.
    pub fn follow(&self, path: &str) -> String {
        let mut now = path;
        for _ in 0..LONGEST_TRAIL {
            match self.renamed.get(now) {
                // A post that was made at the old path since is another one.
                Some(next) if !self.files.is_exactly(now) => now = next,
                _ => break,
            }
        }
        now.to_owned()
    }

    /// Moves a post that has every word in its file. Links of it that lead to files beside it follow.
    pub(super) fn move_post(&mut self, from: &str, to: &str) -> Result<(), DeskError> {
        self.bring(from)?;
        self.save(from)?;
        let files = self.files_to_move(from, to)?;
        let relinked = self.relinked(from, to, &self.on_page(from)?.post, &files);
        self.store.move_files((from, to), &files)?;
        if let Err(error) = self.move_on_disk(from, to) {
            let back: Vec<_> = files.iter().map(back).collect();
            self.store.move_files((to, from), &back)?;
            return Err(error);
        }
        for MovedFile { was, now, .. } in &files {
            if let Some(on_page) = self.open.remove(was) {
                self.open.insert(now.clone(), on_page.named(now));
            }
            if self.is_post(was) || self.is_post(now) {
                self.renamed.remove(now);
                self.renamed.insert(was.clone(), now.clone());
                self.refresh_post(was)?;
                self.refresh_post(now)?;
                self.tell(Event::PostMoved { from: was.clone(), to: now.clone() });
            }
        }
        if let Some(relinked) = relinked {
            self.take_repaired(to, relinked)?;
            self.save(to)?;
        }
        Ok(())
    }

    /// Every file that goes along when a post moves, the post itself first, and what the server has of each.
    pub(super) fn files_to_move(&self, from: &str, to: &str) -> Result<Vec<MovedFile>, DeskError> {
        let mut pairs = vec![(from.to_owned(), to.to_owned())];
        if let Some((old, new)) = self.folders_to_move(from, to) {
            for seen in walk::files(&self.root, std::slice::from_ref(&old), &|_| true) {
                let rest = seen.path.strip_prefix(&old).unwrap_or_default();
                if seen.path != from {
                    pairs.push((seen.path.clone(), format!("{new}{rest}")));
                }
            }
        }
        let file = |(was, now): (String, String)| {
            let base = self.base_on_server(&was)?;
            Ok(MovedFile { was, now, base })
        };
        pairs.into_iter().map(file).collect()
    }

    /// The folder that belongs to the post alone and has to go along, and where to.
    fn folders_to_move(&self, from: &str, to: &str) -> Option<(String, String)> {
        let (old, new) = (self.understood.own_folder(from)?, self.understood.own_folder(to)?);
        (old != new && self.files.place(&old).is_ok_and(|place| place.is_dir())).then_some((old, new))
    }

    fn move_on_disk(&self, from: &str, to: &str) -> Result<(), DeskError> {
        let folders = self.folders_to_move(from, to);
        let is_in_it = folders.as_ref().is_some_and(|(old, _)| from.starts_with(&format!("{old}/")));
        if let Some((old, new)) = &folders {
            self.move_one(old, new)?;
        }
        if is_in_it {
            return Ok(());
        }
        let moved = self.move_one(from, to);
        if let (Err(_), Some((old, new))) = (&moved, &folders) {
            // As it was; what went wrong with the post is what is told.
            let _ = self.move_one(new, old);
        }
        moved
    }

    fn move_one(&self, from: &str, to: &str) -> Result<(), DeskError> {
        let (old, new) = (self.files.place(from)?, self.files.place(to)?);
        let about = |error| DeskError::disk(from, error);
        if new.symlink_metadata().is_ok() && !is_same(&old, &new) {
            return Err(DeskError::NameTaken { name: to.to_owned() });
        }
        if let Some(folder) = new.parent() {
            std::fs::create_dir_all(folder).map_err(about)?;
        }
        std::fs::rename(old, new).map_err(about)
    }

    /// The post with its links to files beside it as they have to be at its new path; nothing when all stay.
    pub(super) fn relinked(&self, from: &str, to: &str, post: &Post, files: &[MovedFile]) -> Option<Post> {
        let mut body = post.body().to_owned();
        let mut last = usize::MAX;
        let marked = links::pictures(post).into_iter().map(|link| (link.span, link.target));
        let tagged = tagged::pictures(post).into_iter().map(|span| (span.clone(), post.body()[span].to_owned()));
        let mut all: Vec<_> = marked.chain(tagged).collect();
        all.sort_by_key(|(span, _)| span.start);
        for (span, target) in all.into_iter().rev() {
            let Some(found) = self.files.picture_file(from, &target) else { continue };
            let moved = files.iter().find(|file| file.was == found).map_or(found.as_str(), |file| file.now.as_str());
            if let Some(new) = self.understood.relinked(to, &target, moved).filter(|_| span.end <= last) {
                last = span.start;
                body.replace_range(span, &new);
            }
        }
        (body != post.body()).then(|| post.with_body(&body))
    }

    /// The blob that the words here started from, where the server has the file.
    pub(super) fn base_on_server(&self, path: &str) -> Result<Option<String>, DeskError> {
        let full = self.in_repository(path);
        let Some(tip) = self.engine.known_tip()? else { return Ok(None) };
        let Some(there) = self.engine.entry(&tip, &full)? else { return Ok(None) };
        let head = match &self.head {
            Some(head) => self.engine.entry(head, &full)?,
            None => None,
        };
        let noted = self.store.base(path)?.filter(|noted| !noted.is_empty());
        Ok(Some(noted.or_else(|| head.map(|id| id.to_string())).unwrap_or_else(|| there.to_string())))
    }
}

fn back(file: &MovedFile) -> MovedFile {
    MovedFile { was: file.now.clone(), now: file.was.clone(), base: None }
}

/// Whether two places are the same file, as two spellings of one name are to a system that overlooks capitals.
fn is_same(one: &Path, other: &Path) -> bool {
    one.canonicalize().ok().zip(other.canonicalize().ok()).is_some_and(|(one, other)| one == other)
}
