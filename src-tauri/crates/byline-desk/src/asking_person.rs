//! Questions to the person while Byline talks to a server: one at a time, told as an event, answered by a command.
//!
//! What holds:
//! - What was typed is remembered until Byline closes, in memory alone, and forgotten as soon as it is found to be wrong.
//! - Where the person ticks it, the system's keychain keeps it, but only after it was found to be right. The keychain is
//!   read in the place of a question, never while a server waits; what it kept and is wrong by now is forgotten there
//!   too, and the person is asked as for the first time.
//! - Whoever said "not now" is left alone: the same is asked again only after the person did something that needs the
//!   server ([`Questions::afresh`]). What was to be sent stays kept meanwhile.
//! - A question that nobody answers is given up after a while, like a "not now".

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use byline_git::Hidden;
use byline_git::ask::{Asked, Person, Question, Reply, Verdict};
use byline_signin::{Keychain, NoKeychain, SystemKeychain};

use crate::api::{Event, EventSink, NoticeKind, PersonAnswer, PersonNotice, PersonQuestion, QuestionKind};
use crate::words;

/// How long a question stands: long enough to look a code up, or to ask somebody for it.
const LONGEST: Duration = Duration::from_mins(10);
/// How often it is looked whether the question still matters.
const TICK: Duration = Duration::from_millis(100);

/// The questions of one running program, and what was answered.
pub struct Questions {
    events: Arc<dyn EventSink>,
    keychain: Arc<dyn Keychain>,
    book: Mutex<Book>,
    answered: Condvar,
    /// Held while a question is open: one dialog at a time.
    turn: Mutex<()>,
}

#[derive(Default)]
struct Book {
    last: u32,
    open: Option<Open>,
    remembered: HashMap<Question, Hidden>,
    not_now: HashSet<Question>,
    /// What the keychain is to keep once it is found to be right.
    to_keep: HashSet<Question>,
    /// What came from the keychain.
    kept: HashSet<Question>,
    /// What the keychain had and was wrong by now: the person made no mistake.
    outdated: HashSet<Question>,
    /// For what the keychain was looked into.
    looked: HashSet<Question>,
    /// Servers that the person was told not to trust.
    stopped: HashSet<String>,
}

/// The question that stands, and its answer once it is there.
struct Open {
    id: u32,
    question: Question,
    given: Option<PersonAnswer>,
}

impl Questions {
    /// Tells its questions as events. Nothing outlives the program.
    pub fn new(events: Arc<dyn EventSink>) -> Arc<Self> {
        Self::keeping(events, Arc::new(NoKeychain))
    }

    /// The same, with the system's keychain.
    pub fn usual(events: Arc<dyn EventSink>) -> Arc<Self> {
        Self::keeping(events, Arc::new(SystemKeychain))
    }

    /// The same, with this keychain.
    pub fn keeping(events: Arc<dyn EventSink>, keychain: Arc<dyn Keychain>) -> Arc<Self> {
        let (book, answered, turn) = (Mutex::default(), Condvar::new(), Mutex::default());
        Arc::new(Self { events, keychain, book, answered, turn })
    }

    /// Answers a question; one that is over meanwhile needs no answer any more.
    pub fn answer(&self, id: u32, answer: PersonAnswer) {
        let mut book = self.book();
        let Some(open) = book.open.as_mut().filter(|open| open.id == id) else { return };
        let put_off = (answer == PersonAnswer::NotNow).then(|| open.question.clone());
        open.given = Some(answer);
        // At once: what the person does next counts as done after it.
        book.not_now.extend(put_off);
        self.answered.notify_all();
    }

    /// The person did something that needs the server: what was put off may be asked again.
    pub fn afresh(&self) {
        let mut book = self.book();
        book.not_now.clear();
        book.stopped.clear();
        book.looked.clear();
    }

    /// What the keychain has for a question; it is looked into once, until the person does something again.
    fn look_up(&self, question: &Question) -> Option<Hidden> {
        let name = kept_as(question)?;
        if !self.book().looked.insert(question.clone()) {
            return None;
        }
        let secret = Hidden::new(self.keychain.read(&name).ok()??.show());
        let mut book = self.book();
        book.remembered.insert(question.clone(), secret.clone());
        book.kept.insert(question.clone());
        Some(secret)
    }

