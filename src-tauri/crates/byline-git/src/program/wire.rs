//! Talking to a server through git.

use std::cell::Cell;

use super::aside::{Aside, SEEN};
use super::classify::classify;
use super::git::Git;
use super::run::{Call, Ended, Limits};
use crate::ask::Conversation;
use crate::{CommitId, Fault, Options, PushReport, PushTo, Step, Watch, address, ssh};

/// The most that a server's list of branches may hold, in bytes.
const LIST: usize = 64 * 1024 * 1024;

/// How a folder on this computer is served: by git, without the hooks and programs that its settings name.
const LOCAL_SERVER: &str = "git -c core.hooksPath=/dev/null -c core.alternateRefsCommand=true -c receive.autogc=false";

/// The connection of one site with its server.
pub(crate) struct Line {
    pub(crate) git: Git,
    pub(crate) aside: Aside,
    pub(crate) options: Options,
}

/// What is wanted of a server.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted<'a> {
    /// Its address, after the settings rewrote it.
    pub(crate) url: &'a str,
    /// The branch, when it is known for sure.
    pub(crate) branch: Option<&'a str>,
    /// The branch that is taken when the server does not say which is its default.
    pub(crate) guess: &'a str,
    /// So many states of its history, 0 being all, and no more than so many bytes; without, as much of it as is here
    /// already, and what is newer.
    pub(crate) states: Option<(u32, u64)>,
}

/// What a server said of itself.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) branch: String,
    pub(crate) tip: Option<CommitId>,
}

impl Line {
    /// Brings a branch here, among the site's objects. `known` are commits that are here already.
    pub(crate) fn fetch(&self, wanted: Wanted<'_>, known: &[CommitId], watch: &dyn Watch) -> Result<Seen, Fault> {
        address::allowed_for_git(wanted.url, self.options.allow_local)?;
        watch.progress(Step::Fetching, 0, 0);
        let branch = match wanted.branch {
            Some(branch) => branch.to_owned(),
            None => match self.offered(wanted.url, watch)? {
                Offer { branches: 0, .. } => return Ok(Seen { branch: wanted.guess.to_owned(), tip: None }),
                offer => offer.default.unwrap_or_else(|| wanted.guess.to_owned()),
            },
        };
        self.aside.tell(known)?;
        let ended = self.download(wanted, &branch, watch)?;
        if !ended.is_fine() && is_without_branch(&ended.said) {
            return match self.offered(wanted.url, watch)? {
                Offer { branches: 0, .. } => Ok(Seen { branch, tip: None }),
                _ => Err(Fault::BranchGone { branch }),
            };
        }
        if !ended.is_fine() {
            return Err(classify(&ended.said));
        }
        if wanted.states.is_some() {
            self.aside.cut_off_as_told()?;
        }
        let tip = self.aside.seen().ok_or_else(|| Fault::other("nothing arrived"))?;
        Ok(Seen { branch, tip: Some(tip) })
    }

