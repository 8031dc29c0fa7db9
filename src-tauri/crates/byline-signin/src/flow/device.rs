//! The device flow (RFC 8628): a short code is shown here and typed into a page of the server's.

use std::time::Duration;

use serde_json::Value;

use super::grant::{self, Said};
use super::{Begun, Failed};
use crate::{Forge, Hidden, Token, Web, WebError};

const GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// How often is asked when the server does not say (RFC 8628, 3.2), in seconds; and how much a "slow down" adds (3.5).
const USUAL_INTERVAL: u64 = 5;
/// The longest that a code is waited for, whatever the server says, in seconds.
const LONGEST: u64 = 30 * 60;

/// A code that nobody has typed yet.
#[derive(Debug)]
pub(crate) struct Waiting {
    token: String,
    client: String,
    code: Hidden,
    user: &'static str,
    interval: u64,
    left: u64,
}

pub(crate) fn begin(
    web: &Web,
    forge: &Forge,
    (device, token): (&str, &str),
    client: &str,
) -> Result<(Begun, Waiting), Failed> {
    let answer = web.post_form(device, &[("client_id", client), ("scope", forge.scope)])?;
    if answer.status >= 500 {
        return Err(WebError::Unreachable.into());
    }
    let told = answer.json().filter(|_| answer.status < 300).ok_or(Failed::UnknownHere)?;
    let text = |key: &str| told.get(key).and_then(Value::as_str);
    let number = |key: &str| told.get(key).and_then(Value::as_u64);
    let device_code = text("device_code").ok_or(Failed::UnknownHere)?;
    let shown = |code: &&str| code.len() <= 32 && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let code = text("user_code").filter(shown).ok_or(WebError::Odd)?;
    // The page stands where the person means to sign in, or nothing is opened.
    let address = text("verification_uri").filter(|url| forge.place.holds(url)).ok_or(WebError::Odd)?;
    let waiting = Waiting {
        token: token.to_owned(),
        client: client.to_owned(),
        code: Hidden::new(device_code),
        user: forge.user().unwrap_or_default(),
        interval: number("interval").unwrap_or(USUAL_INTERVAL).clamp(1, 60),
        left: number("expires_in").unwrap_or(LONGEST).min(LONGEST),
    };
    Ok((Begun { address: address.to_owned(), code: Some(code.to_owned()) }, waiting))
}

impl Waiting {
    /// Asks until the person has said yes or no, or the time is over. `wait` waits and tells whether to stop.
    pub(crate) fn finish(
        mut self,
        web: &Web,
        now: &dyn Fn() -> u64,
        wait: &dyn Fn(Duration) -> bool,
    ) -> Result<Token, Failed> {
        let form = [("grant_type", GRANT), ("device_code", self.code.show())];
        while self.left >= self.interval {
            if wait(Duration::from_secs(self.interval)) {
                return Err(Failed::Stopped);
            }
            self.left -= self.interval;
            match grant::ask(web, (&self.token, &self.client), &form, self.user, now()) {
                Ok(Said::Token(token)) => return Ok(token),
                Ok(Said::Pending) => {}
                Ok(Said::Slower(told)) => {
                    self.interval = told.unwrap_or(0).clamp(self.interval + 5, self.interval + 60);
                }
                // The network may come back while the code is good; RFC 8628 wants fewer questions then.
                Err(Failed::Web(WebError::Unreachable)) => self.interval = (self.interval * 2).min(60),
                Err(Failed::Ended) => return Err(Failed::Expired),
                Err(failed) => return Err(failed),
            }
        }
        Err(Failed::Expired)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use byline_testkit::{CLIENT, Poll, Style};

    use super::*;
    use crate::{Clients, Place, ask_server};

    /// How long was waited before each question, in seconds, at a server that answers so; and whether it ended well.
    fn waits(answers: &[Poll]) -> (Vec<u64>, bool) {
        let server = byline_testkit::Forge::start(Style::GitLab);
        server.interval(5);
        server.poll_answers(answers);
        let (web, origin) = (Web::default(), server.origin());
        let clients = format!("{{\"servers\": {{\"{origin}\": {{\"client_id\": \"{CLIENT}\"}}}}}}");
        let forge = ask_server(&web, &Place::of(&origin).unwrap(), &Clients::read(&clients).unwrap());
        let Some(crate::Means::Device { device, token }) = forge.means.first() else { panic!("no device flow") };
        let (_, waiting) = begin(&web, &forge, (device, token), CLIENT).unwrap();
        let waited = RefCell::new(Vec::new());
        let done = waiting.finish(&web, &|| 0, &|time| {
            waited.borrow_mut().push(time.as_secs());
            false
        });
        let waited = waited.into_inner();
        assert_eq!(server.counts().polls as usize, waited.len());
        (waited, done.is_ok())
    }

    #[test]
    fn whoever_is_told_to_slow_down_waits_five_seconds_more_from_then_on() {
        let answers = [Poll::Pending, Poll::SlowDown, Poll::Pending, Poll::SlowDown, Poll::Yes];
        assert_eq!(waits(&answers), (vec![5, 5, 10, 10, 15], true));
    }

    #[test]
    fn a_server_in_trouble_is_asked_less_often_and_the_code_stays_good() {
        assert_eq!(waits(&[Poll::Broken, Poll::Broken, Poll::Yes]), (vec![5, 10, 20], true));
    }
}
