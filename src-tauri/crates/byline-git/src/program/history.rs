//! The published states of one file: the walk of the other engine (see `libgit2/history.rs`), with objects read by git.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};

use super::classify::classify;
use super::engine::Program;
use super::reader::{CommitText, Entry};
use crate::engine::{FileHistory, FileState};
use crate::{BlobId, CommitId, Fault, Watch, checked};

/// No more commits than this are looked at: a walk through more takes longer than anybody waits.
const LONGEST: usize = 100_000;

/// A state of the site that is still to be looked at; the newest first, and of equal times the one found first.
type Ahead = (i64, Reverse<usize>, String, String);

/// One walk.
struct Walk<'a> {
    engine: &'a Program,
    ahead: BinaryHeap<Ahead>,
    seen: HashSet<(String, String)>,
    found: FileHistory,
}

impl Program {
    /// See [`crate::Engine::versions_of`].
    pub(super) fn states_of(
        &self,
        at: &CommitId,
        path: &str,
        most: usize,
        watch: &dyn Watch,
    ) -> Result<FileHistory, Fault> {
        self.line.aside.tell(&[])?;
        let cut_off = self.line.aside.cut_off();
        let (ahead, seen) = (BinaryHeap::new(), HashSet::new());
        let mut walk = Walk { engine: self, ahead, seen, found: FileHistory::default() };
        walk.push(at.as_str(), checked(path)?)?;
        let mut looked = 0;
        while let Some((_, _, id, path)) = walk.ahead.pop() {
            if watch.cancelled() {
                return Err(Fault::Cancelled);
            }
            looked += 1;
            if walk.found.states.len() >= most || looked > LONGEST {
                walk.found.more = true;
                break;
            }
            let commit = self.reader.borrow_mut().commit(&id)?;
            let here = self.file_in(&commit.tree, &path)?;
            if cut_off.contains(&id) {
                walk.found.cut_off = true;
                walk.tell(&id, &commit, (&path, here), false);
            } else {
                walk.step(&id, &commit, (&path, here))?;
            }
        }
        Ok(walk.found)
    }

    fn file_in(&self, tree: &str, path: &str) -> Result<Option<String>, Fault> {
        Ok(self.in_tree(tree, path)?.filter(Entry::is_file).map(|entry| entry.id))
    }

    /// The path from which a commit moved a file.
    fn moved_from(&self, parent: &str, commit: &str, path: &str) -> Result<Option<String>, Fault> {
        let call = self.call(&[]).args(["diff-tree", "-r", "-M", "-z", "--raw", "--diff-filter=R", parent, commit]);
        let ended = call.run()?;
        if !ended.is_fine() {
            return Err(classify(&ended.said));
        }
        let output = String::from_utf8_lossy(&ended.output);
        let words: Vec<&str> = output.split('\0').collect();
        let moved = words.chunks_exact(3).find(|three| three.last() == Some(&path));
        Ok(moved.and_then(|three| three.get(1)).map(|from| (*from).to_owned()))
    }
}

impl Walk<'_> {
    fn push(&mut self, commit: &str, path: &str) -> Result<(), Fault> {
        if self.seen.insert((commit.to_owned(), path.to_owned())) {
            let time = self.engine.reader.borrow_mut().commit(commit)?.committed;
            self.ahead.push((time, Reverse(self.seen.len()), commit.to_owned(), path.to_owned()));
        }
        Ok(())
    }

    fn step(&mut self, id: &str, commit: &CommitText, (path, now): (&str, Option<String>)) -> Result<(), Fault> {
        let mut parents = Vec::new();
        for parent in &commit.parents {
            let tree = self.engine.reader.borrow_mut().commit(parent)?.tree;
            parents.push((parent.clone(), self.engine.file_in(&tree, path)?));
        }
        let same: Vec<bool> = parents.iter().map(|(_, there)| *there == now).collect();
        let mut path = path.to_owned();
        if same.first() == Some(&true) {
            parents.truncate(1);
        } else if same.contains(&true) {
            // It came with another side; what the first one had is a state of its own.
            parents.retain(|(_, there)| *there == now || there.is_some());
        } else {
            self.tell(id, commit, (&path, now.clone()), true);
            if parents.iter().any(|(_, there)| there.is_some()) {
                parents.retain(|(_, there)| there.is_some());
            } else {
                // It was elsewhere before, or it was here at an earlier time.
                parents.truncate(1);
                if let (Some(_), Some((before, _))) = (now, parents.first())
                    && let Some(from) = self.engine.moved_from(before, id, &path)?
                {
                    path = from;
                }
            }
        }
        for (parent, _) in parents {
            self.push(&parent, &path)?;
        }
        Ok(())
    }

    /// Notes a state. Of the one at which a clone was cut off nobody knows who brought it.
    fn tell(&mut self, id: &str, commit: &CommitText, (path, blob): (&str, Option<String>), known: bool) {
        if blob.is_none() && (!known || commit.parents.is_empty()) {
            // It never was here; nothing took it away.
            return;
        }
        let Some(id) = CommitId::parse(id) else { return };
        self.found.states.push(FileState {
            commit: id,
            path: path.to_owned(),
            blob: blob.as_deref().and_then(BlobId::parse),
            writer: known.then(|| commit.author.clone()),
            time: commit.time,
            offset_minutes: commit.offset_minutes,
            message: if known { commit.message.trim().to_owned() } else { String::new() },
        });
    }
}
