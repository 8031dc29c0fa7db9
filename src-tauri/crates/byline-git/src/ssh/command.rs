//! How ssh is called.

use std::fs;
use std::io;
use std::path::Path;

use super::forges;
use crate::{Fault, Options};

/// The user's own list, where ssh finds it by itself.
const OF_USER: &str = "~/.ssh/known_hosts ~/.ssh/known_hosts2";

/// The value of `GIT_SSH_COMMAND`: a line for git's shell. What the user's settings say of keys, names, ports and ways
/// holds; what decides whom to trust and what is asked is set here.
///
/// `asks`: whether questions are answered.
pub(crate) fn command(program: &Path, asks: bool, options: &Options) -> Result<String, Fault> {
    let own = options.servers.as_deref().map(lists).transpose();
    let own = own.map_err(|error| Fault::other(format!("the list of known servers: {error}")))?;
    let lists = format!("{}{OF_USER}", own.unwrap_or_default());
    let (connect, silence) = (options.connect_timeout.as_secs().max(1), options.timeout.as_secs());
    let settings = [
        // Whatever the user's settings say: by its words it is known why ssh failed.
        "LogLevel=INFO".to_owned(),
        format!("BatchMode={}", if asks { "no" } else { "yes" }),
        // Confirmed by the fingerprint that the person has seen; a key that is another than before is an error.
        format!("StrictHostKeyChecking={}", if asks { "ask" } else { "yes" }),
        format!("UserKnownHostsFile={lists}"),
        "UpdateHostKeys=no".to_owned(),
        "HashKnownHosts=no".to_owned(),
        "FingerprintHash=sha256".to_owned(),
        "VisualHostKey=no".to_owned(),
        // The second asking tells that the first answer was wrong.
        "NumberOfPasswordPrompts=2".to_owned(),
        // There the server would choose the words of the question.
        "KbdInteractiveAuthentication=no".to_owned(),
        "GSSAPIDelegateCredentials=no".to_owned(),
        format!("ConnectTimeout={connect}"),
        "ConnectionAttempts=1".to_owned(),
        format!("ServerAliveInterval={}", (silence / 3).max(1)),
        "ServerAliveCountMax=3".to_owned(),
        "ForwardAgent=no".to_owned(),
        "ForwardX11=no".to_owned(),
        "ClearAllForwardings=yes".to_owned(),
        "PermitLocalCommand=no".to_owned(),
        // A connection that outlives the conversation would keep its pipes open, and git waiting.
        "ControlMaster=no".to_owned(),
        "RequestTTY=no".to_owned(),
    ];
    let program = quoted(&program.to_string_lossy());
    let settings = settings.iter().map(|setting| format!(" -o {}", quoted(setting)));
    Ok(std::iter::once(program).chain(settings).collect())
}

/// Byline's lists of servers to trust, in ssh's own writing; the first is the one that ssh adds to.
fn lists(folder: &Path) -> io::Result<String> {
    fs::create_dir_all(folder)?;
    let forges = folder.join("forges");
    if !fs::read_to_string(&forges).is_ok_and(|text| text == forges::KEYS) {
        // Whole or not at all: another ssh may be reading it.
        let part = folder.join(format!("forges-{}", std::process::id()));
        fs::write(&part, forges::KEYS)?;
        fs::rename(&part, &forges)?;
    }
    let own = [folder.join("known-hosts"), forges].map(|list| in_settings(&list.to_string_lossy()));
    Ok(format!("{} ", own.join(" ")))
}

/// A path as ssh's settings have it: in quotes, and `%` doubled, since it begins a placeholder there.
fn in_settings(path: &str) -> String {
    format!("\"{}\"", path.replace('\\', "/").replace('%', "%%"))
}

/// A word for the shell that git runs the line with, on Windows as well.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(asks: bool) -> (tempfile::TempDir, String) {
        let folder = tempfile::tempdir().unwrap();
        let options = Options { servers: Some(folder.path().join("a b%")), ..Options::default() };
        let line = command(Path::new("/opt/it's/ssh"), asks, &options).unwrap();
        (folder, line)
    }

    #[test]
    fn nobody_is_trusted_unasked() {
        let (_folder, asks) = line(true);
        assert!(asks.contains("'StrictHostKeyChecking=ask'") && asks.contains("'BatchMode=no'"));
        let (_folder, silent) = line(false);
        assert!(silent.contains("'StrictHostKeyChecking=yes'") && silent.contains("'BatchMode=yes'"));
        for line in [asks, silent] {
            assert!(!line.contains("StrictHostKeyChecking=no") && !line.contains("accept-new"));
            assert!(line.contains("'ForwardAgent=no'") && line.contains("'PermitLocalCommand=no'"));
        }
    }

    #[test]
    fn paths_are_quoted_for_the_shell_and_for_ssh() {
        let (folder, line) = line(true);
        assert!(line.starts_with(r"'/opt/it'\''s/ssh' -o "), "{line}");
        assert!(line.contains("/a b%%/known-hosts\" \""), "{line}");
        assert!(line.contains("\" ~/.ssh/known_hosts ~/.ssh/known_hosts2'"), "{line}");
        assert_eq!(fs::read_to_string(folder.path().join("a b%/forges")).unwrap(), forges::KEYS);
    }
}
