//! Large files: stored as pointers, sent before what refers to them, and brought when a colleague's arrive.

use std::cell::Cell;
use std::process::Stdio;
use std::sync::{Arc, Mutex};

use byline_git::{
    AsText, CatchUp, ConnectError, Credentials, Engine, Fault, NotNow, Options, Outcome, Quiet, Refusal, Secret, Step,
};
use byline_git::{Waiting, Wanted, Watch, connect, open, publish};
use byline_testkit::{GitServer, LargeFiles, Odd, Oddity, SiteFolder, Storing, World, program};

use crate::common::{file, job, on_every_engine, options, run};

const PICTURE: &str = "static/boat.jpg";
const BYTES: &[u8] = b"\xff\xd8\xff the boat, as a camera saw it";
/// The name is by sha256sum.
const POINTER: &str = "version https://git-lfs.github.com/spec/v1\n\
    oid sha256:49ebc74b4ebd46bcc109a9dd95d7200c689d37f48876899ea6cd872d3fa6e4b9\nsize 32\n";

/// A site whose pictures are large files, and its server.
struct Site {
    world: World,
    folder: SiteFolder,
    large: LargeFiles,
    _git: GitServer,
}

fn site() -> Site {
    let world = World::new();
    let attributes: &[u8] = b"*.jpg filter=lfs diff=lfs merge=lfs -text\n";
    let site = world.site("site", &[("content/a.md", b"A\n"), (".gitattributes", attributes)]);
    let git = world.web().start();
    let large = LargeFiles::before(&git);
    site.repo().remote_set_url("origin", &large.url("server.git")).unwrap();
    Site { world, folder: site, large, _git: git }
}

impl Site {
    fn engine(&self) -> Box<dyn Engine> {
        open(self.folder.path(), &options()).unwrap()
    }

    /// Publishes the picture, as `options` tell.
    fn publishes(&self, options: &Options) -> Result<Outcome, Fault> {
        let engine = open(self.folder.path(), options).unwrap();
        let job = job(vec![file(&*engine, PICTURE, None, Some(BYTES))]);
        publish(&*engine, &job, &AsText, &Quiet, &|_| {}, 7)
    }

    /// That neither the texts nor the large files on the server have changed.
    fn nothing_was_sent(&self) {
        assert_eq!(self.world.server_log().len(), 1);
        assert!(self.large.files().is_empty());
        assert!(!self.large.heads().iter().any(|head| head.contains("git-receive-pack")), "no push was begun");
    }

    fn secrets(&self) -> usize {
        self.large.heads().iter().filter(|head| head.to_lowercase().contains("authorization:")).count()
    }
}

/// Gives one secret, and writes down what becomes of it.
struct Anna(&'static str, Mutex<Vec<&'static str>>);

impl Anna {
    fn with(password: &'static str) -> Arc<Self> {
        Arc::new(Self(password, Mutex::default()))
    }

    fn told(&self) -> Vec<&'static str> {
        self.1.lock().unwrap().clone()
    }
}

impl Credentials for Anna {
    fn find(&self, _url: &str, _username: Option<&str>) -> Option<Secret> {
        Some(Secret { user: "anna".to_owned(), password: self.0.to_owned() })
    }

    fn accepted(&self, _url: &str, _secret: &Secret) {
        self.1.lock().unwrap().push("accepted");
    }

    fn refused(&self, _url: &str, _secret: &Secret) {
        self.1.lock().unwrap().push("refused");
    }
}

