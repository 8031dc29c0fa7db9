//! Servers that are no git servers, or not today.

#![allow(clippy::missing_panics_doc, clippy::unwrap_used)]

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use crate::listening::{Ear, Listening};

/// What every request is answered with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Odd {
    /// Moved for now to this address; what was asked for is added to it.
    Redirect(String),
    /// A number with its words, such as `403 Forbidden`, and a plain text.
    Status(String, String),
    /// The same with more lines of the head.
    With(String, Vec<String>, String),
    /// The page of a hotel that wants its guests to sign in, whatever was asked for.
    Portal,
    /// The proxy before the server wants a name and a password.
    ProxyLogin,
    /// Bytes that are no answer at all.
    Garbage,
    /// The connection closes without a word.
    Nothing,
    /// The connection stays open without a word.
    Silence,
}

/// A server that answers everything in one way. It stops when it is dropped.
pub struct Oddity {
    listening: Listening,
    shared: Arc<Shared>,
}

struct Shared {
    odd: Mutex<Odd>,
    heads: Mutex<Vec<String>>,
    ear: Ear,
}

impl Odd {
    /// A number with its words, and no text.
    pub fn status(status: &str) -> Self {
        Self::Status(status.to_owned(), String::new())
    }
}

impl Oddity {
    /// Starts one on a free port.
    pub fn start(odd: Odd) -> Self {
        let (listening, shared) = Listening::start(
            |ear| Shared { odd: Mutex::new(odd), heads: Mutex::new(Vec::new()), ear },
            |shared, stream| shared.answer(stream),
        );
        Self { listening, shared }
    }

    /// Its address, as that of a repository.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/git/server.git", self.listening.port())
    }

    /// The port that it listens at.
    pub fn port(&self) -> u16 {
        self.listening.port()
    }

    /// Answers otherwise from now on.
    pub fn set(&self, odd: Odd) {
        *self.shared.odd.lock().unwrap() = odd;
    }

    /// The heads of all requests so far.
    pub fn heads(&self) -> Vec<String> {
        self.shared.heads.lock().unwrap().clone()
    }

    /// Whether any request brought a name and a password.
    pub fn was_told_a_secret(&self) -> bool {
        self.heads().iter().any(|head| head.to_ascii_lowercase().contains("authorization:"))
    }
}

impl Shared {
    fn answer(&self, mut stream: TcpStream) {
        let Some(head) = read_head(&mut stream) else { return };
        let asked = head.split(' ').nth(1).unwrap_or_default().to_owned();
        self.heads.lock().unwrap().push(head);
        let odd = self.odd.lock().unwrap().clone();
        let text = match odd {
            Odd::Redirect(to) => {
                let beyond = asked.split_once(".git").map_or(asked.as_str(), |(_, beyond)| beyond);
                reply("302 Found", &[format!("Location: {to}{beyond}")], "")
            }
            Odd::Status(status, body) => reply(&status, &["Content-Type: text/plain".to_owned()], &body),
            Odd::With(status, headers, body) => reply(&status, &headers, &body),
            Odd::Portal => reply(
                "200 OK",
                &["Content-Type: text/html; charset=utf-8".to_owned()],
                "<!doctype html><title>Welcome</title><h1>Hotel Example</h1><p>Please sign in.</p>",
            ),
            Odd::ProxyLogin => reply(
                "407 Proxy Authentication Required",
                &["Proxy-Authenticate: Basic realm=\"company\"".to_owned()],
                "",
            ),
            Odd::Garbage => "\u{1}\u{2}no answer at all\u{3}\n\n".repeat(20),
            Odd::Nothing => return,
            Odd::Silence => {
                while !self.ear.is_over() {
                    thread::sleep(Duration::from_millis(20));
                }
                return;
            }
        };
        let _gone = stream.write_all(text.as_bytes());
    }
}

fn reply(status: &str, headers: &[String], body: &str) -> String {
    let (length, headers) = (body.len(), [headers, &[String::new()]].concat().join("\r\n"));
    format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n{body}")
}

/// Everything up to the empty line.
pub(super) fn read_head(stream: &mut TcpStream) -> Option<String> {
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && head.len() < 64 * 1024 {
        match stream.read(&mut byte) {
            Ok(0) => return None,
            Ok(_) => head.push(byte[0]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => return None,
        }
    }
    Some(String::from_utf8_lossy(&head).into_owned())
}
