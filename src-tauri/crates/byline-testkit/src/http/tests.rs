//! That the servers do what the tests of others rely on.

#![allow(clippy::unwrap_used)]

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::{Answer, Authority, Certificate, Fate, Odd, Oddity, Proxy, Relay, Way};
use crate::{World, git, git_tried, noise};

const FILES: &[(&str, &[u8])] = &[("a.md", b"A"), ("b.md", b"B")];

#[test]
fn a_developer_clones_and_pushes_over_http() {
    let world = World::new();
    world.site("site", FILES);
    let server = world.web().start();
    let folder = world.folder();
    git(&folder, &["clone", "-q", "--depth", "1", &server.url("server.git"), "clone"]);
    let clone = folder.join("clone");
    std::fs::write(clone.join("a.md"), "Another").unwrap();
    git(&clone, &["commit", "-qam", "Change"]);
    git(&clone, &["push", "-q", "-o", "topic=x", "origin", "HEAD:main"]);
    assert_eq!(world.server_files()["a.md"], b"Another");
    let asked = server.requests();
    assert!(asked.iter().any(|asked| asked.method == "POST" && asked.path == "/git/server.git/git-receive-pack"));
    assert!(asked.iter().all(|asked| !asked.with_secret && asked.status == 200), "{asked:?}");
}

#[test]
fn only_the_account_that_it_knows_comes_in() {
    let world = World::new();
    world.site("site", FILES);
    let server = world.web().for_account("anna", "first").start();
    let with = |password: &str| server.url("server.git").replace("//", &format!("//anna:{password}@"));
    let comes_in = |url: &str| git_tried(&world.folder(), &["ls-remote", url]).status.success();
    assert!(comes_in(&with("first")));
    assert!(!comes_in(&server.url("server.git")));
    assert!(server.requests().iter().any(|asked| asked.with_secret && asked.status == 200));
    assert!(server.requests().iter().any(|asked| !asked.with_secret && asked.status == 401));
    server.set_account("anna", "second");
    assert!(!comes_in(&with("first")) && comes_in(&with("second")));
}

#[test]
fn certificates_are_what_they_are_said_to_be() {
    let world = World::new();
    world.site("site", FILES);
    let authority = Authority::new(&world.folder().join("authority"));
    let trusting = format!("http.sslCAInfo={}", authority.file().display());
    let answer = |certificate| {
        let server = world.web().signed_by(&authority, certificate).start();
        let done = git_tried(&world.folder(), &["-c", &trusting, "ls-remote", &server.url("server.git")]);
        (done.status.success(), String::from_utf8(done.stderr).unwrap())
    };
    let good = answer(Certificate::Good);
    assert!(good.0, "{}", good.1);
    for bad in [Certificate::Expired, Certificate::NotYetValid, Certificate::OtherHost] {
        let (came_in, said) = answer(bad);
        assert!(!came_in && said.contains("certificate"), "{bad:?}: {said}");
    }
}

#[test]
fn hooks_refuse_and_other_answers_are_given_until_they_are_taken_back() {
    let world = World::new();
    let site = world.site("site", FILES);
    let server = world.web().start();
    let url = server.url("server.git");
    site.write("a.md", b"Another");
    site.commit_all("Change");
    let push = || {
        let done = git_tried(site.path(), &["push", &url, "HEAD:main"]);
        (done.status.success(), String::from_utf8(done.stderr).unwrap())
    };
    world.server_refuses("Titles must be in English");
    let refused = push();
    assert!(!refused.0 && refused.1.contains("Titles must be in English"), "{}", refused.1);
    world.server_accepts();
    let forbidden = Answer { status: "403 Forbidden".to_owned(), headers: Vec::new(), body: String::new() };
    server.answer("git-receive-pack", &forbidden);
    let refused = push();
    assert!(!refused.0 && refused.1.contains("403"), "{}", refused.1);
    server.answer_as_git();
    assert!(push().0);
}

