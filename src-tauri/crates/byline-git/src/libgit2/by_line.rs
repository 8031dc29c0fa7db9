//! Asking and sending by way of the git program, for servers that libgit2 cannot reach.

use ::git2::{Oid, Repository};

use super::fetch::{self, Depth};
use super::{destination, push, refs};
use crate::program::{Line, Wanted};
use crate::{CommitId, Fault, PushReport, PushTo, Watch, address};

/// Brings the server's branch into `refs/byline/remote/`.
pub(crate) fn fetch(
    repo: &Repository,
    line: &Line,
    depth: Depth,
    watch: &dyn Watch,
) -> Result<Option<CommitId>, Fault> {
    let found = destination::find(repo)?;
    let server = found.destination.remote.ok_or(Fault::NoServer)?;
    let guess = found.destination.branch;
    let wanted = (!found.guessed).then_some(guess.as_str());
    let (branch, tip) = look(repo, line, (&server.name, depth), (wanted, &guess), watch)?;
    if found.guessed {
        // Only a hint for the next time; the branch itself was taken from the server just now.
        let name = refs::default_branch(&server.name);
        let _kept = repo.reference_symbolic(&name, &refs::remote(&branch), true, "byline");
    }
    keep(repo, &refs::remote(&branch), tip)
}

/// Brings another branch of the server's into `refs/byline/other/`; `None` when there is none.
pub(crate) fn fetch_branch(
    repo: &Repository,
    line: &Line,
    branch: &str,
    watch: &dyn Watch,
) -> Result<Option<CommitId>, Fault> {
    let server = destination::find(repo)?.destination.remote.ok_or(Fault::NoServer)?;
    let tip = match look(repo, line, (&server.name, Depth::AsHere), (Some(branch), branch), watch) {
        Ok((_, tip)) => tip,
        Err(Fault::BranchGone { .. }) => None,
        Err(fault) => return Err(fault),
    };
    keep(repo, &refs::other(branch), tip)
}

/// Whether the server lets this account send at all.
pub(crate) fn may_send(repo: &Repository, line: &Line, watch: &dyn Watch) -> Result<(), Fault> {
    let server = destination::find(repo)?.destination.remote.ok_or(Fault::NoServer)?;
    let url = rewritten(repo, &fetch::configured(repo, &server.name, true)?)?;
    if address::is_local(&url) { push::local_may_send(&url) } else { line.may_send(&url, watch) }
}

/// Sends a commit. Where it goes to the branch that the site publishes to, the server must still have there what the
/// commit stands on.
pub(crate) fn push(
    repo: &Repository,
    line: &Line,
    (commit, to): (&CommitId, &PushTo),
    watch: &dyn Watch,
) -> PushReport {
    let prepare = || -> Result<(String, String, Option<String>), Fault> {
        let destination = destination::find(repo)?.destination;
        let server = destination.remote.ok_or(Fault::NoServer)?;
        let url = rewritten(repo, &fetch::configured(repo, &server.name, true)?)?;
        let reference = refs::to_send_to(&to.reference)?.to_owned();
        let own = refs::branch(&destination.branch)? == reference;
        let parent = repo.find_commit(Oid::from_str(commit.as_str())?)?.parent_ids().next();
        let expected = own.then(|| parent.map(|id| id.to_string()).unwrap_or_default());
        Ok((url, reference, expected))
    };
    match prepare() {
        Ok((url, reference, expected)) => {
            let to = PushTo { reference, options: to.options.clone() };
            line.push(&url, (commit, &to), expected.as_deref(), watch)
        }
        Err(fault) => PushReport { error: Some(fault), ..PushReport::default() },
    }
}

fn look(
    repo: &Repository,
    line: &Line,
    (server, depth): (&str, Depth),
    (wanted, guess): (Option<&str>, &str),
    watch: &dyn Watch,
) -> Result<(String, Option<Oid>), Fault> {
    let url = rewritten(repo, &fetch::configured(repo, server, false)?)?;
    refs::branch(wanted.unwrap_or(guess))?;
    // A folder on this computer gives all.
    let states = match depth {
        Depth::States(states, most) if !address::is_local(&url) => Some((states, most)),
        _ => None,
    };
    let wanted = Wanted { url: &url, branch: wanted, guess, states };
    let seen = line.fetch(wanted, &known(repo), watch)?;
    refs::branch(&seen.branch)?;
    let tip = seen.tip.map(|tip| Oid::from_str(tip.as_str())).transpose()?;
    tip.map(|tip| repo.find_commit(tip)).transpose()?;
    Ok((seen.branch, tip))
}

fn keep(repo: &Repository, name: &str, tip: Option<Oid>) -> Result<Option<CommitId>, Fault> {
    match tip {
        Some(tip) => refs::set(repo, name, tip)?,
        None => refs::remove(repo, name)?,
    }
    Ok(tip.map(CommitId::from))
}

/// A few commits that are here: the server's branches as last seen, and the one checked out.
fn known(repo: &Repository) -> Vec<CommitId> {
    /// Enough for a server to see what is here; some sites have thousands of branches.
    const FEW: usize = 64;
    let head = repo.head().ok().and_then(|head| head.target());
    let mut found: Vec<Oid> = head.into_iter().collect();
    for names in ["refs/byline/remote/*", "refs/remotes/*"] {
        let listed = repo.references_glob(names).into_iter().flatten().flatten();
        found.extend(listed.filter_map(|found| found.target()).take(FEW));
    }
    found.retain(|id| repo.find_commit(*id).is_ok());
    found.into_iter().map(CommitId::from).collect()
}

/// An address as the settings rewrite it, whole when it is a folder's.
pub(crate) fn rewritten(repo: &Repository, url: &str) -> Result<String, Fault> {
    let url = repo.remote_anonymous(url)?.url()?.to_owned();
    let is_path = address::is_local(&url) && !url.contains("://");
    let folder = repo.workdir().filter(|_| is_path).map(|root| root.join(&url));
    Ok(folder.and_then(|folder| folder.to_str().map(str::to_owned)).unwrap_or(url))
}
