//! The published states of one file, and files that went, out of the history.

use std::fs;

use byline_git::{Fault, FileHistory, Quiet, Step, Watch};
use byline_testkit::SiteFolder;
use git2::{Oid, Signature, Time};

use crate::common::{by_git_too, engine, world};

const LONG: &str = "# A title\n\nThe first paragraph.\n\nThe second paragraph.\n\nThe third paragraph.\n";

fn put(site: &SiteFolder, path: &str, text: &str) -> String {
    site.write(path, text.as_bytes());
    site.commit_all(&format!("{path}: {text}"))
}

fn take_away(site: &SiteFolder, path: &str) -> String {
    fs::remove_file(site.path().join(path)).unwrap();
    site.commit_all(&format!("no {path}"))
}

fn history(site: &SiteFolder, path: &str, most: usize) -> FileHistory {
    let engine = engine(site);
    let head = engine.head().unwrap().unwrap();
    engine.versions_of(&head, path, most, &Quiet).unwrap()
}

/// Each state as its path and text.
fn states(site: &SiteFolder, history: &FileHistory) -> Vec<(String, Option<String>)> {
    let engine = engine(site);
    let text = |blob: &byline_git::BlobId| String::from_utf8(engine.read_blob(blob).unwrap().unwrap()).unwrap();
    history.states.iter().map(|state| (state.path.clone(), state.blob.as_ref().map(text))).collect()
}

fn texts(site: &SiteFolder, path: &str) -> Vec<String> {
    let found = history(site, path, 100);
    states(site, &found).into_iter().map(|(_, text)| text.unwrap_or_else(|| "-".to_owned())).collect()
}

/// A commit on top of others with the tree of one of them and one file more, on no branch yet.
fn join(site: &SiteFolder, parents: &[&str], tree_of: &str, file: Option<(&str, &str)>, time: i64) -> String {
    let repo = site.repo();
    let commit = |id: &str| repo.find_commit(Oid::from_str(id).unwrap()).unwrap();
    let base = commit(tree_of).tree().unwrap();
    let tree = match file {
        Some((path, text)) => {
            let mut update = git2::build::TreeUpdateBuilder::new();
            update.upsert(path, repo.blob(text.as_bytes()).unwrap(), git2::FileMode::Blob);
            repo.find_tree(update.create_updated(&repo, &base).unwrap()).unwrap()
        }
        None => base,
    };
    let who = Signature::new("Mia Merger", "mia@example.org", &Time::new(time, 0)).unwrap();
    let parents: Vec<_> = parents.iter().map(|id| commit(id)).collect();
    let parents: Vec<_> = parents.iter().collect();
    repo.commit(None, &who, &who, "joined", &tree, &parents).unwrap().to_string()
}

fn stand_at(site: &SiteFolder, commit: &str) {
    let repo = site.repo();
    let branch = repo.head().unwrap().name().unwrap().to_owned();
    repo.reference(&branch, Oid::from_str(commit).unwrap(), true, "").unwrap();
    repo.checkout_head(Some(git2::build::CheckoutBuilder::new().force())).unwrap();
}

#[test]
fn each_state_of_one_file_with_who_when_and_what_was_said() {
    let (_world, site) = world();
    put(&site, "posts/a.md", "one");
    put(&site, "posts/b.md", "another file");
    let two = put(&site, "posts/a.md", "two");
    take_away(&site, "posts/a.md");
    put(&site, "posts/a.md", "three");
    let found = history(&site, "posts/a.md", 100);
    assert!(!found.cut_off && !found.more);
    assert_eq!(texts(&site, "posts/a.md"), ["three", "-", "two", "one"]);
    let state = &found.states[2];
    assert_eq!((state.commit.as_str(), state.message.as_str()), (two.as_str(), "posts/a.md: two"));
    assert_eq!(state.writer.as_ref().unwrap().name, "Dora Developer");
    let when = site.repo().find_commit(Oid::from_str(&two).unwrap()).unwrap().time().seconds();
    assert_eq!(state.time, when);
    assert_eq!(texts(&site, "posts/never.md"), [""; 0]);
    assert_eq!(texts(&site, "posts"), [""; 0], "a folder is no file");
}

#[test]
fn no_more_states_than_asked_for() {
    let (_world, site) = world();
    for text in ["one", "two", "three"] {
        put(&site, "a.md", text);
    }
    let found = history(&site, "a.md", 2);
    assert_eq!((found.states.len(), found.more), (2, true));
    assert!(!history(&site, "a.md", 3).cut_off);
}

#[test]
fn the_very_first_commit_counts() {
    let (_world, site) = world();
    let found = history(&site, crate::common::POST, 10);
    assert_eq!((found.states.len(), found.more, found.cut_off), (1, false, false));
}

