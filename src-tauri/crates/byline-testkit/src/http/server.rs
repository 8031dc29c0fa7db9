//! A real web server with git behind it: lighttpd and `git http-backend`.

#![allow(clippy::missing_panics_doc, clippy::unwrap_used)]

use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::config::{Told, settings};
use super::{Authority, Certificate};
use crate::free_port::free_port;
use crate::program::{git_programs, program};

/// How long a server may take until it answers.
const PATIENCE: Duration = Duration::from_secs(30);

/// A server that is being described. [`Serving::start`] starts it.
pub struct Serving {
    repositories: PathBuf,
    account: Option<(String, String)>,
    certificate: Option<PathBuf>,
    largest_request: Option<u32>,
}

/// A running web server over a folder of bare repositories: pushing, push options, shallow and partial fetching are
/// on, and the hooks of the repositories run. It stops when it is dropped.
pub struct GitServer {
    own: TempDir,
    program: Child,
    port: u16,
    side_door: u16,
    secure: bool,
    asked: AtomicU32,
}

/// A request that the server answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Such as `GET`.
    pub method: String,
    /// The path and what follows it, such as `/git/site.git/info/refs?service=git-upload-pack`.
    pub path: String,
    /// The answer.
    pub status: u16,
    /// Whether a name and a password came with it.
    pub with_secret: bool,
}

/// What a server says instead of what git would say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The number and its words, such as `403 Forbidden`.
    pub status: String,
    /// More lines of the head, such as `Content-Type: text/plain`.
    pub headers: Vec<String>,
    /// The text.
    pub body: String,
}

impl Serving {
    /// Only those may come in who give this name and password.
    #[must_use]
    pub fn for_account(mut self, user: &str, password: &str) -> Self {
        self.account = Some((user.to_owned(), password.to_owned()));
        self
    }

    /// It is reached over TLS, with a certificate of this authority.
    #[must_use]
    pub fn signed_by(mut self, authority: &Authority, certificate: Certificate) -> Self {
        self.certificate = Some(authority.sign(certificate));
        self
    }

    /// Larger requests are refused with 413. In KiB.
    #[must_use]
    pub fn taking_at_most(mut self, kilobytes: u32) -> Self {
        self.largest_request = Some(kilobytes);
        self
    }

    /// Starts it on a free port, and returns when it answers.
    pub fn start(self) -> GitServer {
        let own = tempfile::tempdir().unwrap();
        let place = own.path().canonicalize().unwrap();
        for folder in ["pages", "uploads"] {
            fs::create_dir(place.join(folder)).unwrap();
        }
        fs::write(place.join("requests"), "").unwrap();
        script(&place.join("answer"), &answering(&place));
        // The port that was free may be taken by another test's server in the next moment.
        for _ in 0..20 {
            let (port, side_door) = (free_port(), free_port());
            if let Some(program) = self.try_start(&place, port, side_door) {
                let secure = self.certificate.is_some();
                let server = GitServer { own, program, port, side_door, secure, asked: AtomicU32::new(0) };
                if let Some((user, password)) = &self.account {
                    server.set_account(user, password);
                }
                return server;
            }
        }
        panic!("lighttpd does not start: {}", fs::read_to_string(place.join("errors")).unwrap_or_default());
    }

