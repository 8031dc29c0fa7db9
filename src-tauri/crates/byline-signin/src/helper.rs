//! The credential program that git has on this computer (Git Credential Manager, osxkeychain, libsecret, gh), by way of
//! `git credential`. It belongs to the person, so it is found in the person's own and the system's settings alone: never
//! in those of a website's folder, which is why git runs in a folder of Byline's.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use crate::{Hidden, Place};

/// The longest answer of a credential program that is read, in bytes.
const LARGEST: u64 = 64 * 1024;

/// Variables that would lead git to another folder, to other settings, or to a program that asks.
const UNWANTED: [&str; 18] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_COMMON_DIR",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_NAMESPACE",
    "GIT_CONFIG",
    "GIT_CONFIG_PARAMETERS",
    "GIT_CONFIG_COUNT",
    "GIT_ASKPASS",
    "SSH_ASKPASS",
    "GIT_TRACE",
    "GIT_TRACE_CURL",
    "GIT_TRACE_PACKET",
    "GIT_TRACE_SETUP",
    "GIT_TRACE2",
    "GIT_TRACE2_EVENT",
    "GIT_TRACE2_PERF",
];

/// What a credential program gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Filled {
    pub(crate) user: String,
    pub(crate) password: Hidden,
    /// In seconds since 1970-01-01 UTC.
    pub(crate) expires: Option<u64>,
    refresh: Option<Hidden>,
}

/// Runs `git credential`.
#[derive(Debug, Clone)]
pub struct Helper {
    git: PathBuf,
    folder: PathBuf,
    patience: Duration,
    more: Vec<(OsString, OsString)>,
}

impl Helper {
    /// Runs the program `git` in `folder`, which must be no website's, and waits at the most `patience` for an answer: a
    /// credential program may be asking the person.
    pub fn new(git: impl Into<PathBuf>, folder: impl Into<PathBuf>, patience: Duration) -> Self {
        Self { git: git.into(), folder: folder.into(), patience, more: Vec::new() }
    }

    /// Sets a variable for git and what it starts; for tests that have settings of their own.
    #[must_use]
    pub fn with_variable(mut self, name: impl Into<OsString>, value: impl Into<OsString>) -> Self {
        self.more.push((name.into(), value.into()));
        self
    }

    /// Whether git is here and has a credential program for this place.
    pub fn is_there(&self, place: &Place) -> bool {
        let Some(mut command) = self.command(false) else { return false };
        command.args(["config", "--get-urlmatch", "credential.helper", &place.origin()]);
        self.run(&mut command, "").is_some_and(|said| !said.trim().is_empty())
    }

    /// Asks for the name and password of an address. `may_ask` lets the program show a window of its own.
    pub(crate) fn fill(&self, url: &str, user: Option<&str>, may_ask: bool) -> Option<Filled> {
        let question = question(url, user)?;
        let mut command = self.command(may_ask)?;
        command.args(["credential", "fill"]);
        let said = self.run(&mut command, &format!("{question}\n"))?;
        parse(&said)
    }

    /// Tells the program that the server took it, so that it is kept.
    pub(crate) fn approve(&self, url: &str, filled: &Filled) {
        self.tell("approve", url, filled);
    }

    /// Tells the program that the server refused it, so that it is forgotten.
    pub(crate) fn reject(&self, url: &str, filled: &Filled) {
        self.tell("reject", url, filled);
    }

    fn tell(&self, what: &str, url: &str, filled: &Filled) {
        let Some((question, mut command)) = question(url, Some(&filled.user)).zip(self.command(false)) else { return };
        let end = filled.expires.map(|end| format!("password_expiry_utc={end}\n")).unwrap_or_default();
        let refresh = filled.refresh.as_ref().map(|token| format!("oauth_refresh_token={}\n", token.show()));
        let told = format!("{question}password={}\n{end}{}\n", filled.password.show(), refresh.unwrap_or_default());
        command.args(["credential", what]);
        // A program that does not listen keeps or forgets nothing; the next answer of the server shows it.
        let _ = self.run(&mut command, &told);
    }

