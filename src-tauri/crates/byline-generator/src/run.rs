//! Starting a generator. With `byline-git`'s own, the only file that starts programs, beside [`crate::keeper`], which
//! starts what it is told here.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use crate::keeper::{GRACE, RUN_GENERATOR};

/// The programs of this computer that generators need. Found by the programs on top; nothing here looks for any.
#[derive(Debug, Clone, Default)]
pub struct Programs {
    /// Byline's own executable, which keeps watch.
    pub keeper: Option<PathBuf>,
    /// Hugo.
    pub hugo: Option<PathBuf>,
    /// Zola.
    pub zola: Option<PathBuf>,
    /// Jekyll, for sites that do not say which one they need.
    pub jekyll: Option<PathBuf>,
    /// Bundler, for sites that do.
    pub bundle: Option<PathBuf>,
    /// Node.js, which runs the generators that a site brings along.
    pub node: Option<PathBuf>,
    /// The variables that a generator is started with: where the person's home and programs are, and the language. No
    /// sign-in of any kind, and no agent that holds one.
    pub variables: Vec<(OsString, OsString)>,
}

/// What is started, and where.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    pub(crate) program: PathBuf,
    pub(crate) arguments: Vec<OsString>,
    /// Beside those of [`Programs::variables`].
    pub(crate) variables: Vec<(OsString, OsString)>,
    pub(crate) folder: PathBuf,
}

/// A generator that runs. Dropping it ends it, with all that it started.
#[derive(Debug)]
pub(crate) struct Running(Child);

impl Running {
    pub(crate) fn start(keeper: &Path, call: &Call, variables: &[(OsString, OsString)]) -> io::Result<Self> {
        // One of the two places of this crate that start programs.
        #[allow(clippy::disallowed_methods)]
        let mut command = Command::new(keeper);
        command.arg(RUN_GENERATOR).arg(&call.program).args(&call.arguments);
        command.env_clear().envs(variables.iter().map(|(name, value)| (name, value)));
        command.envs(call.variables.iter().map(|(name, value)| (name, value)));
        command.current_dir(&call.folder).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // What a terminal sends to Byline must not reach the one that cleans up afterwards.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        #[cfg(windows)]
        {
            /// `CREATE_NO_WINDOW`: no black window flashes up.
            const NO_WINDOW: u32 = 0x0800_0000;
            std::os::windows::process::CommandExt::creation_flags(&mut command, NO_WINDOW);
        }
        command.spawn().map(Self)
    }

    /// Its two outputs; once.
    pub(crate) fn outputs(&mut self) -> (Option<ChildStdout>, Option<ChildStderr>) {
        (self.0.stdout.take(), self.0.stderr.take())
    }

    /// Whether it ended by itself.
    pub(crate) fn is_over(&mut self) -> bool {
        !matches!(self.0.try_wait(), Ok(None))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // The keeper ends everything when its input is closed, and then itself.
        drop(self.0.stdin.take());
        let since = Instant::now();
        while since.elapsed() < GRACE * 2 && !self.is_over() {
            std::thread::sleep(Duration::from_millis(5));
        }
        // It may be gone by now.
        let _gone = self.0.kill();
        let _reaped = self.0.wait();
    }
}
