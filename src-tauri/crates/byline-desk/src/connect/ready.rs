//! Whether publishing will work, before the first word is written: the server is asked all that can be asked without
//! changing anything.

use byline_git::{Engine, Fault, Watch};

use super::trouble::of_site;
use crate::api::{Check, Problem, Ready};
use crate::words;

/// Asks the server whether it can be reached, and whether it would take something from this person.
pub(crate) fn ready(engine: &dyn Engine, watch: &dyn Watch) -> Ready {
    match engine.fetch(watch) {
        Ok(_) => sendable(engine, watch),
        // A server that wants a sign-in has been reached.
        Err(Fault::SignIn) => Ready {
            checks: vec![check("reached", true), check("signed-in", false)],
            problem: Some(of_site(&Fault::SignIn)),
        },
        Err(fault) => failed(vec![], "reached", &fault),
    }
}

/// The second half of [`ready`], for a server that was reached a moment ago.
fn sendable(engine: &dyn Engine, watch: &dyn Watch) -> Ready {
    let reached = vec![check("reached", true)];
    match engine.may_send(watch) {
        Ok(()) => {
            Ready { checks: [reached, vec![check("signed-in", true), check("publish", true)]].concat(), problem: None }
        }
        Err(fault @ Fault::SignIn) => failed(reached, "signed-in", &fault),
        // Some forges hide what an account may not write to.
        Err(Fault::Forbidden | Fault::NotFound) => {
            let problem = Problem {
                code: "forbidden".to_owned(),
                message: words::say("doctor.publish.not", &[]),
                hint: words::say_if_known("connect.hint.forbidden", &[("who", &words::say("connect.someone", &[]))]),
            };
            let checks = [reached, vec![check("signed-in", true), check("publish", false)]].concat();
            Ready { checks, problem: Some(problem) }
        }
        Err(fault) => failed(reached, "publish", &fault),
    }
}

/// A check that failed with a cause of its own.
fn failed(mut checks: Vec<Check>, id: &str, fault: &Fault) -> Ready {
    let problem = of_site(fault);
    checks.push(Check { message: problem.message.clone(), ..check(id, false) });
    Ready { checks, problem: Some(problem) }
}

/// One of the catalogue's answers.
pub(crate) fn check(id: &str, ok: bool) -> Check {
    let message = words::say(&format!("doctor.{id}.{}", if ok { "ok" } else { "not" }), &[]);
    Check { id: id.to_owned(), ok, message }
}
