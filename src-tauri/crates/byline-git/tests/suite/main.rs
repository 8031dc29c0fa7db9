//! Publishing and catching up, through the public API, against servers in folders and servers that misbehave.

#![allow(clippy::unwrap_used, clippy::missing_panics_doc)]

mod approval;
mod begun;
mod catching_up;
mod common;
mod connecting;
mod copies;
mod faults;
mod history;
mod hostile;
mod lfs;
mod lines;
mod opening;
mod others;
mod publishing;
mod repositories;
mod signing;
#[cfg(unix)]
mod ssh;
