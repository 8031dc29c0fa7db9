//! Where a site's repository is, for repositories that libgit2 cannot open.

use std::fs;
use std::path::{Path, PathBuf};

use crate::OpenError;

/// A site's folder and the folders of its repository.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) root: PathBuf,
    /// What belongs to this work tree alone: HEAD and index.
    pub(crate) git_dir: PathBuf,
    /// What all work trees share: objects, refs, settings.
    pub(crate) common_dir: PathBuf,
}

impl Place {
    /// The repository of the work tree with this root. One that leads elsewhere is taken only when it leads back.
    pub(crate) fn of(root: &Path) -> Result<Self, OpenError> {
        let dot = root.join(".git");
        let git_dir = if dot.symlink_metadata()?.is_file() { pointed_at(root, &dot)? } else { dot };
        let common_dir = match fs::read_to_string(git_dir.join("commondir")) {
            Ok(text) => git_dir.join(text.trim()).canonicalize()?,
            Err(_) => git_dir.clone(),
        };
        if !common_dir.join("objects").is_dir() {
            return Err(OpenError::NotARepository);
        }
        for folder in [root, &git_dir, &common_dir] {
            if !is_own(folder) {
                return Err(OpenError::OwnedByAnother);
            }
        }
        Ok(Self { root: root.to_owned(), git_dir, common_dir })
    }
}

/// The folder that a file `.git` names, when that folder names the file in turn, as `git worktree add` sets them up.
fn pointed_at(root: &Path, dot: &Path) -> Result<PathBuf, OpenError> {
    let text = fs::read_to_string(dot)?;
    let named = text.trim().strip_prefix("gitdir:").ok_or(OpenError::NotARepository)?;
    let folder = root.join(named.trim()).canonicalize()?;
    let back = fs::read_to_string(folder.join("gitdir")).unwrap_or_default();
    let same = folder.join(back.trim()).canonicalize().ok() == dot.canonicalize().ok();
    if same { Ok(folder) } else { Err(OpenError::Unsupported { what: ".git elsewhere".to_owned() }) }
}

/// Whether a folder belongs to whoever runs Byline, or to the computer's owner who runs it.
#[cfg(unix)]
fn is_own(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let me = rustix::process::getuid().as_raw();
    folder.metadata().is_ok_and(|found| found.uid() == me)
}

#[cfg(not(unix))]
fn is_own(_folder: &Path) -> bool {
    true
}
