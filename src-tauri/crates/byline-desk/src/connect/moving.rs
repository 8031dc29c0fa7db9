//! A website's folder moves to another place on this computer: copied, compared, and only then used from there. The old
//! folder is left as it is.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use byline_git::Arrival;

use super::place::free_name;
use crate::site::store_folder;
use crate::{DeskError, KnownSites};

/// Bytes that are compared at a time.
const PIECE: usize = 64 * 1024;

/// Moves the repository that a site is in below `parent`, and the desk's memory of the site with it. The site must be
/// closed. Returns the site's new folder; when this fails, the site is where it was.
pub fn move_site(site: &Path, parent: &Path, desk: &Path) -> Result<PathBuf, DeskError> {
    let about = |error| DeskError::disk(site.display().to_string(), error);
    let site = site.canonicalize().map_err(about)?;
    let root = site.ancestors().find(|folder| folder.join(".git").symlink_metadata().is_ok());
    let root = root.ok_or_else(|| DeskError::NotASite { folder: site.display().to_string() })?;
    if !root.join(".git").is_dir() {
        // A linked work tree's record is elsewhere and names this very folder.
        return Err(DeskError::Unsupported { what: "worktree".to_owned() });
    }
    fs::create_dir_all(parent).map_err(about)?;
    let name = root.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let target = parent.canonicalize().map_err(about)?.join(free_name(parent, name));
    let arrival = Arrival::begin(&target).map_err(about)?;
    let copy = arrival.site();
    copy_all(root, &copy).map_err(about)?;
    if !same(root, &copy).map_err(about)? {
        return Err(DeskError::ChangedSince { path: site.display().to_string() });
    }
    arrival.settle(&target).map_err(about)?;
    // Nothing is joined where nothing is below: a slash at the end would make another path of it.
    let below = site.strip_prefix(root).ok().filter(|below| !below.as_os_str().is_empty());
    let moved = below.map_or_else(|| target.clone(), |below| target.join(below));
    move_memory(desk, &site, &moved).map_err(about)?;
    let mut known = KnownSites::read(desk);
    let name = known.name(&site);
    known.remember(&moved, &name)?;
    known.forget(&crate::known::id(&site))?;
    Ok(moved)
}

fn copy_all(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (kind, place) = (entry.file_type()?, to.join(entry.file_name()));
        if kind.is_dir() {
            fs::create_dir(&place)?;
            copy_all(&entry.path(), &place)?;
        } else if kind.is_symlink() {
            link(&fs::read_link(entry.path())?, &place)?;
        } else if kind.is_file() {
            fs::copy(entry.path(), &place)?;
            File::open(&place)?.sync_all()?;
        }
    }
    Ok(())
}

#[cfg(unix)]
fn link(to: &Path, place: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(to, place)
}

#[cfg(windows)]
fn link(to: &Path, place: &Path) -> io::Result<()> {
    std::os::windows::fs::symlink_file(to, place)
}

/// Whether two folders hold the same, name by name and byte by byte.
fn same(one: &Path, other: &Path) -> io::Result<bool> {
    let names = |folder: &Path| -> io::Result<Vec<_>> {
        let mut names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name())).collect::<io::Result<Vec<_>>>()?;
        names.sort();
        Ok(names)
    };
    let found = names(one)?;
    if found != names(other)? {
        return Ok(false);
    }
    for name in found {
        let (one, other) = (one.join(&name), other.join(&name));
        let kind = one.symlink_metadata()?.file_type();
        let equal = if kind.is_dir() {
            same(&one, &other)?
        } else if kind.is_symlink() {
            fs::read_link(&one)? == fs::read_link(&other)?
        } else {
            same_bytes(&one, &other)?
        };
        if !equal {
            return Ok(false);
        }
    }
    Ok(true)
}

fn same_bytes(one: &Path, other: &Path) -> io::Result<bool> {
    let (mut one, mut other) = (File::open(one)?, File::open(other)?);
    if one.metadata()?.len() != other.metadata()?.len() {
        return Ok(false);
    }
    let (mut here, mut there) = (vec![0; PIECE], vec![0; PIECE]);
    loop {
        let read = one.read(&mut here)?;
        if read == 0 {
            return Ok(true);
        }
        other.read_exact(&mut there[..read])?;
        if here[..read] != there[..read] {
            return Ok(false);
        }
    }
}

/// The journal, the versions and what waits to be sent go with the site.
fn move_memory(desk: &Path, old: &Path, new: &Path) -> io::Result<()> {
    let (from, to) = (store_folder(desk, old), store_folder(desk, new));
    if !from.exists() {
        return Ok(());
    }
    if to.exists() {
        // The memory of a site that was at this place before.
        let aside = to.with_extension("before");
        if aside.exists() {
            fs::remove_dir_all(&aside)?;
        }
        fs::rename(&to, aside)?;
    }
    fs::rename(from, to)
}
