//! A repository of Byline's own whose objects are the site's. What git is asked about objects and servers it is asked
//! here, so that none of the settings that somebody wrote into the site's repository can matter: not the ones known to
//! start programs, nor the ones that would lead a secret to another server.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::git::In;
use crate::{CommitId, Fault, own};

/// Where the server's branch arrives.
pub(crate) const SEEN: &str = "refs/byline/seen";

/// How the site's objects are named and kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Kind {
    /// Objects have names by SHA-256.
    pub(crate) sha256: bool,
    /// The server that objects which are not here are fetched from when they are read.
    pub(crate) promised_by: Option<String>,
}

/// The repository aside.
#[derive(Debug, Clone)]
pub(crate) struct Aside {
    git_dir: PathBuf,
    common_dir: PathBuf,
    objects: PathBuf,
}

impl Aside {
    /// The one beside this site's repository; made when it is not there.
    pub(crate) fn of(common_dir: &Path, kind: &Kind) -> Result<Self, Fault> {
        Self::made(common_dir, kind).map_err(|error| own::fault(&error))
    }

    fn made(common_dir: &Path, kind: &Kind) -> io::Result<Self> {
        let git_dir = own::folder_in(common_dir, "aside")?;
        for folder in ["refs", "refs/byline"] {
            let folder = git_dir.join(folder);
            fs::create_dir_all(&folder)?;
            if !folder.symlink_metadata()?.is_dir() {
                return Err(io::Error::from(io::ErrorKind::NotADirectory));
            }
        }
        let file = |name: &str| own::plain_file(git_dir.join(name));
        own::write(&file("HEAD")?, b"ref: refs/heads/none\n")?;
        own::write(&file("config")?, settings(kind).as_bytes())?;
        let objects = common_dir.join("objects");
        Ok(Self { git_dir, common_dir: common_dir.to_owned(), objects })
    }

    /// What a call of git's is about when it is about this.
    pub(crate) fn place(&self) -> In<'_> {
        In { git_dir: &self.git_dir, objects: Some(&self.objects), root: None }
    }

    /// Tells what is here already, so that a server sends only what is new, and where the history was cut off.
    pub(crate) fn tell(&self, known: &[CommitId]) -> Result<(), Fault> {
        let lines = known.iter().enumerate().map(|(at, id)| format!("{id} refs/byline/known/{at}\n"));
        let refs = lines.collect::<Vec<_>>().concat();
        let told = || -> io::Result<()> {
            own::write(&own::plain_file(self.git_dir.join("packed-refs"))?, refs.as_bytes())?;
            let shallow = own::plain_file(self.git_dir.join("shallow"))?;
            match fs::read(self.common_dir.join("shallow")) {
                Ok(cut) => own::write(&shallow, &cut),
                Err(error) if error.kind() == io::ErrorKind::NotFound => match fs::remove_file(&shallow) {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                    _ => Ok(()),
                },
                Err(error) => Err(error),
            }
        };
        told().map_err(|error| own::fault(&error))
    }

    /// The commits at which the history was cut off.
    pub(crate) fn cut_off(&self) -> std::collections::HashSet<String> {
        let text = fs::read_to_string(self.git_dir.join("shallow")).unwrap_or_default();
        text.lines().map(|line| line.trim().to_owned()).collect()
    }

    /// Whether the history here is cut off.
    pub(crate) fn is_cut_off(&self) -> bool {
        self.git_dir.join("shallow").is_file()
    }

    /// Notes in the site's repository where the history is cut off now: its objects are the same.
    pub(crate) fn cut_off_as_told(&self) -> Result<(), Fault> {
        let there = self.common_dir.join("shallow");
        let done = match fs::read(self.git_dir.join("shallow")) {
            Ok(cut) if !cut.is_empty() => own::write(&there, &cut),
            Ok(_) => fs::remove_file(&there),
            Err(error) if error.kind() == io::ErrorKind::NotFound => fs::remove_file(&there),
            Err(error) => Err(error),
        };
        match done {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(own::fault(&error)),
            _ => Ok(()),
        }
    }

    /// What arrived last.
    pub(crate) fn seen(&self) -> Option<CommitId> {
        CommitId::parse(fs::read_to_string(self.git_dir.join(SEEN)).ok()?.trim())
    }
}

fn settings(kind: &Kind) -> String {
    let format = if kind.sha256 { "sha256" } else { "sha1" };
    // The address was checked and holds no control characters; a quoted value keeps the rest as it is.
    let promise = kind.promised_by.as_ref().map(|url| {
        let url = url.replace('\\', "\\\\").replace('"', "\\\"");
        let remote = format!("[remote \"origin\"]\n\turl = \"{url}\"\n\tpromisor = true\n");
        format!("\tpartialClone = origin\n{remote}\tpartialclonefilter = blob:none\n")
    });
    let core = "[core]\n\trepositoryformatversion = 1\n\tbare = true\n";
    format!("{core}[extensions]\n\tobjectformat = {format}\n{}", promise.unwrap_or_default())
}
