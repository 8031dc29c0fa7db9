//! GitHub's organisations can want one more approval of a token. Their server then forbids what it would allow a moment
//! after: that is no refusal, but something to wait for.

use byline_git::{Engine, Fault, Outcome, Refusal, Waiting};

use super::SigningIn;

impl SigningIn {
    /// How a publish ended, an approval that is wanted being something to wait for.
    pub(crate) fn judge(&self, engine: &dyn Engine, outcome: Outcome) -> Outcome {
        match outcome {
            Outcome::Refused { why: Refusal::NoPermission, said } if self.is_approval(engine, &said) => {
                Outcome::Waiting { why: Waiting::SignIn, detail: said }
            }
            other => other,
        }
    }

    /// The same for a fault of a question to the server.
    pub(crate) fn judge_fault(&self, engine: &dyn Engine, fault: Fault) -> Fault {
        if fault == Fault::Forbidden && self.is_approval(engine, "") { Fault::SignIn } else { fault }
    }

    fn is_approval(&self, engine: &dyn Engine, said: &str) -> bool {
        let server = engine.destination().ok().and_then(|to| to.remote);
        server.is_some_and(|server| self.only_wants_approval(&server.url, said))
    }
}
