//! Signing a commit, where the site asks for it, with a key and a program of the person's.
//!
//! Whether to sign, and with which kind of key, the repository may say (`commit.gpgSign`, `gpg.format`,
//! `user.signingKey`). Which program is started it may not: that is the one handed in, or one that the person named in
//! her own settings for all repositories.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::program::{Call, Limits};
use crate::settings::Settings;
use crate::{Fault, Programs};

/// How long the person may take to unlock a key in a window of its keeper's.
const PATIENCE: Duration = Duration::from_mins(3);

/// Makes signatures.
#[derive(Debug)]
pub(crate) struct Signer {
    program: PathBuf,
    variables: Vec<(std::ffi::OsString, std::ffi::OsString)>,
    key: Key,
}

#[derive(Debug)]
enum Key {
    /// A key of gpg's by any of its names; its own choice when there is none.
    Gpg(Option<String>),
    /// A file with an SSH key.
    SshFile(PathBuf),
    /// The public half of an SSH key that an agent holds.
    SshHeld(String),
}

/// The signer that these settings ask for; `None` when they ask for none.
pub(crate) fn wanted(settings: &Settings, programs: &Programs) -> Result<Option<Signer>, Fault> {
    if !settings.is_on("commit.gpgsign") {
        return Ok(None);
    }
    let key = settings.get("user.signingkey").map(str::trim).filter(|key| !key.is_empty());
    let (key, named, found, name) = match settings.get("gpg.format").unwrap_or("openpgp") {
        "openpgp" => {
            let named = settings.trusted("gpg.openpgp.program").or_else(|| settings.trusted("gpg.program"));
            (Key::Gpg(key.map(str::to_owned)), named, &programs.gpg, "gpg")
        }
        "ssh" => {
            let key = key.ok_or_else(|| Fault::Signing { detail: "user.signingKey is not set".to_owned() })?;
            (ssh_key(key, programs), settings.trusted("gpg.ssh.program"), &programs.ssh_keygen, "ssh-keygen")
        }
        other => return Err(Fault::Signing { detail: format!("gpg.format is {other}") }),
    };
    let named = named.map(PathBuf::from).filter(|program| program.is_absolute());
    let program = named.or_else(|| found.clone()).ok_or_else(|| Fault::Missing { program: name.to_owned() })?;
    Ok(Some(Signer { program, variables: programs.variables.clone(), key }))
}

fn ssh_key(key: &str, programs: &Programs) -> Key {
    if let Some(literal) = key.strip_prefix("key::") {
        return Key::SshHeld(literal.to_owned());
    }
    if ["ssh-", "ecdsa-", "sk-ssh-", "sk-ecdsa-"].iter().any(|start| key.starts_with(start)) {
        return Key::SshHeld(key.to_owned());
    }
    let home = programs.variables.iter().find(|(name, _)| name == "HOME" || name == "USERPROFILE");
    match (key.strip_prefix("~/"), home) {
        (Some(below), Some((_, home))) => Key::SshFile(Path::new(home).join(below)),
        _ => Key::SshFile(PathBuf::from(key)),
    }
}

impl Signer {
    /// The signature of these bytes, as it stands in a commit.
    pub(crate) fn sign(&self, bytes: &[u8]) -> Result<String, Fault> {
        match &self.key {
            Key::Gpg(key) => {
                let key = key.as_ref().map(|key| format!("--local-user={key}"));
                let call = self.call().args(["--no-tty", "--status-fd=2", "--detach-sign", "--armor"]).args(key);
                signature(call, bytes)
            }
            Key::SshFile(key) => {
                let call = self.call().args(["-Y", "sign", "-n", "git", "-f"]).args([key]);
                signature(call, bytes)
            }
            Key::SshHeld(public) => {
                let other = |error: std::io::Error| Fault::Signing { detail: error.to_string() };
                let mut file = tempfile::Builder::new().prefix("byline-key-").tempfile().map_err(other)?;
                file.write_all(format!("{public}\n").as_bytes()).map_err(other)?;
                let call = self.call().args(["-Y", "sign", "-n", "git", "-U", "-f"]).args([file.path()]);
                signature(call, bytes)
            }
        }
    }

    fn call(&self) -> Call {
        // Without a terminal, a key's passphrase is asked for by its keeper's own window, or not at all.
        Call::new(&self.program, &self.variables).with("SSH_ASKPASS_REQUIRE", "force").with("LC_ALL", "C")
    }
}

fn signature(call: Call, bytes: &[u8]) -> Result<String, Fault> {
    let limits = Limits { first: PATIENCE, silence: PATIENCE, output: 1 << 20 };
    let ended = match call.reading(bytes).watched(limits, &|| false, &mut |_| {}) {
        Err(Fault::Timeout) => return Err(Fault::KeyLocked),
        ended => ended?,
    };
    let signature = String::from_utf8_lossy(&ended.output).into_owned();
    if ended.is_fine() && signature.starts_with("-----BEGIN ") {
        return Ok(signature);
    }
    Err(refused(&ended.said))
}

/// What gpg and ssh-keygen say of a key that was not unlocked; everything else is told as it is.
fn refused(said: &[String]) -> Fault {
    const LOCKED: &[&str] = &[
        "passphrase",
        "pinentry",
        "cancel",
        "inappropriate ioctl",
        "timeout",
        "agent refused operation",
        "couldn't find key in agent",
        "get agent",
    ];
    let text = said.join("\n").to_lowercase();
    if LOCKED.iter().any(|word| text.contains(word)) {
        return Fault::KeyLocked;
    }
    let detail = said.iter().rev().find(|line| !line.starts_with("[GNUPG:]")).cloned().unwrap_or_default();
    Fault::Signing { detail }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locked_key_is_told_from_a_missing_one() {
        fn check(said: &[&str], locked: bool) {
            let fault = refused(&said.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>());
            assert_eq!(fault == Fault::KeyLocked, locked, "{said:?}: {fault:?}");
        }
        check(&["Load key \"k\": incorrect passphrase supplied to decrypt private key"], true);
        check(&["gpg: signing failed: No pinentry", "gpg: signing failed: No pinentry"], true);
        check(&["gpg: signing failed: Operation cancelled"], true);
        check(&["Couldn't find key in agent?"], true);
        check(
            &["gpg: skipped \"x\": No secret key", "[GNUPG:] INV_SGNR 9 x", "gpg: signing failed: No secret key"],
            false,
        );
        check(&["Couldn't load public key k: No such file or directory"], false);
    }
}
