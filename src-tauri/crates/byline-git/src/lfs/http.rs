//! One request to the server of large files, or to where it sends us.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use ureq::http::{Request, Response};
use ureq::tls::{RootCerts, TlsConfig, TlsProvider};
use ureq::{Body, SendBody};

use super::needed;
use crate::libgit2::Wire;
use crate::{Fault, Options, Secret, address};

/// The slowest connection that a file is sent over, in bytes in a second.
const SLOWEST: u64 = 4 * 1024;

/// Asks the server of one site, in one conversation.
pub(super) struct Client<'w> {
    pub(super) wire: &'w Wire,
    pub(super) endpoint: String,
    account: Option<String>,
    secret: RefCell<Option<Secret>>,
    connect_timeout: Duration,
    timeout: Duration,
}

/// What is asked.
pub(super) struct Ask<'a> {
    pub(super) method: &'a str,
    pub(super) url: &'a str,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Sent<'a>,
}

/// What goes with it.
pub(super) enum Sent<'a> {
    Nothing,
    Text(&'a str),
    File(&'a Path, u64),
}

impl<'w> Client<'w> {
    pub(super) fn new(wire: &'w Wire, endpoint: String, account: Option<String>, options: &Options) -> Self {
        let (connect_timeout, timeout) = (options.connect_timeout, options.timeout);
        Self { wire, endpoint, account, secret: RefCell::default(), connect_timeout, timeout }
    }

    /// Asks the server itself, with the person's secret if it wants one.
    pub(super) fn ask(&self, what: &Ask<'_>) -> Result<Response<Body>, Fault> {
        loop {
            let secret = self.secret.borrow().clone();
            let answer = self.once(what, secret.as_ref())?;
            if answer.status().as_u16() != 401 {
                return Ok(answer);
            }
            let next = self.wire.secret(&self.endpoint, self.account.as_deref()).ok_or(Fault::SignIn)?;
            *self.secret.borrow_mut() = Some(next);
        }
    }

    /// Asks where the server sent us. The person's secret goes to the server's own place only, and not where the server
    /// gave another way to be let in.
    pub(super) fn ask_there(&self, what: &Ask<'_>) -> Result<Response<Body>, Fault> {
        // Elsewhere may be anywhere, but never in the open: plain http stays at the server, on this computer.
        let own = address::same_place(&self.endpoint, what.url);
        let secure = what.url.get(..8).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https://"));
        if address::allowed(what.url, false).is_err() || (!own && !secure) {
            return Err(needed());
        }
        if own && !what.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("authorization")) {
            return self.ask(what);
        }
        let answer = self.once(what, None)?;
        match answer.status().as_u16() {
            // What the server gave us to be let in with holds for a while only.
            status @ (401 | 403) => Err(Fault::ServerError { detail: format!("HTTP {status} for a large file") }),
            _ => Ok(answer),
        }
    }

    fn once(&self, what: &Ask<'_>, secret: Option<&Secret>) -> Result<Response<Body>, Fault> {
        let size = if let Sent::File(_, size) = what.body { size } else { 0 };
        let tls = TlsConfig::builder().provider(TlsProvider::NativeTls).root_certs(RootCerts::PlatformVerifier).build();
        let agent = ureq::Agent::config_builder()
            .tls_config(tls)
            .timeout_resolve(Some(self.connect_timeout))
            .timeout_connect(Some(self.connect_timeout))
            .timeout_send_body(Some(self.timeout.saturating_add(Duration::from_secs(size / SLOWEST))))
            .timeout_recv_response(Some(self.connect_timeout.saturating_add(self.timeout)))
            .timeout_per_read(Some(self.timeout))
            // A secret must not follow a redirect.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent("git-lfs/3.0 (byline)")
            .build()
            .new_agent();
        let mut request = Request::builder().method(what.method).uri(what.url);
        for (name, value) in what.headers.iter().filter(|(name, _)| !is_ours(name)) {
            request = request.header(name, value);
        }
        if let Some(secret) = secret {
            let pair = BASE64_STANDARD.encode(format!("{}:{}", secret.user, secret.password));
            request = request.header("Authorization", format!("Basic {pair}"));
        }
        let odd = |_| Fault::ServerError { detail: "the server named no address".to_owned() };
        let answer = match what.body {
            Sent::Nothing => agent.run(request.body(()).map_err(odd)?),
            Sent::Text(text) => agent.run(request.body(text).map_err(odd)?),
            Sent::File(place, size) => {
                let file = File::open(place).map_err(|error| crate::own::fault(&error))?;
                let mut told = Told::new(self.wire, size, file);
                let request = request.header("Content-Length", size);
                agent.run(request.body(SendBody::from_reader(&mut told)).map_err(odd)?)
            }
        };
        answer.map_err(|error| sorted(&error))
    }
}

/// What belongs to the conversation and not to what is said in it.
fn is_ours(name: &str) -> bool {
    ["host", "content-length", "transfer-encoding", "connection"].iter().any(|own| name.eq_ignore_ascii_case(own))
}

/// What the number of an answer means.
pub(super) fn refused(status: u16) -> Result<(), Fault> {
    match status {
        200..=299 => Ok(()),
        300..=399 => Err(Fault::Moved),
        401 => Err(Fault::SignIn),
        403 => Err(Fault::Forbidden),
        // The texts were asked for at the same server a moment ago: it is large files that it does not have.
        404 | 501 => Err(needed()),
        407 => Err(Fault::ProxyLogin),
        413 => Err(Fault::TooLarge),
        507 => Err(Fault::ServerFull),
        408 | 429 | 500..=599 => Err(Fault::ServerError { detail: format!("HTTP {status}") }),
        _ => Err(Fault::other(format!("HTTP {status} for a large file"))),
    }
}

pub(super) fn sorted(error: &ureq::Error) -> Fault {
    let detail = error.to_string();
    match error {
        // Its words may hold what a place gave us to be let in with.
        ureq::Error::BadUri(_) => Fault::ServerError { detail: "the server named no address".to_owned() },
        ureq::Error::Timeout(_) | ureq::Error::BodyStalled => Fault::Timeout,
        _ if detail.to_lowercase().contains("certificate") => Fault::Certificate { detail },
        ureq::Error::ConnectProxyFailed(_) => Fault::Proxy { detail },
        _ => Fault::Offline { detail },
    }
}

/// Reads; tells how much was read, and stops when the person does.
pub(super) struct Told<'w, R> {
    wire: &'w Wire,
    done: u64,
    total: u64,
    inside: R,
}

impl<'w, R: Read> Told<'w, R> {
    pub(super) fn new(wire: &'w Wire, total: u64, inside: R) -> Self {
        Self { wire, done: 0, total, inside }
    }
}

impl<R: Read> Read for Told<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.wire.is_halted() {
            return Err(io::Error::other("stopped"));
        }
        let read = self.inside.read(into)?;
        self.done = self.done.saturating_add(read as u64);
        self.wire.moved(self.done, self.total);
        Ok(read)
    }
}
