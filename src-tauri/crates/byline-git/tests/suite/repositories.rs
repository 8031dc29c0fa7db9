//! Repositories of kinds that libgit2 cannot open, or can only in part.

use std::fs;
use std::path::{Path, PathBuf};

use byline_git::{CatchUp, Choice, NotNow, OpenError, Options, Programs, Quiet, open};
use byline_testkit::{SiteFolder, World, git, git_tried};

use crate::common::{FIRST, POST, TEXT, attempts, file, job, options, run, world};

/// A server and a clone of it, both made by git.
struct Pair {
    _folder: tempfile::TempDir,
    server: PathBuf,
    site: PathBuf,
}

const NAME: &[&str] = &["-c", "user.name=Dora", "-c", "user.email=dora@example.org"];

/// A pair whose repositories are begun with these words; `None` where this git does not know them.
fn pair(begun: &[&str]) -> Option<Pair> {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().canonicalize().unwrap();
    let (server, site) = (at.join("server.git"), at.join("site"));
    let init = |place: &Path, more: &[&str]| {
        let words = [&["init", "--quiet", "--initial-branch=main"], begun, more, &[place.to_str().unwrap()]].concat();
        git_tried(&at, &words).status.success()
    };
    if !init(&server, &["--bare"]) || !init(&site, &[]) {
        return None;
    }
    for (path, text) in [(POST, TEXT), ("static/hello.png", b"\x89PNG"), ("content/about.md", b"About us.\n")] {
        let place = site.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }
    git(&site, &["config", "user.name", "Anna Writer"]);
    git(&site, &["config", "user.email", "anna@example.org"]);
    git(&site, &["add", "."]);
    git(&site, &["commit", "--quiet", "-m", "The site"]);
    git(&site, &["remote", "add", "origin", server.to_str().unwrap()]);
    git(&site, &["push", "--quiet", "--set-upstream", "origin", "main"]);
    Some(Pair { _folder: folder, server, site })
}

impl Pair {
    fn on_server(&self, path: &str) -> String {
        git(&self.server, &["show", &format!("main:{path}")])
    }

    /// A colleague publishes a file from a clone of her own.
    fn colleague_publishes(&self, path: &str, text: &[u8]) {
        let clone = self.site.with_file_name("colleague");
        let _old = fs::remove_dir_all(&clone);
        git(self.site.parent().unwrap(), &["clone", "--quiet", self.server.to_str().unwrap(), "colleague"]);
        fs::create_dir_all(clone.join(path).parent().unwrap()).unwrap();
        fs::write(clone.join(path), text).unwrap();
        git(&clone, &["add", "."]);
        git(&clone, &[NAME, &["commit", "--quiet", "-m", "Colleague"]].concat());
        git(&clone, &["push", "--quiet"]);
    }

    fn is_sound(&self) {
        for place in [&self.server, &self.site] {
            git(place, &["fsck", "--strict", "--no-dangling", "--no-progress"]);
        }
    }
}

/// Publishes, is overtaken, receives, and leaves everything in order.
fn everyday(pair: &Pair) {
    let engine = open(&pair.site, &options()).unwrap();
    assert_eq!(engine.destination().unwrap().branch, "main");
    assert_eq!(engine.writer().unwrap().name, "Anna Writer");
    fs::write(pair.site.join(POST), FIRST).unwrap();
    let new = "content/posts/new.md";
    fs::write(pair.site.join(new), "New\n").unwrap();
    pair.colleague_publishes("content/news.md", b"News\n");
    let files = vec![file(&*engine, POST, Some(TEXT), Some(FIRST)), file(&*engine, new, None, Some(b"New\n"))];
    assert_eq!(attempts(&run(&*engine, &job(files))), 1);
    assert_eq!((pair.on_server(POST).as_bytes(), pair.on_server(new).as_str()), (FIRST, "New\n"));
    assert_eq!(pair.on_server("content/news.md"), "News\n");
    let caught = engine.catch_up(&[]).unwrap();
    assert_eq!(caught, CatchUp::Done { paths: vec!["content/news.md".to_owned()] });
    assert_eq!(git(&pair.site, &["status", "--porcelain"]), "");
    git(&pair.site, &["pull", "--quiet", "--ff-only"]);
    let again = vec![file(&*engine, POST, Some(TEXT), Some(FIRST))];
    assert!(matches!(run(&*engine, &job(again)), byline_git::Outcome::AlreadyPublished { .. }));
    assert_eq!(engine.catch_up(&[]).unwrap(), CatchUp::Nothing);
    pair.is_sound();
}

