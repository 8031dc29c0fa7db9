//! Fetching one public page, as carefully as a stranger's address deserves: it comes from the site's files.

use std::io::Read;
use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use ureq::http::Uri;
use ureq::tls::{TlsConfig, TlsProvider};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error, config::Config};

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
    match agent(home).get(address).header("Cache-Control", "no-cache").call() {
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

fn agent(home: String) -> Agent {
    let config: Config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(REDIRECTS)
        .timeout_global(Some(PATIENCE))
        .user_agent("Byline")
        // The surroundings are handed in, and a proxy would resolve names where nobody checks them.
        .proxy(None)
        .tls_config(TlsConfig::builder().provider(TlsProvider::NativeTls).build())
        .build();
    Agent::with_parts(config, DefaultConnector::default(), Careful { home })
}

/// Resolves the website's own host to any address, and all others to public ones only.
#[derive(Debug)]
struct Careful {
    home: String,
}

impl Resolver for Careful {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let found = DefaultResolver::default().resolve(uri, config, timeout)?;
        let is_home = uri.host().is_some_and(|host| host.eq_ignore_ascii_case(&self.home));
        if is_home || !found.iter().any(|address| is_private(address.ip())) {
            return Ok(found);
        }
        Err(Error::HostNotFound)
    }
}

/// Whether an address is of no use to anybody outside of this computer or its network.
fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_private_v4(address),
        IpAddr::V6(address) => match address.to_ipv4() {
            Some(inside) => is_private_v4(inside) || address.is_loopback(),
            None => address.is_unique_local() || address.is_unicast_link_local() || address.is_unspecified(),
        },
    }
}

fn is_private_v4(address: Ipv4Addr) -> bool {
    let [first, second, ..] = address.octets();
    address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_unspecified()
        || address.is_broadcast()
        || (first == 100 && (64..128).contains(&second))
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

    #[test]
    fn private_addresses_are_known() {
        let private = |address: &str| is_private(address.parse().unwrap());
        for address in [
            "10.1.2.3",
            "192.168.0.1",
            "127.0.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "::1",
            "fd00::1",
            "fe80::1",
            "::ffff:10.0.0.1",
        ] {
            assert!(private(address), "{address}");
        }
        assert!(!private("93.184.216.34") && !private("2606:2800:220:1::1") && !private("100.128.0.1"));
    }
}