    #[allow(clippy::disallowed_methods)] // This is the one place where the person's credential program is started.
    fn command(&self, may_ask: bool) -> Option<Command> {
        std::fs::create_dir_all(&self.folder).ok()?;
        let folder = self.folder.canonicalize().ok()?;
        let mut command = Command::new(&self.git);
        for name in UNWANTED {
            command.env_remove(name);
        }
        // Git looks for a repository from its folder upwards; here it looks no further than this folder.
        command.current_dir(&folder).env("GIT_CEILING_DIRECTORIES", folder.parent()?);
        command.env("GIT_TERMINAL_PROMPT", "0").env("LC_ALL", "C");
        command.args(["-c", "core.askPass=", "-c", "core.fsmonitor=false"]);
        if !may_ask {
            command.args(["-c", "credential.interactive=false"]).env("GCM_INTERACTIVE", "never");
        }
        command.envs(self.more.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        no_window(&mut command);
        Some(command)
    }

    /// What a program says to `told`, if it ends well and in time.
    fn run(&self, command: &mut Command, told: &str) -> Option<String> {
        let mut child = command.spawn().ok()?;
        let (mut into, out) = (child.stdin.take()?, child.stdout.take()?);
        let (said, answer) = mpsc::channel();
        let told = told.to_owned();
        std::thread::spawn(move || {
            // A program that has ended already reads nothing.
            let _ = into.write_all(told.as_bytes());
            drop(into);
            let mut text = Vec::new();
            let read = out.take(LARGEST).read_to_end(&mut text);
            // Nobody waits any longer when it took too long.
            let _ = said.send(read.ok().and_then(|_| String::from_utf8(text).ok()));
        });
        let said = answer.recv_timeout(self.patience).ok().flatten();
        end(&mut child, said.is_some()).then_some(said).flatten()
    }
}

/// Waits for a program that has said all, stops one that has not; whether it ended well.
fn end(child: &mut Child, said: bool) -> bool {
    if !said {
        // One that has ended meanwhile cannot be stopped any more.
        let _ = child.kill();
    }
    child.wait().is_ok_and(|status| status.success())
}

#[cfg(windows)]
fn no_window(command: &mut Command) {
    use std::os::windows::process::CommandExt;
    /// `CREATE_NO_WINDOW`, learn.microsoft.com/windows/win32/procthread/process-creation-flags.
    const NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(NO_WINDOW);
}

#[cfg(not(windows))]
fn no_window(_command: &mut Command) {}

/// The lines that say what is asked for (git-scm.com/docs/git-credential).
fn question(url: &str, user: Option<&str>) -> Option<String> {
    let place = Place::of(url).ok()?;
    let path = url.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map(|(_, path)| path);
    let path = path.filter(|path| !path.is_empty()).map(|path| format!("path={path}\n")).unwrap_or_default();
    let user = user.filter(|user| !user.is_empty());
    if user.is_some_and(|user| user.chars().any(char::is_control)) {
        return None;
    }
    let user = user.map(|user| format!("username={user}\n")).unwrap_or_default();
    Some(format!("protocol={}\nhost={}\n{path}{user}", place.scheme(), place.name()))
}

fn parse(said: &str) -> Option<Filled> {
    let value = |key: &str| said.lines().rev().find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
    if value("quit").is_some_and(|quit| quit == "1" || quit == "true") {
        return None;
    }
    Some(Filled {
        user: value("username")?.to_owned(),
        password: Hidden::new(value("password").filter(|password| !password.is_empty())?),
        expires: value("password_expiry_utc").and_then(|end| end.parse().ok()),
        refresh: value("oauth_refresh_token").map(Hidden::new),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_names_scheme_host_and_path_and_nothing_smuggled() {
        let expect = "protocol=https\nhost=example.org:8443\npath=a/b.git\nusername=anna\n";
        assert_eq!(question("https://example.org:8443/a/b.git", Some("anna")).as_deref(), Some(expect));
        assert_eq!(question("https://example.org/%0ahost=evil", None), None);
        assert_eq!(question("https://example.org/a", Some("x\nhost=evil")), None);
    }

    #[test]
    fn an_answer_is_read_with_its_end() {
        let said =
            "protocol=https\nhost=x\nusername=anna\npassword=a=b\npassword_expiry_utc=77\noauth_refresh_token=r\n";
        let filled = parse(said).unwrap();
        assert_eq!((filled.user.as_str(), filled.password.show(), filled.expires), ("anna", "a=b", Some(77)));
        assert_eq!(filled.refresh, Some(Hidden::new("r")));
        assert_eq!(parse("username=anna\n"), None);
        assert_eq!(parse("quit=1\nusername=a\npassword=b\n"), None);
    }
}
