//! Folders whose own repository cannot be used are published from by a private copy.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use byline_git::{CatchUp, Engine, Fault, NotNow, OpenError, Options, Outcome, Programs, Quiet, open};
use byline_testkit::{SiteFolder, World, git};

use crate::common::{FIRST, POST, TEXT, attempts, file, job, options, run, world};

const SECOND: &[u8] = b"# Hello\n\nThe first paragraph.\n\nA better second paragraph.\n";
const BOTH: &[u8] = b"# Hello\n\nA better first paragraph.\n\nA better second paragraph.\n";

fn with_copies(world: &World) -> Options {
    Options { copies: Some(world.folder().join("desk/copies")), ..options() }
}

/// Every object of a site as a file of its own.
fn loose(site: &SiteFolder) {
    let packs = site.path().join(".git/objects/pack");
    for pack in fs::read_dir(&packs).unwrap().map(|entry| entry.unwrap().path()) {
        let aside = site.path().with_file_name(pack.file_name().unwrap());
        fs::rename(&pack, &aside).unwrap();
        if aside.extension().is_some_and(|end| end == "pack") {
            let mut unpack = byline_testkit::program("git");
            unpack.arg("-C").arg(site.path()).args(["unpack-objects", "-q"]);
            assert!(unpack.stdin(fs::File::open(&aside).unwrap()).status().unwrap().success());
        }
    }
}

/// Cuts an object's file short, as a power cut does.
fn truncate(site: &SiteFolder, what: &str) {
    let id = git(site.path(), &["rev-parse", what]);
    let (folder, rest) = id.trim().split_at(2);
    let place = site.path().join(".git/objects").join(folder).join(rest);
    let bytes = fs::read(&place).unwrap();
    fs::remove_file(&place).unwrap();
    fs::write(&place, &bytes[..bytes.len() / 2]).unwrap();
}

fn all_of(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let (mut found, mut open) = (BTreeMap::new(), vec![folder.to_owned()]);
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).unwrap().map(|entry| entry.unwrap().path()) {
            // Byline's own folder, made when the repository was opened before it was known to be damaged.
            if entry.ends_with(".git/byline") {
            } else if entry.is_dir() {
                open.push(entry);
            } else {
                found.insert(entry.clone(), fs::read(entry).unwrap());
            }
        }
    }
    found
}

fn change(engine: &dyn Engine) -> byline_git::Job {
    let head = engine.head().unwrap().unwrap();
    let base = engine.entry(&head, POST).unwrap();
    let mut change = job(vec![file(engine, POST, Some(TEXT), Some(FIRST))]);
    assert_eq!(base, change.files[0].base, "what the writer started from is known");
    change.files[0].base = base;
    change
}

#[test]
fn a_damaged_repository_is_published_from_and_never_written() {
    for damaged in ["HEAD", "HEAD^{tree}", "HEAD:content", "HEAD:content/posts"] {
        let (world, site) = world();
        loose(&site);
        truncate(&site, damaged);
        site.write(POST, FIRST);
        let before = all_of(&site.path().join(".git"));
        // A colleague was faster, in another part of the post.
        world.colleague_publishes(POST, SECOND);
        let engine = open(site.path(), &with_copies(&world)).unwrap();
        let change = match engine.head() {
            Ok(Some(_)) if engine.is_private_copy() => change(&*engine),
            _ => job(vec![file(&*engine, POST, Some(TEXT), Some(FIRST))]),
        };
        assert_eq!(attempts(&run(&*engine, &change)), 1, "{damaged}");
        assert_eq!(world.server_files()[POST], BOTH, "{damaged}");
        assert_eq!(all_of(&site.path().join(".git")), before, "{damaged}");
        let again = open(site.path(), &with_copies(&world)).unwrap();
        assert!(again.is_private_copy(), "{damaged}");
        git(world.server(), &["fsck", "--strict"]);
    }
}

#[test]
fn a_damaged_post_does_not_stop_another() {
    let (world, site) = world();
    loose(&site);
    truncate(&site, &format!("HEAD:{POST}"));
    let engine = open(site.path(), &with_copies(&world)).unwrap();
    let about = job(vec![file(&*engine, "content/about.md", Some(b"About us.\n"), Some(b"About.\n"))]);
    assert_eq!(attempts(&run(&*engine, &about)), 1);
    let mut change = job(vec![file(&*engine, POST, Some(TEXT), Some(FIRST))]);
    change.id = "job-2".to_owned();
    assert_eq!(attempts(&run(&*engine, &change)), 1);
    assert_eq!(world.server_files()[POST], FIRST);
}

