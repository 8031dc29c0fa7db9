//! What is answered within one conversation, and what is found out that was not.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::prompt::{self, Prompt};
use super::{Person, Question};
use crate::{Credentials, Hidden, address};

/// The answer to a program's question.
pub(super) enum Answer {
    /// This.
    Is(Hidden),
    /// There is none.
    None,
    /// A security key has to be touched; there is nothing to say.
    Touch(String),
}

/// What a conversation came to, as far as questions go.
#[derive(Debug, Default, Clone)]
pub(super) struct Heard {
    /// Answers that were given, each once.
    pub(super) given: HashSet<Question>,
    /// A question that came again after its answer: the answer was wrong.
    pub(super) wrong: Option<Question>,
    /// A question that had no answer. Only the first: those that follow from its missing are asked next time.
    pub(super) lacking: Option<Question>,
    /// A server whose key is of another kind than the one that is known.
    pub(super) other_key: Option<String>,
    named: bool,
    signed_in: bool,
}

/// Answers the questions of a conversation with one server.
pub(super) struct Rules {
    url: String,
    /// Whether it is one conversation; else several, in each of which the same may be asked.
    once: bool,
    person: Arc<dyn Person>,
    credentials: Arc<dyn Credentials>,
    heard: Mutex<Heard>,
    /// What the person said while this was going on.
    told: Mutex<HashMap<Question, Hidden>>,
}

impl Rules {
    pub(super) fn new(url: &str, once: bool, person: Arc<dyn Person>, credentials: Arc<dyn Credentials>) -> Self {
        let (heard, told) = (Mutex::default(), Mutex::default());
        Self { url: url.to_owned(), once, person, credentials, heard, told }
    }

    /// Takes what was heard, so that the next run begins anew.
    pub(super) fn take(&self) -> Heard {
        std::mem::take(&mut *self.heard())
    }

    /// Notes what the person said.
    pub(super) fn tell(&self, question: Question, answer: Hidden) {
        self.told().insert(question, answer);
    }

    /// Forgets what the person said.
    pub(super) fn forget(&self, question: &Question) {
        self.told().remove(question);
    }

    /// Answers a program's question, if the answer is known and may be told.
    pub(super) fn answer(&self, words: &str, hint: &str) -> Answer {
        match prompt::read(words, hint) {
            Prompt::Touch { key } => Answer::Touch(key),
            Prompt::Ask(question) => self.known(question).map_or(Answer::None, Answer::Is),
            Prompt::OtherKey { host } => {
                self.heard().other_key = Some(host);
                Answer::None
            }
            Prompt::Username { url } => self.account(&url).map_or(Answer::None, Answer::Is),
            Prompt::Password { url, user } => self.password(&url, user.as_deref()).map_or(Answer::None, Answer::Is),
            Prompt::Unknown => Answer::None,
        }
    }

    fn known(&self, question: Question) -> Option<Hidden> {
        let mut heard = self.heard();
        if matches!(&question, Question::Password { host, .. } if crate::ssh::is_forge(host)) {
            return None;
        }
        if !self.once {
            return self.person.said(&question);
        }
        if heard.given.contains(&question) {
            heard.wrong.get_or_insert(question);
            return None;
        }
        if heard.lacking.is_some() || heard.wrong.is_some() {
            return None;
        }
        let told = self.told().get(&question).cloned();
        let answer = match &question {
            // The person's yes is for this very key: ssh compares, and takes no other.
            Question::NewHost { .. } => told,
            _ => told.or_else(|| self.person.said(&question)),
        };
        if answer.is_some() {
            heard.given.insert(question);
        } else {
            heard.lacking = Some(question);
        }
        answer
    }

    fn account(&self, url: &str) -> Option<Hidden> {
        if !address::same_place(&self.url, url) || self.is_again(|heard| &mut heard.named) {
            return None;
        }
        self.credentials.find(&address::without_secret(url), None).map(|secret| Hidden::new(secret.user))
    }

    fn password(&self, url: &str, user: Option<&str>) -> Option<Hidden> {
        if !address::same_place(&self.url, url) || self.is_again(|heard| &mut heard.signed_in) {
            return None;
        }
        self.credentials.find(&address::without_secret(url), user).map(|secret| Hidden::new(secret.password))
    }

