//! Starting a program of this computer. It gets the variables it is given and no others, no terminal, and a folder
//! that no stranger has filled; it is watched, and ended with all that it started when it is silent for too long,
//! says too much, or the person asks to stop.

use std::ffi::{OsStr, OsString};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use crate::Fault;

/// How often the caller is asked whether to stop.
const TICK: Duration = Duration::from_millis(50);

/// How long a program that was asked to end may take to tidy up.
const GRACE: Duration = Duration::from_millis(500);

/// The most lines of a program's words that are kept, and the most characters of each.
const WORDS: (usize, usize) = (400, 2_000);

/// One program, ready to be started. Nothing secret may be in its arguments or variables: others can read them.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    program: PathBuf,
    folder: PathBuf,
    arguments: Vec<OsString>,
    variables: Vec<(OsString, OsString)>,
    input: Vec<u8>,
}

/// How long a program may be silent, and how much it may say.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Until its first sign of life.
    pub(crate) first: Duration,
    /// Between two signs of life.
    pub(crate) silence: Duration,
    /// The most bytes of output.
    pub(crate) output: usize,
}

impl Limits {
    /// For work on this computer alone.
    pub(crate) const LOCAL: Self =
        Self { first: Duration::from_mins(5), silence: Duration::from_mins(5), output: 512 * 1024 * 1024 };
}

/// What became of a program.
#[derive(Debug, Default)]
pub(crate) struct Ended {
    /// Its exit status; `None` when a signal ended it.
    pub(crate) code: Option<i32>,
    /// What it wrote to its standard output.
    pub(crate) output: Vec<u8>,
    /// What it wrote to its standard error, line by line, without control characters.
    pub(crate) said: Vec<String>,
}

impl Ended {
    /// Whether it says that all went well.
    pub(crate) fn is_fine(&self) -> bool {
        self.code == Some(0)
    }
}

enum Event {
    Output(Vec<u8>),
    Said(Vec<u8>),
    /// One of its two outputs was closed.
    Closed,
}

impl Call {
    /// A program by its full path, with these variables.
    pub(crate) fn new(program: &Path, variables: &[(OsString, OsString)]) -> Self {
        // Some systems look for programs in the folder they are started in: that of the program itself is safe.
        let folder = program.parent().unwrap_or(program).to_owned();
        let (arguments, input) = (Vec::new(), Vec::new());
        Self { program: program.to_owned(), folder, arguments, variables: variables.to_vec(), input }
    }

