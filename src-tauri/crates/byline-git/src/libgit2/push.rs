//! Sending a commit.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use ::git2::{Error, ErrorClass, ErrorCode, Oid, PushOptions, RemoteRedirect, Repository};

use super::{destination, fetch, refs, wire};
use crate::program::Line;
use crate::{CommitId, Fault, Options, PushReport, Step, Watch};

/// Sends a commit to a branch without force. The server compares and swaps: libgit2 sends the old value that the
/// server advertised at the start of this very conversation.
pub(crate) fn push(
    repo: &Repository,
    root: &Path,
    options: &Options,
    (commit, branch): (&CommitId, &str),
    watch: &dyn Watch,
) -> PushReport {
    let heard = Arc::new(Mutex::new(PushReport::default()));
    let sent = prepare(repo, commit, branch).and_then(|(url, spec)| {
        let heard = Arc::clone(&heard);
        wire::talk(root, options, (watch, Step::Sending), move |repo, wire| send(repo, wire, &url, &spec, &heard))
    });
    let mut report = heard.lock().unwrap_or_else(PoisonError::into_inner).clone();
    report.said = lines(&report.said.concat());
    report.error = sent.err();
    report
}

/// The same through the git program. What the server must still have is what the commit stands on.
pub(crate) fn by_line(
    repo: &Repository,
    line: &Line,
    (commit, branch): (&CommitId, &str),
    watch: &dyn Watch,
) -> PushReport {
    let prepared = prepare(repo, commit, branch).and_then(|(url, _)| {
        let parent = repo.find_commit(Oid::from_str(commit.as_str())?)?.parent_ids().next();
        Ok((fetch::rewritten(repo, &url)?, parent.map(CommitId::from)))
    });
    match prepared {
        Ok((url, parent)) => line.push(&url, (commit, branch), parent.as_ref(), watch),
        Err(fault) => PushReport { error: Some(fault), ..PushReport::default() },
    }
}

fn prepare(repo: &Repository, commit: &CommitId, branch: &str) -> Result<(String, String), Fault> {
    let server = destination::find(repo)?.destination.remote.ok_or(Fault::NoServer)?;
    let url = fetch::configured(repo, &server.name, true)?;
    Ok((url, format!("{commit}:{}", refs::branch(branch)?)))
}

fn send(
    repo: &Repository,
    wire: &wire::Wire,
    url: &str,
    spec: &str,
    heard: &Arc<Mutex<PushReport>>,
) -> Result<(), Fault> {
    let mut remote = wire.remote(repo, url)?;
    let url = remote.url()?.to_owned();
    let mut callbacks = wire.callbacks(&url);
    let (said, alive) = (Arc::clone(heard), wire.alive());
    callbacks.sideband_progress(move |text| {
        let mut report = said.lock().unwrap_or_else(PoisonError::into_inner);
        report.said.push(String::from_utf8_lossy(text).into_owned());
        alive();
        true
    });
    let answered = Arc::clone(heard);
    callbacks.push_update_reference(move |_, refusal| {
        let mut report = answered.lock().unwrap_or_else(PoisonError::into_inner);
        report.accepted = Some(refusal.is_none() && report.accepted != Some(false));
        report.refusals.extend(refusal.map(str::to_owned));
        Ok(())
    });
    let stopped = wire.stop_flag();
    callbacks.push_negotiation(move |_| {
        // The last moment at which giving up certainly changes nothing on the server.
        if stopped() { Err(Error::new(ErrorCode::User, ErrorClass::Callback, "cancelled")) } else { Ok(()) }
    });
    let mut options = PushOptions::new();
    options.remote_callbacks(callbacks).proxy_options(wire::proxy()).follow_redirects(RemoteRedirect::None);
    remote.push(&[spec], Some(&mut options)).map_err(Fault::from)
}

/// What a server printed, without the control characters that terminals act on.
fn lines(text: &str) -> Vec<String> {
    let clean = |line: &str| line.chars().filter(|c| !c.is_control()).collect::<String>().trim().to_owned();
    text.split(['\n', '\r']).map(clean).filter(|line| !line.is_empty()).take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_server_prints_is_plain_lines() {
        assert_eq!(lines("GH006: Protected\nbran\u{1b}[1mch\r\n\n  x "), ["GH006: Protected", "bran[1mch", "x"]);
    }
}