    fn download(&self, wanted: Wanted<'_>, branch: &str, watch: &dyn Watch) -> Result<Ended, Fault> {
        let (depth, most) = match wanted.states {
            None => (None, u64::MAX),
            Some((0, most)) => (self.aside.is_cut_off().then(|| "--unshallow".to_owned()), most),
            Some((states, most)) => (Some(format!("--depth={states}")), most),
        };
        let call = self.git.call(self.aside.place(), &[("http.followRedirects", "initial")]);
        let call = call.args(["fetch", "--progress", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules"]);
        let call = call.args(["--no-auto-maintenance", "--no-show-forced-updates", "--refmap="]).args(depth);
        let call = call.args([format!("--upload-pack={}", server_program(wanted.url, "upload-pack"))]);
        let call = call.args(["--", wanted.url, &format!("+refs/heads/{branch}:{SEEN}")]);
        let too_much = Cell::new(false);
        let up_to = UpTo { watch, too_much: &too_much };
        let came = |bytes| too_much.set(too_much.get() || bytes > most);
        let ended = self.converse_hearing(wanted.url, call, (LIST, &came), (&up_to, Step::Fetching));
        if too_much.get() { Err(Fault::TooLarge) } else { ended }
    }

    /// Sends a commit. With `expected`, the server must still have that commit there (none, when it is empty): it compares
    /// and swaps. Since the commit stands on what is expected, nothing can be lost by force.
    pub(crate) fn push(
        &self,
        url: &str,
        (commit, to): (&CommitId, &PushTo),
        expected: Option<&str>,
        watch: &dyn Watch,
    ) -> PushReport {
        let failed = |fault| PushReport { error: Some(fault), ..PushReport::default() };
        if let Err(fault) = self.ready(url) {
            return failed(fault);
        }
        watch.progress(Step::Sending, 0, 0);
        let lease = expected.map(|id| format!("--force-with-lease={}:{id}", to.reference));
        let call = self.git.call(self.aside.place(), &[("http.followRedirects", "false")]);
        let call = call.args(["push", "--porcelain", "--progress", "--no-verify", "--no-signed", "--no-follow-tags"]);
        let call = call.args(["--recurse-submodules=no"]);
        let call = call.args(lease).args(to.options.iter().map(|option| format!("--push-option={option}")));
        let call = call.args([format!("--receive-pack={}", server_program(url, "receive-pack"))]);
        let call = call.args(["--", url, &format!("{commit}:{}", to.reference)]);
        match self.converse(url, call, LIST, (watch, Step::Sending)) {
            Ok(ended) => report(&ended),
            Err(fault) => failed(fault),
        }
    }

    /// Whether the server lets this account send at all: a push of nothing, which ends after the greeting.
    pub(crate) fn may_send(&self, url: &str, watch: &dyn Watch) -> Result<(), Fault> {
        /// A branch that nobody has; taking it away is what the push of nothing is.
        const NOBODYS: &str = ":refs/heads/byline/nobodys-branch";
        self.ready(url)?;
        let call = self.git.call(self.aside.place(), &[("http.followRedirects", "false")]);
        let call = call.args(["push", "--dry-run", "--porcelain", "--no-verify", "--no-signed", "--no-follow-tags"]);
        let call = call.args([format!("--receive-pack={}", server_program(url, "receive-pack"))]);
        let ended = self.converse(url, call.args(["--", url, NOBODYS]), LIST, (watch, Step::Confirming))?;
        let greeted = ended.said.iter().any(|line| line.contains("remote ref does not exist"));
        if ended.is_fine() || greeted { Ok(()) } else { Err(classify(&ended.said)) }
    }

    fn ready(&self, url: &str) -> Result<(), Fault> {
        address::allowed_for_git(url, self.options.allow_local)?;
        self.aside.tell(&[])
    }

    fn offered(&self, url: &str, watch: &dyn Watch) -> Result<Offer, Fault> {
        let call = self.git.call(self.aside.place(), &[("http.followRedirects", "initial")]);
        let call = call.args(["ls-remote", "--symref"]);
        let call = call.args([format!("--upload-pack={}", server_program(url, "upload-pack"))]);
        let ended =
            self.converse(url, call.args(["--", url, "HEAD", "refs/heads/*"]), LIST, (watch, Step::Fetching))?;
        if ended.is_fine() {
            Ok(Offer::read(&String::from_utf8_lossy(&ended.output)))
        } else {
            Err(classify(&ended.said))
        }
    }

    fn converse(&self, url: &str, call: Call, output: usize, about: (&dyn Watch, Step)) -> Result<Ended, Fault> {
        self.converse_hearing(url, call, (output, &|_| {}), about)
    }

    /// The same, and tells how many bytes have come so far.
    fn converse_hearing(
        &self,
        url: &str,
        call: Call,
        (output, came): (usize, &dyn Fn(u64)),
        (watch, step): (&dyn Watch, Step),
    ) -> Result<Ended, Fault> {
        let conversation = Conversation::open(&self.options, url)?;
        let patience = self.options.timeout;
        // Over http git is silent while it sends, and notices a silent server by itself: then this is the last resort.
        let is_http = url.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http"));
        let silence = if is_http { patience.saturating_mul(10) } else { patience };
        let first = self.options.connect_timeout.saturating_add(patience);
        let call = call.with("GIT_HTTP_LOW_SPEED_LIMIT", "1");
        let call = call.with("GIT_HTTP_LOW_SPEED_TIME", patience.as_secs().max(1).to_string());
        let mut heard = |line: &str| {
            if let Some((done, total)) = progress(line) {
                watch.progress(step, done, total);
            }
            came(received(line).unwrap_or(0));
        };
        let limits = Limits { first, silence, output };
        let call = call.with_all(conversation.environment());
        loop {
            let ended = call.watched(limits, &|| watch.cancelled(), &mut heard);
            let ended = ended.and_then(|ended| ssh_fault(url, &ended).map_or(Ok(ended), Err));
            let came_to = match &ended {
                Ok(ended) if ended.is_fine() => None,
                Ok(ended) => Some(classify(&ended.said)),
                Err(fault) => Some(fault.clone()),
            };
            if !conversation.again(came_to.as_ref(), watch)? {
                return ended;
            }
        }
    }
}

/// Watches, and stops what brings too much.
struct UpTo<'a> {
    watch: &'a dyn Watch,
    too_much: &'a Cell<bool>,
}

impl Watch for UpTo<'_> {
    fn progress(&self, step: Step, done: u64, total: u64) {
        self.watch.progress(step, done, total);
    }

