//! The words of ssh's and git's questions. Those of OpenSSH are in its `sshconnect.c`, `sshconnect2.c` and `readconf.c`,
//! those of git in its `credential.c`; both are the English ones, because the programs are started with `LC_ALL=C`.

use super::Question;

/// What a program wants to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Prompt {
    /// Something for the person.
    Ask(Question),
    /// A server's key is new, although another kind of key of this server is known. A server may get a second key, but
    /// whoever stands between can pretend to that as well.
    OtherKey { host: String },
    /// A security key waits to be touched. There is nothing to answer.
    Touch { key: String },
    /// git wants the name of the account at an address.
    Username { url: String },
    /// git wants the password of an account at an address.
    Password { url: String, user: Option<String> },
    /// Nothing that is known here.
    Unknown,
}

/// Reads a question. `hint` is ssh's `SSH_ASKPASS_PROMPT`: `none` where nothing is to be answered.
pub(super) fn read(words: &str, hint: &str) -> Prompt {
    let words = words.trim();
    if hint == "none" || words.starts_with("Confirm user presence for key ") {
        let key = words.strip_prefix("Confirm user presence for key ").unwrap_or_default();
        return Prompt::Touch { key: first_line(key).to_owned() };
    }
    if let Some(key) = between(words, "Enter passphrase for key '", "'") {
        return Prompt::Ask(Question::Passphrase { key: key.to_owned() });
    }
    if let Some(key) = between(words, "Enter passphrase for ", ":") {
        return Prompt::Ask(Question::Passphrase { key: key.trim_matches('"').to_owned() });
    }
    if let Some(key) = between(words, "Enter PIN for ", ":") {
        return Prompt::Ask(Question::Pin { key: key.trim_matches('\'').to_owned() });
    }
    if let Some(host) = between(words, "The authenticity of host '", "' can't be established") {
        return new_host(words, host);
    }
    if let Some(url) = between(words, "Username for '", "'") {
        return Prompt::Username { url: url.to_owned() };
    }
    if let Some(url) = between(words, "Password for '", "'") {
        let (url, user) = without_user(url);
        return Prompt::Password { url, user };
    }
    match words.strip_suffix("'s password:").and_then(|who| who.rsplit_once('@')) {
        Some((account, host)) if !account.is_empty() && !host.is_empty() => {
            Prompt::Ask(Question::Password { account: account.to_owned(), host: host.to_owned() })
        }
        _ => Prompt::Unknown,
    }
}

/// `host` is the name and the address, as `example.org (203.0.113.7)`.
fn new_host(words: &str, host: &str) -> Prompt {
    let name = host.split(" (").next().unwrap_or(host);
    // `[example.org]:22222` is how ssh writes a port; people read `example.org:22222`.
    let host = name.replace(['[', ']'], "");
    if words.contains("of different type are already known") {
        return Prompt::OtherKey { host };
    }
    let at = words.find(" key fingerprint is");
    let kind = at.and_then(|at| words[..at].split_whitespace().next_back());
    let fingerprint = at.and_then(|at| words[at..].split_whitespace().find(|word| word.starts_with("SHA256:")));
    match (kind, fingerprint.map(|word| word.trim_end_matches('.'))) {
        (Some(kind), Some(fingerprint)) if is_fingerprint(fingerprint) => {
            Prompt::Ask(Question::NewHost { host, kind: kind.to_owned(), fingerprint: fingerprint.to_owned() })
        }
        _ => Prompt::Unknown,
    }
}

fn is_fingerprint(text: &str) -> bool {
    text.strip_prefix("SHA256:").is_some_and(|code| {
        code.len() == 43 && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/')
    })
}

/// `https://anna@example.org` as the address and the user.
fn without_user(url: &str) -> (String, Option<String>) {
    let Some((scheme, rest)) = url.split_once("://") else { return (url.to_owned(), None) };
    let end = rest.find('/').unwrap_or(rest.len());
    match rest[..end].rsplit_once('@') {
        Some((user, host)) => (format!("{scheme}://{host}{}", &rest[end..]), Some(user.to_owned())),
        None => (url.to_owned(), None),
    }
}

fn between<'a>(words: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let rest = words.strip_prefix(start)?;
    Some(&rest[..rest.find(end)?])
}

fn first_line(words: &str) -> &str {
    words.lines().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(words: &str) -> Prompt {
        read(words, "")
    }

    #[test]
    fn questions_of_openssh_are_understood() {
        let passphrase = |key: &str| Prompt::Ask(Question::Passphrase { key: key.to_owned() });
        assert_eq!(
            ask("Enter passphrase for key '/home/anna/.ssh/id_ed25519': "),
            passphrase("/home/anna/.ssh/id_ed25519")
        );
        assert_eq!(ask("Enter passphrase for /home/anna/.ssh/id_rsa: "), passphrase("/home/anna/.ssh/id_rsa"));
        assert_eq!(
            ask("anna@git.example.org's password: "),
            Prompt::Ask(Question::Password { account: "anna".into(), host: "git.example.org".into() })
        );
        assert_eq!(
            ask("Enter PIN for ED25519-SK key /home/anna/.ssh/id_sk: "),
            Prompt::Ask(Question::Pin { key: "ED25519-SK key /home/anna/.ssh/id_sk".into() })
        );
        assert_eq!(
            read("Confirm user presence for key ED25519-SK SHA256:abc", "none"),
            Prompt::Touch { key: "ED25519-SK SHA256:abc".into() }
        );
    }

    #[test]
    fn a_new_server_is_told_with_its_fingerprint() {
        let code = "SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU";
        let expect = |host: &str| {
            Prompt::Ask(Question::NewHost { host: host.into(), kind: "ED25519".into(), fingerprint: code.into() })
        };
        let words = |host: &str, is: &str| {
            format!(
                "The authenticity of host '{host}' can't be established.\nED25519 key fingerprint {is} {code}.\n\
                 This key is not known by any other names.\n\
                 Are you sure you want to continue connecting (yes/no/[fingerprint])? "
            )
        };
        assert_eq!(ask(&words("[127.0.0.1]:2222 ([127.0.0.1]:2222)", "is")), expect("127.0.0.1:2222"));
        assert_eq!(ask(&words("example.org (203.0.113.7)", "is:")), expect("example.org"));
        assert_eq!(ask(&words("example.org", "is").replace(code, "MD5:00:11")), Prompt::Unknown);
        assert_eq!(
            ask("The authenticity of host 'example.org (203.0.113.7)' can't be established\n\
                 but keys of different type are already known for this host.\nRSA key fingerprint is SHA256:x."),
            Prompt::OtherKey { host: "example.org".into() }
        );
    }

    #[test]
    fn questions_of_git_are_understood() {
        assert_eq!(ask("Username for 'https://example.org': "), Prompt::Username { url: "https://example.org".into() });
        assert_eq!(
            ask("Password for 'https://anna@example.org:8443/site.git': "),
            Prompt::Password { url: "https://example.org:8443/site.git".into(), user: Some("anna".into()) }
        );
    }

    #[test]
    fn all_else_is_not_answered() {
        for words in ["", "Continue?", "'s password:", "Enter passphrase for key '", "The authenticity of host '"] {
            assert_eq!(ask(words), Prompt::Unknown, "{words}");
        }
    }
}
