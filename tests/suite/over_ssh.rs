//! Publishing over SSH: by the command line with and without a terminal, and at a desk whose window asks the person.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::ffi::OsString;
use std::fs;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::time::{Duration, Instant};

use byline_desk::api::{Event, NoticeKind, OutcomeKind, PersonAnswer, PostState, QuestionKind};
use byline_desk::{Desk, Questions, Site, Surroundings};
use byline_signin::{Hidden, Keychain, MemoryKeychain};
use byline_testkit::{SshKey, Sshd, git, program, ssh_with_settings};
use serde_json::Value;

use crate::cli_contract::{Here, OLD, here};
use crate::seat::files_below;

/// Found nowhere but where it has to be.
const CANARY: &str = "canary-91c4-open-sesame";

/// A site whose server is reached over SSH, and whose post has a new title.
struct Line {
    here: Here,
    server: Sshd,
    key: SshKey,
    ssh: PathBuf,
}

impl Line {
    /// The server lets the key in, and nobody knows it yet.
    fn new(passphrase: &str) -> Self {
        let here = here();
        let server = Sshd::start();
        let folder = here.seat.world.folder();
        let key = SshKey::new(&folder.join("id_anna"), passphrase);
        server.allow(&key);
        git(here.site.path(), &["remote", "set-url", "origin", &server.url(here.seat.world.server())]);
        let settings = format!("IdentitiesOnly yes\nIdentityFile {}\n", key.file.display());
        let ssh = ssh_with_settings(&folder.join("of-anna"), &settings);
        here.done(&["set", &here.post(), "title=Over a secure line"]);
        Self { here, server, key, ssh }
    }

    /// The same, and the desk knows the server.
    fn known(passphrase: &str) -> Self {
        let line = Self::new(passphrase);
        let servers = line.here.seat.desk().join("servers");
        fs::create_dir_all(&servers).unwrap();
        fs::write(servers.join("known-hosts"), line.server.known_host()).unwrap();
        line
    }

    /// Where programs are found, Anna's ssh before all others.
    fn path(&self) -> OsString {
        let own = self.ssh.parent().unwrap().to_owned();
        let all = std::env::var_os("PATH").unwrap();
        std::env::join_paths(std::iter::once(own).chain(std::env::split_paths(&all))).unwrap()
    }

    /// Runs the command line without a terminal.
    fn ended(&self, status: i32, words: &[&str]) -> Value {
        self.here.seat.cli_with(&[("PATH", &self.path()), ("SSH_AUTH_SOCK", "".as_ref())], words).ended(status)
    }

    fn is_published(&self) -> bool {
        let there = self.here.seat.world.server_files();
        String::from_utf8_lossy(&there[OLD]).contains("Over a secure line")
    }

    /// Runs the command line at a terminal, where somebody types each answer after its words were shown. What the
    /// terminal showed, and the exit status.
    fn at_a_terminal(&self, words: &[&str], types: &[(&str, &str)]) -> (String, i32) {
        let quoted = |word: &str| format!("'{}'", word.replace('\'', r"'\''"));
        let cli = self.here.seat.program([], words);
        let all = std::iter::once(cli.get_program()).chain(cli.get_args());
        let line = all.map(|word| quoted(word.to_str().unwrap())).collect::<Vec<_>>().join(" ");
        let mut script = program("script");
        script.args(["-qefc", &line, "/dev/null"]).env("PATH", self.path()).env_remove("SSH_AUTH_SOCK");
        let mut running = script.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (mut keys, mut screen) = (running.stdin.take().unwrap(), running.stdout.take().unwrap());
        let (mut shown, mut seen) = (String::new(), 0);
        for (after, types) in types {
            while !shown[seen..].contains(after) {
                let mut some = [0; 512];
                let count = screen.read(&mut some).unwrap();
                assert!(count > 0, "{after:?} was not shown: {shown}");
                shown.push_str(&String::from_utf8_lossy(&some[..count]));
            }
            seen = shown.len();
            writeln!(keys, "{types}").unwrap();
        }
        screen.read_to_string(&mut shown).unwrap();
        (shown, running.wait().unwrap().code().unwrap())
    }
}

