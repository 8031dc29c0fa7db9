//! One conversation with a server, held again after each question that the person answered.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::ffi::OsString;
use std::sync::Arc;

use super::listener::Listener;
use super::rules::Rules;
use super::{ASKED_AT, Asked, Person, Question, Reply, Verdict};
use crate::{Fault, Hidden, Options, Watch, address, ssh};

/// A server may want a key's passphrase, then a password; more is a loop.
const MOST: u32 = 8;

/// What a program needs in order to talk to a server, and what it asked meanwhile.
pub(crate) struct Conversation {
    environment: Vec<(OsString, OsString)>,
    asking: Option<(Listener, Arc<Rules>, Arc<dyn Person>)>,
    rounds: Cell<u32>,
    /// Questions whose typed answer was wrong.
    mistaken: RefCell<HashSet<Question>>,
    /// Questions that were answered by the person in this conversation.
    typed: RefCell<HashSet<Question>>,
}

impl Conversation {
    /// Gets ready to talk to the server at this address, which was found to be allowed.
    pub(crate) fn open(options: &Options, url: &str) -> Result<Self, Fault> {
        Self::new(options, url, true)
    }

    /// The same for a program that talks to the server again and again by itself. Nobody is asked anything then; what was
    /// said before is said again.
    pub(crate) fn of_many(options: &Options, url: &str) -> Result<Self, Fault> {
        Self::new(options, url, false)
    }

    fn new(options: &Options, url: &str, once: bool) -> Result<Self, Fault> {
        let mut environment: Vec<(OsString, OsString)> = Vec::new();
        let mut set = |name: &str, value: OsString| environment.push((name.into(), value));
        // Where nobody can be asked, whatever needs no question still works.
        let asking = options.asking.as_ref().and_then(|ask| {
            let rules = Rules::new(url, once, Arc::clone(&ask.person), Arc::clone(&options.credentials));
            let rules = Arc::new(rules);
            let listener = Listener::start(ask, Arc::clone(&rules)).ok()?;
            set(ASKED_AT, listener.place().to_owned());
            set("GIT_ASKPASS", ask.program.clone().into());
            set("SSH_ASKPASS", ask.program.clone().into());
            set("SSH_ASKPASS_REQUIRE", "force".into());
            Some((listener, rules, Arc::clone(&ask.person)))
        });
        if address::is_ssh(url) {
            let missing = || Fault::Missing { program: "ssh".to_owned() };
            let program = options.programs.ssh.as_deref().ok_or_else(missing)?;
            set("GIT_SSH_COMMAND", ssh::command(program, asking.is_some(), options)?.into());
            set("GIT_SSH_VARIANT", "ssh".into());
        }
        Ok(Self {
            environment,
            asking,
            rounds: Cell::default(),
            mistaken: RefCell::default(),
            typed: RefCell::default(),
        })
    }

    /// What is set for the program that talks.
    pub(crate) fn environment(&self) -> &[(OsString, OsString)] {
        &self.environment
    }

    /// After the program ended: whether it is to be run again. A fault here tells more than what the program said.
    pub(crate) fn again(&self, came_to: Option<&Fault>, watch: &dyn Watch) -> Result<bool, Fault> {
        let Some((_, rules, person)) = &self.asking else { return Ok(false) };
        let heard = rules.take();
        if came_to.is_none() {
            for question in &heard.given {
                person.verdict(question, Verdict::Right);
            }
            return Ok(false);
        }
        let changed =
            if let Some(Fault::HostChanged { host }) = came_to { Some(host.clone()) } else { heard.other_key };
        if let Some(host) = changed {
            person.stopped(&host);
            return Err(Fault::HostChanged { host });
        }
        self.rounds.set(self.rounds.get() + 1);
        if self.rounds.get() > MOST || watch.cancelled() {
            return Ok(false);
        }
        if let Some(question) = heard.wrong {
            rules.forget(&question);
            // An answer from earlier times that is wrong by now is no mistake of the person's.
            let typed = self.typed.borrow_mut().remove(&question);
            if typed && !self.mistaken.borrow_mut().insert(question.clone()) {
                person.verdict(&question, Verdict::WrongTwice);
                return Err(Fault::SignIn);
            }
            person.verdict(&question, Verdict::Wrong);
            return self.ask(question, Asked::Again, watch);
        }
        match heard.lacking {
            Some(question) => self.ask(question, Asked::First, watch),
            None => Ok(false),
        }
    }

    fn ask(&self, question: Question, asked: Asked, watch: &dyn Watch) -> Result<bool, Fault> {
        let Some((_, rules, person)) = &self.asking else { return Ok(false) };
        let reply = person.ask(&question, asked, &|| watch.cancelled());
        let answer = match (&question, reply) {
            (Question::NewHost { fingerprint, .. }, Some(Reply::Yes)) => Hidden::new(fingerprint.clone()),
            (Question::NewHost { host, .. }, _) => return Err(Fault::UnknownHost { host: host.clone() }),
            (_, Some(Reply::Kept(secret))) => {
                rules.tell(question, secret);
                return Ok(true);
            }
            (_, Some(Reply::Secret(secret))) => secret,
            (_, _) => return Err(Fault::SignIn),
        };
        self.typed.borrow_mut().insert(question.clone());
        rules.tell(question, answer);
        Ok(true)
    }
}
