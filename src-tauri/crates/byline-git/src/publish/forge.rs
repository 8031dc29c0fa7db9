//! The kinds of server that websites live on, as far as asking for approval goes: how they are recognised, what they are
//! told with a push, and where their pages are.

use std::fmt::Write;

use crate::address;

/// A kind of server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Forge {
    /// GitHub, also on a company's own host.
    GitHub,
    /// GitLab.
    GitLab,
    /// Forgejo or Gitea, which take changes at `refs/for/`.
    Gitea,
    /// Bitbucket.
    Bitbucket,
    /// None of these, or not known yet.
    #[default]
    Other,
}

impl Forge {
    /// By the name of the host, where that says so.
    pub fn of_host(host: &str) -> Self {
        let has = |words: &[&str]| words.iter().any(|word| host.contains(word));
        if has(&["github"]) {
            Self::GitHub
        } else if has(&["gitlab"]) {
            Self::GitLab
        } else if has(&["codeberg.org", "gitea", "forgejo"]) {
            Self::Gitea
        } else if has(&["bitbucket"]) {
            Self::Bitbucket
        } else {
            Self::Other
        }
    }

    /// By what a server printed; [`Forge::Other`] where it does not give itself away.
    pub fn of_words(said: &str) -> Self {
        let text = said.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
        if has(&["gh006", "gh013", "github"]) {
            Self::GitHub
        } else if has(&["gitlab", "merge request", "not allowed to push code to protected branches"]) {
            Self::GitLab
        } else if has(&["gitea", "forgejo", "not allowed to push to protected branch"]) {
            Self::Gitea
        } else if has(&["bitbucket"]) {
            Self::Bitbucket
        } else {
            Self::Other
        }
    }

    /// One word for it, to be kept.
    pub fn word(self) -> &'static str {
        match self {
            Self::GitHub => "github",
            Self::GitLab => "gitlab",
            Self::Gitea => "gitea",
            Self::Bitbucket => "bitbucket",
            Self::Other => "other",
        }
    }

    /// The other way round from [`Forge::word`].
    pub fn of_word(word: &str) -> Self {
        let all = [Self::GitHub, Self::GitLab, Self::Gitea, Self::Bitbucket];
        all.into_iter().find(|forge| forge.word() == word).unwrap_or_default()
    }

    /// The page on which a person asks for the approval of `branch`; none where it is not known.
    pub(super) fn page(self, remote: &str, branch: &str, target: &str) -> Option<String> {
        let site = address::page(remote)?;
        let (branch, target) = (encoded(branch), encoded(target));
        match self {
            Self::GitHub => Some(format!("{site}/compare/{target}...{branch}?quick_pull=1")),
            Self::GitLab => Some(format!(
                "{site}/-/merge_requests/new?merge_request[source_branch]={branch}&merge_request[target_branch]={target}"
            )),
            Self::Gitea => Some(format!("{site}/compare/{target}...{branch}")),
            Self::Bitbucket => Some(format!("{site}/pull-requests/new?source={branch}&dest={target}")),
            Self::Other => None,
        }
    }
}

/// An address of the server's own among its words: the last one that leads to the same host by http or https. Others are
/// none of its business.
pub(super) fn address_in(said: &[String], remote: &str) -> Option<String> {
    let home = address::host(remote)?;
    let words = said.iter().flat_map(|line| line.split_whitespace());
    let links = words.filter(|word| word.starts_with("https://") || word.starts_with("http://"));
    let links = links.map(|link| link.trim_end_matches(['.', ',', ';', ')', '>', '"', '\'']));
    let mut own = links.filter(|link| address::host(link).is_some_and(|host| host == home) && !link.contains('@'));
    own.rfind(|link| link.len() < 2_000).map(str::to_owned)
}

/// A branch's name in an address. Slashes stay.
fn encoded(name: &str) -> String {
    let mut encoded = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                encoded.push(char::from(byte));
            }
            other => {
                // Writing to a string cannot fail.
                let _ = write!(encoded, "%{other:02X}");
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_are_known_by_their_names_and_by_their_words() {
        let host = |name: &str, expect| assert_eq!(Forge::of_host(name), expect, "{name}");
        host("github.com", Forge::GitHub);
        host("git.company.example", Forge::Other);
        host("gitlab.company.example", Forge::GitLab);
        host("codeberg.org", Forge::Gitea);
        host("bitbucket.org", Forge::Bitbucket);
        let words = |said: &str, expect| assert_eq!(Forge::of_words(said), expect, "{said}");
        words("error: GH006: Protected branch update failed for refs/heads/main.", Forge::GitHub);
        words("You are not allowed to push code to protected branches on this project.", Forge::GitLab);
        words("GitLab: You are not allowed to push code to protected branches on this project.", Forge::GitLab);
        words("Gitea: Not allowed to push to protected branch main", Forge::Gitea);
        words("Forgejo: Not allowed to push to protected branch main", Forge::Gitea);
        words("Titles must be in English", Forge::Other);
        for forge in [Forge::GitHub, Forge::GitLab, Forge::Gitea, Forge::Bitbucket, Forge::Other] {
            assert_eq!(Forge::of_word(forge.word()), forge);
        }
    }

    #[test]
    fn pages_are_the_ones_that_open_a_request() {
        let page = |forge: Forge, remote: &str| forge.page(remote, "posts/a-post", "main");
        let github = "https://github.com/acme/site/compare/main...posts/a-post?quick_pull=1";
        assert_eq!(page(Forge::GitHub, "https://github.com/acme/site.git").as_deref(), Some(github));
        assert_eq!(page(Forge::GitHub, "https://ann:secret@github.com/acme/site/").as_deref(), Some(github));
        assert_eq!(page(Forge::GitHub, "git@github.com:acme/site.git").as_deref(), Some(github));
        assert_eq!(page(Forge::GitHub, "ssh://git@github.com:22/acme/site.git").as_deref(), Some(github));
        let bitbucket = "https://bitbucket.org/acme/site/pull-requests/new?source=posts/a-post&dest=main";
        assert_eq!(page(Forge::Bitbucket, "https://bitbucket.org/acme/site.git").as_deref(), Some(bitbucket));
        assert_eq!(page(Forge::Other, "https://git.example.org/site.git"), None);
        assert_eq!(page(Forge::GitHub, "../site.git"), None);
    }

    #[test]
    fn only_the_servers_own_addresses_are_taken_from_its_words() {
        let remote = "https://git.example.org/acme/site.git";
        let said = |line: &str| address_in(&[line.to_owned()], remote);
        let own = "https://git.example.org/acme/site/-/merge_requests/7";
        assert_eq!(said(&format!("  View it: {own}.")).as_deref(), Some(own));
        assert_eq!(said("See https://elsewhere.example/login"), None);
        assert_eq!(said("See https://git.example.org@elsewhere.example/"), None);
        assert_eq!(said("file://git.example.org/x javascript:alert(1)"), None);
    }
}
