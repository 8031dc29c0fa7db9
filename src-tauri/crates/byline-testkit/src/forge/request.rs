//! As much of HTTP as a forge needs.

use std::io::{Read, Write};
use std::net::TcpStream;

/// A request: its first line and headers, and what came of the body so far.
pub(super) struct Asked {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) query: Vec<(String, String)>,
    pub(super) head: String,
    pub(super) begun: Vec<u8>,
}

impl Asked {
    pub(super) fn read(visitor: &mut TcpStream) -> Option<Self> {
        let mut bytes = Vec::new();
        let mut piece = [0; 4096];
        let end = loop {
            if let Some(at) = bytes.windows(4).position(|end| end == b"\r\n\r\n") {
                break at;
            }
            let some = visitor.read(&mut piece).ok().filter(|some| *some > 0)?;
            bytes.extend_from_slice(&piece[..some]);
        };
        let head = String::from_utf8(bytes[..end].to_vec()).ok()?;
        let begun = bytes[end + 4..].to_vec();
        let mut words = head.lines().next()?.split(' ');
        let (method, target) = (words.next()?.to_owned(), words.next()?);
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        Some(Self { method, path: path.to_owned(), query: pairs(query), head: head.clone(), begun })
    }

    pub(super) fn header(&self, name: &str) -> Option<String> {
        header(&self.head, name)
    }

    /// The form in the body.
    pub(super) fn form(&mut self, visitor: &mut TcpStream) -> Vec<(String, String)> {
        let length: usize = self.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        let mut rest = vec![0; length.saturating_sub(self.begun.len())];
        visitor.read_exact(&mut rest).unwrap();
        self.begun.extend(rest);
        pairs(std::str::from_utf8(&self.begun).unwrap())
    }
}

pub(super) fn value<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

pub(super) fn header(head: &str, name: &str) -> Option<String> {
    let lines = head.lines().take_while(|line| !line.is_empty());
    let mut named = lines.filter_map(|line| line.split_once(':'));
    named.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim().to_owned())
}

fn pairs(text: &str) -> Vec<(String, String)> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| pair.split_once('=').unwrap_or((pair, ""))).map(|(a, b)| (decoded(a), decoded(b))).collect()
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let code = [rest.next().unwrap(), rest.next().unwrap()];
                u8::from_str_radix(std::str::from_utf8(&code).unwrap(), 16).unwrap()
            }
            b'+' => b' ',
            byte => byte,
        });
    }
    String::from_utf8(bytes).unwrap()
}

/// Opens a page as a browser does, without following anything: head and text.
pub(super) fn get(address: &str) -> String {
    let rest = address.strip_prefix("http://").unwrap();
    let (host, path) = rest.split_once(['/', '?']).unwrap_or((rest, ""));
    let mark = if rest[host.len()..].starts_with('?') { "/?" } else { "/" };
    let mut line = TcpStream::connect(host).unwrap();
    write!(line, "GET {mark}{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    let mut page = String::new();
    line.read_to_string(&mut page).unwrap();
    page.replace("\r\n", "\n")
}
