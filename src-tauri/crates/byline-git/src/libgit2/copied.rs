//! How a folder follows the server when its site is published from a private copy. There is no index that tells what
//! the folder was last brought to; a commit of Byline's own does, file by file.

use std::collections::BTreeMap;
use std::path::Path;

use ::git2::{Index, ObjectType, Odb, Oid, Repository, Signature, Time, TreeWalkMode, TreeWalkResult};

use super::history::is_file;
use super::{destination, objects, refs, session};
use crate::worktree::{self, OnDisk};
use crate::{CatchUp, Fault, NotNow, Quiet, checked, lfs, line_ends, loose};

/// Where that commit is kept.
pub(super) const FOLDER: &str = "refs/byline/folder";

/// Set once the server was asked for the first time.
const ASKED: &str = "refs/byline/asked";

/// Files by path, with their modes and contents.
type Files = BTreeMap<String, File>;

/// A file's mode and content.
type File = (i32, Oid);

/// Notes what the folder was last brought to, as its index tells. What of it is edited is kept too, where it can still be
/// read, so that it can be joined with a colleague's.
pub(crate) fn begin(copy: &Repository, root: &Path) -> Result<(), Fault> {
    let mut files = Files::new();
    let git_dir = root.join(".git");
    let theirs = Odb::new()?;
    // A damaged store is asked for what it can still give.
    let _damaged = git_dir.join("objects").to_str().map(|place| theirs.add_disk_alternate(place));
    let index = Index::open(&git_dir.join("index")).or_else(|_| Index::new())?;
    for entry in index.iter() {
        let mode = i32::try_from(entry.mode).unwrap_or_default();
        let staged = (entry.flags >> 12) & 3;
        let Some(path) = std::str::from_utf8(&entry.path).ok().filter(|path| checked(path).is_ok()) else { continue };
        if staged != 0 || !is_file(mode) {
            continue;
        }
        let same = matches!(worktree::look(root, path)?, OnDisk::File(bytes) if objects::blob_id(&bytes).as_str() == entry.id.to_string());
        let readable = !same && loose::can_be_read(&git_dir, &entry.id.to_string());
        if readable && let Ok(old) = theirs.read(entry.id) {
            copy.odb()?.write(ObjectType::Blob, old.data())?;
        }
        files.insert(path.to_owned(), (mode, entry.id));
    }
    note(copy, &files)
}

/// After the server was asked for the first time: what only the index knew (a draft that somebody staged) is nothing that
/// the folder was brought to, so that it is never taken for a file that went.
pub(crate) fn asked(copy: &Repository, tip: Oid) -> Result<(), Fault> {
    if refs::get(copy, ASKED).is_some() {
        return Ok(());
    }
    let there = files(copy, tip)?;
    let mut known = known(copy)?;
    known.retain(|path, _| there.contains_key(path));
    note(copy, &known)?;
    refs::set(copy, ASKED, tip)
}

/// Brings each file that nobody changed here to what the server has; the others stay as they are, and so does what is
/// known of them. `own` are files that are on purpose as they are here.
pub(crate) fn follow(place: &Path, (root, own): (&Path, &[String]), large: lfs::Find<'_>) -> Result<CatchUp, Fault> {
    let repo = session::again(place)?;
    let destination = destination::find(&repo)?.destination;
    let Some(tip) = refs::known_tip(&repo, &destination) else { return Ok(CatchUp::Nothing) };
    let (mut known, there) = (known(&repo)?, files(&repo, tip)?);
    let paths: Vec<String> = known.keys().chain(there.keys()).cloned().collect();
    let (mut written, mut taken, mut edited) = (Vec::new(), false, None);
    for path in paths {
        let (had, gets) = (known.get(&path).copied(), there.get(&path).copied());
        if had == gets || checked(&path).is_err() {
            continue;
        }
        match bring(&repo, (root, large), (&path, own), had, gets) {
            Ok(Some(wrote)) => {
                taken = true;
                written.extend(wrote.then(|| path.clone()));
                match gets {
                    Some(gets) => known.insert(path, gets),
                    None => known.remove(&path),
                };
            }
            Ok(None) | Err(Fault::NeedsFilter { .. }) => edited = Some(path),
            Err(fault) => return Err(fault),
        }
    }
    if taken {
        note(&repo, &known)?;
        written.sort();
        return Ok(CatchUp::Done { paths: written });
    }
    Ok(edited.map_or(CatchUp::Nothing, |path| CatchUp::NotNow { why: NotNow::Edited { path } }))
}

