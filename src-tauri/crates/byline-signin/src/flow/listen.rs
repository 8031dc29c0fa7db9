//! This computer's own address that the browser comes back to: one page, for one sign-in, for nobody else.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::mpsc::{self, Sender};
use std::time::{Duration, Instant};

use super::{Failed, Pages, Stop};
use crate::Hidden;

/// How long the person may take in the browser.
const LONGEST: Duration = Duration::from_mins(15);
/// How often new visitors are looked for.
const TICK: Duration = Duration::from_millis(30);
/// How long a visitor may take to say what it wants, and how much it may say, in bytes.
const VISIT: Duration = Duration::from_secs(5);
const LARGEST: usize = 16 * 1024;
/// How many visitors are listened to at the same time. A browser opens two or three connections.
const MOST: usize = 32;

/// What a visitor came with.
#[derive(Debug)]
enum Visit {
    Code(Hidden),
    Denied,
    Failed,
    Gone,
}

/// Waits for one browser.
#[derive(Debug)]
pub(crate) struct Listener {
    port: TcpListener,
    address: String,
    state: String,
}

impl Listener {
    /// Opens a port that only this computer reaches.
    pub(crate) fn open(state: String) -> Result<Self, Failed> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(|_| Failed::Computer)?;
        listener.set_nonblocking(true).map_err(|_| Failed::Computer)?;
        let port = listener.local_addr().map_err(|_| Failed::Computer)?.port();
        // Without a slash at the end: the form in which forges compare it with what was registered.
        Ok(Self { address: format!("http://127.0.0.1:{port}"), state, port: listener })
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    pub(crate) fn state(&self) -> &str {
        &self.state
    }

    /// The code that the browser brings. Who comes without the right state is sent away and changes nothing: any page in
    /// any browser can knock here.
    pub(crate) fn wait(&self, pages: &Pages, stop: &Stop) -> Result<Hidden, Failed> {
        let (tell, visits) = mpsc::channel();
        let (begun, mut here) = (Instant::now(), 0);
        while begun.elapsed() < LONGEST {
            while let Ok(visit) = visits.try_recv() {
                match visit {
                    Visit::Code(code) => return Ok(code),
                    Visit::Denied => return Err(Failed::Denied),
                    Visit::Failed => return Err(Failed::UnknownHere),
                    Visit::Gone => here -= 1,
                }
            }
            match self.port.accept() {
                Ok((visitor, _)) if here < MOST => {
                    here += 1;
                    self.listen_to(visitor, pages, tell.clone());
                }
                Err(_) if stop.wait(TICK) => return Err(Failed::Stopped),
                Ok(_) | Err(_) => {}
            }
        }
        Err(Failed::Expired)
    }

    /// On a thread of its own: browsers open connections ahead and say nothing on them.
    fn listen_to(&self, visitor: TcpStream, pages: &Pages, tell: Sender<Visit>) {
        let (state, host, pages) =
            (self.state.clone(), self.address.trim_start_matches("http://").to_owned(), pages.clone());
        std::thread::spawn(move || {
            let visit = visited(visitor, &state, &host, &pages).unwrap_or(Visit::Gone);
            // Nobody waits any more when another visitor was the right one.
            let _ = tell.send(visit);
        });
    }
}

fn visited(mut visitor: TcpStream, state: &str, host: &str, pages: &Pages) -> Option<Visit> {
    visitor.set_nonblocking(false).ok()?;
    visitor.set_read_timeout(Some(VISIT)).ok()?;
    visitor.set_write_timeout(Some(VISIT)).ok()?;
    let head = head(&mut visitor)?;
    let visit = understood(&head, state, host);
    let (status, text) = match &visit {
        Some(Visit::Code(_)) => ("200 OK", &pages.done),
        Some(_) => ("200 OK", &pages.failed),
        None => ("404 Not Found", &pages.failed),
    };
    let page = format!("<!doctype html><meta charset=\"utf-8\"><title>Byline</title><p>{}</p>\n", escaped(text));
    let answer = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\
         Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n\
         Content-Security-Policy: default-src 'none'\r\n\r\n{page}",
        page.len()
    );
    // A browser that has gone has brought its code all the same.
    let _ = visitor.write_all(answer.as_bytes());
    visit
}

/// The request up to its empty line.
fn head(visitor: &mut TcpStream) -> Option<String> {
    let mut read = Vec::new();
    let mut piece = [0; 2048];
    let until = Instant::now() + VISIT;
    while read.len() < LARGEST && Instant::now() < until {
        let some = visitor.read(&mut piece).ok().filter(|some| *some > 0)?;
        read.extend_from_slice(piece.get(..some)?);
        if read.windows(4).any(|end| end == b"\r\n\r\n") {
            return String::from_utf8(read).ok();
        }
    }
    None
}

/// What a request brings; nothing, if it is not the one that is waited for.
fn understood(head: &str, state: &str, host: &str) -> Option<Visit> {
    let mut lines = head.split("\r\n");
    let target = lines.next()?.strip_prefix("GET ")?.split(' ').next()?;
    let named = lines.filter_map(|line| line.split_once(':')).find(|(name, _)| name.eq_ignore_ascii_case("host"))?;
    let query = target.strip_prefix('/')?.strip_prefix('?')?;
    let value = |wanted: &str| {
        let mut values = query.split('&').filter_map(|pair| pair.split_once('=')).filter(|(name, _)| *name == wanted);
        decoded(values.next()?.1).filter(|_| values.next().is_none())
    };
    if named.1.trim() != host || !same(value("state")?.as_bytes(), state.as_bytes()) {
        return None;
    }
    match value("error").as_deref() {
        Some("access_denied") => Some(Visit::Denied),
        Some(_) => Some(Visit::Failed),
        None => value("code").filter(|code| !code.is_empty()).map(|code| Visit::Code(Hidden::new(code))),
    }
}

/// Compares without telling by the time it takes where two differ.
fn same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let digit = |letter: Option<u8>| char::from(letter?).to_digit(16).and_then(|value| u8::try_from(value).ok());
        bytes.push(match byte {
            b'%' => (digit(rest.next())? << 4) | digit(rest.next())?,
            b'+' => b' ',
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_browser_with_the_right_state_is_let_in() {
        let visit =
            |request: &str| understood(&format!("{request}\r\nHost: 127.0.0.1:9\r\n\r\n"), "right", "127.0.0.1:9");
        assert!(
            matches!(visit("GET /?code=c%2F1&state=right HTTP/1.1"), Some(Visit::Code(code)) if code.show() == "c/1")
        );
        assert!(matches!(visit("GET /?error=access_denied&state=right HTTP/1.1"), Some(Visit::Denied)));
        for wrong in [
            "GET /?code=c&state=wrong HTTP/1.1",
            "GET /?code=c HTTP/1.1",
            "GET /?code=c&state=right&state=right HTTP/1.1",
            "GET /favicon.ico HTTP/1.1",
            "POST /?code=c&state=right HTTP/1.1",
            "GET http://127.0.0.1:9/?code=c&state=right HTTP/1.1",
        ] {
            assert!(visit(wrong).is_none(), "{wrong}");
        }
        let elsewhere = "GET /?code=c&state=right HTTP/1.1\r\nHost: evil.org\r\n\r\n";
        assert!(understood(elsewhere, "right", "127.0.0.1:9").is_none());
    }
}
