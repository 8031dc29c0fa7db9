//! Signing in at websites' servers: the use cases that a window and a command line share. Not a part of a site: one
//! sign-in is for all sites at a server, and a website is signed in to before its folder is here.

mod answers;
mod credentials;
mod trouble;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use byline_signin::{
    Checked, Clients, Forge, Given, Helper, Hidden, Keeper, KeeperParts, KeptWhere, Keychain, Pages, Place, Stop,
    SystemKeychain, Token, Web, account, ask_server, begin, check, without_secret,
};

pub(crate) use credentials::SignInCredentials;
pub use trouble::SignInTrouble;

use crate::api::{Event, EventSink, Problem, Quiet, SignInAt, SignInBegun, SignInWay, SignInWays, SignedIn};
use crate::words;

/// The administrator's settings, in the desk's folder.
const SETTINGS: &str = "sign-in.json";
/// The credential program runs in this folder of the desk's, so that it sees no website's settings.
const FOLDER: &str = "sign-in";
/// How long that program may take: it may be asking the person.
const PROGRAM_PATIENCE: Duration = Duration::from_mins(5);
/// The longest access key, in bytes.
const LONGEST_KEY: usize = 8 * 1024;

type Wake = Box<dyn Fn() -> bool + Send>;

/// All sign-ins of one desk. Cheap to clone; every call blocks.
#[derive(Clone)]
pub struct SigningIn(Arc<Inside>);

struct Inside {
    keeper: Keeper,
    web: Web,
    settings: PathBuf,
    now: Arc<dyn Fn() -> u64 + Send + Sync>,
    forges: Mutex<HashMap<Place, Forge>>,
    events: Mutex<Arc<dyn EventSink>>,
    /// Who waits for a sign-in; those that answer no are gone.
    wakes: Mutex<Vec<Wake>>,
    under_way: Mutex<Stop>,
    /// The page that the person was sent to by what is under way.
    page: Mutex<Option<String>>,
}

impl SigningIn {
    /// With the system's keychain, and the credential program of the git that is found.
    pub(crate) fn usual(desk: &Path) -> Self {
        let helper = Helper::new("git", desk.join(FOLDER), PROGRAM_PATIENCE);
        Self::new(desk, Arc::new(SystemKeychain), Some(helper))
    }

    /// With another keychain or program.
    pub fn new(desk: &Path, keychain: Arc<dyn Keychain>, helper: Option<Helper>) -> Self {
        let web = Web::default();
        let now: Arc<dyn Fn() -> u64 + Send + Sync> = Arc::new(|| {
            let second = crate::Clock::now(&crate::SystemClock).timestamp().as_second();
            u64::try_from(second).unwrap_or_default()
        });
        let parts =
            KeeperParts { keychain, helper, web: web.clone(), now: Arc::clone(&now), lock: desk.join("sign-in.lock") };
        Self(Arc::new(Inside {
            keeper: Keeper::new(parts),
            web,
            settings: desk.join(SETTINGS),
            now,
            forges: Mutex::default(),
            events: Mutex::new(Arc::new(Quiet)),
            wakes: Mutex::default(),
            under_way: Mutex::default(),
            page: Mutex::default(),
        }))
    }

    pub(crate) fn tell_to(&self, events: Arc<dyn EventSink>) {
        *self.0.events.lock().unwrap_or_else(PoisonError::into_inner) = events;
    }

    /// Calls `wake` after each sign-in, as long as it answers yes: what waited can go out.
    pub(crate) fn after_sign_in(&self, wake: impl Fn() -> bool + Send + 'static) {
        self.0.wakes.lock().unwrap_or_else(PoisonError::into_inner).push(Box::new(wake));
    }

    /// How a person can sign in at the server of this address. Asks the server, when it is not a known one.
    pub fn ways(&self, url: &str) -> Result<SignInWays, SignInTrouble> {
        let place = Place::of(url)?;
        let forge = self.forge(&place)?;
        let (write, read) = forge.key_scopes();
        let places = [("host", place.name()), ("write", write.to_owned()), ("read", read.to_owned())];
        let program = self.0.keeper.has_program(&place).then_some(SignInWay::Program);
        Ok(SignInWays {
            host: place.name(),
            url: without_secret(url),
            ways: forge.has_browser().then_some(SignInWay::Browser).into_iter().chain(program).collect(),
            key_help: words::say(
                &format!("signin.key.{}", forge.word()),
                &places.each_ref().map(|(name, value)| (*name, value.as_str())),
            ),
            key_page: forge.key_page().is_some(),
            wants_name: forge.user().is_none(),
            cannot_keep: self.0.keeper.keychain_trouble().map(|error| Problem::from(SignInTrouble::from(error))),
            signed_in: self.signed_in(url),
            approval: self.0.keeper.approval(&place),
        })
    }

    /// The page on which an access key is made.
    pub fn key_page(&self, url: &str) -> Result<Option<String>, SignInTrouble> {
        Ok(self.forge(&Place::of(url)?)?.key_page())
    }

