//! Putting a job's files before the people who approve changes, where the server's branch takes none directly.
//!
//! The same algorithm as publishing, with another place at its end: a branch of the post's own, or the place that the
//! server has for it. Nothing is forced here either. Sending the same post again carries the earlier request on, as long
//! as nobody else has changed it; else a new one is begun.

use std::time::Duration;

use super::backoff::Backoff;
use super::forge::{Forge, address_in};
use super::refusal::{Refusal, Verdict, judge, settle};
use super::run::{ATTEMPTS, build, meta, send_large};
use super::{Job, Outcome, Sent, Waiting};
use crate::{BlobId, Change, CommitId, Engine, Fault, Join, PushReport, PushTo, Remote, Step, Watch};

/// How many names are tried for a branch of the post's own, when others have taken the first.
const NAMES: u32 = 20;

/// What is put before those who approve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// A word of letters, digits and `-` for the post; the branch is called after it.
    pub name: String,
    /// Its title for people, in one line.
    pub title: String,
    /// The kind of server, as far as it is known.
    pub forge: Forge,
    /// The request that was made for the same post earlier.
    pub earlier: Option<Earlier>,
}

/// A request that was made earlier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// The name that it was made under.
    pub name: String,
    /// What was sent last.
    pub commit: CommitId,
}

/// The place that a request goes to.
struct Place {
    name: String,
    /// What it is built on.
    on: Option<CommitId>,
    /// The server has this already.
    there: Option<CommitId>,
}

/// One run.
struct Run<'a> {
    engine: &'a dyn Engine,
    job: &'a Job,
    request: &'a Request,
    join: &'a dyn Join,
    watch: &'a dyn Watch,
    /// The server's branch, and the server.
    branch: String,
    remote: Remote,
}

/// Sends a job for approval; as [`super::publish`], with [`Outcome::SentForApproval`] for [`Outcome::Published`]. The
/// commit that it names is kept until [`Engine::forget`] is told the word that [`kept_as`] makes of its name.
pub fn send_for_approval(
    engine: &dyn Engine,
    job: &Job,
    request: &Request,
    join: &dyn Join,
    watch: &dyn Watch,
    pause: &dyn Fn(Duration),
    seed: u64,
) -> Result<Outcome, Fault> {
    attempts(engine, job, request, join, (watch, pause), seed).or_else(settle)
}

/// The word under which a request's last commit is kept.
pub fn kept_as(name: &str) -> String {
    format!("approval-{name}")
}

fn attempts(
    engine: &dyn Engine,
    job: &Job,
    request: &Request,
    join: &dyn Join,
    (watch, pause): (&dyn Watch, &dyn Fn(Duration)),
    seed: u64,
) -> Result<Outcome, Fault> {
    let remote = engine.destination()?.remote.ok_or(Fault::NoServer)?;
    let _claim = engine.claim()?;
    let mut run = Run { engine, job, request, join, watch, branch: String::new(), remote };
    let mut backoff = Backoff::new(seed);
    // The server's own place for requests is tried first, a branch where it turns out to have none.
    let mut own_place = request.forge == Forge::Gitea;
    for attempt in 1..=ATTEMPTS {
        if attempt > 1 {
            pause(backoff.next());
        }
        if watch.cancelled() {
            return Err(Fault::Cancelled);
        }
        match run.one(own_place, attempt)? {
            Tried::Done(outcome) => return Ok(outcome),
            Tried::NoSuchPlace => own_place = false,
            Tried::Again => {}
        }
    }
    Ok(Outcome::Waiting { why: Waiting::Busy, detail: Fault::MovedOn.to_string() })
}

/// What an attempt came to.
enum Tried {
    Done(Outcome),
    /// The server has no place of its own for requests.
    NoSuchPlace,
    /// Somebody was faster.
    Again,
}

