//! Bringing the folder to the server's state.

use std::fs;

use byline_git::{CatchUp, NotNow, Quiet};
use byline_testkit::{SiteFolder, World};

use crate::common::{POST, Prepare, TEXT, by_git_too, change, engine, everything, run, world};

const FIRST: &[u8] = b"# Hello\n\nA better first paragraph.\n\nThe second paragraph.\n";

fn done(paths: &[&str]) -> CatchUp {
    CatchUp::Done { paths: paths.iter().map(|path| (*path).to_owned()).collect() }
}

fn edited(path: &str) -> NotNow {
    NotNow::Edited { path: path.to_owned() }
}

/// Asks the server and catches up.
fn caught_up(site: &SiteFolder) -> CatchUp {
    let engine = engine(site);
    engine.fetch(&Quiet).unwrap();
    engine.catch_up(&[]).unwrap()
}

fn head(site: &SiteFolder) -> String {
    site.repo().head().unwrap().target().unwrap().to_string()
}

#[test]
fn an_idle_folder_becomes_the_servers_state() {
    let (world, site) = world();
    world.colleague_publishes(POST, FIRST);
    world.colleague_publishes("content/news/today.md", b"News\n");
    world.colleague_deletes("static/hello.png");
    assert_eq!(caught_up(&site), done(&["static/hello.png", "content/news/today.md", POST]));
    assert_eq!(site.read(POST), FIRST);
    assert_eq!(site.read("content/news/today.md"), b"News\n");
    assert!(!site.exists("static"));
    assert!(site.is_clean());
    assert_eq!(head(&site), world.server_log()[0].id);
    assert_eq!(caught_up(&site), CatchUp::Nothing);
}

#[test]
fn after_publishing_the_writers_own_file_is_simply_recorded() {
    let (world, site) = world();
    site.write(POST, FIRST);
    site.write("content/posts/draft.md", b"a draft\n");
    let engine = engine(&site);
    run(&*engine, &change(&*engine, FIRST));
    assert_eq!(engine.catch_up(&[]).unwrap(), done(&[]));
    assert_eq!(head(&site), world.server_log()[0].id);
    let status: Vec<_> = site.status().into_iter().map(|(path, _)| path).collect();
    assert_eq!(status, ["content/posts/draft.md"]);
}

#[test]
fn staged_and_new_files_of_others_survive() {
    let (world, site) = world();
    world.colleague_publishes(POST, FIRST);
    site.write("content/staged.md", b"staged\n");
    site.stage("content/staged.md");
    site.write("content/about.md", b"edited\n");
    site.write("content/new.md", b"new\n");
    let before = site.status();
    assert_eq!(caught_up(&site), done(&[POST]));
    assert_eq!(site.status(), before);
    assert_eq!(site.read("content/about.md"), b"edited\n");
}

#[test]
fn what_was_deleted_here_on_purpose_stays_deleted_and_holds_up_nothing() {
    let (world, site) = world();
    std::fs::remove_file(site.path().join(POST)).unwrap();
    let deleted = site.status();
    world.colleague_publishes(POST, FIRST);
    world.colleague_publishes("content/news/today.md", b"News\n");
    let engine = engine(&site);
    engine.fetch(&Quiet).unwrap();
    assert_eq!(engine.catch_up(&[POST.to_owned()]).unwrap(), done(&["content/news/today.md"]));
    assert!(!site.exists(POST));
    assert_eq!(site.status(), deleted, "it is deleted from what the server has now");
    assert_eq!(head(&site), world.server_log()[0].id);
}

/// The situations in which nothing at all may happen.
fn situations() -> Vec<(NotNow, Prepare)> {
    vec![
        (edited(POST), |_, site| site.write(POST, b"being edited\n")),
        (edited(POST), |_, site| {
            site.write(POST, b"staged\n");
            site.stage(POST);
            site.write(POST, TEXT);
        }),
        (edited(POST), |_, site| {
            fs::remove_file(site.path().join(POST)).unwrap();
        }),
        (edited("content/news.md"), |_, site| {
            site.write("content/news.md", b"another text under this name\n");
        }),
        (NotNow::OwnCommits, |_, site| {
            site.write("content/own.md", b"own\n");
            site.commit_all("own");
        }),
        (NotNow::OtherBranch, |_, site| {
            let repo = site.repo();
            let tip = repo.refname_to_id("refs/heads/main").unwrap();
            repo.reference_symbolic("refs/remotes/origin/HEAD", "refs/remotes/origin/main", true, "").unwrap();
            repo.set_head_detached(tip).unwrap();
        }),
        (NotNow::Unfinished, |_, site| {
            fs::write(site.path().join(".git/MERGE_HEAD"), format!("{}\n", head(site))).unwrap();
        }),
        (NotNow::Locked, |_, site| {
            fs::write(site.path().join(".git/index.lock"), b"").unwrap();
        }),
        (NotNow::Index, |_, site| {
            fs::write(site.path().join(".git/index"), b"DIRCgarbage").unwrap();
        }),
        (NotNow::Index, |_, site| {
            let repo = site.repo();
            let mut index = repo.index().unwrap();
            let mut entry = index.get_path(std::path::Path::new("content/about.md"), 0).unwrap();
            index.remove(std::path::Path::new("content/about.md"), 0).unwrap();
            for stage in 1..=3 {
                entry.flags = (entry.flags & !0x3000) | (stage << 12);
                index.add(&entry).unwrap();
            }
            index.write().unwrap();
        }),
        #[cfg(unix)]
        (NotNow::Unusual { path: POST.to_owned() }, |world, site| {
            let outside = world.folder().join("outside");
            fs::rename(site.path().join("content/posts"), &outside).unwrap();
            std::os::unix::fs::symlink(&outside, site.path().join("content/posts")).unwrap();
        }),
        (NotNow::Unusual { path: POST.to_owned() }, |_, site| {
            site.write(".gitattributes", b"*.md filter=crypt\n");
            site.write(POST, b"decrypted\n");
        }),
    ]
}

