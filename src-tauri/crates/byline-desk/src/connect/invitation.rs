//! Invitations: a small file by which the person who looks after a website tells a writer's Byline where it is. The
//! format is promised in `docs/invitations.md`. It never holds a secret, and reading it is strict: what is not
//! understood is refused with a sentence, since a line that is passed over might be the one that matters.

use serde_json::{Map, Value, json};

use super::address;
use crate::api::ConnectPlan;

/// The ending of an invitation's file name, without the dot.
pub const ENDING: &str = "byline-site";
/// Bytes of the largest invitation that is read.
pub const LARGEST: u64 = 16 * 1024;
/// The only version there is.
const VERSION: u64 = 1;
/// Letters of the longest line of an invitation.
const LONGEST: usize = 400;

/// Where a website is and how to get at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// What people call the website.
    pub name: String,
    /// Its server's address, without any secret.
    pub address: String,
    /// The branch that posts are published to, when it is not the server's default branch.
    pub branch: Option<String>,
    /// The website's folder below the top one, separated by `/`.
    pub folder: Option<String>,
    /// How to sign in: a word such as `github`.
    pub sign_in: Option<String>,
    /// Whom to ask for help.
    pub ask: Option<String>,
}

/// Why an invitation was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InvitationFault {
    /// Larger than any invitation.
    TooLarge,
    /// Not text, or not JSON; with the line, counted from 1.
    Broken {
        /// The line.
        line: usize,
    },
    /// JSON, and no invitation.
    NotOne,
    /// Of a version that a newer Byline reads.
    Newer,
    /// A line that must be there is not.
    Missing {
        /// Which.
        key: &'static str,
    },
    /// A line that version 1 does not have.
    Unknown {
        /// Which.
        key: String,
    },
    /// A line that says something impossible.
    Wrong {
        /// Which.
        key: &'static str,
    },
    /// The address holds a password.
    Secret,
}

impl Invitation {
    /// Reads a file's bytes.
    pub fn read(bytes: &[u8], allow_local: bool) -> Result<Self, InvitationFault> {
        if bytes.len() as u64 > LARGEST {
            return Err(InvitationFault::TooLarge);
        }
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let value: Value =
            serde_json::from_slice(bytes).map_err(|error| InvitationFault::Broken { line: error.line() })?;
        let Value::Object(lines) = value else { return Err(InvitationFault::NotOne) };
        match lines.get("byline-site").map(Value::as_u64) {
            Some(Some(VERSION)) => {}
            Some(Some(newer)) if newer > VERSION => return Err(InvitationFault::Newer),
            _ => return Err(InvitationFault::NotOne),
        }
        let known = ["byline-site", "name", "address", "branch", "folder", "sign-in", "ask"];
        if let Some(key) = lines.keys().find(|key| !known.contains(&key.as_str())) {
            let key = key.chars().filter(|c| !c.is_control()).take(40).collect();
            return Err(InvitationFault::Unknown { key });
        }
        let written = text(&lines, "address")?.ok_or(InvitationFault::Missing { key: "address" })?;
        if has_secret(&written) {
            return Err(InvitationFault::Secret);
        }
        let address = address::typed(&written, allow_local);
        let address = address.map_err(|_| InvitationFault::Wrong { key: "address" })?.url;
        let folder =
            text(&lines, "folder")?.map(|folder| folder.trim_matches('/').to_owned()).filter(|it| !it.is_empty());
        if let Some(folder) = &folder {
            byline_git::checked(folder).map_err(|_| InvitationFault::Wrong { key: "folder" })?;
        }
        let branch = text(&lines, "branch")?;
        if branch.as_deref().is_some_and(|branch| !is_branch(branch)) {
            return Err(InvitationFault::Wrong { key: "branch" });
        }
        let sign_in = text(&lines, "sign-in")?;
        if sign_in.as_deref().is_some_and(|word| !word.chars().all(|c| c.is_ascii_lowercase() || c == '-')) {
            return Err(InvitationFault::Wrong { key: "sign-in" });
        }
        let name = text(&lines, "name")?.ok_or(InvitationFault::Missing { key: "name" })?;
        Ok(Self { name, address, branch, folder, sign_in, ask: text(&lines, "ask")? })
    }

    /// The file's text.
    pub fn write(&self) -> String {
        // Printed in the order of the documentation; serde_json alone would sort the lines.
        let lines = [
            ("byline-site", Some(json!(VERSION))),
            ("name", Some(json!(self.name))),
            ("address", Some(json!(self.address))),
            ("branch", self.branch.as_ref().map(|it| json!(it))),
            ("folder", self.folder.as_ref().map(|it| json!(it))),
            ("sign-in", self.sign_in.as_ref().map(|it| json!(it))),
            ("ask", self.ask.as_ref().map(|it| json!(it))),
        ];
        let lines: Vec<String> =
            lines.into_iter().filter_map(|(key, value)| Some(format!("  \"{key}\": {}", value?))).collect();
        format!("{{\n{}\n}}\n", lines.join(",\n"))
    }

    /// What it comes to, when the folder gets this name at this place.
    pub(super) fn plan(&self, host: Option<String>, folder_name: String, place: String) -> ConnectPlan {
        ConnectPlan {
            name: self.name.clone(),
            address: self.address.clone(),
            host,
            branch: self.branch.clone(),
            folder_name,
            place,
            ask: self.ask.clone(),
            sign_in: self.sign_in.clone(),
            invited: true,
        }
    }
}