#[test]
fn a_file_is_followed_to_where_it_was_before() {
    let (_world, site) = world();
    put(&site, "_drafts/a.md", "one, and something else\n");
    put(&site, "_drafts/a.md", LONG);
    put(&site, "_drafts/other.md", "Something quite different.\n");
    // Moved with a line changed, while another file goes as well.
    fs::remove_file(site.path().join("_drafts/a.md")).unwrap();
    fs::remove_file(site.path().join("_drafts/other.md")).unwrap();
    let now = LONG.replace("third", "last");
    put(&site, "_posts/a.md", &now);
    let found = history(&site, "_posts/a.md", 10);
    let expect = [("_posts/a.md", now.as_str()), ("_drafts/a.md", LONG), ("_drafts/a.md", "one, and something else\n")];
    let expect: Vec<_> = expect.iter().map(|(path, text)| ((*path).to_owned(), Some((*text).to_owned()))).collect();
    assert_eq!(states(&site, &found), expect);
}

#[test]
fn a_new_file_is_not_taken_for_a_moved_one() {
    let (_world, site) = world();
    put(&site, "a.md", LONG);
    fs::remove_file(site.path().join("a.md")).unwrap();
    put(&site, "b.md", "# Quite another\n\nWith other words.\n");
    assert_eq!(texts(&site, "b.md").len(), 1);
}

#[test]
fn both_sides_of_what_was_joined_are_told() {
    let (_world, site) = world();
    let base = put(&site, "a.md", "base");
    let first = put(&site, "a.md", "first side");
    let other = join(&site, &[&base], &base, Some(("a.md", "other side")), 1_800_000_000);
    // Settled by hand: a text of its own.
    let merge = join(&site, &[&first, &other], &first, Some(("a.md", "of both")), 1_800_000_100);
    stand_at(&site, &merge);
    assert_eq!(texts(&site, "a.md"), ["of both", "other side", "first side", "base"]);
    // Settled for the other side: the first one's words are still told.
    let theirs = join(&site, &[&first, &other], &other, None, 1_800_000_100);
    stand_at(&site, &theirs);
    assert_eq!(texts(&site, "a.md"), ["other side", "first side", "base"]);
    // Settled for the first: the other was never on the website.
    let ours = join(&site, &[&first, &other], &first, None, 1_800_000_100);
    stand_at(&site, &ours);
    assert_eq!(texts(&site, "a.md"), ["first side", "base"]);
}

#[test]
fn where_a_shallow_clone_was_cut_off_older_ones_are_only_at_the_server() {
    let (_world, site) = world();
    put(&site, "a.md", "one");
    let cut = put(&site, "b.md", "other");
    put(&site, "a.md", "two");
    fs::write(site.path().join(".git/shallow"), format!("{cut}\n")).unwrap();
    let found = history(&site, "a.md", 10);
    assert!(found.cut_off);
    assert_eq!(texts(&site, "a.md"), ["two", "one"]);
    assert!(found.states[0].writer.is_some());
    assert_eq!(found.states[1].writer, None, "nobody knows who brought what was there");
}

#[test]
fn files_that_went_are_told_and_moved_ones_are_not() {
    let (_world, site) = world();
    put(&site, "posts/a.md", LONG);
    put(&site, "posts/b.md", "short");
    fs::rename(site.path().join("posts/b.md"), site.path().join("posts/c.md")).unwrap();
    let moved = site.commit_all("moved");
    let gone = take_away(&site, "posts/a.md");
    put(&site, "posts/d.md", "new");
    let engine = engine(&site);
    let head = engine.head().unwrap().unwrap();
    let removed = engine.removed(&head, 100, &Quiet).unwrap();
    assert_eq!(removed.len(), 1, "{removed:?}");
    let file = &removed[0];
    assert_eq!((file.path.as_str(), file.last.as_str()), ("posts/a.md", moved.as_str()));
    assert_eq!(engine.read_blob(&file.blob).unwrap().unwrap(), LONG.as_bytes());
    assert_eq!(file.writer.name, "Dora Developer");
    let when = site.repo().find_commit(Oid::from_str(&gone).unwrap()).unwrap().time().seconds();
    assert_eq!(file.time, when);
    assert_eq!(engine.removed(&head, 1, &Quiet).unwrap(), [], "no further back than asked for");
}

struct Stopped;

impl Watch for Stopped {
    fn progress(&self, _step: Step, _done: u64, _total: u64) {}

    fn cancelled(&self) -> bool {
        true
    }
}

#[test]
fn the_walks_can_be_stopped() {
    let (_world, site) = world();
    let engine = engine(&site);
    let head = engine.head().unwrap().unwrap();
    assert_eq!(engine.versions_of(&head, "a.md", 10, &Stopped), Err(Fault::Cancelled));
    assert_eq!(engine.removed(&head, 10, &Stopped), Err(Fault::Cancelled));
}

by_git_too!(
    each_state_of_one_file_with_who_when_and_what_was_said,
    no_more_states_than_asked_for,
    the_very_first_commit_counts,
    a_file_is_followed_to_where_it_was_before,
    a_new_file_is_not_taken_for_a_moved_one,
    both_sides_of_what_was_joined_are_told,
    where_a_shallow_clone_was_cut_off_older_ones_are_only_at_the_server,
    files_that_went_are_told_and_moved_ones_are_not,
    the_walks_can_be_stopped,
);
