//! What people type or paste for a website's address.

/// Longer than any address (RFC 9110 asks for 8000 at least; no forge comes near).
const LONGEST: usize = 2000;

/// The forges whose pages people paste: after owner and name, the rest says which page.
const FORGES: [&str; 3] = ["github.com", "codeberg.org", "bitbucket.org"];

/// An address that can be tried, without a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    pub(super) url: String,
    /// The last part of it: what the website is probably called.
    pub(super) name: String,
}

/// Why a text is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotAnAddress {
    Empty,
    /// Nothing about it looks like one.
    Unclear,
    /// A kind of address that Byline never uses.
    Unsafe,
}

/// The address that a person typed.
pub(crate) fn typed_address(text: &str, allow_local: bool) -> Result<String, super::ConnectTrouble> {
    Ok(typed(text, allow_local)?.url)
}

/// Reads what a person typed: the address itself, a forge's page, or the whole command line of a how-to.
pub(super) fn typed(text: &str, allow_local: bool) -> Result<Address, NotAnAddress> {
    let text = text.trim().trim_matches(['"', '\'', '<', '>', '“', '”']).trim();
    let text = match text.strip_prefix("git clone ") {
        Some(rest) => rest.split_whitespace().find(|word| word.contains([':', '/'])).unwrap_or_default(),
        None => text,
    };
    if text.is_empty() {
        return Err(NotAnAddress::Empty);
    }
    let smuggled = text.chars().any(|c| c.is_control() || c.is_whitespace() && !is_local(text));
    if text.len() > LONGEST || smuggled {
        return Err(NotAnAddress::Unclear);
    }
    if is_local(text) {
        // A path with two slashes in front is another computer's, which is asked with this one's password.
        let sound = allow_local && !text.starts_with("//") && !text.contains('\\');
        return if sound { Ok(named(text.to_owned())) } else { Err(NotAnAddress::Unsafe) };
    }
    match text.split_once("://") {
        Some((scheme, rest)) => match scheme.to_ascii_lowercase().as_str() {
            "http" if is_this_computer(rest) => Ok(web("http", rest)),
            // Every forge that answers without the s answers with it, and only then is a password safe.
            "https" | "http" => Ok(web("https", rest)),
            "ssh" if !rest.starts_with('-') => Ok(named(text.to_owned())),
            "file" if allow_local => Ok(named(text.to_owned())),
            _ => Err(NotAnAddress::Unsafe),
        },
        None if text.starts_with('-') || text.contains("::") => Err(NotAnAddress::Unsafe),
        None if is_scp_like(text) => Ok(named(text.to_owned())),
        None if looks_like_host(text) => Ok(web("https", text)),
        None => Err(NotAnAddress::Unclear),
    }
}

fn is_local(text: &str) -> bool {
    let drive = text.as_bytes().get(1) == Some(&b':') && text.as_bytes().first().is_some_and(u8::is_ascii_alphabetic);
    text.starts_with(['/', '\\']) || (drive && !text.contains("://"))
}

/// `user@host:path`.
fn is_scp_like(text: &str) -> bool {
    text.split_once(':').is_some_and(|(host, path)| {
        !host.is_empty()
            && !host.contains('/')
            && host.contains(['@', '.'])
            && !path.is_empty()
            && !path.starts_with('/')
            && !path.split('/').next().is_some_and(|port| port.chars().all(|c| c.is_ascii_digit()))
    })
}

fn looks_like_host(text: &str) -> bool {
    text.split_once('/').is_some_and(|(host, path)| {
        let labels: Vec<&str> = host.split(':').next().unwrap_or_default().split('.').collect();
        let sound = |label: &&str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
        labels.len() > 1 && labels.iter().all(sound) && !path.is_empty()
    })
}

