//! A published post is looked for on the public website: a server here that changes after so many requests.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use byline_desk::api::{Event, LiveStep, OutcomeKind, PostState};
use byline_desk::{Desk, Pace, Site, Surroundings};
use byline_testkit::SiteFolder;

use crate::offline::until;
use crate::seat::Seat;

const POST: &str = "_posts/2026-01-05-a-day.md";
const OLD: &str = "We met on the 14th of August, and it was a day that nobody will forget.";
const NEW: &str = "We met on the 15th of August, and it was a day that nobody will forget.";

/// What the website answers, one after the other; the last one for ever.
struct Website {
    port: u16,
    asked: Arc<AtomicUsize>,
    heads: Arc<Mutex<Vec<String>>>,
}

impl Website {
    fn answering(answers: Vec<String>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let (asked, heads) = (Arc::new(AtomicUsize::new(0)), Arc::new(Mutex::new(Vec::new())));
        let (count, kept) = (Arc::clone(&asked), Arc::clone(&heads));
        // Ends with the test's own program.
        std::thread::spawn(move || {
            for line in listener.incoming() {
                let Ok(mut line) = line else { return };
                let mut head = [0; 4096];
                let read = line.read(&mut head).unwrap_or_default();
                kept.lock().unwrap().push(String::from_utf8_lossy(&head[..read]).into_owned());
                let at = count.fetch_add(1, Ordering::SeqCst).min(answers.len() - 1);
                let _ = line.write_all(answers[at].as_bytes());
            }
        });
        Self { port, asked, heads }
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

fn page(text: &str) -> String {
    // As a website's typography has it.
    let body = format!("<title>A day</title><nav>Home</nav><p>{}</p>", text.replace("15th", "15<sup>th</sup>"));
    format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
}

fn none() -> String {
    "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\nConnection: close\r\n\r\nnone".to_owned()
}

fn post(text: &str) -> Vec<u8> {
    format!("---\ntitle: A day\ndate: 2026-01-05\n---\n\n{text}\n").into_bytes()
}

/// Publishes the new text of a post whose old one the website has, and waits until it is said what became of it.
fn published(url: &str, give_up: Duration) -> (Seat, SiteFolder, Desk, Event) {
    let seat = Seat::new();
    let config = format!("title: Blog\nurl: {url}\npermalink: /:title/\n");
    let folder = seat.world.site("blog", &[("_config.yml", config.as_bytes()), (POST, &post(OLD))]);
    folder.write(POST, &post(NEW));
    let pace = Pace { first: Duration::from_millis(5), longest: Duration::from_millis(20), give_up };
    let around = Surroundings { pace, ..seat.around() };
    let desk = Desk::start(Site::open(folder.path(), around).unwrap());
    let running = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let outcome = running.block_on(desk.publish(POST.to_owned(), None)).unwrap();
    assert_eq!((outcome.outcome, outcome.looks), (OutcomeKind::Published, true));
    let told = Mutex::new(None);
    until("it is said whether it is live", || {
        let found = |event: &Event| matches!(event, Event::Live { step, .. } if *step != LiveStep::Looking);
        let mut events = seat.heard.take().into_iter();
        if let Some(event) = events.find(found) {
            *told.lock().unwrap() = Some(event);
        }
        told.lock().unwrap().is_some()
    });
    let event = told.into_inner().unwrap().unwrap();
    (seat, folder, desk, event)
}

fn state(desk: &Desk) -> PostState {
    let running = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    running.block_on(desk.ask(|site| site.post(POST))).unwrap().state
}

#[test]
fn a_changed_post_is_live_once_its_new_words_are_on_the_page() {
    let website = Website::answering(vec![page(OLD), none(), page(OLD), page(NEW)]);
    let url = format!("http://127.0.0.1:{}", website.port);
    let (_seat, folder, desk, event) = published(&url, Duration::from_mins(1));
    let Event::Live { step, address, .. } = event else { unreachable!() };
    assert_eq!((step, address), (LiveStep::Live, Some(format!("{url}/a-day/"))));
    assert_eq!(website.asked(), 4);
    assert_eq!(state(&desk), PostState::Live);
    let heads = website.heads.lock().unwrap().join("");
    assert!(heads.starts_with("GET /a-day/ ") && !heads.to_lowercase().contains("authorization"), "{heads}");
    // Remembered, until the text is another.
    folder.write(POST, &post("Other words altogether, written after it was live."));
    let running = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    running.block_on(desk.ask(Site::files_changed)).unwrap();
    until("another text is not live", || state(&desk) == PostState::Changed);
}

#[test]
fn a_website_that_does_not_change_is_told_of_with_what_to_do() {
    for (answer, word) in [(page(OLD), "has not changed yet"), (none(), "is not there yet")] {
        let website = Website::answering(vec![answer]);
        let url = format!("http://127.0.0.1:{}", website.port);
        let (_seat, _folder, desk, event) = published(&url, Duration::from_millis(60));
        let Event::Live { step, message, hint, .. } = event else { unreachable!() };
        assert_eq!(step, LiveStep::NotYet);
        assert!(message.contains(word) && hint.is_some(), "{message}");
        assert_eq!(state(&desk), PostState::Published);
    }
}

#[test]
fn a_redirect_into_a_private_network_is_not_followed() {
    let canary = Website::answering(vec![page(NEW)]);
    let target = format!("http://localhost:{}/", canary.port);
    let answer = format!("HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    let website = Website::answering(vec![answer]);
    let url = format!("http://127.0.0.1:{}", website.port);
    let (_seat, _folder, _desk, event) = published(&url, Duration::from_millis(60));
    assert!(matches!(event, Event::Live { step: LiveStep::NotYet, .. }), "{event:?}");
    assert!(website.asked() > 0);
    assert_eq!(canary.asked(), 0);
}

#[test]
fn an_address_that_is_a_placeholder_is_not_looked_at() {
    let (_seat, _folder, _desk, event) = published("https://blog.example.org", Duration::from_mins(1));
    let Event::Live { step, address, message, .. } = event else { unreachable!() };
    assert_eq!((step, address), (LiveStep::Cannot, None));
    assert!(message.contains("cannot look for it"), "{message}");
}