    fn try_start(&self, own: &Path, port: u16, side_door: u16) -> Option<Child> {
        let told = Told {
            own,
            repositories: &self.repositories,
            port,
            side_door,
            sign_in: self.account.is_some(),
            certificate: self.certificate.as_deref(),
            largest_request: self.largest_request,
        };
        fs::write(own.join("settings"), settings(&told)).unwrap();
        let _none = fs::remove_file(own.join("pid"));
        let mut program = program(web_server())
            .arg("-D")
            .arg("-f")
            .arg(own.join("settings"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("lighttpd is needed: apt-get install lighttpd lighttpd-mod-openssl");
        let began = Instant::now();
        // It writes its number once it listens.
        while fs::read_to_string(own.join("pid")).unwrap_or_default().trim() != program.id().to_string() {
            if program.try_wait().unwrap().is_some() {
                return None;
            }
            assert!(began.elapsed() < PATIENCE, "lighttpd does not answer");
            sleep(Duration::from_millis(2));
        }
        Some(program)
    }
}

impl GitServer {
    /// A server of the repositories in this folder.
    pub fn over(repositories: &Path) -> Serving {
        let repositories = repositories.canonicalize().unwrap();
        Serving { repositories, account: None, certificate: None, largest_request: None }
    }

    /// The address of one of its repositories, such as `server.git`.
    pub fn url(&self, repository: &str) -> String {
        let scheme = if self.secure { "https" } else { "http" };
        format!("{scheme}://127.0.0.1:{}/git/{repository}", self.port)
    }

    /// The port that it listens at.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// From now on this name and password are the right ones, as when a token is revoked and another one given. Only
    /// for a server that asks for one.
    pub fn set_account(&self, user: &str, password: &str) {
        fs::write(self.own.path().join("accounts"), format!("{user}:{password}\n")).unwrap();
    }

    /// From now on it answers so wherever these words are in the request's method, a space, and its path:
    /// `git-receive-pack` for all of a push, `POST` for what is sent.
    pub fn answer(&self, words: &str, answer: &Answer) {
        let headers = [answer.headers.as_slice(), &[String::new()]].concat().join("\r\n");
        let text = format!("Status: {}\r\n{headers}\r\n{}", answer.status, answer.body);
        fs::write(self.own.path().join("said"), text).unwrap();
        fs::write(self.own.path().join("said-to"), format!("{words}\n")).unwrap();
    }

    /// From now on git answers again.
    pub fn answer_as_git(&self) {
        let _none = fs::remove_file(self.own.path().join("said-to"));
    }

    /// Every request that was answered so far, the oldest first.
    pub fn requests(&self) -> Vec<Request> {
        // A request of our own comes last: what was answered before it is in the log when it is.
        let mark = format!("/asked/{}", self.asked.fetch_add(1, Ordering::SeqCst));
        let mut line = TcpStream::connect((Ipv4Addr::LOCALHOST, self.side_door)).unwrap();
        write!(line, "GET {mark} HTTP/1.0\r\n\r\n").unwrap();
        let _told = line.read_to_end(&mut Vec::new());
        let began = Instant::now();
        loop {
            let log = fs::read_to_string(self.own.path().join("requests")).unwrap();
            if log.lines().any(|line| line.split(' ').nth(1) == Some(&mark)) {
                return log.lines().filter_map(request).collect();
            }
            assert!(began.elapsed() < PATIENCE, "the server keeps no log");
            sleep(Duration::from_millis(2));
        }
    }
}

impl Drop for GitServer {
    fn drop(&mut self) {
        let _ended = self.program.kill();
        let _reaped = self.program.wait();
    }
}

/// Debian has it where only an administrator's shell looks.
fn web_server() -> &'static Path {
    let usual = Path::new("/usr/sbin/lighttpd");
    if usual.exists() { usual } else { Path::new("lighttpd") }
}

/// The program behind the server: git, unless something else is to be said.
fn answering(own: &Path) -> String {
    let (own, git) = (own.display(), git_programs().join("git-http-backend"));
    format!(
        "#!/bin/sh\nif [ -f '{own}/said-to' ]; then\nread -r words <'{own}/said-to'\n\
         case \"$REQUEST_METHOD $REQUEST_URI\" in *\"$words\"*) exec cat '{own}/said' ;; esac\nfi\nexec '{}'\n",
        git.display()
    )
}

pub(crate) fn script(place: &Path, text: &str) {
    fs::write(place, text).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(place, fs::Permissions::from_mode(0o755)).unwrap();
    }
}

/// `METHOD PATH STATUS SECRET`; none of our own questions.
fn request(line: &str) -> Option<Request> {
    let mut words = line.splitn(4, ' ');
    let (method, path, status, secret) = (words.next()?, words.next()?, words.next()?, words.next()?);
    (!path.starts_with("/asked/")).then(|| Request {
        method: method.to_owned(),
        path: path.to_owned(),
        status: status.parse().unwrap_or_default(),
        with_secret: secret != "-",
    })
}
