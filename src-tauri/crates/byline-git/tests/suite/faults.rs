//! Servers and networks that misbehave.

use std::cell::Cell;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::time::{Duration, Instant};

use byline_git::{AsText, Engine, Fault, Options, Outcome, Quiet, Refusal, Step, Waiting, Watch, open, publish};
use byline_testkit::{FaultyEngine, Fetching, Odd, Oddity, Pushing};

use crate::common::{POST, attempts, change, changing_only, engine, options, run, run_counting, world};

const FIRST: &[u8] = b"# Hello\n\nA better first paragraph.\n\nThe second paragraph.\n";

fn eof() -> Fault {
    Fault::Offline { detail: "unexpected EOF".to_owned() }
}

#[test]
fn a_reply_that_is_lost_after_acceptance_is_still_published() {
    for fault in [eof(), Fault::Locked, Fault::Timeout, Fault::SignIn] {
        let (world, site) = world();
        let engine = FaultyEngine::new(engine(&site), Vec::new(), vec![Pushing::ReplyLost(fault)]);
        let job = change(&engine, FIRST);
        let outcome = changing_only(&world, &site, &[(POST, Some(FIRST))], || run(&engine, &job));
        assert_eq!(attempts(&outcome), 1);
        assert_eq!((engine.pushes(), world.server_log().len()), (1, 2));
    }
}

#[test]
fn a_run_cut_off_after_acceptance_is_recognised_by_the_next_one() {
    let (world, site) = world();
    let fetches = vec![Fetching::Works, Fetching::Fails(eof())];
    let faulty = FaultyEngine::new(engine(&site), fetches, vec![Pushing::ReplyLost(eof())]);
    let job = change(&faulty, FIRST);
    let outcome = run(&faulty, &job);
    assert!(matches!(outcome, Outcome::Waiting { why: Waiting::Offline, .. }), "{outcome:?}");
    assert!(faulty.kept("job-1").unwrap().is_some());
    // Meanwhile a colleague writes over it. What Anna published stays published; it is not published again.
    world.colleague_publishes(POST, b"Carl's own text\n");
    let fresh = engine(&site);
    let outcome = changing_only(&world, &site, &[], || run(&*fresh, &job));
    assert!(matches!(outcome, Outcome::AlreadyPublished { commit: Some(_), .. }), "{outcome:?}");
    assert_eq!(fresh.kept("job-1").unwrap(), None);
}

#[test]
fn acceptance_that_cannot_be_confirmed_is_not_called_published() {
    let (_world, site) = world();
    let fetches = vec![Fetching::Works, Fetching::Fails(eof())];
    let engine = FaultyEngine::new(engine(&site), fetches, vec![Pushing::Works]);
    let outcome = run(&engine, &change(&engine, FIRST));
    assert!(matches!(outcome, Outcome::Waiting { why: Waiting::Offline, .. }), "{outcome:?}");
    assert!(matches!(run(&engine, &change(&engine, FIRST)), Outcome::AlreadyPublished { .. }));
}

#[test]
fn refusals_carry_the_servers_words() {
    fn check(reason: &str, said: &str, expect: Refusal) {
        let (world, site) = world();
        let refused = Pushing::Refused { reason: reason.to_owned(), said: vec![said.to_owned()] };
        let engine = FaultyEngine::new(engine(&site), Vec::new(), vec![refused]);
        let job = change(&engine, FIRST);
        let outcome = changing_only(&world, &site, &[], || run(&engine, &job));
        let Outcome::Refused { why, said: words } = outcome else { panic!("{outcome:?}") };
        assert_eq!(why, expect);
        assert!(words.contains(said));
        assert_eq!(engine.pushes(), 1);
    }
    check("protected branch hook declined", "GH006: Protected branch update failed", Refusal::Protected);
    check("pre-receive hook declined", "Titles must be in English", Refusal::Hook);
    check("pre-receive hook declined", "GH001: Large files detected.", Refusal::TooLarge);
}

