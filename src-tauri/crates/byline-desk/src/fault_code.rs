//! Faults of talking to a site's record or server, by the words of the catalogue.

use byline_git::Fault;

/// The word that stands for a fault, as it is in the catalogue.
pub(crate) fn fault_code(fault: &Fault) -> &'static str {
    match fault {
        Fault::Offline { .. } => "offline",
        Fault::Timeout => "no-answer",
        Fault::SignIn => "sign-in",
        Fault::UnknownHost { .. } => "unknown-host",
        Fault::HostChanged { .. } => "host-changed",
        Fault::Certificate { .. } => "certificate",
        Fault::Clock => "clock",
        Fault::OtherHost => "other-host",
        Fault::Portal => "portal",
        Fault::Proxy { .. } => "proxy",
        Fault::ProxyLogin => "proxy-login",
        Fault::SingleSignOn { .. } => "single-sign-on",
        Fault::NotFound | Fault::Moved => "server-gone",
        Fault::BranchGone { .. } => "branch-gone",
        Fault::Forbidden => "forbidden",
        Fault::TooLarge => "server-too-large",
        Fault::MovedOn => "busy",
        Fault::ServerError { .. } => "server-trouble",
        Fault::DiskFull => "disk-full",
        Fault::Locked => "locked",
        Fault::Damaged { .. } => "damaged",
        Fault::NeedsFilter { .. } => "needs-filter",
        Fault::Missing { program } if program == "git" => "needs-git",
        Fault::Missing { program } if program == "ssh" => "needs-ssh",
        Fault::Missing { .. } => "needs-signer",
        Fault::KeyLocked => "key-locked",
        Fault::Signing { .. } => "signing",
        Fault::Checks { .. } => "hook",
        Fault::Unsupported { .. } => "server-unsupported",
        Fault::BadPath { .. } | Fault::NotAFile { .. } => "bad-name",
        Fault::NoServer => "no-server",
        Fault::Cancelled => "cancelled",
        Fault::NoPushOptions | Fault::ServerFull | Fault::Other { .. } => "server-other",
    }
}
