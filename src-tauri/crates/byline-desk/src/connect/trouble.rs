//! Why a website could not be connected, in words that fit somebody who has nothing here yet.

use byline_git::{ConnectError, Fault, OpenError};
use thiserror::Error;

use super::address::NotAnAddress;
use super::invitation::InvitationFault;
use crate::api::Problem;
use crate::fault_code::fault_code;
use crate::{DeskError, words};

/// Why a website could not be connected. Nothing is left of the attempt.
#[derive(Debug, Error)]
pub enum ConnectTrouble {
    /// What was typed is no address.
    #[error("not an address: {0:?}")]
    Address(Why),
    /// An invitation that was not taken.
    #[error("the invitation was not taken: {0:?}")]
    Invitation(InvitationFault),
    /// An invitation's file that cannot be read.
    #[error("the invitation cannot be read: {0}")]
    Unreadable(std::io::Error),
    /// It did not come.
    #[error(transparent)]
    Bring(#[from] ConnectError),
}

/// Why a text is no address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Nothing was typed.
    Empty,
    /// Nothing about it looks like an address.
    Unclear,
    /// A kind of address that is never used.
    Unsafe,
}

impl From<NotAnAddress> for ConnectTrouble {
    fn from(not: NotAnAddress) -> Self {
        Self::Address(match not {
            NotAnAddress::Empty => Why::Empty,
            NotAnAddress::Unclear => Why::Unclear,
            NotAnAddress::Unsafe => Why::Unsafe,
        })
    }
}

impl From<InvitationFault> for ConnectTrouble {
    fn from(fault: InvitationFault) -> Self {
        Self::Invitation(fault)
    }
}

impl ConnectTrouble {
    /// The words for a person; `host` is the server's, `ask` whom an invitation says to ask.
    pub fn problem(&self, host: Option<&str>, ask: Option<&str>) -> Problem {
        let code = self.code();
        let host = host.map_or_else(|| words::say("publish.this-computer", &[]), str::to_owned);
        let who = ask.map_or_else(|| words::say("connect.someone", &[]), str::to_owned);
        let (mut line, mut key) = (String::new(), String::new());
        match self {
            Self::Invitation(InvitationFault::Broken { line: at }) => line = at.to_string(),
            Self::Invitation(InvitationFault::Missing { key: name } | InvitationFault::Wrong { key: name }) => {
                (*name).clone_into(&mut key);
            }
            Self::Invitation(InvitationFault::Unknown { key: name }) => key.clone_from(name),
            _ => {}
        }
        let args: [(&str, &str); 4] = [("host", &host), ("who", &who), ("line", &line), ("key", &key)];
        let message = words::say(&format!("connect.problem.{code}"), &args);
        Problem { message, hint: words::say_if_known(&format!("connect.hint.{code}"), &args), code: code.to_owned() }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Address(Why::Empty) => "address-empty",
            Self::Address(Why::Unclear) => "address-unclear",
            Self::Address(Why::Unsafe) => "address-unsafe",
            Self::Invitation(fault) => match fault {
                InvitationFault::TooLarge => "invitation-too-large",
                InvitationFault::Broken { .. } => "invitation-broken",
                InvitationFault::NotOne => "invitation-not-one",
                InvitationFault::Newer => "invitation-newer",
                InvitationFault::Missing { .. } => "invitation-missing",
                InvitationFault::Unknown { .. } => "invitation-unknown",
                InvitationFault::Wrong { .. } => "invitation-wrong",
                InvitationFault::Secret => "invitation-secret",
            },
            Self::Unreadable(_) => "invitation-unreadable",
            Self::Bring(ConnectError::Taken) => "taken",
            Self::Bring(ConnectError::TooMuch) => "too-much",
            Self::Bring(ConnectError::Place(error)) => match error.kind() {
                std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => "disk-full",
                std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => "no-permission",
                _ => "place",
            },
            Self::Bring(ConnectError::Open(OpenError::Unsupported { .. })) => "server-unsupported",
            Self::Bring(ConnectError::Open(_)) => "damaged",
            Self::Bring(ConnectError::Git(Fault::BranchGone { .. })) => "branch-gone",
            Self::Bring(ConnectError::Git(Fault::Moved)) => "moved",
            Self::Bring(ConnectError::Git(fault)) => fault_code(fault),
        }
    }
}

impl From<ConnectTrouble> for Problem {
    fn from(trouble: ConnectTrouble) -> Self {
        trouble.problem(None, None)
    }
}

/// The words for a fault of a site that is here already.
pub(super) fn of_site(fault: &Fault) -> Problem {
    DeskError::Git(fault.clone()).problem()
}
