//! Who is given which secret: each its own, none that was refused, and one that is made new once.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;

use byline_signin::{
    Given, Hidden, Keeper, KeeperParts, KeptWhere, Keychain, MemoryKeychain, Place, Stop, Token, Web, begin,
};
use byline_testkit::{Forge, Style, browse};

use crate::{offered, pages};

struct Desk {
    folder: tempfile::TempDir,
    keychain: Arc<MemoryKeychain>,
    now: Arc<AtomicU64>,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), keychain: Arc::default(), now: Arc::new(AtomicU64::new(1_000)) }
    }

    /// As each program of Byline's has one.
    fn keeper(&self) -> Keeper {
        let now = Arc::clone(&self.now);
        Keeper::new(KeeperParts {
            keychain: Arc::clone(&self.keychain) as Arc<dyn Keychain>,
            helper: None,
            web: Web::default(),
            now: Arc::new(move || now.load(Ordering::SeqCst)),
            lock: self.folder.path().join("sign-in.lock"),
        })
    }
}

/// A sign-in at a forge whose tokens end.
fn signed_in(forge: &Forge, keeper: &Keeper, at: KeptWhere) -> Token {
    forge.tokens_end_after(Some(28_800));
    let (begun, flow) = begin(&Web::default(), &offered(forge), &pages()).unwrap();
    let waits = thread::spawn(move || flow.finish(&Web::default(), &|| 1_000, &Stop::default()).unwrap());
    browse(&begun.address);
    let token = waits.join().unwrap();
    keeper.keep(&Place::of(&forge.origin()).unwrap(), token.clone(), at).unwrap();
    token
}

#[test]
fn a_token_that_has_ended_is_made_new_once_however_many_ask() {
    for at in [KeptWhere::Keychain, KeptWhere::Session] {
        let (forge, desk) = (Forge::start(Style::Forgejo), Desk::new());
        let keeper = desk.keeper();
        let old = signed_in(&forge, &keeper, at);
        desk.now.store(40_000, Ordering::SeqCst);
        let (begin, url) = (Arc::new(Barrier::new(8)), forge.url("a.git"));
        // Two programs of Byline's, where both see the same keychain.
        let other = if at == KeptWhere::Keychain { desk.keeper() } else { keeper.clone() };
        let asks = (0..8).map(|number| {
            let (keeper, begin) = (if number % 2 == 0 { keeper.clone() } else { other.clone() }, Arc::clone(&begin));
            let url = url.clone();
            thread::spawn(move || {
                begin.wait();
                keeper.find(&url, None).unwrap()
            })
        });
        let given: Vec<Given> = asks.collect::<Vec<_>>().into_iter().map(|ask| ask.join().unwrap()).collect();
        assert!(given.iter().all(|one| one.key == given[0].key && one.key != old.access));
        assert_eq!((forge.counts().refreshes, forge.counts().wrong_refreshes), (1, 0));
        assert_eq!(forge.tokens(), [given[0].key.show()]);
        // What is kept goes on: the next refresh token is the new one.
        desk.now.store(90_000, Ordering::SeqCst);
        assert_ne!(keeper.find(&url, None).unwrap().key, given[0].key);
        assert_eq!(forge.counts().wrong_refreshes, 0);
    }
}

#[test]
fn a_sign_in_that_cannot_be_made_new_is_asked_for_again() {
    let (forge, desk) = (Forge::start(Style::Forgejo), Desk::new());
    let keeper = desk.keeper();
    signed_in(&forge, &keeper, KeptWhere::Keychain);
    forge.revoke(true);
    desk.now.store(40_000, Ordering::SeqCst);
    for _ in 0..3 {
        assert_eq!(keeper.find(&forge.url("a.git"), None), None);
    }
    assert!(keeper.kept(&Place::of(&forge.origin()).unwrap()).is_none());
}

#[test]
fn without_a_network_the_server_stays_the_judge_of_a_token() {
    let (forge, desk) = (Forge::start(Style::Forgejo), Desk::new());
    let keeper = desk.keeper();
    let old = signed_in(&forge, &keeper, KeptWhere::Keychain);
    let url = forge.url("a.git");
    drop(forge);
    desk.now.store(40_000, Ordering::SeqCst);
    assert_eq!(keeper.find(&url, None).map(|given| given.key), Some(old.access));
}

#[test]
fn a_secret_is_given_to_its_own_place_alone_and_not_after_a_refusal() {
    let desk = Desk::new();
    let keeper = desk.keeper();
    let place = Place::of("https://git.example.org/a.git").unwrap();
    keeper.keep(&place, Token::key("anna", Hidden::new("c4nary")), KeptWhere::Keychain).unwrap();
    let given = keeper.find("https://git.example.org/b.git", None).unwrap();
    assert!(!format!("{given:?} {keeper:?} {:?}", keeper.kept(&place)).contains("c4nary"));
    for other in [
        "https://git.example.org.evil.org/a.git",
        "https://evil.org/a.git",
        "https://git.example.org:8443/a.git",
        "http://git.example.org/a.git",
        "https://git.example.org/%0ahost=evil.org",
        "https://git.example.org\\@evil.org/a.git",
    ] {
        assert_eq!(keeper.find(other, None), None, "{other}");
    }
    keeper.refused("https://git.example.org/b.git", &given);
    assert_eq!(keeper.find("https://git.example.org/b.git", None), None);
    assert!(keeper.kept(&place).is_none());
    // Another program, or the next start, may try it once more.
    assert_eq!(desk.keeper().find("https://git.example.org/b.git", None), Some(given));
    keeper.sign_out(&place).unwrap();
    assert_eq!(desk.keeper().find("https://git.example.org/b.git", None), None);
}

#[test]
fn a_key_in_an_address_is_the_last_resort_and_can_be_kept_better() {
    let desk = Desk::new();
    let keeper = desk.keeper();
    let (url, place) = ("https://git.example.org/a.git", Place::of("https://git.example.org").unwrap());
    let stood = Given { user: "dora".to_owned(), key: Hidden::new("c4nary") };
    keeper.stood_in_address(url, stood.clone());
    assert_eq!(keeper.find(url, None).as_ref(), Some(&stood));
    assert_eq!(keeper.kept(&place).unwrap().at, KeptWhere::Folder);
    keeper.keep(&place, Token::key("anna", Hidden::new("own")), KeptWhere::Session).unwrap();
    assert_eq!(keeper.find(url, None).unwrap().user, "anna");
}