impl Run<'_> {
    fn one(&mut self, own_place: bool, attempts: u32) -> Result<Tried, Fault> {
        let tip = self.engine.fetch(self.watch)?;
        self.branch = self.engine.destination()?.branch;
        self.watch.progress(Step::Building, 0, 1);
        let built = build(self.engine, self.job, self.join, tip.as_ref())?;
        if !built.conflicts.is_empty() {
            return Ok(Tried::Done(Outcome::NeedsYou { conflicts: built.conflicts }));
        }
        if built.changes.is_empty() {
            return Ok(Tried::Done(Outcome::AlreadyPublished { commit: tip, branch: self.branch.clone() }));
        }
        let place =
            if own_place { self.place_of_its_own(tip.as_ref())? } else { self.branch_of_its_own(tip.as_ref())? };
        let Some(place) = place else { return Ok(Tried::Again) };
        if let Some(commit) = place.there {
            // An earlier run was cut off after the server had accepted.
            return self.sent(commit, &place.name, &PushReport::default(), (own_place, attempts), built.files);
        }
        send_large(self.engine, self.job, tip.as_ref(), &built.changes, self.watch)?;
        let changes = self.changes_on(place.on.as_ref(), built.changes)?;
        let commit = self.engine.commit(place.on.as_ref(), &changes, &meta(self.job))?;
        let Some(commit) = commit.or_else(|| place.on.clone()) else { return Ok(Tried::Again) };
        self.engine.keep(&self.job.id, &commit)?;
        self.watch.progress(Step::Building, 1, 1);
        if self.watch.cancelled() {
            return Err(Fault::Cancelled);
        }
        let report = self.push(&commit, &place.name, own_place);
        self.watch.progress(Step::Confirming, 0, 1);
        if self.has(&commit, &place.name, own_place, &report)? {
            self.watch.progress(Step::Confirming, 1, 1);
            return self.sent(commit, &place.name, &report, (own_place, attempts), built.files);
        }
        match judge(&report) {
            Verdict::Refused(Refusal::Hook | Refusal::Other, _) if own_place => Ok(Tried::NoSuchPlace),
            Verdict::Refused(why, said) => Ok(Tried::Done(Outcome::Refused { why, said })),
            Verdict::Fault(fault) => Err(fault),
            Verdict::Again => Ok(Tried::Again),
        }
    }

    /// The server's own place: it cannot be looked at, so that only what was sent from here is known of it.
    fn place_of_its_own(&self, tip: Option<&CommitId>) -> Result<Option<Place>, Fault> {
        let fresh = || Place { name: self.request.name.clone(), on: tip.cloned(), there: None };
        let Some(earlier) = &self.request.earlier else { return Ok(Some(fresh())) };
        let is_here = self.engine.kept(&kept_as(&earlier.name))?.as_ref() == Some(&earlier.commit);
        let is_in = tip.map(|tip| self.engine.contains(tip, &earlier.commit)).transpose()? == Some(true);
        let on = Place { name: earlier.name.clone(), on: Some(earlier.commit.clone()), there: None };
        Ok(Some(if is_here && !is_in { on } else { fresh() }))
    }

    /// A branch that is free, or that has what was sent from here and nothing else.
    fn branch_of_its_own(&self, tip: Option<&CommitId>) -> Result<Option<Place>, Fault> {
        let wanted = &self.request.name;
        let earlier = self.request.earlier.as_ref();
        let kept = self.engine.kept(&self.job.id)?;
        let numbered = (2..NAMES).map(|number| format!("{wanted}-{number}"));
        let mut names: Vec<String> = earlier.map(|earlier| earlier.name.clone()).into_iter().collect();
        names.extend(std::iter::once(wanted.clone()).chain(numbered));
        for name in names {
            let Some(head) = self.engine.fetch_branch(&self.full(&name), self.watch)? else {
                return Ok(Some(Place { name, on: tip.cloned(), there: None }));
            };
            if kept.as_ref() == Some(&head) {
                return Ok(Some(Place { name, on: None, there: Some(head) }));
            }
            if earlier.is_some_and(|earlier| earlier.name == name && earlier.commit == head) {
                let is_in = tip.map(|tip| self.engine.contains(tip, &head)).transpose()? == Some(true);
                let on = if is_in { tip.cloned() } else { Some(head) };
                return Ok(Some(Place { name, on, there: None }));
            }
        }
        Ok(None)
    }

    /// The branch for a name. A branch cannot be below one that is called `posts`.
    fn full(&self, name: &str) -> String {
        let folder = if self.branch == "posts" { "for-approval" } else { "posts" };
        format!("{folder}/{name}")
    }

    /// Those of the changes that what it is built on has not yet.
    fn changes_on(&self, on: Option<&CommitId>, changes: Vec<Change>) -> Result<Vec<Change>, Fault> {
        let Some(on) = on else { return Ok(changes) };
        let mut left = Vec::new();
        for change in changes {
            let wanted: Option<BlobId> = change.content.as_deref().map(|bytes| self.engine.blob_id(bytes));
            if self.engine.entry(on, &change.path)? != wanted {
                left.push(change);
            }
        }
        Ok(left)
    }

    fn push(&self, commit: &CommitId, name: &str, own_place: bool) -> PushReport {
        let to = self.to(name, own_place);
        let report = self.engine.push(commit, &to, self.watch);
        if report.error != Some(Fault::NoPushOptions) {
            return report;
        }
        // Nothing was sent. Without words beside it, the name of the place itself can say the topic.
        let reference = if own_place { format!("{}/{name}", to.reference) } else { to.reference };
        self.engine.push(commit, &PushTo { reference, options: Vec::new() }, self.watch)
    }

    fn to(&self, name: &str, own_place: bool) -> PushTo {
        let line = |text: &str| text.split(char::is_control).collect::<Vec<_>>().join(" ").chars().take(200).collect();
        let (title, about): (String, String) = (line(&self.request.title), line(&self.job.message));
        if own_place {
            let options = vec![format!("topic={name}"), format!("title={title}"), format!("description={about}")];
            return PushTo { reference: format!("refs/for/{}", self.branch), options };
        }
        let mut to = PushTo::branch(&self.full(name));
        if self.request.forge == Forge::GitLab {
            to.options = vec![
                "merge_request.create".to_owned(),
                format!("merge_request.target={}", self.branch),
                format!("merge_request.title={title}"),
                format!("merge_request.description={about}"),
            ];
        }
        to
    }

    /// Whether the server has it, by asking again where it can be asked.
    fn has(&self, commit: &CommitId, name: &str, own_place: bool, report: &PushReport) -> Result<bool, Fault> {
        if own_place {
            let again = report.said.iter().chain(&report.refusals).any(|line| line.contains("same as the old commit"));
            return Ok(again || (report.accepted == Some(true) && report.error.is_none()));
        }
        Ok(self.engine.fetch_branch(&self.full(name), self.watch)?.as_ref() == Some(commit))
    }

    fn sent(
        &self,
        commit: CommitId,
        name: &str,
        report: &PushReport,
        (own_place, attempts): (bool, u32),
        files: Vec<Sent>,
    ) -> Result<Tried, Fault> {
        self.engine.keep(&kept_as(name), &commit)?;
        // The request's own name keeps the commit now; a note that cannot be removed costs nothing.
        let _left = self.engine.forget(&self.job.id);
        let branch = if own_place { None } else { Some(self.full(name)) };
        let forge = match self.request.forge {
            Forge::Other => Forge::of_words(&report.said.join("\n")),
            known => known,
        };
        let told = address_in(&report.said, &self.remote.url);
        let page = branch.as_ref().and_then(|branch| forge.page(&self.remote.url, branch, &self.branch));
        // GitLab and the server's own place make the request by themselves; elsewhere a person opens the page.
        let made = own_place || (self.request.forge == Forge::GitLab && told.is_some());
        let address = if matches!(forge, Forge::GitHub | Forge::Bitbucket) { page.or(told) } else { told.or(page) };
        Ok(Tried::Done(Outcome::SentForApproval {
            commit,
            name: name.to_owned(),
            branch: branch.unwrap_or_else(|| self.branch.clone()),
            address,
            made,
            attempts,
            files,
        }))
    }
}
