//! What the tests share.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::time::Duration;

use byline_git::{
    AsText, BlobId, Choice, Engine, Fault, Job, JobFile, Options, Outcome, Programs, Quiet, Writer, open, publish,
};
use byline_testkit::{SiteFolder, World};

/// Brings a site into a situation.
pub(crate) type Prepare = fn(&World, &SiteFolder);

pub(crate) const POST: &str = "content/posts/hello.md";
pub(crate) const FIRST: &[u8] = b"# Hello\n\nA better first paragraph.\n\nThe second paragraph.\n";
pub(crate) const TEXT: &[u8] = b"# Hello\n\nThe first paragraph.\n\nThe second paragraph.\n";

/// A server and one clone with a post, a picture and a page.
pub(crate) fn world() -> (World, SiteFolder) {
    let world = World::new();
    let files: [(&str, &[u8]); 3] =
        [(POST, TEXT), ("static/hello.png", b"\x89PNG"), ("content/about.md", b"About us.\n")];
    let site = world.site("site", &files);
    (world, site)
}

thread_local! {
    static CHOICE: Cell<Choice> = const { Cell::new(Choice::Fitting) };
}

/// Runs a test with another engine than the fitting one.
pub(crate) fn with(choice: Choice, test: fn()) {
    CHOICE.set(choice);
    test();
}

/// The tests named, once more with each of the other engines.
macro_rules! on_every_engine {
    ($($test:ident),+ $(,)?) => {
        mod by_line {
            $(#[test] fn $test() { crate::common::with(byline_git::Choice::Line, super::$test); })+
        }
        mod by_git {
            $(#[test] fn $test() { crate::common::with(byline_git::Choice::Program, super::$test); })+
        }
    };
}
pub(crate) use on_every_engine;

/// The tests named, of what no server is asked for, once more with the engine that does it otherwise.
macro_rules! by_git_too {
    ($($test:ident),+ $(,)?) => {
        mod by_git {
            $(#[test] fn $test() { crate::common::with(byline_git::Choice::Program, super::$test); })+
        }
    };
}
pub(crate) use by_git_too;

/// git as it is on this computer, with nobody's settings.
pub(crate) fn programs() -> Programs {
    let path = std::env::var_os("PATH").unwrap();
    let find = |name: &str| std::env::split_paths(&path).map(|folder| folder.join(name)).find(|place| place.is_file());
    let none = [("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1"), ("HOME", "/nonexistent")];
    let mut variables: Vec<(OsString, OsString)> = none.map(|(name, value)| (name.into(), value.into())).into();
    variables.push(("PATH".into(), path.clone()));
    Programs { git: find("git"), ssh: None, ssh_keygen: find("ssh-keygen"), gpg: find("gpg"), variables }
}

pub(crate) fn options() -> Options {
    Options {
        choice: CHOICE.get(),
        programs: programs(),
        timeout: Duration::from_secs(20),
        connect_timeout: Duration::from_secs(5),
        allow_local: true,
        ..Options::default()
    }
}

pub(crate) fn engine(site: &SiteFolder) -> Box<dyn Engine> {
    open(site.path(), &options()).unwrap()
}

/// A file of a job: what the writer started from, and what she has now.
pub(crate) fn file(engine: &dyn Engine, path: &str, base: Option<&[u8]>, bytes: Option<&[u8]>) -> JobFile {
    JobFile { path: path.to_owned(), bytes: bytes.map(<[u8]>::to_vec), base: base.map(|base| engine.blob_id(base)) }
}

pub(crate) fn job(files: Vec<JobFile>) -> Job {
    Job {
        id: "job-1".to_owned(),
        files,
        message: "Hello".to_owned(),
        writer: Writer { name: "Anna Writer".to_owned(), email: "anna@example.org".to_owned() },
        time: 1_780_000_000,
        offset_minutes: 120,
    }
}

/// A job that changes the post.
pub(crate) fn change(engine: &dyn Engine, bytes: &[u8]) -> Job {
    job(vec![file(engine, POST, Some(TEXT), Some(bytes))])
}

pub(crate) fn run(engine: &dyn Engine, job: &Job) -> Outcome {
    publish(engine, job, &AsText, &Quiet, &|_| {}, 7).unwrap()
}

/// Runs a job and counts the pauses between attempts.
pub(crate) fn run_counting(engine: &dyn Engine, job: &Job) -> (Result<Outcome, Fault>, Vec<Duration>) {
    let pauses = RefCell::new(Vec::new());
    let outcome = publish(engine, job, &AsText, &Quiet, &|pause| pauses.borrow_mut().push(pause), 7);
    (outcome, pauses.into_inner())
}

/// The number of attempts of a job that was published.
pub(crate) fn attempts(outcome: &Outcome) -> u32 {
    match outcome {
        Outcome::Published { attempts, .. } => *attempts,
        other => panic!("not published: {other:?}"),
    }
}

pub(crate) fn id(text: &[u8], engine: &dyn Engine) -> BlobId {
    engine.blob_id(text)
}

/// Every file of a site's folder, `.git` included, except for what is Byline's own and the store of objects.
pub(crate) fn everything(site: &SiteFolder) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    collect(site.path(), site.path(), &mut found);
    found
}

fn collect(root: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        if [".git/objects", ".git/byline", ".git/refs/byline"].contains(&name.as_str()) {
            continue;
        }
        if path.is_dir() {
            collect(root, &path, found);
        } else {
            found.insert(name, fs::read(&path).unwrap());
        }
    }
}

/// Runs `work` and holds it to two promises: nothing changes in the site's folder, and on the server exactly the
/// given files do.
pub(crate) fn changing_only<T>(
    world: &World,
    site: &SiteFolder,
    expect: &[(&str, Option<&[u8]>)],
    work: impl FnOnce() -> T,
) -> T {
    let mut server = world.server_files();
    let folder = everything(site);
    let result = work();
    for (path, bytes) in expect {
        match bytes {
            Some(bytes) => server.insert((*path).to_owned(), bytes.to_vec()),
            None => server.remove(*path),
        };
    }
    assert_eq!(world.server_files(), server);
    assert_eq!(everything(site), folder);
    result
}
