//! A picture on a server, fetched because somebody pasted it. Its address is a stranger's.

use std::io::Read;
use std::time::Duration;

use byline_picture::Limits;
use ureq::Error;
use ureq::http::Uri;

use crate::public_web::{self, Reach};

const PATIENCE: Duration = Duration::from_secs(30);
const REDIRECTS: u32 = 5;

/// The longest that a file's name is taken from an address, in characters: longer ones are numbers.
const LONGEST_NAME: usize = 60;

/// Why a picture stayed where it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stayed {
    /// The server does not answer, or there is no network.
    NoAnswer,
    /// The server does not give it out.
    Refused,
    /// It is larger than is taken, or takes too long.
    TooLarge,
    /// What came is no picture of a kind that websites show.
    NoPicture,
    /// It was not kept long enough.
    Gone,
}

impl Stayed {
    /// A stable word for it.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::NoAnswer => "no-answer",
            Self::Refused => "refused",
            Self::TooLarge => "too-large",
            Self::NoPicture => "no-picture",
            Self::Gone => "gone",
        }
    }
}

/// Where pictures may be fetched from: public servers, over lines that nobody else reads. An address of `http` is asked for
/// by `https`, which nearly every server has.
pub(super) fn open_web() -> Reach {
    Reach { secure_only: true, ..Reach::default() }
}

/// Fetches a picture, and gives its name and its bytes.
pub(super) fn picture(address: &str, reach: &Reach) -> Result<(String, Vec<u8>), Stayed> {
    let address = secure(address, reach);
    let uri: Uri = address.parse().map_err(|_| Stayed::Refused)?;
    if uri.authority().is_none_or(|authority| authority.as_str().contains('@')) {
        return Err(Stayed::Refused);
    }
    let limit = Limits::default().file_bytes;
    let asked = public_web::agent(reach.clone(), REDIRECTS, PATIENCE).get(&address);
    let asked = asked.header("Accept", "image/webp,image/png,image/jpeg,image/gif;q=0.9").call();
    let mut answer = asked.map_err(|error| stayed(&error))?;
    if !answer.status().is_success() {
        return Err(Stayed::Refused);
    }
    let mut bytes = Vec::new();
    let read = answer.body_mut().as_reader().take(limit + 1).read_to_end(&mut bytes);
    read.map_err(|_| Stayed::NoAnswer)?;
    if bytes.len() as u64 > limit {
        return Err(Stayed::TooLarge);
    }
    if !is_picture(&bytes) {
        return Err(Stayed::NoPicture);
    }
    Ok((name(&uri), bytes))
}

fn secure(address: &str, reach: &Reach) -> String {
    // Letters of other alphabets stand in addresses as browsers show them.
    let plain = address.split('#').next().unwrap_or_default();
    let mut out = String::with_capacity(plain.len());
    for c in plain.chars() {
        if c.is_ascii_graphic() && !"<>\"\\^`{|}".contains(c) {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            out.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
        }
    }
    match out.get(..7) {
        Some(start) if reach.secure_only && start.eq_ignore_ascii_case("http://") => format!("https://{}", &out[7..]),
        _ => out,
    }
}

fn stayed(error: &Error) -> Stayed {
    match error {
        Error::Timeout(_) => Stayed::TooLarge,
        Error::TooManyRedirects | Error::BadUri(_) | Error::RequireHttpsOnly(_) => Stayed::Refused,
        _ => Stayed::NoAnswer,
    }
}

/// By what it is, whatever the server calls it.
fn is_picture(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0x89, b'P', b'N', b'G', ..]
            | [0xff, 0xd8, 0xff, ..]
            | [b'G', b'I', b'F', b'8', ..]
            | [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..]
    )
}

