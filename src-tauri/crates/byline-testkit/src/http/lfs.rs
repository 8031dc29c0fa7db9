//! A server of large files before a git server, at one address: it speaks git-lfs's batch API itself and hands everything
//! else on.

#![allow(clippy::missing_panics_doc, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::GitServer;
use super::oddity::read_head;
use crate::listening::{Ear, Listening};

/// How the server treats large files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Storing {
    /// As it should.
    #[default]
    Works,
    /// Questions are answered with this number, such as `507 Insufficient Storage`.
    Refuses(String),
    /// Files themselves are answered with this number.
    RefusesFiles(String),
    /// Each file is answered for with an error of this code.
    Errs(u16),
    /// Files come with one byte changed.
    Changes,
    /// Files are to be sent to, and had from, this address.
    SendsTo(String),
    /// Files are let in by words of the server's own.
    Lets(String),
    /// Questions stay without an answer.
    Silent,
}

/// The server. It stops when it is dropped.
pub struct LargeFiles {
    listening: Listening,
    shared: Arc<Shared>,
}

struct Shared {
    ear: Ear,
    git: u16,
    account: Mutex<Option<String>>,
    storing: Mutex<Storing>,
    files: Mutex<BTreeMap<String, Vec<u8>>>,
    verified: Mutex<Vec<String>>,
    heads: Mutex<Vec<String>>,
}

impl LargeFiles {
    /// Starts one on a free port, before this server.
    pub fn before(git: &GitServer) -> Self {
        let share = |ear| Shared {
            ear,
            git: git.port(),
            account: Mutex::default(),
            storing: Mutex::default(),
            files: Mutex::default(),
            verified: Mutex::default(),
            heads: Mutex::default(),
        };
        let (listening, shared) = Listening::start(share, |shared, stream| shared.answer(stream));
        Self { listening, shared }
    }

    /// The address of one of the git server's repositories, such as `server.git`.
    pub fn url(&self, repository: &str) -> String {
        format!("http://127.0.0.1:{}/git/{repository}", self.listening.port())
    }

    /// Large files are for those only who give this name and password.
    pub fn for_account(&self, user: &str, password: &str) {
        let pair = BASE64_STANDARD.encode(format!("{user}:{password}"));
        *self.shared.account.lock().unwrap() = Some(format!("Basic {pair}"));
    }

    /// Treats large files otherwise from now on.
    pub fn set(&self, storing: Storing) {
        *self.shared.storing.lock().unwrap() = storing;
    }

    /// The large files that are there, by their names.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        self.shared.files.lock().unwrap().clone()
    }

    /// A large file that a colleague sent; what her commit has of it.
    pub fn has(&self, bytes: &[u8]) -> Vec<u8> {
        let oid = name(bytes);
        self.shared.files.lock().unwrap().insert(oid.clone(), bytes.to_vec());
        let size = bytes.len();
        format!("version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {size}\n").into_bytes()
    }

    /// The names of those that were sent and then asked after.
    pub fn verified(&self) -> Vec<String> {
        self.shared.verified.lock().unwrap().clone()
    }

    /// The heads of all requests so far, the oldest first; of a connection to git, the first.
    pub fn heads(&self) -> Vec<String> {
        self.shared.heads.lock().unwrap().clone()
    }
}

impl Shared {
    fn answer(&self, mut stream: TcpStream) {
        let Some(head) = read_head(&mut stream) else { return };
        self.heads.lock().unwrap().push(head.clone());
        let mut words = head.split(' ');
        let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let Some((_, asked)) = path.split_once("/info/lfs/") else {
            self.hand_on(&head, stream);
            return;
        };
        let storing = self.storing.lock().unwrap().clone();
        if storing == Storing::Silent {
            while !self.ear.is_over() {
                thread::sleep(std::time::Duration::from_millis(20));
            }
            return;
        }
        let mut body = vec![0; header(&head, "content-length").and_then(|text| text.parse().ok()).unwrap_or(0)];
        if stream.read_exact(&mut body).is_err() {
            return;
        }
        let (status, text) = if self.is_let_in(&head, &storing, asked) {
            self.about(method, asked, &body, &storing)
        } else {
            ("401 Unauthorized".to_owned(), b"{\"message\":\"who are you?\"}".to_vec())
        };
        let length = text.len();
        let kind = "Content-Type: application/vnd.git-lfs+json\r\nWWW-Authenticate: Basic realm=\"x\"";
        let head = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{kind}\r\n\r\n");
        let _gone = stream.write_all(&[head.into_bytes(), text].concat());
    }

