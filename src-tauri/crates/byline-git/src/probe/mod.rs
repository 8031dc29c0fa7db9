//! What a repository needs that libgit2 does not have, looked for when it is opened. One probe, one file.

mod object_names;
mod partial;
mod ref_store;
mod secured_way;
mod ssh;

use crate::settings::Settings;

/// What is known of a repository when it is opened.
pub(crate) struct Looked<'a> {
    pub(crate) settings: &'a Settings,
    /// The address that the site publishes to, after the settings rewrote it.
    pub(crate) url: Option<&'a str>,
}

/// What a probe found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Need {
    /// libgit2 will do.
    Nothing,
    /// The git program should talk to the server; without it libgit2 tries.
    LineAtBest,
    /// The git program must talk to the server; without it the site can be read and written, not sent.
    Line,
    /// The git program must do everything, and be at least this new.
    Everything((u32, u32)),
}

type Probe = fn(&Looked<'_>) -> Need;

const PROBES: &[Probe] = &[object_names::probe, ref_store::probe, partial::probe, ssh::probe, secured_way::probe];

/// The most that any probe asks for.
pub(crate) fn need(looked: &Looked<'_>) -> Need {
    PROBES.iter().map(|probe| probe(looked)).max().unwrap_or(Need::Nothing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_repository_needs_is_seen_in_its_settings() {
        fn check(config: &str, url: Option<&str>, expect: Need) {
            let folder = tempfile::tempdir().unwrap();
            std::fs::write(folder.path().join("config"), config).unwrap();
            let settings = Settings::of(folder.path()).unwrap();
            assert_eq!(need(&Looked { settings: &settings, url }), expect, "{config} {url:?}");
        }
        let https = Some("https://example.org/site.git");
        check("", https, Need::Nothing);
        check("", None, Need::Nothing);
        check("", Some("git@example.org:site.git"), Need::Line);
        check("", Some("ssh://git@example.org/site.git"), Need::Line);
        check("", Some("C:\\sites\\site.git"), Need::Nothing);
        check("[extensions]\n\tobjectFormat = sha256\n", https, Need::Everything((2, 39)));
        check("[extensions]\n\tobjectFormat = sha1\n", https, Need::Nothing);
        check("[extensions]\n\trefStorage = reftable\n", https, Need::Everything((2, 45)));
        check("[remote \"origin\"]\n\tpromisor = true\n", https, Need::Everything((2, 39)));
        check("[extensions]\n\tpartialClone = origin\n", https, Need::Everything((2, 39)));
        check("[http]\n\tsslCert = /a.pem\n", https, Need::LineAtBest);
        check("[http]\n\tproxyAuthMethod = negotiate\n", https, Need::LineAtBest);
        check("[http \"https://example.org/\"]\n\tsslKey = /a.pem\n", https, Need::LineAtBest);
        check("[http]\n\tproxy = http://proxy\n", https, Need::Nothing);
    }
}