#[test]
fn a_large_file_is_sent_before_what_refers_to_it() {
    let it = site();
    it.folder.write(PICTURE, BYTES);
    let outcome = it.publishes(&options());
    assert!(matches!(outcome, Ok(Outcome::Published { attempts: 1, .. })), "{outcome:?}");
    assert_eq!(it.world.server_files()[PICTURE], POINTER.as_bytes(), "git has the pointer");
    let files = it.large.files();
    assert_eq!(files.values().map(Vec::as_slice).collect::<Vec<_>>(), [BYTES], "the server has the file");
    assert_eq!(it.large.verified(), files.keys().cloned().collect::<Vec<_>>());
    let heads = it.large.heads();
    let first = |words: &str| heads.iter().position(|head| head.contains(words)).unwrap();
    assert!(first("POST /git/server.git/info/lfs/objects/batch") < first("PUT /git/server.git/info/lfs/store/"));
    assert!(first("/objects/verify") < first("git-receive-pack"), "before what refers to it: {heads:#?}");

    let engine = it.engine();
    assert!(matches!(engine.catch_up(&[]), Ok(CatchUp::Done { .. })));
    assert_eq!(it.folder.read(PICTURE), BYTES, "the folder keeps the file itself");
    let tip = engine.fetch(&Quiet).unwrap().unwrap();
    let stored = engine.for_storage(Some(&tip), PICTURE, &it.folder.read(PICTURE)).unwrap();
    assert_eq!(engine.entry(&tip, PICTURE).unwrap(), Some(engine.blob_id(&stored)), "and it is not changed");
    assert_eq!(engine.catch_up(&[]), Ok(CatchUp::Nothing));
    let again = run(&*engine, &job(vec![file(&*engine, PICTURE, None, Some(BYTES))]));
    assert!(matches!(again, Outcome::AlreadyPublished { .. }));
}