#[test]
fn where_somebodys_work_is_in_the_way_nothing_is_touched() {
    for (expect, prepare) in situations() {
        let (world, site) = world();
        world.colleague_publishes(POST, FIRST);
        world.colleague_publishes("content/news.md", b"News\n");
        prepare(&world, &site);
        let before = everything(&site);
        assert_eq!(caught_up(&site), CatchUp::NotNow { why: expect.clone() });
        assert_eq!(everything(&site), before, "{expect:?}");
    }
}

#[test]
fn a_run_that_was_cut_off_is_finished_by_the_next_one() {
    let stages: [fn(&SiteFolder); 3] = [
        |site| site.write("content/news.md", b"News\n"),
        |site| {
            site.write("content/news.md", b"News\n");
            site.write(POST, FIRST);
        },
        |site| {
            site.write("content/news.md", b"News\n");
            site.write(POST, FIRST);
            site.stage("content/news.md");
            site.stage(POST);
        },
    ];
    for stage in stages {
        let (world, site) = world();
        world.colleague_publishes(POST, FIRST);
        world.colleague_publishes("content/news.md", b"News\n");
        stage(&site);
        assert!(matches!(caught_up(&site), CatchUp::Done { .. }));
        assert!(site.is_clean());
        assert_eq!(head(&site), world.server_log()[0].id);
    }
}

#[test]
fn a_folder_without_any_commit_is_filled() {
    let world = World::new();
    let site = world.clone_site("site");
    world.colleague_publishes(POST, TEXT);
    assert_eq!(caught_up(&site), done(&[POST]));
    assert!(site.is_clean());
    assert_eq!(site.read(POST), TEXT);
}

#[test]
fn line_ends_are_written_as_the_site_wants_them() {
    let (world, site) = world();
    world.colleague_publishes(".gitattributes", b"*.md eol=crlf\n");
    site.write(".gitattributes", b"*.md eol=crlf\n");
    world.colleague_publishes("content/news.md", b"News\nmore\n");
    assert_eq!(caught_up(&site), done(&["content/news.md"]));
    assert_eq!(site.read("content/news.md"), b"News\r\nmore\r\n");
    assert_eq!(head(&site), world.server_log()[0].id);
}

#[test]
fn nothing_is_done_before_the_server_was_ever_seen() {
    let world = World::new();
    let site = world.clone_site("site");
    assert_eq!(engine(&site).catch_up(&[]).unwrap(), CatchUp::Nothing);
}

/// What was taken back on the server stays here as it is, changed since or not; the rest of the folder follows.
#[test]
fn files_that_are_on_purpose_as_they_are_here_stay_so() {
    let (world, site) = world();
    let engine = engine(&site);
    let newer = b"# Hello\n\nNewer words.\n";
    world.server_commits("New", &[(POST, newer), ("content/posts/new.md", b"New\n")], &[]);
    site.pull();
    site.write("content/posts/new.md", b"New, and changed since\n");
    world.server_commits("Back", &[(POST, TEXT), ("content/about.md", b"More about us.\n")], &["content/posts/new.md"]);
    engine.fetch(&Quiet).unwrap();
    assert!(matches!(engine.catch_up(&[]).unwrap(), CatchUp::NotNow { .. }));
    let own = [POST.to_owned(), "content/posts/new.md".to_owned()];
    let done = engine.catch_up(&own).unwrap();
    assert_eq!(done, CatchUp::Done { paths: vec!["content/about.md".to_owned()] });
    assert_eq!(site.read(POST), newer);
    assert_eq!(site.read("content/posts/new.md"), b"New, and changed since\n");
    let changed: Vec<_> = site.status();
    assert_eq!(
        changed,
        [(POST.to_owned(), git2::Status::WT_MODIFIED), ("content/posts/new.md".to_owned(), git2::Status::WT_NEW)]
    );
    // One that the server brings back while another text of it is here.
    world.server_commits("Again", &[("content/posts/new.md", b"New\n")], &[]);
    engine.fetch(&Quiet).unwrap();
    assert_eq!(engine.catch_up(&own).unwrap(), CatchUp::Done { paths: vec![] });
    assert_eq!(site.status()[1], ("content/posts/new.md".to_owned(), git2::Status::WT_MODIFIED));
}

by_git_too!(
    an_idle_folder_becomes_the_servers_state,
    after_publishing_the_writers_own_file_is_simply_recorded,
    staged_and_new_files_of_others_survive,
    what_was_deleted_here_on_purpose_stays_deleted_and_holds_up_nothing,
    where_somebodys_work_is_in_the_way_nothing_is_touched,
    a_run_that_was_cut_off_is_finished_by_the_next_one,
    a_folder_without_any_commit_is_filled,
    line_ends_are_written_as_the_site_wants_them,
    nothing_is_done_before_the_server_was_ever_seen,
    files_that_are_on_purpose_as_they_are_here_stay_so,
);
