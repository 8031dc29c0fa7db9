//! Who added a file and when, out of the history.

use std::collections::HashSet;
use std::fs;

use byline_git::{CommitId, Engine, Fault, Quiet, Step, Watch};
use byline_testkit::SiteFolder;

use crate::common::{POST, by_git_too, engine, world};

const DORA: &str = "Dora Developer";

fn add(site: &SiteFolder, path: &str, text: &str) -> String {
    site.write(path, text.as_bytes());
    site.commit_all(path)
}

fn told(site: &SiteFolder, paths: &[&str], most: usize) -> Vec<(String, String, i64)> {
    let engine = engine(site);
    let paths: HashSet<String> = paths.iter().map(|path| (*path).to_owned()).collect();
    let head = engine.head().unwrap().unwrap();
    let begun = engine.begun(&head, &paths, most, &Quiet).unwrap();
    let mut all: Vec<_> = begun.into_iter().map(|(path, begun)| (path, begun.writer.name, begun.time)).collect();
    all.sort();
    all
}

fn time(site: &SiteFolder, commit: &str) -> i64 {
    site.repo().find_commit(commit.parse().unwrap()).unwrap().author().when().seconds()
}

#[test]
fn the_oldest_addition_counts_and_later_edits_do_not() {
    let (_world, site) = world();
    let first = add(&site, "a.md", "one");
    add(&site, "b.md", "one");
    add(&site, "a.md", "two");
    fs::remove_file(site.path().join("a.md")).unwrap();
    site.commit_all("gone");
    add(&site, "a.md", "three");
    let all = told(&site, &["a.md", "never.md"], 100);
    assert_eq!(all, [("a.md".to_owned(), DORA.to_owned(), time(&site, &first))]);
    // The very first commit of all adds its files as well.
    assert_eq!(told(&site, &[POST], 100).len(), 1);
    assert_eq!(told(&site, &[], 100), []);
}

#[test]
fn no_more_commits_are_looked_at_than_asked_for() {
    let (_world, site) = world();
    add(&site, "a.md", "one");
    add(&site, "b.md", "one");
    let names =
        |most| told(&site, &["a.md", "b.md", POST], most).into_iter().map(|(path, ..)| path).collect::<Vec<_>>();
    assert_eq!(names(1), ["b.md"]);
    assert_eq!(names(2), ["a.md", "b.md"]);
    assert_eq!(names(50).len(), 3);
}

#[test]
fn a_merge_does_not_make_its_side_look_new() {
    let (_world, site) = world();
    let repo = site.repo();
    let base = repo.head().unwrap().peel_to_commit().unwrap();
    let added = add(&site, "side.md", "one");
    let added = repo.find_commit(added.parse().unwrap()).unwrap();
    let who = git2::Signature::new("Someone Else", "else@example.org", &git2::Time::new(1_800_000_000, 0)).unwrap();
    let merge = repo.commit(None, &who, &who, "merge", &added.tree().unwrap(), &[&base, &added]).unwrap();
    let paths = HashSet::from(["side.md".to_owned()]);
    let engine = engine(&site);
    let at = engine.head().unwrap().map(|_| commit_id(engine.as_ref(), &site, merge)).unwrap();
    assert_eq!(engine.begun(&at, &paths, 100, &Quiet).unwrap()["side.md"].writer.name, DORA);
}

/// The name of a commit that no branch has, by way of the branch.
fn commit_id(engine: &dyn Engine, site: &SiteFolder, commit: git2::Oid) -> CommitId {
    let repo = site.repo();
    let branch = repo.head().unwrap().name().unwrap().to_owned();
    repo.reference(&branch, commit, true, "").unwrap();
    engine.head().unwrap().unwrap()
}

#[test]
fn where_a_shallow_clone_was_cut_off_nothing_is_new() {
    let (_world, site) = world();
    let cut = add(&site, "a.md", "one");
    add(&site, "b.md", "one");
    fs::write(site.path().join(".git/shallow"), format!("{cut}\n")).unwrap();
    let all = told(&site, &["a.md", "b.md", POST], 100);
    assert_eq!(all.iter().map(|(path, ..)| path.as_str()).collect::<Vec<_>>(), ["b.md"]);
}

struct Stopped;

impl Watch for Stopped {
    fn progress(&self, _step: Step, _done: u64, _total: u64) {}

    fn cancelled(&self) -> bool {
        true
    }
}

#[test]
fn the_walk_can_be_stopped() {
    let (_world, site) = world();
    let engine = engine(&site);
    let head = engine.head().unwrap().unwrap();
    let stopped = engine.begun(&head, &HashSet::from([POST.to_owned()]), 100, &Stopped);
    assert_eq!(stopped, Err(Fault::Cancelled));
}

by_git_too!(
    the_oldest_addition_counts_and_later_edits_do_not,
    no_more_commits_are_looked_at_than_asked_for,
    a_merge_does_not_make_its_side_look_new,
    where_a_shallow_clone_was_cut_off_nothing_is_new,
    the_walk_can_be_stopped,
);
