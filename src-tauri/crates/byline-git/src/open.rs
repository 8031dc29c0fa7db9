//! Opening a folder's repository.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use thiserror::Error;

use crate::ask::Asking;
use crate::probe::{Looked, Need};
use crate::program::{Git, Place, Program};
use crate::settings::Settings;
use crate::{Credentials, Engine, Fault, NoCredentials, Programs, address, copy, libgit2, loose, probe};

/// Which engine works on a repository.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Choice {
    /// libgit2 wherever it is able; the git program for the rest.
    #[default]
    Fitting,
    /// libgit2 for what is on this computer, the git program for talking to the server.
    Line,
    /// The git program for everything.
    Program,
}

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
    /// This computer's clock, in seconds since 1970-01-01 UTC: tells a certificate that is out of its time from one that
    /// nobody here knows. With none, both are the latter.
    pub now: Option<fn() -> i64>,
    /// Byline's own folder for the servers that it met over SSH, made when it is missing; those that the person confirmed
    /// are in its file `known-hosts`. None: only those that the user and the system know are trusted.
    pub servers: Option<PathBuf>,
    /// How questions of ssh and git come to the person; none: they are not asked.
    pub asking: Option<Asking>,
    /// The programs that may be started. With none, what libgit2 cannot do is refused.
    pub programs: Programs,
    /// Byline's own folder for private copies of repositories that cannot be used; with none, none are made.
    pub copies: Option<PathBuf>,
    /// Roots of folders that belong to other users of this computer and that the person wants to publish from all the
    /// same: by a private copy, so that nothing in them can act.
    pub anothers: Vec<PathBuf>,
    /// Which engine to use. Anything but the fitting one is for tests.
    pub choice: Choice,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            timeout: Duration::from_mins(1),
            connect_timeout: Duration::from_secs(20),
            credentials: Arc::new(NoCredentials),
            allow_local: false,
            now: None,
            servers: None,
            asking: None,
            programs: Programs::default(),
            copies: None,
            anothers: Vec::new(),
            choice: Choice::default(),
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
    /// The repository needs the git program, and a git that is new enough is not on this computer.
    #[error("the git program is needed")]
    NeedsGit,
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

impl From<Fault> for OpenError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Other { detail } | Fault::Damaged { detail } => Self::Damaged { detail },
            fault => Self::Damaged { detail: fault.to_string() },
        }
    }
}

/// Opens the repository that a folder is in. The folder may be the work tree's root or any folder below it.
pub fn open(folder: &Path, options: &Options) -> Result<Box<dyn Engine>, OpenError> {
    let root = work_tree(folder)?;
    if let Some(copy) = copy::standing(&root, options) {
        return opened_copy(&copy, &root, options);
    }
    let half = options.copies.as_ref().and_then(|_| loose::half_written(&root.join(".git")));
    if let Some(file) = half {
        let error = OpenError::Damaged { detail: file.display().to_string() };
        return copy::make(&root, options, true).map_or(Err(error), |copy| opened_copy(&copy, &root, options));
    }
    let opened = open_own(&root, options);
    let damaged = match &opened {
        Ok(engine) => match engine.head() {
            Err(Fault::Damaged { detail }) => Some(OpenError::Damaged { detail }),
            _ => None,
        },
        Err(_) => None,
    };
    let error = match (damaged, opened) {
        (None, Ok(engine)) => return Ok(engine),
        (Some(error), _) | (None, Err(error)) => error,
    };
    if !copy::helps(&error, &root, options) {
        return Err(error);
    }
    let made = match &error {
        OpenError::Damaged { .. } => copy::make(&root, options, true),
        // The reason is looked for again each time; what the copy has is still good.
        _ => match copy::place(&root, options).filter(|place| place.join("HEAD").is_file()) {
            Some(place) => Ok(place),
            None => copy::make(&root, options, false),
        },
    };
    made.map_or(Err(error), |copy| opened_copy(&copy, &root, options))
}

/// A private copy for a folder whose own repository turned out to be damaged.
pub(crate) fn repaired(root: &Path, options: &Options) -> Result<Option<Box<dyn Engine>>, Fault> {
    if options.copies.is_none() {
        return Ok(None);
    }
    let copy = copy::make(root, options, true)?;
    let opened = opened_copy(&copy, root, options);
    opened.map(Some).map_err(|error| Fault::Damaged { detail: error.to_string() })
}

fn opened_copy(copy: &Path, root: &Path, options: &Options) -> Result<Box<dyn Engine>, OpenError> {
    let engine = libgit2::LibGit2::open_copy(copy, root, options)?;
    let by_ssh = engine.address().is_some_and(|url| address::is_ssh(&url));
    match by_ssh.then(|| Git::find(options)) {
        Some(Ok(git)) => Ok(Box::new(engine.by_line_of(git)?)),
        _ => Ok(Box::new(engine)),
    }
}

fn open_own(root: &Path, options: &Options) -> Result<Box<dyn Engine>, OpenError> {
    let opened = libgit2::LibGit2::open(root, options);
    if let Err(OpenError::OwnedByAnother | OpenError::NoWorkTree | OpenError::NotARepository) = &opened {
        return opened.map(|engine| Box::new(engine) as Box<dyn Engine>);
    }
    let place = Place::of(root);
    if let Err(OpenError::OwnedByAnother) = place {
        return Err(OpenError::OwnedByAnother);
    }
    let settings = place.as_ref().ok().and_then(|place| Settings::of(&place.common_dir).ok()).unwrap_or_default();
    let url = opened.as_ref().ok().and_then(libgit2::LibGit2::address);
    let need = probe::need(&Looked { settings: &settings, url: url.as_deref() });
    let need = match options.choice {
        Choice::Fitting => need,
        Choice::Line => need.max(Need::Line),
        Choice::Program => need.max(Need::Everything((0, 0))),
    };
    match need {
        Need::Nothing => Ok(Box::new(opened?)),
        // Without git the site can still be read and written; sending says what is missing.
        Need::LineAtBest | Need::Line => match Git::find(options) {
            Ok(git) => Ok(Box::new(opened?.by_line_of(git)?)),
            Err(_) => Ok(Box::new(opened?)),
        },
        Need::Everything(oldest) => {
            if let Err(OpenError::Unsupported { what }) = &opened
                && what == "core.worktree"
            {
                return opened.map(|engine| Box::new(engine) as Box<dyn Engine>);
            }
            let git = Git::find(options).ok().filter(|git| git.is_at_least(oldest));
            let git = git.ok_or(OpenError::NeedsGit)?;
            Ok(Box::new(Program::open(place?, git, settings, options)?))
        }
    }
}

/// The root of the work tree that a folder is in: the nearest folder, from here upwards, that holds `.git`. Nothing of the
/// repository is read. A repository hidden inside a folder without one (a
/// bare repository among the site's files) is refused, since its settings would be a stranger's.
pub fn work_tree(folder: &Path) -> Result<PathBuf, OpenError> {
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