#[test]
fn the_folder_follows_file_by_file() {
    let (world, site) = world();
    loose(&site);
    truncate(&site, "HEAD");
    let engine = open(site.path(), &with_copies(&world)).unwrap();
    assert!(engine.is_private_copy());
    assert_eq!(engine.catch_up(&[]).unwrap(), CatchUp::Nothing);
    site.write("content/about.md", b"Being edited.\n");
    site.write("content/staged.md", b"A draft that a developer staged.\n");
    world.server_commits(
        "Many",
        &[(POST, FIRST), ("content/news.md", b"News\n"), ("content/about.md", b"Theirs.\n")],
        &["static/hello.png"],
    );
    engine.fetch(&Quiet).unwrap();
    let caught = engine.catch_up(&[]).unwrap();
    let expect = [POST, "content/news.md"].map(str::to_owned);
    let CatchUp::Done { mut paths } = caught else { panic!("{caught:?}") };
    paths.sort();
    let mut expect = expect.to_vec();
    expect.sort();
    assert_eq!(paths, expect);
    assert_eq!(site.read(POST), FIRST);
    assert_eq!(site.read("content/about.md"), b"Being edited.\n");
    assert!(site.exists("content/staged.md"));
    let edited = NotNow::Edited { path: "content/about.md".to_owned() };
    assert_eq!(engine.catch_up(&[]).unwrap(), CatchUp::NotNow { why: edited });
    // What was edited still starts from what it started from: the colleague's text is not overwritten.
    let head = engine.head().unwrap().unwrap();
    let mut change = job(vec![file(&*engine, "content/about.md", None, Some(b"Being edited.\n"))]);
    change.files[0].base = engine.entry(&head, "content/about.md").unwrap();
    assert_eq!(change.files[0].base, Some(engine.blob_id(b"About us.\n")));
    assert!(matches!(run(&*engine, &change), Outcome::NeedsYou { .. }));
    // From now on a file that goes there goes here.
    world.colleague_deletes("content/news.md");
    engine.fetch(&Quiet).unwrap();
    assert_eq!(engine.catch_up(&[]).unwrap(), CatchUp::Done { paths: vec!["content/news.md".to_owned()] });
    assert!(!site.exists("content/news.md"));
}

#[test]
fn a_repository_that_was_set_up_anew_is_used_again() {
    let (world, site) = world();
    loose(&site);
    truncate(&site, "HEAD");
    assert!(open(site.path(), &with_copies(&world)).unwrap().is_private_copy());
    let fresh = world.clone_site("fresh");
    fs::remove_dir_all(site.path().join(".git")).unwrap();
    fs::rename(fresh.path().join(".git"), site.path().join(".git")).unwrap();
    let engine = open(site.path(), &with_copies(&world)).unwrap();
    assert!(!engine.is_private_copy());
    assert!(engine.head().unwrap().is_some());
}

#[test]
fn an_object_file_that_is_empty_is_no_obstacle() {
    let (world, site) = world();
    loose(&site);
    let id = git(site.path(), &["rev-parse", "HEAD"]);
    let (folder, rest) = id.trim().split_at(2);
    let place = site.path().join(".git/objects").join(folder).join(rest);
    fs::remove_file(&place).unwrap();
    fs::write(&place, b"").unwrap();
    let engine = open(site.path(), &with_copies(&world)).unwrap();
    let change = job(vec![file(&*engine, POST, Some(TEXT), Some(FIRST))]);
    assert_eq!(attempts(&run(&*engine, &change)), 1);
    assert_eq!(world.server_files()[POST], FIRST);
    assert!(open(site.path(), &with_copies(&world)).unwrap().is_private_copy());
}

#[test]
fn without_a_place_for_copies_a_damaged_repository_is_called_so() {
    let (_world, site) = world();
    fs::write(site.path().join(".git/config"), b"[broken").unwrap();
    assert!(matches!(open(site.path(), &options()), Err(OpenError::Damaged { .. })));
}

#[test]
fn a_partial_clone_is_published_from_where_git_is_missing() {
    let (world, site) = world();
    site.repo().config().unwrap().set_str("remote.origin.promisor", "true").unwrap();
    let without = Options { programs: Programs::default(), ..with_copies(&world) };
    let engine = open(site.path(), &without).unwrap();
    assert!(engine.is_private_copy());
    assert_eq!(attempts(&run(&*engine, &change(&*engine))), 1);
    assert_eq!(world.server_files()[POST], FIRST);
    // With git, its own repository is used.
    assert!(!open(site.path(), &with_copies(&world)).unwrap().is_private_copy());
}

#[cfg(unix)]
#[test]
fn a_folder_of_another_users_is_published_from_once_the_person_said_so() {
    let (world, site) = world();
    if std::os::unix::fs::chown(site.path().join(".git"), Some(12_345), None).is_err()
        || std::os::unix::fs::chown(site.path(), Some(12_345), None).is_err()
    {
        println!("skipped: only the computer's owner can give a folder away");
        return;
    }
    let before = all_of(&site.path().join(".git"));
    assert!(matches!(open(site.path(), &with_copies(&world)), Err(OpenError::OwnedByAnother)));
    let allowed = Options { anothers: vec![site.path().to_owned()], ..with_copies(&world) };
    let engine = open(site.path(), &allowed).unwrap();
    assert!(engine.is_private_copy());
    assert_eq!(attempts(&run(&*engine, &change(&*engine))), 1);
    assert_eq!(world.server_files()[POST], FIRST);
    assert_eq!(all_of(&site.path().join(".git")), before);
    let nowhere = engine.fetch(&Quiet);
    assert!(!matches!(nowhere, Err(Fault::Damaged { .. })));
}
