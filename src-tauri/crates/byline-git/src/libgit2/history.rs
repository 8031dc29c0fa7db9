//! The published states of one file: a walk back along its path, comparing names of trees and never whole trees.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};
use std::rc::Rc;

use ::git2::{Commit, FileMode, ObjectType, Oid, Repository};

use super::begun::{cut_off, writer};
use super::moved;
use crate::engine::{FileHistory, FileState};
use crate::{BlobId, CommitId, Fault, Watch, checked};

/// No more commits than this are looked at: a walk through more takes longer than anybody waits.
const LONGEST: usize = 100_000;

/// The trees on the way to a file, the root's first, and the file's own content last where it is there.
struct Way {
    parts: Rc<[String]>,
    ids: Vec<Oid>,
}

impl Way {
    fn new(repo: &Repository, path: &str, root: Oid) -> Result<Self, ::git2::Error> {
        let start = Self { parts: path.split('/').map(str::to_owned).collect(), ids: Vec::new() };
        start.at(repo, root)
    }

    /// The same way in another state of the site. What is the same tree is not read again.
    fn at(&self, repo: &Repository, root: Oid) -> Result<Self, ::git2::Error> {
        let mut ids = vec![root];
        let mut here = root;
        for (level, part) in self.parts.iter().enumerate() {
            if self.ids.get(level) == Some(&here) {
                ids.extend_from_slice(self.ids.get(level + 1..).unwrap_or_default());
                break;
            }
            let tree = repo.find_tree(here)?;
            let Some(entry) = tree.get_name(part) else { break };
            let is_last = level + 1 == self.parts.len();
            let fits = if is_last { is_file(entry.filemode()) } else { entry.kind() == Some(ObjectType::Tree) };
            if !fits {
                break;
            }
            here = entry.id();
            ids.push(here);
        }
        Ok(Self { parts: Rc::clone(&self.parts), ids })
    }

    fn blob(&self) -> Option<Oid> {
        (self.ids.len() == self.parts.len() + 1).then(|| self.ids.last().copied()).flatten()
    }

    fn path(&self) -> String {
        self.parts.join("/")
    }
}

/// A state of the site that is still to be looked at; the newest first, and of equal times the one found first.
struct Ahead {
    time: i64,
    order: Reverse<usize>,
    commit: Oid,
    way: Way,
}

impl PartialEq for Ahead {
    fn eq(&self, other: &Self) -> bool {
        (self.time, self.order) == (other.time, other.order)
    }
}

impl Eq for Ahead {}

impl PartialOrd for Ahead {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ahead {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.time, self.order).cmp(&(other.time, other.order))
    }
}

struct Walk<'a> {
    repo: &'a Repository,
    ahead: BinaryHeap<Ahead>,
    seen: HashSet<(Oid, Oid)>,
    found: FileHistory,
    pushed: usize,
}

/// See [`crate::Engine::versions_of`].
///
/// Of two sides that were joined, the first is followed where it already had the file as it was then; else both are, so
/// that neither side's words are missing.
pub(crate) fn versions_of(
    repo: &Repository,
    at: Oid,
    path: &str,
    most: usize,
    watch: &dyn Watch,
) -> Result<FileHistory, Fault> {
    let cut_off = cut_off(repo);
    let newest = repo.find_commit(at)?;
    let way = Way::new(repo, checked(path)?, newest.tree_id())?;
    let mut walk =
        Walk { repo, ahead: BinaryHeap::new(), seen: HashSet::new(), found: FileHistory::default(), pushed: 0 };
    walk.push(&newest, way);
    let mut looked = 0;
    while let Some(next) = walk.ahead.pop() {
        if watch.cancelled() {
            return Err(Fault::Cancelled);
        }
        looked += 1;
        if walk.found.states.len() >= most || looked > LONGEST {
            walk.found.more = true;
            break;
        }
        let commit = repo.find_commit(next.commit)?;
        if cut_off.contains(&next.commit) {
            walk.found.cut_off = true;
            walk.tell(&commit, &next.way, false);
        } else {
            walk.step(&commit, &next.way)?;
        }
    }
    Ok(walk.found)
}

impl Walk<'_> {
    fn push(&mut self, commit: &Commit<'_>, way: Way) {
        let path = super::objects::blob_id(way.path().as_bytes());
        let path = Oid::from_str(path.as_str()).unwrap_or(Oid::ZERO_SHA1);
        if self.seen.insert((commit.id(), path)) {
            self.pushed += 1;
            let order = Reverse(self.pushed);
            self.ahead.push(Ahead { time: commit.time().seconds(), order, commit: commit.id(), way });
        }
    }

    fn step(&mut self, commit: &Commit<'_>, way: &Way) -> Result<(), Fault> {
        let mut parents = Vec::new();
        for parent in commit.parents() {
            let there = way.at(self.repo, parent.tree_id())?;
            parents.push((parent, there));
        }
        let now = way.blob();
        let same: Vec<bool> = parents.iter().map(|(_, there)| there.blob() == now).collect();
        if same.first() == Some(&true) {
            parents.truncate(1);
        } else if same.contains(&true) {
            // It came with another side; what the first one had is a state of its own.
            let mut keep = same.iter();
            parents.retain(|(_, there)| keep.next() == Some(&true) || there.blob().is_some());
        } else {
            self.tell(commit, way, true);
            if parents.iter().any(|(_, there)| there.blob().is_some()) {
                parents.retain(|(_, there)| there.blob().is_some());
            } else {
                // It was elsewhere before, or it was here at an earlier time.
                parents.truncate(1);
                if let (Some(now), Some((before, there))) = (now, parents.first_mut())
                    && let Some(from) = moved::from(self.repo, before, commit, (&way.path(), now))?
                {
                    *there = Way::new(self.repo, &from, before.tree_id())?;
                }
            }
        }
        for (parent, there) in parents {
            self.push(&parent, there);
        }
        Ok(())
    }

    /// Notes a state. Of the one at which a clone was cut off nobody knows who brought it.
    fn tell(&mut self, commit: &Commit<'_>, way: &Way, known: bool) {
        if way.blob().is_none() && (!known || commit.parent_count() == 0) {
            // It never was here; nothing took it away.
            return;
        }
        let when = commit.author().when();
        self.found.states.push(FileState {
            commit: CommitId::from(commit.id()),
            path: way.path(),
            blob: way.blob().map(BlobId::from),
            writer: known.then(|| writer(commit)),
            time: when.seconds(),
            offset_minutes: when.offset_minutes(),
            message: if known {
                String::from_utf8_lossy(commit.message_bytes()).trim().to_owned()
            } else {
                String::new()
            },
        });
    }
}

pub(super) fn is_file(mode: i32) -> bool {
    [FileMode::Blob, FileMode::BlobExecutable, FileMode::BlobGroupWritable]
        .iter()
        .any(|known| i32::from(*known) == mode)
}