#[test]
fn a_request_that_is_too_large_is_refused() {
    let world = World::new();
    let site = world.site("site", FILES);
    let server = world.web().taking_at_most(16).start();
    site.write("noise", &noise(100_000));
    site.commit_all("Large");
    let done = git_tried(site.path(), &["push", &server.url("server.git"), "HEAD:main"]);
    assert!(!done.status.success());
    assert!(server.requests().iter().any(|asked| asked.status == 413), "{:?}", server.requests());
}

#[test]
fn a_line_can_be_gone_cut_silent_and_well_again() {
    let world = World::new();
    world.site("site", FILES);
    let server = world.web().start();
    let relay = Relay::before(server.port());
    let url = relay.url(&server.url("server.git"));
    let reached = || git_tried(&world.folder(), &["-c", "http.lowSpeedLimit=1", "ls-remote", &url]).status.success();
    assert!(reached());
    let (up, down) = (relay.passed(Way::Up), relay.passed(Way::Down));
    assert!(up > 0 && down > 0 && relay.connections() == 1);
    for fate in [Fate::Gone, Fate::Cut(Way::Down, 400), Fate::Cut(Way::Up, 3), Fate::ReplyLost] {
        relay.set(fate);
        assert!(!reached(), "{fate:?}");
    }
    relay.set(Fate::Cut(Way::Down, 1_000_000));
    assert!(reached());
    relay.set_at("git-upload-pack", Fate::Cut(Way::Up, 0));
    assert!(!reached() && !relay.is_set() && reached(), "once only");
    relay.set(Fate::Slow(Duration::from_millis(1)));
    assert!(reached());
    let mut line = TcpStream::connect(("127.0.0.1", relay.port())).unwrap();
    line.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
    relay.set(Fate::Stall(Way::Up, 0));
    line.write_all(b"GET / HTTP/1.0\r\n\r\n").unwrap();
    assert!(line.read(&mut [0]).is_err(), "nothing comes, and nothing ends");
}

#[test]
fn odd_servers_answer_in_their_way() {
    let odd = Oddity::start(Odd::Portal);
    let ask = |secret: &str| {
        let mut line = TcpStream::connect(("127.0.0.1", odd.port())).unwrap();
        write!(line, "GET /git/server.git/info/refs HTTP/1.1\r\nHost: x\r\n{secret}\r\n").unwrap();
        let mut said = Vec::new();
        let _cut = line.read_to_end(&mut said);
        String::from_utf8_lossy(&said).into_owned()
    };
    assert!(ask("").contains("text/html") && !odd.was_told_a_secret());
    odd.set(Odd::Redirect("http://elsewhere.example/x".to_owned()));
    assert!(ask("").contains("Location: http://elsewhere.example/x/info/refs"));
    odd.set(Odd::status("429 Too Many Requests"));
    assert!(ask("Authorization: Basic x\r\n").starts_with("HTTP/1.1 429"));
    assert!(odd.was_told_a_secret() && odd.heads().len() == 3);
    odd.set(Odd::Nothing);
    assert_eq!(ask(""), "");
}

#[test]
fn a_proxy_lets_those_through_who_give_its_password() {
    let world = World::new();
    world.site("site", FILES);
    let authority = Authority::new(&world.folder().join("authority"));
    let server = world.web().signed_by(&authority, Certificate::Good).start();
    let proxy = Proxy::start(Some("Basic YW5uYTpzZWNyZXQ="));
    let trusting = format!("http.sslCAInfo={}", authority.file().display());
    let reached = |proxy: &str| {
        let by = format!("http.proxy={proxy}");
        git_tried(&world.folder(), &["-c", &trusting, "-c", &by, "ls-remote", &server.url("server.git")])
            .status
            .success()
    };
    assert!(!reached(&proxy.url()));
    assert!(reached(&proxy.url_for("anna", "secret")));
    assert!(proxy.asked().iter().any(|(to, may)| *may && *to == format!("127.0.0.1:{}", server.port())));
}
