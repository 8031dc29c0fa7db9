//! Addresses of servers that are reached over SSH: `ssh://anna@example.org:22/site.git` and `anna@example.org:site.git`.

/// What an address says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct SshAddress<'a> {
    /// The account, where one is named. It is no secret: forges have one for everybody.
    pub(crate) user: Option<&'a str>,
    /// The server, or the name that the user's settings have for it.
    pub(crate) host: &'a str,
    /// Where the site is on the server.
    pub(crate) path: &'a str,
}

impl<'a> SshAddress<'a> {
    /// Reads an address that is known to be one of ssh's. Nothing where a part of it could be taken for an option or a
    /// command by a program that it is handed to.
    pub(crate) fn read(url: &'a str) -> Option<Self> {
        let (authority, path) = match url.split_once("://") {
            Some((_, rest)) => rest.split_at(rest.find('/')?),
            None => url.split_once(':')?,
        };
        let (user, place) = match authority.rsplit_once('@') {
            Some((user, place)) => (Some(user.split_once(':').map_or(user, |(user, _)| user)), place),
            None => (None, authority),
        };
        let (host, port) = match place.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((host, rest)) => (host, rest.strip_prefix(':')),
            None => place.split_once(':').map_or((place, None), |(host, port)| (host, Some(port))),
        };
        let is_port = port.is_none_or(|port| port.parse::<u16>().is_ok());
        let is_plain = |part: &str| {
            !part.is_empty()
                && !part.starts_with('-')
                && part.chars().all(|c| c.is_alphanumeric() || "._-:%".contains(c))
        };
        let is_fine =
            is_port && is_plain(host) && user.is_none_or(is_plain) && !path.is_empty() && !path.starts_with('-');
        is_fine.then_some(Self { user, host, path })
    }

    /// The address without a password, which has no business in it.
    pub(crate) fn without_secret(url: &str) -> String {
        let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let bare = match authority.rsplit_once('@') {
            Some((user, place)) => format!("{}@{place}", user.split(':').next().unwrap_or_default()),
            None => authority.to_owned(),
        };
        format!("{scheme}://{bare}{path}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_read() {
        let check = |url: &str, user: Option<&str>, host: &str, path: &str| {
            assert_eq!(SshAddress::read(url), Some(SshAddress { user, host, path }), "{url}");
        };
        check("ssh://git@example.org/site.git", Some("git"), "example.org", "/site.git");
        check("git+ssh://example.org:2222/~anna/site", None, "example.org", "/~anna/site");
        check("ssh://anna:secret@[::1]:22/site", Some("anna"), "::1", "/site");
        check("git@example.org:fourtheorem/blog.git", Some("git"), "example.org", "fourtheorem/blog.git");
        check("blog-server:site.git", None, "blog-server", "site.git");
    }

    #[test]
    fn nothing_is_taken_for_an_option_or_a_command() {
        for url in [
            "ssh://-oProxyCommand=id/site",
            "ssh://git@-oProxyCommand=id/site",
            "ssh://-l@example.org/site",
            "git@-oProxyCommand=id:site",
            "git@example.org:-u",
            "ssh://example.org:22x/site",
            "ssh://exa mple.org/site",
            "ssh://example.org;id/site",
            "ssh://$(id)/site",
            "git@`id`:site",
            "ssh://example.org",
            "ssh:///site",
            "git@example.org:",
        ] {
            assert_eq!(SshAddress::read(url), None, "{url}");
        }
    }

    #[test]
    fn a_password_is_taken_out_and_the_account_stays() {
        assert_eq!(SshAddress::without_secret("ssh://anna:pw@example.org:22/s"), "ssh://anna@example.org:22/s");
        assert_eq!(SshAddress::without_secret("git@example.org:s"), "git@example.org:s");
    }
}
