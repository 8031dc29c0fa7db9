//! One repository by way of the git program.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::aside::{Aside, Kind};
use super::git::{Git, In};
use super::place::Place;
use super::reader::Reader;
use super::refs::Refs;
use super::run::Call;
use super::wire::{Line, Wanted};
use crate::ask::Conversation;
use crate::lfs::Large;
use crate::libgit2::refs as names;
use crate::settings::Settings;
use crate::{
    Begun, BlobId, CatchUp, Change, Claim, CommitId, Destination, Engine, Fault, FileHistory, Meta, Naming, OpenError,
    Options, PushReport, PushTo, Quiet, RemovedFile, Watch, Writer, address, hooks, lfs, line_ends, own,
};

/// The engine over the git program.
pub(crate) struct Program {
    pub(super) place: Place,
    pub(super) kind: Kind,
    pub(super) settings: Settings,
    pub(super) options: Options,
    pub(super) line: Line,
    pub(super) reader: RefCell<Reader>,
    /// Answers the server's questions while objects that are not here are fetched.
    _company: Option<Conversation>,
}

impl Program {
    /// Opens the repository whose `.git` is in this place.
    pub(crate) fn open(place: Place, git: Git, settings: Settings, options: &Options) -> Result<Self, OpenError> {
        let sha256 = settings.get("extensions.objectformat").is_some_and(|name| name.eq_ignore_ascii_case("sha256"));
        let mut kind = Kind { sha256, promised_by: None };
        let mut company = None;
        if let Some(remote) = promised_by(&settings) {
            let url = settings.get(&format!("remote.{remote}.url")).unwrap_or_default();
            let url = settings.rewritten(url, false);
            if address::allowed_for_git(&url, options.allow_local).is_ok() {
                // What cannot be brought later says so then.
                company = Conversation::of_many(options, &url).ok();
                kind.promised_by = Some(url);
            }
        }
        let aside = Aside::of(&place.common_dir, &kind)?;
        aside.tell(&[])?;
        let line = Line { git, aside, options: options.clone() };
        let call = line.git.call(line.aside.place(), &[]).args(["cat-file", "--batch-command"]);
        let variables = company.as_ref().map(Conversation::environment).unwrap_or_default();
        let reader = Reader::new(call.with_all(variables));
        Ok(Self { place, kind, settings, options: options.clone(), line, reader, _company: company })
    }

    /// A call about the objects.
    pub(super) fn call(&self, settings: &[(&str, &str)]) -> Call {
        self.line.git.call(self.line.aside.place(), settings)
    }

    /// A call about the site's own repository.
    pub(super) fn call_in_site(&self) -> Call {
        let place = In { git_dir: &self.place.git_dir, objects: None, root: Some(&self.place.root) };
        self.line.git.call(place, &[])
    }

    pub(super) fn refs(&self) -> Refs<'_> {
        Refs { git: &self.line.git, place: &self.place }
    }

    pub(super) fn is_here(&self, commit: &CommitId) -> bool {
        let found = self.reader.borrow_mut().info(commit.as_str());
        matches!(found, Ok(Some((kind, _))) if kind == "commit")
    }

    /// Commits that are here: the server's branches as last seen, and the one checked out.
    fn known(&self) -> Result<Vec<CommitId>, Fault> {
        /// Enough for a server to see what is here; some sites have thousands of branches.
        const FEW: usize = 64;
        let listed = self.refs().list(&["refs/byline/remote", "refs/heads", "refs/remotes"])?;
        let mut found: Vec<CommitId> = self.refs().head()?.into_iter().collect();
        found.extend(listed.into_iter().map(|found| found.id));
        found.dedup();
        Ok(found.into_iter().filter(|id| self.is_here(id)).take(FEW).collect())
    }

    fn ask(&self, states: Option<(u32, u64)>, watch: &dyn Watch) -> Result<Option<CommitId>, Fault> {
        let found = self.found()?;
        let server = found.destination.remote.ok_or(Fault::NoServer)?;
        let guess = found.destination.branch;
        let url = self.address(&server.name, false)?;
        // A folder on this computer gives all.
        let states = states.filter(|_| !address::is_local(&url));
        let branch = (!found.guessed).then_some(guess.as_str());
        let seen = self.line.fetch(Wanted { url: &url, branch, guess: &guess, states }, &self.known()?, watch)?;
        names::branch(&seen.branch)?;
        if found.guessed {
            // Only a hint for the next time; the branch itself was taken from the server just now.
            let _kept = self.refs().point(&names::default_branch(&server.name), &names::remote(&seen.branch));
        }
        self.note(&names::remote(&seen.branch), seen.tip)
    }

    /// The site's large files, for sending or for bringing.
    pub(super) fn large(&self, tip: Option<&CommitId>, to_send: bool) -> Result<Large, Fault> {
        let server = self.found()?.destination.remote.ok_or(Fault::NoServer)?;
        let url = self.address(&server.name, to_send)?;
        let setting = |key: &str| self.settings.get(key).map(str::to_owned);
        let lfsconfig = tip.map(|tip| self.read(tip, lfs::SETTINGS)).transpose()?.flatten();
        let told = lfs::Told { name: &server.name, url, setting: &setting, lfsconfig };
        Ok(Large::of(&self.place.common_dir, &told, to_send, &self.options))
    }

    fn note(&self, name: &str, tip: Option<CommitId>) -> Result<Option<CommitId>, Fault> {
        match &tip {
            Some(tip) if !self.is_here(tip) => return Err(Fault::Damaged { detail: format!("{tip} did not arrive") }),
            Some(tip) if self.refs().get(name)?.as_ref() == Some(tip) => {}
            Some(tip) => self.refs().set(name, tip)?,
            None => self.refs().remove(name)?,
        }
        Ok(tip)
    }

    fn told_of_a_full_disk<T>(&self, result: Result<T, Fault>) -> Result<T, Fault> {
        result.map_err(|fault| match fault {
            Fault::Other { .. } | Fault::Damaged { .. } => own::disk_full(&self.place.common_dir).unwrap_or(fault),
            known => known,
        })
    }
}

