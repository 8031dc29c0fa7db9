//! A repository whose every setting that can start a program does: nothing may be started.

use std::fs;
use std::path::{Path, PathBuf};

use byline_git::{AsText, Choice, Options, Quiet, open, publish};
use byline_testkit::{GitServer, SiteFolder, World};

use crate::common::{FIRST, POST, change, file, job, options, world};

/// Writes a program that leaves a mark named for the way by which it was started.
fn trap(place: &Path, marks: &Path) -> PathBuf {
    let name = place.file_name().unwrap().to_str().unwrap();
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::write(place, format!("#!/bin/sh\n: > '{}/{name}'\nexit 0\n", marks.display())).unwrap();
    #[cfg(unix)]
    fs::set_permissions(place, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    place.to_owned()
}

const HOOKS: &[&str] = &[
    "pre-commit",
    "commit-msg",
    "post-commit",
    "pre-push",
    "post-checkout",
    "post-merge",
    "reference-transaction",
    "post-index-change",
    "fsmonitor-watchman",
    "post-rewrite",
];

/// Every way by which a repository can name a program, each with a mark of its own.
fn armed(site: &SiteFolder, marks: &Path, url: &str) {
    let traps = site.path().join(".git/traps");
    let trap_at = |name: &str| trap(&traps.join(name), marks).to_str().unwrap().to_owned();
    for hook in HOOKS {
        trap(&site.path().join(".git/hooks").join(hook), marks);
        trap(&site.path().join(".githooks").join(hook), marks);
    }
    let mut config = site.repo().config().unwrap();
    let settings = [
        "core.fsmonitor",
        "core.sshCommand",
        "core.askPass",
        "core.editor",
        "core.pager",
        "core.gitProxy",
        "core.alternateRefsCommand",
        "credential.helper",
        "gpg.program",
        "gpg.ssh.program",
        "diff.external",
        "filter.evil.clean",
        "filter.evil.smudge",
        "filter.evil.process",
        "diff.evil.textconv",
        "diff.evil.command",
        "merge.evil.driver",
        "remote.origin.uploadpack",
        "remote.origin.receivepack",
        "pager.log",
        "uploadpack.packObjectsHook",
        "sequence.editor",
        "trailer.x.command",
        "hook.x.command",
    ];
    for name in settings {
        config.set_str(name, &trap_at(&name.replace('.', "-"))).unwrap();
    }
    for (name, value) in [
        ("core.hooksPath", ".githooks"),
        ("hook.x.event", "pre-push"),
        ("push.gpgSign", "if-asked"),
        ("push.recurseSubmodules", "on-demand"),
        ("submodule.recurse", "true"),
        ("protocol.ext.allow", "always"),
        ("protocol.allow", "always"),
        ("gc.auto", "1"),
        ("maintenance.auto", "true"),
        ("log.showSignature", "true"),
    ] {
        config.set_str(name, value).unwrap();
    }
    // The same once more for a server that is named by its address.
    for what in ["uploadpack", "receivepack"] {
        config.set_str(&format!("remote.{url}.{what}"), &trap_at(&format!("address-{what}"))).unwrap();
    }
    config.set_str(&format!("credential.{url}.helper"), &trap_at("address-helper")).unwrap();
    let alias = trap_at("alias");
    for command in ["fetch", "push", "hash-object", "cat-file", "mktree", "update-ref"] {
        config.set_str(&format!("alias.{command}"), &format!("!{alias}")).unwrap();
    }
    site.write(".gitattributes", b"*.md diff=evil merge=evil\nfiltered.md filter=evil\n");
    let alternate = site.path().join(".git/alternate");
    git2::Repository::init_bare(&alternate).unwrap();
    let line = format!("{}\n", alternate.join("objects").display());
    fs::create_dir_all(site.path().join(".git/objects/info")).unwrap();
    fs::write(site.path().join(".git/objects/info/alternates"), line).unwrap();
}

/// All that Byline does with a site.
fn use_it_all(site: &SiteFolder, world: &World, choice: Choice) {
    let engine = open(site.path(), &Options { choice, ..options() }).unwrap();
    let _said = engine.may_send(&Quiet);
    let tip = engine.fetch(&Quiet).unwrap().unwrap();
    engine.fetch_branch("main", &Quiet).unwrap();
    engine.blobs(&tip, "").unwrap();
    engine.versions_of(&tip, POST, 10, &Quiet).unwrap();
    engine.removed(&tip, 10, &Quiet).unwrap();
    engine.begun(&tip, &std::collections::HashSet::from([POST.to_owned()]), 10, &Quiet).unwrap();
    publish(&*engine, &change(&*engine, FIRST), &AsText, &Quiet, &|_| {}, 1).unwrap();
    assert_eq!(world.server_files()[POST], FIRST, "{choice:?}");
    let filtered = job(vec![file(&*engine, "filtered.md", None, Some(b"x"))]);
    assert!(publish(&*engine, &filtered, &AsText, &Quiet, &|_| {}, 1).is_err());
    world.colleague_publishes("content/news.md", b"News\n");
    engine.fetch(&Quiet).unwrap();
    engine.catch_up(&[]).unwrap();
}

#[test]
fn whatever_a_repository_names_is_not_started() {
    for choice in [Choice::Fitting, Choice::Line, Choice::Program] {
        for by_http in [false, true] {
            let (world, site) = world();
            let marks = world.folder().join("marks");
            fs::create_dir(&marks).unwrap();
            let server = by_http.then(|| GitServer::over(&world.folder()).start());
            let url = server.as_ref().map_or_else(|| world.url(), |server| server.url("server.git"));
            site.repo().remote_set_url("origin", &url).unwrap();
            armed(&site, &marks, &url);
            // A folder that says of itself that it is the server is no better.
            if !by_http {
                trap(&world.server().join("hooks/pre-receive"), &marks);
                trap(&world.server().join("hooks/post-update"), &marks);
            }
            use_it_all(&site, &world, choice);
            let sprung: Vec<_> = fs::read_dir(&marks).unwrap().map(|mark| mark.unwrap().file_name()).collect();
            assert!(sprung.is_empty(), "{choice:?} {url}: {sprung:?}");
        }
    }
}

/// The traps are live: git as a developer calls it starts them.
#[test]
fn plain_git_starts_them() {
    let (world, site) = world();
    let marks = world.folder().join("marks");
    fs::create_dir(&marks).unwrap();
    armed(&site, &marks, &world.url());
    site.write("filtered.md", b"x");
    let _done = byline_testkit::git_tried(site.path(), &["status"]);
    let _done = byline_testkit::git_tried(site.path(), &["add", "."]);
    let _done = byline_testkit::git_tried(site.path(), &["fetch"]);
    assert!(fs::read_dir(&marks).unwrap().count() >= 3);
}

/// An address that starts programs by itself, or that was rewritten into one.
#[test]
fn no_address_starts_a_program() {
    for choice in [Choice::Fitting, Choice::Line, Choice::Program] {
        let (world, site) = world();
        let mark = world.folder().join("mark");
        let evil = format!("ext::sh -c 'touch {}'", mark.display());
        for (url, rule) in [(evil.as_str(), None), ("https://good.example/x", Some(evil.as_str())), ("-u./evil", None)]
        {
            let mut config = site.repo().config().unwrap();
            config.set_str("remote.origin.url", url).unwrap();
            if let Some(rule) = rule {
                config.set_str(&format!("url.{rule}.insteadOf"), "https://good.example/x").unwrap();
            }
            config.set_str("protocol.ext.allow", "always").unwrap();
            let engine = open(site.path(), &Options { choice, ..options() }).unwrap();
            assert!(engine.fetch(&Quiet).is_err(), "{choice:?} {url}");
            assert!(engine.may_send(&Quiet).is_err(), "{choice:?} {url}");
            assert!(!mark.exists());
        }
    }
}

/// A folder's own settings lead neither a connection nor a secret elsewhere, and weaken neither.
#[test]
fn a_repositorys_own_way_to_the_internet_is_not_taken_by_git() {
    let (world, site) = world();
    let server = GitServer::over(&world.folder()).start();
    let url = server.url("server.git");
    let elsewhere = byline_testkit::Oddity::start(byline_testkit::Odd::status("200 OK"));
    let mut config = site.repo().config().unwrap();
    for key in ["http.proxy".to_owned(), format!("http.{url}.proxy"), "remote.origin.proxy".to_owned()] {
        config.set_str(&key, &format!("http://127.0.0.1:{}", elsewhere.port())).unwrap();
    }
    config.set_str("http.cookieFile", world.folder().join("cookies").to_str().unwrap()).unwrap();
    config.set_bool("http.saveCookies", true).unwrap();
    config.set_str("http.extraHeader", "X-Evil: 1").unwrap();
    site.repo().remote_set_url("origin", &url).unwrap();
    for choice in [Choice::Line, Choice::Program] {
        let engine = open(site.path(), &Options { choice, ..options() }).unwrap();
        assert!(engine.fetch(&Quiet).unwrap().is_some());
        assert_eq!(elsewhere.heads(), Vec::<String>::new());
        assert!(!world.folder().join("cookies").exists());
    }
}