#[test]
fn what_time_or_a_person_heals_waits_and_then_works() {
    fn check(fault: &Fault, expect: Waiting) {
        for while_sending in [false, true] {
            let (world, site) = world();
            let (mut fetches, mut pushes) = (Vec::new(), Vec::new());
            if while_sending {
                pushes.push(Pushing::Fails(fault.clone()));
            } else {
                fetches.push(Fetching::Fails(fault.clone()));
            }
            let engine = FaultyEngine::new(engine(&site), fetches, pushes);
            let job = change(&engine, FIRST);
            let outcome = changing_only(&world, &site, &[], || run(&engine, &job));
            assert!(matches!(outcome, Outcome::Waiting { why, .. } if why == expect), "{outcome:?}");
            assert_eq!(attempts(&run(&engine, &job)), 1);
        }
    }
    check(&eof(), Waiting::Offline);
    check(&Fault::SignIn, Waiting::SignIn);
    check(&Fault::Timeout, Waiting::NoAnswer);
    check(&Fault::Portal, Waiting::Portal);
    check(&Fault::Certificate { detail: String::new() }, Waiting::Certificate);
    check(&Fault::ServerError { detail: String::new() }, Waiting::ServerTrouble);
}

#[test]
fn a_server_that_never_takes_it_and_never_says_why_is_kept_after_twenty_four_attempts() {
    let (world, site) = world();
    let silent = (0..40).map(|_| Pushing::Silent).collect();
    let engine = FaultyEngine::new(engine(&site), Vec::new(), silent);
    let job = change(&engine, FIRST);
    let (outcome, pauses) = changing_only(&world, &site, &[], || run_counting(&engine, &job));
    assert!(matches!(outcome.unwrap(), Outcome::Waiting { why: Waiting::Busy, .. }));
    assert_eq!((engine.pushes(), pauses.len()), (24, 23));
}

/// Stops at a step.
struct StopAt(Step, Cell<bool>);

impl Watch for StopAt {
    fn progress(&self, step: Step, _done: u64, _total: u64) {
        if step == self.0 {
            self.1.set(true);
        }
    }

    fn cancelled(&self) -> bool {
        self.1.get()
    }
}

#[test]
fn a_person_who_stops_it_finds_the_server_as_it_was() {
    for step in [Step::Fetching, Step::Building] {
        let (world, site) = world();
        let engine = engine(&site);
        let job = change(&*engine, FIRST);
        let watch = StopAt(step, Cell::new(false));
        let outcome =
            changing_only(&world, &site, &[], || publish(&*engine, &job, &AsText, &watch, &|_| {}, 1).unwrap());
        assert!(matches!(outcome, Outcome::Waiting { why: Waiting::Cancelled, .. }), "{outcome:?}");
        assert_eq!(attempts(&run(&*engine, &job)), 1);
    }
}

/// A server on this computer that answers every connection in the same way.
fn server(answer: impl Fn(&mut std::net::TcpStream) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/site.git", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let mut request = [0; 4096];
            let _read = stream.read(&mut request);
            answer(&mut stream);
        }
    });
    url
}

fn replies(status: &'static str, headers: &'static str, body: &'static str) -> String {
    server(move |stream| {
        let length = body.len();
        let _gone =
            write!(stream, "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n{body}");
    })
}

/// What fetching from this address comes to.
fn fetching(url: &str, options: &Options) -> Fault {
    let (_world, site) = world();
    site.repo().remote_set_url("origin", url).unwrap();
    open(site.path(), options).unwrap().fetch(&Quiet).unwrap_err()
}

#[test]
fn answers_of_real_servers_are_understood() {
    fn check(url: &str, expect: fn(&Fault) -> bool) {
        let fault = fetching(url, &options());
        assert!(expect(&fault), "{url}: {fault:?}");
    }
    check("http://127.0.0.1:9/site.git", |fault| matches!(fault, Fault::Offline { .. }));
    check(&replies("401 Unauthorized", "WWW-Authenticate: Basic realm=\"x\"\r\n", ""), |fault| *fault == Fault::SignIn);
    check(&replies("403 Forbidden", "", ""), |fault| *fault == Fault::Forbidden);
    check(&replies("404 Not Found", "", ""), |fault| *fault == Fault::NotFound);
    check(&replies("500 Oops", "", ""), |fault| matches!(fault, Fault::ServerError { .. }));
    check(&replies("200 OK", "Content-Type: text/html\r\n", "<h1>Hotel</h1>"), |fault| *fault == Fault::Portal);
    check(&server(|_| {}), |fault| matches!(fault, Fault::Offline { .. }));
    check("ssh://git@example.org/site.git", |fault| *fault == Fault::Missing { program: "ssh".to_owned() });
    check("git@example.org:site.git", |fault| *fault == Fault::Missing { program: "ssh".to_owned() });
    check("http://example.org/site.git", |fault| *fault == Fault::Unsupported { what: "http".to_owned() });
}

