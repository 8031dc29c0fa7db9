//! Where names and passwords come from. This crate keeps none.

use std::fmt;

/// A name and a password, or a token in the password's place.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret {
    /// The account's name.
    pub user: String,
    /// The password or token.
    pub password: String,
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Secret").finish_non_exhaustive()
    }
}

/// Finds the secret for a server. Each conversation asks at the most twice, and never gives the same secret twice; what
/// becomes of a secret is told, so that one that was refused is not found again.
pub trait Credentials: Send + Sync {
    /// The secret for this address, `None` when there is none: then the person must sign in. The address holds no secret;
    /// `username` is the account that it names.
    fn find(&self, url: &str, username: Option<&str>) -> Option<Secret>;

    /// The address in the repository's settings holds a secret. Told before anything is sent; it is not sent unless
    /// [`Credentials::find`] gives it.
    fn stood_in_address(&self, _url: &str, _secret: Secret) {}

    /// The server took this secret.
    fn accepted(&self, _url: &str, _secret: &Secret) {}

    /// The server refused this secret.
    fn refused(&self, _url: &str, _secret: &Secret) {}
}

/// Knows no secret.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoCredentials;

impl Credentials for NoCredentials {
    fn find(&self, _url: &str, _username: Option<&str>) -> Option<Secret> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_does_not_print_itself() {
        let secret = Secret { user: "anna".into(), password: "hunter2".into() };
        assert!(!format!("{secret:?}").contains("hunter2"));
    }
}
