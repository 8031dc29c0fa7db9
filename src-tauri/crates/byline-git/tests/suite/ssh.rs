//! Servers that are reached over SSH: a real OpenSSH on both ends, and a person who answers by a script.

use std::collections::{BTreeMap, VecDeque};
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use byline_git::ask::{Asked, Asking, Person, Question, Reply, Verdict};
use byline_git::{Fault, Hidden, Options, Outcome, Waiting, open};
use byline_testkit::{SiteFolder, SshKey, Sshd, World, git, ssh_with_settings, user};

use crate::common::{POST, TEXT, change, options, run, world};

const NEW: &[u8] = b"# Hello\n\nThe first paragraph, over a secure line.\n\nThe second paragraph.\n";
/// Found nowhere but where it has to be.
const CANARY: &str = "canary-7f3a-open-sesame";

/// Somebody who says what she was told to say, and notes what she was asked.
#[derive(Default)]
struct Anna {
    says: Mutex<VecDeque<Option<Reply>>>,
    heard: Mutex<Vec<String>>,
    remembers: Mutex<BTreeMap<String, Hidden>>,
}

impl Anna {
    fn will_say(self: &Arc<Self>, replies: impl IntoIterator<Item = Option<Reply>>) {
        lock(&self.says).extend(replies);
    }

    /// What she was asked and told since she was asked last.
    fn heard(&self) -> Vec<String> {
        std::mem::take(&mut *lock(&self.heard))
    }
}

