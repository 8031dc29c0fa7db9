//! libgit2's errors by meaning. Most network failures carry one code and class, so their words decide; the words
//! are those of libgit2 1.9 (`transports/http.c`, `httpclient.c`, `smart_protocol.c`, `streams/`).

use ::git2::{Error, ErrorClass, ErrorCode};

use crate::Fault;

/// What an error of libgit2 means for a person.
pub fn classify(error: &Error) -> Fault {
    let detail = error.message().trim().to_owned();
    let text = detail.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    match (error.code(), error.class()) {
        (ErrorCode::Auth, _) => Fault::SignIn,
        (ErrorCode::Certificate, _) if has(&["hostname does not match"]) => Fault::OtherHost,
        (ErrorCode::Certificate, _) => Fault::Certificate { detail },
        (ErrorCode::Timeout, _) => Fault::Timeout,
        (ErrorCode::NotFastForward, _) => Fault::MovedOn,
        (ErrorCode::User, _) => Fault::Cancelled,
        (ErrorCode::Locked, _) => Fault::Locked,
        (_, ErrorClass::Http) => http(&text, detail),
        (_, ErrorClass::Ssl) if has(&["hostname does not match"]) => Fault::OtherHost,
        (_, ErrorClass::Ssl) if has(&["certificate"]) => Fault::Certificate { detail },
        (_, ErrorClass::Ssl) => Fault::Offline { detail },
        (_, ErrorClass::Net) => net(&text, detail),
        (_, ErrorClass::Os) if has(&["no space left"]) => Fault::DiskFull,
        (_, ErrorClass::Os) if has(&["failed to connect", "failed to resolve", "connection", "network"]) => {
            Fault::Offline { detail }
        }
        (_, ErrorClass::Os) if has(&[".lock", "is locked"]) => Fault::Locked,
        (ErrorCode::HashsumMismatch, _)
        | (_, ErrorClass::Zlib | ErrorClass::Odb | ErrorClass::Object | ErrorClass::Tree) => Fault::Damaged { detail },
        _ if has(&["cancelled"]) => Fault::Cancelled,
        _ if has(&["push-options not supported"]) => Fault::NoPushOptions,
        _ => Fault::Other { detail },
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        classify(&error)
    }
}

fn http(text: &str, detail: String) -> Fault {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    // The words are libgit2's own for a 407 (`transports/http.c`).
    if has(&["proxy authentication required", "proxy requires authentication"]) {
        return Fault::ProxyLogin;
    }
    if has(&["proxy"]) {
        return Fault::Proxy { detail };
    }
    if has(&["invalid content-type", "no content-type"]) {
        return Fault::Portal;
    }
    if has(&["authentication", "credentials"]) {
        return Fault::SignIn;
    }
    if has(&["redirect"]) {
        return Fault::Moved;
    }
    if has(&["http parser error"]) {
        return Fault::Other { detail };
    }
    if has(&["certificate"]) {
        return Fault::Certificate { detail };
    }
    let status = text.rsplit_once("status code: ").and_then(|(_, code)| code.parse::<u16>().ok());
    match status {
        Some(401) => Fault::SignIn,
        Some(403) => Fault::Forbidden,
        Some(404 | 410) => Fault::NotFound,
        Some(407) => Fault::ProxyLogin,
        Some(408 | 504) => Fault::Timeout,
        Some(413) => Fault::TooLarge,
        Some(511) => Fault::Portal,
        None if has(&["unexpected eof", "truncated", "closed", "read", "write"]) => Fault::Offline { detail },
        Some(_) | None => Fault::ServerError { detail },
    }
}