/// The server that keeps back objects until they are read: the repository is a partial clone.
pub(crate) fn promised_by(settings: &Settings) -> Option<&str> {
    let is_on = |name: &&str| settings.is_on(&format!("remote.{name}.promisor"));
    let named = settings.names("remote.", ".promisor").into_iter().find(is_on);
    named.or_else(|| settings.get("extensions.partialclone"))
}

impl Engine for Program {
    fn root(&self) -> &Path {
        &self.place.root
    }

    fn destination(&self) -> Result<Destination, Fault> {
        Ok(self.found()?.destination)
    }

    fn writer(&self) -> Option<Writer> {
        let get = |key| self.settings.get(key).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        Some(Writer { name: get("user.name")?, email: get("user.email")? })
    }

    fn claim(&self) -> Result<Claim, Fault> {
        own::claim(&self.place.common_dir)
    }

    fn known_tip(&self) -> Result<Option<CommitId>, Fault> {
        let destination = self.found()?.destination;
        let own = names::remote(&destination.branch);
        let theirs = destination.remote.map(|server| format!("refs/remotes/{}/{}", server.name, destination.branch));
        let wanted: Vec<&str> = [Some(own.as_str()), theirs.as_deref()].into_iter().flatten().collect();
        let list = self.refs().list(&wanted)?;
        let found = wanted.iter().filter_map(|name| list.iter().find(|found| found.name == **name));
        Ok(found.map(|found| found.id.clone()).find(|id| self.is_here(id)))
    }

    fn head(&self) -> Result<Option<CommitId>, Fault> {
        self.refs().head()
    }

    fn fetch(&self, watch: &dyn Watch) -> Result<Option<CommitId>, Fault> {
        self.told_of_a_full_disk(self.ask(None, watch))
    }

    fn fetch_branch(&self, branch: &str, watch: &dyn Watch) -> Result<Option<CommitId>, Fault> {
        names::branch(branch)?;
        let server = self.found()?.destination.remote.ok_or(Fault::NoServer)?;
        let url = self.address(&server.name, false)?;
        let wanted = Wanted { url: &url, branch: Some(branch), guess: branch, states: None };
        let tip = match self.line.fetch(wanted, &self.known()?, watch) {
            Ok(seen) => seen.tip,
            Err(Fault::BranchGone { .. }) => None,
            Err(fault) => return Err(fault),
        };
        self.note(&names::other(branch), tip)
    }

    fn fetch_history(&self, commits: u32, most_bytes: u64, watch: &dyn Watch) -> Result<Option<CommitId>, Fault> {
        self.told_of_a_full_disk(self.ask(Some((commits, most_bytes)), watch))
    }

    fn is_cut_off(&self) -> bool {
        self.place.common_dir.join("shallow").metadata().is_ok_and(|found| found.len() > 0)
    }

    fn may_send(&self, watch: &dyn Watch) -> Result<(), Fault> {
        let server = self.found()?.destination.remote.ok_or(Fault::NoServer)?;
        self.line.may_send(&self.address(&server.name, true)?, watch)
    }

    fn naming(&self) -> Naming {
        if self.kind.sha256 { Naming::Sha256 } else { Naming::Sha1 }
    }

    fn blobs(&self, at: &CommitId, under: &str) -> Result<HashMap<String, BlobId>, Fault> {
        self.files(at, under)
    }

    fn entry(&self, at: &CommitId, path: &str) -> Result<Option<BlobId>, Fault> {
        let found = self.at(at, crate::checked(path)?)?.filter(super::reader::Entry::is_file);
        Ok(found.and_then(|entry| BlobId::parse(&entry.id)))
    }

