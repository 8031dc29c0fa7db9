//! Signing in at a forge: what waited goes on by itself, a wrong key is not tried again, and a key goes nowhere else.

use std::sync::Arc;
use std::time::{Duration, Instant};

use byline_desk::api::{Event, OutcomeKind, Problem, SignInKept, SignInWay};
use byline_desk::{Desk, SigningIn, Surroundings};
use byline_signin::{MemoryKeychain, NoKeychain};
use byline_testkit::{Answer, Forge, GitServer, Odd, Oddity, SiteFolder, Style, browse};

use crate::seat::{JEKYLL, Seat};

const POST: &str = "_posts/2026-01-05-an-old-post.md";
const CANARY: &str = "c4nary-key";

/// A site whose server is behind a forge.
struct Here {
    seat: Seat,
    site: SiteFolder,
    forge: Forge,
    git: GitServer,
}

fn here(style: Style) -> Here {
    let seat = Seat::new();
    let site = seat.world.site("blog", JEKYLL);
    let git = GitServer::over(&seat.world.folder()).start();
    let forge = Forge::start(style).before(git.port());
    site.repo().remote_set_url("origin", &forge.url("server.git")).unwrap();
    Here { seat, site, forge, git }
}

impl Here {
    fn around(&self) -> Surroundings {
        let sign_in = SigningIn::new(&self.seat.desk(), Arc::new(MemoryKeychain::default()), None);
        self.seat.around().signing_in(sign_in)
    }

    fn desk(&self, around: &Surroundings) -> Desk {
        Desk::start(byline_desk::Site::open(self.site.path(), around.clone()).unwrap())
    }

    fn url(&self) -> String {
        self.forge.url("server.git")
    }

    fn server_has(&self, words: &str) -> bool {
        let files = self.seat.world.server_files();
        String::from_utf8_lossy(&files[POST]).contains(words)
    }

