//! An engine whose server misbehaves by a script.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet, VecDeque};
use std::path::Path;

use byline_git::{
    Begun, BlobId, CatchUp, Change, Claim, CommitId, Destination, Elsewhere, Engine, Fault, FileHistory, Meta, Naming,
    PushReport, PushTo, RemovedFile, Watch, Writer,
};

/// What the next fetch does instead of asking the server.
pub enum Fetching {
    /// It asks the server after all.
    Works,
    /// It fails.
    Fails(Fault),
}

/// What the next push does.
pub enum Pushing {
    /// It reaches the server.
    Works,
    /// The server takes the commit, and the answer is lost on the way.
    ReplyLost(Fault),
    /// Nothing reaches the server.
    Fails(Fault),
    /// The server refuses with a reason for the branch and printed words.
    Refused {
        /// The reason for the branch.
        reason: String,
        /// What the server prints.
        said: Vec<String>,
    },
    /// The server says nothing of the branch, and refuses silently.
    Silent,
    /// This happens between the fetch and the push, as when a colleague is faster; then the push goes on.
    After(Box<dyn FnOnce() + Send>),
}

/// An engine that works like the one inside, except for the fetches and pushes of its script. When a script is
/// used up, everything works.
pub struct FaultyEngine {
    inside: Box<dyn Engine>,
    fetches: RefCell<VecDeque<Fetching>>,
    pushes: RefCell<VecDeque<Pushing>>,
    pushed: RefCell<u32>,
}

impl FaultyEngine {
    /// The engine inside, and what its server will do, in order.
    pub fn new(inside: Box<dyn Engine>, fetches: Vec<Fetching>, pushes: Vec<Pushing>) -> Self {
        Self {
            inside,
            fetches: RefCell::new(fetches.into()),
            pushes: RefCell::new(pushes.into()),
            pushed: RefCell::new(0),
        }
    }

    /// How often a push was asked for.
    pub fn pushes(&self) -> u32 {
        *self.pushed.borrow()
    }
}

fn refused(reason: String, said: Vec<String>) -> PushReport {
    PushReport { accepted: Some(false), refusals: vec![reason], said, error: None }
}

fn failed(fault: Fault) -> PushReport {
    PushReport { error: Some(fault), ..PushReport::default() }
}

impl Engine for FaultyEngine {
    fn fetch(&self, watch: &dyn Watch) -> Result<Option<CommitId>, Fault> {
        let next = self.fetches.borrow_mut().pop_front();
        match next {
            Some(Fetching::Fails(fault)) => Err(fault),
            Some(Fetching::Works) | None => self.inside.fetch(watch),
        }
    }

    fn fetch_branch(&self, branch: &str, watch: &dyn Watch) -> Result<Option<CommitId>, Fault> {
        self.inside.fetch_branch(branch, watch)
    }

    fn fetch_history(&self, commits: u32, most_bytes: u64, watch: &dyn Watch) -> Result<Option<CommitId>, Fault> {
        let next = self.fetches.borrow_mut().pop_front();
        match next {
            Some(Fetching::Fails(fault)) => Err(fault),
            Some(Fetching::Works) | None => self.inside.fetch_history(commits, most_bytes, watch),
        }
    }

    fn publish_elsewhere(&self, what: &Elsewhere) -> Result<bool, Fault> {
        self.inside.publish_elsewhere(what)
    }

    fn is_cut_off(&self) -> bool {
        self.inside.is_cut_off()
    }

    fn may_send(&self, watch: &dyn Watch) -> Result<(), Fault> {
        self.inside.may_send(watch)
    }

    fn begun(
        &self,
        at: &CommitId,
        paths: &HashSet<String>,
        most: usize,
        watch: &dyn Watch,
    ) -> Result<HashMap<String, Begun>, Fault> {
        self.inside.begun(at, paths, most, watch)
    }

    fn versions_of(&self, at: &CommitId, path: &str, most: usize, watch: &dyn Watch) -> Result<FileHistory, Fault> {
        self.inside.versions_of(at, path, most, watch)
    }

    fn removed(&self, at: &CommitId, most: usize, watch: &dyn Watch) -> Result<Vec<RemovedFile>, Fault> {
        self.inside.removed(at, most, watch)
    }

    fn head(&self) -> Result<Option<CommitId>, Fault> {
        self.inside.head()
    }

    fn for_folder(&self, path: &str, stored: Vec<u8>) -> Result<Vec<u8>, Fault> {
        self.inside.for_folder(path, stored)
    }

    fn send_large(&self, tip: Option<&CommitId>, files: &[(&str, &[u8])], watch: &dyn Watch) -> Result<(), Fault> {
        self.inside.send_large(tip, files, watch)
    }

    fn push(&self, commit: &CommitId, to: &PushTo, watch: &dyn Watch) -> PushReport {
        *self.pushed.borrow_mut() += 1;
        let next = self.pushes.borrow_mut().pop_front();
        match next {
            Some(Pushing::Works) | None => self.inside.push(commit, to, watch),
            Some(Pushing::ReplyLost(fault)) => {
                let _lost = self.inside.push(commit, to, watch);
                failed(fault)
            }
            Some(Pushing::Fails(fault)) => failed(fault),
            Some(Pushing::Refused { reason, said }) => refused(reason, said),
            Some(Pushing::Silent) => PushReport::default(),
            Some(Pushing::After(happens)) => {
                happens();
                self.inside.push(commit, to, watch)
            }
        }
    }

    fn root(&self) -> &Path {
        self.inside.root()
    }

    fn destination(&self) -> Result<Destination, Fault> {
        self.inside.destination()
    }

    fn writer(&self) -> Option<Writer> {
        self.inside.writer()
    }

    fn claim(&self) -> Result<Claim, Fault> {
        self.inside.claim()
    }

    fn known_tip(&self) -> Result<Option<CommitId>, Fault> {
        self.inside.known_tip()
    }

    fn naming(&self) -> Naming {
        self.inside.naming()
    }

    fn blobs(&self, at: &CommitId, under: &str) -> Result<HashMap<String, BlobId>, Fault> {
        self.inside.blobs(at, under)
    }

    fn entry(&self, at: &CommitId, path: &str) -> Result<Option<BlobId>, Fault> {
        self.inside.entry(at, path)
    }

    fn read_blob(&self, id: &BlobId) -> Result<Option<Vec<u8>>, Fault> {
        self.inside.read_blob(id)
    }

    fn for_storage(&self, at: Option<&CommitId>, path: &str, bytes: &[u8]) -> Result<Vec<u8>, Fault> {
        self.inside.for_storage(at, path, bytes)
    }

    fn commit(&self, on: Option<&CommitId>, changes: &[Change], meta: &Meta) -> Result<Option<CommitId>, Fault> {
        self.inside.commit(on, changes, meta)
    }

    fn contains(&self, tip: &CommitId, commit: &CommitId) -> Result<bool, Fault> {
        self.inside.contains(tip, commit)
    }

    fn keep(&self, job: &str, commit: &CommitId) -> Result<(), Fault> {
        self.inside.keep(job, commit)
    }

    fn kept(&self, job: &str) -> Result<Option<CommitId>, Fault> {
        self.inside.kept(job)
    }

    fn forget(&self, job: &str) -> Result<(), Fault> {
        self.inside.forget(job)
    }

    fn catch_up(&self, own: &[String]) -> Result<CatchUp, Fault> {
        self.inside.catch_up(own)
    }

    fn is_private_copy(&self) -> bool {
        self.inside.is_private_copy()
    }

    fn repaired(&self) -> Result<Option<Box<dyn Engine>>, Fault> {
        self.inside.repaired()
    }
}
