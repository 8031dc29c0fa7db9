//! Asking servers whose addresses came from strangers: never one in a private network, and nobody's cookies.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Duration;

use ureq::http::Uri;
use ureq::tls::{RootCerts, TlsConfig, TlsProvider};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error, config::Config};

/// How far a question may reach.
#[derive(Debug, Clone)]
pub(crate) struct Reach {
    /// A host that may be anywhere, also in a private network: the website's own.
    pub(crate) home: Option<String>,
    /// Whether an address is out of reach; every redirect is held to it, too.
    pub(crate) is_closed: fn(IpAddr) -> bool,
    /// Whether nothing is asked over a line that others can read and change.
    pub(crate) secure_only: bool,
}

impl Default for Reach {
    fn default() -> Self {
        Self { home: None, is_closed: is_private, secure_only: false }
    }
}

/// Somebody to ask: without credentials and cookies, and without saying where the question came from.
pub(crate) fn agent(reach: Reach, redirects: u32, patience: Duration) -> Agent {
    let tls = TlsConfig::builder().provider(TlsProvider::NativeTls).root_certs(RootCerts::PlatformVerifier).build();
    let config: Config = Agent::config_builder()
        .http_status_as_error(false)
        .https_only(reach.secure_only)
        .max_redirects(redirects)
        .timeout_global(Some(patience))
        .user_agent("Byline")
        // The surroundings are handed in, and a proxy would resolve names where nobody checks them.
        .proxy(None)
        .tls_config(tls)
        .build();
    Agent::with_parts(config, DefaultConnector::default(), Careful(reach))
}

/// Resolves the website's own host to any address, and all others only to those within reach.
#[derive(Debug)]
struct Careful(Reach);

impl Resolver for Careful {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let found = DefaultResolver::default().resolve(uri, config, timeout)?;
        let home = self.0.home.as_deref();
        let is_home = uri.host().is_some_and(|host| home.is_some_and(|home| host.eq_ignore_ascii_case(home)));
        if is_home || !found.iter().any(|address| (self.0.is_closed)(address.ip())) {
            return Ok(found);
        }
        Err(Error::HostNotFound)
    }
}

/// Whether an address is of no use to anybody outside of this computer or its network.
pub(crate) fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_private_v4(address),
        IpAddr::V6(address) => match inside(address) {
            Some(inside) => is_private_v4(inside) || address.is_loopback(),
            None => {
                address.is_unique_local()
                    || address.is_unicast_link_local()
                    || address.is_unspecified()
                    || address.is_multicast()
            }
        },
    }
}

/// The older address that a newer one only carries: mapped, translated (RFC 6052) or tunnelled (RFC 3056).
fn inside(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let of = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        Ipv4Addr::new(a, b, c, d)
    };
    match address.segments() {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => Some(of(high, low)),
        _ => address.to_ipv4(),
    }
}

fn is_private_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_unspecified()
        || address.is_broadcast()
        || address.is_multicast()
        || first == 0
        || first >= 240
        || (first == 100 && (64..128).contains(&second))
        || (first == 198 && (18..20).contains(&second))
        || (first == 192 && second == 0 && third == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

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
            "0.1.2.3",
            "192.0.0.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fd00::1",
            "fe80::1",
            "ff02::1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:0a00:0001::1",
        ] {
            assert!(private(address), "{address}");
        }
        for address in ["93.184.216.34", "2606:2800:220:1::1", "100.128.0.1", "64:ff9b::5db8:d822"] {
            assert!(!private(address), "{address}");
        }
    }
}
