use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Problem, SiteView};

/// A website that a person wants to bring to this computer, before anything was fetched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ConnectPlan {
    /// What people call it.
    pub name: String,
    /// Its server's address, without any secret.
    pub address: String,
    /// The server's host; none for a folder on this computer.
    pub host: Option<String>,
    /// The branch, when the invitation names one.
    pub branch: Option<String>,
    /// The name of the folder that it gets, free where it will be.
    pub folder_name: String,
    /// Where that folder will be, for a person to recognise.
    pub place: String,
    /// Whom to ask for help, when the invitation says.
    pub ask: Option<String>,
    /// How to sign in, when the invitation says: a word such as `github`.
    pub sign_in: Option<String>,
    /// An invitation told all this.
    pub invited: bool,
}

/// What is going on while a website is connected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum ConnectStep {
    /// Asking the server what it has.
    Asking,
    /// The website is on its way here.
    Receiving,
    /// Its files are being written.
    Writing,
}

/// A website that is on this computer now, and open.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct Connected {
    /// The site.
    pub site: SiteView,
    /// What is not as it is on the server, a sentence each.
    pub notes: Vec<String>,
}

/// One question about a site, answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Check {
    /// The question's name.
    pub id: String,
    /// Whether all is well.
    pub ok: bool,
    /// One plain sentence.
    pub message: String,
}

/// Whether publishing will work, as far as can be known without sending anything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Ready {
    /// What was looked at.
    pub checks: Vec<Check>,
    /// What is in the way, if something is; its code is `sign-in` when signing in is the next step.
    pub problem: Option<Problem>,
}
