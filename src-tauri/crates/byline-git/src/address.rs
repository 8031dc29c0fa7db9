//! The addresses of servers: which are allowed, and what may be shown of them.

use crate::ssh::SshAddress;
use crate::{Fault, Options};

/// Refuses every address that this engine cannot or must not use. Plain http is for this computer only, since it
/// would carry a token in the open.
pub(crate) fn allowed(url: &str, allow_local: bool) -> Result<(), Fault> {
    let unsupported = |what: &str| Err(Fault::Unsupported { what: what.to_owned() });
    if !is_plain(url) {
        return unsupported("address");
    }
    match scheme(url) {
        Some("https") => Ok(()),
        Some("http") if host(url).is_some_and(|host| is_loopback(&host)) => Ok(()),
        Some("file") if allow_local => Ok(()),
        Some(other) => unsupported(other),
        None if is_scp_like(url) => unsupported("ssh"),
        None if allow_local => Ok(()),
        None => unsupported("file"),
    }
}

/// Refuses every address that a website cannot be connected from.
pub(crate) fn connectable(url: &str, options: &Options) -> Result<(), Fault> {
    allowed_for_git(url, options.allow_local)
}

/// The same for the git program, which reaches servers by ssh too.
pub(crate) fn allowed_for_git(url: &str, allow_local: bool) -> Result<(), Fault> {
    if !is_plain(url) || !is_ssh(url) {
        return allowed(url, allow_local);
    }
    SshAddress::read(url).map(drop).ok_or_else(|| Fault::Unsupported { what: "address".to_owned() })
}

/// Whether an address can be taken for an option, or smuggles a second line into a request.
fn is_plain(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    let smuggled = url.chars().any(char::is_control) || lower.contains("%0a") || lower.contains("%0d");
    !url.is_empty() && !url.starts_with('-') && !smuggled
}

/// Whether an ssh program is needed to reach this address.
pub(crate) fn is_ssh(url: &str) -> bool {
    scheme(url) == Some("ssh") || (scheme(url).is_none() && is_scp_like(url))
}

/// Whether this is a folder on this computer.
pub(crate) fn is_local(url: &str) -> bool {
    scheme(url) == Some("file") || (scheme(url).is_none() && !is_scp_like(url))
}

/// The address without the name and password that it may carry. The account of an ssh address stays: without it the
/// address would lead nowhere, and it opens nothing.
pub(crate) fn without_secret(url: &str) -> String {
    if is_ssh(url) {
        return SshAddress::without_secret(url);
    }
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let bare = authority.rsplit_once('@').map_or(authority, |(_, bare)| bare);
    format!("{scheme}://{bare}{path}")
}

