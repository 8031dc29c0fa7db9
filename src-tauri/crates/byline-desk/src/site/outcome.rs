//! How a delivery ended, in the catalogue's words: each cause has its own sentence.

use byline_git::{Fault, Refusal, Waiting};
use byline_site::OWN_FILE;

use super::Site;
use crate::api::{Outcome, OutcomeKind, Problem};
use crate::store::KeptJob;
use crate::{DeskError, words};

impl Site {
    /// An outcome in the catalogue's words.
    pub(super) fn outcome(&self, path: &str, outcome: OutcomeKind, word: &str) -> Outcome {
        self.outcome_of(path, outcome, word, &[])
    }

    fn outcome_of(&self, path: &str, outcome: OutcomeKind, word: &str, args: &[(&str, &str)]) -> Outcome {
        let address = self.on_page(path).ok().and_then(|on_page| self.address(path, &on_page.post));
        Outcome {
            path: path.to_owned(),
            outcome,
            commit: None,
            branch: self.engine.destination().ok().map(|to| to.branch),
            files: Vec::new(),
            attempts: 0,
            message: said(path, [&format!("settings.outcome.{word}"), &format!("outcome.{word}")], args)
                .unwrap_or_default(),
            hint: said(path, [&format!("settings.outcome-hint.{word}"), &format!("outcome-hint.{word}")], args),
            sign_in: ["sign-in", "single-sign-on"].contains(&word).then(|| self.sign_in_at().map(Box::new)).flatten(),
            address,
            due: None,
            request: None,
            looks: false,
            can_ask_approval: false,
        }
    }

    /// A refusal in words: the server's own, where it gave some, and the file that is too large.
    pub(super) fn refused(&self, kept: &KeptJob, why: Refusal, said: &str) -> Outcome {
        let largest = kept.job.files.iter().max_by_key(|file| file.bytes.as_ref().map_or(0, Vec::len));
        let size = largest.and_then(|file| file.bytes.as_ref()).map_or(0, |bytes| bytes.len() as u64);
        let file = largest.map_or("", |file| file.path.rsplit('/').next().unwrap_or(&file.path));
        let (size, said) = (words::size(size), quoted(said));
        let word = match why {
            Refusal::Hook if said.is_empty() => "hook-silent",
            _ => refusal_word(why),
        };
        let args = [("file", file), ("size", size.as_str()), ("said", said.as_str())];
        self.outcome_of(&kept.post, OutcomeKind::Refused, word, &args)
    }

    /// What a kept job waits for, in words.
    pub(super) fn waits(&self, kept: &KeptJob, why: Waiting, detail: &str) -> Outcome {
        let today = self.around.clock.now().strftime("%-d %B %Y").to_string();
        let said = quoted(detail);
        // Only of a single sign-on the detail is an address to open.
        let address = if why == Waiting::SingleSignOn { detail } else { "" };
        if why == Waiting::SingleSignOn {
            self.note_approval(detail);
        }
        let args = [("today", today.as_str()), ("address", address), ("said", said.as_str())];
        self.outcome_of(&kept.post, OutcomeKind::Waiting, waiting_word(why), &args)
    }
}

/// A sentence about what was sent, which is another one where that is no post.
fn said(path: &str, [of_settings, of_posts]: [&str; 2], args: &[(&str, &str)]) -> Option<String> {
    let settings = if path == OWN_FILE { words::say_if_known(of_settings, args) } else { None };
    settings.or_else(|| words::say_if_known(of_posts, args))
}

/// A server's words as they can stand in a sentence: on one line, and no more than a few of them.
fn quoted(said: &str) -> String {
    const LONGEST: usize = 300;
    let line = said.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

fn refusal_word(why: Refusal) -> &'static str {
    match why {
        Refusal::Protected => "protected",
        Refusal::Hook => "hook",
        Refusal::TooLarge => "server-too-large",
        Refusal::NoPermission => "forbidden",
        Refusal::NoServer => "no-server",
        Refusal::Moved => "server-gone",
        Refusal::ServerFull => "server-full",
        Refusal::Quota => "server-quota",
        Refusal::BranchGone => "branch-gone",
        Refusal::Other => "refused",
    }
}

pub(super) fn waiting_word(why: Waiting) -> &'static str {
    match why {
        Waiting::Offline => "offline",
        Waiting::SignIn => "sign-in",
        Waiting::NoAnswer => "no-answer",
        Waiting::ServerTrouble => "server-trouble",
        Waiting::NotUnderstood => "server-other",
        Waiting::SingleSignOn => "single-sign-on",
        Waiting::Portal => "portal",
        Waiting::Proxy => "proxy",
        Waiting::ProxyLogin => "proxy-login",
        Waiting::Certificate => "certificate",
        Waiting::Clock => "clock",
        Waiting::OtherHost => "other-host",
        Waiting::Busy => "busy",
        Waiting::UnknownHost => "unknown-host",
        Waiting::HostChanged => "host-changed",
        Waiting::Cancelled => "cancelled",
    }
}

/// Whether sending the same again would fail in the same way: somebody has to change something first.
pub(super) fn never_heals(error: &DeskError) -> bool {
    matches!(
        error,
        DeskError::Git(
            Fault::BadPath { .. } | Fault::NotAFile { .. } | Fault::NeedsFilter { .. } | Fault::Unsupported { .. }
        )
    )
}

/// The words for a fault that came up while nothing was being published.
pub(super) fn fault_problem(fault: &Fault) -> Problem {
    DeskError::Git(fault.clone()).problem()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_servers_words_are_one_short_line() {
        assert_eq!(quoted("Titles must be\nin  English"), "Titles must be in English");
        let long = quoted(&"über ".repeat(200));
        assert!(long.ends_with('…') && long.chars().count() == 301);
    }
}
