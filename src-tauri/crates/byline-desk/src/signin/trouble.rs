use byline_signin::{Failed, KeychainError, NotAPlace, WebError};
use thiserror::Error;

use crate::api::Problem;
use crate::words;

/// Why nobody is signed in. Nothing that was waiting is lost by any of these.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SignInTrouble {
    /// The website's address is none that can be signed in at.
    #[error(transparent)]
    NotAPlace(#[from] NotAPlace),
    /// The browser's part did not end well.
    #[error(transparent)]
    Failed(Failed),
    /// The server could not be asked.
    #[error(transparent)]
    Web(WebError),
    /// The keychain cannot be used.
    #[error(transparent)]
    Keychain(#[from] KeychainError),
    /// What was given is no access key.
    #[error("not an access key")]
    NoKey,
    /// What was given is no account's name.
    #[error("not a name")]
    NoName,
    /// The server does not know the key.
    #[error("the server refused the key")]
    KeyRefused,
    /// The server knows the key, which may not publish there.
    #[error("the key may not publish")]
    KeyForbidden,
    /// The server shows the account no such website.
    #[error("no such website for this account")]
    NotThere,
    /// The computer's sign-in program gave nothing.
    #[error("the sign-in program has nothing")]
    ProgramHasNone,
    /// The administrator's settings cannot be read.
    #[error("{0}")]
    Settings(String),
}

impl From<Failed> for SignInTrouble {
    fn from(failed: Failed) -> Self {
        if let Failed::Web(error) = failed { Self::from(error) } else { Self::Failed(failed) }
    }
}

impl From<WebError> for SignInTrouble {
    fn from(error: WebError) -> Self {
        if let WebError::NotAPlace(error) = error { Self::NotAPlace(error) } else { Self::Web(error) }
    }
}

impl SignInTrouble {
    /// A stable word for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAPlace(_) | Self::Web(WebError::NotAPlace(_)) => "not-a-server",
            Self::Failed(Failed::Denied) => "denied",
            Self::Failed(Failed::Expired) => "expired",
            Self::Failed(Failed::Stopped) => "stopped",
            Self::Failed(Failed::UnknownHere | Failed::Ended) => "unknown-here",
            Self::Failed(Failed::Computer) => "computer",
            Self::Failed(Failed::Web(_)) | Self::Web(WebError::Unreachable) => "unreachable",
            Self::Web(WebError::Certificate) => "certificate",
            Self::Web(WebError::Odd) => "odd",
            Self::Keychain(KeychainError::Missing) => "no-keychain",
            Self::Keychain(KeychainError::Locked) => "keychain-locked",
            Self::Keychain(KeychainError::NoAnswer) => "keychain-silent",
            Self::Keychain(KeychainError::Refused) => "keychain-refused",
            Self::NoKey => "no-key",
            Self::NoName => "no-name",
            Self::KeyRefused => "key-refused",
            Self::KeyForbidden => "key-forbidden",
            Self::NotThere => "not-there",
            Self::ProgramHasNone => "program",
            Self::Settings(_) => "settings",
        }
    }
}

impl From<SignInTrouble> for Problem {
    fn from(trouble: SignInTrouble) -> Self {
        let code = trouble.code();
        let what = trouble.to_string();
        Self {
            code: format!("sign-in-{code}"),
            message: words::say(&format!("signin.trouble.{code}"), &[("what", &what)]),
            hint: words::say_if_known(&format!("signin.trouble-hint.{code}"), &[("what", &what)]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_trouble_has_a_sentence() {
        let failed =
            [Failed::Denied, Failed::Expired, Failed::Stopped, Failed::UnknownHere, Failed::Ended, Failed::Computer];
        let web = [WebError::Unreachable, WebError::Certificate, WebError::Odd, WebError::NotAPlace(NotAPlace)];
        let keychain = [KeychainError::Missing, KeychainError::Locked, KeychainError::NoAnswer, KeychainError::Refused];
        let own = [
            SignInTrouble::NoKey,
            SignInTrouble::NoName,
            SignInTrouble::KeyRefused,
            SignInTrouble::KeyForbidden,
            SignInTrouble::NotThere,
            SignInTrouble::ProgramHasNone,
            SignInTrouble::Settings("x".to_owned()),
        ];
        let all = failed.into_iter().map(SignInTrouble::from).chain(web.into_iter().map(SignInTrouble::from));
        for trouble in all.chain(keychain.into_iter().map(SignInTrouble::from)).chain(own) {
            let problem = Problem::from(trouble);
            assert!(problem.message.ends_with('.') && !problem.message.contains('{'), "{problem:?}");
        }
    }
}
