//! Object files that a power cut left half written. libgit2 1.9 reads such a file for ever (its loop over zlib's output
//! never ends when the input does), so they are looked for before it reads anything.

use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use flate2::read::ZlibDecoder;

use crate::own;

/// The first half-written object file of a repository. Folders that have not changed since they were last found whole
/// are not looked at again.
pub(crate) fn half_written(common_dir: &Path) -> Option<PathBuf> {
    let objects = common_dir.join("objects");
    let notes = own::file(common_dir, "whole").ok();
    let known = notes.as_ref().and_then(|notes| fs::read_to_string(notes).ok()).unwrap_or_default();
    let mut found = Vec::new();
    for number in 0..=255_u8 {
        let name = format!("{number:02x}");
        let folder = objects.join(&name);
        let Some(stamp) = stamp(&folder) else { continue };
        let line = format!("{name} {stamp}");
        if !known.lines().any(|known| known == line) {
            let files = fs::read_dir(&folder).ok()?.flatten().map(|entry| entry.path());
            if let Some(half) = files.filter(|file| file.extension().is_none()).find(|file| !is_whole(file)) {
                return Some(half);
            }
        }
        found.push(line);
    }
    let text = found.join("\n");
    if let Some(notes) = notes.filter(|_| text != known) {
        // Without the note all is looked at again.
        let _noted = own::write(&notes, text.as_bytes());
    }
    None
}

/// Whether an object that stands in a file of its own can be read.
pub(crate) fn can_be_read(common_dir: &Path, id: &str) -> bool {
    let (folder, rest) = id.split_at_checked(2).unwrap_or((id, ""));
    let file = common_dir.join("objects").join(folder).join(rest);
    !file.is_file() || is_whole(&file)
}

fn stamp(folder: &Path) -> Option<u128> {
    let changed = folder.metadata().ok()?.modified().ok()?;
    changed.duration_since(UNIX_EPOCH).ok().map(|since| since.as_nanos())
}

/// Whether zlib's stream comes to its end. An empty file is one that libgit2 itself refuses, and a file that cannot be
/// opened says nothing.
fn is_whole(file: &Path) -> bool {
    let Ok(open) = File::open(file) else { return true };
    if open.metadata().is_ok_and(|found| found.len() == 0) {
        return true;
    }
    let mut content = ZlibDecoder::new(BufReader::new(open));
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match content.read(&mut buffer) {
            Ok(0) => return true,
            Ok(_) => {}
            Err(error) => return error.kind() == io::ErrorKind::Interrupted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_cut_short_is_found_and_a_whole_one_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let repo = ::git2::Repository::init_bare(folder.path()).unwrap();
        let id = repo.blob(b"some content that is long enough").unwrap().to_string();
        assert_eq!(half_written(folder.path()), None);
        assert_eq!(half_written(folder.path()), None);
        let other = repo.blob(b"another content that is long enough").unwrap().to_string();
        let place = folder.path().join("objects").join(&other[..2]).join(&other[2..]);
        let bytes = fs::read(&place).unwrap();
        fs::remove_file(&place).unwrap();
        fs::write(&place, &bytes[..bytes.len() / 2]).unwrap();
        assert_eq!(half_written(folder.path()), Some(place.clone()));
        assert!(can_be_read(folder.path(), &id) && !can_be_read(folder.path(), &other));
        fs::write(&place, b"").unwrap();
        assert_eq!(half_written(folder.path()), None);
    }
}
