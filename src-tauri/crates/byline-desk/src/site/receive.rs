//! What others published, on its way to this computer, and what waits here, on its way out.

use byline_git::{CatchUp, Fault};
use serde::Serialize;

use super::Site;
use crate::api::{Event, OutcomeKind, Problem};
use crate::{DeskError, words};

/// What a sync came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SyncReport {
    /// `published` when the server was reached and nothing is left, else what holds things up.
    pub outcome: OutcomeKind,
    /// Posts and other files that arrived.
    pub received: Vec<String>,
    /// Posts that went out.
    pub sent: Vec<String>,
    /// Posts that need a decision.
    pub needs_you: Vec<String>,
    /// One plain sentence.
    pub message: String,
}

impl Site {
    /// Sends what waits and receives what is new, waiting for the server on this thread.
    pub fn sync(&mut self) -> Result<SyncReport, DeskError> {
        self.save_all()?;
        let mut report = SyncReport {
            outcome: OutcomeKind::Published,
            received: vec![],
            sent: vec![],
            needs_you: vec![],
            message: String::new(),
        };
        let mut trouble = None;
        self.release_due()?;
        for id in self.ids_to_send()? {
            // Where the server cannot be reached for one, the others are not tried for nothing.
            if report.outcome == OutcomeKind::Waiting && self.store.is_held()? {
                break;
            }
            let Some(kept) = self.job(&id)? else { continue };
            let outcome = match self.send(&kept) {
                Ok(outcome) => outcome.outcome,
                // One post that cannot be sent holds up neither the others nor the news.
                Err(error) => {
                    trouble = Some(error);
                    report.needs_you.push(kept.post);
                    continue;
                }
            };
            match outcome {
                OutcomeKind::Published | OutcomeKind::AlreadyPublished | OutcomeKind::SentForApproval => {
                    report.sent.push(kept.post);
                }
                OutcomeKind::NeedsYou | OutcomeKind::Refused => report.needs_you.push(kept.post),
                OutcomeKind::Waiting => report.outcome = outcome,
                OutcomeKind::Cancelled => {}
            }
        }
        let asked = self.courier().ask();
        let reached = asked.is_ok();
        let problem = match asked {
            Ok(()) => trouble.map(Problem::from),
            Err(DeskError::Git(fault)) if waits(&fault) => Some(super::outcome::fault_problem(&fault)),
            Err(error) => return Err(error),
        };
        if !reached {
            report.outcome = OutcomeKind::Waiting;
        } else if !report.needs_you.is_empty() {
            report.outcome = OutcomeKind::NeedsYou;
        }
        report.received = self.received()?;
        report.message = problem.map_or_else(|| words::say("sync.done", &[]), |problem: Problem| problem.message);
        Ok(report)
    }

    /// Lets the folder and the list follow what the server was last known to have. Returns the files that arrived.
    pub(crate) fn received(&mut self) -> Result<Vec<String>, DeskError> {
        let paths = self.catch_up()?;
        self.files_changed()?;
        self.settle_approvals()?;
        Ok(paths)
    }

    /// The server was asked while somebody writes: tell the outcome.
    pub(crate) fn asked(&mut self, answer: &Result<(), DeskError>) -> Result<(), DeskError> {
        self.mind_own_copy();
        let online = !matches!(answer, Err(DeskError::Git(_)));
        if online {
            self.received()?;
        }
        match answer {
            Err(DeskError::Git(Fault::SignIn)) => self.tell_sign_in_wanted(),
            Err(DeskError::Git(Fault::SingleSignOn { address })) => {
                self.note_approval(address);
                self.tell_sign_in_wanted();
            }
            _ => {}
        }
        self.tell(Event::Network { online, waiting: self.store.waiting()? });
        Ok(())
    }

    /// Moves the folder to what the server has, where nobody is at work in it; else leaves it alone. Never fails because of
    /// somebody else's work.
    pub(super) fn catch_up(&mut self) -> Result<Vec<String>, DeskError> {
        let mut own = self.take_news()?;
        // A post that was deleted and is there again is no longer deleted on purpose.
        let gone = self.store.gone()?.into_iter().filter(|path| !self.files.is_exactly(path));
        own.extend(gone.chain(self.store.own_texts()?).map(|path| self.in_repository(&path)));
        let done = self.engine.catch_up(&own);
        self.head = self.engine.head()?;
        if matches!(done, Ok(CatchUp::Done { .. } | CatchUp::Nothing)) {
            self.store.own_texts_settled()?;
        }
        match done {
            Ok(CatchUp::Done { paths }) => {
                self.note_bases(&paths)?;
                Ok(paths.iter().filter_map(|path| self.in_site(path)).map(str::to_owned).collect())
            }
            Ok(CatchUp::NotNow { .. } | CatchUp::Nothing) | Err(Fault::Locked) => Ok(Vec::new()),
            Err(fault) => Err(fault.into()),
        }
    }

    /// Files that came from the server are what the next words in them start from.
    fn note_bases(&self, paths: &[String]) -> Result<(), DeskError> {
        let Some(head) = &self.head else { return Ok(()) };
        for path in paths {
            if let Some(here) = self.in_site(path)
                && self.store.base(here)?.is_some()
            {
                self.note_base_is(here, self.engine.entry(head, path)?.as_ref())?;
            }
        }
        Ok(())
    }
}

/// Faults that pass by themselves or with a sign-in.
fn waits(fault: &Fault) -> bool {
    matches!(
        fault,
        Fault::Offline { .. }
            | Fault::Timeout
            | Fault::SignIn
            | Fault::UnknownHost { .. }
            | Fault::HostChanged { .. }
            | Fault::Portal
            | Fault::Proxy { .. }
            | Fault::ProxyLogin
            | Fault::Certificate { .. }
            | Fault::Clock
            | Fault::OtherHost
            | Fault::SingleSignOn { .. }
            | Fault::Other { .. }
            | Fault::ServerError { .. }
    )
}