fn is_this_computer(rest: &str) -> bool {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = host
        .strip_prefix('[')
        .and_then(|v6| v6.split(']').next())
        .unwrap_or_else(|| host.split(':').next().unwrap_or_default());
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// Without name and password, without the page's own place, without query and fragment.
fn web(scheme: &str, rest: &str) -> Address {
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let authority = authority.rsplit('@').next().unwrap_or_default().to_lowercase();
    let host = authority.strip_prefix("www.").filter(|host| FORGES.contains(host) || *host == "gitlab.com");
    let authority = host.map(str::to_owned).unwrap_or(authority);
    let path = path.split("/-/").next().unwrap_or_default();
    let mut parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    if FORGES.contains(&authority.as_str()) {
        parts.truncate(2);
    }
    parts.insert(0, &authority);
    named(format!("{scheme}://{}", parts.join("/")))
}

fn named(url: String) -> Address {
    let trimmed = url.trim_end_matches('/');
    let trimmed = trimmed.strip_suffix("/.git").unwrap_or(trimmed);
    let last = trimmed.rsplit(['/', ':']).next().unwrap_or_default();
    let name = last.strip_suffix(".git").unwrap_or(last).to_owned();
    Address { url, name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_paste_becomes_an_address() {
        fn check(text: &str, url: &str, name: &str) {
            assert_eq!(typed(text, true), Ok(Address { url: url.to_owned(), name: name.to_owned() }), "{text}");
        }
        let blog = "https://github.com/acme/blog";
        check(" https://github.com/acme/blog.git\n", "https://github.com/acme/blog.git", "blog");
        check("github.com/acme/blog", blog, "blog");
        check("www.github.com/acme/blog/", blog, "blog");
        check("https://github.com/acme/blog/tree/main/content?tab=readme#x", blog, "blog");
        check("git clone https://github.com/acme/blog.git", "https://github.com/acme/blog.git", "blog");
        check("git clone --depth 1 https://github.com/acme/blog.git here", "https://github.com/acme/blog.git", "blog");
        check("http://github.com/acme/blog", blog, "blog");
        check("https://anna:t0ken@github.com/acme/blog", blog, "blog");
        check("https://gitlab.com/a/b/c/site/-/tree/main", "https://gitlab.com/a/b/c/site", "site");
        check("https://git.example.org:8443/x/site.git", "https://git.example.org:8443/x/site.git", "site");
        check("http://127.0.0.1:8080/site.git", "http://127.0.0.1:8080/site.git", "site");
        check("git@github.com:acme/blog.git", "git@github.com:acme/blog.git", "blog");
        check("ssh://git@example.org:2222/acme/blog.git", "ssh://git@example.org:2222/acme/blog.git", "blog");
        check("/srv/git/my site.git", "/srv/git/my site.git", "my site");
        check("“https://example.org/x/y”", "https://example.org/x/y", "y");
    }

    #[test]
    fn what_is_no_address_or_none_to_use_is_told_apart() {
        fn check(text: &str, local: bool, expect: NotAnAddress) {
            assert_eq!(typed(text, local), Err(expect), "{text}");
        }
        check("  ", true, NotAnAddress::Empty);
        check("git clone ", true, NotAnAddress::Unclear);
        check("our blog", true, NotAnAddress::Unclear);
        check("blog", true, NotAnAddress::Unclear);
        check("example.org", true, NotAnAddress::Unclear);
        check("https://example.org/a b", true, NotAnAddress::Unclear);
        check("https://example.org/\u{7}x", true, NotAnAddress::Unclear);
        check(&format!("https://example.org/{}", "x".repeat(3000)), true, NotAnAddress::Unclear);
        check("ext::sh -c id", true, NotAnAddress::Unclear);
        check("ext::sh", true, NotAnAddress::Unsafe);
        check("-oProxyCommand=id", true, NotAnAddress::Unsafe);
        check("ssh://-oProxyCommand=id/x", true, NotAnAddress::Unsafe);
        check("git://example.org/x", true, NotAnAddress::Unsafe);
        check("//server/share/site.git", true, NotAnAddress::Unsafe);
        check("\\\\server\\share", true, NotAnAddress::Unsafe);
        check("/srv/site.git", false, NotAnAddress::Unsafe);
        check("file:///srv/site.git", false, NotAnAddress::Unsafe);
    }
}
