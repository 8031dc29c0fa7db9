//! Why something was not sent, as the catalogue's words for it.

use byline_git::Fault;

use crate::api::Problem;
use crate::fault_code::fault_code;
use crate::{DeskError, words};

/// Whether sending the same again would fail in the same way: somebody has to change something first.
pub(super) fn never_heals(error: &DeskError) -> bool {
    matches!(
        error,
        DeskError::Git(
            Fault::BadPath { .. } | Fault::NotAFile { .. } | Fault::NeedsFilter { .. } | Fault::Unsupported { .. }
        )
    )
}

/// The word for a refusal.
pub(super) fn refusal_word(why: byline_git::Refusal) -> &'static str {
    match why {
        byline_git::Refusal::Protected => "protected",
        byline_git::Refusal::Hook => "hook",
        byline_git::Refusal::TooLarge => "server-too-large",
        byline_git::Refusal::NoPermission => "forbidden",
        byline_git::Refusal::NoServer => "no-server",
        byline_git::Refusal::Moved => "server-gone",
        byline_git::Refusal::ServerFull => "server-full",
        byline_git::Refusal::Other => "refused",
    }
}

/// The word for what a job waits for.
pub(super) fn waiting_word(why: byline_git::Waiting) -> &'static str {
    match why {
        byline_git::Waiting::Offline => "offline",
        byline_git::Waiting::SignIn => "sign-in",
        byline_git::Waiting::ServerTrouble => "server-trouble",
        byline_git::Waiting::Portal => "portal",
        byline_git::Waiting::Proxy => "proxy",
        byline_git::Waiting::Certificate => "certificate",
        byline_git::Waiting::Busy => "busy",
        byline_git::Waiting::Cancelled => "cancelled",
    }
}

/// The words for a fault that came up while nothing was being published.
pub(super) fn fault_problem(fault: &Fault) -> Problem {
    let code = fault_code(fault);
    Problem {
        code: code.to_owned(),
        message: words::say(&format!("problem.{code}"), &[]),
        hint: words::say_if_known(&format!("hint.{code}"), &[]),
    }
}
