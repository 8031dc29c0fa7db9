//! The website moved: its new address, as Byline's own setting.

use byline_git::{CommitId, Elsewhere, Engine, Fault};

use super::Site;
use crate::api::Problem;
use crate::connect::{ConnectTrouble, typed_address};
use crate::{DeskError, words};

impl Site {
    /// Publishes to another address from now on, when the same website is there: its newest state must come after the one
    /// that was last seen here. What a developer set up in this folder stays as it is. Waits for the server; when this
    /// fails, the address is the one that it was.
    pub fn follow_address(&mut self, typed: &str) -> Result<(), Problem> {
        let address = typed_address(typed, self.around.git.allow_local)?;
        let before = self.engine.known_tip().map_err(DeskError::Git)?;
        // The same branch if it is there, else the one that the server now has in its place.
        let mut found = self.look_elsewhere(&address, false);
        if matches!(found, Err(DeskError::Git(Fault::BranchGone { .. }))) {
            found = self.look_elsewhere(&address, true);
        }
        let same = found.and_then(|tip| self.is_same_website(before.as_ref(), tip.as_ref()));
        match same {
            Ok(true) => {
                self.engine.publish_elsewhere(&Elsewhere::Keep).map_err(DeskError::Git)?;
                Ok(())
            }
            Ok(false) => {
                self.go_back()?;
                Err(another_website())
            }
            Err(error) => {
                self.go_back()?;
                Err(in_words(error, &address))
            }
        }
    }

    fn look_elsewhere(&mut self, address: &str, default_branch: bool) -> Result<Option<CommitId>, DeskError> {
        let to = Elsewhere::Try { address: address.to_owned(), default_branch };
        self.engine.publish_elsewhere(&to)?;
        self.engine = self.reopened()?;
        Ok(self.engine.fetch(&byline_git::Quiet)?)
    }

    /// Gives up an address that was only tried, also one that a crash left behind.
    pub(super) fn go_back(&mut self) -> Result<(), DeskError> {
        if self.engine.publish_elsewhere(&Elsewhere::Back)? {
            self.engine = self.reopened()?;
        }
        Ok(())
    }

    fn reopened(&self) -> Result<Box<dyn Engine>, DeskError> {
        let shown = self.root.display().to_string();
        byline_git::open(&self.root, &self.around.git).map_err(|error| DeskError::open(shown, error))
    }

    fn is_same_website(&self, before: Option<&CommitId>, now: Option<&CommitId>) -> Result<bool, DeskError> {
        match (before, now) {
            (Some(before), Some(now)) => Ok(self.engine.contains(now, before)?),
            (None, _) => Ok(true),
            (Some(_), None) => Ok(false),
        }
    }
}

fn another_website() -> Problem {
    Problem {
        code: "another-website".to_owned(),
        message: words::say("connect.problem.another-website", &[]),
        hint: words::say_if_known("connect.hint.another-website", &[]),
    }
}

fn in_words(error: DeskError, address: &str) -> Problem {
    match error {
        DeskError::Git(fault) => {
            ConnectTrouble::Bring(fault.into()).problem(byline_git::host(address).as_deref(), None)
        }
        other => other.problem(),
    }
}