    /// Begins to sign in; [`Event::SignInEnded`] tells how it ended. What was begun before is stopped. With `keep`, the
    /// sign-in is kept in the keychain, else until the program ends.
    pub fn begin(&self, url: &str, way: SignInWay, keep: bool) -> Result<SignInBegun, SignInTrouble> {
        let (place, url) = (Place::of(url)?, url.to_owned());
        let stop = self.next_turn();
        let own = self.clone();
        match way {
            SignInWay::Browser => {
                let forge = self.forge(&place)?;
                let (begun, flow) = begin(&self.0.web, &forge, &pages(&place))?;
                *self.page() = Some(begun.address.clone());
                std::thread::spawn(move || {
                    let done = flow.finish(&own.0.web, own.0.now.as_ref(), &stop);
                    let done = done.map_err(SignInTrouble::from).and_then(|token| own.take(&forge, token, keep));
                    own.ended(&url, &stop, done);
                });
                Ok(SignInBegun { address: Some(begun.address), code: begun.code })
            }
            SignInWay::Program => {
                std::thread::spawn(move || {
                    let done = own.by_program(&url);
                    own.ended(&url, &stop, done);
                });
                Ok(SignInBegun { address: None, code: None })
            }
        }
    }

    /// The same for who has nothing else to do meanwhile: `show` is told what the person has to do.
    pub fn by_browser(&self, url: &str, show: &dyn Fn(&SignInBegun)) -> Result<SignedIn, SignInTrouble> {
        let place = Place::of(url)?;
        let forge = self.forge(&place)?;
        if let Some(error) = self.0.keeper.keychain_trouble() {
            return Err(error.into());
        }
        let (begun, flow) = begin(&self.0.web, &forge, &pages(&place))?;
        show(&SignInBegun { address: Some(begun.address), code: begun.code });
        let token = flow.finish(&self.0.web, self.0.now.as_ref(), &Stop::default())?;
        self.take(&forge, token, true)?;
        Ok(self.done(url))
    }

    /// The page of the sign-in that waits, for who has closed it: it is opened once more, and the same code is good.
    pub fn open_page(&self) -> Option<String> {
        self.page().clone()
    }

    /// Stops what was begun.
    pub fn cancel(&self) {
        self.next_turn();
    }