    /// Waits for an event.
    fn until<T>(&self, wanted: impl Fn(&Event) -> Option<T>) -> T {
        let began = Instant::now();
        loop {
            if let Some(found) = self.seat.heard.take().iter().find_map(&wanted) {
                return found;
            }
            assert!(began.elapsed() < Duration::from_mins(1), "it never happened");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn until_published(&self) {
        self.until(|event| match event {
            Event::PublishEnded { outcome, .. } if outcome.outcome == OutcomeKind::Published => Some(()),
            _ => None,
        });
    }
}

async fn publish_new_words(desk: &Desk) -> byline_desk::api::Outcome {
    desk.ask(|site| site.write_body(POST, "New words.\n").map(drop)).await.unwrap();
    desk.publish(POST.to_owned(), None).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_waits_for_a_key_and_goes_out_by_itself() {
    let here = here(Style::Forgejo);
    let around = here.around();
    let desk = here.desk(&around);
    let outcome = publish_new_words(&desk).await;
    assert_eq!(outcome.outcome, OutcomeKind::Waiting);
    let at = outcome.sign_in.unwrap();
    assert_eq!((format!("http://{}", at.host), at.url.as_str()), (here.forge.origin(), here.url().as_str()));
    assert!(
        here.seat.heard.take().iter().any(|event| matches!(event, Event::SignInWanted { at: told } if *told == *at))
    );

    let refused = Problem::from(around.sign_in.paste_key(&at.url, "", "wrong", true).unwrap_err());
    assert_eq!(refused.code, "sign-in-key-refused");
    assert_eq!(here.forge.counts().wrong_keys, 1);
    assert!(around.sign_in.signed_in(&at.url).is_none());

    here.forge.make_key(CANARY);
    let signed_in = around.sign_in.paste_key(&at.url, "", &format!(" {CANARY}\n"), true).unwrap();
    assert_eq!((signed_in.name.as_deref(), signed_in.kept), (Some("anna"), SignInKept::Keychain));
    here.until_published();
    assert!(here.server_has("New words."));
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_with_the_browser_sends_what_waited() {
    for style in [Style::GitHub, Style::GitLab, Style::OldGitLab, Style::Forgejo] {
        let here = here(style);
        let origin = here.forge.origin();
        let client = byline_testkit::CLIENT;
        std::fs::create_dir_all(here.seat.desk()).unwrap();
        let settings = format!("{{\"servers\": {{\"{origin}\": {{\"client_id\": \"{client}\"}}}}}}");
        std::fs::write(here.seat.desk().join("sign-in.json"), settings).unwrap();
        let around = here.around();
        let desk = here.desk(&around);
        assert_eq!(publish_new_words(&desk).await.outcome, OutcomeKind::Waiting);
        assert_eq!(around.sign_in.ways(&here.url()).unwrap().ways, [SignInWay::Browser]);
        let begun = around.sign_in.begin(&here.url(), SignInWay::Browser, true).unwrap();
        let address = begun.address.unwrap();
        assert!(address.starts_with(&origin));
        match style {
            Style::GitHub | Style::GitLab => assert_eq!(begun.code.as_deref(), Some("WDJB-MJHT")),
            _ => assert!(browse(&address).contains("You are signed in at 127.0.0.1")),
        }
        here.until_published();
        assert!(here.server_has("New words."));
        assert_eq!(around.sign_in.signed_in(&here.url()).unwrap().name.as_deref(), Some("anna"));
        desk.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_keychain_a_key_is_good_until_byline_is_closed() {
    let here = here(Style::Plain);
    here.forge.make_key(CANARY);
    let sign_in = SigningIn::new(&here.seat.desk(), Arc::new(NoKeychain), None);
    let around = here.seat.around().signing_in(sign_in);
    let ways = around.sign_in.ways(&here.url()).unwrap();
    assert_eq!(ways.cannot_keep.unwrap().code, "sign-in-no-keychain");
    assert!(ways.wants_name && ways.ways.is_empty());
    let refused = around.sign_in.paste_key(&here.url(), "anna", CANARY, true).unwrap_err();
    assert_eq!(Problem::from(refused).code, "sign-in-no-keychain");
    assert!(around.sign_in.signed_in(&here.url()).is_none());
    let signed_in = around.sign_in.paste_key(&here.url(), "anna", CANARY, false).unwrap();
    assert_eq!(signed_in.kept, SignInKept::Session);
    let desk = here.desk(&around);
    assert_eq!(publish_new_words(&desk).await.outcome, OutcomeKind::Published);
    desk.close().await;
    around.sign_in.sign_out(&here.url()).unwrap();
    assert!(around.sign_in.signed_in(&here.url()).is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_the_server_refuses_is_tried_once_and_then_asked_for() {
    let here = here(Style::Forgejo);
    let around = here.around();
    here.forge.make_key(CANARY);
    around.sign_in.paste_key(&here.url(), "", CANARY, true).unwrap();
    here.forge.revoke(true);
    let desk = here.desk(&around);
    let outcome = publish_new_words(&desk).await;
    assert_eq!(outcome.outcome, OutcomeKind::Waiting);
    assert!(outcome.sign_in.is_some() && around.sign_in.signed_in(&here.url()).is_none());
    for _ in 0..3 {
        assert_eq!(desk.publish(POST.to_owned(), None).await.unwrap().outcome, OutcomeKind::Waiting);
    }
    assert_eq!(here.forge.counts().wrong_keys, 1);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organisations_approval_is_waited_for() {
    let here = here(Style::GitHub);
    let around = here.around();
    here.forge.make_key(CANARY);
    around.sign_in.paste_key(&here.url(), "", CANARY, true).unwrap();
    // The words of the server name a page; one that is not https and its own is no page to open.
    here.forge.wants_approval(Some("https://evil.example/orgs/acme/sso?x=1"));
    let desk = here.desk(&around);
    assert_eq!(publish_new_words(&desk).await.outcome, OutcomeKind::Refused);
    assert_eq!(around.sign_in.approval_page(&here.url()), None);
    let page = format!("{}/orgs/acme/sso?authorization_request=AB12", here.forge.origin());
    here.forge.wants_approval(Some(&page));
    let outcome = desk.publish(POST.to_owned(), None).await.unwrap();
    assert_eq!(outcome.outcome, OutcomeKind::Waiting, "{}", outcome.message);
    assert!(outcome.message.contains("organisation"));
    assert_eq!(outcome.sign_in.unwrap().approval.as_deref(), Some(page.as_str()));
    here.forge.wants_approval(None);
    desk.sync().unwrap();
    here.until_published();
    assert_eq!(around.sign_in.approval_page(&here.url()), None);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_sends_elsewhere_after_the_sign_in_gives_nobodys_key_away() {
    let here = here(Style::Forgejo);
    let around = here.around();
    here.forge.make_key(CANARY);
    around.sign_in.paste_key(&here.url(), "", CANARY, true).unwrap();
    let wants = vec!["WWW-Authenticate: Basic realm=\"x\"".to_owned()];
    let elsewhere = Oddity::start(Odd::With("401 Unauthorized".to_owned(), wants, String::new()));
    let to = elsewhere.url().replace("127.0.0.1", "localhost");
    here.git.answer(
        "service=git-upload-pack",
        &Answer {
            status: "302 Found".to_owned(),
            headers: vec![format!("Location: {to}/info/refs?service=git-upload-pack")],
            body: String::new(),
        },
    );
    let desk = here.desk(&around);
    let outcome = publish_new_words(&desk).await;
    assert!(here.forge.counts().right_keys > 0, "the key was good, and was used");
    assert!(outcome.outcome != OutcomeKind::Published && !elsewhere.was_told_a_secret(), "{}", outcome.message);
    assert!(elsewhere.heads().iter().all(|head| !head.contains(CANARY)));
    here.git.answer_as_git();
    // The other server's no may have cost the sign-in, and what waited goes out after the next one.
    around.sign_in.paste_key(&here.url(), "", CANARY, true).unwrap();
    here.until_published();
    desk.close().await;
}

#[test]
fn the_page_that_was_opened_is_the_one_that_is_opened_again() {
    let here = here(Style::GitHub);
    let origin = here.forge.origin();
    let settings = format!("{{\"servers\": {{\"{origin}\": {{\"client_id\": \"{}\"}}}}}}", byline_testkit::CLIENT);
    std::fs::create_dir_all(here.seat.desk()).unwrap();
    std::fs::write(here.seat.desk().join("sign-in.json"), settings).unwrap();
    here.forge.interval(60);
    let sign_in = here.around().sign_in;
    assert_eq!(sign_in.open_page(), None);
    let begun = sign_in.begin(&here.url(), SignInWay::Browser, true).unwrap();
    assert!(begun.address.is_some());
    assert_eq!((sign_in.open_page(), here.forge.counts().devices), (begun.address, 1));
    sign_in.cancel();
    assert_eq!(sign_in.open_page(), None);
}
