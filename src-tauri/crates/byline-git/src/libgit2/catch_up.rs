//! Bringing the folder to the server's state, only where nobody's work can be lost.
//!
//! First everything is looked at: each file that differs between HEAD and the server must be, in the index and on
//! disk, exactly what one of the two has, or on purpose as it is here, which it stays. Then files are written, then the
//! index, then the branch moves by compare-and-swap. Interrupted anywhere, the next run finds files that are already the
//! server's, and goes on.

use std::path::Path;

use ::git2::{FileMode, Index, IndexEntry, IndexEntryExtendedFlag, IndexTime, Oid, Repository, RepositoryState};

use super::changed::{self, Changed, Content};
use super::{destination, elsewhere, large, objects, refs, session};
use crate::lfs::{self, Pointer};
use crate::worktree::{self, OnDisk};
use crate::{CatchUp, Fault, NotNow, line_ends};

/// What is to be done about one path.
enum Task {
    Write {
        path: String,
        id: Oid,
        executable: bool,
    },
    Remove {
        path: String,
    },
    /// The file is already the server's; only the index has to learn it.
    Record {
        path: String,
        id: Oid,
    },
    /// On purpose as it is here, deleted or with another text: it stays so, and what it differs from is the server's.
    Leave {
        path: String,
        id: Oid,
        executable: bool,
    },
    /// Already gone.
    Forget {
        path: String,
    },
}

/// The recipe of the module's description.
pub(crate) fn catch_up(root: &Path, own: &[String], find: lfs::Find<'_>) -> Result<CatchUp, Fault> {
    // Attributes are read without the user's index, everything else with it.
    let aside = session::again(root)?;
    let repo = Repository::open(root)?;
    let destination = destination::find(&aside)?.destination;
    let Some(new) = refs::known_tip(&repo, &destination) else {
        return Ok(CatchUp::Nothing);
    };
    // Where the server's default branch took the place of another, the folder's own keeps its name.
    let current = destination::current_branch(&repo).filter(|_| elsewhere::follows_default(&aside));
    let local = current.unwrap_or(destination.branch);
    let branch = refs::branch(&local)?;
    let old = match reason_to_wait(&repo, &local, new)? {
        Ok(Some(old)) if old == new => return Ok(CatchUp::Nothing),
        Ok(old) => old,
        Err(why) => return Ok(CatchUp::NotNow { why }),
    };
    let Ok(mut index) = repo.index() else {
        return Ok(CatchUp::NotNow { why: NotNow::Index });
    };
    if index.has_conflicts() {
        return Ok(CatchUp::NotNow { why: NotNow::Index });
    }
    let tasks = match tasks(&repo, &aside, (root, own), &index, (old, new))? {
        Ok(tasks) => tasks,
        Err(why) => return Ok(CatchUp::NotNow { why }),
    };
    let coming = coming(&repo, &aside, &tasks)?;
    let missing = if coming.is_empty() { None } else { find()?.bring_all(&coming) };
    if let Some(path) = missing {
        return Ok(CatchUp::NotNow { why: NotNow::Unusual { path } });
    }
    let paths = act(&repo, &aside, root, &tasks)?;
    record(&mut index, &tasks)?;
    let moved = match old {
        Some(old) => repo.reference_matching(&branch, new, true, old, "byline: catch up"),
        None => repo.reference(&branch, new, false, "byline: catch up"),
    };
    moved?;
    Ok(CatchUp::Done { paths })
}

/// The commit that HEAD is at (`None` when it is unborn), or what is in the way.
fn reason_to_wait(repo: &Repository, branch: &str, new: Oid) -> Result<Result<Option<Oid>, NotNow>, Fault> {
    if repo.state() != RepositoryState::Clean {
        return Ok(Err(NotNow::Unfinished));
    }
    if destination::current_branch(repo).as_deref() != Some(branch) {
        return Ok(Err(NotNow::OtherBranch));
    }
    let old = repo.refname_to_id(&refs::branch(branch)?).ok();
    if let Some(old) = old
        && !refs::contains(repo, new, old)?
    {
        return Ok(Err(NotNow::OwnCommits));
    }
    if repo.path().join("index.lock").exists() {
        return Ok(Err(NotNow::Locked));
    }
    Ok(Ok(old))
}

