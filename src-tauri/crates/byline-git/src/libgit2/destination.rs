//! Where a site publishes to.

use ::git2::Repository;

use super::{elsewhere, refs};
use crate::{Destination, Fault, Remote, address};

/// A destination and how sure it is.
pub(crate) struct Found {
    pub(crate) destination: Destination,
    /// The branch was guessed; the server's default branch, once known, is better.
    pub(crate) guessed: bool,
}

/// The destination as far as this repository tells.
pub(crate) fn find(repo: &Repository) -> Result<Found, Fault> {
    let current = current_branch(repo);
    let follows_default = elsewhere::follows_default(repo);
    let upstream = current.as_deref().filter(|_| !follows_default).and_then(|name| upstream(repo, name));
    let name = match &upstream {
        Some((remote, _)) => Some(remote.clone()),
        None if follows_default => current.as_deref().and_then(|name| upstream_server(repo, name)).or(server(repo)?),
        None => server(repo)?,
    };
    let remote = name.as_deref().and_then(|name| describe(repo, name));
    let default = name.as_deref().and_then(|name| default_branch(repo, name, follows_default));
    let guessed = upstream.is_none() && default.is_none();
    let branch = upstream.map(|(_, branch)| branch).or(default).or(current).unwrap_or_else(|| "main".to_owned());
    refs::branch(&branch)?;
    Ok(Found { destination: Destination { branch, remote }, guessed })
}

/// The checked-out branch, born or not; `None` when HEAD is detached.
pub(crate) fn current_branch(repo: &Repository) -> Option<String> {
    let head = repo.find_reference("HEAD").ok()?;
    let target = head.symbolic_target().ok()??;
    Some(target.strip_prefix("refs/heads/")?.to_owned())
}

fn upstream_server(repo: &Repository, branch: &str) -> Option<String> {
    upstream(repo, branch).map(|(server, _)| server)
}

fn upstream(repo: &Repository, branch: &str) -> Option<(String, String)> {
    let full = format!("refs/heads/{branch}");
    let remote = repo.branch_upstream_remote(&full).ok()?.as_str().ok()?.to_owned();
    let merge = repo.branch_upstream_merge(&full).ok()?.as_str().ok()?.to_owned();
    let there = merge.strip_prefix("refs/heads/")?.to_owned();
    repo.find_remote(&remote).ok()?;
    Some((remote, there))
}

/// `origin`, else the only server, else the first.
fn server(repo: &Repository) -> Result<Option<String>, Fault> {
    let names = repo.remotes()?;
    let names: Vec<&str> = names.iter().filter_map(|name| name.ok().flatten()).collect();
    let origin = names.iter().find(|name| **name == "origin").or(names.first());
    Ok(origin.map(|name| (*name).to_owned()))
}

fn describe(repo: &Repository, name: &str) -> Option<Remote> {
    let remote = repo.find_remote(name).ok()?;
    let url = remote.url().ok()?;
    Some(Remote { name: name.to_owned(), url: address::without_secret(url), host: address::host(url) })
}

fn default_branch(repo: &Repository, remote: &str, own_only: bool) -> Option<String> {
    let learned = [
        (refs::default_branch(remote), refs::remote("")),
        (format!("refs/remotes/{remote}/HEAD"), format!("refs/remotes/{remote}/")),
    ];
    // What others learned of the server's default branch may be of before it was renamed.
    let known = if own_only { 1 } else { learned.len() };
    learned.into_iter().take(known).find_map(|(name, prefix)| {
        let found = repo.find_reference(&name).ok()?;
        let target = found.symbolic_target().ok()??;
        Some(target.strip_prefix(&prefix)?.to_owned())
    })
}