#[test]
fn a_folder_is_no_server_unless_allowed() {
    let (world, _site) = world();
    let strict = Options { allow_local: false, ..options() };
    assert_eq!(fetching(&world.url(), &strict), Fault::Unsupported { what: "file".to_owned() });
}

#[test]
fn an_address_rewritten_by_the_settings_is_checked_too() {
    let (_world, site) = world();
    let repo = site.repo();
    repo.config().unwrap().set_str("url.ssh://evil.example/.insteadOf", "https://good.example/").unwrap();
    repo.remote_set_url("origin", "https://good.example/site.git").unwrap();
    assert_eq!(engine(&site).fetch(&Quiet), Err(Fault::Missing { program: "ssh".to_owned() }));
}

/// Counts how often it is asked.
struct Asked(std::sync::atomic::AtomicU32);

impl byline_git::Credentials for Asked {
    fn find(&self, _url: &str, _username: Option<&str>) -> Option<byline_git::Secret> {
        self.0.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        Some(byline_git::Secret { user: "anna".to_owned(), password: "wrong".to_owned() })
    }
}

#[test]
fn a_refused_secret_is_offered_once() {
    let asked = std::sync::Arc::new(Asked(std::sync::atomic::AtomicU32::new(0)));
    let header = "WWW-Authenticate: Basic realm=\"x\"".to_owned();
    let server = Oddity::start(Odd::With("401 Unauthorized".to_owned(), vec![header], String::new()));
    let options = Options { credentials: asked.clone(), ..options() };
    assert_eq!(fetching(&server.url(), &options), Fault::SignIn);
    let offers = server.heads().iter().filter(|head| head.to_lowercase().contains("authorization:")).count();
    assert_eq!(offers, 1);
    // Once for the first time, and once for something better.
    assert_eq!(asked.0.load(std::sync::atomic::Ordering::SeqCst), 2);
}

#[test]
fn a_secret_is_not_given_to_the_place_that_a_server_redirects_to() {
    let asked = std::sync::Arc::new(Asked(std::sync::atomic::AtomicU32::new(0)));
    let elsewhere = replies("401 Unauthorized", "WWW-Authenticate: Basic realm=\"x\"\r\n", "");
    let url = server(move |stream| {
        let to = format!("{elsewhere}/info/refs?service=git-upload-pack");
        let _gone =
            write!(stream, "HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    });
    let options = Options { credentials: asked.clone(), ..options() };
    let fault = fetching(&url, &options);
    assert!(matches!(fault, Fault::SignIn | Fault::Moved), "{fault:?}");
    assert_eq!(asked.0.load(std::sync::atomic::Ordering::SeqCst), 0);
}

#[test]
fn a_silent_server_is_left_after_the_timeout_and_at_once_when_asked_to_stop() {
    let url = server(|_| std::thread::sleep(Duration::from_secs(8)));
    let short =
        Options { timeout: Duration::from_millis(300), connect_timeout: Duration::from_millis(200), ..options() };
    let start = Instant::now();
    assert_eq!(fetching(&url, &short), Fault::Timeout);
    assert!(start.elapsed() < Duration::from_secs(4), "{:?}", start.elapsed());

    let (_world, site) = world();
    site.repo().remote_set_url("origin", &url).unwrap();
    let watch = StopAt(Step::Fetching, Cell::new(false));
    let start = Instant::now();
    assert_eq!(engine(&site).fetch(&watch), Err(Fault::Cancelled));
    assert!(start.elapsed() < Duration::from_secs(4));
}
