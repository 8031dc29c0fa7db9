//! Bringing the folder to the server's state, only where nobody's work can be lost: the recipe of the other engine (see
//! `libgit2/catch_up.rs`) by plumbing, for repositories that libgit2 cannot open. Where it can, it does this itself.
//!
//! Unlike there, the user's index is changed by git, which understands sparse and split ones.

use std::collections::HashMap;

use super::classify::classify;
use super::engine::Program;
use super::reader::Entry;
use crate::lfs::Pointer;
use crate::libgit2::{catch_up as by_libgit2, refs as names};
use crate::worktree::{self, OnDisk};
use crate::{BlobId, CatchUp, Choice, CommitId, Engine, Fault, NotNow, line_ends};

/// What git keeps while something is unfinished (git's `wt-status.c`).
const UNFINISHED: &[&str] = &[
    "MERGE_HEAD",
    "CHERRY_PICK_HEAD",
    "REVERT_HEAD",
    "REBASE_HEAD",
    "rebase-merge",
    "rebase-apply",
    "sequencer",
    "BISECT_LOG",
];

/// A file as a state has it.
type Side = Option<(u32, String)>;

/// What the index has of a path.
struct Listed {
    id: String,
    left_out: bool,
}

/// What is to be done about one path.
struct Task {
    path: String,
    /// What the index shall have.
    gets: Side,
    does: Does,
}

#[derive(PartialEq, Eq)]
enum Does {
    Write,
    Remove,
    /// The file is as it should be; only the index has to learn it.
    Record,
}

type Looked<T> = Result<Result<T, NotNow>, Fault>;

impl Program {
    /// The recipe of the module's description.
    pub(super) fn follow(&self, own: &[String]) -> Result<CatchUp, Fault> {
        if self.options.choice != Choice::Program && ::git2::Repository::open(&self.place.root).is_ok() {
            return by_libgit2::catch_up(&self.place.root, own, &|| self.large(self.known_tip()?.as_ref(), false));
        }
        let Some(new) = self.known_tip()? else { return Ok(CatchUp::Nothing) };
        let branch = self.found()?.destination.branch;
        let old = match self.reason_to_wait(&branch, &new)? {
            Ok(Some(old)) if old == new => return Ok(CatchUp::Nothing),
            Ok(old) => old,
            Err(why) => return Ok(CatchUp::NotNow { why }),
        };
        let tasks = match self.tasks(old.as_ref(), &new, own)? {
            Ok(tasks) => tasks,
            Err(why) => return Ok(CatchUp::NotNow { why }),
        };
        let coming = self.coming(&tasks)?;
        let missing = if coming.is_empty() { None } else { self.large(Some(&new), false)?.bring_all(&coming) };
        if let Some(path) = missing {
            return Ok(CatchUp::NotNow { why: NotNow::Unusual { path } });
        }
        let paths = self.act(&tasks)?;
        self.record(&tasks)?;
        self.refs().swap(&names::branch(&branch)?, &new, old.as_ref())?;
        Ok(CatchUp::Done { paths })
    }

    fn reason_to_wait(&self, branch: &str, new: &CommitId) -> Looked<Option<CommitId>> {
        let has = |name: &&str| self.place.git_dir.join(name).exists();
        if UNFINISHED.iter().any(has) {
            return Ok(Err(NotNow::Unfinished));
        }
        if self.refs().current_branch().as_deref() != Some(branch) {
            return Ok(Err(NotNow::OtherBranch));
        }
        let old = self.refs().get(&names::branch(branch)?)?;
        if let Some(old) = &old
            && !self.contains(new, old)?
        {
            return Ok(Err(NotNow::OwnCommits));
        }
        if has(&"index.lock") {
            return Ok(Err(NotNow::Locked));
        }
        Ok(Ok(old))
    }

