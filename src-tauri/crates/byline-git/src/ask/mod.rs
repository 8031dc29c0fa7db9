//! Questions that ssh and git ask while they talk to a server, and how the person comes to answer them.
//!
//! Both programs start another one to ask (`SSH_ASKPASS`, `GIT_ASKPASS`). That other one is Byline's own executable,
//! which sees by [`ASKED_AT`] that it was started for this, hands the question to the Byline that waits ([`put`]), and
//! prints the answer. In between is a local socket in a folder that only the user may enter, or a named pipe that only
//! the user may open; who connects is checked.
//!
//! What holds:
//! - **Nobody waits for a person while a server waits.** A question that cannot be answered at once ends the
//!   conversation; then the person is asked, and then it is held again. So no server's patience runs out.
//! - **No loops.** A question is answered once in a conversation. The same one again means that the answer was wrong:
//!   the person is asked a second time, and no third time.
//! - **No secret** in an argument, an environment, a file or a log.
//! - A server's own key is confirmed by its fingerprint, which the person has seen, never by "yes"; a server whose key
//!   is another than before is refused without a question.

mod client;
mod conversation;
mod frame;
mod listener;
mod place;
mod prompt;
mod rules;

use std::path::PathBuf;
use std::sync::Arc;

pub use client::put;
pub(crate) use conversation::Conversation;

use crate::Hidden;

/// The environment variable by which Byline's executable sees that it was started to ask a question: where to.
pub const ASKED_AT: &str = "BYLINE_ASKED_AT";

/// How questions come to the person.
#[derive(Clone)]
pub struct Asking {
    /// Byline's own executable, which ssh and git start.
    pub program: PathBuf,
    /// A folder for sockets, made when it is missing. Short: a socket's path has about a hundred bytes at most.
    pub folder: PathBuf,
    /// Who answers.
    pub person: Arc<dyn Person>,
}

/// Something that only the person knows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Question {
    /// The passphrase of a key on this computer.
    Passphrase {
        /// The key's file, as ssh names it.
        key: String,
    },
    /// The PIN of a security key.
    Pin {
        /// The key, as ssh names it.
        key: String,
    },
    /// The password of an account on a server. Never asked for the known forges, where an account's password is
    /// nothing that another program should have.
    Password {
        /// The account.
        account: String,
        /// The server.
        host: String,
    },
    /// Whether a server that was never met before is the right one.
    NewHost {
        /// The server, with its port where that is an unusual one.
        host: String,
        /// The kind of its key, such as `ED25519`.
        kind: String,
        /// Its key's fingerprint, such as `SHA256:...`.
        fingerprint: String,
    },
}

/// Why a question is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Asked {
    /// There was no answer yet.
    First,
    /// The last answer was wrong.
    Again,
}

/// What the person said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// The passphrase, PIN or password.
    Secret(Hidden),
    /// The same from earlier times: when it is wrong by now, that is no mistake of the person's.
    Kept(Hidden),
    /// Yes, that is the right server.
    Yes,
}

/// What an answer turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// It was right.
    Right,
    /// It was wrong, and should be forgotten.
    Wrong,
    /// The second one was wrong too; the question is given up.
    WrongTwice,
}

/// Whoever answers questions: a window, a terminal, or a test.
pub trait Person: Send + Sync {
    /// What was said to this question before. Never waits.
    fn said(&self, question: &Question) -> Option<Hidden>;

    /// Asks, and waits for the answer for as long as `gone` is false; nothing when the answer is "not now".
    fn ask(&self, question: &Question, asked: Asked, gone: &dyn Fn() -> bool) -> Option<Reply>;

    /// Tells what came of an answer.
    fn verdict(&self, question: &Question, verdict: Verdict);

    /// A server shows another key than before. There is nothing to answer: nothing is sent to it.
    fn stopped(&self, host: &str);

    /// A security key waits to be touched, or waits no more. `key` is as ssh names it.
    fn touch(&self, key: &str, waits: bool);
}

/// Answers nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nobody;

impl Person for Nobody {
    fn said(&self, _question: &Question) -> Option<Hidden> {
        None
    }

    fn ask(&self, _question: &Question, _asked: Asked, _gone: &dyn Fn() -> bool) -> Option<Reply> {
        None
    }

    fn verdict(&self, _question: &Question, _verdict: Verdict) {}

    fn stopped(&self, _host: &str) {}

    fn touch(&self, _key: &str, _waits: bool) {}
}