#[test]
fn git_lfs_reads_what_was_published_and_a_colleague_gets_it() {
    let it = site();
    it.folder.write(PICTURE, BYTES);
    it.publishes(&options()).unwrap();
    it.engine().catch_up(&[]).unwrap();
    let lfs = |folder: &std::path::Path, arguments: &[&str], settings: &[&str]| {
        let output = program("git")
            .args(settings.iter().flat_map(|setting| ["-c", *setting]))
            .args(arguments)
            .current_dir(folder)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let place = it.world.folder().join("pointer");
    std::fs::write(&place, &it.world.server_files()[PICTURE]).unwrap();
    lfs(it.folder.path(), &["lfs", "pointer", "--check", "--strict", "--file", place.to_str().unwrap()], &[]);
    let made = lfs(it.folder.path(), &["lfs", "pointer", "--file", PICTURE], &[]);
    assert_eq!(made, POINTER, "git-lfs would have written the same");
    lfs(it.folder.path(), &["lfs", "fsck"], &[]);
    let filter = [
        "filter.lfs.process=git-lfs filter-process",
        "filter.lfs.required=true",
        "filter.lfs.clean=git-lfs clean -- %f",
        "filter.lfs.smudge=git-lfs smudge -- %f",
    ];
    assert_eq!(
        lfs(it.folder.path(), &["status", "--porcelain"], &filter),
        "",
        "a developer's git finds nothing changed"
    );
    lfs(&it.world.folder(), &["clone", "-q", &it.large.url("server.git"), "second"], &filter);
    assert_eq!(std::fs::read(it.world.folder().join("second").join(PICTURE)).unwrap(), BYTES);
}

#[test]
fn a_large_file_that_the_server_has_is_not_sent_again() {
    let it = site();
    it.large.has(BYTES);
    assert!(matches!(it.publishes(&options()), Ok(Outcome::Published { .. })));
    assert!(!it.large.heads().iter().any(|head| head.starts_with("PUT")));
    assert_eq!(it.world.server_files()[PICTURE], POINTER.as_bytes());
}

#[test]
fn nothing_is_sent_before_the_person_has_signed_in_for_large_files() {
    let it = site();
    it.large.for_account("anna", "t0ken");
    let wait = |options: &Options| {
        let outcome = it.publishes(options);
        assert!(matches!(outcome, Ok(Outcome::Waiting { why: Waiting::SignIn, .. })), "{outcome:?}");
        it.nothing_was_sent();
    };
    wait(&options());
    let wrong = Anna::with("wrong");
    wait(&Options { credentials: wrong.clone(), ..options() });
    assert_eq!((wrong.told(), it.secrets()), (vec!["refused"], 1), "a refused secret is offered once");
    let right = Anna::with("t0ken");
    let outcome = it.publishes(&Options { credentials: right.clone(), ..options() });
    assert!(matches!(outcome, Ok(Outcome::Published { .. })), "{outcome:?}");
    assert_eq!(right.told(), ["accepted"]);
}

#[test]
fn what_the_server_says_of_large_files_is_understood() {
    let it = site();
    let check = |storing: Storing, expect: fn(&Result<Outcome, Fault>) -> bool| {
        it.large.set(storing.clone());
        let ended = it.publishes(&options());
        assert!(expect(&ended), "{storing:?}: {ended:?}");
        it.nothing_was_sent();
    };
    let refuses = |status: &str| Storing::Refuses(status.to_owned());
    let files = |status: &str| Storing::RefusesFiles(status.to_owned());
    let too_large: fn(&_) -> bool = |it| matches!(it, Ok(Outcome::Refused { why: Refusal::TooLarge, .. }));
    let full: fn(&_) -> bool = |it| matches!(it, Ok(Outcome::Refused { why: Refusal::ServerFull, .. }));
    let trouble: fn(&_) -> bool = |it| matches!(it, Ok(Outcome::Waiting { why: Waiting::ServerTrouble, .. }));
    check(refuses("403 Forbidden"), |it| matches!(it, Ok(Outcome::Refused { why: Refusal::NoPermission, .. })));
    check(refuses("404 Not Found"), |it| *it == Err(Fault::NeedsFilter { name: "lfs".to_owned() }));
    check(refuses("413 Too Large"), too_large);
    check(refuses("507 Insufficient Storage"), full);
    check(refuses("503 Busy"), trouble);
    check(files("413 Too Large"), too_large);
    check(files("507 Insufficient Storage"), full);
    check(files("500 Oops"), trouble);
    check(Storing::Errs(413), too_large);
    check(Storing::Errs(507), full);
}

/// Stops when sending begins.
struct StopAtSending(Cell<bool>);

impl Watch for StopAtSending {
    fn progress(&self, step: Step, _done: u64, _total: u64) {
        self.0.set(self.0.get() || step == Step::Sending);
    }

    fn cancelled(&self) -> bool {
        self.0.get()
    }
}

#[test]
fn a_person_can_stop_while_the_server_of_large_files_is_silent() {
    let it = site();
    it.large.set(Storing::Silent);
    let engine = it.engine();
    let job = job(vec![file(&*engine, PICTURE, None, Some(BYTES))]);
    let outcome = publish(&*engine, &job, &AsText, &StopAtSending(Cell::new(false)), &|_| {}, 7);
    assert!(matches!(outcome, Ok(Outcome::Waiting { why: Waiting::Cancelled, .. })), "{outcome:?}");
    it.nothing_was_sent();
    let soon = std::time::Duration::from_millis(300);
    let outcome = it.publishes(&Options { timeout: soon, connect_timeout: soon, ..options() });
    assert!(matches!(outcome, Ok(Outcome::Waiting { why: Waiting::NoAnswer, .. })), "{outcome:?}");
}

#[test]
fn neither_a_secret_nor_a_file_goes_to_another_place_in_the_open() {
    let it = site();
    it.large.for_account("anna", "t0ken");
    let canary = Oddity::start(Odd::status("200 OK"));
    it.large.set(Storing::SendsTo(format!("http://127.0.0.1:{}", canary.port())));
    let told = Options { credentials: Anna::with("t0ken"), ..options() };
    assert_eq!(it.publishes(&told), Err(Fault::NeedsFilter { name: "lfs".to_owned() }));
    assert!(canary.heads().is_empty());
    it.nothing_was_sent();
    for address in ["file:///etc/hostname", "https://\nevil", "ftp://127.0.0.1/x"] {
        it.large.set(Storing::SendsTo(address.to_owned()));
        assert!(it.publishes(&told).is_err(), "{address}");
    }
    // Elsewhere over TLS may be asked; the one who answers here speaks none and sees neither name nor password.
    it.large.set(Storing::SendsTo(format!("https://127.0.0.1:{}", canary.port())));
    assert!(matches!(it.publishes(&told), Ok(Outcome::Waiting { .. })));
    assert!(!canary.was_told_a_secret());
    it.nothing_was_sent();
}

#[test]
fn where_the_server_lets_a_file_in_by_its_own_words_the_persons_secret_stays_away() {
    let it = site();
    it.large.for_account("anna", "t0ken");
    it.large.set(Storing::Lets("RemoteAuth once".to_owned()));
    let told = Options { credentials: Anna::with("t0ken"), ..options() };
    assert!(matches!(it.publishes(&told), Ok(Outcome::Published { .. })));
    let heads = it.large.heads();
    let put = heads.iter().find(|head| head.starts_with("PUT")).unwrap().to_lowercase();
    assert!(put.contains("authorization: remoteauth once") && !put.contains("basic"), "{put}");
}

#[test]
fn the_site_can_name_another_place_at_the_same_server_only() {
    let it = site();
    let named = |url: &str| it.world.colleague_publishes(".lfsconfig", format!("[lfs]\n\turl = {url}\n").as_bytes());
    let canary = Oddity::start(Odd::status("200 OK"));
    named(&format!("http://127.0.0.1:{}/files", canary.port()));
    assert_eq!(it.publishes(&options()), Err(Fault::NeedsFilter { name: "lfs".to_owned() }));
    assert!(canary.heads().is_empty() && it.large.files().is_empty());
    named(&it.large.url("other.git/info/lfs"));
    assert!(matches!(it.publishes(&options()), Ok(Outcome::Published { .. })));
    assert!(it.large.heads().iter().any(|head| head.starts_with("POST /git/other.git/info/lfs/objects/batch")));
}

#[test]
fn a_colleagues_large_file_arrives_whole_or_not_at_all() {
    let it = site();
    let engine = it.engine();
    let lost = it.large.has(b"\xff\xd8\xff lost");
    it.world.colleague_publishes(PICTURE, &it.large.has(BYTES));
    it.large.set(Storing::Changes);
    engine.fetch(&Quiet).unwrap();
    let not_now = CatchUp::NotNow { why: NotNow::Unusual { path: PICTURE.to_owned() } };
    assert_eq!(engine.catch_up(&[]), Ok(not_now.clone()), "what came was another file");
    assert!(!it.folder.exists(PICTURE));
    it.large.set(Storing::Works);
    assert_eq!(engine.catch_up(&[]), Ok(CatchUp::Done { paths: vec![PICTURE.to_owned()] }));
    assert_eq!(it.folder.read(PICTURE), BYTES);
    assert_eq!(engine.catch_up(&[]), Ok(CatchUp::Nothing));
    // The next one cannot be had: the folder stays as it is, whole.
    it.world.colleague_publishes(PICTURE, &lost);
    engine.fetch(&Quiet).unwrap();
    it.large.set(Storing::Refuses("503 Busy".to_owned()));
    assert_eq!(engine.catch_up(&[]), Ok(not_now));
    assert_eq!(it.folder.read(PICTURE), BYTES);
    it.large.set(Storing::Works);
    assert!(matches!(engine.catch_up(&[]), Ok(CatchUp::Done { .. })));
    assert_eq!(it.folder.read(PICTURE), b"\xff\xd8\xff lost");
}

#[test]
fn a_website_is_connected_with_its_large_files_and_without_those_that_are_lost() {
    let it = site();
    let lost = b"version https://git-lfs.github.com/spec/v1\noid sha256:\
        0000000000000000000000000000000000000000000000000000000000000000\nsize 5\n";
    it.world.colleague_publishes("a.jpg", lost);
    it.world.colleague_publishes(PICTURE, &it.large.has(BYTES));
    let connects = |name: &str| {
        let folder = it.world.folder().join(name);
        let address = it.large.url("server.git");
        let wanted = Wanted { address: &address, folder: &folder, branch: None };
        (connect(&wanted, &options(), &Quiet).map(drop), folder)
    };
    it.large.set(Storing::Refuses("503 Busy".to_owned()));
    let (ended, folder) = connects("early");
    assert!(matches!(ended, Err(ConnectError::Git(Fault::ServerError { .. }))), "{ended:?}");
    assert!(!folder.exists());
    it.large.set(Storing::Works);
    let (ended, folder) = connects("later");
    ended.unwrap();
    assert_eq!(std::fs::read(folder.join(PICTURE)).unwrap(), BYTES);
    assert_eq!(std::fs::read(folder.join("a.jpg")).unwrap(), lost);
    let engine = open(&folder, &options()).unwrap();
    engine.fetch(&Quiet).unwrap();
    assert_eq!(engine.catch_up(&[]), Ok(CatchUp::Nothing));
}

#[test]
fn of_two_large_files_a_person_sees_both_and_none_is_joined() {
    let it = site();
    let engine = it.engine();
    let theirs = b"\xff\xd8\xff theirs".as_slice();
    it.world.colleague_publishes(PICTURE, &it.large.has(theirs));
    match it.publishes(&options()).unwrap() {
        Outcome::NeedsYou { conflicts } => {
            assert_eq!(conflicts[0].ours.as_deref(), Some(BYTES));
            assert_eq!(conflicts[0].theirs.as_deref(), Some(theirs));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(it.world.server_log().len(), 2);
    let tip = engine.known_tip().unwrap().unwrap();
    let job = job(vec![byline_git::JobFile {
        path: PICTURE.to_owned(),
        bytes: Some(BYTES.to_vec()),
        base: engine.entry(&tip, PICTURE).unwrap(),
    }]);
    assert!(matches!(run(&*engine, &job), Outcome::Published { .. }));
    assert_eq!(it.world.server_files()[PICTURE], POINTER.as_bytes());
}

#[test]
fn a_pointer_to_a_file_that_nobody_has_is_not_published() {
    let it = site();
    let engine = it.engine();
    let job = job(vec![file(&*engine, PICTURE, None, Some(POINTER.as_bytes()))]);
    let ended = publish(&*engine, &job, &AsText, &Quiet, &|_| {}, 7);
    assert_eq!(ended, Err(Fault::NeedsFilter { name: "lfs".to_owned() }));
    it.nothing_was_sent();
    it.large.has(BYTES);
    assert!(matches!(run(&*engine, &job), Outcome::Published { .. }), "but one that the server has is");
}

#[test]
fn a_private_copy_sends_and_brings_large_files_too() {
    let it = site();
    let objects = it.folder.path().join(".git/objects");
    std::fs::remove_dir_all(&objects).unwrap();
    std::fs::create_dir(&objects).unwrap();
    it.folder.write(PICTURE, BYTES);
    let told = Options { copies: Some(it.world.folder().join("copies")), ..options() };
    assert!(matches!(it.publishes(&told), Ok(Outcome::Published { .. })));
    assert_eq!(it.world.server_files()[PICTURE], POINTER.as_bytes());
    let engine = open(it.folder.path(), &told).unwrap();
    assert!(engine.is_private_copy());
    it.world.colleague_publishes("static/sea.jpg", &it.large.has(b"\xff\xd8\xff the sea"));
    engine.fetch(&Quiet).unwrap();
    it.large.set(Storing::Changes);
    let _waits = engine.catch_up(&[]).unwrap();
    assert!(!it.folder.exists("static/sea.jpg"), "what came was another file");
    it.large.set(Storing::Works);
    assert!(matches!(engine.catch_up(&[]), Ok(CatchUp::Done { .. })));
    assert_eq!(it.folder.read("static/sea.jpg"), b"\xff\xd8\xff the sea");
    assert_eq!(it.folder.read(PICTURE), BYTES);
    assert!(!it.folder.exists(".git/lfs"), "the folder's own repository is not touched");
}

on_every_engine!(a_large_file_is_sent_before_what_refers_to_it, a_colleagues_large_file_arrives_whole_or_not_at_all);