    fn tasks(&self, old: Option<&CommitId>, new: &CommitId, own: &[String]) -> Looked<Vec<Task>> {
        let listed = match self.listed()? {
            Ok(listed) => listed,
            Err(why) => return Ok(Err(why)),
        };
        let mut differing = Vec::new();
        let tree = |id: &CommitId| Ok::<_, Fault>(self.reader.borrow_mut().commit(id.as_str())?.tree);
        let (old, new) = (old.map(tree).transpose()?, tree(new)?);
        self.compare("", old.as_deref(), Some(&new), &mut differing)?;
        let mut tasks = Vec::new();
        for (path, had, gets) in differing {
            match self.task(path, (&had, gets), &listed, own)? {
                Ok(task) => tasks.push(task),
                Err(why) => return Ok(Err(why)),
            }
        }
        Ok(Ok(tasks))
    }

    /// The files that differ between two trees.
    fn compare(
        &self,
        folder: &str,
        old: Option<&str>,
        new: Option<&str>,
        differing: &mut Vec<(String, Side, Side)>,
    ) -> Result<(), Fault> {
        let entries = |tree: Option<&str>| -> Result<HashMap<Vec<u8>, Entry>, Fault> {
            let Some(tree) = tree else { return Ok(HashMap::new()) };
            let entries = self.reader.borrow_mut().tree(tree)?;
            Ok(entries.iter().map(|entry| (entry.name.clone(), entry.clone())).collect())
        };
        let (old, new) = (entries(old)?, entries(new)?);
        let mut all: Vec<&Vec<u8>> = old.keys().chain(new.keys()).collect();
        all.sort();
        all.dedup();
        for name in all {
            let (had, gets) = (old.get(name), new.get(name));
            if had == gets {
                continue;
            }
            let shown = String::from_utf8_lossy(name);
            let path = if folder.is_empty() { shown.into_owned() } else { format!("{folder}/{shown}") };
            let tree = |side: Option<&Entry>| side.filter(|entry| entry.is_tree()).map(|entry| entry.id.clone());
            let file = |side: Option<&Entry>| side.filter(|entry| !entry.is_tree()).map(|at| (at.mode, at.id.clone()));
            if file(had).is_some() || file(gets).is_some() {
                differing.push((path.clone(), file(had), file(gets)));
            }
            if tree(had).is_some() || tree(gets).is_some() {
                self.compare(&path, tree(had).as_deref(), tree(gets).as_deref(), differing)?;
            }
        }
        Ok(())
    }

    /// The user's index, or what is in the way there.
    fn listed(&self) -> Looked<HashMap<String, Listed>> {
        let ended = self.call_in_site().args(["ls-files", "-z", "-t", "--stage"]).run()?;
        if !ended.is_fine() {
            return Ok(Err(NotNow::Index));
        }
        let mut listed = HashMap::new();
        for line in String::from_utf8_lossy(&ended.output).split('\0').filter(|line| !line.is_empty()) {
            // `H 100644 <id> 0<TAB><path>`; `S` is left out of the folder, `M` is a conflict.
            let Some((head, path)) = line.split_once('\t') else { return Ok(Err(NotNow::Index)) };
            let words: Vec<&str> = head.split(' ').collect();
            let &[mark, _mode, id, stage] = words.as_slice() else { return Ok(Err(NotNow::Index)) };
            if stage != "0" {
                return Ok(Err(NotNow::Index));
            }
            listed.insert(path.to_owned(), Listed { id: id.to_owned(), left_out: mark != "H" });
        }
        Ok(Ok(listed))
    }