    fn cancelled(&self) -> bool {
        self.too_much.get() || self.watch.cancelled()
    }
}

/// The program on the server's side, named so that no setting can name another.
fn server_program(url: &str, name: &str) -> String {
    let local = address::host(url).is_none() && !address::is_ssh(url);
    if local { format!("{LOCAL_SERVER} {name}") } else { format!("git-{name}") }
}

/// What ssh said, where it was ssh that failed. When the server refuses a branch, git ends with 1 and ssh with nothing.
fn ssh_fault(url: &str, ended: &Ended) -> Option<Fault> {
    if !address::is_ssh(url) || matches!(ended.code, Some(0 | 1)) {
        return None;
    }
    // What the server says of itself may hold any words.
    let own = ended.said.iter().filter(|line| !line.starts_with("remote:")).map(String::as_str).collect::<Vec<_>>();
    ssh::fault(&own.join("\n"), &address::host(url).unwrap_or_default())
}

fn is_without_branch(said: &[String]) -> bool {
    said.iter().any(|line| line.contains("couldn't find remote ref"))
}

/// What a server has to offer.
#[derive(Debug, Default, PartialEq, Eq)]
struct Offer {
    default: Option<String>,
    branches: usize,
}

impl Offer {
    /// Lines of `ref: refs/heads/main<TAB>HEAD` and of `<id><TAB>refs/heads/main`.
    fn read(list: &str) -> Self {
        let mut offer = Self::default();
        for (what, name) in list.lines().filter_map(|line| line.split_once('\t')) {
            if name == "HEAD" {
                let target = what.strip_prefix("ref: refs/heads/").map(str::to_owned);
                offer.default = target.or(offer.default);
            } else if name.starts_with("refs/heads/") {
                offer.branches += 1;
            }
        }
        offer
    }
}

/// Reads `push --porcelain`: a line `<flag><TAB><from>:<to><TAB><summary> (<reason>)` for the branch.
fn report(ended: &Ended) -> PushReport {
    let mut report = PushReport::default();
    let output = String::from_utf8_lossy(&ended.output);
    for line in output.lines() {
        let mut parts = line.splitn(3, '\t');
        let (Some(flag), Some(_refs), Some(summary)) = (parts.next(), parts.next(), parts.next()) else {
            continue;
        };
        report.accepted = Some(flag != "!");
        if flag == "!" {
            let reason = summary.rsplit_once(" (").map_or(summary, |(_, reason)| reason.trim_end_matches(')'));
            report.refusals.push(reason.to_owned());
        }
    }
    let servers = |line: &String| line.strip_prefix("remote:").map(|words| words.trim().to_owned());
    report.said = ended.said.iter().filter_map(servers).filter(|words| !words.is_empty()).collect();
    if !ended.is_fine() && report.accepted.is_none() {
        report.error = Some(classify(&ended.said));
    }
    report
}