fn name(uri: &Uri) -> String {
    let last = uri.path().rsplit('/').next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or("", |(stem, _)| stem);
    if stem.is_empty() || stem.chars().count() > LONGEST_NAME { "picture".to_owned() } else { last.replace("%20", " ") }
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Write};
    use std::net::TcpListener;

    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\nrest";

    /// A server on the loopback that answers each request by its path and keeps what was asked.
    fn server(answers: Vec<(&'static str, Vec<u8>)>) -> (String, std::sync::mpsc::Receiver<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let (tell, asked) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
                let head: Vec<String> = lines.by_ref().take_while(|line| !line.is_empty()).collect();
                let path = head.first().and_then(|line| line.split(' ').nth(1)).unwrap_or_default().to_owned();
                let answer = answers.iter().find(|(wanted, _)| path == *wanted).map(|(_, answer)| answer.clone());
                let none = b"HTTP/1.1 404 None\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_vec();
                let _ = stream.write_all(&answer.unwrap_or(none));
                let _ = tell.send(head.join("\n"));
            }
        });
        (base, asked)
    }

    fn ok(body: &[u8]) -> Vec<u8> {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
        [head.as_bytes(), body].concat()
    }

    fn anywhere() -> Reach {
        Reach { is_closed: |_| false, ..Reach::default() }
    }

    #[test]
    fn a_picture_comes_by_what_it_is_and_nothing_is_told_about_who_asks() {
        let (base, asked) = server(vec![
            ("/a/boat.png?w=9", ok(PNG)),
            ("/page.png", ok(b"<html>no</html>")),
            ("/i.svg", ok(b"<svg/>")),
        ]);
        let (name, bytes) = picture(&format!("{base}/a/boat.png?w=9#x"), &anywhere()).unwrap();
        assert_eq!((name.as_str(), bytes.as_slice()), ("boat.png", PNG));
        let head = asked.recv().unwrap().to_lowercase();
        assert!(!head.contains("cookie") && !head.contains("referer") && !head.contains("authorization"), "{head}");
        assert_eq!(picture(&format!("{base}/page.png"), &anywhere()), Err(Stayed::NoPicture));
        assert_eq!(picture(&format!("{base}/i.svg"), &anywhere()), Err(Stayed::NoPicture));
        assert_eq!(picture(&format!("{base}/other.png"), &anywhere()), Err(Stayed::Refused));
    }

    #[test]
    fn nothing_is_asked_of_this_computer_or_its_network_also_by_a_redirect() {
        let (inner, asked) = server(vec![("/x.png", ok(PNG))]);
        let port = inner.rsplit(':').next().unwrap().to_owned();
        let closed = |ip: std::net::IpAddr| ip == std::net::Ipv4Addr::LOCALHOST;
        for address in [format!("{inner}/x.png"), format!("http://localhost:{port}/x.png")] {
            assert_eq!(picture(&address, &Reach::default()), Err(Stayed::NoAnswer), "{address}");
        }
        // Another address of the loopback stands for a public server that leads into the network.
        let listener = TcpListener::bind("127.0.0.2:0").unwrap();
        let outer = format!("http://{}", listener.local_addr().unwrap());
        let answer =
            format!("HTTP/1.1 302 Found\r\nLocation: {inner}/x.png\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
            let _ = lines.by_ref().take_while(|line| !line.is_empty()).count();
            let _ = stream.write_all(answer.as_bytes());
        });
        let reach = Reach { is_closed: closed, ..Reach::default() };
        assert_eq!(picture(&format!("{outer}/a.png"), &reach), Err(Stayed::NoAnswer));
        assert!(asked.try_recv().is_err(), "the server inside was asked");
    }

    #[test]
    fn only_secure_lines_are_used_and_secrets_in_addresses_are_not_sent() {
        let (base, asked) = server(vec![("/x.png", ok(PNG))]);
        let reach = Reach { secure_only: true, ..anywhere() };
        assert_eq!(picture(&format!("{base}/x.png"), &reach), Err(Stayed::NoAnswer));
        assert_eq!(secure("http://a.org/ü x.png#y", &reach), "https://a.org/%C3%BC%20x.png");
        assert_eq!(picture("https://ann:secret@a.org/x.png", &reach), Err(Stayed::Refused));
        drop(asked);
    }

    #[test]
    fn names_come_from_addresses_where_they_are_names() {
        let named = |address: &str| name(&address.parse().unwrap());
        assert_eq!(named("https://a.org/b/my%20boat.jpg?w=1"), "my boat.jpg");
        assert_eq!(named("https://a.org/docsz/AD_4nXcYzzz?key=a"), "picture");
        assert_eq!(named(&format!("https://a.org/{}.jpg", "x".repeat(90))), "picture");
        assert_eq!(named("https://a.org/"), "picture");
    }
}
