//! Who may talk to a website's server: sign-in at a forge, the system's keychain, a pasted access key.
//!
//! The ways, in the order in which they are offered: the browser (the device flow at GitHub and GitLab, a code with PKCE
//! on this computer's own address at Forgejo, Gitea and GitLab); the credential program that git has on this computer; an
//! access key that the person makes on the forge's own page. Never the account's password at a forge.
//!
//! What holds:
//! - A secret is in the system's keychain, or in memory until the program ends. It is never in a file, an address, a log,
//!   an argument, the environment of another program, or anything that [`std::fmt::Debug`] prints.
//! - A secret belongs to one [`Place`]: scheme, host and port. It is given to no other, whatever a server's redirects or
//!   answers say.
//! - A secret that a server refused is not tried again until the person signs in anew; a refresh token is used once, by
//!   one thread and one program of Byline's at a time, and what comes of it is stored whole or not at all.
//!
//! All calls block. The clock, the keychain and the folder of the lock are handed in.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod account;
mod ask_server;
mod check;
mod clients;
mod flow;
mod forge;
mod helper;
mod keep;
mod place;
mod secret;
mod web;

pub use account::account;
pub use ask_server::ask_server;
pub use check::{Checked, check};
pub use clients::{Clients, ClientsError};
pub use flow::{Begun, Failed, Flow, Pages, Stop, begin};
pub use forge::{Forge, Kind, KnownForge, Means};
pub use helper::Helper;
pub use keep::{
    Given, Keeper, KeeperParts, Kept, KeptWhere, Keychain, KeychainError, MemoryKeychain, NoKeychain, SystemKeychain,
};
pub use place::{NotAPlace, Place, without_secret};
pub use secret::{Hidden, Token};
pub use web::{Web, WebError};
