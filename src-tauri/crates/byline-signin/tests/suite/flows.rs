//! The browser's part, with what can go wrong in it.

use std::thread;
use std::time::Duration;

use byline_signin::{Failed, Kind, Stop, Token, Web, WebError, begin};
use byline_testkit::{Forge, Poll, Style, browse, browse_and};

use crate::{offered, pages};

/// Signs in with the device flow at a forge that answers so.
fn by_code(forge: &Forge) -> Result<Token, Failed> {
    let (begun, flow) = begin(&Web::default(), &offered(forge), &pages())?;
    assert_eq!(begun.code.as_deref(), Some("WDJB-MJHT"));
    assert!(begun.address.starts_with(&forge.origin()) && !begun.address.contains("c4nary"));
    flow.finish(&Web::default(), &|| 1_000, &Stop::default())
}

#[test]
fn each_server_is_known_for_what_it_is() {
    let kind = |style| offered(&Forge::start(style)).kind;
    assert_eq!(kind(Style::GitHub), Kind::GitHub);
    assert_eq!((kind(Style::GitLab), kind(Style::OldGitLab)), (Kind::GitLab, Kind::GitLab));
    assert_eq!((kind(Style::Forgejo), kind(Style::Plain)), (Kind::Forgejo, Kind::Other));
}

#[test]
fn a_code_is_waited_for_until_the_person_has_typed_it() {
    for style in [Style::GitHub, Style::GitLab] {
        let forge = Forge::start(style);
        forge.tokens_end_after(Some(28_800));
        forge.poll_answers(&[Poll::Pending, Poll::Yes]);
        let token = by_code(&forge).unwrap();
        assert_eq!(forge.tokens(), [token.access.show()]);
        assert_eq!((token.expires, forge.counts().polls), (Some(29_800), 2));
        assert!(!format!("{token:?}").contains("c4nary"));
    }
}

#[test]
fn a_code_that_is_refused_or_too_old_is_told_apart() {
    for style in [Style::GitHub, Style::GitLab] {
        let ended = |answer| {
            let forge = Forge::start(style);
            forge.poll_answers(&[answer]);
            by_code(&forge).unwrap_err()
        };
        assert_eq!(ended(Poll::Denied), Failed::Denied);
        assert_eq!(ended(Poll::Expired), Failed::Expired);
    }
}

#[test]
fn a_page_at_another_server_is_not_opened() {
    let forge = Forge::start(Style::GitHub);
    forge.sends_people_to("https://evil.example");
    let failed = begin(&Web::default(), &offered(&forge), &pages()).map(drop).unwrap_err();
    assert_eq!(failed, Failed::Web(WebError::Odd));
}

#[test]
fn waiting_ends_when_the_person_stops_it() {
    for style in [Style::GitHub, Style::Forgejo] {
        let forge = Forge::start(style);
        forge.interval(60);
        let (_, flow) = begin(&Web::default(), &offered(&forge), &pages()).unwrap();
        let stop = Stop::default();
        let from_outside = stop.clone();
        let waits = thread::spawn(move || flow.finish(&Web::default(), &|| 0, &stop).unwrap_err());
        from_outside.stop();
        assert_eq!(waits.join().unwrap(), Failed::Stopped);
        assert_eq!(forge.counts().polls, 0);
    }
}

#[test]
fn the_browser_brings_a_code_back_and_a_wrong_state_changes_nothing() {
    for style in [Style::Forgejo, Style::OldGitLab] {
        let forge = Forge::start(style);
        let (begun, flow) = begin(&Web::default(), &offered(&forge), &pages()).unwrap();
        assert_eq!(begun.code, None);
        let waits = thread::spawn(move || flow.finish(&Web::default(), &|| 0, &Stop::default()));
        let stranger = browse_and(&begun.address, &|back| format!("{back}x"));
        assert!(stranger.contains("404") && stranger.contains("It did not work."));
        assert!(browse(&begun.address).contains("Back to &lt;Byline&gt;."));
        let token = waits.join().unwrap().unwrap();
        assert_eq!((forge.tokens(), token.user.as_str()), (vec![token.access.show().to_owned()], "oauth2"));
        assert_eq!((forge.counts().exchanges, forge.counts().wrong_exchanges), (1, 0));
    }
}

#[test]
fn a_code_of_another_sign_in_is_refused_by_the_server() {
    let forge = Forge::start(Style::Forgejo);
    let (one, flow) = begin(&Web::default(), &offered(&forge), &pages()).unwrap();
    let (other, _unused) = begin(&Web::default(), &offered(&forge), &pages()).unwrap();
    let mut stolen = String::new();
    // The code of the other one, whose proof key is another, is put in the place of the right one.
    let caught = std::cell::RefCell::new(&mut stolen);
    browse_and(&other.address, &|back| {
        let code = back.split("code=").nth(1).unwrap().split('&').next().unwrap();
        caught.borrow_mut().push_str(code);
        forge.origin()
    });
    let waits = thread::spawn(move || flow.finish(&Web::default(), &|| 0, &Stop::default()));
    browse_and(&one.address, &|back| {
        let own = back.split("code=").nth(1).unwrap().split('&').next().unwrap();
        back.replace(own, &stolen)
    });
    assert!(waits.join().unwrap().is_err());
    assert_eq!((forge.counts().wrong_exchanges, forge.tokens().len()), (1, 0));
}

#[test]
fn a_server_that_does_not_know_byline_says_so() {
    let forge = Forge::start(Style::Plain);
    let failed = begin(&Web::new(Duration::from_secs(5)), &offered(&forge), &pages()).map(drop).unwrap_err();
    assert_eq!(failed, Failed::UnknownHere);
}
