//! Writing a server's tree into a folder that nobody else uses yet. What is written and what is not is settled in
//! [`crate::connect::plan`].

use std::collections::{HashMap, HashSet};
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use ::git2::{FileMode, Index, IndexEntry, IndexEntryExtendedFlag, IndexTime, ObjectType, Oid, Repository};

use super::history::is_file;
use super::{large, oid, session};
use crate::connect::plan::{self, Odd, Oddity};
use crate::line_ends;
use crate::{CommitId, ConnectError, Fault, Options, Step, Watch};

/// What came of it.
#[derive(Debug, Default)]
pub(crate) struct CheckedOut {
    pub(crate) files: usize,
    pub(crate) odd: Vec<Odd>,
}

/// One path of the tree that may be written.
struct Entry {
    path: String,
    id: Oid,
    mode: i32,
    /// It, or a folder of it, is the same as an earlier one to some computers.
    clash: bool,
}

/// What became of an entry.
enum Written {
    File(Metadata),
    LeftOut(Oddity),
}

/// Files are written by so many threads at the most.
const THREADS: usize = 4;

/// Writes a commit's tree into its repository's empty folder, and the index that goes with it.
pub(crate) fn check_out(
    root: &Path,
    tip: &CommitId,
    (options, watch): (&Options, &dyn Watch),
) -> Result<CheckedOut, ConnectError> {
    let repo = session::again(root)?;
    let (mut entries, mut odd) = read(&repo, oid(tip)?)?;
    let clashes = plan::clashes(entries.iter().map(|entry| entry.path.as_str()));
    for (entry, clash) in entries.iter_mut().zip(clashes) {
        entry.clash = clash;
    }
    let total = entries.len();
    watch.progress(Step::Building, 0, total as u64);
    make_folders(root, &entries)?;
    // The attributes first: by them it is settled how all others are written.
    let (first, rest): (Vec<usize>, Vec<usize>) = (0..total).partition(|at| is_attributes(&entries[*at].path));
    let plain = first.is_empty() && !line_ends::are_converted(&repo);
    // Of names that clash here, the first is written: these wait until the others are there.
    let (last, middle): (Vec<usize>, Vec<usize>) = rest.into_iter().partition(|at| entries[*at].clash);
    let work = Work { root, entries: &entries, plain, done: AtomicUsize::new(0), halt: AtomicBool::new(false) };
    let mut written: Vec<(usize, Written)> = Vec::with_capacity(total);
    written.extend(work.all(&first, 1, watch)?);
    if has_large_files(&repo, first.iter().map(|at| &entries[*at]))? {
        let files = middle.iter().chain(&last).map(|at| &entries[*at]).filter(|entry| is_file(entry.mode));
        let coming = large::coming(&repo, &repo, files.map(|entry| (entry.path.as_str(), entry.id)), false)?;
        large::bring(&repo, tip, &coming, (options, watch))?;
    }
    for (part, threads) in [(middle, threads()), (last, 1)] {
        written.extend(work.all(&part, threads, watch)?);
    }
    written.sort_by_key(|(at, _)| *at);
    odd.extend(entries.iter().filter_map(oddity));
    for (at, outcome) in &written {
        if let Written::LeftOut(why) = outcome {
            let path = entries[*at].path.clone();
            odd.retain(|known| known.path != path);
            odd.push(Odd { path, why: *why, left_out: true });
        }
    }
    write_index(root, &entries, &written)?;
    let files = written.iter().filter(|(_, outcome)| matches!(outcome, Written::File(_))).count();
    Ok(CheckedOut { files, odd })
}

