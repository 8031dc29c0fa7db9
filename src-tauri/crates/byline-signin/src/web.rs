//! Short conversations with a server that answers in JSON: with time limits, without redirects.

use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use thiserror::Error;
use ureq::Agent;
use ureq::http::Response;
use ureq::tls::{RootCerts, TlsConfig, TlsProvider};

use crate::{Hidden, NotAPlace, Place};

/// What a server may answer with here, in bytes: all that is asked for is a few lines.
const LARGEST: u64 = 64 * 1024;

/// Why a server gave no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum WebError {
    /// It cannot be reached, or was silent.
    #[error("the server cannot be reached")]
    Unreachable,
    /// Its certificate was not accepted.
    #[error("the certificate was not accepted")]
    Certificate,
    /// The address is none to talk to.
    #[error(transparent)]
    NotAPlace(#[from] NotAPlace),
    /// It answered what nobody can understand.
    #[error("the answer cannot be understood")]
    Odd,
}

/// How a request says who asks.
#[derive(Debug, Clone, Copy)]
pub(crate) enum As<'a> {
    Nobody,
    Bearer(&'a Hidden),
    Basic(&'a str, &'a Hidden),
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) kind: String,
    /// GitHub's header that names the page on which an organisation lets a token in.
    pub(crate) sso: Option<String>,
    pub(crate) location: Option<String>,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Option<Value> {
        serde_json::from_str(&self.text).ok()
    }
}

/// Talks to servers. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Web(Agent);

impl Default for Web {
    fn default() -> Self {
        Self::new(Duration::from_secs(10))
    }
}

impl Web {
    /// Waits at the most this long for a whole answer.
    pub fn new(patience: Duration) -> Self {
        let tls = TlsConfig::builder().provider(TlsProvider::NativeTls).root_certs(RootCerts::PlatformVerifier).build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .timeout_global(Some(patience))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent("git/2.0 (byline)")
            .build();
        Self(config.new_agent())
    }

    pub(crate) fn get(&self, url: &str, who: As<'_>) -> Result<Answer, WebError> {
        Place::of(url)?;
        let mut request = self.0.get(url).header("Accept", "application/json, */*;q=0.5");
        if let Some(value) = authorization(who) {
            request = request.header("Authorization", value);
        }
        read(request.call())
    }

    pub(crate) fn post_form(&self, url: &str, form: &[(&str, &str)]) -> Result<Answer, WebError> {
        Place::of(url)?;
        read(self.0.post(url).header("Accept", "application/json").send_form(form.iter().copied()))
    }
}

fn authorization(who: As<'_>) -> Option<String> {
    match who {
        As::Nobody => None,
        As::Bearer(token) => Some(format!("Bearer {}", token.show())),
        As::Basic(user, key) => Some(format!("Basic {}", BASE64_STANDARD.encode(format!("{user}:{}", key.show())))),
    }
}

fn read(answer: Result<Response<ureq::Body>, ureq::Error>) -> Result<Answer, WebError> {
    let mut answer = answer.map_err(|error| sorted(&error))?;
    let header = |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let (sso, location) = (header("x-github-sso"), header("location"));
    let kind = header("content-type").unwrap_or_default();
    let status = answer.status().as_u16();
    let bytes = answer.body_mut().with_config().limit(LARGEST).read_to_vec();
    let bytes = bytes.map_err(|error| sorted(&error))?;
    Ok(Answer { status, kind, sso, location, text: String::from_utf8_lossy(&bytes).into_owned() })
}

fn sorted(error: &ureq::Error) -> WebError {
    let certificate = error.to_string().to_lowercase().contains("certificate");
    match error {
        _ if certificate => WebError::Certificate,
        ureq::Error::Protocol(_) | ureq::Error::Http(_) | ureq::Error::BodyExceedsLimit(_) => WebError::Odd,
        _ => WebError::Unreachable,
    }
}
