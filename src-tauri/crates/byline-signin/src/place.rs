//! A server: what a secret belongs to.

use std::net::IpAddr;

use thiserror::Error;

/// Scheme, host and port.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    scheme: &'static str,
    host: String,
    port: Option<u16>,
}

/// The address is not one that a secret may be sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not an address to sign in at")]
pub struct NotAPlace;

impl Place {
    /// The place of an address. Only https, and plain http on this computer itself, since it would carry a secret in the
    /// open; no control characters, also encoded, with which an address can smuggle lines into another program.
    pub fn of(url: &str) -> Result<Self, NotAPlace> {
        let lower = url.to_ascii_lowercase();
        let encoded = ["%00", "%0a", "%0d"].iter().any(|code| lower.contains(code));
        if encoded || url.chars().any(|letter| letter.is_control() || letter == '\\') {
            return Err(NotAPlace);
        }
        let (scheme, rest) = lower.split_once("://").ok_or(NotAPlace)?;
        let (scheme, usual) = match scheme {
            "https" => ("https", 443),
            "http" => ("http", 80),
            _ => return Err(NotAPlace),
        };
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let bare = authority.rsplit_once('@').map_or(authority, |(_, bare)| bare);
        let (host, port) = match bare.rsplit_once(':') {
            Some((host, port)) if !port.contains(']') => (host, Some(port.parse().map_err(|_| NotAPlace)?)),
            _ => (bare, None),
        };
        let address = host.strip_prefix('[').and_then(|inner| inner.strip_suffix(']'));
        let fine = match address {
            Some(v6) => v6.parse::<std::net::Ipv6Addr>().is_ok(),
            None => !host.is_empty() && host.chars().all(|letter| letter.is_alphanumeric() || "-._".contains(letter)),
        };
        let place = Self { scheme, host: host.to_owned(), port: port.filter(|port| *port != usual) };
        if fine && (scheme == "https" || place.is_this_computer()) { Ok(place) } else { Err(NotAPlace) }
    }

    /// The beginning of every address there: `https://example.org`.
    pub fn origin(&self) -> String {
        format!("{}://{}", self.scheme, self.name())
    }

    /// What a person knows it by: the host, and the port where it is an unusual one.
    pub fn name(&self) -> String {
        self.port.map_or_else(|| self.host.clone(), |port| format!("{}:{port}", self.host))
    }

    /// The host alone.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The scheme.
    pub fn scheme(&self) -> &'static str {
        self.scheme
    }

    /// Whether an address leads to the same place.
    pub fn holds(&self, url: &str) -> bool {
        Self::of(url).is_ok_and(|place| place == *self)
    }

    fn is_this_computer(&self) -> bool {
        let bare = self.host.trim_start_matches('[').trim_end_matches(']');
        bare == "localhost" || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
    }
}

/// The address without the name and password that it may carry.
pub fn without_secret(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let bare = authority.rsplit_once('@').map_or(authority, |(_, bare)| bare);
    format!("{scheme}://{bare}{path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_scheme_host_and_port() {
        let check = |url: &str, origin: &str| assert_eq!(Place::of(url).unwrap().origin(), origin, "{url}");
        check("https://anna:t0ken@Example.org/site.git", "https://example.org");
        check("HTTPS://example.org:443", "https://example.org");
        check("https://example.org:8443/a@b", "https://example.org:8443");
        check("http://127.0.0.1:8080/x", "http://127.0.0.1:8080");
        check("http://[::1]:8080/x", "http://[::1]:8080");
        check("http://localhost/x", "http://localhost");
    }

    #[test]
    fn what_a_secret_must_not_be_sent_to_is_no_place() {
        for url in [
            "http://example.org/x",
            "http://127.0.0.1@example.org/x",
            "http://127.0.0.1.example.org/",
            "ssh://git@example.org/x",
            "git@example.org:x",
            "https://example.org%0ahost=evil/",
            "https://example.org/%0D%0a",
            "https://example.org/\nhost=evil",
            "https://example.org\\@evil.org/",
            "https://exam ple.org/",
            "https:///x",
            "https://[zz]/x",
            "https://example.org:port/",
            "/srv/site.git",
            "",
        ] {
            assert_eq!(Place::of(url), Err(NotAPlace), "{url}");
        }
    }

    #[test]
    fn only_the_same_place_is_the_same() {
        let place = Place::of("https://example.org/a").unwrap();
        assert!(place.holds("https://x@EXAMPLE.org:443/b"));
        for other in ["https://example.org.evil/a", "http://example.org/a", "https://example.org:8443/a", "example.org"]
        {
            assert!(!place.holds(other), "{other}");
        }
    }
}
