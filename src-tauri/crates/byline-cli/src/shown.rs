//! What a command came to, in words or as JSON, and the exit status that goes with it.

use std::io::{self, Write};

use byline_desk::api::{OutcomeKind, Problem};
use serde_json::{Value, json};

/// What a command has to show.
#[derive(Debug)]
pub(crate) struct Shown {
    /// For programs: one object.
    pub(crate) json: Value,
    /// For people.
    pub(crate) text: String,
    /// 0 done, 1 failed in part, 3 the person must decide, 4 waiting.
    pub(crate) status: u8,
}

impl Shown {
    pub(crate) fn new(json: Value, text: impl Into<String>) -> Self {
        Self { json, text: text.into(), status: 0 }
    }

    /// What was asked for was not done in full; what is shown says what was.
    pub(crate) fn failed(mut self) -> Self {
        self.status = 1;
        self
    }

    pub(crate) fn with_outcome(mut self, outcome: OutcomeKind) -> Self {
        self.status = status(outcome);
        self
    }
}

pub(crate) type Done = Result<Shown, Problem>;

/// The exit status of an outcome, as the command line's contract has it.
pub(crate) fn status(outcome: OutcomeKind) -> u8 {
    match outcome {
        OutcomeKind::Published | OutcomeKind::AlreadyPublished | OutcomeKind::SentForApproval => 0,
        OutcomeKind::NeedsYou | OutcomeKind::Refused | OutcomeKind::Cancelled => 3,
        OutcomeKind::Waiting => 4,
    }
}

pub(crate) fn json(done: &Done) -> (String, u8) {
    match done {
        Ok(shown) => (shown.json.to_string(), shown.status),
        Err(problem) => (json!({ "error": problem }).to_string(), 1),
    }
}

pub(crate) fn text(done: &Done) -> (String, u8) {
    match done {
        Ok(shown) => (shown.text.clone(), shown.status),
        Err(problem) => {
            let hint = problem.hint.as_ref().map(|hint| format!("\n{hint}")).unwrap_or_default();
            (format!("{}{hint}", problem.message), 1)
        }
    }
}

/// A command line that cannot be understood, as one object: what is wrong, and how it is used.
pub(crate) fn wrong_usage(said: &str) -> String {
    let (wrong, usage) = said.split_once("\n\n").unwrap_or((said, ""));
    let message = wrong.trim_start_matches("error: ").trim().to_owned();
    let usage = Some(usage.trim().to_owned()).filter(|usage| !usage.is_empty());
    json!({ "error": Problem { code: "usage".to_owned(), message, hint: usage } }).to_string()
}

pub(crate) fn out(text: &str) -> io::Result<()> {
    line(&mut io::stdout().lock(), text)
}

pub(crate) fn err(text: &str) -> io::Result<()> {
    line(&mut io::stderr().lock(), text)
}

/// A reader who has seen enough (`| head`) is no error.
fn line(to: &mut impl Write, text: &str) -> io::Result<()> {
    match writeln!(to, "{}", text.trim_end_matches('\n')) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        done => done,
    }
}