fn lock<T>(what: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    what.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Person for Anna {
    fn said(&self, question: &Question) -> Option<Hidden> {
        lock(&self.remembers).get(&format!("{question:?}")).cloned()
    }

    fn ask(&self, question: &Question, asked: Asked, _gone: &dyn Fn() -> bool) -> Option<Reply> {
        let what = match question {
            Question::Passphrase { .. } => "passphrase",
            Question::Pin { .. } => "pin",
            Question::Password { .. } => "password",
            Question::NewHost { fingerprint, .. } => fingerprint,
        };
        lock(&self.heard).push(format!("{what} {asked:?}"));
        let reply = lock(&self.says).pop_front().flatten();
        if let Some(Reply::Secret(secret)) = &reply {
            lock(&self.remembers).insert(format!("{question:?}"), secret.clone());
        }
        reply
    }

    fn verdict(&self, question: &Question, verdict: Verdict) {
        if verdict != Verdict::Right {
            lock(&self.remembers).remove(&format!("{question:?}"));
            lock(&self.heard).push(format!("{verdict:?}"));
        }
    }

    fn stopped(&self, host: &str) {
        lock(&self.heard).push(format!("stopped {host}"));
    }

    fn touch(&self, _key: &str, _waits: bool) {}
}

/// A site whose server is reached over SSH with Anna's key.
struct Seat {
    world: World,
    site: SiteFolder,
    server: Sshd,
    key: SshKey,
    anna: Arc<Anna>,
    options: Options,
}

impl Seat {
    /// The key is let in; the server is not known to anybody.
    fn with_key(passphrase: &str) -> Self {
        let (world, site) = world();
        let server = Sshd::start();
        let key = SshKey::new(&world.folder().join("id_anna"), passphrase);
        server.allow(&key);
        git(site.path(), &["remote", "set-url", "origin", &server.url(world.server())]);
        let anna = Arc::<Anna>::default();
        let mut options = options();
        options.programs.ssh = Some(settings(&world, &server, &key));
        options.servers = Some(servers(&world));
        options.asking = Some(Asking {
            program: PathBuf::from(env!("CARGO_BIN_EXE_byline-asks-under-test")),
            folder: world.folder().join("asking"),
            person: anna.clone(),
        });
        Self { world, site, server, key, anna, options }
    }

    /// The same, and the server is known.
    fn known(passphrase: &str) -> Self {
        let seat = Self::with_key(passphrase);
        fs::create_dir_all(servers(&seat.world)).unwrap();
        fs::write(seat.known_hosts(), seat.server.known_host()).unwrap();
        seat
    }

    fn known_hosts(&self) -> PathBuf {
        servers(&self.world).join("known-hosts")
    }

    /// Publishes a new text of the post.
    fn publish(&self) -> Outcome {
        let engine = open(self.site.path(), &self.options).unwrap();
        run(engine.as_ref(), &change(engine.as_ref(), NEW))
    }

    fn waits_for(&self, why: Waiting) {
        let outcome = self.publish();
        assert!(matches!(outcome, Outcome::Waiting { why: found, .. } if found == why), "{outcome:?}");
        assert_eq!(self.world.server_files()[POST], TEXT);
    }

    fn publishes(&self) {
        let outcome = self.publish();
        assert!(matches!(outcome, Outcome::Published { .. }), "{outcome:?}");
        assert_eq!(self.world.server_files()[POST], NEW);
    }
}

fn servers(world: &World) -> PathBuf {
    world.folder().join("servers")
}

/// Anna's own settings of ssh: they are what is used, as everywhere else on her computer.
fn settings(world: &World, server: &Sshd, key: &SshKey) -> PathBuf {
    let settings = format!(
        "Host blog-server\n  HostName 127.0.0.1\n  Port {}\n  User {}\nHost *\n  IdentitiesOnly yes\n  IdentityFile {}\n",
        server.port(),
        user(),
        key.file.display()
    );
    ssh_with_settings(&world.folder().join("of-anna"), &settings)
}

fn secret(text: &str) -> Reply {
    Reply::Secret(Hidden::new(text))
}

#[test]
fn a_plain_key_publishes_without_a_question() {
    let seat = Seat::known("");
    seat.publishes();
    assert!(seat.anna.heard().is_empty());
}

#[test]
fn the_short_form_of_an_address_goes_by_the_persons_own_settings() {
    let seat = Seat::known("");
    let short = format!("blog-server:{}", seat.world.server().display());
    git(seat.site.path(), &["remote", "set-url", "origin", &short]);
    let engine = open(seat.site.path(), &seat.options).unwrap();
    let remote = engine.destination().unwrap().remote.unwrap();
    assert_eq!((remote.url, remote.host.as_deref()), (short, Some("blog-server")));
    seat.publishes();
}

#[test]
fn a_passphrase_is_asked_once_however_often_the_server_is_talked_to() {
    let seat = Seat::known(CANARY);
    seat.anna.will_say([Some(secret(CANARY))]);
    seat.publishes();
    assert_eq!(seat.anna.heard(), ["passphrase First"]);
    let engine = open(seat.site.path(), &seat.options).unwrap();
    engine.fetch(&byline_git::Quiet).unwrap();
    assert!(seat.anna.heard().is_empty());
}

#[test]
fn a_wrong_passphrase_is_asked_for_once_more() {
    let seat = Seat::known(CANARY);
    seat.anna.will_say([Some(secret("wrong")), Some(secret(CANARY))]);
    seat.publishes();
    assert_eq!(seat.anna.heard(), ["passphrase First", "Wrong", "passphrase Again"]);
}

#[test]
fn a_second_wrong_passphrase_ends_it_and_the_next_publish_asks_anew() {
    let seat = Seat::known(CANARY);
    seat.anna.will_say([Some(secret("wrong")), Some(secret("wrong again"))]);
    seat.waits_for(Waiting::SignIn);
    assert_eq!(seat.anna.heard(), ["passphrase First", "Wrong", "passphrase Again", "WrongTwice"]);
    assert!(seat.server.served().is_empty());
    seat.anna.will_say([Some(secret(CANARY))]);
    seat.publishes();
}

#[test]
fn not_now_is_an_answer_and_is_not_asked_again_in_the_same_publish() {
    let seat = Seat::known(CANARY);
    seat.anna.will_say([None]);
    seat.waits_for(Waiting::SignIn);
    assert_eq!(seat.anna.heard(), ["passphrase First"]);
}

#[test]
fn a_new_server_is_shown_once_by_its_code_and_known_from_then_on() {
    let seat = Seat::with_key("");
    seat.anna.will_say([None]);
    seat.waits_for(Waiting::UnknownHost);
    assert_eq!(seat.anna.heard(), [format!("{} First", seat.server.fingerprint())]);
    assert!(!seat.known_hosts().exists() && seat.server.served().is_empty());

    seat.anna.will_say([Some(Reply::Yes)]);
    seat.publishes();
    assert_eq!(seat.anna.heard(), [format!("{} First", seat.server.fingerprint())]);
    let known = fs::read_to_string(seat.known_hosts()).unwrap();
    assert_eq!(known.lines().count(), 1);
    let (mine, theirs) = (known.split_whitespace().nth(2), seat.server.known_host());
    assert_eq!(mine, theirs.split_whitespace().nth(2));
}

#[test]
fn where_nobody_can_be_asked_a_new_server_is_not_trusted() {
    let mut seat = Seat::with_key("");
    seat.options.asking = None;
    seat.waits_for(Waiting::UnknownHost);
    assert!(!seat.known_hosts().exists());
}

#[test]
fn a_server_whose_key_changed_is_sent_nothing_and_nobody_can_click_it_away() {
    let mut seat = Seat::known(CANARY);
    seat.anna.will_say([Some(secret(CANARY))]);
    open(seat.site.path(), &seat.options).unwrap().fetch(&byline_git::Quiet).unwrap();
    seat.anna.heard();
    let served = seat.server.served().len();
    seat.server.change_host_key();
    seat.anna.will_say([Some(Reply::Yes), Some(Reply::Yes)]);
    seat.waits_for(Waiting::HostChanged);
    assert_eq!(seat.anna.heard(), ["stopped 127.0.0.1"]);
    assert_eq!(seat.server.served().len(), served);
}

#[test]
fn a_known_server_that_comes_with_a_key_of_another_kind_is_stopped_too() {
    let seat = Seat::with_key("");
    fs::create_dir_all(servers(&seat.world)).unwrap();
    // The kind that is known is not the one that the server has.
    let other = seat.world.folder().join("other");
    let made = byline_testkit::program("ssh-keygen").args(["-q", "-t", "ecdsa", "-N", "", "-f"]).arg(&other).output();
    assert!(made.unwrap().status.success());
    let public = fs::read_to_string(other.with_extension("pub")).unwrap();
    fs::write(seat.known_hosts(), format!("[127.0.0.1]:{} {public}", seat.server.port())).unwrap();
    seat.anna.will_say([Some(Reply::Yes), Some(Reply::Yes)]);
    seat.waits_for(Waiting::HostChanged);
    assert_eq!(seat.anna.heard().len(), 1);
    assert!(seat.server.served().is_empty());
}

#[test]
fn a_key_that_is_not_let_in_keeps_the_job_until_it_is() {
    let seat = Seat::known("");
    seat.server.allow_nobody();
    seat.waits_for(Waiting::SignIn);
    assert!(seat.anna.heard().is_empty());
    seat.server.allow(&seat.key);
    seat.publishes();
}

#[test]
fn a_server_that_is_not_there_is_offline_and_a_silent_one_does_not_answer() {
    let mut seat = Seat::known("");
    seat.server.stop();
    seat.waits_for(Waiting::Offline);

    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("ssh://anna@{}{}", silent.local_addr().unwrap(), seat.world.server().display());
    git(seat.site.path(), &["remote", "set-url", "origin", &url]);
    seat.options.connect_timeout = Duration::from_secs(1);
    seat.waits_for(Waiting::NoAnswer);
    assert!(seat.anna.heard().is_empty());
}

#[test]
fn a_computer_without_ssh_says_so() {
    let mut seat = Seat::known("");
    seat.options.programs.ssh = None;
    let fault = open(seat.site.path(), &seat.options).unwrap().fetch(&byline_git::Quiet).unwrap_err();
    assert_eq!(fault, Fault::Missing { program: "ssh".into() });
}

#[test]
fn a_hook_that_refuses_over_ssh_is_no_trouble_of_sshs() {
    let seat = Seat::known("");
    seat.world.server_refuses("Connection closed by the rules: Permission denied (titles)");
    let outcome = seat.publish();
    assert!(matches!(outcome, Outcome::Refused { .. }), "{outcome:?}");
}

#[test]
fn a_repositorys_own_settings_choose_neither_the_ssh_nor_who_is_asked() {
    let seat = Seat::known(CANARY);
    let mark = seat.world.folder().join("mark");
    let evil = seat.world.folder().join("evil");
    fs::write(&evil, format!("#!/bin/sh\necho \"$@\" >> '{}'\n", mark.display())).unwrap();
    fs::set_permissions(&evil, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let evil = evil.to_str().unwrap();
    for setting in ["core.sshCommand", "core.askPass", "ssh.variant", "credential.helper"] {
        git(seat.site.path(), &["config", setting, evil]);
    }
    seat.anna.will_say([Some(secret(CANARY))]);
    seat.publishes();
    assert!(!mark.exists());
}

/// While a passphrase is typed and used, every program's arguments and variables are read, over and over.
#[cfg(target_os = "linux")]
#[test]
fn a_passphrase_is_in_no_argument_no_variable_and_no_file() {
    use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

    let seat = Seat::known(CANARY);
    seat.anna.will_say([Some(secret(CANARY))]);
    let (over, looks) = (AtomicBool::new(false), AtomicU32::new(0));
    let mut seen = Vec::new();
    std::thread::scope(|scope| {
        let watching = scope.spawn(|| {
            let mut seen = Vec::new();
            while !over.load(Ordering::SeqCst) {
                for program in fs::read_dir("/proc").unwrap().flatten() {
                    for what in ["cmdline", "environ"] {
                        let bytes = fs::read(program.path().join(what)).unwrap_or_default();
                        if bytes.windows(CANARY.len()).any(|window| window == CANARY.as_bytes()) {
                            seen.push(format!("{} {what}", String::from_utf8_lossy(&bytes)));
                        }
                    }
                }
                looks.fetch_add(1, Ordering::SeqCst);
            }
            seen
        });
        seat.publishes();
        over.store(true, Ordering::SeqCst);
        seen.extend(watching.join().unwrap());
    });
    assert!(looks.load(Ordering::SeqCst) > 3);
    assert!(seen.is_empty(), "{seen:?}");
    let holding = files_with(&seat.world.folder(), CANARY.as_bytes());
    assert!(holding.is_empty(), "{holding:?}");
    // Nor does a socket stay behind.
    assert_eq!(fs::read_dir(seat.world.folder().join("asking")).unwrap().count(), 0);
}

fn files_with(folder: &Path, text: &[u8]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files_with(&path, text));
        } else if fs::read(&path).is_ok_and(|bytes| bytes.windows(text.len()).any(|window| window == text)) {
            found.push(path);
        }
    }
    found
}

/// Somebody else's program of the same user comes with the right words to the right place.
#[cfg(target_os = "linux")]
#[test]
fn only_bylines_own_executable_gets_an_answer() {
    let seat = Seat::known(CANARY);
    let mut options = seat.options.clone();
    // What ssh starts, and so what connects, is not the program that is expected.
    let stranger = seat.world.folder().join("stranger");
    fs::copy(env!("CARGO_BIN_EXE_byline-asks-under-test"), &stranger).unwrap();
    let link = seat.world.folder().join("asks");
    fs::write(&link, format!("#!/bin/sh\nexec '{}' \"$@\"\n", stranger.display())).unwrap();
    fs::set_permissions(&link, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let asking = options.asking.take().unwrap();
    options.asking = Some(Asking { program: link, ..asking });
    let engine = open(seat.site.path(), &options).unwrap();
    assert_eq!(engine.fetch(&byline_git::Quiet), Err(Fault::SignIn));
    assert!(seat.anna.heard().is_empty());
}
