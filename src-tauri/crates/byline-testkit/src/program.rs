//! Programs of other people, in a world of their own: no settings, no home and no words in another language.

#![allow(clippy::missing_panics_doc, clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A program that sees nothing of the settings of whoever runs the tests.
#[allow(clippy::disallowed_methods)] // This is where the tests' servers and developers are started.
pub fn program(name: impl AsRef<Path>) -> Command {
    let mut program = Command::new(name.as_ref());
    for (name, _) in std::env::vars_os() {
        let known = name.to_string_lossy().to_ascii_lowercase();
        if known.starts_with("git_")
            || known.starts_with("ssl_")
            || known.starts_with("xdg_")
            || known.ends_with("_proxy")
        {
            program.env_remove(name);
        }
    }
    program
        .env("HOME", "/nonexistent")
        .env("LC_ALL", "C")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_AUTHOR_NAME", "Dora Developer")
        .env("GIT_AUTHOR_EMAIL", "dora@example.org")
        .env("GIT_COMMITTER_NAME", "Dora Developer")
        .env("GIT_COMMITTER_EMAIL", "dora@example.org");
    program
}

/// What a developer types: `git` with these words in this folder. It must succeed; what it printed.
pub fn git(folder: &Path, words: &[&str]) -> String {
    let done = git_tried(folder, words);
    assert!(done.status.success(), "git {words:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

/// The same where it may fail.
pub fn git_tried(folder: &Path, words: &[&str]) -> Output {
    program("git").arg("-C").arg(folder).args(words).output().unwrap()
}

/// Where git keeps its own programs.
pub(crate) fn git_programs() -> PathBuf {
    let said = program("git").arg("--exec-path").output().unwrap();
    PathBuf::from(String::from_utf8(said.stdout).unwrap().trim())
}
