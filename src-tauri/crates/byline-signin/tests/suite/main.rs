//! Signing in against a forge on this computer, from the beginning to a token that is made new.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop there")]

mod flows;
mod keeping;
mod program;

use byline_signin::{Clients, Forge, Pages, Place, Web, ask_server};

/// What the forge of a test offers, as Byline finds out by asking it.
fn offered(forge: &byline_testkit::Forge) -> Forge {
    let origin = forge.origin();
    let client = byline_testkit::CLIENT;
    let text = format!("{{\"servers\": {{\"{origin}\": {{\"client_id\": \"{client}\"}}}}}}");
    ask_server(&Web::default(), &Place::of(&origin).unwrap(), &Clients::read(&text).unwrap())
}

fn pages() -> Pages {
    Pages { done: "Back to <Byline>.".to_owned(), failed: "It did not work.".to_owned() }
}