#[test]
fn without_a_terminal_what_needs_an_answer_waits_and_goes_out_when_none_is_needed() {
    let line = Line::new(CANARY);
    let waiting = line.ended(4, &["publish", &line.here.post()]);
    assert_eq!(waiting["outcome"], "waiting");
    assert!(waiting["message"].as_str().unwrap().contains("Nobody has said yet"), "{waiting}");
    let servers = line.here.seat.desk().join("servers");
    assert!(!servers.join("known-hosts").exists() && line.server.served().is_empty());

    fs::write(servers.join("known-hosts"), line.server.known_host()).unwrap();
    let waiting = line.ended(4, &["publish", &line.here.post()]);
    assert!(waiting["message"].as_str().unwrap().contains("wants you to sign in"), "{waiting}");
    assert!(!line.is_published());
    assert_eq!(line.ended(0, &["list", line.here.folder(), "--state", "waiting"])["posts"][0]["path"], OLD);

    let open = SshKey::new(&line.here.seat.world.folder().join("open"), "");
    fs::rename(&open.file, &line.key.file).unwrap();
    fs::rename(open.file.with_extension("pub"), line.key.file.with_extension("pub")).unwrap();
    line.server.allow(&open);
    let sent = line.ended(0, &["sync", line.here.folder()]);
    assert_eq!(sent["sent"][0], OLD);
    assert!(line.is_published());
}

#[test]
fn a_refused_key_keeps_the_post_and_it_goes_out_once_the_key_is_let_in() {
    let line = Line::known("");
    line.server.allow_nobody();
    let waiting = line.ended(4, &["publish", &line.here.post()]);
    assert!(waiting["message"].as_str().unwrap().contains("wants you to sign in"), "{waiting}");
    line.server.allow(&line.key);
    assert_eq!(line.ended(0, &["sync", line.here.folder()])["sent"][0], OLD);
    assert!(line.is_published());
}

#[test]
fn a_changed_server_is_told_in_a_sentence_of_its_own_and_is_sent_nothing() {
    let mut line = Line::known("");
    line.ended(0, &["sync", line.here.folder()]);
    let served = line.server.served().len();
    line.server.change_host_key();
    let waiting = line.ended(4, &["publish", &line.here.post()]);
    assert!(waiting["message"].as_str().unwrap().contains("not the one that it was before"), "{waiting}");
    let checks = line.ended(0, &["doctor", line.here.folder()]);
    assert!(checks.to_string().contains("not the one that it was before"), "{checks}");
    assert_eq!(line.server.served().len(), served);
}

#[test]
fn at_a_terminal_the_code_is_shown_and_the_passphrase_is_not() {
    let line = Line::new(CANARY);
    let post = line.here.post();
    let later = line.at_a_terminal(&["publish", &post], &[("do it later:", "")]);
    assert_eq!(later.1, 4, "{}", later.0);
    let (shown, status) =
        line.at_a_terminal(&["publish", &post], &[("do it later:", "yes"), ("Type it", "wrong"), ("Type it", CANARY)]);
    assert_eq!(status, 0, "{shown}");
    assert!(shown.contains(&line.server.fingerprint()), "{shown}");
    assert!(shown.contains("That was not the passphrase of your key “id_anna”"), "{shown}");
    assert!(!shown.contains(CANARY) && line.is_published(), "{shown}");
    for place in [line.here.seat.world.folder(), line.here.site.path().to_owned()] {
        let holding = files_below(&place).into_iter().filter(|(_, bytes)| has(bytes, CANARY)).collect::<Vec<_>>();
        assert!(holding.is_empty(), "{holding:?}");
    }
}

