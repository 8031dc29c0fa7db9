//! A server's own words about a refusal that reached libgit2 as a bare number: the same question asked once more, by
//! a client that reads the answer's text.

use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use ureq::tls::{RootCerts, TlsConfig, TlsProvider};

use crate::{Fault, Options, address};

/// As much of an answer as is read, in bytes.
const ENOUGH: u64 = 16 * 1024;
const PATIENCE: Duration = Duration::from_secs(10);

/// What is begun with the server: reading or writing.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Service {
    Read,
    Write,
}

/// [`Fault::Forbidden`] told more exactly, where the server says why.
pub(crate) fn second_look(fault: Fault, url: &str, service: Service, options: &Options) -> Fault {
    if fault != Fault::Forbidden || address::host(url).is_none() || address::allowed(url, false).is_err() {
        return fault;
    }
    match words(url, service, options).as_deref().and_then(|words| single_sign_on(words, url)) {
        Some(address) => Fault::SingleSignOn { address },
        None => fault,
    }
}

/// The text of the answer to a conversation's first question.
fn words(url: &str, service: Service, options: &Options) -> Option<String> {
    let tls = TlsConfig::builder().provider(TlsProvider::NativeTls).root_certs(RootCerts::PlatformVerifier).build();
    let agent = ureq::Agent::config_builder()
        .tls_config(tls)
        .timeout_global(Some(PATIENCE.min(options.connect_timeout)))
        // A secret must not follow a redirect.
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        // Forges answer in plain text to git only.
        .user_agent("git/2.0 (byline)")
        .build()
        .new_agent();
    let bare = address::without_secret(url);
    let service = match service {
        Service::Read => "git-upload-pack",
        Service::Write => "git-receive-pack",
    };
    let mut request = agent.get(format!("{bare}/info/refs?service={service}"));
    if let Some(secret) = options.credentials.find(&bare, None) {
        let pair = BASE64_STANDARD.encode(format!("{}:{}", secret.user, secret.password));
        request = request.header("Authorization", format!("Basic {pair}"));
    }
    let mut answer = request.call().ok()?;
    answer.body_mut().with_config().limit(ENOUGH).lossy_utf8(true).read_to_string().ok()
}

/// The page on which an organisation lets an account in: GitHub's words, as it prints them to git. Only a page of the
/// server's own is believed.
fn single_sign_on(words: &str, url: &str) -> Option<String> {
    let lower = words.to_lowercase();
    if !lower.contains("saml sso") && !lower.contains("single sign-on") && !lower.contains("/sso?") {
        return None;
    }
    let end = |c: char| c.is_whitespace() || c.is_control() || "\"'<>".contains(c);
    let pages = words.match_indices("http").map(|(at, _)| words[at..].split(end).next().unwrap_or_default());
    let own = |page: &&str| address::same_place(url, page);
    pages.map(|page| page.trim_end_matches(['.', ',', ')'])).find(own).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GITHUB: &str = "The `acme' organization has enabled or enforced SAML SSO. To access\n\
        this repository, visit https://github.com/orgs/acme/sso?authorization_request=AX7\n\
        and try your request again.";

    #[test]
    fn the_page_for_the_approval_is_found_and_only_the_servers_own() {
        let check = |words: &str, url: &str, expect: Option<&str>| {
            assert_eq!(single_sign_on(words, url).as_deref(), expect, "{words}");
        };
        let page = "https://github.com/orgs/acme/sso?authorization_request=AX7";
        check(GITHUB, "https://github.com/acme/site.git", Some(page));
        check(GITHUB, "https://anna@github.com/acme/site.git", Some(page));
        check(GITHUB, "https://example.org/acme/site.git", None);
        check("Permission denied, see https://github.com/help", "https://github.com/acme/site.git", None);
    }
}
