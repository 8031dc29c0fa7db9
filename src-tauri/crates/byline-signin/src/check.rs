//! Whether a server lets somebody write, asked before anything is written.

use crate::place::without_secret;
use crate::web::As;
use crate::{Hidden, Place, Web, WebError};

/// What a server says to a name and a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Checked {
    /// It takes them.
    Good,
    /// It does not.
    Refused,
    /// It knows the account, which may not write there.
    Forbidden,
    /// An organisation has to let the account's token in, on this page of the server's.
    Approval(String),
    /// It shows the account no website at this address.
    NotThere,
    /// Its answer tells neither: what is kept shows itself when something is sent.
    Unclear,
}

/// Asks the server of a website whether it would take something from this account. One question, without redirects.
pub fn check(web: &Web, url: &str, user: &str, key: &Hidden) -> Result<Checked, WebError> {
    let place = Place::of(url)?;
    let bare = without_secret(url);
    let page = |site: &str| format!("{}/info/refs?service=git-receive-pack", site.trim_end_matches('/'));
    let mut answer = web.get(&page(&bare), As::Basic(user, key))?;
    // GitLab sends on who leaves the ending out. Nobody else may send a key anywhere.
    let with_ending = format!("{}.git", bare.trim_end_matches('/'));
    let sent_on = answer.location.as_deref().is_some_and(|to| {
        place.holds(to) && to == page(&with_ending) || page(&with_ending).strip_prefix(&place.origin()) == Some(to)
    });
    if (300..400).contains(&answer.status) && sent_on {
        answer = web.get(&page(&with_ending), As::Basic(user, key))?;
    }
    Ok(match answer.status {
        200 if answer.kind.starts_with("application/x-git-receive-pack") => Checked::Good,
        401 => Checked::Refused,
        403 => {
            let told = answer.sso.as_deref().and_then(|header| approval_in(&place, header));
            told.or_else(|| approval_in(&place, &answer.text)).map_or(Checked::Forbidden, Checked::Approval)
        }
        404 | 410 => Checked::NotThere,
        _ => Checked::Unclear,
    })
}

/// The page on which an organisation lets a token in, from a server's words ("organization has enabled or enforced SAML
/// SSO … visit `https://github.com/orgs/…/sso?…`") or its header. Only at the same place, which is https but for servers on
/// this computer itself.
fn approval_in(place: &Place, words: &str) -> Option<String> {
    let lower = words.to_lowercase();
    if !lower.contains("sso") {
        return None;
    }
    let ends = |letter: char| letter.is_whitespace() || letter.is_control() || "<>\"'`;,".contains(letter);
    let begins = words.match_indices("https://").chain(words.match_indices("http://"));
    let urls = begins.filter_map(|(at, _)| words.get(at..)?.split(ends).next());
    let urls = urls.map(|url| url.trim_end_matches(['.', ')']));
    urls.filter(|url| url.contains("/sso") && url.len() < 2_000 && !url.contains('@'))
        .find(|url| place.holds(url))
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_for_an_organisations_approval_is_found_and_only_at_the_same_place() {
        let place = Place::of("https://github.com/acme/site").unwrap();
        let words = "ERROR: The `acme' organization has enabled or enforced SAML SSO.\nTo access this repository, visit \
                     https://github.com/orgs/acme/sso?authorization_request=AB12 and try your request again.";
        let page = "https://github.com/orgs/acme/sso?authorization_request=AB12";
        assert_eq!(approval_in(&place, words).as_deref(), Some(page));
        let header = format!("required; url={page}");
        assert_eq!(approval_in(&place, &header).as_deref(), Some(page));
        for other in [
            "SAML SSO: visit https://evil.org/orgs/acme/sso?x",
            "SAML SSO: visit https://github.com@evil.org/sso",
            "SAML SSO: visit https://github.com.evil.org/sso",
            "SAML SSO: visit http://github.com/orgs/acme/sso",
            "Permission to acme/site denied to anna.",
        ] {
            assert_eq!(approval_in(&place, other), None, "{other}");
        }
    }
}
