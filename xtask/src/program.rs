//! The one way in which another program is started.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::place;
use crate::step::Stop;

/// A program about to be started, in the root of the checkout unless told otherwise.
pub(crate) struct Program {
    command: Command,
    line: String,
}

impl Program {
    /// `program` is a name to look up or a path.
    #[allow(clippy::disallowed_methods)] // This is the place that the ban points to.
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program.as_ref());
        command.current_dir(place::root());
        let line = Path::new(program.as_ref())
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        Self { command, line }
    }

    /// The cargo that started this command.
    pub(crate) fn cargo() -> Self {
        let mut cargo = Self::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        "cargo".clone_into(&mut cargo.line);
        cargo
    }

    /// One more argument.
    pub(crate) fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.line.push(' ');
        self.line.push_str(&arg.as_ref().to_string_lossy());
        self.command.arg(arg);
        self
    }

    /// More arguments.
    pub(crate) fn args<A: AsRef<OsStr>>(self, args: impl IntoIterator<Item = A>) -> Self {
        args.into_iter().fold(self, Self::arg)
    }

    /// The same program with the same arguments and folder, to be started once more.
    pub(crate) fn again(&self) -> Self {
        let mut copy = Self::new(self.command.get_program());
        copy.line.clone_from(&self.line);
        copy.command.args(self.command.get_args());
        if let Some(folder) = self.command.get_current_dir() {
            copy.command.current_dir(folder);
        }
        copy
    }

    /// Makes `inner` and its arguments the last arguments of this program, which starts it.
    pub(crate) fn then(mut self, inner: &Self) -> Self {
        self.command.arg(inner.command.get_program());
        self.command.args(inner.command.get_args());
        self.line.push(' ');
        self.line.push_str(&inner.line);
        self
    }

    /// Sets a variable of its environment.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Takes a variable out of its environment.
    pub(crate) fn without_env(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// The folder that it is started in.
    pub(crate) fn within(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Runs it with its output in the terminal; stops when it fails.
    pub(crate) fn run(mut self) -> Result<(), Stop> {
        let status = self.command.status().map_err(|source| Stop::Start { program: self.line.clone(), source })?;
        if status.success() { Ok(()) } else { Err(Stop::Failed { line: self.line }) }
    }

    /// Runs it and returns what it wrote to its standard output; stops when it fails.
    pub(crate) fn output(mut self) -> Result<String, Stop> {
        let output = self
            .command
            .stdin(Stdio::null())
            .output()
            .map_err(|source| Stop::Start { program: self.line.clone(), source })?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        eprint!("{}", String::from_utf8_lossy(&output.stdout));
        eprint!("{}", String::from_utf8_lossy(&output.stderr));
        Err(Stop::Failed { line: self.line })
    }

    /// What it wrote to its standard output, when it can be started and succeeds.
    pub(crate) fn output_if_works(self) -> Option<String> {
        let bytes = self.bytes_if_works()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// The same where it is not text.
    pub(crate) fn bytes_if_works(mut self) -> Option<Vec<u8>> {
        let output = self.command.stdin(Stdio::null()).output().ok()?;
        output.status.success().then_some(output.stdout)
    }

    /// Whether it can be started and succeeds; it says nothing either way.
    pub(crate) fn works(mut self) -> bool {
        self.command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    }

    /// Starts it, silent, and does not wait for it.
    pub(crate) fn start(mut self) -> Result<Child, Stop> {
        self.command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|source| Stop::Start { program: self.line, source })
    }
}
