//! Where a site's server keeps its large files.

use super::needed;
use crate::{Fault, address};

/// The address below which the large files of this server are: the one that the site's settings tell, if it is at the
/// server itself, else the usual one. [`Fault::NeedsFilter`] where they cannot be reached.
pub(super) fn endpoint(remote: &str, told: Option<&str>) -> Result<String, Fault> {
    if address::is_local(remote) || address::allowed(remote, false).is_err() {
        return Err(needed());
    }
    let home = address::without_secret(remote);
    match told {
        // What a repository names may be anybody's: pictures and sign-ins go nowhere else than the texts do.
        Some(told) if address::allowed(told, false).is_err() || !address::same_place(&home, told) => Err(needed()),
        Some(told) => Ok(address::without_secret(told).trim_end_matches('/').to_owned()),
        None => {
            let home = home.trim_end_matches('/');
            Ok(format!("{}.git/info/lfs", home.strip_suffix(".git").unwrap_or(home)))
        }
    }
}

/// What a `.lfsconfig` says of the address, for sending or for reading. It is written as git's own settings are; only
/// what names an address is understood.
pub(super) fn told_by(lfsconfig: &[u8], remote: &str, to_send: bool) -> Option<String> {
    let (mut section, mut found) = (String::new(), Vec::new());
    for line in String::from_utf8_lossy(lfsconfig).lines().map(str::trim) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.split_once(']')) {
            section = name.0.replace([' ', '\t'], ".").replace('"', "");
        } else if let Some((key, value)) = line.split_once('=') {
            let key = format!("{section}.{}", key.trim());
            found.push((key, value.trim().trim_matches('"').to_owned()));
        }
    }
    let last = |key: &str| {
        found.iter().rev().find(|(known, _)| known.eq_ignore_ascii_case(key)).map(|(_, value)| value.clone())
    };
    keys(remote, to_send).iter().find_map(|key| last(key))
}

/// The settings that name the address, the weightiest first.
pub(super) fn keys(remote: &str, to_send: bool) -> Vec<String> {
    let all = ["lfs.pushurl".to_owned(), format!("remote.{remote}.lfspushurl"), "lfs.url".to_owned()];
    let all = all.into_iter().skip(if to_send { 0 } else { 2 });
    all.chain([format!("remote.{remote}.lfsurl")]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_files_go_to_the_server_of_the_texts_only() {
        fn check(remote: &str, told: Option<&str>, expect: Option<&str>) {
            assert_eq!(endpoint(remote, told).ok().as_deref(), expect, "{remote} {told:?}");
        }
        let usual = Some("https://example.org/site.git/info/lfs");
        check("https://example.org/site", None, usual);
        check("https://example.org/site.git", None, usual);
        check("https://anna:t0ken@example.org/site.git/", None, usual);
        check("https://example.org/site", Some("https://example.org/files/"), Some("https://example.org/files"));
        check("https://example.org/site", Some("https://evil.example/files"), None);
        check("https://example.org/site", Some("http://example.org/files"), None);
        check("https://example.org/site", Some("https://example.org:8443/files"), None);
        check("https://example.org/site", Some("file:///srv/files"), None);
        check("ssh://git@example.org/site", None, None);
        check("git@example.org:site.git", None, None);
        check("/srv/site.git", None, None);
    }

    #[test]
    fn the_address_in_the_sites_own_settings_is_found() {
        let text = b"# ours\n[core]\n\turl = x\n[lfs]\n\tURL = \"https://example.org/a\"\n[remote \"origin\"]\nlfsurl=https://b\n";
        assert_eq!(told_by(text, "origin", false).as_deref(), Some("https://example.org/a"));
        assert_eq!(told_by(b"[remote \"origin\"]\nlfsurl=https://b\n", "origin", true).as_deref(), Some("https://b"));
        let both = b"[lfs]\nurl=https://a\npushurl=https://b\n";
        assert_eq!(told_by(both, "origin", true).as_deref(), Some("https://b"));
        assert_eq!(told_by(both, "origin", false).as_deref(), Some("https://a"));
        assert_eq!(told_by(b"[lfs]\nfetchexclude = *\n", "origin", true), None);
    }
}