/// The name and password that an address carries; the password is `None` where it carries a name alone.
pub(crate) fn secret(url: &str) -> Option<(String, Option<String>)> {
    let (scheme, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let (told, _) = authority.rsplit_once('@').filter(|_| scheme.to_ascii_lowercase().starts_with("http"))?;
    match told.split_once(':') {
        Some((name, password)) => Some((decoded(name), Some(decoded(password)))),
        None => Some((decoded(told), None)),
    }
}

/// The text without the `%40` of an address; as it is, where that is no text.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| *first == b'%').and_then(|code| std::str::from_utf8(code).ok());
        if let Some(byte) = code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            bytes.push(byte);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The host of an address, in lower case, without its port; none for a folder on this computer.
pub(crate) fn host(url: &str) -> Option<String> {
    if is_ssh(url) {
        return SshAddress::read(url).map(|address| address.host.to_ascii_lowercase());
    }
    let bare = without_secret(url);
    let (scheme, rest) = bare.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let name = match authority.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    (scheme != "file" && !name.is_empty()).then(|| name.to_ascii_lowercase())
}

/// The page of a repository on its server's website; `None` for a folder on this computer.
pub(crate) fn page(url: &str) -> Option<String> {
    let bare = without_secret(url);
    let (scheme, place) = match bare.split_once("://") {
        Some(("http", place)) => ("http", place.to_owned()),
        Some(("https", place)) => ("https", place.to_owned()),
        Some(("ssh", place)) => {
            // The port is the one for ssh.
            let (host, path) = place.split_once('/')?;
            let host = host.rsplit('@').next().unwrap_or(host);
            ("https", format!("{}/{path}", host.split(':').next().unwrap_or(host)))
        }
        None if is_scp_like(url) => {
            let (host, path) = bare.split_once(':')?;
            let host = host.rsplit('@').next().unwrap_or(host);
            ("https", format!("{host}/{}", path.trim_start_matches('/')))
        }
        _ => return None,
    };
    let place = place.trim_end_matches('/');
    Some(format!("{scheme}://{}", place.strip_suffix(".git").unwrap_or(place)))
}

/// Whether both addresses lead to the same host and port by the same scheme, so that a secret of one may be given
/// to the other.
pub(crate) fn same_place(one: &str, other: &str) -> bool {
    fn place(url: &str) -> String {
        let bare = without_secret(url);
        let end = bare.find("://").map_or(0, |at| at + 3);
        let (scheme, rest) = bare.split_at(end);
        let authority = rest.split('/').next().unwrap_or_default();
        format!("{scheme}{authority}").to_ascii_lowercase()
    }
    place(one) == place(other)
}

fn scheme(url: &str) -> Option<&str> {
    if let Some((scheme, _)) = url.split_once("://") {
        return Some(match scheme.to_ascii_lowercase().as_str() {
            "https" => "https",
            "http" => "http",
            "file" => "file",
            "ssh" | "git+ssh" | "ssh+git" => "ssh",
            _ => "scheme",
        });
    }
    url.contains("::").then_some("scheme")
}

/// `user@host:path`, which is neither a path nor a drive letter.
fn is_scp_like(url: &str) -> bool {
    url.find(':').is_some_and(|colon| colon > 1 && !url[..colon].contains(['/', '\\']))
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_safe_addresses_are_used() {
        fn check(url: &str, local: bool, expect: Result<(), &str>) {
            let expect = expect.map_err(|what| Fault::Unsupported { what: what.to_owned() });
            assert_eq!(allowed(url, local), expect, "{url}");
        }
        check("https://example.org/site.git", false, Ok(()));
        check("HTTPS://example.org/site.git", false, Ok(()));
        check("http://127.0.0.1:8080/site", false, Ok(()));
        check("http://[::1]:8080/site", false, Ok(()));
        check("http://example.org/site", false, Err("http"));
        check("http://127.0.0.1.example.org/site", false, Err("http"));
        check("http://127.0.0.1@example.org/site", false, Err("http"));
        check("ssh://git@example.org/site", true, Err("ssh"));
        check("git@example.org:site.git", true, Err("ssh"));
        check("git://example.org/site", true, Err("scheme"));
        check("ext::sh -c id", true, Err("scheme"));
        check("-oProxyCommand=id", true, Err("address"));
        check("https://example.org/%0ahost=evil", true, Err("address"));
        check("https://example.org/\nhost=evil", true, Err("address"));
        check("/srv/site.git", true, Ok(()));
        check("/srv/site.git", false, Err("file"));
        check("C:\\sites\\site.git", true, Ok(()));
        check("../site.git", true, Ok(()));
        check("file:///srv/site.git", true, Ok(()));
        check("file:///srv/site.git", false, Err("file"));
        check("", true, Err("address"));
    }

    #[test]
    fn git_reaches_servers_by_ssh_too() {
        assert_eq!(allowed_for_git("ssh://git@example.org/site", false), Ok(()));
        assert_eq!(allowed_for_git("git@example.org:site.git", false), Ok(()));
        for url in ["ssh://-oProxyCommand=id/site", "git@example.org:-u", "ext::sh -c id", "http://example.org/site"] {
            assert!(allowed_for_git(url, true).is_err(), "{url}");
        }
    }

    #[test]
    fn secrets_are_taken_out() {
        fn check(url: &str, bare: &str, name: Option<&str>) {
            assert_eq!(without_secret(url), bare);
            assert_eq!(host(url).as_deref(), name);
        }
        check("https://anna:t0ken@Example.org:8443/s", "https://Example.org:8443/s", Some("example.org"));
        check("https://a:p@ss@example.org/s", "https://example.org/s", Some("example.org"));
        check("https://example.org/a@b", "https://example.org/a@b", Some("example.org"));
        check("ssh://git:pw@Example.org:22/s", "ssh://git@Example.org:22/s", Some("example.org"));
        check("git@Example.org:s", "git@Example.org:s", Some("example.org"));
        check("/srv/a@b.git", "/srv/a@b.git", None);
        check("file:///srv/x", "file:///srv/x", None);
    }

    #[test]
    fn a_secret_in_an_address_is_found() {
        let check = |url: &str, name: &str, password: Option<&str>| {
            assert_eq!(secret(url), Some((name.to_owned(), password.map(str::to_owned))), "{url}");
        };
        check("https://anna:t0ken@example.org/s", "anna", Some("t0ken"));
        check("https://anna%40x.org:p%3A%40ss@example.org/s", "anna@x.org", Some("p:@ss"));
        check("https://t0ken@example.org/s", "t0ken", None);
        check("https://a%zz%4:100%@example.org/s", "a%zz%4", Some("100%"));
        for none in ["https://example.org/a@b", "git@example.org:s", "/srv/a@b", "file://a@b/c"] {
            assert_eq!(secret(none), None, "{none}");
        }
    }

    #[test]
    fn a_secret_stays_with_its_place() {
        assert!(same_place("https://example.org/a", "https://anna@EXAMPLE.org/a/info/refs"));
        assert!(!same_place("https://example.org/a", "https://example.org.evil/a"));
        assert!(!same_place("https://example.org/a", "http://example.org/a"));
        assert!(!same_place("https://example.org/a", "https://example.org:8443/a"));
    }
}
