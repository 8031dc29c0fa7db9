//! git's words by meaning. The words are those of git 2.39 to 2.56 (`remote-curl.c`, `http.c`, `connect.c`,
//! `transport.c`, `object-file.c`, `lockfile.c`), of curl, and of OpenSSH, all in the language `C`.

use crate::Fault;

type Meaning = (&'static [&'static str], fn(String) -> Fault);

/// Words, in the order in which they are looked for, and what they mean.
const MEANINGS: &[Meaning] = &[
    (&["no space left on device", "disk quota exceeded"], |_| Fault::DiskFull),
    (
        &["received http code 407", "response 407", "error: 407", "could not resolve proxy", "proxy connect aborted"],
        |detail| Fault::Proxy { detail },
    ),
    (
        &[
            "ssl certificate problem",
            "certificate verif",
            "certificate subject name",
            "no alternative certificate",
            "server certificate",
        ],
        |detail| Fault::Certificate { detail },
    ),
    (
        &[
            "terminal prompts disabled",
            "could not read username",
            "could not read password",
            "authentication failed",
            "permission denied (",
            "error: 401",
            "access denied",
            "invalid username or",
        ],
        |_| Fault::SignIn,
    ),
    (&["does not support push options"], |_| Fault::NoPushOptions),
    (&["error: 403", "write access to repository not granted"], |_| Fault::Forbidden),
    (&["unable to update url base from redirection", "error: 30"], |_| Fault::Moved),
    (&["error: 413"], |_| Fault::TooLarge),
    (
        &["error: 511", "not valid: is this a git repository", "invalid server response", "unexpected content-type"],
        |_| Fault::Portal,
    ),
    (&["error: 408", "error: 504", "operation too slow", "timed out", "timeout was reached"], |_| Fault::Timeout),
    (
        &[
            "error: 404",
            "error: 410",
            "' not found",
            "repository not found",
            "does not appear to be a git repository",
            "does not exist",
        ],
        |_| Fault::NotFound,
    ),
    (&["returned error: 5", "error: 4", "internal server error"], |detail| Fault::ServerError { detail }),
    (&["cannot run ssh", "ssh: not found", "cannot exec 'ssh'"], |_| Fault::Missing { program: "ssh".to_owned() }),
    (&["not allowed", "unknown transport"], |_| Fault::Unsupported { what: "scheme".to_owned() }),
    (&[".lock': file exists", "unable to lock", "cannot lock ref"], |_| Fault::Locked),
    (
        &[
            "is corrupt",
            "corrupt loose object",
            "object file",
            "bad object",
            "missing blob",
            "unable to read tree",
            "unable to read sha1",
            "unable to unpack",
            "could not parse",
            "invalid sha1 pointer",
            "bad tree",
            "missing tree",
            "inflate: data stream error",
            "did not send all necessary objects",
        ],
        |detail| Fault::Damaged { detail },
    ),
    (
        &[
            "could not resolve",
            "failed to connect",
            "couldn't connect",
            "connection refused",
            "connection reset",
            "connection closed",
            "network is unreachable",
            "no route to host",
            "hung up",
            "early eof",
            "unexpected disconnect",
            "rpc failed",
            "empty reply",
            "recv failure",
            "send failure",
            "could not read from remote repository",
        ],
        |detail| Fault::Offline { detail },
    ),
];

