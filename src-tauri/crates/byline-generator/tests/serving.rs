//! Servers of a generator that the tests write: what becomes of it, and of all that it started.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop there")]

use std::ffi::OsString;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use byline_generator::{Ended, Limits, Missing, Problem, Programs, Server, Setup, Told, kind};

/// Stands for Hugo: answers at the port that it is told, after its site's `do` has run.
const FAKE: &str = r#"#!/usr/bin/perl
use strict; use IO::Socket::INET; $| = 1;
my %told = (); while (my $word = shift) { $told{$word} = shift if $word =~ /^--(port|baseURL|bind)$/; }
open(my $env, '>', "$ENV{HUGO_CACHEDIR}/env"); print $env map { "$_=$ENV{$_}\n" } sort keys %ENV; close $env;
open(my $pid, '>', "$ENV{HUGO_CACHEDIR}/pid"); print $pid $$; close $pid;
do './do.pl' if -e 'do.pl';
my $server = IO::Socket::INET->new(LocalAddr => $told{'--bind'}, LocalPort => $told{'--port'}, Listen => 9, ReuseAddr => 1)
    or do { print "Error: listen tcp: bind: address already in use\n"; exit 1 };
while (my $line = $server->accept) {
    sysread($line, my $asked, 4096);
    print $line "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello"; close $line;
}
"#;

struct Bench {
    folder: tempfile::TempDir,
    told: Option<Receiver<Told>>,
}

impl Bench {
    fn new(acts: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("site")).unwrap();
        std::fs::write(folder.path().join("hugo"), FAKE).unwrap();
        std::fs::set_permissions(folder.path().join("hugo"), PermissionsExt::from_mode(0o755)).unwrap();
        let bench = Self { folder, told: None };
        if !acts.is_empty() {
            std::fs::write(bench.site().join("do.pl"), acts).unwrap();
        }
        bench
    }

    fn site(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn outside(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.path().join("outside/cache").join(name)).unwrap()
    }

    fn setup(&self) -> Setup {
        let variables = [("PATH", "/usr/bin:/bin"), ("HOME", "/nowhere"), ("LANG", "C")];
        let variables = variables.map(|(name, value)| (OsString::from(name), OsString::from(value)));
        Setup {
            site: self.site(),
            outside: self.folder.path().join("outside"),
            base: String::new(),
            programs: Programs {
                keeper: Some(env!("CARGO_BIN_EXE_byline-keeps-under-test").into()),
                hugo: Some(self.folder.path().join("hugo")),
                variables: variables.to_vec(),
                ..Programs::default()
            },
            limits: Limits::default(),
        }
    }

    fn start(&mut self) -> Server {
        self.start_with(self.setup())
    }

    fn start_with(&mut self, setup: Setup) -> Server {
        let (sender, told) = mpsc::channel();
        self.told = Some(told);
        Server::start(kind("hugo").unwrap(), setup, move |what| drop(sender.send(what))).unwrap()
    }

    fn next(&self) -> Told {
        self.told.as_ref().unwrap().recv_timeout(Duration::from_secs(30)).unwrap()
    }

    fn ready(&self) -> u16 {
        match self.next() {
            Told::Ready(port) => port,
            told => panic!("{told:?}"),
        }
    }
}

/// Whether a process of this number runs; one that has ended and was not looked at yet does not.
fn runs(pid: &str) -> bool {
    let Ok(state) = std::fs::read_to_string(format!("/proc/{}/stat", pid.trim())) else { return false };
    !state.rsplit(')').next().unwrap().trim_start().starts_with('Z')
}

