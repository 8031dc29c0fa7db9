//! The files of a site: read and replaced whole, and never outside the site's folder.

use std::io::Write;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use byline_site::Link;

use crate::DeskError;

/// Finds and reads files of one site. Cheap to clone, and safe to use from any thread.
#[derive(Clone)]
pub struct SiteFiles {
    root: PathBuf,
    /// What was understood of the site last; the same for every clone.
    site: Arc<RwLock<Arc<byline_site::Site>>>,
}

impl SiteFiles {
    pub(crate) fn new(root: PathBuf, site: Arc<byline_site::Site>) -> Self {
        Self { root, site: Arc::new(RwLock::new(site)) }
    }

    /// The site was understood anew.
    pub(crate) fn follow(&self, site: Arc<byline_site::Site>) {
        *self.site.write().unwrap_or_else(PoisonError::into_inner) = site;
    }

    fn site(&self) -> Arc<byline_site::Site> {
        Arc::clone(&self.site.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The site's folder, with every link in its own path resolved.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where a path of the site is on the disk. Refuses what leads, or is linked, out of the site's folder.
    pub fn place(&self, path: &str) -> Result<PathBuf, DeskError> {
        let refused = || DeskError::Outside { path: path.to_owned() };
        let relative = Path::new(path);
        let plain = |part: Component| matches!(part, Component::Normal(name) if name != ".git");
        if path.is_empty() || path.contains(['\\', '\0']) || !relative.components().all(plain) {
            return Err(refused());
        }
        let place = self.root.join(relative);
        let existing = place.ancestors().find(|at| at.symlink_metadata().is_ok()).unwrap_or(&self.root);
        let real = existing.canonicalize().map_err(|error| DeskError::disk(path, error))?;
        if !real.starts_with(&self.root) {
            return Err(refused());
        }
        Ok(if existing == place { real } else { place })
    }

    /// A file's bytes, if it is no larger than `limit` bytes.
    pub fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, DeskError> {
        let place = self.place(path)?;
        let about = |error| DeskError::disk(path, error);
        let facts = place.metadata().map_err(about)?;
        if !facts.is_file() {
            return Err(DeskError::NoSuchFile { path: path.to_owned() });
        }
        if facts.len() > limit {
            return Err(DeskError::TooLarge { path: path.to_owned(), bytes: facts.len(), limit });
        }
        std::fs::read(place).map_err(about)
    }

    /// Whether there is such a file in the site.
    pub fn has(&self, path: &str) -> bool {
        self.place(path).is_ok_and(|place| place.is_file())
    }

    /// Whether there is a file or folder of that name in the site, in capitals or not.
    pub(crate) fn is_taken(&self, path: &str) -> bool {
        let Ok(place) = self.place(path) else { return true };
        let (Some(folder), Some(name)) = (place.parent(), place.file_name()) else { return true };
        let name = name.to_string_lossy().to_lowercase();
        let Ok(entries) = std::fs::read_dir(folder) else { return false };
        entries.flatten().any(|entry| entry.file_name().to_string_lossy().to_lowercase() == name)
    }

    /// Whether there is a file of exactly this name, also where the system overlooks capitals.
    pub(crate) fn is_exactly(&self, path: &str) -> bool {
        let Ok(place) = self.place(path) else { return false };
        let name = path.rsplit('/').next().unwrap_or(path);
        let Some(Ok(entries)) = place.parent().map(std::fs::read_dir) else { return false };
        entries.flatten().any(|entry| entry.file_name() == name)
    }

    /// What a picture's link in a post leads to.
    pub(crate) fn picture(&self, post: &str, link: &str) -> Picture {
        match self.site().resolve(post, link) {
            Link::Remote => Picture::Remote,
            Link::Outside => Picture::Outside,
            Link::Local(paths) => {
                let found = paths.into_iter().find(|path| self.has(path));
                found.map_or(Picture::Missing, Picture::Found)
            }
        }
    }

    /// The file that a picture's link in a post means, if it is there.
    pub fn picture_file(&self, post: &str, link: &str) -> Option<String> {
        match self.picture(post, link) {
            Picture::Found(path) => Some(path),
            Picture::Missing | Picture::Remote | Picture::Outside => None,
        }
    }

    /// Takes a file away: after this returns, a power cut does not bring it back.
    pub(crate) fn remove(&self, path: &str) -> Result<(), DeskError> {
        let place = self.place(path)?;
        let folder = place.parent().unwrap_or(&self.root);
        let gone = std::fs::remove_file(&place).and_then(|()| platform::sync_folder(folder));
        gone.map_err(|error| DeskError::disk(path, error))
    }

    /// Replaces a file whole, or makes it: after this returns, a power cut leaves the new content; before, the old.
    pub(crate) fn replace(&self, path: &str, bytes: &[u8]) -> Result<(), DeskError> {
        let place = self.place(path)?;
        replace(&place, bytes).map_err(|error| DeskError::disk(path, error))
    }
}

/// What a picture's link leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Picture {
    /// A file of the site.
    Found(String),
    /// A file that is not there.
    Missing,
    /// Something on another server.
    Remote,
    /// Something outside the site's folder.
    Outside,
}

/// Writes a new file beside `place`, brings it safely to the disk, and puts it in the place of the old one.
pub(crate) fn replace(place: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = place.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut new = tempfile::Builder::new().prefix(".byline-").tempfile_in(folder)?;
    new.write_all(bytes)?;
    if let Ok(old) = place.metadata() {
        if old.permissions().readonly() {
            return Err(std::io::ErrorKind::PermissionDenied.into());
        }
        new.as_file().set_permissions(old.permissions())?;
    } else {
        platform::set_usual_permissions(new.as_file())?;
    }
    new.as_file().sync_all()?;
    new.persist(place).map_err(|failed| failed.error)?;
    platform::sync_folder(folder)
}

#[cfg(unix)]
mod platform {
    use std::fs::{File, Permissions};
    use std::io::Result;
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;

    /// A rename is only safe from a power cut once its folder is on the disk.
    pub(super) fn sync_folder(folder: &Path) -> Result<()> {
        File::open(folder)?.sync_all()
    }

    /// Temporary files are private; posts are not.
    pub(super) fn set_usual_permissions(file: &File) -> Result<()> {
        file.set_permissions(Permissions::from_mode(0o644))
    }
}

#[cfg(not(unix))]
mod platform {
    use std::fs::File;
    use std::io::Result;
    use std::path::Path;

    /// Folders cannot be opened as files here; the file itself has been brought to the disk.
    pub(super) fn sync_folder(_folder: &Path) -> Result<()> {
        Ok(())
    }

    /// New files take their permissions from the folder here.
    pub(super) fn set_usual_permissions(_file: &File) -> Result<()> {
        Ok(())
    }
}
