//! The engine over the git program, and talking to servers through it, for what libgit2 cannot do.
//!
//! Nothing here trusts a repository's settings. Servers and objects are asked from a repository of Byline's own (see
//! [`aside`]); what has to be asked of the site's own repository is asked by plumbing that starts no program, with every
//! setting that could start one overridden (see [`git`]).

mod aside;
mod attributes;
mod begun;
mod catch_up;
mod classify;
mod destination;
mod engine;
mod git;
mod gone;
mod history;
mod objects;
mod place;
mod programs;
mod reader;
mod refs;
mod run;
mod wire;

pub(crate) use aside::{Aside, Kind};
pub(crate) use engine::{Program, promised_by};
pub(crate) use git::{Git, In};
pub(crate) use place::Place;
pub use programs::Programs;
pub(crate) use run::{Call, Limits};
pub(crate) use wire::{Line, Wanted};