/// Whether any of these attributes speak of large files: without, none is looked for.
fn has_large_files<'e>(repo: &Repository, attributes: impl Iterator<Item = &'e Entry>) -> Result<bool, Fault> {
    for entry in attributes.filter(|entry| is_file(entry.mode)) {
        let small = repo.odb()?.read_header(entry.id)?.0 <= plan::LARGEST;
        if small && String::from_utf8_lossy(repo.find_blob(entry.id)?.content()).contains("filter=lfs") {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Every path of the tree that may become a file, in the tree's order, and those that may not.
fn read(repo: &Repository, tip: Oid) -> Result<(Vec<Entry>, Vec<Odd>), ConnectError> {
    let tree = repo.find_commit(tip)?.tree_id();
    count(repo, tree, 0, &mut HashMap::new())?;
    let (mut entries, mut odd) = (Vec::new(), Vec::new());
    let mut open = vec![(String::new(), tree)];
    while let Some((folder, tree)) = open.pop() {
        for entry in &repo.find_tree(tree)? {
            let path = match entry.name() {
                Ok(name) => format!("{folder}{name}"),
                Err(_) => format!("{folder}{}", String::from_utf8_lossy(entry.name_bytes())),
            };
            if entry.name().is_err() || entry.name_bytes().contains(&b'/') || crate::checked(&path).is_err() {
                let path = path.chars().filter(|c| !c.is_control()).collect();
                odd.push(Odd { path, why: Oddity::Name, left_out: true });
            } else if entry.kind() == Some(ObjectType::Tree) {
                open.push((format!("{path}/"), entry.id()));
            } else {
                entries.push(Entry { path, id: entry.id(), mode: entry.filemode(), clash: false });
            }
        }
    }
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    Ok((entries, odd))
}

/// How many files a tree holds. Each tree is looked at once, however often it is in the others: a dozen small trees can
/// name thousands of millions of files.
fn count(repo: &Repository, tree: Oid, depth: usize, known: &mut HashMap<Oid, usize>) -> Result<usize, ConnectError> {
    if depth > plan::DEEPEST {
        return Err(ConnectError::TooMuch);
    }
    if let Some(files) = known.get(&tree) {
        return Ok(*files);
    }
    let mut files = 0_usize;
    for entry in &repo.find_tree(tree)? {
        let here = if entry.kind() == Some(ObjectType::Tree) { count(repo, entry.id(), depth + 1, known)? } else { 1 };
        files = files.saturating_add(here.max(1));
        if files > plan::MOST_FILES {
            return Err(ConnectError::TooMuch);
        }
    }
    known.insert(tree, files);
    Ok(files)
}

fn oddity(entry: &Entry) -> Option<Odd> {
    let why = match entry.mode {
        _ if entry.clash => Oddity::Clash,
        _ if plan::is_reserved(&entry.path) => Oddity::Reserved,
        mode if mode == i32::from(FileMode::Link) => Oddity::Link,
        mode if mode == i32::from(FileMode::Commit) => Oddity::Elsewhere,
        _ => return None,
    };
    Some(Odd { path: entry.path.clone(), why, left_out: false })
}

fn is_attributes(path: &str) -> bool {
    path == ".gitattributes" || path.ends_with("/.gitattributes")
}

fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from).min(THREADS)
}

fn make_folders(root: &Path, entries: &[Entry]) -> Result<(), ConnectError> {
    let mut made: HashSet<&str> = HashSet::new();
    for entry in entries {
        let above = entry.path.rsplit_once('/').map(|(folder, _)| folder);
        let own = (entry.mode == i32::from(FileMode::Commit)).then_some(entry.path.as_str());
        let Some(folder) = own.or(above).filter(|folder| made.insert(folder)) else { continue };
        match fs::create_dir_all(root.join(folder)) {
            // A file's name and a folder's that clash, or a name that this computer cannot have: seen again below.
            Err(error) if !is_full(&error) => {}
            done => done.map_err(|error| io(&error))?,
        }
    }
    Ok(())
}

/// The files still to be written, for several threads.
struct Work<'a> {
    root: &'a Path,
    entries: &'a [Entry],
    /// Bytes are written as they are stored.
    plain: bool,
    done: AtomicUsize,
    halt: AtomicBool,
}

impl Work<'_> {
    /// Writes these entries. Only this thread talks to `watch`.
    fn all(&self, part: &[usize], threads: usize, watch: &dyn Watch) -> Result<Vec<(usize, Written)>, ConnectError> {
        let next = AtomicUsize::new(0);
        let results = Mutex::new(Vec::with_capacity(part.len()));
        let run = |tell: Option<&dyn Watch>| -> Result<(), Fault> {
            let repo = session::again(self.root)?;
            let mut own = Vec::new();
            while let Some(at) = part.get(next.fetch_add(1, Ordering::Relaxed)) {
                if let Some(watch) = tell {
                    watch.progress(Step::Building, self.done.load(Ordering::Relaxed) as u64, self.entries.len() as u64);
                    self.halt.fetch_or(watch.cancelled(), Ordering::Relaxed);
                }
                if self.halt.load(Ordering::Relaxed) {
                    return Err(Fault::Cancelled);
                }
                own.push((*at, write(&repo, self.root, &self.entries[*at], self.plain)?));
                self.done.fetch_add(1, Ordering::Relaxed);
            }
            results.lock().unwrap_or_else(std::sync::PoisonError::into_inner).extend(own);
            Ok(())
        };
        let halting = |tell: Option<&dyn Watch>| {
            let done = run(tell);
            if done.is_err() {
                self.halt.store(true, Ordering::Relaxed);
            }
            done
        };
        let all = std::thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|_| scope.spawn(|| halting(None))).collect();
            let mut all = vec![halting(Some(watch))];
            all.extend(others.into_iter().map(|other| other.join().unwrap_or(Err(Fault::other("a thread ended")))));
            all
        });
        // The fault that made the others stop says more than that they did.
        let fault = all.into_iter().filter_map(Result::err).max_by_key(|fault| *fault != Fault::Cancelled);
        match fault {
            Some(fault) => Err(fault.into()),
            None => Ok(results.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)),
        }
    }
}

