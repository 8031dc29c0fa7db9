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
    /// The server has no such site.
    Moved,
    /// The server's disk is full.
    ServerFull,
    /// The site has used up its share of the server.
    Quota,
    /// The server has the site, but not the branch that it publishes to.
    BranchGone,
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
    /// The server, which is silent.
    NoAnswer,
    /// The server to recover.
    ServerTrouble,
    /// Nobody knows what: the server's answer makes no sense here.
    NotUnderstood,
    /// The person to approve the account for the organisation; the detail is the address where.
    SingleSignOn,
    /// The network's own sign-in page.
    Portal,
    /// The proxy.
    Proxy,
    /// The proxy's name and password.
    ProxyLogin,
    /// A certificate that is known here: a company's own.
    Certificate,
    /// The right time on this computer, or a renewed certificate on the server.
    Clock,
    /// The right server: another one answers in its place.
    OtherHost,
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
    let text = report.refusals.iter().chain(&report.said).map(String::as_str).collect::<Vec<_>>().join("\n");
    let error = report.error.as_ref();
    let text = text.to_lowercase();
    let has = |needles: &[&str]| needles.iter().any(|needle| text.contains(needle));
    let refused = |why| Verdict::Refused(why, words(report));

    if has(&["gh006", "gh013", "protected branch", "rule violations", "not allowed to push code to protected"]) {
        return refused(Refusal::Protected);
    }
    if has(&[
        "exceeded its size limit",
        "above its size limit",
        "quota exceeded",
        "quota has been exceeded",
        "storage limit",
    ]) {
        return refused(Refusal::Quota);
    }
    if has(&["gh001", "file size limit", "exceeds the limit", "exceeds maximum", "too large", "larger than"]) {
        return refused(Refusal::TooLarge);
    }
    if has(&["no space left", "disk quota"]) {
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

/// What the server printed, without what it prints for programs and the frames around it; its bare reasons where it
/// printed nothing.
fn words(report: &PushReport) -> String {
    let plain = |line: &&String| {
        let of_git = ["hook declined", "failed to push"].iter().any(|words| line.contains(words));
        !of_git && line.chars().any(char::is_alphanumeric)
    };
    let bare = |line: &String| {
        let frames = ["remote: ", "error: ", "fatal: ", "GitLab: "];
        frames.iter().fold(line.as_str(), |line, frame| line.strip_prefix(frame).unwrap_or(line)).to_owned()
    };
    let all = |lines: &[String]| lines.iter().filter(plain).map(bare).collect::<Vec<_>>().join("\n");
    let said = all(&report.said);
    if said.is_empty() { all(&report.refusals) } else { said }
}

/// A fault that is an outcome for the person; the others stay faults.
pub(super) fn settle(fault: Fault) -> Result<Outcome, Fault> {
    let detail = fault.to_string();
    let waiting = |why| Ok(Outcome::Waiting { why, detail: detail.clone() });
    let refused = |why| Ok(Outcome::Refused { why, said: detail.clone() });
    match fault {
        Fault::Offline { .. } => waiting(Waiting::Offline),
        Fault::Timeout => waiting(Waiting::NoAnswer),
        Fault::ServerError { .. } => waiting(Waiting::ServerTrouble),
        Fault::SingleSignOn { address } => Ok(Outcome::Waiting { why: Waiting::SingleSignOn, detail: address }),
        Fault::SignIn => waiting(Waiting::SignIn),
        Fault::UnknownHost { .. } => waiting(Waiting::UnknownHost),
        Fault::HostChanged { .. } => waiting(Waiting::HostChanged),
        Fault::Portal => waiting(Waiting::Portal),
        Fault::Proxy { .. } => waiting(Waiting::Proxy),
        Fault::ProxyLogin => waiting(Waiting::ProxyLogin),
        Fault::Certificate { .. } => waiting(Waiting::Certificate),
        Fault::Clock => waiting(Waiting::Clock),
        Fault::OtherHost => waiting(Waiting::OtherHost),
        // Whatever it was, the words stay kept and are sent again.
        Fault::Other { .. } => waiting(Waiting::NotUnderstood),
        Fault::Locked | Fault::MovedOn => waiting(Waiting::Busy),
        Fault::Cancelled => waiting(Waiting::Cancelled),
        Fault::NoServer => refused(Refusal::NoServer),
        Fault::Checks { said } => Ok(Outcome::Refused { why: Refusal::Hook, said }),
        Fault::Forbidden => refused(Refusal::NoPermission),
        Fault::TooLarge => refused(Refusal::TooLarge),
        Fault::ServerFull => refused(Refusal::ServerFull),
        Fault::NotFound | Fault::Moved => refused(Refusal::Moved),
        Fault::BranchGone { .. } => refused(Refusal::BranchGone),
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
        check("protected branch hook declined", "GH006: Protected branch update failed", Some(Refusal::Protected));
        check("push declined due to repository rule violations", "GH013: ...", Some(Refusal::Protected));
        check(
            "pre-receive hook declined",
            "You are not allowed to push code to protected branches",
            Some(Refusal::Protected),
        );
        check(
            "pre-receive hook declined",
            "File x is 130.00 MB; this exceeds GitHub's file size limit",
            Some(Refusal::TooLarge),
        );
        check("pre-receive hook declined", "Titles must be in English", Some(Refusal::Hook));
        check("unpacker error", "write error: No space left on device", Some(Refusal::ServerFull));
        check(
            "pre-receive hook declined",
            "Your push to this repository has been rejected because it would exceed storage limits. Storage limit reached",
            Some(Refusal::Quota),
        );
        check("pre-receive hook declined", "Quota exceeded", Some(Refusal::Quota));
        check("something else", "", Some(Refusal::Other));
        check("failed to update ref", "cannot lock ref: is at X but expected Y", None);
        check("non-fast-forward", "", None);
        check("fetch first", "", None);
    }

    #[test]
    fn the_words_for_people_come_without_the_frame_around_them() {
        let lines = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
        let report = PushReport {
            refusals: lines(&["pre-receive hook declined"]),
            said: lines(&["====", "GitLab: Titles must be in English", "error: See the style guide", "===="]),
            ..PushReport::default()
        };
        assert_eq!(words(&report), "Titles must be in English\nSee the style guide");
        let silent = PushReport { refusals: lines(&["pre-receive hook declined"]), ..PushReport::default() };
        assert_eq!(words(&silent), "", "a hook that says nothing has no words");
    }

    #[test]
    fn what_time_or_a_person_heals_is_waiting() {
        fn check(fault: Fault, expect: Waiting) {
            assert!(matches!(settle(fault), Ok(Outcome::Waiting { why, .. }) if why == expect));
        }
        check(Fault::Offline { detail: String::new() }, Waiting::Offline);
        check(Fault::Timeout, Waiting::NoAnswer);
        check(Fault::ServerError { detail: String::new() }, Waiting::ServerTrouble);
        check(Fault::ProxyLogin, Waiting::ProxyLogin);
        check(Fault::Clock, Waiting::Clock);
        check(Fault::OtherHost, Waiting::OtherHost);
        check(Fault::other("no error"), Waiting::NotUnderstood);
        check(Fault::SignIn, Waiting::SignIn);
        check(Fault::UnknownHost { host: String::new() }, Waiting::UnknownHost);
        check(Fault::HostChanged { host: String::new() }, Waiting::HostChanged);
        check(Fault::Portal, Waiting::Portal);
        check(Fault::Locked, Waiting::Busy);
        check(Fault::Cancelled, Waiting::Cancelled);
        assert_eq!(settle(Fault::DiskFull), Err(Fault::DiskFull));
    }
}
