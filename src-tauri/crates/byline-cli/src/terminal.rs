//! Whoever sits at the terminal, and is asked what a server wants to know.

use std::collections::HashMap;
use std::io::{self, BufRead, IsTerminal, Write};
use std::sync::{Arc, Mutex, PoisonError};

use byline_desk::api::{PersonQuestion, QuestionKind};
use byline_desk::words::say;
use byline_desk::{Asked, Hidden, Nobody, Person, Question, Reply, Verdict, in_words};

/// The person at the terminal, if there is one.
pub(crate) fn person() -> Arc<dyn Person> {
    if io::stdin().is_terminal() && io::stderr().is_terminal() {
        Arc::new(Terminal::default())
    } else {
        Arc::new(Nobody)
    }
}

/// Asks on standard error, so that standard output has the result alone. What was typed is remembered until the program
/// ends.
#[derive(Default)]
struct Terminal(Mutex<HashMap<Question, Hidden>>);

impl Person for Terminal {
    fn said(&self, question: &Question) -> Option<Hidden> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(question).cloned()
    }

    fn ask(&self, question: &Question, asked: Asked, _gone: &dyn Fn() -> bool) -> Option<Reply> {
        let told = in_words(0, question, asked);
        if told.kind == QuestionKind::NewHost {
            show(&told).ok()?;
            let mut typed = String::new();
            io::stdin().lock().read_line(&mut typed).ok()?;
            return (typed.trim().eq_ignore_ascii_case("yes")).then_some(Reply::Yes);
        }
        // Ctrl+D and an empty line mean "not now".
        let secret = typed_unseen(&told).ok().filter(|typed| !typed.bytes().is_empty())?;
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(question.clone(), secret.clone());
        Some(Reply::Secret(secret))
    }

    fn verdict(&self, question: &Question, verdict: Verdict) {
        if verdict != Verdict::Right {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(question);
        }
    }

    // The outcome says it.
    fn stopped(&self, _host: &str) {}

    fn touch(&self, _key: &str, waits: bool) {
        if waits {
            // Whoever cannot be told sees the key's own light.
            let _untold = writeln!(io::stderr(), "{}", say("question.touch", &[]));
        }
    }
}

/// The answer to a question, which is not shown while it is typed.
#[cfg(unix)]
fn typed_unseen(question: &PersonQuestion) -> io::Result<Hidden> {
    use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};

    let input = io::stdin();
    let before = tcgetattr(&input)?;
    let mut unseen = before.clone();
    unseen.local_modes.remove(LocalModes::ECHO);
    unseen.local_modes.insert(LocalModes::ECHONL);
    tcsetattr(&input, OptionalActions::Flush, &unseen)?;
    let mut typed = String::new();
    // Asked only now, so that not one letter of a quick answer is shown.
    let read = show(question).and_then(|()| input.lock().read_line(&mut typed));
    tcsetattr(&input, OptionalActions::Now, &before)?;
    read?;
    typed.truncate(typed.trim_end_matches(['\r', '\n']).len());
    Ok(Hidden::new(typed))
}

/// Where a line would be shown while it is typed, nothing secret is asked for: the post waits.
#[cfg(not(unix))]
fn typed_unseen(_question: &PersonQuestion) -> io::Result<Hidden> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}

fn show(question: &PersonQuestion) -> io::Result<()> {
    let mut out = io::stderr().lock();
    writeln!(out, "{}", question.message)?;
    if let Some(code) = &question.code {
        writeln!(out, "  {code}")?;
    }
    if let Some(hint) = &question.hint {
        writeln!(out, "{hint}")?;
    }
    let ends = if question.kind == QuestionKind::NewHost { "question.yes-or-no" } else { "question.type-it" };
    write!(out, "{} ", say(ends, &[]))?;
    out.flush()
}
