//! A folder with a server's repository and clones of it.

#![allow(clippy::missing_panics_doc, clippy::unwrap_used)]

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use git2::{Commit, Repository, RepositoryInitOptions, Signature, Time, TreeWalkMode, TreeWalkResult};
use tempfile::TempDir;

use crate::SiteFolder;

/// When the first commit of a world is made: 2026-03-01 09:00 UTC. Each later one is a minute younger.
const DAWN: i64 = 1_772_355_600;

/// A server in a folder, with clones of its repository. Everything goes when it is dropped.
pub struct World {
    folder: TempDir,
    server: PathBuf,
    clock: Cell<i64>,
}

/// One commit on the server's default branch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// Its name.
    pub id: String,
    /// Who wrote it.
    pub author: String,
    /// The writer's address.
    pub email: String,
    /// What it says, without the last line end.
    pub message: String,
    /// The paths that it changed, sorted.
    pub files: Vec<String>,
}

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}

impl World {
    /// A server with an empty repository whose default branch is `main`.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        // The real path: a temporary folder may be reached through a link.
        let server = folder.path().canonicalize().unwrap().join("server.git");
        let mut options = RepositoryInitOptions::new();
        options.bare(true).initial_head("main").external_template(false);
        Repository::init_opts(&server, &options).unwrap();
        Self { folder, server, clock: Cell::new(DAWN) }
    }

    /// The folder that everything is in.
    pub fn folder(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    /// The server's repository.
    pub fn server(&self) -> &Path {
        &self.server
    }

    /// The server's address.
    pub fn url(&self) -> String {
        self.server.to_str().unwrap().to_owned()
    }

    /// A site whose files are on the server already.
    pub fn site(&self, name: &str, files: &[(&str, &[u8])]) -> SiteFolder {
        self.server_commits("The site", files, &[]);
        self.clone_site(name)
    }

    /// Another clone of the server's repository, with a user of its own name.
    pub fn clone_site(&self, name: &str) -> SiteFolder {
        let path = self.folder().join(name);
        let mut options = RepositoryInitOptions::new();
        options.initial_head("main").external_template(false);
        let repo = Repository::init_opts(&path, &options).unwrap();
        let mut config = repo.config().unwrap();
        config.set_str("user.name", "Anna Writer").unwrap();
        config.set_str("user.email", "anna@example.org").unwrap();
        config.set_str("core.autocrlf", "false").unwrap();
        config.set_str("branch.main.remote", "origin").unwrap();
        config.set_str("branch.main.merge", "refs/heads/main").unwrap();
        repo.remote("origin", &self.url()).unwrap();
        let site = SiteFolder::new(path);
        site.pull();
        site
    }

    /// What a fresh clone would hold: every file of the server's default branch.
    pub fn server_files(&self) -> BTreeMap<String, Vec<u8>> {
        let repo = self.repo();
        let mut files = BTreeMap::new();
        let Some(tip) = tip(&repo) else { return files };
        let tree = tip.tree().unwrap();
        tree.walk(TreeWalkMode::PreOrder, |folder, entry| {
            if let Some(blob) = entry.to_object(&repo).unwrap().as_blob() {
                files.insert(format!("{folder}{}", entry.name().unwrap()), blob.content().to_vec());
            }
            TreeWalkResult::Ok
        })
        .unwrap();
        files
    }

    /// The server's default branch, newest first.
    pub fn server_log(&self) -> Vec<LogEntry> {
        let repo = self.repo();
        let mut log = Vec::new();
        let mut next = tip(&repo);
        while let Some(commit) = next {
            let parent = commit.parent(0).ok();
            let old = parent.as_ref().map(|parent| parent.tree().unwrap());
            let diff = repo.diff_tree_to_tree(old.as_ref(), Some(&commit.tree().unwrap()), None).unwrap();
            let mut files: Vec<String> =
                diff.deltas().map(|delta| delta.new_file().path().unwrap().to_str().unwrap().to_owned()).collect();
            files.sort();
            log.push(LogEntry {
                id: commit.id().to_string(),
                author: commit.author().name().unwrap().to_owned(),
                email: commit.author().email().unwrap().to_owned(),
                message: commit.message().unwrap().trim_end().to_owned(),
                files,
            });
            next = parent;
        }
        log
    }

    /// A colleague publishes one file.
    pub fn colleague_publishes(&self, path: &str, bytes: &[u8]) {
        self.server_commits(&format!("Colleague: {path}"), &[(path, bytes)], &[]);
    }

    /// A colleague deletes one file.
    pub fn colleague_deletes(&self, path: &str) {
        self.server_commits(&format!("Colleague: no {path}"), &[], &[path]);
    }

    /// The commits that a reference of the server's leads to, the newest first, and what it has of one file.
    pub fn server_branch(&self, reference: &str, path: &str) -> (Vec<String>, Vec<u8>) {
        let repo = self.repo();
        let tip = repo.find_reference(reference).unwrap().peel_to_commit().unwrap();
        let entry = tip.tree().unwrap().get_path(Path::new(path)).unwrap();
        let text = repo.find_blob(entry.id()).unwrap().content().to_vec();
        let mut log = Vec::new();
        let mut next = Some(tip);
        while let Some(commit) = next {
            log.push(commit.id().to_string());
            next = commit.parent(0).ok();
        }
        (log, text)
    }

    /// A colleague changes one file on another branch of the server's.
    pub fn server_branch_gets(&self, branch: &str, path: &str, bytes: &[u8]) {
        let repo = self.repo();
        let reference = format!("refs/heads/{branch}");
        let parent = repo.find_reference(&reference).unwrap().peel_to_commit().unwrap();
        let mut update = git2::build::TreeUpdateBuilder::new();
        update.upsert(path, repo.blob(bytes).unwrap(), git2::FileMode::Blob);
        let tree = repo.find_tree(update.create_updated(&repo, &parent.tree().unwrap()).unwrap()).unwrap();
        let who = Signature::new("Carl Colleague", "carl@example.org", &self.now()).unwrap();
        repo.commit(Some(&reference), &who, &who, "On the way", &tree, &[&parent]).unwrap();
    }

    /// Somebody who may brings another branch of the server's onto its default branch, which has nothing newer.
    pub fn server_takes(&self, branch: &str) {
        let repo = self.repo();
        let tip = repo.find_reference(&format!("refs/heads/{branch}")).unwrap().target().unwrap();
        repo.reference("refs/heads/main", tip, true, "approved").unwrap();
    }

    /// Every later push is refused with these words by a hook. Only a server that runs hooks does so: one reached
    /// over http (see [`World::web`]), or a local one by the git program. libgit2's local transport runs none: see
    /// [`crate::FaultyEngine`].
    pub fn server_refuses(&self, words: &str) {
        let quoted = words.replace('\'', "'\\''");
        self.install_hook("pre-receive", &format!("echo '{quoted}' >&2\nexit 1\n"));
    }

    /// A shell script that the server runs as this hook, such as `pre-receive`.
    pub fn install_hook(&self, name: &str, script: &str) {
        let hook = self.server.join("hooks").join(name);
        fs::create_dir_all(hook.parent().unwrap()).unwrap();
        crate::http::script(&hook, &format!("#!/bin/sh\n{script}"));
    }

    /// The server runs no hook any more.
    pub fn server_accepts(&self) {
        let _none = fs::remove_dir_all(self.server.join("hooks"));
    }

    /// A web server over this folder, to be started: the server's repository is its `server.git`, see
    /// [`crate::GitServer::url`].
    pub fn web(&self) -> crate::Serving {
        crate::GitServer::over(&self.folder())
    }

    /// Commits on the server's default branch directly.
    pub fn server_commits(&self, message: &str, files: &[(&str, &[u8])], gone: &[&str]) {
        let repo = self.repo();
        let parent = tip(&repo);
        let mut update = git2::build::TreeUpdateBuilder::new();
        for (path, bytes) in files {
            update.upsert(*path, repo.blob(bytes).unwrap(), git2::FileMode::Blob);
        }
        for path in gone {
            update.remove(*path);
        }
        let base = match &parent {
            Some(parent) => parent.tree().unwrap(),
            None => repo.find_tree(repo.treebuilder(None).unwrap().write().unwrap()).unwrap(),
        };
        let tree = repo.find_tree(update.create_updated(&repo, &base).unwrap()).unwrap();
        let who = Signature::new("Carl Colleague", "carl@example.org", &self.now()).unwrap();
        let parents: Vec<&Commit<'_>> = parent.iter().collect();
        repo.commit(Some("refs/heads/main"), &who, &who, message, &tree, &parents).unwrap();
    }

    fn now(&self) -> Time {
        self.clock.set(self.clock.get() + 60);
        Time::new(self.clock.get(), 0)
    }

    fn repo(&self) -> Repository {
        Repository::open_bare(&self.server).unwrap()
    }
}

fn tip(repo: &Repository) -> Option<Commit<'_>> {
    repo.head().ok()?.peel_to_commit().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_and_its_server_hold_the_same_files() {
        let world = World::new();
        let site = world.site("site", &[("content/a.md", b"A"), ("static/b.png", b"B")]);
        assert_eq!(site.read("content/a.md"), b"A");
        assert_eq!(world.server_files().len(), 2);
        world.colleague_publishes("content/c.md", b"C");
        world.colleague_deletes("static/b.png");
        assert_eq!(world.server_files().into_keys().collect::<Vec<_>>(), ["content/a.md", "content/c.md"]);
        assert_eq!(world.server_log()[0].files, ["static/b.png"]);
        let second = world.clone_site("second");
        assert_eq!(second.read("content/c.md"), b"C");
        assert!(second.is_clean());
    }
}