fn write(repo: &Repository, root: &Path, entry: &Entry, plain: bool) -> Result<Written, Fault> {
    let place = root.join(&entry.path);
    if entry.mode == i32::from(FileMode::Commit) {
        return Ok(place.symlink_metadata().map_or(Written::LeftOut(Oddity::Elsewhere), Written::File));
    }
    if cfg!(windows) && plan::is_reserved(&entry.path) {
        return Ok(Written::LeftOut(Oddity::Reserved));
    }
    // The size first: reading it whole is what a hostile server may be waiting for.
    if repo.odb()?.read_header(entry.id)?.0 > plan::LARGEST {
        return Ok(Written::LeftOut(Oddity::TooLarge));
    }
    let blob = repo.find_blob(entry.id)?;
    let converted;
    let bytes = if plain || entry.mode == i32::from(FileMode::Link) {
        blob.content()
    } else {
        converted = match line_ends::for_folder(repo, &entry.path, blob.content().to_vec()) {
            // A large file that is not here: its pointer, as git writes it where there are no large files.
            Err(Fault::NeedsFilter { .. }) => blob.content().to_vec(),
            converted => converted?,
        };
        &converted
    };
    let written = create(&place).and_then(|mut file| {
        file.write_all(bytes)?;
        executable(&file, entry.mode)?;
        file.metadata()
    });
    match written {
        Ok(found) => Ok(Written::File(found)),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(Written::LeftOut(Oddity::Clash)),
        Err(error) if entry.clash && !is_full(&error) => Ok(Written::LeftOut(Oddity::Clash)),
        Err(error) if matches!(error.kind(), ErrorKind::InvalidFilename | ErrorKind::InvalidInput) => {
            Ok(Written::LeftOut(Oddity::Reserved))
        }
        Err(error) => Err(io(&error)),
    }
}

/// Always a new file: nothing that is there is written to.
fn create(place: &Path) -> std::io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(place)
}

#[cfg(unix)]
fn executable(file: &File, mode: i32) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    if mode != i32::from(FileMode::BlobExecutable) {
        return Ok(());
    }
    let mode = file.metadata()?.permissions().mode();
    file.set_permissions(fs::Permissions::from_mode(mode | ((mode & 0o444) >> 2)))
}

#[cfg(not(unix))]
fn executable(_file: &File, _mode: i32) -> std::io::Result<()> {
    Ok(())
}

/// The index that git would have after a clone, so that its next look at the folder finds nothing changed.
fn write_index(root: &Path, entries: &[Entry], written: &[(usize, Written)]) -> Result<(), Fault> {
    let repo = Repository::open(root)?;
    let mut index: Index = repo.index()?;
    for (at, outcome) in written {
        let entry = &entries[*at];
        let mut listed = match outcome {
            Written::File(found) if entry.mode != i32::from(FileMode::Commit) => looks(found),
            _ => unseen(),
        };
        if matches!(outcome, Written::LeftOut(_)) {
            listed.flags_extended = IndexEntryExtendedFlag::SKIP_WORKTREE.bits();
        }
        listed.id = entry.id;
        listed.mode = u32::try_from(mode(entry.mode)).unwrap_or_default();
        listed.path = entry.path.as_bytes().to_vec();
        index.add(&listed)?;
    }
    index.write().map_err(Fault::from)
}

/// The mode as an index has it; old trees have others for plain files.
fn mode(stored: i32) -> i32 {
    let known = [FileMode::BlobExecutable, FileMode::Link, FileMode::Commit].map(i32::from);
    if known.contains(&stored) { stored } else { FileMode::Blob.into() }
}

fn unseen() -> IndexEntry {
    IndexEntry {
        ctime: IndexTime::new(0, 0),
        mtime: IndexTime::new(0, 0),
        dev: 0,
        ino: 0,
        mode: 0,
        uid: 0,
        gid: 0,
        file_size: 0,
        id: Oid::ZERO_SHA1,
        flags: 0,
        flags_extended: 0,
        path: Vec::new(),
    }
}

/// What git compares to see whether a file was changed. It keeps the lower 32 bits of each number.
#[cfg(unix)]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "git cuts these numbers off itself")]
fn looks(found: &Metadata) -> IndexEntry {
    use std::os::unix::fs::MetadataExt;
    IndexEntry {
        ctime: IndexTime::new(found.ctime() as i32, found.ctime_nsec() as u32),
        mtime: IndexTime::new(found.mtime() as i32, found.mtime_nsec() as u32),
        dev: found.dev() as u32,
        ino: found.ino() as u32,
        uid: found.uid(),
        gid: found.gid(),
        file_size: found.size() as u32,
        ..unseen()
    }
}

#[cfg(not(unix))]
#[expect(clippy::cast_possible_truncation, reason = "git cuts these numbers off itself")]
fn looks(found: &Metadata) -> IndexEntry {
    let since = |time: std::io::Result<std::time::SystemTime>| {
        let passed = time.ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok()).unwrap_or_default();
        IndexTime::new(i32::try_from(passed.as_secs()).unwrap_or_default(), passed.subsec_nanos())
    };
    IndexEntry {
        ctime: since(found.created()),
        mtime: since(found.modified()),
        file_size: found.len() as u32,
        ..unseen()
    }
}

fn is_full(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
}

fn io(error: &std::io::Error) -> Fault {
    if is_full(error) { Fault::DiskFull } else { Fault::other(error.to_string()) }
}
