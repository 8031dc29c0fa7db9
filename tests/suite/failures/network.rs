//! What a network does.

use std::time::Duration;

use byline_testkit::{Fate, Odd, Oddity, Proxy, Relay, Way};

use super::row::Row;

const SENDING: &str = "POST /git/server.git/git-receive-pack";

#[test]
fn without_internet_a_post_waits_and_goes_out_when_it_is_back() {
    let row = Row::new();
    let relay = Relay::before(row.web.port());
    row.reached_at(&relay.url(&row.url()));
    relay.set(Fate::Gone);
    row.waits("offline", &[]);
    relay.set(Fate::Pass);
    row.goes_out();
}

#[test]
fn where_nobody_listens_it_waits() {
    let row = Row::new();
    // Reserved, and without a server anywhere (the discard service of RFC 863).
    row.reached_at("http://127.0.0.1:9/git/server.git");
    row.waits("offline", &[]);
    row.reached_at(&row.url());
    row.goes_out();
}

#[test]
fn a_hotels_page_is_no_server() {
    let row = Row::new();
    let hotel = Oddity::start(Odd::Portal);
    row.reached_at(&hotel.url());
    row.waits("portal", &[]);
    hotel.set(Odd::status("511 Network Authentication Required"));
    row.waits("portal", &[]);
    // Most send every address on to their page first.
    let page = Oddity::start(Odd::Portal);
    hotel.set(Odd::Redirect(page.url()));
    row.waits("portal", &[]);
    row.reached_at(&row.url());
    row.goes_out();
}

#[test]
fn a_silent_server_is_not_waited_for_for_ever() {
    let row = Row::new();
    let silent = Oddity::start(Odd::Silence);
    row.reached_at(&silent.url());
    row.waits_at(row.impatient(), "no-answer");
    // One that falls silent while it is being sent to.
    let relay = Relay::before(row.web.port());
    row.reached_at(&relay.url(&row.url()));
    relay.set_at(SENDING, Fate::Stall(Way::Up, 300));
    row.waits_at(row.impatient(), "no-answer");
    assert!(!relay.is_set());
    relay.set(Fate::Pass);
    row.goes_out();
}

#[test]
fn a_slow_line_is_only_slow() {
    let row = Row::new();
    let relay = Relay::before(row.web.port());
    row.reached_at(&relay.url(&row.url()));
    relay.set(Fate::Slow(Duration::from_millis(30)));
    row.is_published();
}

#[test]
fn a_line_that_breaks_while_it_is_sent_leaves_nothing_half_done() {
    for after in [0, 200, 700] {
        let row = Row::new();
        let relay = Relay::before(row.web.port());
        row.reached_at(&relay.url(&row.url()));
        relay.set_at(SENDING, Fate::Cut(Way::Up, after));
        row.waits("offline", &[]);
        assert!(!relay.is_set());
        row.goes_out();
    }
}

#[test]
fn an_answer_that_is_lost_after_the_server_took_it_is_published_and_not_sent_twice() {
    let row = Row::new();
    let relay = Relay::before(row.web.port());
    row.reached_at(&relay.url(&row.url()));
    relay.set_at(SENDING, Fate::ReplyLost);
    row.is_published();
    assert!(!relay.is_set());
}

#[test]
fn when_nothing_can_be_asked_after_the_server_took_it_the_next_sync_says_so() {
    let row = Row::new();
    let relay = Relay::before(row.web.port());
    row.reached_at(&relay.url(&row.url()));
    // Taken by the server behind the relay's back: what arrives there has no way back.
    let before = relay.connections();
    relay.set_at(SENDING, Fate::ReplyLost);
    let ears = std::thread::scope(|all| {
        all.spawn(|| {
            while relay.is_set() {
                std::thread::sleep(Duration::from_millis(1));
            }
            relay.set(Fate::Gone);
        });
        row.seat.cli(["publish", row.site.path().join(crate::publishing::OLD).to_str().unwrap()])
    });
    assert!(relay.connections() > before);
    let told = ears.json();
    // Whichever came first, it is said truly: it waits, for nobody could be asked.
    assert_eq!(told["outcome"], "waiting", "{told}");
    relay.set(Fate::Pass);
    row.goes_out();
}

#[test]
fn a_server_in_trouble_is_tried_again() {
    let row = Row::new();
    let server = Oddity::start(Odd::status("500 Internal Server Error"));
    row.reached_at(&server.url());
    for status in ["500 Internal Server Error", "502 Bad Gateway", "503 Service Unavailable", "429 Too Many Requests"] {
        server.set(Odd::status(status));
        row.waits("server-trouble", &[]);
    }
    for status in ["408 Request Timeout", "504 Gateway Timeout"] {
        server.set(Odd::status(status));
        row.waits("no-answer", &[]);
    }
    server.set(Odd::Nothing);
    row.waits("offline", &[]);
    row.reached_at(&row.url());
    row.goes_out();
}

#[test]
fn an_answer_that_makes_no_sense_loses_nothing() {
    let row = Row::new();
    let server = Oddity::start(Odd::Garbage);
    row.reached_at(&server.url());
    row.waits("server-other", &[("said", "http parser error: Expected HTTP/")]);
    let text = "Content-Type: application/x-git-upload-pack-advertisement".to_owned();
    server.set(Odd::With("200 OK".to_owned(), vec![text], "0000 not the words of a server".to_owned()));
    row.waits("server-other", &[("said", "bad packet length")]);
    row.reached_at(&row.url());
    row.goes_out();
}

#[test]
fn a_gateway_that_wants_a_password_is_told_apart() {
    let row = Row::over(|serving| serving);
    let gateway = Proxy::start(Some("Basic YW5uYTpzZWNyZXQ="));
    // Any address with TLS: the gateway stands before it.
    row.reached_at("https://127.0.0.1:9/git/server.git");
    row.site.repo().config().unwrap().set_str("http.proxy", &gateway.url()).unwrap();
    row.waits("proxy-login", &[]);
    row.site.repo().config().unwrap().set_str("http.proxy", &gateway.url_for("anna", "wrong")).unwrap();
    row.waits("proxy-login", &[]);
    // Let through, the gateway finds nobody behind it.
    row.site.repo().config().unwrap().set_str("http.proxy", &gateway.url_for("anna", "secret")).unwrap();
    row.waits("proxy", &[]);
    assert!(gateway.asked().iter().any(|(_, may)| *may));
    row.site.repo().config().unwrap().remove("http.proxy").unwrap();
    row.reached_at(&row.url());
    row.goes_out();
}
