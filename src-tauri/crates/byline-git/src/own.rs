//! What Byline keeps inside a repository, in a folder of its own beside git's.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::{Claim, Fault};

/// The own folder inside a repository. Never a link, which a stranger's repository may have put there.
pub(crate) fn folder(common_dir: &Path) -> io::Result<PathBuf> {
    plain_folder(common_dir.join("byline"))
}

/// A folder inside the own folder.
pub(crate) fn folder_in(common_dir: &Path, name: &str) -> io::Result<PathBuf> {
    plain_folder(folder(common_dir)?.join(name))
}

fn plain_folder(folder: PathBuf) -> io::Result<PathBuf> {
    fs::create_dir_all(&folder)?;
    if folder.symlink_metadata()?.is_dir() { Ok(folder) } else { Err(io::Error::from(ErrorKind::NotADirectory)) }
}

/// A file in the own folder, never a link.
pub(crate) fn file(common_dir: &Path, name: &str) -> io::Result<PathBuf> {
    plain_file(folder(common_dir)?.join(name))
}

/// A place for a file, emptied of anything that is no file.
pub(crate) fn plain_file(file: PathBuf) -> io::Result<PathBuf> {
    if file.symlink_metadata().is_ok_and(|found| !found.is_file()) {
        fs::remove_file(&file)?;
    }
    Ok(file)
}

/// Gives a file this content, whole or not at all: another Byline may be reading it.
pub(crate) fn write(file: &Path, content: &[u8]) -> io::Result<()> {
    if fs::read(file).is_ok_and(|known| known == content) {
        return Ok(());
    }
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let part = plain_file(file.with_file_name(format!("{name}-{}", std::process::id())))?;
    fs::write(&part, content)?;
    fs::rename(&part, file)
}

/// Takes the lock that all Bylines share for this repository. The system gives it back when a program dies, so
/// whoever holds it knows that lock files left among our own refs belong to the dead, and removes them.
pub(crate) fn claim(common_dir: &Path) -> Result<Claim, Fault> {
    let place = file(common_dir, "lock").map_err(|error| fault(&error))?;
    let file =
        OpenOptions::new().create(true).truncate(false).write(true).open(place).map_err(|error| fault(&error))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(Fault::Locked),
        // Some network drives know no locks; a second Byline on such a drive loses races, never words.
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {
            return Ok(Claim::new(None));
        }
        Err(TryLockError::Error(error)) => return Err(fault(&error)),
    }
    remove_locks(&common_dir.join("refs").join("byline"), 0);
    remove_locks(&common_dir.join("byline").join("aside"), 0);
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
pub(crate) fn disk_full(common_dir: &Path) -> Option<Fault> {
    let probe = file(common_dir, "probe").ok()?;
    let written =
        File::create(&probe).and_then(|mut file| file.write_all(&vec![1; 64 * 1024]).and_then(|()| file.sync_all()));
    let _gone = fs::remove_file(&probe);
    written.err().map(|error| fault(&error)).filter(|fault| *fault == Fault::DiskFull)
}

/// An error of the disk by what a person can do about it.
pub(crate) fn fault(error: &io::Error) -> Fault {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Fault::DiskFull,
        _ => Fault::other(error.to_string()),
    }
}

/// Makes what was renamed or removed in a folder last through a power cut.
pub(crate) fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        // Not every system can sync a folder; the file itself is safe.
        let _unsupported = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_not_seen_where_there_is_none() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(disk_full(folder.path()), None);
        assert!(!folder.path().join("byline/probe").exists());
    }
}
