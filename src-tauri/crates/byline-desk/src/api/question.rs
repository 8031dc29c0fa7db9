use serde::{Deserialize, Serialize};
use specta::Type;

/// What kind of answer a question wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum QuestionKind {
    /// The passphrase of a key on this computer.
    Passphrase,
    /// The PIN of a security key.
    Pin,
    /// The password of an account on a server.
    Password,
    /// Whether a server is the right one.
    NewHost,
}

/// Something that only the person knows, asked while Byline talks to a server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PersonQuestion {
    /// Given back with the answer.
    pub id: u32,
    /// What kind of answer it wants.
    pub kind: QuestionKind,
    /// One plain sentence: what is asked and why.
    pub message: String,
    /// What to do, when there is something to say about it.
    pub hint: Option<String>,
    /// What the person compares, letter by letter.
    pub code: Option<String>,
    /// Whether the last answer was wrong.
    pub again: bool,
    /// Whether this computer's keychain can keep the answer.
    pub can_keep: bool,
}

/// What a notice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeKind {
    /// The second answer was wrong, too.
    WrongTwice,
    /// A server is not the one that it was before. There is nothing to answer.
    HostChanged,
}

/// Something that the person has to know, because nothing is sent until somebody did something about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PersonNotice {
    /// What it is about.
    pub kind: NoticeKind,
    /// What happened, and what it means for the words.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// What a person answers.
#[derive(Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum PersonAnswer {
    /// The passphrase, PIN or password.
    Secret {
        /// As it was typed.
        text: String,
        /// Whether this computer's keychain keeps it, once it was found to be right.
        keep: bool,
    },
    /// Yes, it is the right server.
    Yes,
    /// Not now: what was to be sent stays kept.
    NotNow,
}

impl std::fmt::Debug for PersonAnswer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Secret { .. } => "Secret",
            Self::Yes => "Yes",
            Self::NotNow => "NotNow",
        })
    }
}
