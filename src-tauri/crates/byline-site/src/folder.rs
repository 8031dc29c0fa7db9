use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::paths::{extension, is_within, join, normalise};

/// One thing in a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its name, without the folder's path.
    pub name: String,
    /// Whether it is a folder.
    pub is_folder: bool,
}

/// A folder that can be looked at. Paths are relative to it, their parts separated by `/`; the folder itself is
/// the empty path.
pub trait Folder {
    /// A file's content; nothing when it is not there or may not be read.
    fn read(&self, path: &str) -> Option<Vec<u8>>;
    /// What a folder holds, sorted by name; nothing when it is not there or may not be read.
    fn entries(&self, path: &str) -> Vec<Entry>;
}

/// Folders that are never looked into: other programs' stores and what generators build.
const NEVER: [&str; 7] =
    [".git", "node_modules", "bower_components", "_site", ".jekyll-cache", ".sass-cache", ".bundle"];

/// Largest file read, in bytes: far above any post, stylesheet or configuration.
const LARGEST: u64 = 64 * 1024 * 1024;

/// A folder on the disk. Nothing outside of it can be reached: not by `..`, and not by a link that leads out.
#[derive(Debug, Clone)]
pub struct OnDisk {
    root: PathBuf,
}

impl OnDisk {
    /// `root` may be relative or lead through links; it is resolved once, here.
    pub fn new(root: &Path) -> std::io::Result<Self> {
        Ok(Self { root: fs::canonicalize(root)? })
    }

    /// The real place of a path, when it is inside.
    fn place(&self, path: &str) -> Option<PathBuf> {
        if path.is_empty() {
            return Some(self.root.clone());
        }
        let real = fs::canonicalize(self.root.join(normalise(path)?)).ok()?;
        let rest = real.strip_prefix(&self.root).ok()?;
        let hidden = rest.components().any(|part| part.as_os_str().to_str().is_none_or(crate::paths::is_git));
        (!hidden).then_some(real)
    }
}

impl Folder for OnDisk {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        let place = self.place(path)?;
        // A pipe or a device would never end.
        if !fs::metadata(&place).ok()?.is_file() {
            return None;
        }
        let mut bytes = Vec::new();
        let file = fs::File::open(place).ok()?;
        file.take(LARGEST + 1).read_to_end(&mut bytes).ok()?;
        (bytes.len() as u64 <= LARGEST).then_some(bytes)
    }

    fn entries(&self, path: &str) -> Vec<Entry> {
        let Some(listing) = self.place(path).and_then(|place| fs::read_dir(place).ok()) else {
            return Vec::new();
        };
        let mut entries: Vec<Entry> = listing
            .filter_map(|entry| {
                let entry = entry.ok()?;
                let name = entry.file_name().into_string().ok()?;
                let kind = entry.file_type().ok()?;
                if kind.is_symlink() {
                    // Linked folders are not walked: they may lead in circles.
                    let target = self.place(&join(path, &name))?;
                    return fs::metadata(target).ok()?.is_file().then_some(Entry { name, is_folder: false });
                }
                let never = NEVER.iter().any(|never| name.eq_ignore_ascii_case(never));
                (!(kind.is_dir() && never)).then_some(Entry { name, is_folder: kind.is_dir() })
            })
            .collect();
        entries.sort();
        entries
    }
}

/// A folder made of texts, for tests and for looking at what is not on the disk.
#[derive(Debug, Clone, Default)]
pub struct InMemory {
    files: BTreeMap<String, Vec<u8>>,
}

impl InMemory {
    /// The files by path.
    pub fn new<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        Self { files: files.into_iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).collect() }
    }
}

impl Folder for InMemory {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        self.files.get(path).cloned()
    }

    fn entries(&self, path: &str) -> Vec<Entry> {
        let entries: BTreeSet<Entry> = self
            .files
            .keys()
            .filter_map(|file| crate::paths::inside(file, path))
            .map(|rest| match rest.split_once('/') {
                Some((folder, _)) => Entry { name: folder.to_owned(), is_folder: true },
                None => Entry { name: rest.to_owned(), is_folder: false },
            })
            .collect();
        entries.into_iter().collect()
    }
}

/// A folder seen from one of its own folders.
pub(crate) struct Within<'a> {
    pub(crate) folder: &'a dyn Folder,
    pub(crate) start: &'a str,
}

impl Folder for Within<'_> {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        self.folder.read(&join(self.start, path))
    }

    fn entries(&self, path: &str) -> Vec<Entry> {
        self.folder.entries(&join(self.start, path))
    }
}

/// A folder in which these files are there and say nothing.
pub(crate) struct Silent<'a> {
    pub(crate) folder: &'a dyn Folder,
    pub(crate) files: &'a [String],
}

impl Folder for Silent<'_> {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        if self.files.iter().any(|file| file == path) { Some(Vec::new()) } else { self.folder.read(path) }
    }

    fn entries(&self, path: &str) -> Vec<Entry> {
        self.folder.entries(path)
    }
}