#[test]
fn one_with_names_by_sha_256_is_published_from() {
    let pair = pair(&["--object-format=sha256"]).unwrap();
    everyday(&pair);
    let engine = open(&pair.site, &options()).unwrap();
    let name = engine.blob_id(FIRST).to_string();
    assert_eq!(git(&pair.site, &["rev-parse", &format!("HEAD:{POST}")]).trim(), name);
}

#[test]
fn one_with_refs_in_a_table_is_published_from() {
    match pair(&["--ref-format=reftable"]) {
        Some(pair) => everyday(&pair),
        None => println!("skipped: this git is older than 2.45 and knows no reftable"),
    }
}

#[test]
fn a_developers_work_is_left_alone_there_too() {
    let pair = pair(&["--object-format=sha256"]).unwrap();
    pair.colleague_publishes(POST, FIRST);
    let engine = open(&pair.site, &options()).unwrap();
    engine.fetch(&Quiet).unwrap();
    fs::write(pair.site.join(POST), "being edited\n").unwrap();
    assert_eq!(engine.catch_up(&[]).unwrap(), CatchUp::NotNow { why: NotNow::Edited { path: POST.to_owned() } });
    assert_eq!(fs::read(pair.site.join(POST)).unwrap(), b"being edited\n");
    fs::write(pair.site.join(POST), TEXT).unwrap();
    fs::write(pair.site.join(".git/index.lock"), "").unwrap();
    assert_eq!(engine.catch_up(&[]).unwrap(), CatchUp::NotNow { why: NotNow::Locked });
    fs::remove_file(pair.site.join(".git/index.lock")).unwrap();
    assert_eq!(engine.catch_up(&[]).unwrap(), CatchUp::Done { paths: vec![POST.to_owned()] });
    assert_eq!(git(&pair.site, &["status", "--porcelain"]), "");
}

#[test]
fn a_partial_clone_fetches_what_it_must_read_and_nothing_else() {
    let pair = pair(&[]).unwrap();
    for round in 0..20 {
        pair.colleague_publishes("content/long.md", format!("{}\nRound {round}\n", "A line.\n".repeat(500)).as_bytes());
    }
    git(&pair.server, &["config", "uploadpack.allowFilter", "true"]);
    git(&pair.server, &["config", "uploadpack.allowAnySHA1InWant", "true"]);
    let place = pair.site.with_file_name("partial");
    let from = format!("file://{}", pair.server.display());
    let words = ["clone", "--quiet", "--no-checkout", "--filter=blob:none", &from, "partial"];
    git(pair.site.parent().unwrap(), &words);
    let missing = || git(&place, &["rev-list", "--objects", "--all", "--missing=print"]).matches("\n?").count();
    let before = missing();
    assert!(before > 20, "{before}");

    // A colleague changes the same post elsewhere: joining needs what neither has here.
    let theirs = b"# Hello\n\nThe first paragraph.\n\nA better second paragraph.\n";
    pair.colleague_publishes(POST, theirs);
    let engine = open(&place, &options()).unwrap();
    let files = vec![file(&*engine, POST, Some(TEXT), Some(FIRST))];
    assert_eq!(attempts(&run(&*engine, &job(files))), 1);
    assert_eq!(pair.on_server(POST), "# Hello\n\nA better first paragraph.\n\nA better second paragraph.\n");
    assert!(missing() + 3 > before, "{} of {before} are still not here", missing());
    git(&pair.server, &["fsck", "--strict", "--no-dangling", "--no-progress"]);
}

