//! Talking to servers through the git program, for what libgit2 cannot do.
//!
//! Nothing here trusts a repository's settings. Servers and objects are asked from a repository of Byline's own (see
//! [`aside`]); what has to be asked of the site's own repository is asked by plumbing that starts no program, with every
//! setting that could start one overridden (see [`git`]).

mod aside;
mod classify;
mod conversation;
mod git;
mod programs;
mod run;
mod wire;

pub(crate) use aside::{Aside, Kind};
pub(crate) use git::Git;
pub use programs::Programs;
pub(crate) use wire::{Line, Wanted};