/// A folder whose listings are remembered: while a site is being understood, the same ones are asked for many times.
pub(crate) struct Remembered<'a> {
    folder: &'a dyn Folder,
    listings: RefCell<HashMap<String, Vec<Entry>>>,
}

impl<'a> Remembered<'a> {
    pub(crate) fn new(folder: &'a dyn Folder) -> Self {
        Self { folder, listings: RefCell::default() }
    }
}

impl Folder for Remembered<'_> {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        self.folder.read(path)
    }

    fn entries(&self, path: &str) -> Vec<Entry> {
        let mut listings = self.listings.borrow_mut();
        listings.entry(path.to_owned()).or_insert_with(|| self.folder.entries(path)).clone()
    }
}

/// Deepest folder and most folders looked into, so that opening a whole disk by mistake ends soon.
const DEEPEST: usize = 10;
const MOST_FOLDERS: usize = 4_000;

/// Every file under `start`, without hidden folders and those in `skip`, in order of path.
pub(crate) fn files_under(folder: &dyn Folder, start: &str, skip: &[String]) -> Vec<String> {
    let mut folders = Vec::new();
    let mut waiting = vec![(start.to_owned(), 0)];
    let mut looked_into = 0;
    while let Some((path, depth)) = waiting.pop() {
        looked_into += 1;
        if looked_into > MOST_FOLDERS {
            break;
        }
        let mut files = Vec::new();
        for entry in folder.entries(&path) {
            let inside = join(&path, &entry.name);
            if !entry.is_folder {
                files.push(inside);
            } else if depth < DEEPEST
                && !entry.name.starts_with('.')
                && !skip.iter().any(|skipped| is_within(&inside, skipped))
            {
                waiting.push((inside, depth + 1));
            }
        }
        folders.push(files);
    }
    // The last folder was looked into first: turned round, the paths are nearly in order, and sorting costs next to nothing.
    let mut files: Vec<String> = folders.into_iter().rev().flatten().collect();
    files.sort();
    files
}

/// A file's text; nothing when it is missing or not UTF-8.
pub(crate) fn text(folder: &dyn Folder, path: &str) -> Option<String> {
    String::from_utf8(folder.read(path)?).ok()
}

/// Whether a folder holds something of this name.
pub(crate) fn has(folder: &dyn Folder, path: &str) -> bool {
    let name = crate::paths::file_name(path);
    folder.entries(crate::paths::parent(path)).iter().any(|entry| entry.name == name)
}

/// Whether a file is a picture, by its name.
pub(crate) fn is_picture(path: &str) -> bool {
    matches!(extension(path).as_str(), "jpg" | "jpeg" | "png" | "gif" | "webp" | "svg" | "avif")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_lists_what_it_holds() {
        let folder = InMemory::new([("a.md", ""), ("b/c.md", "x"), ("b/d/e.md", "")]);
        let names: Vec<_> = folder.entries("").into_iter().map(|e| (e.name, e.is_folder)).collect();
        assert_eq!(names, [("a.md".to_owned(), false), ("b".to_owned(), true)]);
        assert_eq!(files_under(&folder, "", &["b/d".to_owned()]), ["a.md", "b/c.md"]);
        assert_eq!(text(&folder, "b/c.md").as_deref(), Some("x"));
        assert!(has(&folder, "b/d") && !has(&folder, "b/x"));
    }

    #[test]
    #[cfg(unix)]
    fn the_disk_is_confined() {
        let outer = tempfile::tempdir().unwrap();
        let root = outer.path().join("site");
        let evil = outer.path().join("site-evil");
        for folder in [&root, &evil, &root.join(".git"), &root.join("node_modules"), &root.join("posts")] {
            fs::create_dir(folder).unwrap();
        }
        for file in ["a.md", ".git/config", "posts/b.md"] {
            fs::write(root.join(file), "inside").unwrap();
        }
        fs::write(evil.join("x.md"), "secret").unwrap();
        let link = |from: &Path, to: &str| std::os::unix::fs::symlink(from, root.join(to)).unwrap();
        link(&evil.join("x.md"), "out.md");
        link(&evil, "outside");
        link(&root, "posts/circle");
        link(&root.join("a.md"), "same.md");

        let folder = OnDisk::new(&root).unwrap();
        assert_eq!(folder.read("a.md").as_deref(), Some(b"inside".as_slice()));
        assert_eq!(folder.read("same.md").as_deref(), Some(b"inside".as_slice()));
        for path in [
            "out.md",
            "outside/x.md",
            "../site-evil/x.md",
            "/etc/passwd",
            ".git/config",
            ".GIT/config",
            "posts/circle/.git/config",
            "posts",
            "posts/../../site-evil/x.md",
        ] {
            assert_eq!(folder.read(path), None, "{path}");
        }
        assert!(folder.entries("outside").is_empty() && folder.entries("..").is_empty());
        assert_eq!(files_under(&folder, "", &[]), ["a.md", "posts/b.md", "same.md"]);
    }
}
