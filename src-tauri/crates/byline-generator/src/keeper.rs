//! Byline's own executable, started a second time to keep watch over a generator: it ends the generator, and all that the
//! generator started, as soon as nobody holds the other end of its standard input any more. The system closes that end
//! whatever became of the first Byline, also when it was killed.

use std::ffi::{OsStr, OsString};
use std::io::{Read, stdin};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// The first word by which the executable sees what it was started for.
pub const RUN_GENERATOR: &str = "--run-generator";

/// How long a generator that was asked to end may take to do so.
pub(crate) const GRACE: Duration = Duration::from_millis(1_500);

const TICK: Duration = Duration::from_millis(50);

/// Runs a generator until it ends, or until the standard input is closed, if the first word says so. `words` are those
/// that the executable was started with, without its own name.
pub fn keep_watch(words: impl IntoIterator<Item = OsString>) -> Option<ExitCode> {
    let mut words = words.into_iter();
    if words.next().as_deref() != Some(OsStr::new(RUN_GENERATOR)) {
        return None;
    }
    let started = words.next().and_then(|program| start(&program, words).ok());
    Some(started.map_or(ExitCode::FAILURE, |child| watch(child, &until_closed())))
}

fn start(program: &OsStr, words: impl Iterator<Item = OsString>) -> std::io::Result<Child> {
    // The place where a generator itself starts.
    #[allow(clippy::disallowed_methods)]
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.spawn()
}

/// Tells when the standard input is closed.
fn until_closed() -> Receiver<()> {
    let (closed, told) = mpsc::channel();
    std::thread::spawn(move || {
        // Nothing is ever written into it.
        let _end = stdin().lock().read_to_end(&mut Vec::new());
        drop(closed);
    });
    told
}

fn watch(mut child: Child, closed: &Receiver<()>) -> ExitCode {
    loop {
        if has_ended(&mut child) {
            end_group(&child, true);
            let done = child.wait().is_ok_and(|status| status.success());
            return if done { ExitCode::SUCCESS } else { ExitCode::FAILURE };
        }
        if let Err(RecvTimeoutError::Disconnected) = closed.recv_timeout(TICK) {
            break;
        }
    }
    end_group(&child, false);
    let since = Instant::now();
    while since.elapsed() < GRACE && !has_ended(&mut child) {
        std::thread::sleep(Duration::from_millis(5));
    }
    end_group(&child, true);
    // It may be gone by now.
    let _gone = child.kill();
    let _reaped = child.wait();
    ExitCode::SUCCESS
}

/// Whether the generator has ended. On Unix it is not taken off the list of processes yet, so that its number, which is
/// its group's, cannot become another's before the group is ended.
#[cfg(unix)]
fn has_ended(child: &mut Child) -> bool {
    use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};
    let how = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
    !matches!(waitid(WaitId::Pid(Pid::from_child(child)), how), Ok(None))
}

#[cfg(not(unix))]
fn has_ended(child: &mut Child) -> bool {
    !matches!(child.try_wait(), Ok(None))
}

#[cfg(unix)]
fn end_group(child: &Child, hard: bool) {
    use rustix::process::{Pid, Signal, kill_process_group};
    let signal = if hard { Signal::KILL } else { Signal::TERM };
    // Nobody of the group may be left.
    let _gone = kill_process_group(Pid::from_child(child), signal);
}

#[cfg(not(unix))]
fn end_group(_child: &Child, _hard: bool) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_word_makes_a_keeper() {
        assert!(keep_watch([]).is_none());
        assert!(keep_watch(["--desk".into(), RUN_GENERATOR.into()]).is_none());
        assert!(keep_watch([RUN_GENERATOR.into()]).is_some());
    }
}