/// A line's text, without what cannot be seen; nothing when the line is not there or empty.
fn text(lines: &Map<String, Value>, key: &'static str) -> Result<Option<String>, InvitationFault> {
    let Some(value) = lines.get(key) else { return Ok(None) };
    let text = value.as_str().ok_or(InvitationFault::Wrong { key })?.trim();
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    if text.chars().count() > LONGEST || text.chars().any(hidden) {
        return Err(InvitationFault::Wrong { key });
    }
    Ok(Some(text.to_owned()).filter(|text| !text.is_empty()))
}

/// Whether a password stands in an address: `https://name:password@host`, or a token in the name's place.
fn has_secret(address: &str) -> bool {
    let Some((scheme, rest)) = address.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let Some((user, _)) = authority.rsplit_once('@') else { return false };
    scheme != "ssh" || user.contains(':')
}

/// Git's rules for names of branches, as far as a plain one needs them (`git check-ref-format`).
fn is_branch(name: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty() && !part.starts_with('.') && part.strip_suffix(".lock").is_none() && !part.ends_with('.')
    };
    name.split('/').all(part)
        && !name.starts_with('-')
        && name != "@"
        && !name.contains("..")
        && !name.contains("@{")
        && !name.contains([' ', '~', '^', ':', '?', '*', '[', '\\'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Invitation, InvitationFault> {
        Invitation::read(text.as_bytes(), true)
    }

    #[test]
    fn an_invitation_is_read_as_it_was_written() {
        let whole = Invitation {
            name: "The “blog”\\".to_owned(),
            address: "https://github.com/acme/blog.git".to_owned(),
            branch: Some("site/main".to_owned()),
            folder: Some("web/site".to_owned()),
            sign_in: Some("github".to_owned()),
            ask: Some("Anna, anna@example.org".to_owned()),
        };
        assert_eq!(read(&whole.write()), Ok(whole.clone()));
        let small = Invitation { branch: None, folder: None, sign_in: None, ask: None, ..whole };
        assert_eq!(read(&small.write()), Ok(small.clone()));
        assert_eq!(read(&format!("\u{feff}{}", small.write())), Ok(small));
    }

    #[test]
    fn every_fault_is_known_by_name() {
        let with =
            |more: &str| format!(r#"{{"byline-site": 1, "name": "B", "address": "https://example.org/x/y"{more}}}"#);
        assert!(read(&with("")).is_ok());
        let check = |text: &str, expect: InvitationFault| assert_eq!(read(text), Err(expect), "{text}");
        let wrong = |key| InvitationFault::Wrong { key };
        check("", InvitationFault::Broken { line: 1 });
        check("{\n\"byline-site\": 1,\n}", InvitationFault::Broken { line: 3 });
        check("[1]", InvitationFault::NotOne);
        check("{}", InvitationFault::NotOne);
        check(r#"{"byline-site": "1"}"#, InvitationFault::NotOne);
        check(r#"{"byline-site": 0}"#, InvitationFault::NotOne);
        check(r#"{"byline-site": 2, "new": true}"#, InvitationFault::Newer);
        check(r#"{"byline-site": 1, "name": "B"}"#, InvitationFault::Missing { key: "address" });
        check(r#"{"byline-site": 1, "address": "https://example.org/x"}"#, InvitationFault::Missing { key: "name" });
        check(&with(r#", "brnach": "x""#), InvitationFault::Unknown { key: "brnach".to_owned() });
        check(&with(r#", "command": "x""#), InvitationFault::Unknown { key: "command".to_owned() });
        check(&with(r#", "branch": 1"#), wrong("branch"));
        for branch in ["../x", "-x", "a b", "a..b", "x.lock", "a//b", ".a", "a~1"] {
            check(&with(&format!(r#", "branch": "{branch}""#)), wrong("branch"));
        }
        for folder in ["../x", "a/../..", ".git", "a\\\\b", "C:/x/../.."] {
            check(&with(&format!(r#", "folder": "{folder}""#)), wrong("folder"));
        }
        check(&with(r#", "sign-in": "Git Hub""#), wrong("sign-in"));
        check(&with(r#", "ask": "Anna \u202e gro.live""#), wrong("ask"));
        check(&with(&format!(r#", "ask": "{}""#, "x".repeat(500))), wrong("ask"));
        for address in ["ext::sh -c id", "-o", "//server/x", "not an address", "git://x.org/y"] {
            check(&format!(r#"{{"byline-site": 1, "name": "B", "address": "{address}"}}"#), wrong("address"));
        }
        for address in
            ["https://anna:pw@example.org/x/y", "https://ghp_token@github.com/x/y", "ssh://a:b@example.org/x"]
        {
            check(&format!(r#"{{"byline-site": 1, "name": "B", "address": "{address}"}}"#), InvitationFault::Secret);
        }
        assert_eq!(Invitation::read(&vec![b' '; 20_000], true), Err(InvitationFault::TooLarge));
        assert!(Invitation::read(b"\xff\xfe{", true).is_err());
        let deep = format!("{}1{}", "[".repeat(5000), "]".repeat(5000));
        assert!(read(&deep).is_err());
    }

    #[test]
    fn bytes_that_are_no_invitation_never_stop_the_program() {
        let whole = r#"{"byline-site": 1, "name": "B", "address": "https://example.org/x/y", "folder": "a/b"}"#;
        let mut seed = 7_u32;
        for _ in 0..2000 {
            let mut bytes = whole.as_bytes().to_vec();
            for _ in 0..3 {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let at = seed as usize % bytes.len();
                match seed % 3 {
                    0 => bytes[at] = seed.to_be_bytes()[1],
                    1 => bytes.truncate(at.max(1)),
                    _ => bytes.insert(at, seed.to_be_bytes()[2]),
                }
            }
            if let Ok(read) = Invitation::read(&bytes, true) {
                assert_eq!(Invitation::read(read.write().as_bytes(), true), Ok(read));
            }
        }
    }
}
