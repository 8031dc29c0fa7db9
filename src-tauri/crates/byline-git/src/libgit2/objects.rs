//! Reading trees and building commits.

use std::collections::HashMap;
use std::path::Path;

use ::git2::build::TreeUpdateBuilder;
use ::git2::{ErrorCode, FileMode, ObjectType, Oid, Repository, Signature, Time, Tree, TreeWalkMode, TreeWalkResult};

use crate::sign::Signer;
use crate::{BlobId, Change, Fault, Meta, Writer, checked, commit_text};

/// The name of these bytes as a file's content.
pub(crate) fn blob_id(bytes: &[u8]) -> BlobId {
    Oid::hash_object(ObjectType::Blob, bytes).map_or_else(|_| BlobId::from(Oid::ZERO_SHA1), BlobId::from)
}

/// Every regular file below a folder. Links and submodules are no files of the site.
pub(crate) fn blobs(repo: &Repository, at: Oid, under: &str) -> Result<HashMap<String, BlobId>, Fault> {
    let mut tree = tree_of(repo, at)?;
    let mut found = HashMap::new();
    let under = under.trim_end_matches('/');
    if !under.is_empty() {
        tree = match tree.get_path(Path::new(checked(under)?)) {
            Ok(entry) if entry.kind() == Some(ObjectType::Tree) => repo.find_tree(entry.id())?,
            Ok(_) => return Ok(found),
            Err(error) if error.code() == ErrorCode::NotFound => return Ok(found),
            Err(error) => return Err(error.into()),
        };
    }
    let prefix = if under.is_empty() { String::new() } else { format!("{under}/") };
    tree.walk(TreeWalkMode::PreOrder, |folder, entry| {
        if is_file(entry.filemode())
            && let Ok(name) = entry.name()
        {
            found.insert(format!("{prefix}{folder}{name}"), BlobId::from(entry.id()));
        }
        TreeWalkResult::Ok
    })?;
    Ok(found)
}

/// The name of one file's content.
pub(crate) fn entry(repo: &Repository, at: Oid, path: &str) -> Result<Option<BlobId>, Fault> {
    let tree = tree_of(repo, at)?;
    Ok(match present(&tree, checked(path)?)? {
        Some((id, mode)) if is_file(mode) => Some(BlobId::from(id)),
        _ => None,
    })
}

/// Builds a commit; `None` when nothing would change.
pub(crate) fn commit(
    repo: &Repository,
    on: Option<Oid>,
    changes: &[Change],
    (meta, signer): (&Meta, Option<&Signer>),
) -> Result<Option<Oid>, Fault> {
    let parent = on.map(|on| repo.find_commit(on)).transpose()?;
    let base = if let Some(parent) = &parent {
        parent.tree()?
    } else {
        let empty = repo.treebuilder(None).and_then(|builder| builder.write())?;
        repo.find_tree(empty)?
    };
    let mut update = TreeUpdateBuilder::new();
    for change in changes {
        let path = checked(&change.path)?;
        let mode = writable_mode(repo, &base, path)?;
        match (&change.content, mode) {
            (Some(bytes), mode) => {
                let id = write_blob(repo, bytes)?;
                update.upsert(path, id, mode.unwrap_or(FileMode::Blob));
            }
            (None, Some(_)) => {
                update.remove(path);
            }
            (None, None) => {}
        }
    }
    let tree = update.create_updated(repo, &base)?;
    if tree == base.id() {
        return Ok(None);
    }
    let tree = repo.find_tree(tree)?;
    let author = signature(&meta.author, meta)?;
    let committer = signature(&meta.committer, meta)?;
    let parents: Vec<_> = parent.iter().collect();
    let message = commit_text::message(meta)?;
    let Some(signer) = signer else {
        return repo.commit(None, &author, &committer, &message, &tree, &parents).map(Some).map_err(Fault::from);
    };
    let text = repo.commit_create_buffer(&author, &committer, &message, &tree, &parents)?;
    let text = text.as_str().map_err(|_| Fault::other("a commit that is no text"))?;
    let signature = signer.sign(text.as_bytes())?;
    repo.commit_signed(text, &signature, None).map(Some).map_err(Fault::from)
}

/// Writes a blob and reads it back: libgit2 takes an object file that is already there for good, even one that a
/// power cut left empty.
fn write_blob(repo: &Repository, bytes: &[u8]) -> Result<Oid, Fault> {
    let id = repo.blob(bytes)?;
    if repo.find_blob(id).is_ok_and(|blob| blob.content() == bytes) {
        return Ok(id);
    }
    let name = id.to_string();
    let (folder, rest) = name.split_at(2);
    let _gone = std::fs::remove_file(repo.commondir().join("objects").join(folder).join(rest));
    repo.blob(bytes).map_err(Fault::from)
}

/// The mode to keep for a file that is there, `None` for a new one. A link, or a path that leads through one, is
/// refused: what is written there would not be what is read.
fn writable_mode(repo: &Repository, base: &Tree<'_>, path: &str) -> Result<Option<FileMode>, Fault> {
    let refuse = || Err(Fault::NotAFile { path: path.to_owned() });
    let mut folder = base.clone();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        let Some(entry) = folder.get_name(part).map(|entry| entry.to_owned()) else {
            return Ok(None);
        };
        if parts.peek().is_none() {
            return match entry.filemode() {
                mode if mode == i32::from(FileMode::BlobExecutable) => Ok(Some(FileMode::BlobExecutable)),
                mode if is_file(mode) => Ok(Some(FileMode::Blob)),
                _ => refuse(),
            };
        }
        if entry.kind() != Some(ObjectType::Tree) {
            return refuse();
        }
        folder = repo.find_tree(entry.id())?;
    }
    Ok(None)
}

fn is_file(mode: i32) -> bool {
    [FileMode::Blob, FileMode::BlobExecutable, FileMode::BlobGroupWritable]
        .iter()
        .any(|known| i32::from(*known) == mode)
}

fn tree_of(repo: &Repository, at: Oid) -> Result<Tree<'_>, Fault> {
    repo.find_commit(at).and_then(|commit| commit.tree()).map_err(Fault::from)
}

fn present(tree: &Tree<'_>, path: &str) -> Result<Option<(Oid, i32)>, Fault> {
    match tree.get_path(Path::new(path)) {
        Ok(entry) => Ok(Some((entry.id(), entry.filemode()))),
        Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn signature(writer: &Writer, meta: &Meta) -> Result<Signature<'static>, Fault> {
    let (name, email) = commit_text::clean(writer);
    Signature::new(&name, &email, &Time::new(meta.time, meta.offset_minutes)).map_err(Fault::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_bytes_is_gits() {
        // The names that `git hash-object` documents for the empty file and for "hello\n".
        assert_eq!(blob_id(b"").as_str(), "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
        assert_eq!(blob_id(b"hello\n").as_str(), "ce013625030ba8dba906f756967f9e9ca394464a");
    }
}
