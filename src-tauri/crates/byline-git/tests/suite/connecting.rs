//! Bringing a website here for the first time.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use byline_git::{
    ConnectError, Connected, Fault, Oddity, Outcome, Quiet, Step, Wanted, Watch, clear_leftovers, connect, open,
};
use byline_testkit::World;
use git2::{FileMode, ObjectType, Oid, Repository, Signature, Time};

use crate::common::{POST, TEXT, change, options, run, world};

fn bring(world: &World, folder: &Path) -> Result<Connected, ConnectError> {
    connect(&Wanted { address: &world.url(), branch: None, folder }, &options(), &Quiet)
}

/// The files that were written, without what git keeps.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).unwrap().map(Result::unwrap) {
            let kind = entry.file_type().unwrap();
            assert!(!kind.is_symlink(), "{}", entry.path().display());
            if kind.is_dir() && entry.file_name() != ".git" {
                open.push(entry.path());
            } else if kind.is_file() {
                let name = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                found.insert(name, fs::read(entry.path()).unwrap());
            }
        }
    }
    found
}

fn status(folder: &Path) -> Vec<String> {
    let repo = Repository::open(folder).unwrap();
    let mut options = git2::StatusOptions::new();
    options.include_untracked(true).recurse_untracked_dirs(true);
    let found = repo.statuses(Some(&mut options)).unwrap();
    found.iter().map(|entry| format!("{} {:?}", entry.path().unwrap(), entry.status())).collect()
}

/// A tree of raw entries, as no honest program would write it.
fn tree(repo: &Repository, entries: &[(&str, FileMode, Oid)]) -> Oid {
    let mut raw = Vec::new();
    for (name, mode, id) in entries {
        raw.extend(format!("{:o} {name}\0", i32::from(*mode)).into_bytes());
        raw.extend(id.as_bytes());
    }
    repo.odb().unwrap().write(ObjectType::Tree, &raw).unwrap()
}

/// Makes a tree the server's state.
fn serve(repo: &Repository, tree: Oid) {
    let who = Signature::new("Mallory", "mallory@example.org", &Time::new(1_772_355_600, 0)).unwrap();
    let tree = repo.find_tree(tree).unwrap();
    let id = repo.commit(None, &who, &who, "Hostile", &tree, &[]).unwrap();
    repo.reference("refs/heads/main", id, true, "test").unwrap();
}

fn server(world: &World) -> Repository {
    Repository::open(world.server()).unwrap()
}

