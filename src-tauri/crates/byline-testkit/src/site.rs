//! A clone: what a writer opens as her site.

#![allow(clippy::missing_panics_doc, clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use git2::{Repository, ResetType, Signature, Status, StatusOptions, Time};

/// A clone of the server's repository.
pub struct SiteFolder {
    path: PathBuf,
}

impl SiteFolder {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self { path }
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its repository, for whatever a test wants to do to it.
    pub fn repo(&self) -> Repository {
        Repository::open(&self.path).unwrap()
    }

    /// Writes a file, making its folders.
    pub fn write(&self, path: &str, bytes: &[u8]) {
        let place = self.path.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, bytes).unwrap();
    }

    /// Reads a file.
    pub fn read(&self, path: &str) -> Vec<u8> {
        fs::read(self.path.join(path)).unwrap()
    }

    /// Whether there is such a file or folder.
    pub fn exists(&self, path: &str) -> bool {
        self.path.join(path).symlink_metadata().is_ok()
    }

    /// Stages a file as a developer would.
    pub fn stage(&self, path: &str) {
        let repo = self.repo();
        let mut index = repo.index().unwrap();
        index.add_path(Path::new(path)).unwrap();
        index.write().unwrap();
    }

    /// Commits everything to the current branch, here only; the new commit's name.
    pub fn commit_all(&self, message: &str) -> String {
        let repo = self.repo();
        let mut index = repo.index().unwrap();
        index.add_all(["*"], git2::IndexAddOption::DEFAULT, None).unwrap();
        index.update_all(["*"], None).unwrap();
        index.write().unwrap();
        let tree = repo.find_tree(index.write_tree().unwrap()).unwrap();
        let parent = repo.head().ok().map(|head| head.peel_to_commit().unwrap());
        let time = parent.as_ref().map_or(1_772_355_600, |parent| parent.time().seconds() + 60);
        let who = Signature::new("Dora Developer", "dora@example.org", &Time::new(time, 0)).unwrap();
        let parents: Vec<_> = parent.iter().collect();
        repo.commit(Some("HEAD"), &who, &who, message, &tree, &parents).unwrap().to_string()
    }

    /// Takes over the server's `main`, as it is, throwing away what is here.
    pub fn pull(&self) {
        let repo = self.repo();
        let mut remote = repo.find_remote("origin").unwrap();
        remote.fetch::<&str>(&[], None, None).unwrap();
        let Ok(tip) = repo.refname_to_id("refs/remotes/origin/main") else {
            return;
        };
        repo.reference("refs/heads/main", tip, true, "pull").unwrap();
        let commit = repo.find_object(tip, None).unwrap();
        repo.reset(&commit, ResetType::Hard, None).unwrap();
    }

    /// What `git status` would list: paths and their states, sorted.
    pub fn status(&self) -> Vec<(String, Status)> {
        let repo = self.repo();
        let mut options = StatusOptions::new();
        options.include_untracked(true).recurse_untracked_dirs(true);
        let statuses = repo.statuses(Some(&mut options)).unwrap();
        let mut list: Vec<_> =
            statuses.iter().map(|entry| (entry.path().unwrap().to_owned(), entry.status())).collect();
        list.sort_by(|a, b| a.0.cmp(&b.0));
        list
    }

    /// Whether `git status` would list nothing.
    pub fn is_clean(&self) -> bool {
        self.status().is_empty()
    }
}