    fn read_blob(&self, id: &BlobId) -> Result<Option<Vec<u8>>, Fault> {
        let found = self.reader.borrow_mut().read(id.as_str())?;
        Ok(found.filter(|(kind, _)| kind == "blob").map(|(_, content)| content))
    }

    fn for_storage(&self, at: Option<&CommitId>, path: &str, bytes: &[u8]) -> Result<Vec<u8>, Fault> {
        let path = crate::checked(path)?;
        let stored = || self.read(at?, path).ok().flatten();
        line_ends::for_storage(&self.attributes(path)?, path, bytes, stored)
    }

    fn for_folder(&self, path: &str, stored: Vec<u8>) -> Result<Vec<u8>, Fault> {
        let attributes = self.attributes(crate::checked(path)?)?;
        if let Some(pointer) = lfs::wanted(&attributes, path, &stored)? {
            self.large(self.known_tip()?.as_ref(), false)?.bring(&[pointer], &Quiet)?;
        }
        line_ends::for_folder(&attributes, path, stored)
    }

    fn commit(&self, on: Option<&CommitId>, changes: &[Change], meta: &Meta) -> Result<Option<CommitId>, Fault> {
        let built = self.told_of_a_full_disk(self.build(on, changes, meta))?;
        if let Some(commit) = &built {
            hooks::pass(&self.settings, &self.place, &self.options, commit)?;
        }
        Ok(built)
    }

    fn begun(
        &self,
        at: &CommitId,
        paths: &HashSet<String>,
        most: usize,
        watch: &dyn Watch,
    ) -> Result<HashMap<String, Begun>, Fault> {
        self.added(at, paths, most, watch)
    }

    fn versions_of(&self, at: &CommitId, path: &str, most: usize, watch: &dyn Watch) -> Result<FileHistory, Fault> {
        self.states_of(at, path, most, watch)
    }

    fn removed(&self, at: &CommitId, most: usize, watch: &dyn Watch) -> Result<Vec<RemovedFile>, Fault> {
        self.gone(at, most, watch)
    }

    fn contains(&self, tip: &CommitId, commit: &CommitId) -> Result<bool, Fault> {
        if tip == commit {
            return Ok(true);
        }
        if !self.is_here(commit) {
            return Ok(false);
        }
        let ended = self.call(&[]).args(["merge-base", "--is-ancestor", commit.as_str(), tip.as_str()]).run()?;
        match ended.code {
            Some(0) => Ok(true),
            Some(1) => Ok(false),
            _ => Err(super::classify::classify(&ended.said)),
        }
    }

    fn keep(&self, job: &str, commit: &CommitId) -> Result<(), Fault> {
        self.told_of_a_full_disk(self.refs().set(&names::pending(job)?, commit))
    }

    fn kept(&self, job: &str) -> Result<Option<CommitId>, Fault> {
        Ok(self.refs().get(&names::pending(job)?)?.filter(|id| self.is_here(id)))
    }

    fn forget(&self, job: &str) -> Result<(), Fault> {
        self.refs().remove(&names::pending(job)?)
    }

    fn send_large(&self, tip: Option<&CommitId>, files: &[(&str, &[u8])], watch: &dyn Watch) -> Result<(), Fault> {
        let mut large = Vec::new();
        for (path, bytes) in files {
            if line_ends::is_large(&self.attributes(crate::checked(path)?)?, path)? {
                large.push(*bytes);
            }
        }
        if large.is_empty() { Ok(()) } else { self.large(tip, true)?.send(&large, watch) }
    }

    fn push(&self, commit: &CommitId, to: &PushTo, watch: &dyn Watch) -> PushReport {
        let prepare = || -> Result<(String, Option<String>), Fault> {
            let destination = self.found()?.destination;
            let server = destination.remote.ok_or(Fault::NoServer)?;
            let own = names::branch(&destination.branch)? == names::to_send_to(&to.reference)?;
            let parents = self.reader.borrow_mut().commit(commit.as_str())?.parents;
            let expected = own.then(|| parents.into_iter().next().unwrap_or_default());
            Ok((self.address(&server.name, true)?, expected))
        };
        match prepare() {
            Ok((url, expected)) => self.line.push(&url, (commit, to), expected.as_deref(), watch),
            Err(fault) => PushReport { error: Some(fault), ..PushReport::default() },
        }
    }

    fn catch_up(&self, own: &[String]) -> Result<CatchUp, Fault> {
        self.follow(own)
    }

    fn is_private_copy(&self) -> bool {
        false
    }

    fn repaired(&self) -> Result<Option<Box<dyn Engine>>, Fault> {
        // What libgit2 cannot open has no copy that it could open.
        if self.kind.sha256 { Ok(None) } else { crate::open::repaired(&self.place.root, &self.options) }
    }
}