/// Everything in a folder, also what is hidden.
fn listing(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn a_website_arrives_whole_clean_and_ready_to_publish() {
    let (world, site) = world();
    let here = world.folder().join("new/place/blog");
    let done = bring(&world, &here).unwrap();
    assert_eq!((done.branch.as_str(), done.files, done.odd.len()), ("main", 3, 0));
    assert_eq!(files(&here), world.server_files());
    assert_eq!(status(&here), Vec::<String>::new());
    assert_eq!(listing(&world.folder().join("new/place")), std::slice::from_ref(&here));

    let engine = open(&here, &options()).unwrap();
    assert_eq!(engine.head().unwrap(), done.tip);
    engine.may_send(&Quiet).unwrap();
    let outcome = run(engine.as_ref(), &change(engine.as_ref(), b"# Hello\n\nFrom the new place.\n"));
    assert!(matches!(outcome, Outcome::Published { .. }), "{outcome:?}");
    engine.catch_up(&[]).unwrap();
    assert_eq!(fs::read(here.join(POST)).unwrap(), b"# Hello\n\nFrom the new place.\n");
    assert_eq!(status(&here), Vec::<String>::new());
    drop(site);
}

#[test]
fn an_empty_server_is_a_website_without_posts() {
    let world = World::new();
    let here = world.folder().join("blog");
    let done = bring(&world, &here).unwrap();
    assert_eq!((done.tip.as_ref(), done.files), (None, 0));
    let engine = open(&here, &options()).unwrap();
    let post = crate::common::file(engine.as_ref(), POST, None, Some(TEXT));
    let outcome = run(engine.as_ref(), &crate::common::job(vec![post]));
    assert!(matches!(outcome, Outcome::Published { .. }), "{outcome:?}");
    engine.catch_up(&[]).unwrap();
    assert_eq!(fs::read(here.join(POST)).unwrap(), TEXT);
    assert_eq!(status(&here), Vec::<String>::new());
}

#[test]
fn the_branch_is_the_one_asked_for_else_the_servers_default() {
    let (world, site) = world();
    let repo = server(&world);
    let tip = repo.head().unwrap().peel_to_commit().unwrap();
    repo.branch("drafts", &tip, false).unwrap();
    let asked = |branch: Option<&str>, name: &str| {
        let folder = world.folder().join(name);
        let done = connect(&Wanted { address: &world.url(), branch, folder: &folder }, &options(), &Quiet)?;
        let found = open(&folder, &options()).unwrap().destination().unwrap();
        assert_eq!(found.branch, done.branch);
        Ok::<_, ConnectError>(done.branch)
    };
    assert_eq!(asked(Some("drafts"), "one").unwrap(), "drafts");
    assert_eq!(asked(None, "two").unwrap(), "main");
    let gone = asked(Some("nowhere"), "three");
    assert!(matches!(gone, Err(ConnectError::Git(Fault::BranchGone { .. }))), "{gone:?}");
    assert!(!world.folder().join("three").exists());
    repo.find_branch("main", git2::BranchType::Local).unwrap().rename("trunk", true).unwrap();
    repo.set_head("refs/heads/trunk").unwrap();
    assert_eq!(asked(None, "four").unwrap(), "trunk");
    // A default branch that is not there: the only one is meant.
    repo.find_reference("refs/heads/drafts").unwrap().delete().unwrap();
    repo.set_head("refs/heads/master").unwrap();
    assert_eq!(asked(None, "five").unwrap(), "trunk");
    drop(site);
}

#[test]
fn a_place_that_is_taken_is_left_as_it_is() {
    let (world, site) = world();
    let here = world.folder().join("mine");
    fs::create_dir(&here).unwrap();
    bring(&world, &here).unwrap();
    let before = files(&here);
    assert!(matches!(bring(&world, &here), Err(ConnectError::Taken)));
    assert_eq!(files(&here), before);
    assert!(matches!(bring(&world, &here.join(POST)), Err(ConnectError::Taken)));
    drop(site);
}

#[test]
fn addresses_that_must_not_be_used_are_refused_before_anything_is_made() {
    let world = World::new();
    let folder = world.folder().join("blog");
    for address in ["ext::sh -c id", "-oProxyCommand=id", "http://example.org/x", "git://example.org/x", ""] {
        let refused = connect(&Wanted { address, branch: None, folder: &folder }, &options(), &Quiet);
        assert!(matches!(refused, Err(ConnectError::Git(Fault::Unsupported { .. }))), "{address}: {refused:?}");
    }
    let wanted = Wanted { address: &world.url(), branch: Some("../../x"), folder: &folder };
    assert!(connect(&wanted, &options(), &Quiet).is_err());
    assert!(!folder.exists());
    assert_eq!(listing(&world.folder()), [world.server()]);
}

#[test]
fn nothing_of_a_failure_is_left() {
    let world = World::new();
    let gone = world.folder().join("no-such-server.git");
    let wanted = Wanted { address: gone.to_str().unwrap(), branch: None, folder: &world.folder().join("a/b/blog") };
    assert!(connect(&wanted, &options(), &Quiet).is_err());
    assert_eq!(listing(&world.folder()), [world.server()]);
}

/// Stops at the nth look, of whichever step.
struct StopAt {
    step: Step,
    looks: Cell<u32>,
    step_now: Cell<Option<Step>>,
}

impl Watch for StopAt {
    fn progress(&self, step: Step, _done: u64, _total: u64) {
        self.step_now.set(Some(step));
    }

    fn cancelled(&self) -> bool {
        if self.step_now.get() == Some(self.step) {
            self.looks.set(self.looks.get() + 1);
        }
        self.looks.get() > 1
    }
}

#[test]
fn nothing_of_a_cancelled_attempt_is_left_and_the_next_one_works() {
    let (world, site) = world();
    let many: Vec<(String, Vec<u8>)> = (0..400).map(|n| (format!("p/{n}.md"), vec![b'x'; 2000])).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    world.server_commits("Many", &many, &[]);
    let here = world.folder().join("blog");
    let before = listing(&world.folder()).len();
    let watch = StopAt { step: Step::Building, looks: Cell::new(0), step_now: Cell::new(None) };
    let wanted = Wanted { address: &world.url(), branch: None, folder: &here };
    let stopped = connect(&wanted, &options(), &watch);
    assert!(matches!(stopped, Err(ConnectError::Git(Fault::Cancelled))), "{stopped:?}");
    assert_eq!(listing(&world.folder()).len(), before);
    assert_eq!(bring(&world, &here).unwrap().files, 403);
    drop(site);
}

#[test]
fn what_a_killed_program_left_is_removed_by_the_next_attempt() {
    let (world, site) = world();
    let left = world.folder().join(".byline-connect-x1");
    fs::create_dir_all(left.join("site/.git/objects")).unwrap();
    fs::write(left.join("byline-arriving.lock"), "").unwrap();
    clear_leftovers(&world.folder());
    assert!(!left.exists());
    drop(site);
}

#[test]
fn nothing_of_a_hostile_tree_reaches_out_of_the_folder() {
    let world = World::new();
    let repo = server(&world);
    let outside = world.folder().join("outside");
    fs::create_dir(&outside).unwrap();
    let text = repo.blob(b"hostile\n").unwrap();
    let link = repo.blob(outside.to_str().unwrap().as_bytes()).unwrap();
    let plain = FileMode::Blob;
    let inner = tree(&repo, &[("hooks", plain, text), ("x.md", plain, text)]);
    let mut entries: Vec<(&str, FileMode, Oid)> = [
        "..",
        ".",
        ".git",
        ".GIT",
        ".g\u{200c}it",
        "git~1",
        ".git.",
        ".git::$INDEX_ALLOCATION",
        "a\\..\\b",
        "a\nb",
        "a/../../x",
        "/etc-x",
        "sub/.git/config",
    ]
    .iter()
    .map(|name| (*name, plain, text))
    .collect();
    entries.push((".gIt ", FileMode::Tree, inner));
    entries.push(("..", FileMode::Tree, inner));
    let harmless = entries.len();
    // A link, and, as a second entry of the same name, a folder that would be written through it.
    entries.push(("content", FileMode::Link, link));
    entries.push(("content", FileMode::Tree, inner));
    entries.push(("good.md", plain, text));
    entries.push(("module", FileMode::Commit, Oid::from_str("1234567890123456789012345678901234567890").unwrap()));
    serve(&repo, tree(&repo, &entries));
    let here = world.folder().join("blog");
    let done = bring(&world, &here).unwrap();
    assert_eq!(listing(&outside), Vec::<PathBuf>::new());
    let mut there = listing(&world.folder());
    there.sort();
    assert_eq!(there, [here.clone(), outside, world.server().to_owned()]);
    let found = files(&here);
    assert_eq!(found["good.md"], b"hostile\n");
    assert!(!found.keys().any(|path| path.contains("hooks") && !path.starts_with("content/")), "{found:?}");
    assert!(!here.join(".git/hooks/hooks").exists() && here.join("module").is_dir());
    let count = |why: Oddity| done.odd.iter().filter(|odd| odd.why == why).count();
    assert_eq!(count(Oddity::Name), harmless, "{:?}", done.odd);
    assert_eq!(count(Oddity::Elsewhere), 1);
    assert!(done.odd.iter().all(|odd| !odd.path.chars().any(char::is_control)));
}

#[test]
fn links_become_plain_files_and_the_folder_is_clean() {
    let world = World::new();
    let repo = server(&world);
    let link = repo.blob(b"/etc/passwd").unwrap();
    let text = repo.blob(b"text\n").unwrap();
    let run = ("run.sh", FileMode::BlobExecutable, text);
    serve(&repo, tree(&repo, &[("good.md", FileMode::Blob, text), ("link", FileMode::Link, link), run]));
    let here = world.folder().join("blog");
    let done = bring(&world, &here).unwrap();
    assert_eq!(files(&here)["link"], b"/etc/passwd");
    assert_eq!(done.odd.len(), 1);
    assert_eq!(status(&here), Vec::<String>::new());
}

#[test]
fn names_that_clash_or_are_reserved_elsewhere_are_told() {
    let world = World::new();
    let repo = server(&world);
    let [one, two] = [b"one\n", b"two\n"].map(|bytes| repo.blob(bytes).unwrap());
    let plain = FileMode::Blob;
    let names = [
        ("CON.md", plain, one),
        ("Hello.md", plain, one),
        ("cafe\u{301}.md", plain, two),
        ("caf\u{e9}.md", plain, one),
        ("hello.md", plain, two),
    ];
    serve(&repo, tree(&repo, &names));
    let here = world.folder().join("blog");
    let done = bring(&world, &here).unwrap();
    let told = |path: &str| done.odd.iter().find(|odd| odd.path == path).map(|odd| odd.why);
    assert_eq!(told("CON.md"), Some(Oddity::Reserved));
    assert_eq!(told("hello.md"), Some(Oddity::Clash));
    assert!(told("caf\u{e9}.md").or(told("cafe\u{301}.md")) == Some(Oddity::Clash));
    assert_eq!(told("Hello.md"), None);
    // Whatever this computer's disk makes of it, git finds nothing changed.
    assert_eq!(status(&here), Vec::<String>::new());
}

#[test]
fn a_tree_without_end_is_refused() {
    let world = World::new();
    let repo = server(&world);
    let text = repo.blob(b"x").unwrap();
    let mut bomb = tree(&repo, &[("x.md", FileMode::Blob, text)]);
    for _ in 0..12 {
        let names: Vec<String> = (0..10).map(|n| format!("d{n}")).collect();
        let entries: Vec<_> = names.iter().map(|name| (name.as_str(), FileMode::Tree, bomb)).collect();
        bomb = tree(&repo, &entries);
    }
    serve(&repo, bomb);
    let here = world.folder().join("blog");
    let refused = bring(&world, &here);
    assert!(matches!(refused, Err(ConnectError::TooMuch)), "{refused:?}");

    let mut deep = tree(&repo, &[("x.md", FileMode::Blob, text)]);
    for _ in 0..150 {
        deep = tree(&repo, &[("d", FileMode::Tree, deep)]);
    }
    serve(&repo, deep);
    assert!(matches!(bring(&world, &here), Err(ConnectError::TooMuch)));
    assert!(!here.exists());
}

#[test]
fn line_ends_are_as_the_sites_attributes_ask() {
    let world = World::new();
    world.server_commits(
        "Site",
        &[(".gitattributes", b"*.txt eol=crlf\n"), ("a.txt", b"a\nb\n"), ("b.md", b"a\n")],
        &[],
    );
    let here = world.folder().join("blog");
    bring(&world, &here).unwrap();
    assert_eq!(fs::read(here.join("a.txt")).unwrap(), b"a\r\nb\r\n");
    assert_eq!(fs::read(here.join("b.md")).unwrap(), b"a\n");
    assert_eq!(status(&here), Vec::<String>::new());
}

#[test]
fn a_secret_in_the_address_is_not_written_down() {
    let world = World::new();
    let folder = world.folder().join("blog");
    let address = "https://anna:t0ken@127.0.0.1:9/site.git";
    assert!(connect(&Wanted { address, branch: None, folder: &folder }, &options(), &Quiet).is_err());
    let local = format!("file://{}", world.url());
    connect(&Wanted { address: &local, branch: None, folder: &folder }, &options(), &Quiet).unwrap();
    assert!(!fs::read_to_string(folder.join(".git/config")).unwrap().contains('@'));
}
