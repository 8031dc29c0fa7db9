//! The folder's files, never through a link.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::{Fault, own};

/// What is at a path.
pub(crate) enum OnDisk {
    /// Nothing.
    Missing,
    /// A regular file with these bytes.
    File(Vec<u8>),
    /// Something else, or a path that leads through a link.
    Other,
}

/// Looks at a path, component by component.
pub(crate) fn look(root: &Path, path: &str) -> Result<OnDisk, Fault> {
    let mut place = root.to_owned();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        place.push(part);
        let kind = match place.symlink_metadata() {
            Ok(found) => found.file_type(),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Ok(OnDisk::Missing);
            }
            Err(error) => return Err(own::fault(&error)),
        };
        let last = parts.peek().is_none();
        if last && kind.is_file() {
            return fs::read(&place).map(OnDisk::File).map_err(|error| own::fault(&error));
        }
        if last || !kind.is_dir() {
            return Ok(OnDisk::Other);
        }
    }
    Ok(OnDisk::Other)
}

/// Replaces or makes a file: whole or not at all. The caller has looked at the path just before.
pub(crate) fn write(root: &Path, path: &str, bytes: &[u8], executable: bool) -> Result<(), Fault> {
    let place = root.join(path);
    let folder = place.parent().unwrap_or(root);
    fs::create_dir_all(folder).map_err(|error| own::fault(&error))?;
    let temporary = temporary(&place);
    let written = write_whole(&temporary, bytes, executable).and_then(|()| fs::rename(&temporary, &place));
    if let Err(error) = written {
        let _gone = fs::remove_file(&temporary);
        return Err(own::fault(&error));
    }
    own::sync_folder(folder);
    Ok(())
}

fn temporary(place: &Path) -> PathBuf {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    place.with_file_name(format!(".{name}.byline-part"))
}

fn write_whole(place: &Path, bytes: &[u8], executable: bool) -> std::io::Result<()> {
    let _old = fs::remove_file(place);
    let mut file: File = OpenOptions::new().write(true).create_new(true).open(place)?;
    file.write_all(bytes)?;
    #[cfg(unix)]
    if executable {
        use std::os::unix::fs::PermissionsExt;
        let mode = file.metadata()?.permissions().mode();
        file.set_permissions(fs::Permissions::from_mode(mode | ((mode & 0o444) >> 2)))?;
    }
    #[cfg(not(unix))]
    let _no_such_bit = executable;
    file.sync_all()
}

/// Removes a file and the folders that it leaves empty.
pub(crate) fn remove(root: &Path, path: &str) -> Result<(), Fault> {
    let place = root.join(path);
    fs::remove_file(&place).map_err(|error| own::fault(&error))?;
    for folder in place.ancestors().skip(1).take_while(|folder| *folder != root) {
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
    Ok(())
}
