//! The loop of attempts.

use std::time::Duration;

use crate::{Change, CommitId, Engine, Fault, Join, Meta, PushReport, PushTo, Step, Watch, lfs};

use super::backoff::Backoff;
use super::decide::{Decision, decide};
use super::refusal::{Verdict, judge, settle};
use super::{Job, Outcome, Sent, Waiting};

/// Two clients in tight loops, on a computer that had far more to do, were measured to need more than twelve.
pub(super) const ATTEMPTS: u32 = 24;
/// So often it goes on at once after somebody was faster: the less time between asking and sending, the less room for the
/// next one to be faster again. Then chance decides who waits.
const AT_ONCE: u32 = 8;

/// What an attempt would do on top of one state of the server.
pub(super) struct Attempt {
    pub(super) changes: Vec<Change>,
    pub(super) files: Vec<Sent>,
    pub(super) conflicts: Vec<super::Conflict>,
}

/// Publishes a job. `join` joins files that others changed too; `pause` sleeps; `seed` is any number that differs between computers. On [`Outcome::Published`]
/// and [`Outcome::AlreadyPublished`] the job is forgotten; on every other outcome it may be run again. Afterwards
/// [`Engine::catch_up`] may bring the folder up to date.
pub fn publish(
    engine: &dyn Engine,
    job: &Job,
    join: &dyn Join,
    watch: &dyn Watch,
    pause: &dyn Fn(Duration),
    seed: u64,
) -> Result<Outcome, Fault> {
    let mut ended = attempts(engine, job, join, watch, pause, seed);
    if let Err(Fault::Damaged { .. }) = ended
        && let Some(repaired) = engine.repaired()?
    {
        ended = attempts(repaired.as_ref(), job, join, watch, pause, seed);
    }
    match ended {
        Ok(outcome) => {
            if matches!(outcome, Outcome::Published { .. } | Outcome::AlreadyPublished { .. }) {
                // The server has it: a note that cannot be removed only costs a comparison next time.
                let _left = engine.forget(&job.id);
            }
            Ok(outcome)
        }
        Err(fault) => settle(fault),
    }
}

/// What [`publish`] would change, by the server's state as last seen. Asks nobody and sends nothing.
pub fn plan(engine: &dyn Engine, job: &Job, join: &dyn Join) -> Result<Vec<Sent>, Fault> {
    let tip = engine.known_tip()?;
    let mut files = Vec::new();
    for file in &job.files {
        match decide(engine, join, tip.as_ref(), file)? {
            Decision::Nothing => {}
            Decision::Send { sent, .. } => files.push(sent),
            Decision::Ask(conflict) => files.push(Sent {
                path: conflict.path,
                change: if conflict.ours.is_some() { super::FileChange::Changed } else { super::FileChange::Deleted },
                bytes: conflict.ours.map_or(0, |bytes| bytes.len() as u64),
                merged: true,
                restored: false,
            }),
        }
    }
    Ok(files)
}

fn attempts(
    engine: &dyn Engine,
    job: &Job,
    join: &dyn Join,
    watch: &dyn Watch,
    pause: &dyn Fn(Duration),
    seed: u64,
) -> Result<Outcome, Fault> {
    if engine.destination()?.remote.is_none() {
        return Err(Fault::NoServer);
    }
    let _claim = engine.claim()?;
    let mut backoff = Backoff::new(seed);
    let mut last = Fault::MovedOn;
    // The server's state, where it was heard a moment ago.
    let mut heard = None;
    for attempt in 1..=ATTEMPTS {
        if attempt > 1 && heard.is_none() {
            pause(backoff.next());
        }
        if watch.cancelled() {
            return Err(Fault::Cancelled);
        }
        match one(engine, (job, join), watch, (attempt, heard.take())) {
            Ok(Tried::Ended(outcome)) => return Ok(outcome),
            Ok(Tried::Beaten(tip)) => {
                heard = (attempt <= AT_ONCE).then_some(tip);
                last = Fault::MovedOn;
            }
            Ok(Tried::InVain) => last = Fault::MovedOn,
            Err(Fault::Locked) => last = Fault::Locked,
            Err(fault) => return Err(fault),
        }
    }
    Ok(Outcome::Waiting { why: Waiting::Busy, detail: last.to_string() })
}

/// What one attempt came to.
enum Tried {
    /// That is it.
    Ended(Outcome),
    /// Somebody was faster; this is the server's state now.
    Beaten(CommitId),
    /// The server did not take it and has nothing new either.
    InVain,
}

