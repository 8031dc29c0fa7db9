//! How the repository is opened for everything but catching up.

use std::io;
use std::path::{Path, PathBuf};

use ::git2::{ConfigLevel, Index, Repository, RepositoryOpenFlags};

use super::elsewhere;
use crate::{Fault, copy, own};

/// Opens the repository with two differences. It has an empty index in memory, so that nothing reads or writes the
/// user's (libgit2 fails on sparse and split ones). And every object and ref is synced to disk before it is renamed
/// into place: the option is read from the settings only, hence a settings file of our own beside them.
pub(crate) fn aside(root: &Path) -> Result<Repository, ::git2::Error> {
    let nowhere: [&str; 0] = [];
    let repo = Repository::open_ext(root, RepositoryOpenFlags::NO_SEARCH, nowhere)?;
    if repo.is_bare() {
        // A private copy: it knows the folder that it stands for.
        repo.set_workdir(&repo.config()?.get_path(copy::FOLDER)?, false)?;
    }
    if let Ok(settings) = settings(&repo) {
        repo.config()?.add_file(&settings, ConfigLevel::App, true)?;
    }
    repo.set_index(&mut Index::new()?)?;
    Ok(repo)
}

const SETTINGS: &str = "[core]\n\tfsyncObjectFiles = true\n";

fn settings(repo: &Repository) -> io::Result<PathBuf> {
    let file = own::file(repo.commondir(), "settings")?;
    // What is kept here of another address comes before what the repository says of it.
    let elsewhere = std::fs::read_to_string(own::file(repo.commondir(), elsewhere::FILE)?).unwrap_or_default();
    own::write(&file, format!("{SETTINGS}{elsewhere}").as_bytes())?;
    Ok(file)
}

/// A second handle for another thread.
pub(crate) fn again(root: &Path) -> Result<Repository, Fault> {
    aside(root).map_err(Fault::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the setting does can be seen from outside only by a power cut; that it is in force, from here.
    #[test]
    fn everything_written_is_synced_whatever_the_repositorys_settings_say() {
        let folder = tempfile::tempdir().unwrap();
        let plain = Repository::init(folder.path()).unwrap();
        plain.config().unwrap().set_bool("core.fsyncObjectFiles", false).unwrap();
        for _ in 0..2 {
            let repo = aside(folder.path()).unwrap();
            assert!(repo.config().unwrap().snapshot().unwrap().get_bool("core.fsyncobjectfiles").unwrap());
        }
        assert!(!plain.config().unwrap().get_bool("core.fsyncObjectFiles").unwrap());
    }
}
