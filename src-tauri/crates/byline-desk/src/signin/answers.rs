//! Who is signed in, in words.

use byline_signin::{Kept, KeptWhere, Place};

use crate::api::{SignInKept, SignedIn};
use crate::words;

pub(super) fn signed_in(place: &Place, kept: Kept, approval: Option<String>) -> SignedIn {
    let (word, kept_as) = match kept.at {
        KeptWhere::Keychain => ("keychain", SignInKept::Keychain),
        KeptWhere::Session => ("session", SignInKept::Session),
        KeptWhere::Program => ("program", SignInKept::Program),
        KeptWhere::Folder => ("folder", SignInKept::Folder),
    };
    let host = place.name();
    let who = match kept.account.as_deref().filter(|name| !name.is_empty()) {
        Some(name) => words::say("signin.as", &[("host", &host), ("name", name)]),
        None => words::say("signin.at", &[("host", &host)]),
    };
    let message = format!("{who} {}", words::say(&format!("signin.kept.{word}"), &[]));
    SignedIn { host, name: kept.account, kept: kept_as, message, approval }
}

/// The sign-in program gave something, and only time tells whether it is good.
pub(super) fn signed_in_somehow(url: &str) -> SignedIn {
    let host = Place::of(url).map(|place| place.name()).unwrap_or_default();
    let message = words::say("signin.at", &[("host", &host)]);
    SignedIn { host, name: None, kept: SignInKept::Program, message, approval: None }
}
