//! Servers that want to know who asks.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use byline_desk::Site;
use byline_desk::api::OutcomeKind;
use byline_git::{Credentials, Secret};
use byline_testkit::Answer;

use super::row::Row;
use crate::publishing::OLD;

/// Knows one password, which a test may change, and counts how often it was asked for it.
#[derive(Default)]
struct Known {
    password: Mutex<Option<String>>,
    asked: AtomicU32,
}

impl Known {
    fn set(&self, password: &str) {
        *self.password.lock().unwrap() = Some(password.to_owned());
    }

    fn asked(&self) -> u32 {
        self.asked.swap(0, Ordering::SeqCst)
    }
}

impl Credentials for Known {
    fn find(&self, _url: &str, _username: Option<&str>) -> Option<Secret> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let password = self.password.lock().unwrap().clone()?;
        Some(Secret { user: "anna".to_owned(), password })
    }
}

#[test]
fn a_post_waits_for_the_sign_in_and_goes_out_after_it() {
    let row = Row::over(|serving| serving.for_account("anna", "first"));
    row.waits("sign-in", &[]);
    let known = Arc::new(Known::default());
    row.waits_at(row.signed_in(known.clone()), "sign-in");
    // A secret that is refused is offered once for each connection, and never again and again.
    known.set("wrong");
    known.asked();
    row.waits_at(row.signed_in(known.clone()), "sign-in");
    assert!(known.asked() <= 2, "a second time for another one, such as one that was renewed");
    let refused = row.web.requests().iter().filter(|asked| asked.with_secret).count();
    assert_eq!(refused, 1, "{:?}", row.web.requests());
    // Signed in, it goes out by itself.
    known.set("first");
    let mut desk = Site::open(row.site.path(), row.signed_in(known)).unwrap();
    assert_eq!(desk.sync().unwrap().sent, [OLD]);
    row.is_published_once();
}

#[test]
fn a_token_that_is_taken_back_while_it_is_used_keeps_the_post() {
    let row = Row::over(|serving| serving.for_account("anna", "first"));
    let known = Arc::new(Known::default());
    known.set("first");
    let mut desk = Site::open(row.site.path(), row.signed_in(known.clone())).unwrap();
    row.web.set_account("anna", "second");
    assert_eq!(desk.publish(OLD, None).unwrap().outcome, OutcomeKind::Waiting);
    assert_eq!(row.seat.world.server_log().len(), 1);
    known.set("second");
    assert_eq!(desk.sync().unwrap().sent, [OLD]);
    drop(desk);
    row.is_published_once();
}

#[test]
fn an_organisations_approval_is_asked_for_with_the_servers_own_page() {
    let row = Row::new();
    let page = row.url().replace("/git/server.git", "/orgs/acme/sso?authorization_request=AX7");
    row.web.answer(
        "git-receive-pack",
        &Answer {
            status: "403 Forbidden".to_owned(),
            headers: vec!["Content-Type: text/plain".to_owned()],
            body: format!(
                "The `acme' organization has enabled or enforced SAML SSO. To access\nthis repository, visit {page}\n\
             and try your request again.\n"
            ),
        },
    );
    row.waits("single-sign-on", &[("address", &page)]);
    row.web.answer_as_git();
    row.goes_out();
}

#[test]
fn a_page_elsewhere_is_not_offered() {
    let row = Row::new();
    row.web.answer(
        "git-receive-pack",
        &Answer {
            status: "403 Forbidden".to_owned(),
            headers: vec!["Content-Type: text/plain".to_owned()],
            body: "SAML SSO: visit https://evil.example/sso?x=1 and try again.\n".to_owned(),
        },
    );
    row.refused("forbidden", &[]);
}