/// One attempt, on the server's state as it was `heard` or is asked for now.
fn one(
    engine: &dyn Engine,
    (job, join): (&Job, &dyn Join),
    watch: &dyn Watch,
    (attempt, heard): (u32, Option<CommitId>),
) -> Result<Tried, Fault> {
    let tip = match heard {
        Some(tip) => Some(tip),
        None => engine.fetch(watch)?,
    };
    let branch = engine.destination()?.branch;
    if let (Some(tip), Some(kept)) = (&tip, engine.kept(&job.id)?)
        && engine.contains(tip, &kept)?
    {
        // An earlier run was cut off after the server had accepted.
        return Ok(Tried::Ended(Outcome::AlreadyPublished { commit: Some(kept), branch }));
    }
    watch.progress(Step::Building, 0, 1);
    let built = build(engine, job, join, tip.as_ref())?;
    if !built.conflicts.is_empty() {
        return Ok(Tried::Ended(Outcome::NeedsYou { conflicts: built.conflicts }));
    }
    send_large(engine, job, tip.as_ref(), &built.changes, watch)?;
    let commit =
        if built.changes.is_empty() { None } else { engine.commit(tip.as_ref(), &built.changes, &meta(job))? };
    let Some(commit) = commit else {
        return Ok(Tried::Ended(Outcome::AlreadyPublished { commit: tip, branch }));
    };
    engine.keep(&job.id, &commit)?;
    watch.progress(Step::Building, 1, 1);
    if watch.cancelled() {
        return Err(Fault::Cancelled);
    }
    let report = engine.push(&commit, &PushTo::branch(&branch), watch);
    conclude(engine, watch, (tip, commit, branch), built, &report, attempt)
}

/// Sends the large files among what changes: a commit must never name one that the server has not.
pub(super) fn send_large(
    engine: &dyn Engine,
    job: &Job,
    tip: Option<&CommitId>,
    changes: &[Change],
    watch: &dyn Watch,
) -> Result<(), Fault> {
    let is_pointer = |change: &&Change| change.content.as_deref().is_some_and(lfs::is_some_pointer);
    let mut files = Vec::new();
    for change in changes.iter().filter(is_pointer) {
        let file = job.files.iter().find(|file| file.path == change.path);
        files.extend(file.and_then(|file| Some((file.path.as_str(), file.bytes.as_deref()?))));
    }
    if files.is_empty() { Ok(()) } else { engine.send_large(tip, &files, watch) }
}

/// What a job's commit says of itself.
pub(super) fn meta(job: &Job) -> Meta {
    Meta {
        message: job.message.clone(),
        author: job.writer.clone(),
        committer: job.writer.clone(),
        time: job.time,
        offset_minutes: job.offset_minutes,
    }
}

/// What the job changes on top of one state of the server.
pub(super) fn build(engine: &dyn Engine, job: &Job, join: &dyn Join, tip: Option<&CommitId>) -> Result<Attempt, Fault> {
    let mut attempt = Attempt { changes: Vec::new(), files: Vec::new(), conflicts: Vec::new() };
    for file in &job.files {
        match decide(engine, join, tip, file)? {
            Decision::Nothing => {}
            Decision::Send { content, sent } => {
                attempt.changes.push(Change { path: file.path.clone(), content });
                attempt.files.push(sent);
            }
            Decision::Ask(conflict) => attempt.conflicts.push(conflict),
        }
    }
    Ok(attempt)
}

/// Asks the server what it has, whatever the push came to.
fn conclude(
    engine: &dyn Engine,
    watch: &dyn Watch,
    (before, commit, branch): (Option<CommitId>, CommitId, String),
    built: Attempt,
    report: &PushReport,
    attempts: u32,
) -> Result<Tried, Fault> {
    watch.progress(Step::Confirming, 0, 1);
    let seen = engine.fetch(watch);
    if let Ok(Some(tip)) = &seen
        && (engine.contains(tip, &commit)? || has_all(engine, tip, &built.changes)?)
    {
        watch.progress(Step::Confirming, 1, 1);
        return Ok(Tried::Ended(Outcome::Published { commit, branch, attempts, files: built.files }));
    }
    match judge(report) {
        Verdict::Refused(why, said) => Ok(Tried::Ended(Outcome::Refused { why, said })),
        Verdict::Fault(fault) => Err(fault),
        Verdict::Again => Ok(match seen? {
            Some(tip) if Some(&tip) != before.as_ref() => Tried::Beaten(tip),
            _ => Tried::InVain,
        }),
    }
}

/// Whether the server's files equal what was sent.
fn has_all(engine: &dyn Engine, tip: &CommitId, changes: &[Change]) -> Result<bool, Fault> {
    for change in changes {
        let ours = change.content.as_deref().map(|bytes| engine.blob_id(bytes));
        if engine.entry(tip, &change.path)? != ours {
            return Ok(false);
        }
    }
    Ok(true)
}