    /// Signs in with an access key, after the server has said that it is good. `name` is the account's, where the server
    /// wants one.
    pub fn paste_key(&self, url: &str, name: &str, key: &str, keep: bool) -> Result<SignedIn, SignInTrouble> {
        let (place, key) = (Place::of(url)?, key.trim());
        if key.is_empty() || key.len() > LONGEST_KEY || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(SignInTrouble::NoKey);
        }
        if name.contains(':') || name.chars().any(char::is_control) {
            return Err(SignInTrouble::NoName);
        }
        let forge = self.forge(&place)?;
        let user = forge.user().map_or_else(|| name.trim().to_owned(), str::to_owned);
        let token = Token::key(user, Hidden::new(key));
        let approval = match check(&self.0.web, url, &token.user, &token.access)? {
            Checked::Good | Checked::Unclear => None,
            Checked::Approval(page) => Some(page),
            Checked::Refused => return Err(SignInTrouble::KeyRefused),
            Checked::Forbidden => return Err(SignInTrouble::KeyForbidden),
            Checked::NotThere => return Err(SignInTrouble::NotThere),
        };
        let account = account(&self.0.web, &forge, &token.access);
        let own = forge.user().is_none().then(|| token.user.clone()).filter(|user| !user.is_empty());
        let token = Token { account: account.or(own), ..token };
        self.0.keeper.keep(&place, token, if keep { KeptWhere::Keychain } else { KeptWhere::Session })?;
        self.0.keeper.needs_approval(&place, approval);
        Ok(self.done(url))
    }

    /// Keeps the key that stands in the settings of the website's folder in the keychain. It stays where it is, since the
    /// folder is not only Byline's, but is not used from there any more.
    pub fn keep_folder_key(&self, url: &str) -> Result<SignedIn, SignInTrouble> {
        let place = Place::of(url)?;
        let Given { user, key } = self.0.keeper.in_address(&place).ok_or(SignInTrouble::NoKey)?;
        self.0.keeper.keep(
            &place,
            Token { account: Some(user.clone()), ..Token::key(user, key) },
            KeptWhere::Keychain,
        )?;
        Ok(self.done(url))
    }

    /// Forgets what Byline keeps for the server of this address.
    pub fn sign_out(&self, url: &str) -> Result<(), SignInTrouble> {
        self.next_turn();
        Ok(self.0.keeper.sign_out(&Place::of(url)?)?)
    }

    /// Who is signed in at the server of this address, as far as is known without asking it.
    pub fn signed_in(&self, url: &str) -> Option<SignedIn> {
        let place = Place::of(url).ok()?;
        let kept = self.0.keeper.kept(&place)?;
        Some(answers::signed_in(&place, kept, self.0.keeper.approval(&place)))
    }

    /// The page on which an organisation has to let the account in, if that is wanted.
    pub fn approval_page(&self, url: &str) -> Option<String> {
        self.0.keeper.approval(&Place::of(url).ok()?)
    }

    /// The question of a job that waits for a sign-in.
    pub(crate) fn wanted_at(&self, url: &str) -> Option<SignInAt> {
        let place = Place::of(url).ok()?;
        let approval = self.0.keeper.approval(&place);
        Some(SignInAt { host: place.name(), url: without_secret(url), approval })
    }

    /// Notes the page on which an organisation has to let the account in, if it is one of that server's.
    pub(crate) fn note_approval(&self, url: &str, page: &str) {
        if let Some(place) = Place::of(url).ok().filter(|place| place.holds(page)) {
            self.0.keeper.needs_approval(&place, Some(page.to_owned()));
        }
    }

    /// Tokens go to nobody but the keychain or memory; a keychain that fails now costs a sign-in at the next start, not
    /// this one.
    fn take(&self, forge: &Forge, token: Token, keep: bool) -> Result<(), SignInTrouble> {
        let account = account(&self.0.web, forge, &token.access);
        let token = Token { account, ..token };
        let kept = keep && self.0.keeper.keep(&forge.place, token.clone(), KeptWhere::Keychain).is_ok();
        if !kept {
            self.0.keeper.keep(&forge.place, token, KeptWhere::Session)?;
        }
        Ok(())
    }

    fn by_program(&self, url: &str) -> Result<(), SignInTrouble> {
        // One that has forgotten a token only because it was refused has a better one the next time.
        for _ in 0..2 {
            let given = self.0.keeper.use_program(url).ok_or(SignInTrouble::ProgramHasNone)?;
            match check(&self.0.web, url, &given.user, &given.key)? {
                Checked::Refused => self.0.keeper.refused(url, &given),
                Checked::Forbidden => return Err(SignInTrouble::KeyForbidden),
                Checked::NotThere => return Err(SignInTrouble::NotThere),
                Checked::Good | Checked::Unclear => {
                    self.0.keeper.accepted(url, &given);
                    return Ok(());
                }
                Checked::Approval(page) => {
                    self.0.keeper.needs_approval(&Place::of(url)?, Some(page));
                    return Ok(());
                }
            }
        }
        Err(SignInTrouble::KeyRefused)
    }

    fn ended(&self, url: &str, stop: &Stop, done: Result<(), SignInTrouble>) {
        // Whoever stopped it, or began another, wants to hear no more of it.
        if stop.wait(Duration::ZERO) {
            return;
        }
        if let Err(trouble) = done {
            let host = Place::of(url).map(|place| place.name()).unwrap_or_default();
            self.tell(Event::SignInEnded { host, signed_in: None, problem: Some(trouble.into()) });
        } else {
            self.done(url);
        }
    }

    /// Tells everybody, and wakes what waited.
    fn done(&self, url: &str) -> SignedIn {
        let place = Place::of(url).ok();
        let kept = place.as_ref().and_then(|place| self.0.keeper.kept(place));
        let signed_in = match (place, kept) {
            (Some(place), Some(kept)) => answers::signed_in(&place, kept, self.0.keeper.approval(&place)),
            _ => answers::signed_in_somehow(url),
        };
        let host = signed_in.host.clone();
        self.tell(Event::SignInEnded { host, signed_in: Some(signed_in.clone()), problem: None });
        self.0.wakes.lock().unwrap_or_else(PoisonError::into_inner).retain(|wake| wake());
        signed_in
    }

    fn tell(&self, event: Event) {
        let events = Arc::clone(&self.0.events.lock().unwrap_or_else(PoisonError::into_inner));
        events.tell(event);
    }

    /// Stops what is under way; the next one can be stopped by what is returned.
    fn next_turn(&self) -> Stop {
        let next = Stop::default();
        let mut under_way = self.0.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *under_way, next.clone()).stop();
        *self.page() = None;
        next
    }

    fn page(&self) -> MutexGuard<'_, Option<String>> {
        self.0.page.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the server is, asked once. The settings are read each time, so that a change needs no restart.
    fn forge(&self, place: &Place) -> Result<Forge, SignInTrouble> {
        let clients = match std::fs::read_to_string(&self.0.settings) {
            Ok(text) => Clients::read(&text).map_err(|error| SignInTrouble::Settings(error.to_string()))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Clients::default(),
            Err(error) => return Err(SignInTrouble::Settings(error.to_string())),
        };
        let known = self.0.forges.lock().unwrap_or_else(PoisonError::into_inner).get(place).cloned();
        if let Some(known) = known.filter(|known| clients.kind(place).is_none_or(|kind| kind == known.kind)) {
            return Ok(known.with(&clients));
        }
        let forge = ask_server(&self.0.web, place, &clients);
        self.0.forges.lock().unwrap_or_else(PoisonError::into_inner).insert(place.clone(), forge.clone());
        Ok(forge)
    }
}

fn pages(place: &Place) -> Pages {
    let say = |key: &str| words::say(key, &[("host", &place.name())]);
    Pages { done: say("signin.page.done"), failed: say("signin.page.failed") }
}
