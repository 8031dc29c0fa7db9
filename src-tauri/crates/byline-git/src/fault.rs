//! What can go wrong, sorted by what a person can do about it.

use thiserror::Error;

/// A failure of one step. [`crate::publish`] turns those that time or a person's decision heals into outcomes.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    /// The server cannot be reached from this computer now.
    #[error("the server cannot be reached: {detail}")]
    Offline {
        /// The network's own words.
        detail: String,
    },
    /// The server was silent for too long.
    #[error("the server did not answer in time")]
    Timeout,
    /// The server wants a name and a password, or refused those it was given.
    #[error("sign-in needed")]
    SignIn,
    /// A server was met for the first time, and nobody has confirmed that it is the right one.
    #[error("{host} is not known yet")]
    UnknownHost {
        /// The server.
        host: String,
    },
    /// A server shows another key than before: it was set up anew, or it is an impostor.
    #[error("{host} is not the server that it was before")]
    HostChanged {
        /// The server.
        host: String,
    },
    /// The server's certificate was not accepted: a wrong clock, a company's own certificate, or an impostor.
    #[error("the certificate was not accepted: {detail}")]
    Certificate {
        /// The network's own words.
        detail: String,
    },
    /// By this computer's clock the server's certificate is out of its time: the clock is wrong, or somebody forgot to
    /// renew it.
    #[error("by this computer's clock the certificate is not valid")]
    Clock,
    /// The certificate belongs to another server, which answers in the place of the right one.
    #[error("the certificate belongs to another server")]
    OtherHost,
    /// A web page answered in the server's place: the network wants a sign-in of its own.
    #[error("the network wants a sign-in")]
    Portal,
    /// The proxy between here and the server refused.
    #[error("the proxy refused: {detail}")]
    Proxy {
        /// The network's own words.
        detail: String,
    },
    /// The proxy between here and the server wants a name and a password.
    #[error("the proxy wants a name and a password")]
    ProxyLogin,
    /// There is no such repository on the server, or none that this account may see.
    #[error("no such repository on the server")]
    NotFound,
    /// The server sends writers elsewhere.
    #[error("the repository has moved")]
    Moved,
    /// The server has branches, but not the one that the site publishes from.
    #[error("the server has no branch {branch}")]
    BranchGone {
        /// The missing branch.
        branch: String,
    },
    /// The account may not do this.
    #[error("the account has no permission")]
    Forbidden,
    /// The account may, once its owner has approved it for the organisation that the site belongs to.
    #[error("single sign-on needed: {address}")]
    SingleSignOn {
        /// The page on which to do so, on the server itself.
        address: String,
    },
    /// The server refused the size of what was sent.
    #[error("too large for the server")]
    TooLarge,
    /// The server has no room left for what was sent.
    #[error("the server is full")]
    ServerFull,
    /// The server takes no words besides what is sent ([`crate::PushTo::options`]).
    #[error("the server takes no options with a push")]
    NoPushOptions,
    /// The branch on the server is not where it was.
    #[error("the server's branch has moved on")]
    MovedOn,
    /// The server failed.
    #[error("the server failed: {detail}")]
    ServerError {
        /// The server's own words.
        detail: String,
    },
    /// This computer's disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// Another program, or another Byline, holds a lock.
    #[error("locked by another program")]
    Locked,
    /// The repository on this computer cannot be read in full.
    #[error("the repository is damaged: {detail}")]
    Damaged {
        /// What could not be read.
        detail: String,
    },
    /// The path is stored through a filter program, which this engine never runs, or is a large file, and the place for
    /// those cannot be used from here.
    #[error("the filter {name} would be needed")]
    NeedsFilter {
        /// The value of the `filter` attribute, such as `lfs`.
        name: String,
    },
    /// A program that is needed is not on this computer, or too old.
    #[error("{program} is needed")]
    Missing {
        /// Its name, such as `git`.
        program: String,
    },
    /// The key that every change is signed with was not unlocked.
    #[error("the key for signing is locked")]
    KeyLocked,
    /// Signing failed: there is no such key, or its program refused it.
    #[error("signing failed: {detail}")]
    Signing {
        /// The program's own words.
        detail: String,
    },
    /// A check of the site's own, which the person wants to be run, found something.
    #[error("the site's own checks refused it")]
    Checks {
        /// What it printed.
        said: String,
    },
    /// Something that this engine cannot do.
    #[error("not supported: {what}")]
    Unsupported {
        /// One word for it, such as `ssh`.
        what: String,
    },
    /// A path that must not be published.
    #[error("not a path to publish: {path:?}")]
    BadPath {
        /// The path as given.
        path: String,
    },
    /// The path is a folder, or leads through a link or a file.
    #[error("not a file: {path:?}")]
    NotAFile {
        /// The path as given.
        path: String,
    },
    /// The site has no server.
    #[error("the site has no server")]
    NoServer,
    /// The person asked to stop.
    #[error("cancelled")]
    Cancelled,
    /// Anything else.
    #[error("{detail}")]
    Other {
        /// The library's own words.
        detail: String,
    },
}

impl Fault {
    /// A fault known by its words only.
    pub(crate) fn other(detail: impl Into<String>) -> Self {
        Self::Other { detail: detail.into() }
    }
}