/// What git's last words mean for a person.
pub(crate) fn classify(said: &[String]) -> Fault {
    // What the server says of itself may hold any words; only that it does not know the site counts.
    let own: Vec<&String> = said.iter().filter(|line| !line.starts_with("remote:")).collect();
    let servers = said.iter().any(|line| {
        let line = line.to_lowercase();
        line.starts_with("remote:") && line.contains("not found")
    });
    let text = own.iter().map(|line| line.to_lowercase()).collect::<Vec<_>>().join("\n");
    let telling = |line: &&&String| line.starts_with("fatal:") || line.starts_with("error:");
    let detail = own.iter().find(telling).or(own.last()).map_or_else(String::new, |line| (**line).clone());
    let known = MEANINGS.iter().find(|(words, _)| words.iter().any(|word| text.contains(word)));
    match known {
        // A server that hides what it does not show to everybody says "not found" and asks for a name.
        Some((_, meaning)) => match meaning(detail) {
            Fault::Offline { .. } if servers => Fault::NotFound,
            fault => fault,
        },
        None if servers => Fault::NotFound,
        None => Fault::Other { detail },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words were heard from git 2.39.5 and 2.47.3, or are in its source.
    #[test]
    fn words_are_sorted_by_meaning() {
        fn check(said: &[&str], expect: &str) {
            let said: Vec<String> = said.iter().map(|line| (*line).to_owned()).collect();
            let kind = format!("{:?}", classify(&said));
            assert_eq!(kind.split(' ').next(), Some(expect), "{said:?}");
        }
        let https = "fatal: unable to access 'https://x/s.git/': ";
        check(&[&format!("{https}Could not resolve host: x")], "Offline");
        check(&[&format!("{https}Failed to connect to x port 443 after 0 ms: Couldn't connect to server")], "Offline");
        check(&[&format!("{https}Could not resolve proxy: p")], "Proxy");
        check(&[&format!("{https}Received HTTP code 407 from proxy after CONNECT")], "Proxy");
        check(&[&format!("{https}CONNECT tunnel failed, response 407")], "Proxy");
        check(&[&format!("{https}The requested URL returned error: 403")], "Forbidden");
        check(&[&format!("{https}The requested URL returned error: 500")], "ServerError");
        check(&["error: RPC failed; HTTP 413 curl 22 The requested URL returned error: 413"], "TooLarge");
        check(&[&format!("{https}The requested URL returned error: 504")], "Timeout");
        check(
            &[&format!("{https}Operation too slow. Less than 1 bytes/sec transferred the last 60 seconds")],
            "Timeout",
        );
        check(&[&format!("{https}SSL certificate problem: unable to get local issuer certificate")], "Certificate");
        check(&[&format!("{https}server certificate verification failed. CAfile: none CRLfile: none")], "Certificate");
        check(
            &[&format!("{https}SSL: no alternative certificate subject name matches target host name 'x'")],
            "Certificate",
        );
        check(&["fatal: could not read Username for 'https://x': terminal prompts disabled"], "SignIn");
        check(&["remote: HTTP Basic: Access denied", "fatal: Authentication failed for 'https://x/s.git/'"], "SignIn");
        check(&["remote: Repository not found.", "fatal: repository 'https://x/s.git/' not found"], "NotFound");
        check(&["git@x: Permission denied (publickey).", "fatal: Could not read from remote repository."], "SignIn");
        check(&["fatal: https://x/s.git/info/refs not valid: is this a git repository?"], "Portal");
        check(&["fatal: unable to update url base from redirection:"], "Moved");
        check(&["error: RPC failed; curl 56 Recv failure: Connection reset by peer", "fatal: early EOF"], "Offline");
        check(
            &[
                "fatal: '/srv/none' does not appear to be a git repository",
                "fatal: Could not read from remote repository.",
            ],
            "NotFound",
        );
        check(&["fatal: the receiving end does not support push options"], "NoPushOptions");
        check(&["fatal: transport 'ext' not allowed"], "Unsupported");
        check(&["fatal: Unable to create '/x/.git/refs/y.lock': File exists."], "Locked");
        check(
            &[
                "error: inflate: data stream error (incorrect header check)",
                "fatal: loose object 12 (stored in /x) is corrupt",
            ],
            "Damaged",
        );
        check(&["error: object file .git/objects/ab/cd is empty"], "Damaged");
        check(&["fatal: write error: No space left on device"], "DiskFull");
        check(&["remote: fatal: write error: No space left on device", "error: remote unpack failed"], "Other");
        check(&[], "Other");
    }
}
