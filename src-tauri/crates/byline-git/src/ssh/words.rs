//! What ssh's words mean. They are those of OpenSSH's `ssh.c`, `sshconnect.c`, `sshconnect2.c`, `clientloop.c` and
//! `misc.c`; the names of network errors are the C library's.

use crate::Fault;

/// The fault that ssh's words tell of; nothing where ssh has nothing to say. `host` is the server of the address.
pub(crate) fn fault(said: &str, host: &str) -> Option<Fault> {
    let text = said.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let detail = || line_of_ssh(said);
    if has(&["remote host identification has changed", "has changed and you have requested strict checking"])
        || has(&["is marked as revoked", "revoked host key"])
    {
        return Some(Fault::HostChanged { host: host.to_owned() });
    }
    if has(&["host key verification failed", "key is known for"]) {
        return Some(Fault::UnknownHost { host: host.to_owned() });
    }
    if has(&["permission denied (", "too many authentication failures", "no supported authentication methods"]) {
        return Some(Fault::SignIn);
    }
    if has(&["timed out during banner exchange", "timeout, server ", "timed out waiting"]) {
        return Some(Fault::Timeout);
    }
    if has(&[
        "could not resolve hostname",
        "connection refused",
        "network is unreachable",
        "no route to host",
        "network is down",
        "host is down",
        "connection timed out",
        "operation timed out",
    ]) {
        return Some(Fault::Offline { detail: detail() });
    }
    if has(&["unable to negotiate", "no matching ", "bad configuration option", "bad permissions"]) {
        return Some(Fault::ServerError { detail: detail() });
    }
    if has(&[
        "kex_exchange_identification",
        "connection closed by",
        "connection reset",
        "connection to ",
        "broken pipe",
        "banner exchange",
    ]) {
        return Some(Fault::Offline { detail: detail() });
    }
    None
}

/// The first line that tells something: addresses and reasons, never a secret.
fn line_of_ssh(said: &str) -> String {
    said.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_openssh_are_sorted_by_meaning() {
        let check = |said: &str, expect: &str| {
            let found = fault(said, "example.org").map(|fault| format!("{fault:?}")).unwrap_or_default();
            assert_eq!(found.split([' ', '{']).next(), Some(expect), "{said}");
        };
        check(
            "@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\nHost key for example.org has changed and you \
             have requested strict checking.\nHost key verification failed.",
            "HostChanged",
        );
        check(
            "No ED25519 host key is known for example.org and you have requested strict checking.\n\
             Host key verification failed.",
            "UnknownHost",
        );
        check("git@example.org: Permission denied (publickey).", "SignIn");
        check("Received disconnect from 1.2.3.4 port 22:2: Too many authentication failures", "SignIn");
        check("ssh: connect to host 127.0.0.1 port 9: Connection refused", "Offline");
        check("ssh: Could not resolve hostname nowhere.invalid: Name or service not known", "Offline");
        check("ssh: connect to host example.org port 22: Network is unreachable", "Offline");
        check("ssh: connect to host example.org port 22: Connection timed out", "Offline");
        check("Connection timed out during banner exchange\nConnection to 127.0.0.1 port 1 timed out", "Timeout");
        check("Timeout, server example.org not responding.", "Timeout");
        check("kex_exchange_identification: Connection closed by remote host", "Offline");
        check("Connection closed by 127.0.0.1 port 1", "Offline");
        check("Unable to negotiate with 1.2.3.4 port 22: no matching host key type found.", "ServerError");
        check("ERROR: Repository not found.\nfatal: Could not read from remote repository.", "");
        check("remote: GH006: Protected branch update failed", "");
    }
}
