//! Ways to the server that want more than a password: a certificate of the person's own, a proxy that knows people by
//! the network's sign-in (Negotiate, NTLM). libgit2 ignores these settings; where git is missing it is tried all the same.
//!
//! The settings are only a sign: git itself reads the person's own, never those that came with the folder.

use super::{Looked, Need};

/// Settings below `http` that libgit2 does not know.
const SIGNS: &[&str] = &["sslcert", "sslkey", "proxyauthmethod", "proxysslcert", "delegation", "emptyauth"];

pub(super) fn probe(looked: &Looked<'_>) -> Need {
    let set = |sign: &&str| {
        looked.settings.get(&format!("http.{sign}")).is_some()
            || !looked.settings.names("http.", &format!(".{sign}")).is_empty()
    };
    let by_http = looked.url.is_some_and(|url| url.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("http")));
    if by_http && SIGNS.iter().any(set) { Need::LineAtBest } else { Need::Nothing }
}
