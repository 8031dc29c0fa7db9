//! Opening a folder's repository.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use thiserror::Error;

use crate::ask::Asking;
use crate::{Credentials, Engine, NoCredentials, libgit2};

/// How a repository is used.
#[derive(Clone)]
pub struct Options {
    /// How long a server may be silent within a conversation.
    pub timeout: Duration,
    /// How long a server may take, in addition, until it first answers.
    pub connect_timeout: Duration,
    /// Where secrets come from.
    pub credentials: Arc<dyn Credentials>,
    /// Whether a folder on this computer may be the server.
    pub allow_local: bool,
    /// Byline's own folder for the servers that it met over SSH, made when it is missing; those that the person confirmed
    /// are in its file `known-hosts`. None: only those that the user and the system know are trusted.
    pub servers: Option<PathBuf>,
    /// How questions of ssh and git come to the person; none: they are not asked.
    pub asking: Option<Asking>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            timeout: Duration::from_mins(1),
            connect_timeout: Duration::from_secs(20),
            credentials: Arc::new(NoCredentials),
            allow_local: false,
            servers: None,
            asking: None,
        }
    }
}

/// Why a folder cannot be opened.
#[derive(Debug, Error)]
pub enum OpenError {
    /// There is no such folder.
    #[error("no such folder")]
    NotFound,
    /// The folder is not inside a repository.
    #[error("not a repository")]
    NotARepository,
    /// The repository has no files of its own: it is a server's.
    #[error("a repository without a work tree")]
    NoWorkTree,
    /// The folder belongs to another user of this computer.
    #[error("owned by another user")]
    OwnedByAnother,
    /// The repository uses something that no engine here can read.
    #[error("not supported: {what}")]
    Unsupported {
        /// One word for it.
        what: String,
    },
    /// The repository cannot be read.
    #[error("the repository is damaged: {detail}")]
    Damaged {
        /// What could not be read.
        detail: String,
    },
    /// The folder cannot be read.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// Opens the repository that a folder is in. The folder may be the work tree's root or any folder below it.
pub fn open(folder: &Path, options: &Options) -> Result<Box<dyn Engine>, OpenError> {
    let root = work_tree(folder)?;
    Ok(Box::new(libgit2::LibGit2::open(&root, options)?))
}

/// The nearest folder, from here upwards, that holds `.git`. A repository hidden inside a folder without one (a
/// bare repository among the site's files) is refused, since its settings would be a stranger's.
fn work_tree(folder: &Path) -> Result<PathBuf, OpenError> {
    let folder = std::path::absolute(folder)?;
    match folder.metadata() {
        Ok(found) if found.is_dir() => {}
        Ok(_) => return Err(OpenError::NotARepository),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(OpenError::NotFound);
        }
        Err(error) => return Err(error.into()),
    }
    for place in folder.ancestors() {
        if place.join(".git").symlink_metadata().is_ok() {
            return Ok(place.to_owned());
        }
        if place.join("HEAD").is_file() && place.join("objects").is_dir() && place.join("refs").is_dir() {
            return Err(OpenError::NoWorkTree);
        }
    }
    Err(OpenError::NotARepository)
}
