//! One step of a command: its name before it, its time after it, and why a command stops.

use std::path::PathBuf;
use std::time::Instant;

/// Why a command stops.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Stop {
    /// A program is not there or may not be started.
    #[error("`{program}` could not be started ({source}). Is it installed?")]
    Start {
        /// What was to be started.
        program: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A program said that it failed; why is printed above.
    #[error("`{line}` failed; what it said is above.")]
    Failed {
        /// The program and its arguments.
        line: String,
    },
    /// A file could not be read or written.
    #[error("{path}: {source}")]
    File {
        /// Which file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Anything else, in a sentence that says what to do.
    #[error("{0}")]
    Sentence(String),
}

impl Stop {
    /// For `map_err` on file operations.
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }

    /// A stop that is a sentence.
    pub(crate) fn say(sentence: impl Into<String>) -> Self {
        Self::Sentence(sentence.into())
    }
}

/// Does `work`, with its name printed before it and its time after it.
pub(crate) fn step<T>(name: &str, work: impl FnOnce() -> Result<T, Stop>) -> Result<T, Stop> {
    println!("\n== {name}");
    let start = Instant::now();
    let done = work();
    let end = if done.is_ok() { "done" } else { "stopped" };
    println!("== {name}: {end} after {}", words(start.elapsed().as_secs_f64()));
    done
}

/// A time in words short enough for a line's end.
fn words(seconds: f64) -> String {
    if seconds < 60.0 {
        format!("{seconds:.1} s")
    } else {
        format!("{:.0} min {:.0} s", (seconds / 60.0).floor(), seconds % 60.0)
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn a_time_reads_as_one_says_it() {
        for (seconds, expect) in [(0.04, "0.0 s"), (12.34, "12.3 s"), (61.2, "1 min 1 s"), (1800.0, "30 min 0 s")] {
            assert_eq!(words(seconds), expect);
        }
    }
}
