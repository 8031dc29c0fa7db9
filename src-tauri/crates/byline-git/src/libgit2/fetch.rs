//! Asking the server for its state.

use std::path::Path;

use ::git2::{AutotagOption, Direction, FetchOptions, Oid, Repository};

use super::{destination, refs, wire};
use crate::{CommitId, Fault, Options, Step, Watch};

/// What the server said of itself.
struct Seen {
    branch: String,
    tip: Option<Oid>,
}

/// Brings the server's branch into `refs/byline/remote/`. No other ref changes, and neither does `FETCH_HEAD`,
/// which libgit2's own fetch empties: hence connect and download without its update of refs.
pub(crate) fn fetch(
    repo: &Repository,
    root: &Path,
    options: &Options,
    watch: &dyn Watch,
) -> Result<Option<CommitId>, Fault> {
    let found = destination::find(repo)?;
    let server = found.destination.remote.ok_or(Fault::NoServer)?;
    let wanted = (!found.guessed).then_some(found.destination.branch.clone());
    let guess = found.destination.branch;
    let url = configured(repo, &server.name, false)?;
    let seen = wire::talk(root, options, (watch, Step::Fetching), move |repo, wire| {
        let mut remote = wire.remote(repo, &url)?;
        let url = remote.url()?.to_owned();
        look(repo, wire, &mut remote, (&url, refs::remote), wanted, guess)
    })?;
    if found.guessed {
        // Only a hint for the next time; the branch itself was taken from the server just now.
        let name = refs::default_branch(&server.name);
        let _kept = repo.reference_symbolic(&name, &refs::remote(&seen.branch), true, "byline");
    }
    let own = refs::remote(&seen.branch);
    match seen.tip {
        Some(tip) => refs::set(repo, &own, tip)?,
        None => refs::remove(repo, &own)?,
    }
    Ok(seen.tip.map(CommitId::from))
}

/// Brings another branch of the server's into `refs/byline/other/`; `None` when there is none.
pub(crate) fn fetch_branch(
    repo: &Repository,
    root: &Path,
    options: &Options,
    branch: &str,
    watch: &dyn Watch,
) -> Result<Option<CommitId>, Fault> {
    let server = destination::find(repo)?.destination.remote.ok_or(Fault::NoServer)?;
    let url = configured(repo, &server.name, false)?;
    let wanted = branch.to_owned();
    let seen = wire::talk(root, options, (watch, Step::Fetching), move |repo, wire| {
        let mut remote = wire.remote(repo, &url)?;
        let url = remote.url()?.to_owned();
        look(repo, wire, &mut remote, (&url, refs::other), Some(wanted), String::new())
    });
    let tip = match seen {
        Ok(seen) => seen.tip,
        Err(Fault::BranchGone { .. }) => None,
        Err(fault) => return Err(fault),
    };
    match tip {
        Some(tip) => refs::set(repo, &refs::other(branch), tip)?,
        None => refs::remove(repo, &refs::other(branch))?,
    }
    Ok(tip.map(CommitId::from))
}

/// `kept` names the ref in which a branch was kept the last time: what is there is not asked for again.
fn look(
    repo: &Repository,
    wire: &wire::Wire,
    remote: &mut ::git2::Remote<'_>,
    (url, kept): (&str, fn(&str) -> String),
    wanted: Option<String>,
    guess: String,
) -> Result<Seen, Fault> {
    let mut connection = remote.connect_auth(Direction::Fetch, Some(wire.callbacks(url)), Some(wire::proxy()))?;
    let offered = connection.default_branch().ok().and_then(|name| {
        let name = name.as_str().ok()?;
        Some(name.strip_prefix("refs/heads/")?.to_owned())
    });
    let branch = wanted.or(offered).unwrap_or(guess);
    let full = refs::branch(&branch)?;
    let heads = connection.list()?;
    let tip = heads.iter().find(|head| head.name() == full).map(::git2::RemoteHead::oid);
    let Some(tip) = tip else {
        let empty = !heads.iter().any(|head| head.name().starts_with("refs/heads/"));
        return if empty { Ok(Seen { branch, tip: None }) } else { Err(Fault::BranchGone { branch }) };
    };
    if refs::get(repo, &kept(&branch)) != Some(tip) {
        let mut options = FetchOptions::new();
        options.download_tags(AutotagOption::None).update_fetchhead(false);
        options.remote_callbacks(wire.callbacks(url)).proxy_options(wire::proxy());
        connection.remote().download(&[full.as_str()], Some(&mut options))?;
        repo.find_commit(tip)?;
    }
    Ok(Seen { branch, tip: Some(tip) })
}

/// The address as the settings have it, for reading or for writing.
pub(crate) fn configured(repo: &Repository, name: &str, for_push: bool) -> Result<String, Fault> {
    let remote = repo.find_remote(name)?;
    let push = if for_push { remote.pushurl().ok().flatten() } else { None };
    let url = match push {
        Some(url) => url.to_owned(),
        None => remote.url()?.to_owned(),
    };
    Ok(url)
}
