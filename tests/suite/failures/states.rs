//! A developer's folder in every state that git knows: a post is published from it, and nothing in it is touched.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use byline_testkit::{git, git_tried, is_sound};
use serde_json::json;

use super::row::Row;
use crate::publishing::OLD;

/// Brings the folder into a state; the folder to publish from, if it is another one.
type Prepare = fn(&Row) -> Option<PathBuf>;

/// Everything in a folder, its record included, but what is Byline's own and the store of objects, to which publishing
/// adds.
fn everything(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let (mut found, mut open) = (BTreeMap::new(), vec![folder.to_owned()]);
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(&at).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            let own = [".git/objects", ".git/byline", ".git/refs/byline"].contains(&name.as_str());
            if own {
                continue;
            }
            if path.is_dir() {
                open.push(path);
            } else {
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

fn run(row: &Row, words: &[&str]) {
    git(row.site.path(), words);
}

fn conflict(row: &Row) {
    run(row, &["stash", "-q"]);
    run(row, &["checkout", "-q", "-b", "side"]);
    row.site.write("index.html", b"mine\n");
    run(row, &["commit", "-qam", "mine"]);
    run(row, &["checkout", "-q", "main"]);
    row.site.write("index.html", b"other\n");
    run(row, &["commit", "-qam", "other"]);
    row.site.write("staged.txt", b"staged\n");
    run(row, &["add", "staged.txt"]);
}

fn take_up(row: &Row) {
    let text = git(row.site.path(), &["show", &format!("stash@{{0}}:{OLD}")]);
    row.site.write(OLD, text.as_bytes());
}

/// What publishing must not mind, by name.
fn states() -> Vec<(&'static str, Prepare)> {
    vec![
        ("edited, staged, deleted and new files", |row| {
            row.site.write("index.html", b"edited\n");
            row.site.write("staged.txt", b"staged\n");
            run(row, &["add", "staged.txt"]);
            row.site.write("new.txt", b"new\n");
            fs::remove_file(row.site.path().join("_config.yml")).unwrap();
            None
        }),
        ("a half-done merge with conflicts, staged files and a left lock", |row| {
            conflict(row);
            assert!(!git_tried(row.site.path(), &["merge", "side"]).status.success());
            take_up(row);
            fs::write(row.site.path().join(".git/index.lock"), b"").unwrap();
            None
        }),
        ("a half-done rebase", |row| {
            conflict(row);
            run(row, &["commit", "-qm", "staged"]);
            assert!(!git_tried(row.site.path(), &["rebase", "side"]).status.success());
            assert!(row.site.path().join(".git/rebase-merge").exists());
            take_up(row);
            None
        }),
        ("detached", |row| {
            run(row, &["checkout", "-q", "--detach"]);
            None
        }),
        ("own commits on the branch", |row| {
            row.site.write("own.txt", b"own\n");
            run(row, &["add", "own.txt"]);
            run(row, &["commit", "-qm", "own", "own.txt"]);
            None
        }),
        ("another branch", |row| {
            run(row, &["checkout", "-q", "-b", "feature"]);
            row.site.write("feature.txt", b"unfinished\n");
            run(row, &["add", "feature.txt"]);
            run(row, &["commit", "-qm", "feature", "feature.txt"]);
            None
        }),
        ("a sparse folder with a sparse index", |row| {
            run(row, &["sparse-checkout", "set", "--cone", "--sparse-index", "_posts"]);
            None
        }),
        ("a split index", |row| {
            run(row, &["update-index", "--split-index"]);
            None
        }),
        ("a submodule", |row| {
            let theme = row.seat.world.folder().join("theme");
            fs::create_dir(&theme).unwrap();
            git(&theme, &["init", "-q"]);
            git(&theme, &["commit", "-q", "--allow-empty", "-m", "theme"]);
            let theme = theme.to_str().unwrap();
            run(row, &["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", theme, "theme"]);
            None
        }),
        ("a linked worktree", |row| {
            let linked = row.seat.world.folder().join("linked");
            run(row, &["worktree", "add", "-q", linked.to_str().unwrap(), "-b", "linked", "main"]);
            fs::copy(row.site.path().join(OLD), linked.join(OLD)).unwrap();
            Some(linked)
        }),
        ("an index that nobody can read", |row| {
            fs::write(row.site.path().join(".git/index"), b"DIRC").unwrap();
            None
        }),
    ]
}

#[test]
fn a_post_is_published_from_a_developers_folder_in_any_state() {
    for (name, prepare) in states() {
        let row = Row::new();
        git(row.site.path(), &["fetch", "-q"]);
        git(row.site.path(), &["remote", "set-head", "origin", "main"]);
        let folder = prepare(&row).unwrap_or_else(|| row.site.path().to_owned());
        let text = fs::read(folder.join(OLD)).unwrap();
        let mut server = row.seat.world.server_files();
        let before = everything(&folder);

        let out = row.seat.cli(["publish", folder.join(OLD).to_str().unwrap()]).ended(0);

        assert_eq!(out["outcome"], "published", "{name}: {out}");
        server.insert(OLD.to_owned(), text);
        assert_eq!(row.seat.world.server_files(), server, "{name}: this post, and nothing else");
        let mut after = everything(&folder);
        // Where nobody's work is in the way of this one file, the folder follows by the recipe: the index learns of it, and
        // the branch moves.
        if ["edited, staged, deleted and new files", "a submodule"].contains(&name) {
            for moved in [".git/index", ".git/refs/heads/main", ".git/logs/refs/heads/main", ".git/logs/HEAD"] {
                after.insert(moved.to_owned(), before.get(moved).cloned().unwrap_or_default());
            }
            after.retain(|file, _| before.contains_key(file));
            let status = git(&folder, &["status", "--porcelain"]);
            assert!(!status.contains(OLD), "{name}: {status}");
        }
        assert_eq!(after, before, "{name}");
        if name != "an index that nobody can read" {
            let _lock = fs::remove_file(folder.join(".git/index.lock"));
            is_sound(&row.seat.world, &row.site);
        }
    }
}

#[test]
fn before_the_first_commit_a_new_post_goes_out() {
    let row = Row::new();
    git(row.site.path(), &["checkout", "-q", "--orphan", "fresh"]);
    row.site.write("_posts/2026-02-03-new.md", b"---\ntitle: New\n---\n\nWords.\n");
    let before = everything(row.site.path());
    let place = row.site.path().join("_posts/2026-02-03-new.md");
    let out = row.seat.cli(["publish", place.to_str().unwrap()]).ended(0);
    assert_eq!((&out["outcome"], &out["branch"]), (&json!("published"), &json!("main")));
    let mut after = everything(row.site.path());
    after.retain(|file, _| !file.starts_with("_posts/2026-02-03"));
    let mut before = before;
    before.retain(|file, _| !file.starts_with("_posts/2026-02-03"));
    assert_eq!(after, before);
    assert_eq!(row.seat.world.server_log().len(), 2);
}

#[test]
fn a_renamed_default_branch_is_followed() {
    let row = Row::new();
    // As after a clone without a branch that follows the server's.
    let mut config = row.site.repo().config().unwrap();
    config.remove("branch.main.remote").unwrap();
    config.remove("branch.main.merge").unwrap();
    git(row.seat.world.server(), &["branch", "-m", "main", "trunk"]);
    git(row.seat.world.server(), &["symbolic-ref", "HEAD", "refs/heads/trunk"]);
    let place = row.site.path().join(OLD);
    let out = row.seat.cli(["publish", place.to_str().unwrap()]).ended(0);
    assert_eq!((&out["outcome"], &out["branch"]), (&json!("published"), &json!("trunk")));
    assert_eq!(git(row.seat.world.server(), &["branch", "--format=%(refname:short)"]), "trunk\n");
}

#[test]
fn an_empty_server_gets_the_first_post() {
    let row = Row::new();
    let empty = row.seat.world.folder().join("empty.git");
    git(&row.seat.world.folder(), &["init", "-q", "--bare", "-b", "main", empty.to_str().unwrap()]);
    git(&row.seat.world.folder(), &["init", "-q", "-b", "main", "first"]);
    let site = row.seat.world.folder().join("first");
    git(&site, &["remote", "add", "origin", &row.web.url("empty.git")]);
    fs::write(site.join("hello.md"), "# Hello\n\nWorld.\n").unwrap();
    let out = row.seat.cli(["publish", site.join("hello.md").to_str().unwrap()]).ended(0);
    assert_eq!((&out["outcome"], &out["branch"]), (&json!("published"), &json!("main")));
    assert_eq!(git(&empty, &["ls-tree", "-r", "--name-only", "main"]), "hello.md\n");
    assert_eq!(git(&site, &["status", "--porcelain"]), "", "and the folder has it");
}