fn tasks(
    repo: &Repository,
    aside: &Repository,
    place: (&Path, &[String]),
    index: &Index,
    (old, new): (Option<Oid>, Oid),
) -> Result<Result<Vec<Task>, NotNow>, Fault> {
    let tree = |id: Oid| repo.find_commit(id).and_then(|commit| commit.tree());
    let old = old.map(tree).transpose()?;
    let new = tree(new)?;
    let mut tasks = Vec::new();
    for change in changed::between(repo, old.as_ref(), Some(&new))? {
        match task(aside, place, index, &change)? {
            Ok(task) => tasks.push(task),
            Err(why) => return Ok(Err(why)),
        }
    }
    Ok(Ok(tasks))
}

fn task(
    aside: &Repository,
    (root, own): (&Path, &[String]),
    index: &Index,
    change: &Changed,
) -> Result<Result<Task, NotNow>, Fault> {
    let named = std::str::from_utf8(&change.path).ok();
    let Some(path) = named.and_then(|path| crate::checked(path).ok()).map(str::to_owned) else {
        let path = String::from_utf8_lossy(&change.path).into_owned();
        return Ok(Err(NotNow::Unusual { path }));
    };
    let (had, gets) = (change.had, change.gets);
    if [had, gets].into_iter().flatten().any(|file| !file.is_file()) {
        return Ok(Err(NotNow::Unusual { path }));
    }
    let listed = index.get_path(Path::new(&path), 0);
    if listed.as_ref().is_some_and(is_left_out) {
        return Ok(Err(NotNow::Unusual { path }));
    }
    let listed = listed.map(|entry| entry.id);
    if listed != had.map(|file| file.id) && listed != gets.map(|file| file.id) {
        return Ok(Err(NotNow::Edited { path }));
    }
    let bytes = match worktree::look(root, &path)? {
        OnDisk::Missing => None,
        OnDisk::File(bytes) => Some(bytes),
        OnDisk::Other => return Ok(Err(NotNow::Unusual { path })),
    };
    let is = |file: Content| -> Result<bool, Fault> {
        let Some(bytes) = &bytes else {
            return Ok(false);
        };
        let wanted = file.id.to_string();
        if objects::blob_id(bytes).as_str() == wanted {
            return Ok(true);
        }
        let stored = line_ends::for_storage(aside, &path, bytes, || None)?;
        Ok(objects::blob_id(&stored).as_str() == wanted)
    };
    let looked = || -> Result<Result<Task, NotNow>, Fault> {
        Ok(match (had, gets) {
            (_, Some(gets)) if is(gets)? => Ok(Task::Record { path: path.clone(), id: gets.id }),
            (_, Some(gets)) if bytes.is_some() && own.contains(&path) => Ok(leave(&path, gets)),
            (Some(_), None) if bytes.is_some() && own.contains(&path) => Ok(Task::Forget { path: path.clone() }),
            (Some(had), Some(gets)) if is(had)? => Ok(write(&path, gets)),
            (None, Some(gets)) if bytes.is_none() => Ok(write(&path, gets)),
            (Some(_), Some(gets)) if bytes.is_none() && listed.is_some() && own.contains(&path) => {
                Ok(leave(&path, gets))
            }
            (Some(_), None) if bytes.is_none() => Ok(Task::Forget { path: path.clone() }),
            (Some(had), None) if is(had)? => Ok(Task::Remove { path: path.clone() }),
            _ => Err(NotNow::Edited { path: path.clone() }),
        })
    };
    match looked() {
        Err(Fault::NeedsFilter { .. }) => Ok(Err(NotNow::Unusual { path })),
        other => other,
    }
}

