//! Under which id Byline is known at a server. None of them is a secret.

use std::collections::HashMap;

use serde::Deserialize;
use thiserror::Error;

use crate::{Kind, Place};

/// Registered in every Forgejo and Gitea for the credential helper of this name, for any program that comes back to this
/// computer's own address: docs.gitea.com/development/oauth2-provider#pre-configured-applications, and
/// forgejo.org/docs/latest/admin/oauth2-provider.
const FORGEJO: &str = "a4792ccc-144e-407e-86c9-5e7d8d9c3269";

/// What the settings file is too large to be, in bytes.
const LARGEST: usize = 256 * 1024;

/// The ids that an administrator set, and those that servers have from the beginning.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clients(HashMap<String, Entry>);

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[serde(default)]
    kind: Option<KindWord>,
    #[serde(default)]
    client_id: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum KindWord {
    GitHub,
    GitLab,
    Forgejo,
    Gitea,
    Other,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    servers: HashMap<String, Entry>,
}

/// The settings file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the sign-in settings cannot be read: {what}")]
pub struct ClientsError {
    what: String,
}

impl Clients {
    /// Reads the settings file's text: `{"servers": {"https://git.example.org": {"kind": "gitlab", "client_id": "…"}}}`.
    pub fn read(text: &str) -> Result<Self, ClientsError> {
        let wrong = |what: String| ClientsError { what };
        if text.len() > LARGEST {
            return Err(wrong("it is too large".to_owned()));
        }
        let file: File = serde_json::from_str(text).map_err(|error| wrong(error.to_string()))?;
        let mut servers = HashMap::new();
        for (address, entry) in file.servers {
            let place = Place::of(&address).map_err(|_| wrong(format!("{address:?} is no address of a server")))?;
            let plain = |id: &String| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_graphic());
            if entry.client_id.as_ref().is_some_and(|id| !plain(id)) {
                return Err(wrong(format!("the client_id of {address:?} is none")));
            }
            servers.insert(place.origin(), entry);
        }
        Ok(Self(servers))
    }

    /// What an administrator says the server at a place is.
    pub fn kind(&self, place: &Place) -> Option<Kind> {
        self.0.get(&place.origin())?.kind.map(|word| match word {
            KindWord::GitHub => Kind::GitHub,
            KindWord::GitLab => Kind::GitLab,
            KindWord::Forgejo | KindWord::Gitea => Kind::Forgejo,
            KindWord::Other => Kind::Other,
        })
    }

    /// Byline's id at a place, where it has one.
    pub(crate) fn of(&self, place: &Place, kind: Kind) -> Option<String> {
        let set = self.0.get(&place.origin()).and_then(|entry| entry.client_id.clone());
        set.or_else(|| (kind == Kind::Forgejo).then(|| FORGEJO.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_administrator_says_what_a_server_is_and_how_byline_is_known_there() {
        let text = r#"{"servers": {"https://Git.example.org/": {"kind": "gitlab", "client_id": "abc"}}}"#;
        let clients = Clients::read(text).unwrap();
        let place = Place::of("https://git.example.org/a/b.git").unwrap();
        assert_eq!(clients.kind(&place), Some(Kind::GitLab));
        assert_eq!(clients.of(&place, Kind::GitLab).as_deref(), Some("abc"));
        let other = Place::of("https://other.example.org").unwrap();
        assert_eq!(clients.of(&other, Kind::GitLab), None);
        assert_eq!(clients.of(&other, Kind::Forgejo).as_deref(), Some(FORGEJO));
    }

    #[test]
    fn what_cannot_be_meant_is_told() {
        for text in [
            "",
            "[]",
            r#"{"servers": {"http://git.example.org": {"client_id": "abc"}}}"#,
            r#"{"servers": {"https://git.example.org": {"client_id": ""}}}"#,
            r#"{"servers": {"https://git.example.org": {"client_secret": "abc"}}}"#,
        ] {
            assert!(Clients::read(text).is_err(), "{text}");
        }
    }
}
