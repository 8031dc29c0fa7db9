//! An invitation to this site, for a colleague.

use byline_git::Fault;

use super::Site;
use crate::DeskError;
use crate::connect::Invitation;

/// How to sign in to forges that everybody knows, in the words of `docs/invitations.md`.
const SIGN_IN: [(&str, &str); 3] = [("github.com", "github"), ("gitlab.com", "gitlab"), ("codeberg.org", "forgejo")];

impl Site {
    /// What a colleague needs to connect to the same website. Holds no secret: an address is told without the name and
    /// password that it may carry here. `ask` is whom the colleague may ask for help.
    pub fn invitation(&self, ask: Option<&str>) -> Result<Invitation, DeskError> {
        let to = self.engine.destination()?;
        let server = to.remote.ok_or(Fault::NoServer)?;
        let sign_in = SIGN_IN.iter().find(|(host, _)| server.host.as_deref() == Some(host));
        let folder = self.prefix.trim_end_matches('/');
        Ok(Invitation {
            name: self.name(),
            address: server.url,
            branch: Some(to.branch),
            folder: (!folder.is_empty()).then(|| folder.to_owned()),
            sign_in: sign_in.map(|(_, word)| (*word).to_owned()),
            ask: ask.map(str::trim).filter(|ask| !ask.is_empty()).map(str::to_owned),
        })
    }
}
