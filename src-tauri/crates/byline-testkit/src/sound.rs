//! What must hold after everything that Byline ever does.

#![allow(clippy::missing_panics_doc, clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use crate::{SiteFolder, World, git, git_tried};

/// Neither side's repository is damaged, and neither Byline nor the server left a lock or half a file behind.
pub fn is_sound(world: &World, site: &SiteFolder) {
    for folder in [world.server(), site.path()] {
        let checked = git_tried(folder, &["fsck", "--strict", "--no-dangling", "--no-progress"]);
        let said = String::from_utf8_lossy(&checked.stderr).into_owned();
        assert!(checked.status.success() && !said.contains("error"), "{}: {said}", folder.display());
    }
    let ours = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let in_refs = path.components().any(|part| part.as_os_str() == "byline");
        name.ends_with(".byline-part")
            || name.starts_with(".byline-")
            || (in_refs && path.extension().is_some_and(|end| end == "lock"))
    };
    for folder in [world.server(), site.path()] {
        let left: Vec<PathBuf> = below(folder).into_iter().filter(|path| ours(path)).collect();
        assert!(left.is_empty(), "left behind: {left:?}");
    }
}

/// [`is_sound`], and in a folder where nobody else is at work nothing is left to do: git lists no change but those of
/// these paths, and a developer's `git pull --ff-only` goes through.
pub fn takes_a_pull(world: &World, site: &SiteFolder, changed: &[&str]) {
    is_sound(world, site);
    let status = git(site.path(), &["status", "--porcelain", "--untracked-files=all"]);
    let open: Vec<&str> = status.lines().filter(|line| !changed.iter().any(|path| line.ends_with(path))).collect();
    assert!(open.is_empty(), "not clean: {status}");
    let pulled = git_tried(site.path(), &["pull", "--quiet", "--ff-only"]);
    assert!(pulled.status.success(), "{}", String::from_utf8_lossy(&pulled.stderr));
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                open.push(entry.path());
            } else {
                found.push(entry.path());
            }
        }
    }
    found
}
