//! Publishing files to a git server without disturbing anyone. Knows no posts, only paths and bytes.
//!
//! Three layers: [`Engine`] is a list of primitives; [`publish`] is the algorithm, written once over any engine; and
//! there are two engines, `libgit2` wherever it is able and `program` over the git program for the rest, chosen by the
//! probes of `probe` in [`open`]. Where a folder's own repository cannot be used, a private copy in Byline's own folder
//! takes its place (`copy`). All calls block: give the crate a thread of its own.
//!
//! What holds:
//! - Publishing reads and writes objects and refs below `refs/byline/` only. The index, HEAD, the branches and the
//!   files of the folder are touched by [`Engine::catch_up`] alone, and only where nobody's work can be lost.
//! - Nothing is pushed by force, and nothing is called published before the server was asked again.
//! - A [`Job`] may be run again after any interruption: what the server already has is not sent twice.
//! - No hook, filter, driver or program that a repository names is started. Programs are started by `program/run.rs`
//!   alone: those of [`Programs`], and for signing the one that the person named in her own settings. Addresses other
//!   than https and ssh (and local folders, where allowed) are refused.
//!
//! Large files (`lfs`) are sent to their server before what refers to them, over https alone, and brought from there.
//!
//! Absent: large files of a site that is reached by SSH, and filters other than theirs (a path that needs one is refused
//! before anything is sent), the running of hooks on this computer, and signatures by X.509.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod address;
pub mod ask;
mod commit_text;
mod connect;
mod copy;
mod credentials;
mod engine;
mod fault;
mod hidden;
mod hooks;
mod id;
mod lfs;
mod libgit2;
mod line_ends;
mod loose;
mod merge;
mod naming;
mod open;
mod own;
mod path;
mod probe;
mod program;
mod publish;
mod second_look;
mod settings;
mod sign;
mod ssh;
mod worktree;

pub use connect::{Arrival, ConnectError, Connected, Odd, Oddity, Wanted, clear_leftovers, connect};
pub use copy::has_private_copy;
pub use credentials::{Credentials, NoCredentials, Secret};
pub use engine::{
    Begun, CatchUp, Change, Claim, Destination, Elsewhere, Engine, FileHistory, FileState, Meta, NotNow, PushReport,
    PushTo, Quiet, Remote, RemovedFile, Step, Watch, Writer,
};
pub use fault::Fault;
pub use hidden::Hidden;
pub use id::{BlobId, CommitId};
pub use libgit2::{classify, create};
pub use merge::{AsText, Grain, Join, Merge, Piece, merge, weave};
pub use naming::Naming;
pub use open::{Choice, OpenError, Options, open, work_tree};
pub use path::checked;
pub use program::Programs;
pub use publish::{
    Conflict, Earlier, FileChange, Forge, Job, JobFile, Outcome, Refusal, Request, Sent, Waiting, kept_as, plan,
    publish, send_for_approval,
};

/// The host of a server's address, in lower case; `None` for a folder on this computer.
pub fn host(address: &str) -> Option<String> {
    address::host(address)
}
