//! Where a site publishes to, by its settings and refs.

use super::engine::Program;
use crate::libgit2::refs as names;
use crate::{Destination, Fault, Remote, address};

/// A destination and how sure it is.
pub(super) struct Found {
    pub(super) destination: Destination,
    /// The branch was guessed; the server's default branch, once known, is better.
    pub(super) guessed: bool,
}

impl Program {
    /// The destination as far as this repository tells.
    pub(super) fn found(&self) -> Result<Found, Fault> {
        let current = self.refs().current_branch();
        let upstream = current.as_deref().and_then(|name| self.upstream(name));
        let name = match &upstream {
            Some((remote, _)) => Some(remote.clone()),
            None => self.server(),
        };
        let default = match &name {
            Some(name) if upstream.is_none() => self.default_branch(name)?,
            _ => None,
        };
        let guessed = upstream.is_none() && default.is_none();
        let branch = upstream.map(|(_, branch)| branch).or(default).or(current).unwrap_or_else(|| "main".to_owned());
        names::branch(&branch)?;
        let remote = name.and_then(|name| {
            let url = self.settings.get(&format!("remote.{name}.url"))?;
            Some(Remote { url: address::without_secret(url), host: address::host(url), name })
        });
        Ok(Found { destination: Destination { branch, remote }, guessed })
    }

    /// The server's address, after the settings rewrote it.
    pub(super) fn address(&self, server: &str, for_push: bool) -> Result<String, Fault> {
        let get = |what: &str| self.settings.get(&format!("remote.{server}.{what}"));
        let url = if for_push { get("pushurl").or_else(|| get("url")) } else { get("url") };
        let url = self.settings.rewritten(url.ok_or(Fault::NoServer)?, for_push);
        let is_path = address::is_local(&url) && !url.contains("://");
        let whole = is_path.then(|| self.place.root.join(&url));
        Ok(whole.and_then(|place| place.to_str().map(str::to_owned)).unwrap_or(url))
    }

    fn upstream(&self, branch: &str) -> Option<(String, String)> {
        let remote = self.settings.get(&format!("branch.{branch}.remote"))?;
        let there = self.settings.get(&format!("branch.{branch}.merge"))?.strip_prefix("refs/heads/")?;
        self.settings.get(&format!("remote.{remote}.url"))?;
        Some((remote.to_owned(), there.to_owned()))
    }

    /// `origin`, else the only server, else the first.
    fn server(&self) -> Option<String> {
        let names = self.settings.names("remote.", ".url");
        let origin = names.iter().find(|name| **name == "origin").or(names.first());
        origin.map(|name| (*name).to_owned())
    }

    fn default_branch(&self, remote: &str) -> Result<Option<String>, Fault> {
        let learned = [
            (names::default_branch(remote), names::remote("")),
            (format!("refs/remotes/{remote}/HEAD"), format!("refs/remotes/{remote}/")),
        ];
        let list = self.refs().list(&[&learned[0].0, &learned[1].0])?;
        Ok(learned.iter().find_map(|(name, prefix)| {
            let found = list.iter().find(|found| found.name == *name)?;
            Some(found.target.as_ref()?.strip_prefix(prefix)?.to_owned())
        }))
    }
}
