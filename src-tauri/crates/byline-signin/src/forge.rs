//! The programs that websites' servers run, and what each offers.

use crate::{Clients, Place};

/// A kind of server that people sign in at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// GitHub, also a company's own.
    GitHub,
    /// GitLab.
    GitLab,
    /// Forgejo or Gitea.
    Forgejo,
    /// Bitbucket in the cloud.
    Bitbucket,
    /// Anything else that asks for a name and a key.
    Other,
}

/// How the browser is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Means {
    /// A short code is typed into a page of the server's (RFC 8628).
    Device {
        /// Where the code comes from.
        device: String,
        /// Where the token comes from.
        token: String,
    },
    /// The browser comes back to an address of this computer (RFC 8252, RFC 7636).
    Code {
        /// The page.
        authorize: String,
        /// Where the token comes from.
        token: String,
    },
}

/// What is known of the server at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forge {
    /// Where it is.
    pub place: Place,
    /// What it is.
    pub kind: Kind,
    /// How the browser can be used there, the better way first.
    pub means: Vec<Means>,
    /// Under which id Byline is known there; without one the browser is of no use.
    pub client: Option<String>,
    /// What of the account is asked for.
    pub scope: &'static str,
}

/// What is known of a place without asking it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownForge;

impl KnownForge {
    /// The kind of the large forges.
    pub fn kind(place: &Place) -> Option<Kind> {
        match place.host() {
            "github.com" => Some(Kind::GitHub),
            host if host.ends_with(".ghe.com") => Some(Kind::GitHub),
            "gitlab.com" => Some(Kind::GitLab),
            "codeberg.org" | "gitea.com" => Some(Kind::Forgejo),
            "bitbucket.org" => Some(Kind::Bitbucket),
            _ => None,
        }
    }
}

impl Forge {
    /// A forge of a kind with its usual addresses.
    pub fn usual(place: &Place, kind: Kind, clients: &Clients) -> Self {
        let at = |path: &str| format!("{}{path}", place.origin());
        let means = match kind {
            // docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps
            Kind::GitHub => {
                vec![Means::Device { device: at("/login/device/code"), token: at("/login/oauth/access_token") }]
            }
            // docs.gitlab.com/api/oauth2
            Kind::GitLab => vec![
                Means::Device { device: at("/oauth/authorize_device"), token: at("/oauth/token") },
                Means::Code { authorize: at("/oauth/authorize"), token: at("/oauth/token") },
            ],
            // forgejo.org/docs/latest/user/oauth2-provider
            Kind::Forgejo => {
                vec![Means::Code { authorize: at("/login/oauth/authorize"), token: at("/login/oauth/access_token") }]
            }
            Kind::Bitbucket | Kind::Other => Vec::new(),
        };
        let scope = match kind {
            Kind::GitHub => "repo",
            Kind::GitLab => "read_user write_repository",
            _ => "",
        };
        Self { place: place.clone(), kind, means, client: clients.of(place, kind), scope }
    }

    /// The same with the ids of other settings.
    #[must_use]
    pub fn with(self, clients: &Clients) -> Self {
        let client = clients.of(&self.place, self.kind);
        Self { client, ..self }
    }

    /// Whether people can sign in with the browser.
    pub fn has_browser(&self) -> bool {
        self.client.is_some() && !self.means.is_empty()
    }

    /// The page on which an access key is made, the needed permissions chosen already where the page can be told.
    pub fn key_page(&self) -> Option<String> {
        let origin = self.place.origin();
        match self.kind {
            Kind::GitHub => Some(format!("{origin}/settings/tokens/new?scopes=repo&description=Byline")),
            Kind::GitLab => Some(format!(
                "{origin}/-/user_settings/personal_access_tokens?name=Byline&scopes=read_user,write_repository"
            )),
            Kind::Forgejo => Some(format!("{origin}/user/settings/applications")),
            Kind::Bitbucket => Some("https://id.atlassian.com/manage-profile/security/api-tokens".to_owned()),
            Kind::Other => None,
        }
    }

    /// What a key has to be allowed, in the words of that page: what lets it write, and what lets it say whose it is.
    pub fn key_scopes(&self) -> (&'static str, &'static str) {
        match self.kind {
            Kind::GitHub => ("repo", "repo"),
            Kind::GitLab => ("write_repository", "read_user"),
            Kind::Forgejo => ("repository", "user"),
            Kind::Bitbucket | Kind::Other => ("", ""),
        }
    }

    /// The name that goes with a token of this forge, where it does not depend on the account.
    pub fn user(&self) -> Option<&'static str> {
        match self.kind {
            Kind::GitHub => Some("x-access-token"),
            Kind::GitLab | Kind::Forgejo => Some("oauth2"),
            // support.atlassian.com: using an API token for git over https
            Kind::Bitbucket => Some("x-bitbucket-api-token-auth"),
            Kind::Other => None,
        }
    }

    /// Where the forge tells whose token it is.
    pub(crate) fn account_page(&self) -> Option<String> {
        let origin = self.place.origin();
        match self.kind {
            Kind::GitHub if self.place.host() == "github.com" => Some("https://api.github.com/user".to_owned()),
            Kind::GitHub if self.place.host().ends_with(".ghe.com") => {
                Some(format!("https://api.{}/user", self.place.host()))
            }
            Kind::GitHub => Some(format!("{origin}/api/v3/user")),
            Kind::GitLab => Some(format!("{origin}/api/v4/user")),
            Kind::Forgejo => Some(format!("{origin}/api/v1/user")),
            Kind::Bitbucket | Kind::Other => None,
        }
    }

    /// A word for programs and for the catalogue.
    pub fn word(&self) -> &'static str {
        match self.kind {
            Kind::GitHub => "github",
            Kind::GitLab => "gitlab",
            Kind::Forgejo => "forgejo",
            Kind::Bitbucket => "bitbucket",
            Kind::Other => "other",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_client_there_is_no_browser_and_always_a_page_for_keys() {
        let at = |url: &str| {
            let place = Place::of(url).unwrap();
            Forge::usual(&place, KnownForge::kind(&place).unwrap(), &Clients::default())
        };
        assert!(!at("https://github.com/a/b").has_browser());
        assert!(!at("https://gitlab.com/a/b").has_browser());
        let codeberg = at("https://codeberg.org/a/b");
        assert!(codeberg.has_browser() && matches!(codeberg.means[..], [Means::Code { .. }]));
        for forge in [at("https://github.com"), at("https://gitlab.com"), codeberg] {
            assert!(forge.key_page().unwrap().starts_with(&forge.place.origin()));
        }
    }
}
