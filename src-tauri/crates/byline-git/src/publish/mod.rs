//! Publishing a few files: the algorithm, once for every engine.
//!
//! Ask the server for its state; put the job's files, and nothing else, on top of it; push without force; ask the
//! server again and believe only that. If somebody was faster, begin again.

mod approval;
mod backoff;
mod decide;
mod forge;
mod refusal;
mod run;

pub use approval::{Earlier, Request, kept_as, send_for_approval};
pub use forge::Forge;
pub use refusal::{Refusal, Waiting};
pub use run::{plan, publish};

use crate::{BlobId, CommitId, Writer};

/// A few files to publish. The id stands for these bytes: other bytes are another job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// A word of letters, digits, `-` and `_`.
    pub id: String,
    /// The files; nothing else changes on the server.
    pub files: Vec<JobFile>,
    /// What to say of the change.
    pub message: String,
    /// Who publishes.
    pub writer: Writer,
    /// When, in seconds since 1970-01-01 UTC.
    pub time: i64,
    /// The writer's clock, in minutes east of UTC.
    pub offset_minutes: i32,
}

/// One file of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobFile {
    /// Relative to the work tree's root, separated by `/`.
    pub path: String,
    /// The bytes as they are in the folder; `None` deletes the file.
    pub bytes: Option<Vec<u8>>,
    /// What the writer started from, as stored on the server; `None` for a new file.
    pub base: Option<BlobId>,
}

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The file's path.
    pub path: String,
    /// What it means for the server.
    pub change: FileChange,
    /// The size of what is stored.
    pub bytes: u64,
    /// Somebody else's changes are in it too: read it from the commit before showing it.
    pub merged: bool,
    /// Somebody else had deleted it; it is there again.
    pub restored: bool,
}

/// What publishing a file means for the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileChange {
    /// The server did not have the file.
    New,
    /// The server had other bytes.
    Changed,
    /// The server no longer has the file.
    Deleted,
}

/// Two versions of one file that exclude each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The file's path.
    pub path: String,
    /// The server's bytes; `None` when it has deleted the file.
    pub theirs: Option<Vec<u8>>,
    /// The writer's bytes; `None` when she deletes the file.
    pub ours: Option<Vec<u8>>,
    /// What the writer started from, where it is known.
    pub base: Option<Vec<u8>>,
    /// The name of the server's bytes: the base of the job that settles the matter.
    pub their_id: Option<BlobId>,
}

/// How publishing ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The server has it; it was asked.
    Published {
        /// The commit.
        commit: CommitId,
        /// The branch that it is on.
        branch: String,
        /// How many times it was tried.
        attempts: u32,
        /// What became of the files that changed.
        files: Vec<Sent>,
    },
    /// The server had all of it before.
    AlreadyPublished {
        /// A commit that holds it.
        commit: Option<CommitId>,
        /// The branch that it is on.
        branch: String,
    },
    /// The server has it for people to approve; the branch that the site publishes to is as it was.
    SentForApproval {
        /// The commit.
        commit: CommitId,
        /// The name of the request: for sending the same post again.
        name: String,
        /// The branch that it is on, or that it is for where the server keeps requests in a place of its own.
        branch: String,
        /// The page of the request, or the one on which a person makes it.
        address: Option<String>,
        /// The request is made; else a person makes it on that page.
        made: bool,
        /// How many times it was tried.
        attempts: u32,
        /// What became of the files that changed.
        files: Vec<Sent>,
    },
    /// A person must choose between versions. Nothing was sent.
    NeedsYou {
        /// The files in question.
        conflicts: Vec<Conflict>,
    },
    /// The server will not have it, and trying again will not help.
    Refused {
        /// The kind of refusal.
        why: Refusal,
        /// The server's own words, for whoever looks after it.
        said: String,
    },
    /// Not now; the same job may be run again later.
    Waiting {
        /// What is waited for.
        why: Waiting,
        /// The cause in technical words.
        detail: String,
    },
}