/// The large files that will be written. While the attributes change too, any pointer may turn out to be of one.
fn coming(repo: &Repository, aside: &Repository, tasks: &[Task]) -> Result<Vec<(String, Pointer)>, Fault> {
    let written = |task: &'_ Task| match task {
        Task::Write { path, id, .. } => Some((path.clone(), *id)),
        _ => None,
    };
    let written: Vec<(String, Oid)> = tasks.iter().filter_map(written).collect();
    let unsure = written.iter().any(|(path, _)| path.ends_with(".gitattributes"));
    large::coming(repo, aside, written.iter().map(|(path, id)| (path.as_str(), *id)), unsure)
}

fn write(path: &str, gets: Content) -> Task {
    Task::Write { path: path.to_owned(), id: gets.id, executable: is_executable(gets) }
}

fn leave(path: &str, gets: Content) -> Task {
    Task::Leave { path: path.to_owned(), id: gets.id, executable: is_executable(gets) }
}

fn is_executable(file: Content) -> bool {
    file.mode == i32::from(FileMode::BlobExecutable)
}

/// Whether a sparse checkout leaves the file out of the folder.
fn is_left_out(entry: &::git2::IndexEntry) -> bool {
    IndexEntryExtendedFlag::from_bits_truncate(entry.flags_extended).contains(IndexEntryExtendedFlag::SKIP_WORKTREE)
}

fn act(repo: &Repository, aside: &Repository, root: &Path, tasks: &[Task]) -> Result<Vec<String>, Fault> {
    let mut paths = Vec::new();
    // Removals first: a folder may take the place of a file.
    for task in tasks {
        if let Task::Remove { path } = task {
            worktree::remove(root, path)?;
            paths.push(path.clone());
        }
    }
    for task in tasks {
        if let Task::Write { path, id, executable } = task {
            let stored = repo.find_blob(*id)?.content().to_vec();
            worktree::write(root, path, &line_ends::for_folder(aside, path, stored)?, *executable)?;
            paths.push(path.clone());
        }
    }
    Ok(paths)
}

/// A file that the index does not list yet and whose bytes in the folder are others.
fn unseen(path: &str, executable: bool) -> IndexEntry {
    let mode = if executable { FileMode::BlobExecutable } else { FileMode::Blob };
    IndexEntry {
        ctime: IndexTime::new(0, 0),
        mtime: IndexTime::new(0, 0),
        dev: 0,
        ino: 0,
        mode: u32::from(mode),
        uid: 0,
        gid: 0,
        file_size: 0,
        id: Oid::ZERO_SHA1,
        flags: 0,
        flags_extended: 0,
        path: path.as_bytes().to_vec(),
    }
}

/// Brings these paths of the index up to date and leaves all others, staged or not, as they are.
fn record(index: &mut Index, tasks: &[Task]) -> Result<(), Fault> {
    for task in tasks {
        match task {
            Task::Write { path, id, .. } | Task::Record { path, id } => {
                index.add_path(Path::new(path))?;
                let listed = index.get_path(Path::new(path), 0).filter(|entry| entry.id != *id);
                if let Some(mut entry) = listed {
                    // The folder's bytes are stored differently by the attributes of today.
                    entry.id = *id;
                    index.add(&entry)?;
                }
            }
            Task::Leave { path, id, executable } => {
                let mut entry = index.get_path(Path::new(path), 0).unwrap_or_else(|| unseen(path, *executable));
                entry.id = *id;
                // What the folder has was never looked at as this.
                (entry.mtime, entry.ctime) = (IndexTime::new(0, 0), IndexTime::new(0, 0));
                index.add(&entry)?;
            }
            Task::Remove { path } | Task::Forget { path } => {
                if index.get_path(Path::new(path), 0).is_some() {
                    index.remove(Path::new(path), 0)?;
                }
            }
        }
    }
    index.write().map_err(Fault::from)
}
