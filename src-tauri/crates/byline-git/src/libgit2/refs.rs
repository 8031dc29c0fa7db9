//! Byline's own refs, all below `refs/byline/`, and what they say.

use std::fs;

use ::git2::{ErrorCode, Oid, Reference, Repository};

use crate::{Destination, Fault};

/// Where the server's branch is kept.
pub(crate) fn remote(branch: &str) -> String {
    format!("refs/byline/remote/{branch}")
}

/// Where another branch of the server's is kept.
pub(crate) fn other(branch: &str) -> String {
    format!("refs/byline/other/{branch}")
}

/// Where the server's default branch is kept, as a symbolic ref.
pub(crate) fn default_branch(remote: &str) -> String {
    format!("refs/byline/default/{remote}")
}

/// Where a job's commit is kept.
pub(crate) fn pending(job: &str) -> Result<String, Fault> {
    let plain = !job.is_empty() && job.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if plain {
        Ok(format!("refs/byline/pending/{job}"))
    } else {
        Err(Fault::other(format!("not a job's name: {job:?}")))
    }
}

/// The branch's full name, when it is one that git allows: a server may offer any bytes.
pub(crate) fn branch(name: &str) -> Result<String, Fault> {
    let full = format!("refs/heads/{name}");
    let sound = Reference::is_valid_name(&full) && !name.starts_with('-') && !name.contains('\\');
    if sound { Ok(full) } else { Err(Fault::other(format!("not a branch's name: {name:?}"))) }
}

/// A full name on the server that a commit may be sent to, when it is one that git allows.
pub(crate) fn to_send_to(full: &str) -> Result<&str, Fault> {
    let sound = Reference::is_valid_name(full)
        && ["refs/heads/", "refs/for/"].iter().any(|start| full.starts_with(start))
        && !full.contains(['\\', ':', '+']);
    if sound { Ok(full) } else { Err(Fault::other(format!("not a place to send to: {full:?}"))) }
}

/// What a ref points to; `None` when it does not exist, cannot be read, or points to nothing that is here.
pub(crate) fn get(repo: &Repository, name: &str) -> Option<Oid> {
    let id = repo.find_reference(name).ok()?.resolve().ok()?.target()?;
    repo.find_commit(id).ok().map(|commit| commit.id())
}

/// Sets one of our own refs. A file that a power cut left unreadable is replaced.
pub(crate) fn set(repo: &Repository, name: &str, id: Oid) -> Result<(), Fault> {
    if repo.find_reference(name).is_ok_and(|there| there.target() == Some(id)) {
        // Written once, it is on the disk: each time costs as much as sending a small post.
        return Ok(());
    }
    if repo.reference(name, id, true, "byline").is_ok() {
        return Ok(());
    }
    if name.starts_with("refs/byline/") && repo.find_reference(name).is_err() {
        let _gone = fs::remove_file(repo.commondir().join(name));
    }
    repo.reference(name, id, true, "byline").map(|_| ()).map_err(Fault::from)
}

/// Removes one of our own refs, if it is there.
pub(crate) fn remove(repo: &Repository, name: &str) -> Result<(), Fault> {
    match repo.find_reference(name).and_then(|mut found| found.delete()) {
        Ok(()) => Ok(()),
        Err(error) if error.code() == ErrorCode::NotFound => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// The server's state as last seen by us, else by whoever fetched into this repository.
pub(crate) fn known_tip(repo: &Repository, destination: &Destination) -> Option<Oid> {
    get(repo, &remote(&destination.branch)).or_else(|| {
        let server = destination.remote.as_ref()?;
        get(repo, &format!("refs/remotes/{}/{}", server.name, destination.branch))
    })
}

/// Whether `commit` is `tip` or one of its ancestors.
pub(crate) fn contains(repo: &Repository, tip: Oid, commit: Oid) -> Result<bool, Fault> {
    if tip == commit {
        return Ok(true);
    }
    if repo.find_commit(commit).is_err() {
        return Ok(false);
    }
    repo.graph_descendant_of(tip, commit).map_err(Fault::from)
}