    /// Has the keychain keep what was right, if the person wants that. Where it cannot, she is asked again the next time.
    fn keep(&self, question: &Question) {
        let mut book = self.book();
        if !book.to_keep.remove(question) {
            return;
        }
        let Some((name, secret)) = kept_as(question).zip(book.remembered.get(question).cloned()) else { return };
        drop(book);
        let Ok(text) = std::str::from_utf8(secret.bytes()) else { return };
        if self.keychain.write(&name, &byline_signin::Hidden::new(text)).is_ok() {
            self.book().kept.insert(question.clone());
        }
    }

    fn notice(&self, kind: NoticeKind, word: &str, args: &[(&str, &str)]) {
        let message = words::say(&format!("notice.{word}"), args);
        let hint = words::say(&format!("notice.{word}.hint"), args);
        self.events.tell(Event::Notice { notice: PersonNotice { kind, message, hint } });
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts the question and waits. An answer that was not given is a "not now".
    fn wait(&self, question: &Question, asked: Asked, gone: &dyn Fn() -> bool) -> PersonAnswer {
        let can_keep = kept_as(question).is_some() && self.keychain.trouble().is_none();
        let told = {
            let mut book = self.book();
            book.last += 1;
            let mut told = in_words(book.last, question, asked);
            if can_keep {
                told.hint = Some(words::say("question.keep.hint", &[]));
                told.can_keep = true;
            }
            book.open = Some(Open { id: told.id, question: question.clone(), given: None });
            told
        };
        let id = told.id;
        self.events.tell(Event::Question { question: told });
        let begin = Instant::now();
        let mut book = self.book();
        loop {
            let given = book.open.as_mut().and_then(|open| open.given.take());
            let is_late = begin.elapsed() > LONGEST;
            if given.is_some() || is_late || gone() {
                book.open = None;
                if given.is_none() && is_late {
                    book.not_now.insert(question.clone());
                }
                drop(book);
                self.events.tell(Event::QuestionOver { id });
                return given.unwrap_or(PersonAnswer::NotNow);
            }
            let waited = self.answered.wait_timeout(book, TICK);
            book = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

impl Person for Questions {
    fn said(&self, question: &Question) -> Option<Hidden> {
        self.book().remembered.get(question).cloned()
    }

    fn ask(&self, question: &Question, asked: Asked, gone: &dyn Fn() -> bool) -> Option<Reply> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        if self.book().not_now.contains(question) {
            return None;
        }
        if let Some(secret) = self.look_up(question) {
            return Some(Reply::Kept(secret));
        }
        let asked = if self.book().outdated.remove(question) { Asked::First } else { asked };
        match self.wait(question, asked, gone) {
            PersonAnswer::Secret { text, keep } => {
                let secret = Hidden::new(text);
                let mut book = self.book();
                book.remembered.insert(question.clone(), secret.clone());
                if keep {
                    book.to_keep.insert(question.clone());
                }
                Some(Reply::Secret(secret))
            }
            PersonAnswer::Yes => Some(Reply::Yes),
            PersonAnswer::NotNow => None,
        }
    }

    fn verdict(&self, question: &Question, verdict: Verdict) {
        if verdict == Verdict::Right {
            self.keep(question);
            return;
        }
        let was_kept = {
            let mut book = self.book();
            book.remembered.remove(question);
            book.to_keep.remove(question);
            let was_kept = book.kept.remove(question);
            if was_kept {
                book.outdated.insert(question.clone());
            }
            was_kept
        };
        if let Some(name) = kept_as(question).filter(|_| was_kept) {
            // One that cannot be forgotten now is found to be wrong the next time, too.
            let _ = self.keychain.remove(&name);
        }
        if verdict == Verdict::WrongTwice {
            self.book().not_now.insert(question.clone());
            self.notice(NoticeKind::WrongTwice, "wrong-twice", &[]);
        }
    }

    fn stopped(&self, host: &str) {
        if self.book().stopped.insert(host.to_owned()) {
            self.notice(NoticeKind::HostChanged, "host-changed", &[("host", host)]);
        }
    }

    fn touch(&self, _key: &str, waits: bool) {
        self.events.tell(Event::TouchKey { waits });
    }
}

/// A question in the catalogue's words. For a terminal as well as for a window.
pub fn in_words(id: u32, question: &Question, asked: Asked) -> PersonQuestion {
    let again = asked == Asked::Again;
    let (kind, word, code) = match question {
        Question::Passphrase { .. } => (QuestionKind::Passphrase, "passphrase", None),
        Question::Pin { .. } => (QuestionKind::Pin, "pin", None),
        Question::Password { .. } => (QuestionKind::Password, "password", None),
        Question::NewHost { fingerprint, .. } => (QuestionKind::NewHost, "new-host", Some(fingerprint.clone())),
    };
    let args = match question {
        Question::Passphrase { key } | Question::Pin { key } => vec![("key", name_of(key))],
        Question::Password { account, host } => vec![("account", account.as_str()), ("host", host)],
        Question::NewHost { host, .. } => vec![("host", host.as_str())],
    };
    let key = format!("question.{word}");
    let message = words::say_if_known(&format!("{key}.again"), &args).filter(|_| again);
    PersonQuestion {
        id,
        kind,
        message: message.unwrap_or_else(|| words::say(&key, &args)),
        hint: words::say_if_known(&format!("{key}.hint"), &args),
        code,
        again,
        can_keep: false,
    }
}

/// Under which name the keychain keeps an answer: beside the sign-ins, which have addresses for names. A PIN is for no
/// other place than the person's head.
fn kept_as(question: &Question) -> Option<String> {
    match question {
        Question::Passphrase { key } => Some(format!("passphrase of {key}")),
        Question::Password { account, host } => Some(format!("password of {account} at {host}")),
        Question::Pin { .. } | Question::NewHost { .. } => None,
    }
}

/// A key's file without its folder.
fn name_of(key: &str) -> &str {
    key.rsplit(['/', '\\']).next().unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use byline_signin::MemoryKeychain;

    use super::*;

    struct Ear(Mutex<mpsc::Sender<Event>>);

    impl EventSink for Ear {
        fn tell(&self, event: Event) {
            let _ = self.0.lock().unwrap().send(event);
        }
    }

    fn questions() -> (Arc<Questions>, mpsc::Receiver<Event>) {
        let (tell, heard) = mpsc::channel();
        (Questions::new(Arc::new(Ear(Mutex::new(tell)))), heard)
    }

    fn key() -> Question {
        Question::Passphrase { key: "/home/anna/.ssh/id_ed25519".into() }
    }

    /// Asks on a thread of its own, and answers what is told.
    fn asked(questions: &Arc<Questions>, heard: &mpsc::Receiver<Event>, answer: PersonAnswer) -> Option<Reply> {
        let asking = Arc::clone(questions);
        let reply = std::thread::spawn(move || asking.ask(&key(), Asked::First, &|| false));
        let Ok(Event::Question { question }) = heard.recv() else { panic!("no question") };
        assert!(question.message.contains("id_ed25519") && !question.message.contains("/home"), "{question:?}");
        questions.answer(question.id + 1, PersonAnswer::Yes);
        questions.answer(question.id, answer);
        assert_eq!(heard.recv().unwrap(), Event::QuestionOver { id: question.id });
        reply.join().unwrap()
    }

    #[test]
    fn what_was_typed_is_remembered_until_it_is_wrong() {
        let (questions, heard) = questions();
        let reply = asked(&questions, &heard, PersonAnswer::Secret { text: "open".into(), keep: false });
        assert_eq!(reply, Some(Reply::Secret(Hidden::new("open"))));
        questions.verdict(&key(), Verdict::Right);
        assert_eq!(questions.said(&key()), Some(Hidden::new("open")));
        questions.verdict(&key(), Verdict::Wrong);
        assert_eq!(questions.said(&key()), None);
        assert!(heard.try_recv().is_err());
        questions.verdict(&key(), Verdict::WrongTwice);
        assert!(matches!(heard.recv(), Ok(Event::Notice { .. })));
        assert_eq!(questions.ask(&key(), Asked::First, &|| false), None);
    }

    #[test]
    fn what_was_right_is_kept_where_the_person_ticks_it() {
        let keychain = Arc::new(MemoryKeychain::default());
        let begin = || {
            let (tell, heard) = mpsc::channel();
            (Questions::keeping(Arc::new(Ear(Mutex::new(tell))), keychain.clone()), heard)
        };
        let name = "passphrase of /home/anna/.ssh/id_ed25519";
        let kept = || keychain.read(name).unwrap().map(|kept| kept.show().to_owned());
        let typed = |keep| PersonAnswer::Secret { text: "open".into(), keep };

        let (questions, heard) = begin();
        asked(&questions, &heard, typed(false));
        questions.verdict(&key(), Verdict::Right);
        assert_eq!(kept(), None, "nobody wanted it kept");
        questions.verdict(&key(), Verdict::Wrong);
        asked(&questions, &heard, typed(true));
        questions.verdict(&key(), Verdict::Wrong);
        asked(&questions, &heard, typed(true));
        assert_eq!(kept(), None, "nobody knows whether it is right");
        questions.verdict(&key(), Verdict::Right);
        assert_eq!(kept().as_deref(), Some("open"));

        // The next time nobody is asked, until it is wrong.
        let (questions, heard) = begin();
        let ask = |asked| questions.ask(&key(), asked, &|| true);
        assert_eq!(ask(Asked::First), Some(Reply::Kept(Hidden::new("open"))));
        assert_eq!(questions.said(&key()), Some(Hidden::new("open")));
        assert!(heard.try_recv().is_err());
        questions.verdict(&key(), Verdict::Wrong);
        assert_eq!((kept(), questions.said(&key())), (None, None));
        assert_eq!(ask(Asked::Again), None);
        let Ok(Event::Question { question }) = heard.recv() else { panic!("no question") };
        assert!(question.can_keep && !question.again, "she typed nothing wrong: {question:?}");
    }

    #[test]
    fn a_pin_is_never_kept_and_nothing_is_without_a_keychain() {
        let pin = Question::Pin { key: "/home/anna/.ssh/id_sk".into() };
        let can_keep = |keychain: Arc<dyn Keychain>, question: &Question| {
            let (tell, heard) = mpsc::channel();
            Questions::keeping(Arc::new(Ear(Mutex::new(tell))), keychain).ask(question, Asked::First, &|| true);
            matches!(heard.recv(), Ok(Event::Question { question }) if question.can_keep)
        };
        assert!(can_keep(Arc::new(MemoryKeychain::default()), &key()));
        assert!(!can_keep(Arc::new(MemoryKeychain::default()), &pin));
        assert!(!can_keep(Arc::new(NoKeychain), &key()));
    }

    #[test]
    fn whoever_said_not_now_is_left_alone_until_she_acts() {
        let (questions, heard) = questions();
        assert_eq!(asked(&questions, &heard, PersonAnswer::NotNow), None);
        assert_eq!(questions.ask(&key(), Asked::First, &|| false), None);
        assert!(heard.try_recv().is_err());
        questions.afresh();
        assert!(asked(&questions, &heard, PersonAnswer::Secret { text: "open".into(), keep: false }).is_some());
    }

    #[test]
    fn a_question_that_matters_no_more_goes_away_and_is_no_not_now() {
        let (questions, heard) = questions();
        assert_eq!(questions.ask(&key(), Asked::First, &|| true), None);
        assert!(matches!(heard.recv(), Ok(Event::Question { .. })));
        assert!(matches!(heard.recv(), Ok(Event::QuestionOver { .. })));
        assert!(asked(&questions, &heard, PersonAnswer::Secret { text: "open".into(), keep: false }).is_some());
    }

    #[test]
    fn an_answer_does_not_print_itself() {
        assert!(!format!("{:?}", PersonAnswer::Secret { text: "hunter2".into(), keep: false }).contains("hunter2"));
    }
}
