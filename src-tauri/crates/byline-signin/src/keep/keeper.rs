use std::collections::HashMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::keychain::{Keychain, KeychainError};
use super::state::{Held, Kept, KeptWhere};
use crate::helper::{Filled, Helper};
use crate::{Hidden, Place, Token, Web};

/// How often a credential program is asked again after what it gave was refused: some forget only then that a token has
/// ended, and give a good one the next time.
const MISSES: u8 = 2;

/// A name and a key for a git conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The account's name, or a word that the forge wants there.
    pub user: String,
    /// The key.
    pub key: Hidden,
}

impl From<&Token> for Given {
    fn from(token: &Token) -> Self {
        Self { user: token.user.clone(), key: token.access.clone() }
    }
}

impl From<&Filled> for Given {
    fn from(filled: &Filled) -> Self {
        Self { user: filled.user.clone(), key: filled.password.clone() }
    }
}

/// What a [`Keeper`] is made of.
pub struct KeeperParts {
    /// Where secrets are kept.
    pub keychain: Arc<dyn Keychain>,
    /// The credential program that git has.
    pub helper: Option<Helper>,
    /// Talks to servers.
    pub web: Web,
    /// Seconds since 1970-01-01 UTC.
    pub now: Arc<dyn Fn() -> u64 + Send + Sync>,
    /// A file that programs of Byline's lock while one of them makes a token new. Nothing is written into it.
    pub lock: PathBuf,
}

/// Keeps secrets and gives each to its own place. Cheap to clone; may be used from any number of threads.
#[derive(Clone)]
pub struct Keeper(Arc<Inside>);

pub(super) struct Inside {
    pub(super) parts: KeeperParts,
    held: Mutex<HashMap<Place, Held>>,
    /// One at a time makes the token of a place new.
    pub(super) turns: Mutex<HashMap<Place, Arc<Mutex<()>>>>,
    /// The keychain was locked or silent: the person is not bothered again until she asks for something herself.
    quiet: AtomicBool,
}

impl fmt::Debug for Keeper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keeper").finish_non_exhaustive()
    }
}

impl Keeper {
    /// A keeper of nothing yet but what the keychain has.
    pub fn new(parts: KeeperParts) -> Self {
        let (held, turns) = (Mutex::default(), Mutex::default());
        Self(Arc::new(Inside { parts, held, turns, quiet: AtomicBool::new(false) }))
    }

    pub(super) fn inside(&self) -> &Inside {
        &self.0
    }

    /// What to sign in with at an address: Byline's own sign-in, else what the credential program has, else what stood in
    /// the address. Never again what the server refused.
    pub fn find(&self, url: &str, user: Option<&str>) -> Option<Given> {
        let place = Place::of(url).ok()?;
        self.own(&place).or_else(|| self.programs(&place, url, user)).or_else(|| {
            let held = self.held();
            let held = held.get(&place).filter(|held| !held.signed_out)?;
            held.address.clone().filter(|given| !held.has_refused(given))
        })
    }

    /// Notes the name and key that stood in the address of a website's folder. They stay where they are, are shown to
    /// nobody, and are used when nothing else is there.
    pub fn stood_in_address(&self, url: &str, given: Given) {
        if let Ok(place) = Place::of(url) {
            self.held().entry(place).or_default().address = Some(given);
        }
    }

    /// The server took it.
    pub fn accepted(&self, url: &str, given: &Given) {
        let Ok(place) = Place::of(url) else { return };
        let to_tell = {
            let mut all = self.held();
            let held = all.entry(place).or_default();
            held.approval = None;
            let first = held.is_programs(given) && !std::mem::replace(&mut held.approved, true);
            if first { held.program.clone() } else { None }
        };
        if let (Some(helper), Some((url, filled))) = (&self.0.parts.helper, to_tell) {
            helper.approve(&url, &filled);
        }
    }

    /// The server refused it: it is not tried again while the program runs.
    pub fn refused(&self, url: &str, given: &Given) {
        let Ok(place) = Place::of(url) else { return };
        let to_tell = {
            let mut all = self.held();
            let held = all.entry(place).or_default();
            held.refuse(given);
            let programs = held.is_programs(given);
            held.misses = held.misses.saturating_add(u8::from(programs));
            if programs { held.program.take() } else { None }
        };
        if let (Some(helper), Some((url, filled))) = (&self.0.parts.helper, to_tell) {
            helper.reject(&url, &filled);
        }
    }

    /// Keeps what a sign-in came to. Where the keychain does not take it, nothing is kept.
    pub fn keep(&self, place: &Place, token: Token, at: KeptWhere) -> Result<(), KeychainError> {
        if at == KeptWhere::Keychain {
            self.write(place, &token)?;
        }
        *self.held().entry(place.clone()).or_default() = Held { token: Some((token, at)), ..Held::default() };
        Ok(())
    }

    /// Has the credential program ask the person, should it want to, and uses what it gives from then on.
    pub fn use_program(&self, url: &str) -> Option<Given> {
        let place = Place::of(url).ok()?;
        let filled = self.0.parts.helper.as_ref()?.fill(url, None, true)?;
        let given = Given::from(&filled);
        *self.held().entry(place).or_default() = Held { program: Some((url.to_owned(), filled)), ..Held::default() };
        Some(given)
    }

