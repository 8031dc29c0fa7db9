//! The folder in which a website arrives: beside its place, so that moving it there is one step.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// What the names of such folders begin with.
const PREFIX: &str = ".byline-connect-";
/// The file by which such a folder is known; locked for as long as the one who made it lives.
const LOCK: &str = "byline-arriving.lock";
/// The website inside it.
const SITE: &str = "site";
/// How often a removal is tried: a thread that is giving up may still be writing.
const TRIES: u32 = 5;

/// A website on its way. Nothing is left when this is dropped before [`Arrival::settle`].
#[derive(Debug)]
pub struct Arrival {
    outer: TempDir,
    lock: Option<File>,
    /// The folders that had to be made for the place itself, the outermost last.
    made: Vec<PathBuf>,
}

impl Arrival {
    /// Makes the folder beside `target`, and first removes what earlier attempts left there.
    pub fn begin(target: &Path) -> io::Result<Self> {
        let parent = target.parent().ok_or(ErrorKind::InvalidInput)?;
        let made = parent.ancestors().take_while(|folder| !folder.exists()).map(Path::to_owned).collect();
        fs::create_dir_all(parent)?;
        clear_leftovers(parent);
        let outer = tempfile::Builder::new().prefix(PREFIX).tempdir_in(parent)?;
        let lock = File::create_new(outer.path().join(LOCK))?;
        match lock.try_lock() {
            // Some network drives know no locks; there, a second Byline at the same place fails and says so.
            Err(TryLockError::Error(error)) if error.kind() != ErrorKind::Unsupported => return Err(error),
            _ => {}
        }
        fs::create_dir(outer.path().join(SITE))?;
        Ok(Self { outer, lock: Some(lock), made })
    }

    /// Where the website arrives.
    pub fn site(&self) -> PathBuf {
        self.outer.path().join(SITE)
    }

    /// Moves the website to its place.
    pub fn settle(mut self, target: &Path) -> io::Result<()> {
        if target.symlink_metadata().is_ok() {
            // Only ever an empty folder; one that has come to hold something is left as it is.
            fs::remove_dir(target)?;
        }
        fs::rename(self.site(), target)?;
        self.made.clear();
        Ok(())
    }
}

impl Drop for Arrival {
    fn drop(&mut self) {
        // Windows removes no file that is open.
        self.lock = None;
        remove(self.outer.path());
        for folder in &self.made {
            // A folder that somebody else has used meanwhile stays.
            let _in_use = fs::remove_dir(folder);
        }
    }
}

/// Whether nothing is at a place, or an empty folder.
pub(super) fn is_free(target: &Path) -> io::Result<bool> {
    match target.symlink_metadata() {
        Ok(found) if found.is_dir() => Ok(fs::read_dir(target)?.next().is_none()),
        Ok(_) => Ok(false),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

/// Removes the folders of attempts whose makers are dead.
pub(super) fn clear_leftovers(parent: &Path) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.flatten() {
        let ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(PREFIX));
        if !ours || !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            continue;
        }
        let lock = entry.path().join(LOCK);
        if !lock.symlink_metadata().is_ok_and(|found| found.is_file()) {
            continue;
        }
        let dead = File::options().write(true).open(&lock).is_ok_and(|lock| lock.try_lock().is_ok());
        if dead {
            remove(&entry.path());
        }
    }
}

fn remove(folder: &Path) {
    for _ in 0..TRIES {
        match fs::remove_dir_all(folder) {
            Err(error) if error.kind() != ErrorKind::NotFound => std::thread::yield_now(),
            _ => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_of_an_arrival_that_was_given_up() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("new/deeper/site");
        let arrival = Arrival::begin(&target).unwrap();
        fs::write(arrival.site().join("post.md"), "x").unwrap();
        drop(arrival);
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
    }

    #[test]
    fn what_the_dead_left_goes_and_what_the_living_bring_stays() {
        let place = tempfile::tempdir().unwrap();
        let dead = place.path().join(".byline-connect-dead");
        fs::create_dir_all(dead.join("site/.git")).unwrap();
        fs::write(dead.join(LOCK), "").unwrap();
        let strange = place.path().join(".byline-connect-mine");
        fs::create_dir(&strange).unwrap();
        let living = Arrival::begin(&place.path().join("one")).unwrap();
        let other = Arrival::begin(&place.path().join("two")).unwrap();
        assert!(!dead.exists());
        assert!(strange.exists() && living.site().exists());
        other.settle(&place.path().join("two")).unwrap();
        drop(living);
        let left: Vec<_> = fs::read_dir(place.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left.len(), 2, "{left:?}");
        assert!(place.path().join("two").is_dir());
    }

    #[test]
    fn a_place_that_came_to_hold_something_is_left_alone() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("site");
        fs::create_dir(&target).unwrap();
        assert!(is_free(&target).unwrap());
        let arrival = Arrival::begin(&target).unwrap();
        fs::write(target.join("mine.txt"), "mine").unwrap();
        assert!(!is_free(&target).unwrap());
        assert!(arrival.settle(&target).is_err());
        assert_eq!(fs::read(target.join("mine.txt")).unwrap(), b"mine");
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
    }
}
