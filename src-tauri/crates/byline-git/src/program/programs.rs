//! The programs of this computer that may be started. Found by the programs on top; nothing here looks for any.

use std::ffi::OsString;
use std::path::PathBuf;

/// Where the programs are, and what they are started with. A program that is not here is never started.
#[derive(Clone, Default)]
pub struct Programs {
    /// git, 2.39 or newer.
    pub git: Option<PathBuf>,
    /// OpenSSH's `ssh`.
    pub ssh: Option<PathBuf>,
    /// OpenSSH's `ssh-keygen`, which signs with SSH keys.
    pub ssh_keygen: Option<PathBuf>,
    /// `gpg`, which signs with keys of its own.
    pub gpg: Option<PathBuf>,
    /// The variables that programs are started with, and no others: where the person's home and programs are, how her
    /// agents and proxies are reached. Never a secret of Byline's.
    pub variables: Vec<(OsString, OsString)>,
}

impl std::fmt::Debug for Programs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // A proxy's address among the variables may hold a password.
        f.debug_struct("Programs").field("git", &self.git).field("ssh", &self.ssh).finish_non_exhaustive()
    }
}
