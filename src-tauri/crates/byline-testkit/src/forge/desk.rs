//! What a forge knows: clients, codes and tokens.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::request::value;
use super::{CLIENT, Counts, Poll, Style};

/// The client that every Forgejo and Gitea has from the beginning.
const BUILT_IN: &str = "a4792ccc-144e-407e-86c9-5e7d8d9c3269";

type Form = [(String, String)];

/// A code that the browser brought back and that nobody has exchanged yet.
struct Code {
    value: String,
    challenge: String,
    back_to: String,
    client: String,
}

pub(super) struct Desk {
    pub(super) style: Style,
    pub(super) origin: String,
    pub(super) pages: String,
    pub(super) git_port: Option<u16>,
    pub(super) answers: Vec<Poll>,
    pub(super) seconds: Option<u64>,
    pub(super) interval: u64,
    pub(super) approval: Option<String>,
    pub(super) keys: Vec<String>,
    pub(super) refreshes: Vec<String>,
    pub(super) secrets: Vec<String>,
    pub(super) counts: Counts,
    devices: Vec<String>,
    codes: Vec<Code>,
    made: u32,
}

/// An answer: its number and its words, and a JSON object.
pub(super) type Said = (&'static str, String);

impl Desk {
    pub(super) fn new(style: Style, port: u16) -> Self {
        let origin = format!("http://127.0.0.1:{port}");
        Self {
            style,
            pages: origin.clone(),
            origin,
            git_port: None,
            answers: vec![Poll::Yes],
            seconds: None,
            interval: 1,
            approval: None,
            keys: Vec::new(),
            refreshes: Vec::new(),
            secrets: Vec::new(),
            counts: Counts::default(),
            devices: Vec::new(),
            codes: Vec::new(),
            made: 0,
        }
    }

    pub(super) fn device(&mut self, form: &Form) -> Said {
        self.counts.devices += 1;
        if let Some(refused) = self.unknown_client(form) {
            return refused;
        }
        let code = self.secret("device");
        self.devices.push(code.clone());
        let (pages, interval) = (&self.pages, self.interval);
        let page = if self.style == Style::GitHub { "/login/device" } else { "/oauth/device" };
        let said = format!(
            "{{\"device_code\":\"{code}\",\"user_code\":\"WDJB-MJHT\",\"verification_uri\":\"{pages}{page}\",\
             \"expires_in\":900,\"interval\":{interval}}}"
        );
        ("200 OK", said)
    }

    /// The page on which the person says yes: where the browser is sent.
    pub(super) fn authorize(&mut self, query: &Form) -> Option<String> {
        let get = |name: &str| value(query, name).map(str::to_owned);
        let (client, back_to) = (get("client_id")?, get("redirect_uri")?);
        let right = get("response_type")? == "code" && get("code_challenge_method")? == "S256";
        // Any port of this computer, as RFC 8252 has it, and nothing but the origin, as forges have it.
        let port = back_to.strip_prefix("http://127.0.0.1:")?.to_owned();
        if !right || !self.knows(&client) || port.parse::<u16>().is_err() {
            return None;
        }
        let (code, state) = (self.secret("code"), get("state")?);
        let there = format!("{back_to}?code={code}&state={state}");
        self.codes.push(Code { value: code, challenge: get("code_challenge")?, back_to, client });
        Some(there)
    }

    pub(super) fn token(&mut self, form: &Form) -> Said {
        if let Some(refused) = self.unknown_client(form) {
            return refused;
        }
        match value(form, "grant_type").unwrap_or_default() {
            "authorization_code" => self.exchange(form),
            "refresh_token" => self.refresh(form),
            "urn:ietf:params:oauth:grant-type:device_code" => self.poll(form),
            _ => error("400 Bad Request", "unsupported_grant_type"),
        }
    }

    fn exchange(&mut self, form: &Form) -> Said {
        self.counts.exchanges += 1;
        let get = |name: &str| value(form, name).unwrap_or_default();
        let challenge = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(get("code_verifier")));
        let found = self.codes.iter().position(|code| code.value == get("code"));
        // A code is good for one try.
        let right = found.map(|at| self.codes.remove(at)).is_some_and(|code| {
            code.challenge == challenge && code.back_to == get("redirect_uri") && code.client == get("client_id")
        });
        if !right {
            self.counts.wrong_exchanges += 1;
            return error("400 Bad Request", "invalid_grant");
        }
        self.give_token()
    }

    fn refresh(&mut self, form: &Form) -> Said {
        self.counts.refreshes += 1;
        let found = self.refreshes.iter().position(|known| Some(known.as_str()) == value(form, "refresh_token"));
        let Some(at) = found else {
            self.counts.wrong_refreshes += 1;
            return self.failed("invalid_grant", "bad_refresh_token");
        };
        // Good for one time; the token that it belonged to ends, too.
        self.refreshes.remove(at);
        self.keys.clear();
        self.give_token()
    }

    fn poll(&mut self, form: &Form) -> Said {
        self.counts.polls += 1;
        let Some(at) = self.devices.iter().position(|known| Some(known.as_str()) == value(form, "device_code")) else {
            return self.failed("invalid_grant", "incorrect_device_code");
        };
        let answer = if self.answers.len() > 1 { self.answers.remove(0) } else { self.answers[0] };
        match answer {
            Poll::Pending => self.failed("authorization_pending", "authorization_pending"),
            Poll::SlowDown => self.failed("slow_down", "slow_down"),
            Poll::Denied => self.failed("access_denied", "access_denied"),
            Poll::Expired => self.failed("expired_token", "expired_token"),
            Poll::Broken => ("502 Bad Gateway", "<h1>Bad Gateway</h1>".to_owned()),
            Poll::Yes => {
                self.devices.remove(at);
                self.give_token()
            }
        }
    }

    fn give_token(&mut self) -> Said {
        let (access, refresh) = (self.secret("access"), self.secret("refresh"));
        self.keys.push(access.clone());
        self.refreshes.push(refresh.clone());
        let end = self.seconds.map(|seconds| format!(",\"expires_in\":{seconds}")).unwrap_or_default();
        let said =
            format!("{{\"access_token\":\"{access}\",\"refresh_token\":\"{refresh}\",\"token_type\":\"bearer\"{end}}}");
        ("200 OK", said)
    }

    /// GitHub answers with 200 and words of its own where others do as the standard says.
    fn failed(&self, standard: &str, github: &str) -> Said {
        match self.style {
            Style::GitHub => error("200 OK", github),
            _ => error("400 Bad Request", standard),
        }
    }

    fn unknown_client(&self, form: &Form) -> Option<Said> {
        let known = self.knows(value(form, "client_id").unwrap_or_default());
        (!known).then(|| error("401 Unauthorized", "invalid_client"))
    }

    fn knows(&self, client: &str) -> bool {
        client == CLIENT || (self.style == Style::Forgejo && client == BUILT_IN)
    }

    fn secret(&mut self, kind: &str) -> String {
        self.made += 1;
        let secret = format!("c4nary-{kind}-{}", self.made);
        self.secrets.push(secret.clone());
        secret
    }
}

pub(super) fn error(status: &'static str, word: &str) -> Said {
    (status, format!("{{\"error\":\"{word}\",\"error_description\":\"no\"}}"))
}
