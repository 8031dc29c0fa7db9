//! A code with PKCE (RFC 7636) that the browser brings back to an address of this computer (RFC 8252).

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::grant::{self, Said};
use super::listen::Listener;
use super::{Begun, Failed, Pages, Stop};
use crate::{Forge, Hidden, Token, Web, WebError};

/// A browser that has not come back yet.
#[derive(Debug)]
pub(crate) struct Waiting {
    listener: Listener,
    token: String,
    client: String,
    verifier: Hidden,
    user: &'static str,
    pages: Pages,
}

pub(crate) fn begin(
    forge: &Forge,
    (authorize, token): (&str, &str),
    client: &str,
    pages: Pages,
) -> Result<(Begun, Waiting), Failed> {
    let verifier = random()?;
    let listener = Listener::open(random()?)?;
    let challenge = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()));
    let mut query = vec![
        ("response_type", "code"),
        ("client_id", client),
        ("redirect_uri", listener.address()),
        ("state", listener.state()),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
    ];
    if !forge.scope.is_empty() {
        query.push(("scope", forge.scope));
    }
    let query: Vec<String> = query.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    let address = format!("{authorize}?{}", query.join("&"));
    let waiting = Waiting {
        listener,
        token: token.to_owned(),
        client: client.to_owned(),
        verifier: Hidden::new(verifier),
        user: forge.user().unwrap_or_default(),
        pages,
    };
    Ok((Begun { address, code: None }, waiting))
}

impl Waiting {
    pub(crate) fn finish(self, web: &Web, now: &dyn Fn() -> u64, stop: &Stop) -> Result<Token, Failed> {
        let code = self.listener.wait(&self.pages, stop)?;
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code.show()),
            ("redirect_uri", self.listener.address()),
            ("code_verifier", self.verifier.show()),
        ];
        match grant::ask(web, (&self.token, &self.client), &form, self.user, now())? {
            Said::Token(token) => Ok(token),
            Said::Pending | Said::Slower(_) => Err(WebError::Odd.into()),
        }
    }
}

/// 256 bits from the system, in the letters of RFC 7636.
fn random() -> Result<String, Failed> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| Failed::Computer)?;
    Ok(BASE64_URL_SAFE_NO_PAD.encode(bytes))
}

fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
