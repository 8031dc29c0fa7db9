//! What git needs beside itself to talk to one server: which ssh program carries it, and who answers questions.

use std::any::Any;
use std::ffi::OsString;

use super::run::Call;
use crate::{Fault, Options, address};

/// The company of one conversation. What is held ends with it: keep this until the program has ended.
#[derive(Default)]
pub(crate) struct Conversation {
    /// Variables for git and what it starts, such as `GIT_SSH_COMMAND` and `GIT_ASKPASS`. Never a secret.
    pub(crate) variables: Vec<(OsString, OsString)>,
    /// Whatever answers the questions, for as long as the conversation lasts.
    pub(crate) _held: Option<Box<dyn Any + Send>>,
}

impl Conversation {
    /// The company for talking to this address, which was found to be allowed.
    pub(crate) fn with(url: &str, _options: &Options) -> Result<Self, Fault> {
        if address::is_ssh(url) {
            return Err(Fault::Unsupported { what: "ssh".to_owned() });
        }
        Ok(Self::default())
    }

    /// Adds its variables to a program.
    pub(crate) fn accompany(&self, call: Call) -> Call {
        self.variables.iter().fold(call, |call, (name, value)| call.with(name, value))
    }
}
