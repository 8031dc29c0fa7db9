//! Who added files, and when: one walk over the history, comparing each state with the one before.

use std::collections::{HashMap, HashSet};
use std::fs;

use ::git2::{Commit, Oid, Repository, Sort};

use super::changed;
use crate::engine::{Begun, Writer};
use crate::{Fault, Watch};

/// The oldest addition of each of these paths, as far back as `most` commits.
///
/// Merges are passed over: a file that came with one was added on one of its sides. So are the commits at which a
/// shallow clone was cut off: everything looks new there.
pub(crate) fn begun(
    repo: &Repository,
    at: Oid,
    paths: &HashSet<String>,
    most: usize,
    watch: &dyn Watch,
) -> Result<HashMap<String, Begun>, Fault> {
    let mut found = HashMap::new();
    if paths.is_empty() {
        return Ok(found);
    }
    let cut_off = cut_off(repo);
    let mut walk = repo.revwalk()?;
    walk.set_sorting(Sort::TIME)?;
    walk.push(at)?;
    for id in walk.take(most) {
        let id = id?;
        if watch.cancelled() {
            return Err(Fault::Cancelled);
        }
        let commit = repo.find_commit(id)?;
        if commit.parent_count() > 1 || cut_off.contains(&id) {
            continue;
        }
        let before = commit.parents().next().map(|parent| parent.tree()).transpose()?;
        for change in changed::between(repo, before.as_ref(), Some(&commit.tree()?))? {
            let Some(path) = change.came().filter(|came| !came.is_submodule()).and_then(|_| {
                let path = std::str::from_utf8(&change.path).ok()?;
                paths.contains(path).then_some(path)
            }) else {
                continue;
            };
            let (writer, when) = (writer(&commit), commit.author().when());
            // The walk goes back in time: what is found later is older.
            let begun = Begun { writer, time: when.seconds(), offset_minutes: when.offset_minutes() };
            found.insert(path.to_owned(), begun);
        }
    }
    Ok(found)
}

/// Who wrote what a commit brought.
pub(super) fn writer(commit: &Commit<'_>) -> Writer {
    let author = commit.author();
    Writer {
        name: String::from_utf8_lossy(author.name_bytes()).trim().to_owned(),
        email: String::from_utf8_lossy(author.email_bytes()).trim().to_owned(),
    }
}

/// The commits without their past, as git lists them for a shallow clone.
pub(super) fn cut_off(repo: &Repository) -> HashSet<Oid> {
    let list = fs::read_to_string(repo.commondir().join("shallow")).unwrap_or_default();
    list.lines().filter_map(|line| Oid::from_str(line.trim()).ok()).collect()
}
