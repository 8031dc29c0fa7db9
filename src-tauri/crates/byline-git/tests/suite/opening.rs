//! Which folders can be opened.

use std::fs;

use byline_git::{OpenError, Options, Programs, Writer, open};
use byline_testkit::World;

use crate::common::{engine, options, world};

#[test]
fn folders_that_are_no_site_are_told_apart() {
    let (world, site) = world();
    let refused = |place: &std::path::Path| open(place, &options()).err().unwrap();
    assert!(matches!(refused(&world.folder().join("none")), OpenError::NotFound));
    assert!(matches!(refused(&world.folder()), OpenError::NotARepository));
    assert!(matches!(refused(&site.path().join("content/about.md")), OpenError::NotARepository));
    assert!(matches!(refused(world.server()), OpenError::NoWorkTree));
    assert!(matches!(refused(&site.path().join(".git")), OpenError::NoWorkTree));
}

#[test]
fn a_bare_repository_hidden_among_the_files_is_refused() {
    let (world, site) = world();
    let hidden = site.path().join("content/theme");
    git2::Repository::init_bare(&hidden).unwrap();
    assert!(matches!(open(&hidden, &options()), Err(OpenError::NoWorkTree)));
    drop(world);
}

#[test]
fn settings_that_no_engine_reads_are_refused() {
    fn check(key: &str, value: &str) {
        let (world, site) = world();
        let repo = site.repo();
        let mut config = repo.config().unwrap();
        config.set_i32("core.repositoryformatversion", 1).unwrap();
        config.set_str(key, value).unwrap();
        let without = Options { programs: Programs::default(), ..options() };
        let error = open(site.path(), &without).err().unwrap();
        assert!(matches!(error, OpenError::Unsupported { .. } | OpenError::NeedsGit), "{key}: {error:?}");
        drop(world);
    }
    check("extensions.objectFormat", "sha256");
    check("extensions.refStorage", "reftable");
    check("remote.origin.promisor", "true");
    check("core.worktree", "/");
}

#[test]
fn a_broken_repository_is_called_damaged() {
    let (_world, site) = world();
    fs::write(site.path().join(".git/config"), b"[broken").unwrap();
    assert!(matches!(open(site.path(), &options()), Err(OpenError::Damaged { .. })));
}

#[test]
fn the_destination_is_known_without_asking_and_shows_no_secret() {
    let (_world, site) = world();
    site.repo().remote_set_url("origin", "https://anna:t0ken@Example.org/site.git").unwrap();
    let found = engine(&site).destination().unwrap();
    let remote = found.remote.unwrap();
    assert_eq!(found.branch, "main");
    assert_eq!((remote.name.as_str(), remote.url.as_str()), ("origin", "https://Example.org/site.git"));
    assert_eq!(remote.host.as_deref(), Some("example.org"));
}

#[test]
fn the_writer_is_the_repositorys() {
    let world = World::new();
    let site = world.clone_site("site");
    let expect = Writer { name: "Anna Writer".to_owned(), email: "anna@example.org".to_owned() };
    assert_eq!(engine(&site).writer(), Some(expect));
}

#[cfg(unix)]
#[test]
fn links_that_a_stranger_put_into_the_repository_are_not_written_through() {
    use std::os::unix::fs::symlink;
    let (world, site) = world();
    let victim = world.folder().join("victim");
    fs::create_dir(&victim).unwrap();
    fs::write(victim.join("settings"), b"mine").unwrap();
    symlink(&victim, site.path().join(".git/byline")).unwrap();
    let opened = open(site.path(), &options()).unwrap();
    assert!(opened.claim().is_err());
    assert_eq!(fs::read(victim.join("settings")).unwrap(), b"mine");
    assert_eq!(fs::read_dir(&victim).unwrap().count(), 1);

    let (_world, site) = crate::common::world();
    let own = site.path().join(".git/byline");
    fs::create_dir(&own).unwrap();
    symlink(victim.join("settings"), own.join("settings")).unwrap();
    open(site.path(), &options()).unwrap();
    assert_eq!(fs::read(victim.join("settings")).unwrap(), b"mine");
}
