//! Fetching one public page, as carefully as a stranger's address deserves: it comes from the site's files.

use std::io::Read;
use std::time::Duration;

use ureq::http::Uri;

use crate::public_web::{self, Reach};

/// So much of a page is read. In bytes.
const LARGEST: u64 = 4 * 1024 * 1024;
const PATIENCE: Duration = Duration::from_secs(20);
const REDIRECTS: u32 = 5;

/// Names that no website has: settings begin with them (RFC 2606).
const PLACEHOLDERS: [&str; 7] =
    ["example.com", "example.org", "example.net", ".example", ".invalid", ".test", "your-domain.com"];

/// What a look at a page came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Seen {
    /// The page is there, with this HTML.
    Page(String),
    /// The website answers, and has no such page (yet).
    NoPage,
    /// The website does not answer.
    Unreachable,
}

/// Whether an address leads nowhere: it is none of the web, carries a secret, or its host is a placeholder.
pub(crate) fn is_placeholder(address: &str) -> bool {
    let Ok(uri) = address.parse::<Uri>() else { return true };
    let is_web = matches!(uri.scheme_str(), Some("http" | "https"));
    let Some(authority) = uri.authority() else { return true };
    let host = authority.host().to_ascii_lowercase();
    let reserved = PLACEHOLDERS.iter().any(|name| {
        let bare = name.trim_start_matches('.');
        host == bare || host.ends_with(&format!(".{bare}"))
    });
    !is_web || authority.as_str().contains('@') || host.is_empty() || reserved
}

/// Looks at a page. Sends no credentials and no cookies, follows a few redirects, and never into a private network, unless
/// the website itself is there.
pub(crate) fn look(address: &str) -> Seen {
    let Some(home) = address.parse::<Uri>().ok().and_then(|uri| uri.host().map(str::to_ascii_lowercase)) else {
        return Seen::Unreachable;
    };
    let reach = Reach { home: Some(home), ..Reach::default() };
    match public_web::agent(reach, REDIRECTS, PATIENCE).get(address).header("Cache-Control", "no-cache").call() {
        Ok(mut answer) if answer.status().is_success() => {
            let mut page = Vec::new();
            match answer.body_mut().as_reader().take(LARGEST).read_to_end(&mut page) {
                Ok(_) => Seen::Page(String::from_utf8_lossy(&page).into_owned()),
                Err(_) => Seen::Unreachable,
            }
        }
        Ok(_) => Seen::NoPage,
        Err(_) => Seen::Unreachable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_and_addresses_with_secrets_are_not_looked_at() {
        for address in [
            "https://example.org/blog/a/",
            "http://www.example.com",
            "https://site.test/a",
            "https://ann:secret@blog.acme.eu/a",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "/blog/a/",
            "",
        ] {
            assert!(is_placeholder(address), "{address}");
        }
        assert!(!is_placeholder("https://blog.acme.eu/a/") && !is_placeholder("http://127.0.0.1:4000/a/"));
    }
}