fn net(text: &str, detail: String) -> Fault {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&["cancelled"]) {
        Fault::Cancelled
    } else if has(&["cannot redirect"]) {
        Fault::Moved
    } else if has(&["packet"]) {
        // Whatever answered, it does not speak git (`transports/smart_pkt.c`).
        Fault::Other { detail }
    } else if has(&["timed out", "timeout"]) {
        Fault::Timeout
    } else if has(&["not found", "does not exist", "no such"]) && has(&["repository", "remote error"]) {
        Fault::NotFound
    } else if has(&["permission", "denied", "not allowed"]) {
        Fault::Forbidden
    } else if has(&["report-status", "unpack", "remote error", "unexpected p"]) {
        Fault::ServerError { detail }
    } else {
        Fault::Offline { detail }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words are those measured against servers and proxies, and those in libgit2's source.
    #[test]
    fn errors_are_sorted_by_meaning() {
        fn check(class: ErrorClass, messages: &[(&str, &str)]) {
            for (message, expect) in messages {
                let found = classify(&Error::new(ErrorCode::GenericError, class, message));
                let kind = format!("{found:?}");
                assert_eq!(kind.split(' ').next(), Some(*expect), "{message}");
            }
        }
        check(
            ErrorClass::Http,
            &[
                ("too many redirects or authentication replays", "SignIn"),
                ("remote authentication required but no callback set", "SignIn"),
                ("unexpected http status code: 403", "Forbidden"),
                ("unexpected http status code: 404", "NotFound"),
                ("unexpected http status code: 413", "TooLarge"),
                ("unexpected http status code: 500", "ServerError"),
                ("unexpected http status code: 504", "Timeout"),
                ("invalid content-type: 'text/html'", "Portal"),
                ("unexpected redirect", "Moved"),
                ("unexpected EOF", "Offline"),
                ("http parser error: Expected HTTP/", "Other"),
                ("proxy authentication required but no callback set", "ProxyLogin"),
                ("unexpected http status code: 407", "ProxyLogin"),
            ],
        );
        check(
            ErrorClass::Ssl,
            &[
                ("hostname does not match certificate", "OtherHost"),
                ("the SSL certificate is invalid", "Certificate"),
                ("SSL error: received early EOF", "Offline"),
            ],
        );
        check(
            ErrorClass::Net,
            &[
                ("failed to resolve address for x: Name or service not known", "Offline"),
                ("could not read from remote repository", "Offline"),
                ("bad packet length", "Other"),
                ("cannot redirect from 'github.com' to 'elsewhere.example'", "Moved"),
                ("remote error: Repository not found.", "NotFound"),
                ("report-status: Error reported: unpack failed", "ServerError"),
                ("failed to connect to x: Operation timed out", "Timeout"),
            ],
        );
        check(
            ErrorClass::Os,
            &[
                ("failed to connect to 127.0.0.1: Connection refused", "Offline"),
                ("failed to lock file '/x/refs/y.lock' for writing: ", "Locked"),
                ("failed to write: No space left on device", "DiskFull"),
                ("could not open '/x'", "Other"),
            ],
        );
        check(ErrorClass::Odb, &[("object not found", "Damaged")]);
        check(ErrorClass::None, &[("no error", "Other")]);
    }

    #[test]
    fn a_telling_code_outweighs_the_words() {
        fn check(code: ErrorCode, class: ErrorClass, expect: &Fault) {
            let found = classify(&Error::new(code, class, "unexpected EOF"));
            assert_eq!(std::mem::discriminant(&found), std::mem::discriminant(expect), "{found:?}");
        }
        check(ErrorCode::Auth, ErrorClass::Callback, &Fault::SignIn);
        check(ErrorCode::Auth, ErrorClass::Http, &Fault::SignIn);
        check(ErrorCode::Certificate, ErrorClass::Ssl, &Fault::Certificate { detail: String::new() });
        check(ErrorCode::Timeout, ErrorClass::Net, &Fault::Timeout);
        check(ErrorCode::Locked, ErrorClass::Os, &Fault::Locked);
        check(ErrorCode::NotFastForward, ErrorClass::Reference, &Fault::MovedOn);
        check(ErrorCode::User, ErrorClass::Callback, &Fault::Cancelled);
        check(ErrorCode::Eof, ErrorClass::Http, &Fault::Offline { detail: String::new() });
    }
}
