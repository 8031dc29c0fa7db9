//! The address where tokens come from: RFC 6749, and the errors of RFC 8628.

use serde_json::Value;

use super::Failed;
use crate::secret::Renewal;
use crate::{Hidden, Place, Token, Web, WebError};

/// What the address of tokens said.
#[derive(Debug)]
pub(crate) enum Said {
    Token(Token),
    /// Nobody has said yes yet.
    Pending,
    /// The same, and too often asked; some servers tell how long to wait now, in seconds.
    Slower(Option<u64>),
}

/// Asks for a token.
pub(crate) fn ask(
    web: &Web,
    (endpoint, client_id): (&str, &str),
    form: &[(&str, &str)],
    user: &str,
    now: u64,
) -> Result<Said, Failed> {
    let mut form = form.to_vec();
    form.push(("client_id", client_id));
    let answer = web.post_form(endpoint, &form)?;
    if answer.status >= 500 {
        return Err(WebError::Unreachable.into());
    }
    let told = answer.json().ok_or(WebError::Odd)?;
    let text = |key: &str| told.get(key).and_then(Value::as_str);
    let Some(access) = text("access_token").filter(|_| answer.status < 300).filter(|token| is_plain(token)) else {
        return match text("error").unwrap_or_default() {
            "authorization_pending" => Ok(Said::Pending),
            "slow_down" => Ok(Said::Slower(told.get("interval").and_then(Value::as_u64))),
            "access_denied" => Err(Failed::Denied),
            // GitHub's word, and the standard's for a code that was waited for too long.
            "expired_token" | "token_expired" => Err(Failed::Expired),
            "invalid_grant" | "bad_refresh_token" | "bad_verification_code" | "incorrect_device_code" => {
                Err(Failed::Ended)
            }
            "invalid_client"
            | "unauthorized_client"
            | "unsupported_grant_type"
            | "device_flow_disabled"
            | "incorrect_client_credentials"
            | "invalid_scope" => Err(Failed::UnknownHere),
            _ => Err(WebError::Odd.into()),
        };
    };
    let refresh = text("refresh_token").filter(|token| is_plain(token));
    Ok(Said::Token(Token {
        expires: told.get("expires_in").and_then(Value::as_u64).map(|seconds| now.saturating_add(seconds)),
        renewal: refresh.map(|refresh| Renewal {
            endpoint: endpoint.to_owned(),
            client_id: client_id.to_owned(),
            refresh: Hidden::new(refresh),
        }),
        ..Token::key(user, Hidden::new(access))
    }))
}

/// A token made new. The refresh token of the old one is used up, whatever comes of it.
pub(crate) fn renewed(web: &Web, place: &Place, old: &Token, now: u64) -> Result<Token, Failed> {
    let renewal = old.renewal.as_ref().filter(|renewal| place.holds(&renewal.endpoint)).ok_or(Failed::Ended)?;
    let form = [("grant_type", "refresh_token"), ("refresh_token", renewal.refresh.show())];
    match ask(web, (&renewal.endpoint, &renewal.client_id), &form, &old.user, now)? {
        Said::Token(token) => {
            // A server that gives no new refresh token means the old one to go on being good.
            let renewal = token.renewal.clone().or_else(|| old.renewal.clone());
            Ok(Token { renewal, account: old.account.clone(), ..token })
        }
        Said::Pending | Said::Slower(_) => Err(WebError::Odd.into()),
    }
}

/// A token goes into a header and into the lines of `git credential`.
fn is_plain(token: &str) -> bool {
    !token.is_empty() && token.len() <= 16 * 1024 && token.bytes().all(|byte| byte.is_ascii_graphic())
}