    /// Adds arguments.
    #[must_use]
    pub(crate) fn args<A: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        self.arguments.extend(arguments.into_iter().map(|argument| argument.as_ref().to_owned()));
        self
    }

    /// Adds a variable, in place of one of the same name.
    #[must_use]
    pub(crate) fn with(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.variables.retain(|(known, _)| known != name.as_ref());
        self.variables.push((name.as_ref().to_owned(), value.as_ref().to_owned()));
        self
    }

    /// Adds variables.
    #[must_use]
    pub(crate) fn with_all(self, variables: &[(OsString, OsString)]) -> Self {
        variables.iter().fold(self, |call, (name, value)| call.with(name, value))
    }

    /// What it reads from its standard input.
    #[must_use]
    pub(crate) fn reading(mut self, input: impl Into<Vec<u8>>) -> Self {
        self.input = input.into();
        self
    }

    /// The folder it is started in, in place of the program's own.
    #[must_use]
    pub(crate) fn inside(mut self, folder: &Path) -> Self {
        folder.clone_into(&mut self.folder);
        self
    }

    /// Runs it to its end without anybody watching.
    pub(crate) fn run(&self) -> Result<Ended, Fault> {
        self.watched(Limits::LOCAL, &|| false, &mut |_| {})
    }

    /// Runs it to its end. `stop` is asked many times a second; `heard` gets every line of its standard error as it
    /// comes, also the parts of one that is written over and over.
    pub(crate) fn watched(
        &self,
        limits: Limits,
        stop: &dyn Fn() -> bool,
        heard: &mut dyn FnMut(&str),
    ) -> Result<Ended, Fault> {
        let mut running = self.start(Stdio::piped())?;
        let (sender, events) = mpsc::channel();
        if let Some(mut input) = running.input() {
            let bytes = self.input.clone();
            // A program that does not read all of it says why by its exit status.
            follow(move || drop(input.write_all(&bytes)))?;
        }
        if let Some(output) = running.output() {
            let sender = sender.clone();
            follow(move || pump(output, &sender, Event::Output))?;
        }
        if let Some(words) = running.0.stderr.take() {
            follow(move || pump(words, &sender, Event::Said))?;
        }

        let mut ended = Ended::default();
        let mut words = Words::default();
        let (mut open, mut since, mut patience) = (2, Instant::now(), limits.first);
        let mut gone: Option<Instant> = None;
        while open > 0 {
            match events.recv_timeout(TICK) {
                Ok(Event::Output(bytes)) => ended.output.extend(bytes),
                Ok(Event::Said(bytes)) => words.take(&bytes, heard),
                Ok(Event::Closed) => open -= 1,
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => {
                    // What it started may hold its outputs open for hours: it is over when the program is.
                    if gone.is_none() && running.0.try_wait().is_ok_and(|status| status.is_some()) {
                        gone = Some(Instant::now());
                    }
                    if gone.is_some_and(|at| at.elapsed() > GRACE) {
                        break;
                    }
                    if stop() {
                        return Err(Fault::Cancelled);
                    }
                    if since.elapsed() > patience {
                        return Err(Fault::Timeout);
                    }
                    continue;
                }
            }
            (since, patience) = (Instant::now(), limits.silence);
            if ended.output.len() > limits.output {
                return Err(Fault::other("a program said too much"));
            }
            if stop() {
                return Err(Fault::Cancelled);
            }
        }
        words.end(heard);
        ended.said = words.kept;
        ended.code = running.wait(limits.silence, stop)?;
        Ok(ended)
    }

    /// Starts it for a conversation by its standard input and output; its words are thrown away.
    pub(crate) fn talk(&self) -> Result<Running, Fault> {
        self.start(Stdio::null())
    }

    fn start(&self, words: Stdio) -> Result<Running, Fault> {
        // The one place of this crate that starts programs.
        #[allow(clippy::disallowed_methods)]
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).env_clear().envs(self.variables.iter().map(|(name, value)| (name, value)));
        command.current_dir(&self.folder).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(words);
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        #[cfg(windows)]
        {
            /// `CREATE_NO_WINDOW`: no black window flashes up.
            const NO_WINDOW: u32 = 0x0800_0000;
            std::os::windows::process::CommandExt::creation_flags(&mut command, NO_WINDOW);
        }
        command.spawn().map(Running).map_err(|error| match error.kind() {
            ErrorKind::NotFound => Fault::Missing { program: name(&self.program) },
            _ => Fault::other(format!("{}: {error}", name(&self.program))),
        })
    }
}

