//! The engine over libgit2, which runs no program: no hook, no filter, no credential helper.

mod attributes;
mod begun;
mod by_line;
pub(crate) mod catch_up;
mod certificate;
mod changed;
mod check_out;
mod classify;
pub(crate) mod copied;
mod create;
mod destination;
mod elsewhere;
mod fetch;
mod history;
mod large;
mod moved;
mod objects;
mod push;
pub(crate) mod refs;
mod session;
mod settle;
mod tried;
mod wire;

pub(crate) use check_out::{CheckedOut, check_out};
pub use classify::classify;
pub use create::create;
use fetch::Depth;
pub(crate) use objects::blob_id;
pub(crate) use settle::{prepare, settle};
pub(crate) use wire::{Wire, talk_alone};

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use ::git2::{ErrorClass, ErrorCode, ObjectType, Oid, Repository};

use crate::lfs::Large;
use crate::program::{Aside, Git, Kind, Line, Place};
use crate::settings::Settings;
use crate::{
    Begun, BlobId, CatchUp, Change, Claim, CommitId, Destination, Elsewhere, Engine, Fault, FileHistory, Meta, Naming,
    OpenError, Options, PushReport, PushTo, Quiet, RemovedFile, Watch, Writer, hooks, lfs, line_ends, own, sign,
};

/// One repository. `repo` never sees the user's index (see [`session::aside`]); catching up opens its own.
pub(crate) struct LibGit2 {
    root: PathBuf,
    /// Where the repository is opened: the root, or a private copy's folder.
    place: PathBuf,
    repo: Repository,
    options: Options,
    /// Who talks to the server when libgit2 cannot.
    line: Option<Line>,
}

impl LibGit2 {
    /// Opens the repository whose `.git` is in `root`.
    pub(crate) fn open(root: &Path, options: &Options) -> Result<Self, OpenError> {
        let repo = session::aside(root).map_err(|error| refused(&error))?;
        let same = repo
            .workdir()
            .and_then(|found| Some((found.canonicalize().ok()?, root.canonicalize().ok()?)))
            .is_some_and(|(found, wanted)| found == wanted);
        if !same {
            // `core.worktree` would have files written elsewhere than in the folder that was opened.
            return Err(OpenError::Unsupported { what: "core.worktree".to_owned() });
        }
        if is_partial(&repo) {
            return Err(OpenError::Unsupported { what: "partial clone".to_owned() });
        }
        let (root, place) = (root.to_owned(), root.to_owned());
        Ok(Self { root, place, repo, options: options.clone(), line: None })
    }

    /// Opens the private copy at `place` that stands for the folder `root`.
    pub(crate) fn open_copy(place: &Path, root: &Path, options: &Options) -> Result<Self, OpenError> {
        let repo = session::aside(place).map_err(|error| refused(&error))?;
        let (root, place) = (root.to_owned(), place.to_owned());
        Ok(Self { root, place, repo, options: options.clone(), line: None })
    }

    fn is_copy(&self) -> bool {
        self.root != self.place
    }

    /// As [`Engine::fetch`] does it, by whichever way.
    fn ask(&self, depth: Depth, watch: &dyn Watch) -> Result<Option<CommitId>, Fault> {
        // A copy is filled with the newest state alone.
        let first = self.is_copy() && matches!(depth, Depth::AsHere) && self.known_tip()?.is_none();
        let depth = if first { Depth::States(1, u64::MAX) } else { depth };
        let tip = match &self.line {
            Some(line) => by_line::fetch(&self.repo, line, depth, watch),
            None => fetch::fetch(&self.repo, &self.place, &self.options, depth, watch),
        }?;
        if let (true, Some(tip)) = (self.is_copy(), &tip) {
            copied::asked(&self.repo, oid(tip)?)?;
        }
        Ok(tip)
    }

    /// The address that the site publishes to, after the settings rewrote it; nothing when there is no server.
    pub(crate) fn address(&self) -> Option<String> {
        let remote = destination::find(&self.repo).ok()?.destination.remote?;
        let url = fetch::configured(&self.repo, &remote.name, true).ok()?;
        by_line::rewritten(&self.repo, &url).ok()
    }

    /// The site's large files, for sending or for bringing.
    fn large(&self, tip: Option<&CommitId>, to_send: bool) -> Result<Large, Fault> {
        large::of(&self.repo, tip, to_send, &self.options)
    }

    /// The same, with the git program talking to the server.
    pub(crate) fn by_line_of(mut self, git: Git) -> Result<Self, Fault> {
        let aside = Aside::of(self.repo.commondir(), &Kind::default())?;
        self.line = Some(Line { git, aside, options: self.options.clone() });
        Ok(self)
    }

