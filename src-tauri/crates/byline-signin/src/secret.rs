//! Values that do not print themselves.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A secret text.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hidden(String);

impl Hidden {
    /// Hides a text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, for whoever hands it to its own server.
    pub fn show(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hidden")
    }
}

/// What one sign-in came to: kept as one entry of the keychain, so that its parts never come apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// The name that goes with it in a git conversation.
    pub user: String,
    /// The access token or key.
    pub access: Hidden,
    /// What the server calls the account, where it told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// When it ends, in seconds since 1970-01-01 UTC; `None` when it does not, or the server did not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<u64>,
    /// How it is made new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renewal: Option<Renewal>,
}

/// All that a refresh needs. The token in it is good for one time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renewal {
    /// The address that is asked; of the place that the token belongs to.
    pub endpoint: String,
    /// The client that the token was made for.
    pub client_id: String,
    /// The refresh token.
    pub refresh: Hidden,
}

impl Token {
    /// A token with nothing but a name and a key.
    pub fn key(user: impl Into<String>, access: Hidden) -> Self {
        Self { user: user.into(), access, account: None, expires: None, renewal: None }
    }

    /// Whether it ends within a minute of `now`.
    pub fn ends_by(&self, now: u64) -> bool {
        self.expires.is_some_and(|end| end <= now.saturating_add(60))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_comes_back_from_the_keychain_and_does_not_print_itself() {
        let renewal = Renewal {
            endpoint: "https://example.org/token".to_owned(),
            client_id: "byline".to_owned(),
            refresh: Hidden::new("c4nary-r"),
        };
        let token = Token { renewal: Some(renewal), expires: Some(5), ..Token::key("oauth2", Hidden::new("c4nary-a")) };
        assert!(!format!("{token:?}").contains("c4nary"));
        let kept = serde_json::to_string(&token).unwrap();
        assert_eq!(serde_json::from_str::<Token>(&kept).unwrap(), token);
    }

    #[test]
    fn a_token_ends_a_little_early() {
        let token = Token { expires: Some(1_000), ..Token::key("", Hidden::default()) };
        assert!(!token.ends_by(900));
        assert!(token.ends_by(940));
        assert!(!Token::key("", Hidden::default()).ends_by(u64::MAX));
    }
}