#[test]
fn a_sparse_or_split_index_is_no_obstacle() {
    fn check(prepare: fn(&Path), choice: Choice) {
        let (world, site) = world();
        prepare(site.path());
        let index = fs::read(site.path().join(".git/index")).unwrap();
        let engine = open(site.path(), &Options { choice, ..options() }).unwrap();
        let files = vec![file(&*engine, POST, Some(TEXT), Some(FIRST))];
        assert_eq!(attempts(&run(&*engine, &job(files))), 1);
        assert_eq!(world.server_files()[POST], FIRST);
        assert_eq!(fs::read(site.path().join(".git/index")).unwrap(), index);
        fs::write(site.path().join(POST), FIRST).unwrap();
        let caught = engine.catch_up(&[]).unwrap();
        if choice == Choice::Program {
            assert_eq!(caught, CatchUp::Done { paths: vec![] });
            assert_eq!(git(site.path(), &["status", "--porcelain"]), "");
        } else {
            assert!(matches!(caught, CatchUp::NotNow { why: NotNow::Index }), "{caught:?}");
        }
    }
    let sparse = |site: &Path| {
        git(site, &["sparse-checkout", "set", "--cone", "--sparse-index", "content"]);
    };
    let split = |site: &Path| {
        git(site, &["update-index", "--split-index"]);
    };
    for choice in [Choice::Fitting, Choice::Line, Choice::Program] {
        check(sparse, choice);
        check(split, choice);
    }
}

#[test]
fn where_git_is_needed_and_missing_that_is_said() {
    let old = if cfg!(unix) { Some(PathBuf::from("/bin/echo")) } else { None };
    for git in [None, old] {
        let without = Options { programs: Programs { git, ..Programs::default() }, ..options() };
        let refused = |place: &Path| open(place, &without).err();
        let sha256 = pair(&["--object-format=sha256"]).unwrap();
        assert!(matches!(refused(&sha256.site), Some(OpenError::NeedsGit)));
        let (_world, site) = world();
        site.repo().config().unwrap().set_str("remote.origin.promisor", "true").unwrap();
        assert!(matches!(refused(site.path()), Some(OpenError::NeedsGit)));
        // A server that git would be needed for is one that the site can be written without.
        let (_world, site) = world_at("git@example.org:site.git");
        let engine = open(site.path(), &without).unwrap();
        assert!(engine.head().unwrap().is_some());
        assert!(engine.fetch(&Quiet).is_err());
    }
}

fn world_at(url: &str) -> (World, SiteFolder) {
    let (world, site) = world();
    site.repo().remote_set_url("origin", url).unwrap();
    (world, site)
}

/// Whoever owns a folder is not asked by git when it is told where the repository is: that is for us to do.
#[cfg(unix)]
#[test]
fn a_folder_of_another_users_is_refused_whatever_its_kind() {
    let pair = pair(&["--object-format=sha256"]).unwrap();
    if std::os::unix::fs::chown(pair.site.join(".git"), Some(12_345), None).is_err() {
        println!("skipped: only the computer's owner can give a folder away");
        return;
    }
    let refused = open(&pair.site, &options()).err();
    assert!(matches!(refused, Some(OpenError::OwnedByAnother)), "{refused:?}");
}

#[test]
fn a_linked_work_tree_is_published_from() {
    let pair = pair(&["--object-format=sha256"]).unwrap();
    let linked = pair.site.with_file_name("linked");
    git(&pair.site, &["worktree", "add", "--quiet", "-b", "other", linked.to_str().unwrap()]);
    git(&linked, &["branch", "--set-upstream-to=origin/main"]);
    let engine = open(&linked, &options()).unwrap();
    let files = vec![file(&*engine, POST, Some(TEXT), Some(FIRST))];
    assert_eq!(attempts(&run(&*engine, &job(files))), 1);
    assert_eq!(pair.on_server(POST).as_bytes(), FIRST);
    // One whose `.git` was laid there by a stranger leads to a repository that does not know of it.
    let stranger = pair.site.with_file_name("stranger");
    fs::create_dir(&stranger).unwrap();
    fs::write(stranger.join(".git"), format!("gitdir: {}\n", pair.site.join(".git").display())).unwrap();
    assert!(matches!(open(&stranger, &options()), Err(OpenError::Unsupported { .. })));
}
