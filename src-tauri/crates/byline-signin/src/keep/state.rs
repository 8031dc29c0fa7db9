//! What is known of one place while the program runs.

use std::collections::HashSet;

use sha2::{Digest, Sha256};

use super::Given;
use crate::Token;
use crate::helper::Filled;

/// Where a secret is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeptWhere {
    /// In the system's keychain.
    Keychain,
    /// In memory, until the program ends.
    Session,
    /// With the credential program that git has on this computer.
    Program,
    /// In the settings of the website's folder, where somebody else has put it.
    Folder,
}

/// Somebody is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// What the server calls the account, where that is known.
    pub account: Option<String>,
    /// Where the secret is.
    pub at: KeptWhere,
}

/// One place.
#[derive(Debug, Default)]
pub(crate) struct Held {
    /// What Byline's own sign-in came to.
    pub(crate) token: Option<(Token, KeptWhere)>,
    /// Fingerprints of what the server refused.
    pub(crate) refused: HashSet<[u8; 32]>,
    /// What the credential program gave last, and for which address.
    pub(crate) program: Option<(String, Filled)>,
    /// Whether that was accepted, and the program has been told.
    pub(crate) approved: bool,
    /// How often what the program gave was refused.
    pub(crate) misses: u8,
    /// What stood in an address.
    pub(crate) address: Option<Given>,
    /// The person signed out: what others keep is left alone, too.
    pub(crate) signed_out: bool,
    /// The page on which an organisation has to let the account in.
    pub(crate) approval: Option<String>,
}

impl Held {
    pub(crate) fn has_refused(&self, given: &Given) -> bool {
        self.refused.contains(&fingerprint(given))
    }

    pub(crate) fn refuse(&mut self, given: &Given) {
        self.refused.insert(fingerprint(given));
    }

    pub(crate) fn is_programs(&self, given: &Given) -> bool {
        let filled = self.program.as_ref().map(|(_, filled)| filled);
        filled.is_some_and(|filled| filled.user == given.user && filled.password == given.key)
    }
}

fn fingerprint(given: &Given) -> [u8; 32] {
    Sha256::new().chain_update(&given.user).chain_update([0]).chain_update(given.key.show()).finalize().into()
}