    fn is_let_in(&self, head: &str, storing: &Storing, asked: &str) -> bool {
        let told = header(head, "authorization");
        match (storing, self.account.lock().unwrap().as_deref()) {
            (Storing::Lets(words), _) if !asked.ends_with("batch") => told == Some(words),
            (_, Some(account)) => told == Some(account),
            (_, None) => true,
        }
    }

    fn about(&self, method: &str, asked: &str, body: &[u8], storing: &Storing) -> (String, Vec<u8>) {
        let fine = |body: Vec<u8>| ("200 OK".to_owned(), body);
        match (method, asked.split_once('/'), storing) {
            (_, Some(("objects", "batch")), Storing::Refuses(status))
            | (_, Some(("store", _)), Storing::RefusesFiles(status)) => (status.clone(), Vec::new()),
            ("POST", Some(("objects", "batch")), _) => fine(self.batch(body, storing).to_string().into_bytes()),
            ("PUT", Some(("store", oid)), _) if name(body) == oid => {
                self.files.lock().unwrap().insert(oid.to_owned(), body.to_vec());
                fine(Vec::new())
            }
            ("GET", Some(("store", oid)), _) => {
                let mut bytes = self.files.lock().unwrap()[oid].clone();
                if *storing == Storing::Changes {
                    bytes[0] ^= 1;
                }
                fine(bytes)
            }
            ("POST", Some(("objects", "verify")), _) => {
                let told: Value = serde_json::from_slice(body).unwrap();
                self.verified.lock().unwrap().push(told["oid"].as_str().unwrap().to_owned());
                fine(Vec::new())
            }
            _ => ("400 Bad Request".to_owned(), Vec::new()),
        }
    }

    fn batch(&self, body: &[u8], storing: &Storing) -> Value {
        let asked: Value = serde_json::from_slice(body).unwrap();
        let base = match storing {
            Storing::SendsTo(base) => base.clone(),
            _ => format!("http://127.0.0.1:{}/git/server.git/info/lfs", self.ear.port),
        };
        let header = match storing {
            Storing::Lets(words) => json!({ "Authorization": words }),
            _ => json!({}),
        };
        let action = |place: String| json!({ "href": format!("{base}/{place}"), "header": header });
        let files = self.files.lock().unwrap();
        let objects = asked["objects"].as_array().unwrap().iter().map(|object| {
            let oid = object["oid"].as_str().unwrap();
            let there = files.contains_key(oid);
            let missing = json!({ "code": 404, "message": "not there" });
            let (key, value) = match (asked["operation"].as_str().unwrap(), there, storing) {
                (_, _, Storing::Errs(code)) => ("error", json!({ "code": code, "message": "no" })),
                ("upload", true, _) => ("authenticated", json!(true)),
                ("upload", false, _) => {
                    let (upload, verify) = (action(format!("store/{oid}")), action("objects/verify".to_owned()));
                    ("actions", json!({ "upload": upload, "verify": verify }))
                }
                (_, true, _) => ("actions", json!({ "download": action(format!("store/{oid}")) })),
                (_, false, _) => ("error", missing),
            };
            json!({ "oid": oid, "size": object["size"], key: value })
        });
        json!({ "transfer": "basic", "objects": objects.collect::<Vec<_>>() })
    }

    /// Both ways, until both have said all.
    fn hand_on(&self, head: &str, mut near: TcpStream) {
        let Ok(mut far) = TcpStream::connect((Ipv4Addr::LOCALHOST, self.git)) else { return };
        near.set_read_timeout(None).unwrap();
        let _gone = far.write_all(head.as_bytes());
        let (mut from_near, mut to_far) = (near.try_clone().unwrap(), far.try_clone().unwrap());
        let there = thread::spawn(move || {
            let _ended = std::io::copy(&mut from_near, &mut to_far);
            let _told = to_far.shutdown(Shutdown::Write);
        });
        let _ended = std::io::copy(&mut far, &mut near);
        let _told = near.shutdown(Shutdown::Both);
        let _joined = there.join();
    }
}

fn header<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    let lines = head.lines().filter_map(|line| line.split_once(':'));
    lines.into_iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}

fn name(bytes: &[u8]) -> String {
    let digits: Vec<String> = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    digits.concat()
}
