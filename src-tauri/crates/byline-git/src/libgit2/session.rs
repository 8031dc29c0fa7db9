//! How the repository is opened for everything but catching up, and what Byline keeps inside `.git`.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use ::git2::{ConfigLevel, Index, Repository, RepositoryOpenFlags};

use crate::{Claim, Fault};

/// Opens the repository with two differences. It has an empty index in memory, so that nothing reads or writes the
/// user's (libgit2 fails on sparse and split ones). And every object and ref is synced to disk before it is renamed
/// into place: the option is read from the settings only, hence a settings file of our own beside them.
pub(crate) fn aside(root: &Path) -> Result<Repository, ::git2::Error> {
    let nowhere: [&str; 0] = [];
    let repo = Repository::open_ext(root, RepositoryOpenFlags::NO_SEARCH, nowhere)?;
    if let Ok(settings) = settings(&repo) {
        repo.config()?.add_file(&settings, ConfigLevel::App, true)?;
    }
    repo.set_index(&mut Index::new()?)?;
    Ok(repo)
}

const SETTINGS: &str = "[core]\n\tfsyncObjectFiles = true\n";

fn settings(repo: &Repository) -> io::Result<PathBuf> {
    let file = own_file(repo, "settings")?;
    if !fs::read_to_string(&file).is_ok_and(|text| text == SETTINGS) {
        // Whole or not at all: another Byline may be reading it, and half a setting would keep it from opening.
        let part = own_file(repo, &format!("settings-{}", std::process::id()))?;
        fs::write(&part, SETTINGS)?;
        fs::rename(&part, &file)?;
    }
    Ok(file)
}

/// A file in our own folder inside `.git`. Never through a link, which a stranger's repository may have put there.
fn own_file(repo: &Repository, name: &str) -> io::Result<PathBuf> {
    let folder = repo.commondir().join("byline");
    fs::create_dir_all(&folder)?;
    if !folder.symlink_metadata()?.is_dir() {
        return Err(io::Error::from(ErrorKind::NotADirectory));
    }
    let file = folder.join(name);
    if file.symlink_metadata().is_ok_and(|found| !found.is_file()) {
        fs::remove_file(&file)?;
    }
    Ok(file)
}

/// Takes the lock that all Bylines share for this repository. The system gives it back when a program dies, so
/// whoever holds it knows that lock files left among our own refs belong to the dead, and removes them.
pub(crate) fn claim(repo: &Repository) -> Result<Claim, Fault> {
    let io = |error: io::Error| match error.kind() {
        ErrorKind::StorageFull => Fault::DiskFull,
        _ => Fault::other(error.to_string()),
    };
    let place = own_file(repo, "lock").map_err(io)?;
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(place).map_err(io)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(Fault::Locked),
        // Some network drives know no locks; a second Byline on such a drive loses races, never words.
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {
            return Ok(Claim::new(None));
        }
        Err(TryLockError::Error(error)) => return Err(io(error)),
    }
    remove_locks(&repo.commondir().join("refs").join("byline"), 0);
    Ok(Claim::new(Some(file)))
}

fn remove_locks(folder: &Path, depth: usize) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && depth < 16 => remove_locks(&path, depth + 1),
            Ok(kind) if kind.is_file() && path.extension().is_some_and(|end| end == "lock") => {
                // A lock that stays makes the next step fail and say so.
                let _left = fs::remove_file(&path);
            }
            _ => {}
        }
    }
}

/// [`Fault::DiskFull`] when a small file can no longer be written: libgit2 says only "no error" of a full disk.
pub(crate) fn disk_full(repo: &Repository) -> Option<Fault> {
    let probe = own_file(repo, "probe").ok()?;
    let written =
        File::create(&probe).and_then(|mut file| file.write_all(&vec![1; 64 * 1024]).and_then(|()| file.sync_all()));
    let _gone = fs::remove_file(&probe);
    match written {
        Err(error) if matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded) => {
            Some(Fault::DiskFull)
        }
        _ => None,
    }
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

    #[test]
    fn a_full_disk_is_not_seen_where_there_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let repo = Repository::init(folder.path()).unwrap();
        assert_eq!(disk_full(&repo), None);
        assert!(!repo.path().join("byline/probe").exists());
    }
}
