//! Asking the server for its state.

use std::path::Path;

use ::git2::{AutotagOption, Direction, FetchOptions, Oid, Repository};

use super::{destination, refs, wire};
use crate::program::{Line, Wanted};
use crate::{CommitId, Fault, Options, Step, Watch, address};

/// What the server said of itself.
struct Seen {
    branch: String,
    tip: Option<Oid>,
}

/// Brings the server's branch into `refs/byline/remote/`. No other ref changes, and neither does `FETCH_HEAD`,
/// which libgit2's own fetch empties: hence connect and download without its update of refs.
pub(crate) fn fetch(
    repo: &Repository,
    (root, options): (&Path, &Options),
    line: Option<&Line>,
    watch: &dyn Watch,
) -> Result<Option<CommitId>, Fault> {
    let found = destination::find(repo)?;
    let server = found.destination.remote.ok_or(Fault::NoServer)?;
    let wanted = (!found.guessed).then_some(found.destination.branch.clone());
    let guess = found.destination.branch;
    let url = configured(repo, &server.name, false)?;
    let seen = match line {
        Some(line) => by_line(repo, line, &url, (wanted.as_deref(), &guess), watch)?,
        None => wire::talk(root, options, (watch, Step::Fetching), move |repo, wire| {
            let mut remote = wire.remote(repo, &url)?;
            let url = remote.url()?.to_owned();
            look(repo, wire, &mut remote, &url, wanted, guess)
        })?,
    };
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

/// The same through the git program.
fn by_line(
    repo: &Repository,
    line: &Line,
    url: &str,
    (wanted, guess): (Option<&str>, &str),
    watch: &dyn Watch,
) -> Result<Seen, Fault> {
    let url = rewritten(repo, url)?;
    refs::branch(wanted.unwrap_or(guess))?;
    let wanted = Wanted { url: &url, branch: wanted, guess, depth: None };
    let seen = line.fetch(wanted, &known(repo), watch)?;
    refs::branch(&seen.branch)?;
    let tip = seen.tip.map(|tip| Oid::from_str(tip.as_str())).transpose()?;
    tip.map(|tip| repo.find_commit(tip)).transpose()?;
    Ok(Seen { branch: seen.branch, tip })
}

/// A few commits that are here: the server's branches as last seen, and the one checked out.
fn known(repo: &Repository) -> Vec<CommitId> {
    /// Enough for a server to see what is here; some sites have thousands of branches.
    const FEW: usize = 64;
    let mut found: Vec<CommitId> =
        repo.head().ok().and_then(|head| head.target()).map(CommitId::from).into_iter().collect();
    for names in ["refs/byline/remote/*", "refs/remotes/*"] {
        let listed = repo.references_glob(names).into_iter().flatten().flatten();
        found.extend(listed.filter_map(|found| found.target()).map(CommitId::from).take(FEW));
    }
    found.retain(|id| Oid::from_str(id.as_str()).is_ok_and(|id| repo.find_commit(id).is_ok()));
    found
}

/// An address as the settings rewrite it, whole when it is a folder's.
pub(crate) fn rewritten(repo: &Repository, url: &str) -> Result<String, Fault> {
    let url = repo.remote_anonymous(url)?.url()?.to_owned();
    let is_folder = address::host(&url).is_none() && !address::is_ssh(&url) && !url.contains("://");
    let folder = repo.workdir().filter(|_| is_folder).map(|root| root.join(&url));
    Ok(folder.and_then(|folder| folder.to_str().map(str::to_owned)).unwrap_or(url))
}

fn look(
    repo: &Repository,
    wire: &wire::Wire,
    remote: &mut ::git2::Remote<'_>,
    url: &str,
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
    if refs::get(repo, &refs::remote(&branch)) != Some(tip) {
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
