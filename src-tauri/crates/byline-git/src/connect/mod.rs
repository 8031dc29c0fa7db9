//! Bringing a website to this computer for the first time.
//!
//! A clone for writers: the newest state of one branch, without its history, without submodules, and without running
//! anything. The server's tree is hostile: see [`plan`](self::plan). Everything arrives in a folder of Byline's own
//! beside the place where it is to be and is moved there in one step, so that a site is either there or not.

mod arrival;
pub(crate) mod plan;

use std::path::Path;

use thiserror::Error;

pub use arrival::Arrival;
pub use plan::{Odd, Oddity};

use crate::{CommitId, Fault, OpenError, Options, Step, Watch, address, libgit2, open};

/// What is to be brought here.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The server's address. A name or password in it is left out.
    pub address: &'a str,
    /// The branch; the server's default branch when none is said.
    pub branch: Option<&'a str>,
    /// Where it is to be: nothing may be there yet, or an empty folder.
    pub folder: &'a Path,
}

/// A website that is here now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connected {
    /// The branch that it publishes to.
    pub branch: String,
    /// The server's state; `None` when the server is still empty.
    pub tip: Option<CommitId>,
    /// How many files were written.
    pub files: usize,
    /// What is not as it is on the server, or may not be on another computer.
    pub odd: Vec<Odd>,
}

/// Why a website could not be brought here. Nothing is left of the attempt.
#[derive(Debug, Error)]
pub enum ConnectError {
    /// There is something at that place already.
    #[error("there is something at that place already")]
    Taken,
    /// More files than any website has, or folders nested deeper than any.
    #[error("more files than any website has")]
    TooMuch,
    /// The place cannot be written to.
    #[error(transparent)]
    Place(#[from] std::io::Error),
    /// What arrived cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The server, or the way there.
    #[error(transparent)]
    Git(#[from] Fault),
}

impl From<::git2::Error> for ConnectError {
    fn from(error: ::git2::Error) -> Self {
        Self::Git(error.into())
    }
}

/// Brings a website here. Progress comes in two steps: [`Step::Fetching`], whose total is known once the server has
/// counted, and [`Step::Building`], by files.
pub fn connect(wanted: &Wanted<'_>, options: &Options, watch: &dyn Watch) -> Result<Connected, ConnectError> {
    let address = address::without_secret(wanted.address);
    address::connectable(&address, options)?;
    if !arrival::is_free(wanted.folder)? {
        return Err(ConnectError::Taken);
    }
    let arrival = arrival::Arrival::begin(wanted.folder)?;
    let site = arrival.site();
    libgit2::prepare(&site, &address, wanted.branch)?;
    let engine = open(&site, options)?;
    let tip = engine.fetch_history(1, u64::MAX, watch)?;
    let branch = engine.destination()?.branch;
    drop(engine);
    libgit2::settle(&site, &branch, tip.as_ref())?;
    let written = match &tip {
        Some(tip) => libgit2::check_out(&site, tip, (options, watch))?,
        None => libgit2::CheckedOut::default(),
    };
    watch.progress(Step::Building, 1, 1);
    if watch.cancelled() {
        return Err(Fault::Cancelled.into());
    }
    arrival.settle(wanted.folder)?;
    Ok(Connected { branch, tip, files: written.files, odd: written.odd })
}

/// Removes what an interrupted attempt left in a folder. What another Byline is bringing there at this moment stays.
pub fn clear_leftovers(folder: &Path) {
    arrival::clear_leftovers(folder);
}
