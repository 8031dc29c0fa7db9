//! A company's own certificate authority, made with OpenSSL, and what it signs.

#![allow(clippy::missing_panics_doc, clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::program::program;

/// A private authority in a folder: no computer trusts it by itself.
pub struct Authority {
    folder: PathBuf,
}

/// What is wrong with a certificate, if anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certificate {
    /// Valid for 127.0.0.1 and localhost today.
    Good,
    /// Its time is over.
    Expired,
    /// Its time has not come.
    NotYetValid,
    /// It names another host.
    OtherHost,
}

/// What `openssl ca` wants to be told.
const SETTINGS: &str = "\
[ca]
default_ca = authority
[authority]
database = index.txt
rand_serial = yes
new_certs_dir = .
certificate = ca.pem
private_key = ca.key
default_md = sha256
policy = names
unique_subject = no
[names]
commonName = supplied
[good]
basicConstraints = critical, CA:false
subjectAltName = IP:127.0.0.1, DNS:localhost
[other]
basicConstraints = critical, CA:false
subjectAltName = IP:127.0.0.2, DNS:elsewhere.example
";

impl Authority {
    /// A new authority that keeps its files in this folder, which is made.
    pub fn new(folder: &Path) -> Self {
        fs::create_dir_all(folder).unwrap();
        let folder = folder.canonicalize().unwrap();
        fs::write(folder.join("settings"), SETTINGS).unwrap();
        fs::write(folder.join("index.txt"), "").unwrap();
        let authority = Self { folder };
        authority.openssl(&[
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-days",
            "3650",
            "-subj",
            "/CN=Example Company",
            "-keyout",
            "ca.key",
            "-out",
            "ca.pem",
        ]);
        authority
    }

    /// The authority's own certificate, for those who trust it (`SSL_CERT_FILE`).
    pub fn file(&self) -> PathBuf {
        self.folder.join("ca.pem")
    }

    /// Key and certificate of a server, in one file.
    pub(crate) fn sign(&self, what: Certificate) -> PathBuf {
        let (name, section, from, to) = match what {
            Certificate::Good => ("good", "good", "20200101000000Z", "20491231000000Z"),
            Certificate::Expired => ("expired", "good", "20200101000000Z", "20210101000000Z"),
            Certificate::NotYetValid => ("early", "good", "20480101000000Z", "20491231000000Z"),
            Certificate::OtherHost => ("other", "other", "20200101000000Z", "20491231000000Z"),
        };
        let [key, request, signed] = ["key", "csr", "crt"].map(|end| format!("{name}.{end}"));
        self.openssl(&[
            "req",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-subj",
            "/CN=server",
            "-keyout",
            &key,
            "-out",
            &request,
        ]);
        self.openssl(&[
            "ca",
            "-batch",
            "-notext",
            "-config",
            "settings",
            "-extensions",
            section,
            "-startdate",
            from,
            "-enddate",
            to,
            "-in",
            &request,
            "-out",
            &signed,
        ]);
        let both = [key, signed].map(|file| fs::read_to_string(self.folder.join(file)).unwrap()).concat();
        let place = self.folder.join(format!("{name}.pem"));
        fs::write(&place, both).unwrap();
        place
    }

    fn openssl(&self, words: &[&str]) {
        let done = program("openssl").args(words).current_dir(&self.folder).stdin(Stdio::null()).output().unwrap();
        assert!(done.status.success(), "openssl {words:?}: {}", String::from_utf8_lossy(&done.stderr));
    }
}
