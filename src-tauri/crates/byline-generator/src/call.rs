//! What a generator's description comes to on this computer: a program, its arguments and its variables.
//!
//! Descriptions have places: `{port}`, `{base}`, and any other name as a folder of that name outside the site.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::generators::{Kind, Missing};
use crate::node;
use crate::run::{Call, Programs};

/// Where and how a generator is to run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Here<'a> {
    /// The folder that the generator is started in.
    pub(crate) site: &'a Path,
    /// A folder outside the site, for what it writes.
    pub(crate) outside: &'a Path,
    /// The path that the site's own address ends in, such as `/blog`; empty at the top of a host.
    pub(crate) base: &'a str,
    pub(crate) port: u16,
    pub(crate) programs: &'a Programs,
}

/// Where a generator's program is.
#[derive(Debug)]
pub(crate) enum Program {
    /// On this computer: its name for people, and which one it is.
    Installed(&'static str, fn(&Programs) -> Option<&PathBuf>),
    /// In this package, which the site brings along.
    Package(&'static str),
    /// Found in a way of its own.
    Own(fn(&Here<'_>) -> Result<Start, Missing>),
}

/// A program, with what comes before its arguments and beside its variables.
#[derive(Debug)]
pub(crate) struct Start {
    pub(crate) program: PathBuf,
    pub(crate) before: Vec<OsString>,
    pub(crate) variables: Vec<(OsString, OsString)>,
}

impl Kind {
    /// How it is started.
    pub(crate) fn call(&self, here: &Here<'_>) -> Result<Call, Missing> {
        let plain = |program, before| Start { program, before, variables: Vec::new() };
        let start = match &self.program {
            Program::Installed(name, which) => {
                plain(which(here.programs).ok_or(Missing::Program(name))?.clone(), Vec::new())
            }
            Program::Package(package) => {
                let (node, script) = node::program(here, package)?;
                plain(node, script)
            }
            Program::Own(find) => find(here)?,
        };
        let Start { program, before: mut arguments, mut variables } = start;
        arguments.extend(self.arguments.iter().chain(self.drafts).map(|argument| filled(argument, here)));
        variables.extend(self.variables.iter().map(|(name, value)| (OsString::from(name), filled(value, here))));
        Ok(Call { program, arguments, variables, folder: here.site.to_owned() })
    }
}

/// A word of a description with its places filled.
fn filled(word: &str, here: &Here<'_>) -> OsString {
    let mut out = OsString::new();
    let mut rest = word;
    while let Some((before, (place, after))) =
        rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    {
        out.push(before);
        match place {
            "port" => out.push(here.port.to_string()),
            "base" => out.push(here.base),
            folder => out.push(here.outside.join(folder)),
        }
        rest = after;
    }
    out.push(rest);
    out
}