fn soon(what: impl Fn() -> bool) {
    let since = Instant::now();
    while !what() {
        assert!(since.elapsed() < Duration::from_secs(20), "it never happened");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn is_there(file: &Path) -> bool {
    std::fs::read_to_string(file).is_ok_and(|text| !text.is_empty())
}

#[test]
fn it_is_ready_when_its_port_answers_and_gets_few_variables() {
    let mut bench = Bench::new("sleep 1;");
    let _server = bench.start();
    let port = bench.ready();
    assert!(std::net::TcpStream::connect(("127.0.0.1", port)).is_ok());
    let env = bench.outside("env");
    let names: Vec<_> = env.lines().filter_map(|line| line.split('=').next()).collect();
    assert_eq!(names, ["HOME", "HUGO_CACHEDIR", "HUGO_NOBUILDLOCK", "HUGO_RESOURCEDIR", "LANG", "PATH"]);
    let written: Vec<_> = std::fs::read_dir(bench.site()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(written, ["do.pl"]);
}

#[cfg(target_os = "linux")]
#[test]
fn it_ends_with_all_that_it_started_when_it_is_dropped() {
    // The child holds the outputs open and hears no polite word.
    let child = "if (!fork) { $SIG{TERM} = 'IGNORE'; open(my $f, '>', \"$ENV{HUGO_CACHEDIR}/child\"); print $f $$; \
                 close $f; sleep 60; exit }";
    let mut bench = Bench::new(child);
    let server = bench.start();
    let port = bench.ready();
    let (first, second) = (bench.outside("pid"), bench.outside("child"));
    assert!(runs(&first) && runs(&second));
    drop(server);
    // The system may take a moment to do as it was told.
    soon(|| !runs(&first) && !runs(&second));
    assert!(std::net::TcpStream::connect(("127.0.0.1", port)).is_err());
}

/// As if Byline itself was killed: this program again, with a server, and then no more.
#[cfg(target_os = "linux")]
#[test]
fn it_ends_when_the_program_that_started_it_is_killed() {
    let bench = Bench::new("");
    let marks = bench.folder.path().join("outside/cache");
    #[allow(clippy::disallowed_methods)] // A test starts itself.
    let mut me = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "starts_one_and_waits", "--nocapture"])
        .env("BENCH", bench.folder.path())
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    soon(|| is_there(&marks.join("pid")));
    let pid = bench.outside("pid");
    assert!(runs(&pid));
    me.kill().unwrap();
    me.wait().unwrap();
    soon(|| !runs(&pid));
}

#[test]
fn starts_one_and_waits() {
    let Some(folder) = std::env::var_os("BENCH") else { return };
    let mut setup = Bench::new("").setup();
    let folder = PathBuf::from(folder);
    setup.programs.hugo = Some(folder.join("hugo"));
    (setup.site, setup.outside) = (folder.join("site"), folder.join("outside"));
    let _server = Server::start(kind("hugo").unwrap(), setup, |_| {}).unwrap();
    std::thread::sleep(Duration::from_mins(1));
}

#[test]
fn errors_have_their_file_and_line() {
    let acts = r#"
        print "Change detected, rebuilding site.\n";
        print STDERR "ERROR 2026/11/26 02:30:14 Rebuild failed: \"$ENV{PWD}/a.md:4:1\": template for shortcode \"x\" not found\n";
        print "Total in 1 ms\n";
        print "Change detected, rebuilding site.\nTotal in 1 ms\n";
    "#;
    // The two outputs come in no order of their own.
    let acts = acts.replace("print STDERR", "sleep 1; print STDERR").replace("found\\n\";", "found\\n\"; sleep 1;");
    let mut bench = Bench::new(&acts.replace("$ENV{PWD}/", ""));
    std::fs::write(bench.site().join("a.md"), "1\n2\n3\n{{< x >}}\n").unwrap();
    let _server = bench.start();
    let problem =
        Problem { file: Some("a.md".into()), line: Some(4), message: "template for shortcode \"x\" not found".into() };
    for expect in [Told::Building, Told::Problem(problem), Told::Building, Told::Built] {
        assert_eq!(bench.next(), expect);
    }
    bench.ready();
}

#[test]
fn one_that_ends_tells_why() {
    let check = |acts: &str, expect: Ended| {
        let mut bench = Bench::new(acts);
        let _server = bench.start();
        assert_eq!(bench.next(), Told::Ended(expect));
    };
    check("exit 3;", Ended::Itself(vec![]));
    check("print \"one\\n\\n  two\\n\"; exit 1;", Ended::Itself(vec!["one".into(), "two".into()]));
    let mut bench = Bench::new("print STDERR \"Error: no such theme\\n\"; exit 1;");
    let _server = bench.start();
    let problem = Problem { message: "no such theme".into(), ..Problem::default() };
    assert_eq!(bench.next(), Told::Problem(problem.clone()));
    assert_eq!(bench.next(), Told::Ended(Ended::Problem(problem)));
}

#[test]
fn one_that_is_never_ready_or_talks_without_end_is_ended() {
    let check = |acts: &str, limits: Limits, expect: Ended| {
        let mut bench = Bench::new(acts);
        let server = bench.start_with(Setup { limits, ..bench.setup() });
        assert_eq!(bench.next(), Told::Ended(expect));
        drop(server);
        if cfg!(target_os = "linux") {
            assert!(!runs(&bench.outside("pid")));
        }
    };
    check("sleep 60;", Limits { ready: Duration::from_secs(1), ..Limits::default() }, Ended::NeverReady);
    let little = Limits { output: 1_000_000, ..Limits::default() };
    check("while (1) { print 'x' x 999, \"\\n\" }", little, Ended::TooMuch);
    check("while (1) { print 'x' x 999 }", little, Ended::TooMuch);
}

#[test]
fn a_port_of_another_is_left_alone() {
    let taken = "my $mark = \"$ENV{HUGO_CACHEDIR}/tried\"; if (!-e $mark) { open(my $f, '>', $mark); close $f; \
                 print STDERR \"Error: listen tcp 127.0.0.1:1: bind: address already in use\\n\"; sleep 60 }";
    let mut bench = Bench::new(taken);
    let _server = bench.start();
    bench.ready();
    let mut bench = Bench::new("print \"Error: port 1 already in use\\n\"; exit 1;");
    let _server = bench.start();
    assert_eq!(bench.next(), Told::Ended(Ended::NoPort));
}

#[test]
fn what_is_not_there_is_told_before_anything_starts() {
    let bench = Bench::new("");
    let without = |change: fn(&mut Programs)| {
        let mut setup = bench.setup();
        change(&mut setup.programs);
        Server::start(kind("hugo").unwrap(), setup, |_| {}).unwrap_err()
    };
    assert_eq!(without(|programs| programs.hugo = None), Missing::Program("Hugo"));
    assert_eq!(without(|programs| programs.keeper = None), Missing::Program("Byline"));
}
