//! Asking the server for its state.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ::git2::{AutotagOption, Direction, FetchOptions, Oid, Repository};

use super::{destination, refs, wire};
use crate::second_look::{Service, second_look};
use crate::{CommitId, Fault, Options, Step, Watch, address};

/// libgit2's depth for a history that is no longer cut off (`git2/remote.h`).
const ALL: i32 = i32::MAX;

/// How much of the history is asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Depth {
    /// As much as is here already, and what is newer.
    AsHere,
    /// So many states, 0 being all, and no more than so many bytes.
    States(u32, u64),
}

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
    depth: Depth,
    watch: &dyn Watch,
) -> Result<Option<CommitId>, Fault> {
    let found = destination::find(repo)?;
    let server = found.destination.remote.ok_or(Fault::NoServer)?;
    let wanted = (!found.guessed).then_some(found.destination.branch.clone());
    let guess = found.destination.branch;
    let url = configured(repo, &server.name, false)?;
    let again = options.clone();
    let seen = wire::talk(root, options, (watch, Step::Fetching), move |repo, wire| {
        let mut remote = wire.remote(repo, &url)?;
        let question = Question { url: remote.url()?.to_owned(), kept: refs::remote, wanted, guess, depth };
        let seen = look(repo, wire, &mut remote, &question);
        seen.map_err(|fault| second_look(fault, &question.url, Service::Read, &again))
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
        let (wanted, guess) = (Some(wanted), String::new());
        look(repo, wire, &mut remote, &Question { url, kept: refs::other, wanted, guess, depth: Depth::AsHere })
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

/// What is asked of a server.
struct Question {
    url: String,
    /// Names the ref in which a branch was kept the last time: what is there is not asked for again.
    kept: fn(&str) -> String,
    /// The branch, when it is certain.
    wanted: Option<String>,
    /// The branch, when the server does not say which is its default.
    guess: String,
    depth: Depth,
}

fn look(
    repo: &Repository,
    wire: &wire::Wire,
    remote: &mut ::git2::Remote<'_>,
    question: &Question,
) -> Result<Seen, Fault> {
    let url = question.url.as_str();
    let mut connection = remote.connect_auth(Direction::Fetch, Some(wire.callbacks(url)), Some(wire::proxy()))?;
    let offered = connection.default_branch().ok().and_then(|name| {
        let name = name.as_str().ok()?;
        Some(name.strip_prefix("refs/heads/")?.to_owned())
    });
    let heads: Vec<(String, Oid)> = connection
        .list()?
        .iter()
        .filter_map(|head| Some((head.name().strip_prefix("refs/heads/")?.to_owned(), head.oid())))
        .collect();
    let only = || match heads.as_slice() {
        [(only, _)] => Some(only.clone()),
        _ => None,
    };
    let there = |name: &String| heads.iter().any(|(head, _)| head == name);
    let unsure = || offered.clone().filter(there).or_else(only).or(offered.clone());
    let branch = question.wanted.clone().or_else(unsure).unwrap_or_else(|| question.guess.clone());
    let full = refs::branch(&branch)?;
    let Some(tip) = heads.iter().find(|(name, _)| *name == branch).map(|(_, tip)| *tip) else {
        return if heads.is_empty() { Ok(Seen { branch, tip: None }) } else { Err(Fault::BranchGone { branch }) };
    };
    let known = refs::get(repo, &(question.kept)(&branch)) == Some(tip);
    let deeper = matches!(question.depth, Depth::States(..)) && repo.is_shallow();
    if !known || deeper {
        download(repo, wire, &mut connection, question, (&full, known))?;
        repo.find_commit(tip)?;
    }
    Ok(Seen { branch, tip: Some(tip) })
}

/// Brings a branch's objects here; no ref changes.
fn download(
    repo: &Repository,
    wire: &wire::Wire,
    connection: &mut ::git2::RemoteConnection<'_, '_, '_>,
    question: &Question,
    (branch, known): (&str, bool),
) -> Result<(), Fault> {
    let too_much = Arc::new(AtomicBool::new(false));
    let mut get = |depth: i32, most: u64| -> Result<(), ::git2::Error> {
        let mut options = FetchOptions::new();
        options.download_tags(AutotagOption::None).update_fetchhead(false).depth(depth);
        let callbacks = wire.callbacks_up_to(&question.url, most, &too_much);
        options.remote_callbacks(callbacks).proxy_options(wire::proxy());
        connection.remote().download(&[branch], Some(&mut options))
    };
    let got = match question.depth {
        Depth::States(states, most) if !address::is_local(&question.url) && (repo.is_shallow() || !known) => {
            let depth = if states == 0 { ALL } else { i32::try_from(states).unwrap_or(ALL) };
            match get(depth, most) {
                // The words are libgit2's own (`transports/smart_protocol.c`).
                Err(error) if !known && error.message().contains("support shallow") => get(0, most),
                got => got,
            }
        }
        Depth::States(_, most) => get(0, most),
        Depth::AsHere => get(0, u64::MAX),
    };
    got.map_err(|error| if too_much.load(Ordering::SeqCst) { Fault::TooLarge } else { error.into() })
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