    fn is_again(&self, asked: impl FnOnce(&mut Heard) -> &mut bool) -> bool {
        std::mem::replace(asked(&mut self.heard()), true) && self.once
    }

    fn heard(&self) -> MutexGuard<'_, Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn told(&self) -> MutexGuard<'_, HashMap<Question, Hidden>> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Secret;
    use crate::ask::Nobody;

    struct Anna;

    impl Credentials for Anna {
        fn find(&self, _url: &str, _username: Option<&str>) -> Option<Secret> {
            Some(Secret { user: "anna".into(), password: "t0ken".into() })
        }
    }

    fn rules(url: &str) -> Rules {
        Rules::new(url, true, Arc::new(Nobody), Arc::new(Anna))
    }

    fn said(answer: &Answer) -> Option<&[u8]> {
        if let Answer::Is(answer) = answer { Some(answer.bytes()) } else { None }
    }

    const KEY: &str = "Enter passphrase for key '/k': ";

    fn key() -> Question {
        Question::Passphrase { key: "/k".into() }
    }

    #[test]
    fn the_same_question_twice_means_a_wrong_answer() {
        let rules = rules("ssh://example.org/site");
        rules.tell(key(), Hidden::new("open"));
        assert_eq!(said(&rules.answer(KEY, "")), Some(b"open".as_slice()));
        assert_eq!(said(&rules.answer(KEY, "")), None);
        assert_eq!(said(&rules.answer("Enter passphrase for key '/other': ", "")), None);
        let heard = rules.take();
        assert_eq!((heard.wrong, heard.lacking), (Some(key()), None));
        assert_eq!(said(&rules.answer(KEY, "")), Some(b"open".as_slice()));
    }

    #[test]
    fn what_is_not_known_is_noted_once() {
        let rules = rules("ssh://example.org/site");
        assert_eq!(said(&rules.answer(KEY, "")), None);
        assert_eq!(said(&rules.answer("anna@example.org's password: ", "")), None);
        assert_eq!(rules.take().lacking, Some(key()));
    }

    #[test]
    fn a_forge_is_never_given_a_password() {
        let rules = rules("ssh://github.com/site");
        let question = Question::Password { account: "git".into(), host: "github.com".into() };
        rules.tell(question, Hidden::new("secret"));
        assert_eq!(said(&rules.answer("git@github.com's password: ", "")), None);
        assert_eq!(rules.take().lacking, None);
    }

    #[test]
    fn a_new_server_is_confirmed_by_its_own_key_only() {
        let prompt = |code: &str| {
            format!("The authenticity of host 'h (1.2.3.4)' can't be established.\nED25519 key fingerprint is {code}.")
        };
        let (one, other) = (format!("SHA256:{}", "a".repeat(43)), format!("SHA256:{}", "b".repeat(43)));
        let rules = rules("ssh://h/site");
        assert_eq!(said(&rules.answer(&prompt(&one), "")), None);
        let question = rules.take().lacking.unwrap();
        rules.tell(question, Hidden::new(one.clone()));
        assert_eq!(said(&rules.answer(&prompt(&one), "")), Some(one.as_bytes()));
        assert_eq!(said(&rules.answer(&prompt(&other), "")), None);
    }

    #[test]
    fn credentials_stay_with_their_place_and_are_given_once() {
        let rules = rules("https://example.org/site.git");
        assert_eq!(said(&rules.answer("Username for 'https://example.org.evil': ", "")), None);
        assert_eq!(said(&rules.answer("Password for 'https://anna@example.org:1': ", "")), None);
        assert_eq!(said(&rules.answer("Username for 'https://example.org': ", "")), Some(b"anna".as_slice()));
        let password = "Password for 'https://anna@example.org': ";
        assert_eq!(said(&rules.answer(password, "")), Some(b"t0ken".as_slice()));
        assert_eq!(said(&rules.answer(password, "")), None);
        let many = Rules::new("https://example.org/site.git", false, Arc::new(Nobody), Arc::new(Anna));
        for _ in 0..2 {
            assert_eq!(said(&many.answer(password, "")), Some(b"t0ken".as_slice()));
        }
    }
}