/// `Receiving objects:  42% (21/50), 1.20 MiB | 1.00 MiB/s`.
fn progress(line: &str) -> Option<(u64, u64)> {
    if line.starts_with("remote:") {
        return None;
    }
    let (_, rest) = line.split_once("% (")?;
    let (done, total) = rest.split_once(')')?.0.split_once('/')?;
    Some((done.parse().ok()?, total.parse().ok()?))
}

/// The bytes in a line of progress: `..., 1.20 MiB | 1.00 MiB/s`.
fn received(line: &str) -> Option<u64> {
    let (_, rest) = line.strip_prefix("Receiving objects:")?.split_once("), ")?;
    let mut words = rest.split([' ', ',']);
    let (number, unit) = (words.next()?, words.next()?);
    let factor: u64 = match unit {
        "bytes" => 1,
        "KiB" => 1 << 10,
        "MiB" => 1 << 20,
        "GiB" => 1 << 30,
        _ => return None,
    };
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    let hundredths = part.get(..2).unwrap_or(part).parse::<u64>().ok()?;
    Some(whole.parse::<u64>().ok()?.saturating_mul(factor).saturating_add(hundredths * factor / 100))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_to_a_push_is_understood() {
        fn check(output: &str, said: &[&str], code: i32, expect: &PushReport) {
            let said = said.iter().map(|line| (*line).to_owned()).collect();
            let ended = Ended { code: Some(code), output: output.as_bytes().to_vec(), said };
            assert_eq!(report(&ended), *expect, "{output}");
        }
        let accepted = PushReport { accepted: Some(true), ..PushReport::default() };
        let refused = |why: &str, said: &[&str]| PushReport {
            accepted: Some(false),
            refusals: vec![why.to_owned()],
            said: said.iter().map(|line| (*line).to_owned()).collect(),
            error: None,
        };
        check("To /srv/x\n \ta:refs/heads/main\t1..2\nDone\n", &[], 0, &accepted);
        check("To /srv/x\n*\ta:refs/heads/main\t[new branch]\nDone\n", &[], 0, &accepted);
        check(
            "To x\n!\ta:refs/heads/main\t[rejected] (stale info)\nDone\n",
            &["error: failed"],
            1,
            &refused("stale info", &[]),
        );
        let hook = "To x\n!\ta:refs/heads/main\t[remote rejected] (pre-receive hook declined)\nDone\n";
        let said = ["remote: Titles must be in English        ", "remote: ", "error: failed to push some refs"];
        check(hook, &said, 1, &refused("pre-receive hook declined", &["Titles must be in English"]));
        let cut = PushReport {
            error: Some(Fault::Offline { detail: "fatal: the remote end hung up unexpectedly".into() }),
            ..PushReport::default()
        };
        check("", &["fatal: the remote end hung up unexpectedly"], 128, &cut);
    }

    #[test]
    fn what_a_server_offers_is_understood() {
        let list = "ref: refs/heads/trunk\tHEAD\n12\tHEAD\n12\trefs/heads/trunk\n34\trefs/heads/x\n";
        assert_eq!(Offer::read(list), Offer { default: Some("trunk".to_owned()), branches: 2 });
        assert_eq!(Offer::read(""), Offer::default());
    }

    #[test]
    fn progress_is_read() {
        assert_eq!(progress("Receiving objects:  42% (21/50), 1.20 MiB | 1.00 MiB/s"), Some((21, 50)));
        assert_eq!(progress("remote: Counting objects: 100% (5/5), done."), None);
        assert_eq!(progress("fatal: x"), None);
        assert_eq!(
            received("Receiving objects:  42% (21/50), 1.20 MiB | 1.00 MiB/s"),
            Some((1 << 20) + 20 * (1 << 20) / 100)
        );
        assert_eq!(received("Receiving objects: 100% (5/5), 460 bytes | 460.00 KiB/s, done."), Some(460));
        assert_eq!(received("Receiving objects:  42% (21/50)"), None);
    }
}
