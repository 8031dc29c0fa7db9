use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::api::{KnownSite, Writer};
use crate::{DeskError, files};

/// How many sites are remembered.
const MOST: usize = 12;

/// The sites that Byline has opened, the last first, and the writer's name. Kept as one small JSON file.
#[derive(Debug)]
pub struct KnownSites {
    file: PathBuf,
    kept: Kept,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    sites: Vec<Entry>,
    writer: Option<Writer>,
    /// Folders that stay where a program copies them to a cloud, because the person said so.
    cloud: Vec<PathBuf>,
    /// Roots of repositories that belong to other users of this computer and that the person uses anyway.
    anothers: Vec<PathBuf>,
    /// Sites whose own generator may run on this computer, because the person said so.
    trusted: Vec<Trusted>,
}

/// A site that the person trusts: this folder, as long as it belongs to this server.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Trusted {
    folder: PathBuf,
    server: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    folder: PathBuf,
    name: String,
}

impl KnownSites {
    /// Reads the list of a desk's folder. A file that cannot be read counts as empty: it holds nothing that is lost.
    pub fn read(desk: &Path) -> Self {
        let file = desk.join("sites.json");
        let kept = std::fs::read(&file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        Self { file, kept }
    }

    /// All of them, the last opened first.
    pub fn list(&self) -> Vec<KnownSite> {
        let known = |entry: &Entry| KnownSite {
            id: id(&entry.folder),
            name: entry.name.clone(),
            place: entry.folder.display().to_string(),
            missing: !entry.folder.is_dir(),
        };
        self.kept.sites.iter().map(known).collect()
    }

    /// The folder that an [`KnownSite::id`] stands for.
    pub fn folder(&self, wanted: &str) -> Option<&Path> {
        self.kept.sites.iter().map(|entry| entry.folder.as_path()).find(|folder| id(folder) == wanted)
    }

    /// The folder that was opened last.
    pub fn last(&self) -> Option<&Path> {
        self.kept.sites.first().map(|entry| entry.folder.as_path())
    }

    /// Puts a site on top.
    pub fn remember(&mut self, folder: &Path, name: &str) -> Result<(), DeskError> {
        self.kept.sites.retain(|entry| entry.folder != folder);
        self.kept.sites.insert(0, Entry { folder: folder.to_owned(), name: name.to_owned() });
        self.kept.sites.truncate(MOST);
        self.write()
    }

    /// Takes a site off the list. Its folder and its words are left as they are.
    pub fn forget(&mut self, wanted: &str) -> Result<(), DeskError> {
        self.kept.sites.retain(|entry| id(&entry.folder) != wanted);
        self.write()
    }

    /// What a site is called, else its folder.
    pub(crate) fn name(&self, folder: &Path) -> String {
        let known = self.kept.sites.iter().find(|entry| entry.folder == folder).map(|entry| entry.name.clone());
        known.unwrap_or_else(|| folder.file_name().unwrap_or_default().to_string_lossy().into_owned())
    }

    /// Whether the person wants this site to stay in its cloud folder.
    pub(crate) fn stays_in_cloud(&self, folder: &Path) -> bool {
        self.kept.cloud.iter().any(|kept| kept == folder)
    }

    /// Keeps that the person wants this site to stay in its cloud folder.
    pub fn keep_in_cloud(&mut self, folder: &Path) -> Result<(), DeskError> {
        if !self.stays_in_cloud(folder) {
            self.kept.cloud.push(folder.to_owned());
        }
        self.write()
    }

    /// Keeps that the person uses this folder although it belongs to another user of this computer: Byline alone, by a
    /// private copy, and no other program.
    pub fn use_anyway(&mut self, folder: &Path) -> Result<(), DeskError> {
        let about = |_| DeskError::NoFolder { folder: folder.display().to_string() };
        let whole = folder.canonicalize().map_err(about)?;
        let root =
            byline_git::work_tree(&whole).map_err(|error| DeskError::open(whole.display().to_string(), error))?;
        if !self.is_used_anyway(&root) {
            self.kept.anothers.push(root);
        }
        self.write()
    }

    /// Whether the person said so of this repository's root.
    pub(crate) fn is_used_anyway(&self, root: &Path) -> bool {
        self.kept.anothers.iter().any(|kept| kept == root)
    }

    pub(crate) fn used_anyway(&self) -> &[PathBuf] {
        &self.kept.anothers
    }

    /// Whether the person said that this site's own generator may run. Asked anew when the site belongs to another server
    /// than then.
    pub(crate) fn is_trusted(&self, folder: &Path, server: Option<&str>) -> bool {
        self.kept.trusted.iter().any(|kept| kept.folder == folder && kept.server.as_deref() == server)
    }

    /// Keeps whether this site's own generator may run.
    pub(crate) fn set_trusted(&mut self, folder: &Path, server: Option<&str>, trusted: bool) -> Result<(), DeskError> {
        self.kept.trusted.retain(|kept| kept.folder != folder);
        if trusted {
            self.kept.trusted.push(Trusted { folder: folder.to_owned(), server: server.map(str::to_owned) });
        }
        self.write()
    }

    /// The name that goes on what is published, where a site's own record has none.
    pub fn writer(&self) -> Option<&Writer> {
        self.kept.writer.as_ref()
    }

    /// Keeps the writer's name.
    pub fn set_writer(&mut self, writer: Writer) -> Result<(), DeskError> {
        self.kept.writer = Some(writer);
        self.write()
    }

    fn write(&self) -> Result<(), DeskError> {
        let about = |error| DeskError::disk(self.file.display().to_string(), error);
        let bytes = serde_json::to_vec_pretty(&self.kept).map_err(|error| about(error.into()))?;
        files::replace(&self.file, &bytes).map_err(about)
    }
}

/// A short name for a folder that says nothing of where it is: 64-bit FNV-1a of its path, in hexadecimal.
pub(crate) fn id(folder: &Path) -> String {
    let hash =
        folder.as_os_str().as_encoded_bytes().iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remembers_the_last_first_and_forgets() {
        let desk = tempfile::tempdir().unwrap();
        let mut known = KnownSites::read(desk.path());
        known.remember(Path::new("/one"), "One").unwrap();
        known.remember(Path::new("/two"), "Two").unwrap();
        known.remember(Path::new("/one"), "One again").unwrap();
        let read = KnownSites::read(desk.path());
        let names: Vec<_> = read.list().into_iter().map(|site| site.name).collect();
        assert_eq!(names, ["One again", "Two"]);
        assert_eq!(read.last(), Some(Path::new("/one")));
        known.forget(&id(Path::new("/one"))).unwrap();
        assert_eq!(KnownSites::read(desk.path()).list().len(), 1);
        assert_eq!(read.folder(&id(Path::new("/two"))), Some(Path::new("/two")));
    }

    #[test]
    fn trust_is_for_one_folder_and_its_server() {
        let desk = tempfile::tempdir().unwrap();
        let (site, server) = (Path::new("/one"), Some("https://example.org/one.git"));
        KnownSites::read(desk.path()).set_trusted(site, server, true).unwrap();
        let known = KnownSites::read(desk.path());
        assert!(known.is_trusted(site, server));
        for (folder, server) in [("/two", server), ("/one", None), ("/one", Some("https://example.org/two.git"))] {
            assert!(!known.is_trusted(Path::new(folder), server), "{folder} {server:?}");
        }
        KnownSites::read(desk.path()).set_trusted(site, Some("https://example.org/two.git"), true).unwrap();
        assert!(!KnownSites::read(desk.path()).is_trusted(site, server));
        KnownSites::read(desk.path()).set_trusted(site, None, false).unwrap();
        assert!(!KnownSites::read(desk.path()).is_trusted(site, Some("https://example.org/two.git")));
    }

    #[test]
    fn a_damaged_list_counts_as_empty() {
        let desk = tempfile::tempdir().unwrap();
        std::fs::write(desk.path().join("sites.json"), "{").unwrap();
        assert!(KnownSites::read(desk.path()).list().is_empty());
    }
}