    /// Forgets what Byline keeps for a place, and leaves alone what others keep for it.
    pub fn sign_out(&self, place: &Place) -> Result<(), KeychainError> {
        self.0.quiet.store(false, Ordering::Relaxed);
        let mut all = self.held();
        let held = all.entry(place.clone()).or_default();
        let at = held.token.take().map(|(_, at)| at);
        *held = Held { signed_out: true, address: held.address.take(), ..Held::default() };
        drop(all);
        match self.0.parts.keychain.remove(&place.origin()) {
            // There is nothing to forget in a keychain that is not there.
            Err(KeychainError::Missing) if at != Some(KeptWhere::Keychain) => Ok(()),
            removed => removed,
        }
    }

    /// Who is signed in at a place, as far as is known without asking its server.
    pub fn kept(&self, place: &Place) -> Option<Kept> {
        if let Some((token, at)) = self.token(place)
            && !self.is_refused(place, &Given::from(&token))
        {
            return Some(Kept { account: token.account, at });
        }
        let all = self.held();
        let held = all.get(place).filter(|held| !held.signed_out)?;
        if held.approved
            && let Some((_, filled)) = &held.program
        {
            return Some(Kept { account: Some(filled.user.clone()), at: KeptWhere::Program });
        }
        let address = held.address.as_ref().filter(|given| !held.has_refused(given))?;
        Some(Kept { account: Some(address.user.clone()), at: KeptWhere::Folder })
    }

    /// The name and key that stood in the address of a website's folder, to be kept better.
    pub fn in_address(&self, place: &Place) -> Option<Given> {
        self.held().get(place)?.address.clone()
    }

    /// Why secrets cannot be kept on this computer, if so.
    pub fn keychain_trouble(&self) -> Option<KeychainError> {
        self.0.parts.keychain.trouble()
    }

    /// Whether git has a credential program for this place.
    pub fn has_program(&self, place: &Place) -> bool {
        self.0.parts.helper.as_ref().is_some_and(|helper| helper.is_there(place))
    }

    /// Notes the page on which an organisation has to let the account in.
    pub fn needs_approval(&self, place: &Place, page: Option<String>) {
        self.held().entry(place.clone()).or_default().approval = page;
    }

    /// That page, until the server has taken something.
    pub fn approval(&self, place: &Place) -> Option<String> {
        self.held().get(place)?.approval.clone()
    }

    fn own(&self, place: &Place) -> Option<Given> {
        let (token, at) = self.token(place)?;
        let given = Given::from(&token);
        let (ended, refused) = (token.ends_by((self.0.parts.now)()), self.is_refused(place, &given));
        if ended || refused {
            let renewed = self.renew(place, &token, at).map(|token| Given::from(&token));
            // The server is the judge of a token that could not be made new for want of a network.
            return renewed.or_else(|| (!refused && !self.is_refused(place, &given)).then_some(given));
        }
        Some(given)
    }

    fn programs(&self, place: &Place, url: &str, user: Option<&str>) -> Option<Given> {
        let helper = self.0.parts.helper.as_ref()?;
        let now = (self.0.parts.now)();
        let fresh = |filled: &Filled| filled.expires.is_none_or(|end| end > now);
        {
            let all = self.held();
            let held = all.get(place);
            if held.is_some_and(|held| held.signed_out || held.misses >= MISSES) {
                return None;
            }
            if let Some((_, filled)) = held.and_then(|held| held.program.as_ref()).filter(|(_, filled)| fresh(filled)) {
                return Some(Given::from(filled));
            }
        }
        // What has ended is given back first, so that the program looks for something better.
        for _ in 0..MISSES {
            let filled = helper.fill(url, user, false)?;
            let given = Given::from(&filled);
            if !fresh(&filled) || self.is_refused(place, &given) {
                helper.reject(url, &filled);
                continue;
            }
            let mut all = self.held();
            let held = all.entry(place.clone()).or_default();
            (held.program, held.approved) = (Some((url.to_owned(), filled)), false);
            return Some(given);
        }
        None
    }

    /// Byline's own token of a place, from memory or the keychain.
    pub(super) fn token(&self, place: &Place) -> Option<(Token, KeptWhere)> {
        if let Some(known) = self.held().get(place).and_then(|held| held.token.clone()) {
            return Some(known);
        }
        let token = self.read(place)?;
        let known = (token, KeptWhere::Keychain);
        self.held().entry(place.clone()).or_default().token = Some(known.clone());
        Some(known)
    }

    /// What the keychain has for a place. It is not asked again and again when it would ask the person each time.
    pub(super) fn read(&self, place: &Place) -> Option<Token> {
        if self.0.quiet.load(Ordering::Relaxed) {
            return None;
        }
        match self.0.parts.keychain.read(&place.origin()) {
            Ok(secret) => serde_json::from_str(secret?.show()).ok(),
            Err(error) => {
                self.0.quiet.store(error != KeychainError::Missing, Ordering::Relaxed);
                None
            }
        }
    }

    pub(super) fn write(&self, place: &Place, token: &Token) -> Result<(), KeychainError> {
        self.0.quiet.store(false, Ordering::Relaxed);
        let whole = serde_json::to_string(token).map_err(|_| KeychainError::Refused)?;
        self.0.parts.keychain.write(&place.origin(), &Hidden::new(whole))
    }

    pub(super) fn is_refused(&self, place: &Place, given: &Given) -> bool {
        self.held().get(place).is_some_and(|held| held.has_refused(given))
    }

    pub(super) fn held(&self) -> MutexGuard<'_, HashMap<Place, Held>> {
        self.0.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