    /// libgit2 has no words for a full disk: where it has none for a failure, the disk is asked.
    fn told_of_a_full_disk<T>(&self, result: Result<T, Fault>) -> Result<T, Fault> {
        result.map_err(|fault| match fault {
            Fault::Other { .. } | Fault::Damaged { .. } => own::disk_full(self.repo.commondir()).unwrap_or(fault),
            known => known,
        })
    }
}

/// Whether the server's objects are here in part only: fetching into such a repository fails.
fn is_partial(repo: &Repository) -> bool {
    let Ok(config) = repo.config() else {
        return false;
    };
    let Ok(entries) = config.entries(Some(r"^remote\..*\.promisor$")) else {
        return false;
    };
    let mut partial = false;
    let read = entries.for_each(|entry| partial |= !entry.has_value() || entry.value() != Ok("false"));
    read.is_ok() && partial
}

fn refused(error: &::git2::Error) -> OpenError {
    let detail = error.message().to_owned();
    let text = detail.to_lowercase();
    match error.code() {
        ErrorCode::Owner => OpenError::OwnedByAnother,
        ErrorCode::BareRepo => OpenError::NoWorkTree,
        _ if text.contains("object format") => OpenError::Unsupported { what: "sha256".to_owned() },
        _ if text.contains("extension") || text.contains("ref storage") => OpenError::Unsupported { what: detail },
        ErrorCode::NotFound if error.class() == ErrorClass::Repository => OpenError::NotARepository,
        _ => OpenError::Damaged { detail },
    }
}

fn oid(commit: &CommitId) -> Result<Oid, Fault> {
    Oid::from_str(commit.as_str()).map_err(Fault::from)
}

impl Engine for LibGit2 {
    fn root(&self) -> &Path {
        &self.root
    }

    fn destination(&self) -> Result<Destination, Fault> {
        destination::find(&self.repo).map(|found| found.destination)
    }

    fn writer(&self) -> Option<Writer> {
        let config = self.repo.config().ok()?.snapshot().ok()?;
        let name = config.get_string("user.name").ok()?.trim().to_owned();
        let email = config.get_string("user.email").ok()?.trim().to_owned();
        (!name.is_empty() && !email.is_empty()).then_some(Writer { name, email })
    }

    fn claim(&self) -> Result<Claim, Fault> {
        own::claim(self.repo.commondir())
    }

    fn known_tip(&self) -> Result<Option<CommitId>, Fault> {
        let found = destination::find(&self.repo)?;
        Ok(refs::known_tip(&self.repo, &found.destination).map(CommitId::from))
    }

