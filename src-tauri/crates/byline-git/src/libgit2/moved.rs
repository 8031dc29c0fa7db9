//! Files that went, and where a file came from that was not there before.

use std::collections::HashMap;

use ::git2::{Commit, Oid, Repository};

use super::begun::{cut_off, writer};
use super::changed;
use crate::engine::RemovedFile;
use crate::{BlobId, CommitId, Fault, Watch};

/// As git has it: a file with half of another's lines may be the same file.
const ALIKE: usize = 50;
/// More files than this are not compared by their lines: somebody moved a whole site.
const MANY: usize = 200;
/// A larger file is only known again whole, in bytes.
const LARGEST: usize = 1024 * 1024;

/// What one commit took away and brought: paths with their contents.
#[derive(Default)]
struct Step {
    gone: Vec<(String, Oid)>,
    new: Vec<(String, Oid)>,
}

fn step(repo: &Repository, before: &Commit<'_>, commit: &Commit<'_>) -> Result<Step, Fault> {
    let mut step = Step::default();
    for change in changed::between(repo, Some(&before.tree()?), Some(&commit.tree()?))? {
        let Ok(path) = std::str::from_utf8(&change.path) else { continue };
        step.gone.extend(change.went().filter(|file| file.is_file()).map(|file| (path.to_owned(), file.id)));
        step.new.extend(change.came().filter(|file| file.is_file()).map(|file| (path.to_owned(), file.id)));
    }
    Ok(step)
}

/// The path from which a commit moved a file: one that went with it, whose content is the same or nearly so.
pub(super) fn from(
    repo: &Repository,
    before: &Commit<'_>,
    commit: &Commit<'_>,
    file: (&str, Oid),
) -> Result<Option<String>, Fault> {
    Ok(likest(repo, &step(repo, before, commit)?.gone, file))
}

/// See [`crate::Engine::removed`].
pub(crate) fn removed(repo: &Repository, at: Oid, most: usize, watch: &dyn Watch) -> Result<Vec<RemovedFile>, Fault> {
    let cut_off = cut_off(repo);
    let mut found = Vec::new();
    let mut next = Some(repo.find_commit(at)?);
    for _ in 0..most {
        let Some(commit) = next.filter(|commit| !cut_off.contains(&commit.id())) else { break };
        if watch.cancelled() {
            return Err(Fault::Cancelled);
        }
        let Some(before) = commit.parents().next() else { break };
        if before.tree_id() != commit.tree_id() {
            let step = step(repo, &before, &commit)?;
            for (path, blob) in &step.gone {
                if likest(repo, &step.new, (path, *blob)).is_none() {
                    found.push(RemovedFile {
                        path: path.clone(),
                        blob: BlobId::from(*blob),
                        last: CommitId::from(before.id()),
                        writer: writer(&commit),
                        time: commit.author().when().seconds(),
                        offset_minutes: commit.author().when().offset_minutes(),
                    });
                }
            }
        }
        next = Some(before);
    }
    Ok(found)
}

/// The file among these with the same content, else the one that is most like it.
fn likest(repo: &Repository, among: &[(String, Oid)], (path, blob): (&str, Oid)) -> Option<String> {
    if let Some((same, _)) = among.iter().find(|(_, other)| *other == blob) {
        return Some(same.clone());
    }
    let ending = |path: &str| path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let candidates: Vec<_> = among.iter().filter(|(other, _)| ending(other) == ending(path)).collect();
    if candidates.is_empty() || candidates.len() > MANY {
        return None;
    }
    let own = repo.find_blob(blob).ok().filter(|own| own.size() <= LARGEST && !own.is_binary())?;
    let alike = candidates.into_iter().filter_map(|(other, id)| {
        let there = repo.find_blob(*id).ok().filter(|there| there.size() <= LARGEST)?;
        Some((alike(own.content(), there.content()), other))
    });
    alike.filter(|(share, _)| *share >= ALIKE).max_by_key(|(share, _)| *share).map(|(_, path)| path.clone())
}

/// How much of the larger text is in lines that both have, in per cent.
fn alike(one: &[u8], other: &[u8]) -> usize {
    let lines = |text: &'_ [u8]| -> Vec<Vec<u8>> {
        text.split(|byte| *byte == b'\n').map(|line| line.trim_ascii_end().to_vec()).collect()
    };
    let mut have: HashMap<Vec<u8>, usize> = HashMap::new();
    for line in lines(one) {
        *have.entry(line).or_default() += 1;
    }
    let mut both = 0;
    for line in lines(other) {
        if let Some(left) = have.get_mut(&line).filter(|left| **left > 0) {
            *left -= 1;
            both += line.len() + 1;
        }
    }
    both * 100 / one.len().max(other.len()).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_alike_by_the_lines_that_both_have() {
        let check = |one: &str, other: &str, expect: std::ops::RangeInclusive<usize>| {
            let share = alike(one.as_bytes(), other.as_bytes());
            assert!(expect.contains(&share), "{share} for {one:?} and {other:?}");
        };
        check("a\nb\n", "a\nb\n", 100..=125);
        check("a\r\nb\r\n", "a\nb\n", 60..=100);
        check("one\ntwo\nthree\nfour\n", "one\ntwo\nthree\nfive\n", 60..=90);
        check("one\n", "two\n", 0..=25);
        check("", "", 0..=100);
    }
}
