//! The refs of the site's own repository, whatever way it keeps them.

use std::fs;
use std::path::PathBuf;

use super::git::{Git, In};
use super::place::Place;
use super::run::{Call, Ended};
use crate::program::classify::classify;
use crate::{CommitId, Fault, own};

/// One ref.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) name: String,
    pub(crate) id: CommitId,
    /// What it stands for, when it stands for another.
    pub(crate) target: Option<String>,
}

/// Reads and writes refs.
pub(crate) struct Refs<'a> {
    pub(crate) git: &'a Git,
    pub(crate) place: &'a Place,
}

impl Refs<'_> {
    fn call(&self) -> Call {
        let place = In { git_dir: &self.place.git_dir, objects: None, root: Some(&self.place.root) };
        self.git.call(place, &[])
    }

    fn done(ended: &Ended) -> Result<(), Fault> {
        if ended.is_fine() { Ok(()) } else { Err(classify(&ended.said)) }
    }

    /// The branch that is checked out, born or not; `None` when there is none.
    pub(crate) fn current_branch(&self) -> Option<String> {
        let text = fs::read_to_string(self.place.git_dir.join("HEAD")).ok()?;
        let named = text.trim().strip_prefix("ref:").map(|name| name.trim().to_owned());
        // What a repository with reftable keeps there is a stand-in.
        let full = match named {
            Some(full) if full.ends_with("/.invalid") => {
                let ended = self.call().args(["symbolic-ref", "-q", "HEAD"]).run().ok()?;
                String::from_utf8_lossy(&ended.output).trim().to_owned()
            }
            named => named?,
        };
        Some(full.strip_prefix("refs/heads/")?.to_owned())
    }

    /// The commit that HEAD is at.
    pub(crate) fn head(&self) -> Result<Option<CommitId>, Fault> {
        if let Some(branch) = self.current_branch() {
            return self.get(&format!("refs/heads/{branch}"));
        }
        let ended = self.call().args(["rev-parse", "-q", "--verify", "HEAD"]).run()?;
        Ok(CommitId::parse(String::from_utf8_lossy(&ended.output).trim()))
    }

    /// The refs with these names, or below these names.
    pub(crate) fn list(&self, names: &[&str]) -> Result<Vec<Found>, Fault> {
        let format = "--format=%(objectname) %(refname) %(symref)";
        let ended = self.call().args(["for-each-ref", format, "--"]).args(names).run()?;
        Self::done(&ended)?;
        let read = |line: &str| {
            let mut words = line.split(' ');
            let (id, name) = (CommitId::parse(words.next()?)?, words.next()?.to_owned());
            let target = words.next().filter(|target| !target.is_empty()).map(str::to_owned);
            Some(Found { name, id, target })
        };
        Ok(String::from_utf8_lossy(&ended.output).lines().filter_map(read).collect())
    }

    /// What one ref is at.
    pub(crate) fn get(&self, name: &str) -> Result<Option<CommitId>, Fault> {
        Ok(self.list(&[name])?.into_iter().find(|found| found.name == name).map(|found| found.id))
    }

    /// Sets one of our own refs, for good. A file that a power cut left unreadable is replaced.
    pub(crate) fn set(&self, name: &str, id: &CommitId) -> Result<(), Fault> {
        let set = self.call().args(["update-ref", "--no-deref", name, id.as_str()]);
        let mut ended = set.run()?;
        if !ended.is_fine() && name.starts_with("refs/byline/") && self.get(name)?.is_none() {
            let _gone = fs::remove_file(self.file(name));
            ended = set.run()?;
        }
        Self::done(&ended)?;
        self.sync(name);
        Ok(())
    }

    /// Moves a branch from where it was, or makes it, if nobody else did meanwhile.
    pub(crate) fn swap(&self, name: &str, new: &CommitId, old: Option<&CommitId>) -> Result<(), Fault> {
        let none = "0".repeat(new.as_str().len());
        let old = old.map_or(none.as_str(), CommitId::as_str);
        let call = self.call().args(["update-ref", "-m", "byline: catch up", name, new.as_str(), old]);
        Self::done(&call.run()?)
    }

    /// Lets one of our own refs stand for another.
    pub(crate) fn point(&self, name: &str, target: &str) -> Result<(), Fault> {
        Self::done(&self.call().args(["symbolic-ref", name, target]).run()?)
    }

    /// Removes one of our own refs, if it is there.
    pub(crate) fn remove(&self, name: &str) -> Result<(), Fault> {
        if self.get(name)?.is_none() {
            return Ok(());
        }
        Self::done(&self.call().args(["update-ref", "--no-deref", "-d", name]).run()?)?;
        self.sync(name);
        Ok(())
    }

    fn file(&self, name: &str) -> PathBuf {
        self.place.common_dir.join(name)
    }

    /// The files themselves are synced by git; the folders they are in are not.
    fn sync(&self, name: &str) {
        let own = self.place.common_dir.join("refs").join("byline");
        for folder in self.file(name).ancestors().skip(1).take_while(|folder| folder.starts_with(&own)) {
            own::sync_folder(folder);
        }
    }
}
