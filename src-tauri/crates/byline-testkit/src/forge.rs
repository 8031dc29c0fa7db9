//! A small forge on this computer's loopback: it signs people in as GitHub, GitLab, Forgejo and Gitea do, gives out tokens
//! that end, and lets only them reach the git server behind it. It counts what it is asked.

#![allow(clippy::missing_panics_doc, clippy::unwrap_used)]

mod answer;
mod desk;
mod request;

use std::sync::{Arc, Mutex};

use crate::listening::{Ear, Listening};

use desk::Desk;

/// The client id under which a program is known at every [`Forge`].
pub const CLIENT: &str = "byline-under-test";

/// How a forge answers who waits for a person to type a code, in turn; the last one stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Poll {
    /// Nobody has typed it yet.
    Pending,
    /// The same, and too often asked.
    SlowDown,
    /// The person said no.
    Denied,
    /// It is too late.
    Expired,
    /// The person said yes: here is a token.
    Yes,
    /// The forge fails.
    Broken,
}

/// What kind of forge it is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// A company's own GitHub: device flow alone.
    GitHub,
    /// GitLab with the device flow.
    GitLab,
    /// An older GitLab without it.
    OldGitLab,
    /// Forgejo or Gitea: a code with PKCE.
    Forgejo,
    /// A server that has none of this.
    Plain,
}

/// What a forge was asked so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// How often for a device code.
    pub devices: u32,
    /// How often whether the person has typed it.
    pub polls: u32,
    /// How often a code was exchanged for a token.
    pub exchanges: u32,
    /// How often such an exchange was refused, because code, verifier or address were wrong.
    pub wrong_exchanges: u32,
    /// How often a token was made new.
    pub refreshes: u32,
    /// How often a refresh token was not good, or not any more.
    pub wrong_refreshes: u32,
    /// How often git came with a name and a key that are right.
    pub right_keys: u32,
    /// How often git came with a wrong one.
    pub wrong_keys: u32,
}

/// A running forge. It stops when it is dropped.
pub struct Forge {
    listening: Listening,
    desk: Arc<Mutex<Desk>>,
}

impl Forge {
    /// Starts one on a free port.
    pub fn start(style: Style) -> Self {
        let share = |ear: Ear| Mutex::new(Desk::new(style, ear.port));
        let (listening, desk) = Listening::start(share, |desk, visitor| answer::answer(visitor, desk));
        Self { listening, desk }
    }

    /// Its git conversations go to this git server, which must want no account itself.
    #[must_use]
    pub fn before(self, git_port: u16) -> Self {
        self.at_desk(|desk| desk.git_port = Some(git_port));
        self
    }

    /// Where it is: scheme, host and port.
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.listening.port())
    }

    /// The address of a repository of the git server behind it, such as `server.git`.
    pub fn url(&self, repository: &str) -> String {
        format!("{}/git/{repository}", self.origin())
    }

    /// How it answers from now on who waits for a code to be typed.
    pub fn poll_answers(&self, answers: &[Poll]) {
        self.at_desk(|desk| desk.answers = answers.to_vec());
    }

    /// How long its tokens are good from now on, in seconds; `None`: it does not say.
    pub fn tokens_end_after(&self, seconds: Option<u64>) {
        self.at_desk(|desk| desk.seconds = seconds);
    }

    /// How often a device code may be asked for, in seconds.
    pub fn interval(&self, seconds: u64) {
        self.at_desk(|desk| desk.interval = seconds);
    }

    /// Its pages are said to be at this origin instead of its own, as a hostile server might.
    pub fn sends_people_to(&self, origin: &str) {
        self.at_desk(|desk| origin.clone_into(&mut desk.pages));
    }

    /// The organisation wants one more approval on this page: git is answered with GitHub's words for it.
    pub fn wants_approval(&self, page: Option<&str>) {
        self.at_desk(|desk| desk.approval = page.map(str::to_owned));
    }

    /// An access key that a person made on its own page.
    pub fn make_key(&self, key: &str) {
        self.at_desk(|desk| desk.keys.push(key.to_owned()));
    }

    /// All tokens and keys that were given out are no good any more; refresh tokens are, if `all`.
    pub fn revoke(&self, all: bool) {
        self.at_desk(|desk| {
            desk.keys.clear();
            if all {
                desk.refreshes.clear();
            }
        });
    }

    /// The tokens that it takes at the moment, the oldest first.
    pub fn tokens(&self) -> Vec<String> {
        self.at_desk(|desk| desk.keys.clone())
    }

    /// Every secret that it ever gave out.
    pub fn secrets(&self) -> Vec<String> {
        self.at_desk(|desk| desk.secrets.clone())
    }

    /// What it was asked so far.
    pub fn counts(&self) -> Counts {
        self.at_desk(|desk| desk.counts)
    }

    fn at_desk<T>(&self, work: impl FnOnce(&mut Desk) -> T) -> T {
        work(&mut self.desk.lock().unwrap())
    }
}

/// What a person does in the browser: opens the page that a program sent her to, says yes, and is sent back. The last
/// page's text.
pub fn browse(address: &str) -> String {
    browse_and(address, &|back| back.to_owned())
}

/// The same, where something happens to the address that she is sent back to.
pub fn browse_and(address: &str, change: &dyn Fn(&str) -> String) -> String {
    let page = request::get(address);
    match request::header(&page, "location") {
        Some(back) => request::get(&change(&back)),
        None => page,
    }
}
