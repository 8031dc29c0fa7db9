//! What a server's words mean. The words are those of GitHub, GitLab, Forgejo and git itself.

use crate::{Fault, PushReport};

use super::Outcome;

/// Why the server will not have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// The branch takes changes only after approval.
    Protected,
    /// A check on the server found something.
    Hook,
    /// Too large.
    TooLarge,
    /// The account may not publish here.
    NoPermission,
    /// The site has no server.
    NoServer,
    /// The server has no such site, or its branch is gone.
    Moved,
    /// The server's disk is full.
    ServerFull,
    /// Anything else.
    Other,
}

/// What a job waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Waiting {
    /// The internet, or the server.
    Offline,
    /// The person to sign in.
    SignIn,
    /// The server to recover.
    ServerTrouble,
    /// The network's own sign-in page.
    Portal,
    /// The proxy.
    Proxy,
    /// A certificate that is accepted: the clock, or a company's certificate.
    Certificate,
    /// The person to say that a server is the right one.
    UnknownHost,
    /// A server to be again the one that it was.
    HostChanged,
    /// Others who are publishing, here or elsewhere.
    Busy,
    /// The person, who stopped it.
    Cancelled,
}

/// What a push came to, before the server was asked again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Try again.
    Again,
    /// It will not work.
    Refused(Refusal, String),
    /// This went wrong.
    Fault(Fault),
}

/// Reads a report about a push that the server does not have.
pub(super) fn judge(report: &PushReport) -> Verdict {
    let words = report.refusals.iter().chain(&report.said).map(String::as_str).collect::<Vec<_>>().join("\n");
    let error = report.error.as_ref();
    let text = words.to_lowercase();
    let has = |needles: &[&str]| needles.iter().any(|needle| text.contains(needle));
    let refused = |why| Verdict::Refused(why, words.clone());

    if has(&["gh006", "gh013", "protected branch", "rule violations", "not allowed to push code to protected"]) {
        return refused(Refusal::Protected);
    }
    if has(&["gh001", "file size limit", "exceeds the limit", "exceeds maximum", "too large", "larger than"]) {
        return refused(Refusal::TooLarge);
    }
    if has(&["no space left", "disk quota", "quota exceeded"]) {
        return refused(Refusal::ServerFull);
    }
    if has(&["not allowed to push", "permission denied", "denied to", "unauthorized", "read-only", "archived"]) {
        return refused(Refusal::NoPermission);
    }
    if has(&["hook declined", "pre-receive", "update hook"]) {
        return refused(Refusal::Hook);
    }
    if has(&[
        "failed to update ref",
        "non-fast-forward",
        "fetch first",
        "stale info",
        "but expected",
        "cannot lock ref",
    ]) || has(&["reference already exists", "failed to lock"])
    {
        return Verdict::Again;
    }
    match error {
        Some(Fault::MovedOn | Fault::Locked) => Verdict::Again,
        Some(fault) => Verdict::Fault(fault.clone()),
        None if report.refusals.is_empty() => Verdict::Again,
        None => refused(Refusal::Other),
    }
}

/// A fault that is an outcome for the person; the others stay faults.
pub(super) fn settle(fault: Fault) -> Result<Outcome, Fault> {
    let detail = fault.to_string();
    let waiting = |why| Ok(Outcome::Waiting { why, detail: detail.clone() });
    let refused = |why| Ok(Outcome::Refused { why, said: detail.clone() });
    match fault {
        Fault::Offline { .. } => waiting(Waiting::Offline),
        Fault::Timeout | Fault::ServerError { .. } => waiting(Waiting::ServerTrouble),
        Fault::SignIn => waiting(Waiting::SignIn),
        Fault::UnknownHost { .. } => waiting(Waiting::UnknownHost),
        Fault::HostChanged { .. } => waiting(Waiting::HostChanged),
        Fault::Portal => waiting(Waiting::Portal),
        Fault::Proxy { .. } => waiting(Waiting::Proxy),
        Fault::Certificate { .. } => waiting(Waiting::Certificate),
        Fault::Locked | Fault::MovedOn => waiting(Waiting::Busy),
        Fault::Cancelled => waiting(Waiting::Cancelled),
        Fault::NoServer => refused(Refusal::NoServer),
        Fault::Forbidden => refused(Refusal::NoPermission),
        Fault::TooLarge => refused(Refusal::TooLarge),
        Fault::NotFound | Fault::Moved | Fault::BranchGone { .. } => refused(Refusal::Moved),
        other => Err(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_are_known_by_their_words() {
        fn check(refusal: &str, said: &str, expect: Option<Refusal>) {
            let report = PushReport {
                accepted: Some(false),
                refusals: vec![refusal.to_owned()],
                said: vec![said.to_owned()],
                error: None,
            };
            let found = match judge(&report) {
                Verdict::Refused(why, words) => {
                    assert!(words.contains(said));
                    Some(why)
                }
                Verdict::Again => None,
                Verdict::Fault(fault) => panic!("{fault}"),
            };
            assert_eq!(found, expect, "{refusal}: {said}");
        }
        check(
            "protected branch hook declined",
            "error: GH006: Protected branch update failed",
            Some(Refusal::Protected),
        );
        check("push declined due to repository rule violations", "error: GH013: ...", Some(Refusal::Protected));
        check(
            "pre-receive hook declined",
            "GitLab: You are not allowed to push code to protected branches",
            Some(Refusal::Protected),
        );
        check(
            "pre-receive hook declined",
            "File x is 130.00 MB; this exceeds GitHub's file size limit",
            Some(Refusal::TooLarge),
        );
        check("pre-receive hook declined", "Titles must be in English", Some(Refusal::Hook));
        check("unpacker error", "fatal: write error: No space left on device", Some(Refusal::ServerFull));
        check("something else", "", Some(Refusal::Other));
        check("failed to update ref", "error: cannot lock ref: is at X but expected Y", None);
        check("non-fast-forward", "", None);
        check("fetch first", "", None);
    }

    #[test]
    fn what_time_or_a_person_heals_is_waiting() {
        fn check(fault: Fault, expect: Waiting) {
            assert!(matches!(settle(fault), Ok(Outcome::Waiting { why, .. }) if why == expect));
        }
        check(Fault::Offline { detail: String::new() }, Waiting::Offline);
        check(Fault::Timeout, Waiting::ServerTrouble);
        check(Fault::SignIn, Waiting::SignIn);
        check(Fault::UnknownHost { host: String::new() }, Waiting::UnknownHost);
        check(Fault::HostChanged { host: String::new() }, Waiting::HostChanged);
        check(Fault::Portal, Waiting::Portal);
        check(Fault::Locked, Waiting::Busy);
        check(Fault::Cancelled, Waiting::Cancelled);
        assert_eq!(settle(Fault::DiskFull), Err(Fault::DiskFull));
    }
}
