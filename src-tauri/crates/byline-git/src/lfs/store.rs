//! The large files that are on this computer, where git-lfs keeps them too: `lfs/objects/` inside the repository's own
//! folder, by their names.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use super::pointer::{Pointer, hex};
use crate::{Fault, own};

/// The store of one repository.
#[derive(Debug, Clone)]
pub(crate) struct Store(PathBuf);

impl Store {
    /// The store of the repository whose own folder this is.
    pub(crate) fn of(common_dir: &Path) -> Self {
        Self(common_dir.to_owned())
    }

    /// A large file's bytes, if they are here and are what the pointer says.
    pub(crate) fn read(&self, pointer: &Pointer) -> Option<Vec<u8>> {
        self.find(pointer)?;
        let bytes = fs::read(self.place(pointer)).ok()?;
        (Pointer::to(&bytes) == *pointer).then_some(bytes)
    }

    /// A large file, if one of its name and size is here.
    pub(crate) fn find(&self, pointer: &Pointer) -> Option<PathBuf> {
        let place = self.place(pointer);
        let found = place.symlink_metadata().ok()?;
        (found.is_file() && found.len() == pointer.size).then_some(place)
    }

    /// Keeps these bytes, on disk for good when this returns.
    pub(crate) fn keep(&self, bytes: &[u8]) -> Result<Pointer, Fault> {
        let pointer = Pointer::to(bytes);
        if self.read(&pointer).is_none() {
            self.take(&pointer, bytes)?;
        }
        Ok(pointer)
    }

    /// Keeps what comes, if it turns out to be what the pointer says; no more than its size is read.
    pub(crate) fn take(&self, pointer: &Pointer, from: impl Read) -> Result<(), Fault> {
        let taken = || -> io::Result<bool> {
            let mut part = NamedTempFile::new_in(self.folder(pointer)?)?;
            let mut hashed = Hashed { into: part.as_file_mut(), hash: Sha256::new() };
            let came = io::copy(&mut from.take(pointer.size.saturating_add(1)), &mut hashed)?;
            if came != pointer.size || hex(&hashed.hash.finalize()) != pointer.oid {
                return Ok(false);
            }
            part.as_file().sync_all()?;
            part.persist(self.place(pointer)).map_err(|failed| failed.error)?;
            Ok(true)
        };
        match taken() {
            Ok(true) => Ok(()),
            Ok(false) => Err(Fault::other("the server sent another file than the one that was asked for")),
            Err(error) => Err(own::fault(&error)),
        }
    }

    fn place(&self, pointer: &Pointer) -> PathBuf {
        let two = |at: usize| pointer.oid.get(at..at + 2).unwrap_or_default().to_owned();
        self.0.join("lfs").join("objects").join(two(0)).join(two(2)).join(&pointer.oid)
    }

    /// The folder for a file, made when it is missing. No part of it may be a link, which came with the folder.
    fn folder(&self, pointer: &Pointer) -> io::Result<PathBuf> {
        let place = self.place(pointer);
        let folder = place.parent().unwrap_or(&self.0);
        let mut made = self.0.clone();
        for part in folder.strip_prefix(&self.0).unwrap_or(folder) {
            made.push(part);
            match fs::create_dir(&made) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
                _ if made.symlink_metadata()?.is_dir() => {}
                _ => return Err(io::Error::from(ErrorKind::NotADirectory)),
            }
        }
        Ok(made)
    }
}

/// Writes, and hashes what it wrote.
struct Hashed<'f> {
    into: &'f mut File,
    hash: Sha256,
}

impl Write for Hashed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let wrote = self.into.write(bytes)?;
        self.hash.update(bytes.get(..wrote).unwrap_or_default());
        Ok(wrote)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.into.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_pointer_says_is_kept_and_read() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::of(folder.path());
        let pointer = store.keep(b"hello\n").unwrap();
        assert_eq!(store.read(&pointer).as_deref(), Some(b"hello\n".as_slice()));
        let place = folder.path().join("lfs/objects/58/91").join(&pointer.oid);
        fs::write(&place, b"jello\n").unwrap();
        assert_eq!(store.read(&pointer), None, "the bytes are others");
        store.keep(b"hello\n").unwrap();
        assert!(store.read(&pointer).is_some(), "what was damaged is put right");
        let other = Pointer::to(b"other\n");
        for came in [b"others".as_slice(), b"othe", b"other\nand more"] {
            assert!(store.take(&other, came).is_err());
        }
        assert_eq!(store.find(&other), None);
        assert_eq!(fs::read_dir(folder.path().join("lfs/objects")).unwrap().count(), 2, "nothing half is left");
    }

    #[test]
    #[cfg(unix)]
    fn nothing_is_kept_behind_a_link() {
        let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("lfs")).unwrap();
        assert!(Store::of(folder.path()).keep(b"hello\n").is_err());
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    }
}
