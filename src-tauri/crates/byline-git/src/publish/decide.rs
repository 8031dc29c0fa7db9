//! What to do about one file, given what the server has now.

use crate::{BlobId, CommitId, Engine, Fault, Join, Merge, lfs};

use super::{Conflict, FileChange, JobFile, Sent};

/// The decision about one file.
pub(super) enum Decision {
    /// The server has it already.
    Nothing,
    /// Store these bytes, or delete the file.
    Send { content: Option<Vec<u8>>, sent: Sent },
    /// A person must choose.
    Ask(Conflict),
}

/// Decides about one file on top of `tip`.
pub(super) fn decide(
    engine: &dyn Engine,
    join: &dyn Join,
    tip: Option<&CommitId>,
    file: &JobFile,
) -> Result<Decision, Fault> {
    let theirs = match tip {
        Some(tip) => engine.entry(tip, &file.path)?,
        None => None,
    };
    let ours = match &file.bytes {
        Some(bytes) => Some(engine.for_storage(tip, &file.path, bytes)?),
        None => None,
    };
    let our_id = ours.as_deref().map(|bytes| engine.blob_id(bytes));
    if our_id == theirs {
        return Ok(Decision::Nothing);
    }
    if theirs == file.base {
        return Ok(send(file, theirs.as_ref(), ours, false));
    }
    match (ours, &theirs) {
        // Deleted there and no other here than it was, as the pictures that a post shows: what she publishes needs it.
        (Some(ours), None) if our_id == file.base => Ok(send(file, None, Some(ours), false)),
        (Some(ours), None) => {
            let base = file.base.as_ref().map(|base| engine.read_blob(base)).transpose()?.flatten();
            let path = file.path.clone();
            let ours = Some(if is_large(Some(&ours), file) { file.bytes.clone().unwrap_or(ours) } else { ours });
            Ok(Decision::Ask(Conflict { path, theirs: None, ours, base, their_id: None }))
        }
        (ours, Some(id)) => joined(engine, join, file, ours, id),
        (None, None) => Ok(Decision::Nothing),
    }
}

fn joined(
    engine: &dyn Engine,
    join: &dyn Join,
    file: &JobFile,
    ours: Option<Vec<u8>>,
    id: &BlobId,
) -> Result<Decision, Fault> {
    let theirs = engine.read_blob(id)?;
    let base = match &file.base {
        Some(base) => engine.read_blob(base)?,
        None => None,
    };
    let sides = [&base, &ours, &theirs];
    if sides.into_iter().flatten().any(|stored| lfs::is_some_pointer(stored)) {
        // Pointers are never joined, and nobody can choose between them: the files themselves are shown where they are
        // to be had.
        let shown = |stored: Vec<u8>| engine.for_folder(&file.path, stored.clone()).unwrap_or(stored);
        let ours = ours.and(file.bytes.clone());
        let theirs = theirs.map(shown);
        return Ok(Decision::Ask(Conflict { path: file.path.clone(), theirs, ours, base, their_id: Some(id.clone()) }));
    }
    if let (Some(base), Some(ours), Some(theirs)) = (&base, &ours, &theirs)
        && let Merge::Clean(text) = join.join(&file.path, base, ours, theirs)
    {
        let nothing_new = text == *theirs;
        return Ok(if nothing_new { Decision::Nothing } else { send(file, Some(id), Some(text), true) });
    }
    Ok(Decision::Ask(Conflict { path: file.path.clone(), theirs, ours, base, their_id: Some(id.clone()) }))
}

/// Whether a pointer is stored of a file that has more.
fn is_large(stored: Option<&Vec<u8>>, file: &JobFile) -> bool {
    stored != file.bytes.as_ref() && stored.is_some_and(|stored| lfs::is_some_pointer(stored))
}

fn send(file: &JobFile, theirs: Option<&BlobId>, content: Option<Vec<u8>>, merged: bool) -> Decision {
    let change = match (&content, theirs) {
        (None, _) => FileChange::Deleted,
        (Some(_), None) => FileChange::New,
        (Some(_), Some(_)) => FileChange::Changed,
    };
    let sent = Sent {
        path: file.path.clone(),
        change,
        bytes: content.as_ref().map_or(0, |bytes| bytes.len() as u64),
        merged,
        restored: change == FileChange::New && file.base.is_some(),
    };
    Decision::Send { content, sent }
}