    fn head(&self) -> Result<Option<CommitId>, Fault> {
        if self.is_copy() {
            return Ok(refs::get(&self.repo, copied::FOLDER).map(CommitId::from));
        }
        match self.repo.head().and_then(|head| head.peel_to_commit()) {
            Ok(commit) => Ok(Some(CommitId::from(commit.id()))),
            Err(error) if matches!(error.code(), ErrorCode::UnbornBranch | ErrorCode::NotFound) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn fetch(&self, watch: &dyn Watch) -> Result<Option<CommitId>, Fault> {
        self.told_of_a_full_disk(self.ask(Depth::AsHere, watch))
    }

    fn fetch_history(&self, commits: u32, most_bytes: u64, watch: &dyn Watch) -> Result<Option<CommitId>, Fault> {
        let depth = Depth::States(commits, most_bytes);
        self.told_of_a_full_disk(self.ask(depth, watch))
    }

    fn publish_elsewhere(&self, what: &Elsewhere) -> Result<bool, Fault> {
        elsewhere::publish_elsewhere(&self.repo, what, &self.options)
    }

    fn is_cut_off(&self) -> bool {
        self.repo.is_shallow()
    }

    fn may_send(&self, watch: &dyn Watch) -> Result<(), Fault> {
        match &self.line {
            Some(line) => by_line::may_send(&self.repo, line, watch),
            None => push::may_send(&self.repo, &self.place, &self.options, watch),
        }
    }

    fn fetch_branch(&self, branch: &str, watch: &dyn Watch) -> Result<Option<CommitId>, Fault> {
        self.told_of_a_full_disk(match &self.line {
            Some(line) => by_line::fetch_branch(&self.repo, line, branch, watch),
            None => fetch::fetch_branch(&self.repo, &self.place, &self.options, branch, watch),
        })
    }

    fn naming(&self) -> Naming {
        Naming::Sha1
    }

    fn blobs(&self, at: &CommitId, under: &str) -> Result<HashMap<String, BlobId>, Fault> {
        objects::blobs(&self.repo, oid(at)?, under)
    }

    fn entry(&self, at: &CommitId, path: &str) -> Result<Option<BlobId>, Fault> {
        objects::entry(&self.repo, oid(at)?, path)
    }

    fn begun(
        &self,
        at: &CommitId,
        paths: &HashSet<String>,
        most: usize,
        watch: &dyn Watch,
    ) -> Result<HashMap<String, Begun>, Fault> {
        begun::begun(&self.repo, oid(at)?, paths, most, watch)
    }

    fn versions_of(&self, at: &CommitId, path: &str, most: usize, watch: &dyn Watch) -> Result<FileHistory, Fault> {
        history::versions_of(&self.repo, oid(at)?, path, most, watch)
    }

    fn removed(&self, at: &CommitId, most: usize, watch: &dyn Watch) -> Result<Vec<RemovedFile>, Fault> {
        moved::removed(&self.repo, oid(at)?, most, watch)
    }

    fn read_blob(&self, id: &BlobId) -> Result<Option<Vec<u8>>, Fault> {
        let id = Oid::from_str(id.as_str())?;
        match self.repo.find_object(id, Some(ObjectType::Blob)) {
            Ok(found) => Ok(found.as_blob().map(|blob| blob.content().to_vec())),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn for_storage(&self, at: Option<&CommitId>, path: &str, bytes: &[u8]) -> Result<Vec<u8>, Fault> {
        let path = crate::checked(path)?;
        let stored = || self.read(at?, path).ok().flatten();
        line_ends::for_storage(&self.repo, path, bytes, stored)
    }

    fn for_folder(&self, path: &str, stored: Vec<u8>) -> Result<Vec<u8>, Fault> {
        let path = crate::checked(path)?;
        if let Some(pointer) = lfs::wanted(&self.repo, path, &stored)? {
            self.large(self.known_tip()?.as_ref(), false)?.bring(&[pointer], &Quiet)?;
        }
        line_ends::for_folder(&self.repo, path, stored)
    }

    fn commit(&self, on: Option<&CommitId>, changes: &[Change], meta: &Meta) -> Result<Option<CommitId>, Fault> {
        let on = on.map(oid).transpose()?;
        let settings = Settings::read(&self.repo.config()?.snapshot()?)?;
        let signer = sign::wanted(&settings, &self.options.programs)?;
        let built = objects::commit(&self.repo, on, changes, (meta, signer.as_ref()));
        let built = self.told_of_a_full_disk(built)?.map(CommitId::from);
        // In a private copy there are no checks: those of the folder are a stranger's, or cannot be trusted to be whole.
        if let Some(commit) = built.as_ref().filter(|_| self.place == self.root) {
            let place = Place::of(&self.root).map_err(|error| Fault::other(error.to_string()))?;
            hooks::pass(&settings, &place, &self.options, commit)?;
        }
        Ok(built)
    }

    fn contains(&self, tip: &CommitId, commit: &CommitId) -> Result<bool, Fault> {
        refs::contains(&self.repo, oid(tip)?, oid(commit)?)
    }

    fn keep(&self, job: &str, commit: &CommitId) -> Result<(), Fault> {
        self.told_of_a_full_disk(refs::set(&self.repo, &refs::pending(job)?, oid(commit)?))
    }

    fn kept(&self, job: &str) -> Result<Option<CommitId>, Fault> {
        Ok(refs::get(&self.repo, &refs::pending(job)?).map(CommitId::from))
    }

    fn forget(&self, job: &str) -> Result<(), Fault> {
        refs::remove(&self.repo, &refs::pending(job)?)
    }

    fn send_large(&self, tip: Option<&CommitId>, files: &[(&str, &[u8])], watch: &dyn Watch) -> Result<(), Fault> {
        let mut large = Vec::new();
        for (path, bytes) in files {
            if line_ends::is_large(&self.repo, crate::checked(path)?)? {
                large.push(*bytes);
            }
        }
        if large.is_empty() { Ok(()) } else { self.large(tip, true)?.send(&large, watch) }
    }

    fn push(&self, commit: &CommitId, to: &PushTo, watch: &dyn Watch) -> PushReport {
        match &self.line {
            Some(line) => by_line::push(&self.repo, line, (commit, to), watch),
            None => push::push(&self.repo, &self.place, &self.options, (commit, to), watch),
        }
    }

    fn catch_up(&self, own: &[String]) -> Result<CatchUp, Fault> {
        if self.is_copy() {
            return copied::follow(&self.place, (&self.root, own), &|| self.large(self.known_tip()?.as_ref(), false));
        }
        catch_up::catch_up(&self.root, own, &|| self.large(self.known_tip()?.as_ref(), false))
    }

    fn is_private_copy(&self) -> bool {
        self.is_copy()
    }

    fn repaired(&self) -> Result<Option<Box<dyn Engine>>, Fault> {
        crate::open::repaired(&self.root, &self.options)
    }
}