    fn task(
        &self,
        path: String,
        (had, gets): (&Side, Side),
        listed: &HashMap<String, Listed>,
        own: &[String],
    ) -> Looked<Task> {
        let plain =
            |side: &Side| side.as_ref().is_none_or(|(mode, _)| matches!(mode, 0o100_644 | 0o100_755 | 0o100_664));
        if crate::checked(&path).is_err() || !plain(had) || !plain(&gets) {
            return Ok(Err(NotNow::Unusual { path }));
        }
        let listed = listed.get(&path);
        if listed.is_some_and(|listed| listed.left_out) {
            return Ok(Err(NotNow::Unusual { path }));
        }
        let id = |side: &Side| side.as_ref().map(|(_, id)| id.clone());
        let listed = listed.map(|listed| listed.id.clone());
        if listed != id(had) && listed != id(&gets) {
            return Ok(Err(NotNow::Edited { path }));
        }
        let bytes = match worktree::look(&self.place.root, &path)? {
            OnDisk::Missing => None,
            OnDisk::File(bytes) => Some(bytes),
            OnDisk::Other => return Ok(Err(NotNow::Unusual { path })),
        };
        let names = match &bytes {
            None => None,
            Some(bytes) => match self.for_storage(None, &path, bytes) {
                Ok(stored) => Some([self.blob_id(bytes), self.blob_id(&stored)]),
                Err(Fault::NeedsFilter { .. }) => return Ok(Err(NotNow::Unusual { path })),
                Err(fault) => return Err(fault),
            },
        };
        let is = |side: &Side| match (&names, side) {
            (Some(names), Some((_, id))) => names.iter().any(|name| name.as_str() == id),
            _ => false,
        };
        let does = match (had, &gets) {
            (_, Some(_)) if is(&gets) => Does::Record,
            // On purpose as it is here, with another text or deleted: only what it differs from is the server's now.
            (_, Some(_)) | (Some(_), None) if bytes.is_some() && own.contains(&path) => Does::Record,
            (Some(_), Some(_)) if is(had) => Does::Write,
            (None, Some(_)) if bytes.is_none() => Does::Write,
            (Some(_), Some(_)) if bytes.is_none() && listed.is_some() && own.contains(&path) => Does::Record,
            (Some(_), None) if bytes.is_none() => Does::Record,
            (Some(_), None) if is(had) => Does::Remove,
            _ => return Ok(Err(NotNow::Edited { path })),
        };
        Ok(Ok(Task { path, gets, does }))
    }

    /// The large files that will be written. While the attributes change too, any pointer may turn out to be of one.
    fn coming(&self, tasks: &[Task]) -> Result<Vec<(String, Pointer)>, Fault> {
        let written = || tasks.iter().filter(|task| task.does == Does::Write);
        let unsure = written().any(|task| task.path.ends_with(".gitattributes"));
        let mut coming = Vec::new();
        for task in written() {
            let id = task.gets.as_ref().and_then(|(_, id)| BlobId::parse(id));
            let stored = id.map(|id| self.read_blob(&id)).transpose()?.flatten().unwrap_or_default();
            let Some(pointer) = Pointer::read(&stored) else { continue };
            if unsure || line_ends::is_large(&self.attributes(&task.path)?, &task.path)? {
                coming.push((task.path.clone(), pointer));
            }
        }
        Ok(coming)
    }

    fn act(&self, tasks: &[Task]) -> Result<Vec<String>, Fault> {
        let mut paths = Vec::new();
        // Removals first: a folder may take the place of a file.
        for task in tasks.iter().filter(|task| task.does == Does::Remove) {
            worktree::remove(&self.place.root, &task.path)?;
            paths.push(task.path.clone());
        }
        for task in tasks.iter().filter(|task| task.does == Does::Write) {
            let Some((mode, id)) = &task.gets else { continue };
            let blob = BlobId::parse(id).map(|id| self.read_blob(&id)).transpose()?.flatten();
            let stored = blob.ok_or_else(|| Fault::Damaged { detail: format!("cannot be read: {id}") })?;
            let bytes = self.for_folder(&task.path, stored)?;
            worktree::write(&self.place.root, &task.path, &bytes, *mode == 0o100_755)?;
            paths.push(task.path.clone());
        }
        Ok(paths)
    }

    /// Brings these paths of the index up to date and leaves all others, staged or not, as they are.
    fn record(&self, tasks: &[Task]) -> Result<(), Fault> {
        let none = "0".repeat(if self.kind.sha256 { 64 } else { 40 });
        let line = |task: &Task| match &task.gets {
            Some((mode, id)) => format!("{mode:o} {id}\t{}\0", task.path),
            None => format!("0 {none}\t{}\0", task.path),
        };
        let input = tasks.iter().map(line).collect::<Vec<_>>().concat();
        let ended = self.call_in_site().args(["update-index", "-z", "--index-info"]).reading(input).run()?;
        if ended.is_fine() { Ok(()) } else { Err(classify(&ended.said)) }
    }
}