fn name(program: &Path) -> String {
    program.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// A program that runs. It is ended, with all that it started, when this is dropped.
#[derive(Debug)]
pub(crate) struct Running(Child);

impl Running {
    /// Its standard input; once.
    pub(crate) fn input(&mut self) -> Option<ChildStdin> {
        self.0.stdin.take()
    }

    /// Its standard output; once.
    pub(crate) fn output(&mut self) -> Option<ChildStdout> {
        self.0.stdout.take()
    }

    fn wait(&mut self, limit: Duration, stop: &dyn Fn() -> bool) -> Result<Option<i32>, Fault> {
        let since = Instant::now();
        let mut nap = Duration::from_micros(200);
        loop {
            match self.0.try_wait() {
                Ok(Some(status)) => return Ok(status.code()),
                Ok(None) if stop() => return Err(Fault::Cancelled),
                Ok(None) if since.elapsed() > limit => return Err(Fault::Timeout),
                Ok(None) => std::thread::sleep(nap),
                Err(error) => return Err(Fault::other(error.to_string())),
            }
            nap = (nap * 2).min(TICK);
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if !matches!(self.0.try_wait(), Ok(None)) {
            return;
        }
        // Closing its input is how a conversation ends; asking first lets it remove what it has half written.
        drop(self.0.stdin.take());
        end_group(&self.0, false);
        let since = Instant::now();
        while since.elapsed() < GRACE && matches!(self.0.try_wait(), Ok(None)) {
            std::thread::sleep(Duration::from_millis(5));
        }
        end_group(&self.0, true);
        // It may be gone by now.
        let _gone = self.0.kill();
        let _reaped = self.0.wait();
    }
}

#[cfg(unix)]
fn end_group(child: &Child, hard: bool) {
    use rustix::process::{Pid, Signal, kill_process_group};
    let signal = if hard { Signal::KILL } else { Signal::TERM };
    // The group may be gone by now.
    let _gone = kill_process_group(Pid::from_child(child), signal);
}

#[cfg(not(unix))]
fn end_group(_child: &Child, _hard: bool) {}

fn follow(work: impl FnOnce() + Send + 'static) -> Result<(), Fault> {
    let thread = std::thread::Builder::new().name("byline-program".to_owned()).spawn(work);
    thread.map(drop).map_err(|error| Fault::other(error.to_string()))
}

fn pump(mut from: impl Read, to: &Sender<Event>, wrap: fn(Vec<u8>) -> Event) {
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match from.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => {
                if to.send(wrap(buffer.get(..count).unwrap_or_default().to_vec())).is_err() {
                    return;
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => break,
        }
    }
    // Nobody listens any more when the caller gave up.
    let _unheard = to.send(Event::Closed);
}

/// A program's words, cut into lines.
#[derive(Default)]
struct Words {
    rest: Vec<u8>,
    /// A line that ended in a carriage return: progress that is written over, unless a line end follows.
    returned: Option<String>,
    kept: Vec<String>,
}

impl Words {
    fn take(&mut self, bytes: &[u8], heard: &mut dyn FnMut(&str)) {
        for byte in bytes {
            match byte {
                b'\n' => {
                    let line = self.line(heard).or(self.returned.take());
                    self.keep(line);
                }
                b'\r' => self.returned = self.line(heard),
                _ => {
                    self.returned = None;
                    if self.rest.len() < WORDS.1 {
                        self.rest.push(*byte);
                    }
                }
            }
        }
    }

    fn line(&mut self, heard: &mut dyn FnMut(&str)) -> Option<String> {
        let line = plain(&String::from_utf8_lossy(&std::mem::take(&mut self.rest)));
        if line.is_empty() {
            return None;
        }
        heard(&line);
        Some(line)
    }

    fn keep(&mut self, line: Option<String>) {
        if self.kept.len() < WORDS.0 {
            self.kept.extend(line);
        }
    }

    fn end(&mut self, heard: &mut dyn FnMut(&str)) {
        let line = self.line(heard);
        self.keep(line);
    }
}

/// A line without the control characters that terminals act on.
pub(crate) fn plain(line: &str) -> String {
    line.chars().filter(|c| !c.is_control()).collect::<String>().trim().to_owned()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Call {
        Call::new(Path::new("/bin/sh"), &[]).args(["-c", script])
    }

    const SHORT: Limits =
        Limits { first: Duration::from_millis(400), silence: Duration::from_millis(400), output: 1_000 };

    #[test]
    fn a_program_is_heard_and_gets_nothing_but_what_it_is_given() {
        let call = shell("cat; /usr/bin/env | /usr/bin/sort >&2; exit 3").reading("in").with("A", "1").with("A", "2");
        let ended = call.run().unwrap();
        assert_eq!((ended.code, ended.output.as_slice()), (Some(3), &b"in"[..]));
        let own = |line: &&String| !["PWD=", "SHLVL=", "_="].iter().any(|name| line.starts_with(name));
        assert_eq!(ended.said.iter().filter(own).collect::<Vec<_>>(), ["A=2"]);
    }

    #[test]
    fn its_words_come_line_by_line_and_plain() {
        let mut heard = Vec::new();
        let call = shell("printf 'one\\r\\n 10%%\\r 20%%\\rtwo\\033[1m\\nthree' >&2");
        let ended = call.watched(Limits::LOCAL, &|| false, &mut |line| heard.push(line.to_owned())).unwrap();
        assert_eq!(heard, ["one", "10%", "20%", "two[1m", "three"]);
        assert_eq!(ended.said, ["one", "two[1m", "three"]);
    }

    #[test]
    fn one_that_is_silent_talks_too_much_or_is_not_wanted_is_ended_with_all_it_started() {
        let folder = tempfile::tempdir().unwrap();
        let mark = folder.path().join("mark");
        let late = format!("(sleep 2; echo late > {}) & sleep 30", mark.display());
        let with_path = |call: Call| call.with("PATH", "/usr/bin:/bin");
        let ended = |limits, stop: bool, script: &str| {
            with_path(shell(script)).watched(limits, &|| stop, &mut |_| {}).unwrap_err()
        };
        let since = Instant::now();
        assert_eq!(ended(SHORT, false, &late), Fault::Timeout);
        assert_eq!(ended(Limits::LOCAL, true, &late), Fault::Cancelled);
        assert!(matches!(ended(SHORT, false, "while true; do echo x; done"), Fault::Other { .. }));
        assert!(since.elapsed() < Duration::from_secs(20));
        std::thread::sleep(Duration::from_millis(2_500));
        assert!(!mark.exists());
    }

    #[test]
    fn what_holds_its_output_open_holds_nothing_up() {
        let call = shell("sleep 20 & echo done").with("PATH", "/usr/bin:/bin");
        let since = Instant::now();
        assert_eq!(call.run().unwrap().output, b"done\n");
        assert!(since.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn a_program_that_is_not_there_is_missing() {
        let gone = Call::new(Path::new("/nowhere/git"), &[]).run().unwrap_err();
        assert!(matches!(gone, Fault::Missing { ref program } if program == "git"), "{gone:?}");
    }
}
