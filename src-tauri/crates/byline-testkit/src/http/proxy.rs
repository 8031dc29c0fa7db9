//! A company's gateway: connections to anywhere on this computer, for those who give its name and password.

#![allow(clippy::missing_panics_doc, clippy::unwrap_used)]

use std::io::{Write, copy};
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use super::oddity::read_head;
use crate::listening::Listening;

/// A proxy that speaks `CONNECT`. It stops when it is dropped.
pub struct Proxy {
    listening: Listening,
    shared: Arc<Shared>,
}

struct Shared {
    /// What a request must carry, such as `Basic YW5uYTpzZWNyZXQ=`.
    wants: Option<String>,
    /// Where connections went, and whether they were let through.
    asked: Mutex<Vec<(String, bool)>>,
}

impl Proxy {
    /// A proxy for everyone, or for those alone who give these words as `Proxy-Authorization`.
    pub fn start(wants: Option<&str>) -> Self {
        let wants = wants.map(str::to_owned);
        let (listening, shared) = Listening::start(
            |_| Shared { wants, asked: Mutex::new(Vec::new()) },
            |shared, stream| shared.connect(stream),
        );
        Self { listening, shared }
    }

    /// Its address, without a name.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.listening.port())
    }

    /// Its address with a name and a password in it.
    pub fn url_for(&self, user: &str, password: &str) -> String {
        format!("http://{user}:{password}@127.0.0.1:{}", self.listening.port())
    }

    /// Where connections were asked for, and whether they were let through.
    pub fn asked(&self) -> Vec<(String, bool)> {
        self.shared.asked.lock().unwrap().clone()
    }
}

impl Shared {
    fn connect(&self, mut client: TcpStream) {
        // Those who are sent away may ask again on the same connection.
        while let Some(head) = read_head(&mut client) {
            let to = head.split(' ').nth(1).unwrap_or_default().to_owned();
            let given = head.lines().find_map(|line| {
                let (name, value) = line.split_once(':')?;
                name.eq_ignore_ascii_case("proxy-authorization").then(|| value.trim().to_owned())
            });
            let may = head.starts_with("CONNECT ") && (self.wants.is_none() || given == self.wants);
            self.asked.lock().unwrap().push((to.clone(), may));
            if !may {
                let _gone = client.write_all(
                    b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"company\"\r\n\
                      Content-Length: 0\r\n\r\n",
                );
                continue;
            }
            let loopback = to.starts_with("127.0.0.1:") || to.starts_with("localhost:");
            let Some(server) = loopback.then(|| TcpStream::connect(&to).ok()).flatten() else {
                let _gone = client.write_all(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
                return;
            };
            let _told = client.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n");
            carry_both(client, server);
            return;
        }
    }
}

fn carry_both(client: TcpStream, server: TcpStream) {
    client.set_read_timeout(None).unwrap();
    let (mut up, mut into) = (client.try_clone().unwrap(), server.try_clone().unwrap());
    let there = thread::spawn(move || {
        let _carried = copy(&mut up, &mut into);
        let _closed = into.shutdown(Shutdown::Both);
    });
    let (mut down, mut out) = (server, client);
    let _carried = copy(&mut down, &mut out);
    let _closed = out.shutdown(Shutdown::Both);
    let _ended = there.join();
}
