use serde::{Deserialize, Serialize};
use specta::Type;

use super::Problem;

/// Where a sign-in is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SignInAt {
    /// The server, as a person knows it.
    pub host: String,
    /// The website's address there, without any secret.
    pub url: String,
    /// The person is signed in, and an organisation has to let her in on this page of the server's.
    pub approval: Option<String>,
}

/// How a person can sign in at a server, the better way first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SignInWays {
    /// The server, as a person knows it.
    pub host: String,
    /// The website's address there, without any secret.
    pub url: String,
    /// What ends by itself; an access key is possible everywhere.
    pub ways: Vec<SignInWay>,
    /// What an access key has to be allowed to do, and where it is made, in words.
    pub key_help: String,
    /// The server has a page on which an access key is made.
    pub key_page: bool,
    /// The server wants the account's name beside the key.
    pub wants_name: bool,
    /// Why a sign-in cannot be kept on this computer beyond this session, if so.
    pub cannot_keep: Option<Problem>,
    /// Who is signed in.
    pub signed_in: Option<SignedIn>,
    /// As in [`SignInAt`].
    pub approval: Option<String>,
}

/// A way that ends by itself once the person has done her part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum SignInWay {
    /// A page of the server's in the browser.
    Browser,
    /// The sign-in program that this computer already has.
    Program,
}

/// A sign-in that waits for the person. Its end is told as an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SignInBegun {
    /// The page that was opened; none where another program asks.
    pub address: Option<String>,
    /// The code to type there, where there is one.
    pub code: Option<String>,
}

/// Where a sign-in is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum SignInKept {
    /// In the system's keychain.
    Keychain,
    /// Until Byline closes.
    Session,
    /// With the sign-in program that this computer already has.
    Program,
    /// In the settings of the website's folder, where somebody else has put it.
    Folder,
}

/// Somebody is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SignedIn {
    /// The server, as a person knows it.
    pub host: String,
    /// What the server calls the account, where that is known.
    pub name: Option<String>,
    /// Where the sign-in is kept.
    pub kept: SignInKept,
    /// "Signed in at github.com as anna." and how long that lasts.
    pub message: String,
    /// As in [`SignInAt`].
    pub approval: Option<String>,
}