fn has(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// A desk whose window asks, and the window's end of it.
struct AtDesk {
    line: Line,
    desk: Desk,
    questions: Arc<Questions>,
    heard: RefCell<VecDeque<Event>>,
}

impl AtDesk {
    fn new(line: Line) -> Self {
        Self::with(line, Arc::new(MemoryKeychain::default()))
    }

    fn with(line: Line, keychain: Arc<MemoryKeychain>) -> Self {
        let seat = &line.here.seat;
        let questions = Questions::keeping(seat.heard.clone(), keychain);
        let around = Surroundings { watch: false, ..seat.around() }.with_programs();
        let mut around = around.asking(PathBuf::from(env!("CARGO_BIN_EXE_byline-cli-under-test")), questions.clone());
        around.git.programs.ssh = Some(line.ssh.clone());
        around.git.programs.variables.retain(|(name, _)| name != "SSH_AUTH_SOCK");
        let desk = Desk::start(Site::open_as_known(line.here.site.path(), around).unwrap());
        Self { line, desk, questions, heard: RefCell::default() }
    }

    /// Waits for an event, and leaves those before it behind.
    fn hear<T>(&self, what: &str, wanted: impl Fn(&Event) -> Option<T>) -> T {
        let begin = Instant::now();
        loop {
            self.heard.borrow_mut().extend(self.line.here.seat.heard.take());
            while let Some(event) = self.heard.borrow_mut().pop_front() {
                if let Some(found) = wanted(&event) {
                    return found;
                }
            }
            assert!(begin.elapsed() < Duration::from_mins(1), "no {what}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn question(&self, kind: QuestionKind, again: bool) -> u32 {
        let asked = self.hear("question", |event| match event {
            Event::Question { question } => Some(question.clone()),
            _ => None,
        });
        assert_eq!((asked.kind, asked.again), (kind, again), "{asked:?}");
        asked.id
    }

    fn answer(&self, id: u32, answer: PersonAnswer) {
        self.questions.answer(id, answer);
    }

    fn ended(&self) -> OutcomeKind {
        self.hear("end", |event| match event {
            Event::PublishEnded { outcome, .. } => Some(outcome.outcome),
            _ => None,
        })
    }

    /// What a click on Publish does, as the window does it.
    fn click(&self) {
        self.questions.afresh();
        let (desk, path) = (self.desk.clone(), OLD.to_owned());
        std::thread::spawn(move || running(desk.publish(path, None)));
    }

    fn state(&self) -> PostState {
        running(self.desk.ask(|site| site.open_post(OLD))).unwrap().state
    }
}

fn running<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

fn secret(text: &str) -> PersonAnswer {
    PersonAnswer::Secret { text: text.to_owned(), keep: false }
}

#[test]
fn the_window_asks_while_the_desk_goes_on_and_not_now_keeps_the_post() {
    let at = AtDesk::new(Line::known(CANARY));
    // The desk asks the server by itself as soon as it is open; whoever says no is left alone until she clicks.
    let id = at.question(QuestionKind::Passphrase, false);
    assert_eq!(at.state(), PostState::Changed);
    at.answer(id, PersonAnswer::NotNow);
    at.click();
    let id = at.question(QuestionKind::Passphrase, false);
    at.answer(id, PersonAnswer::NotNow);
    assert_eq!(at.ended(), OutcomeKind::Waiting);
    assert_eq!(at.state(), PostState::Waiting);
    at.click();
    let id = at.question(QuestionKind::Passphrase, false);
    at.answer(id, secret("wrong"));
    let id = at.question(QuestionKind::Passphrase, true);
    at.answer(id, secret(CANARY));
    assert_eq!(at.ended(), OutcomeKind::Published);
    assert!(at.line.is_published());
    running(at.desk.close());
}

#[test]
fn a_wrong_passphrase_in_the_keychain_is_forgotten_once_and_the_person_is_asked() {
    let keychain = Arc::new(MemoryKeychain::default());
    let line = Line::known(CANARY);
    let name = format!("passphrase of {}", line.key.file.display());
    keychain.write(&name, &Hidden::new("of another year")).unwrap();
    let at = AtDesk::with(line, keychain.clone());
    // She has typed nothing yet, so nothing was wrong; and she may still mistype once.
    let id = at.question(QuestionKind::Passphrase, false);
    assert_eq!(keychain.read(&name).unwrap(), None);
    at.answer(id, secret("wrong"));
    let id = at.question(QuestionKind::Passphrase, true);
    at.answer(id, PersonAnswer::Secret { text: CANARY.to_owned(), keep: true });
    at.click();
    assert_eq!(at.ended(), OutcomeKind::Published);
    assert_eq!(keychain.read(&name).unwrap(), Some(Hidden::new(CANARY)));
    running(at.desk.close());
}

#[test]
fn the_window_stops_at_a_changed_server() {
    let mut line = Line::known("");
    line.server.change_host_key();
    let at = AtDesk::new(line);
    let notice = at.hear("notice", |event| match event {
        Event::Notice { notice } => Some(notice.clone()),
        _ => None,
    });
    assert_eq!(notice.kind, NoticeKind::HostChanged);
    at.click();
    assert_eq!(at.ended(), OutcomeKind::Waiting);
    assert!(at.line.server.served().is_empty() && !at.line.is_published());
    running(at.desk.close());
}
