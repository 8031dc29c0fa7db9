//! Sending a commit.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use ::git2::{Direction, Error, ErrorClass, ErrorCode, PushOptions, RemoteRedirect, Repository};

use super::{destination, fetch, refs, wire};
use crate::second_look::{Service, second_look};
use crate::{CommitId, Fault, Options, PushReport, PushTo, Step, Watch, address};

/// Sends a commit to a branch, or another place on the server, without force. The server compares and swaps: libgit2
/// sends the old value that the server advertised at the start of this very conversation.
pub(crate) fn push(
    repo: &Repository,
    root: &Path,
    options: &Options,
    (commit, to): (&CommitId, &PushTo),
    watch: &dyn Watch,
) -> PushReport {
    let heard = Arc::new(Mutex::new(PushReport::default()));
    let sent = prepare(repo, commit, to).and_then(|(url, spec)| {
        let (heard, told, again) = (Arc::clone(&heard), to.options.clone(), options.clone());
        wire::talk(root, options, (watch, Step::Sending), move |repo, wire| {
            let sent = send(repo, wire, (&url, &spec, &told), &heard);
            sent.map_err(|fault| second_look(fault, &url, Service::Write, &again))
        })
    });
    let mut report = heard.lock().unwrap_or_else(PoisonError::into_inner).clone();
    report.said = lines(&report.said.concat());
    report.error = sent.err();
    report
}

/// Begins a push and hangs up once the server has said that it would listen.
pub(crate) fn may_send(repo: &Repository, root: &Path, options: &Options, watch: &dyn Watch) -> Result<(), Fault> {
    let server = destination::find(repo)?.destination.remote.ok_or(Fault::NoServer)?;
    let url = fetch::configured(repo, &server.name, true)?;
    let again = options.clone();
    wire::talk(root, options, (watch, Step::Confirming), move |repo, wire| {
        let mut remote = wire.remote(repo, &url)?;
        let url = remote.url()?.to_owned();
        if address::is_local(&url) {
            return local_may_send(&url);
        }
        let callbacks = Some(wire.callbacks(&url));
        let answered = remote.connect_auth(Direction::Push, callbacks, Some(wire::proxy())).map(drop);
        answered.map_err(|error| second_look(error.into(), &url, Service::Write, &again))
    })
}

/// A folder on this computer takes what is sent when it may be written to.
pub(crate) fn local_may_send(url: &str) -> Result<(), Fault> {
    let server = Repository::open_bare(url.strip_prefix("file://").unwrap_or(url))
        .or_else(|_| Repository::open(url.strip_prefix("file://").unwrap_or(url)))
        .map_err(|error| if error.code() == ErrorCode::NotFound { Fault::NotFound } else { error.into() })?;
    let readonly = std::fs::metadata(server.commondir().join("objects")).is_ok_and(|it| it.permissions().readonly());
    if readonly { Err(Fault::Forbidden) } else { Ok(()) }
}

fn prepare(repo: &Repository, commit: &CommitId, to: &PushTo) -> Result<(String, String), Fault> {
    let server = destination::find(repo)?.destination.remote.ok_or(Fault::NoServer)?;
    let url = fetch::configured(repo, &server.name, true)?;
    Ok((url, format!("{commit}:{}", refs::to_send_to(&to.reference)?)))
}

fn send(
    repo: &Repository,
    wire: &wire::Wire,
    (url, spec, told): (&str, &str, &[String]),
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
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    if !told.is_empty() {
        options.remote_push_options(&told);
    }
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