/// Whether the file is what the server has now, and whether it was written for that; `None` where it is somebody's work.
fn bring(
    repo: &Repository,
    (root, large): (&Path, lfs::Find<'_>),
    (path, own): (&str, &[String]),
    had: Option<File>,
    gets: Option<File>,
) -> Result<Option<bool>, Fault> {
    let bytes = match worktree::look(root, path)? {
        OnDisk::Missing => None,
        OnDisk::File(bytes) => Some(bytes),
        OnDisk::Other => return Ok(None),
    };
    let names = match &bytes {
        None => None,
        Some(bytes) => {
            let stored = line_ends::for_storage(repo, path, bytes, || None)?;
            Some([objects::blob_id(bytes), objects::blob_id(&stored)])
        }
    };
    let is = |side: Option<File>| match (&names, side) {
        (Some(names), Some((_, id))) => names.iter().any(|name| name.as_str() == id.to_string()),
        (None, None) => true,
        _ => false,
    };
    if is(gets) || own.iter().any(|own| own == path) {
        return Ok(Some(false));
    }
    if !is(had) {
        return Ok(None);
    }
    match gets {
        Some((mode, id)) => {
            let stored = repo.find_blob(id)?.content().to_vec();
            if let Some(pointer) = lfs::wanted(repo, path, &stored)? {
                // One that cannot be had now leaves the file as it is, and comes another time.
                let _later = large()?.bring(&[pointer], &Quiet);
            }
            worktree::write(root, path, &line_ends::for_folder(repo, path, stored)?, mode == 0o100_755)?;
        }
        None => worktree::remove(root, path)?,
    }
    Ok(Some(true))
}

fn known(repo: &Repository) -> Result<Files, Fault> {
    refs::get(repo, FOLDER).map_or_else(|| Ok(Files::new()), |at| files(repo, at))
}

fn files(repo: &Repository, at: Oid) -> Result<Files, Fault> {
    let mut found = Files::new();
    repo.find_commit(at)?.tree()?.walk(TreeWalkMode::PreOrder, |folder, entry| {
        if let (true, Ok(name)) = (is_file(entry.filemode()), entry.name()) {
            found.insert(format!("{folder}{name}"), (entry.filemode(), entry.id()));
        }
        TreeWalkResult::Ok
    })?;
    Ok(found)
}

fn note(repo: &Repository, files: &Files) -> Result<(), Fault> {
    let all: Vec<(&str, File)> = files.iter().map(|(path, file)| (path.as_str(), *file)).collect();
    let tree = repo.find_tree(tree(&repo.odb()?, &all)?)?;
    let who = Signature::new("Byline", "byline@localhost", &Time::new(0, 0))?;
    let commit = repo.commit(None, &who, &who, "What the folder was last brought to\n", &tree, &[])?;
    refs::set(repo, FOLDER, commit)
}

/// Writes a tree in git's own form. The contents it names need not be here: they are only compared.
fn tree(odb: &Odb<'_>, files: &[(&str, File)]) -> Result<Oid, Fault> {
    let mut entries: Vec<(Vec<u8>, String)> = Vec::new();
    let mut folders: BTreeMap<&str, Vec<(&str, File)>> = BTreeMap::new();
    let line = |mode: i32, name: &str, id: Oid| {
        let mut line = format!("{mode:o} {name}\0").into_bytes();
        line.extend_from_slice(id.as_bytes());
        line
    };
    for (path, (mode, id)) in files {
        match path.split_once('/') {
            Some((folder, rest)) => folders.entry(folder).or_default().push((rest, (*mode, *id))),
            None => entries.push((line(*mode, path, *id), (*path).to_owned())),
        }
    }
    for (name, below) in folders {
        // git compares a folder's name as if a slash followed.
        entries.push((line(0o40_000, name, tree(odb, &below)?), format!("{name}/")));
    }
    entries.sort_by(|one, other| one.1.as_bytes().cmp(other.1.as_bytes()));
    let content: Vec<u8> = entries.into_iter().flat_map(|(line, _)| line).collect();
    odb.write(ObjectType::Tree, &content).map_err(Fault::from)
}
