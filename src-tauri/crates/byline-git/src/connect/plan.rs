//! What of a server's tree becomes a file, and what does not.
//!
//! A tree may hold names that reach out of the folder or into git's own, names that some computers take for one and
//! the same, links, and more than any disk has room for. Links become plain files that say where they led, as git
//! writes them where links are switched off, so nothing can be written through one.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

/// More files than any website has: a few small trees can name thousands of millions.
pub(crate) const MOST_FILES: usize = 1_000_000;
/// More folders inside each other than any website has.
pub(crate) const DEEPEST: usize = 100;
/// Bytes of the largest file that is written.
pub(crate) const LARGEST: usize = 2 << 30;

/// A path of the server's that is not what it seems.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Odd {
    /// The path, with what cannot be shown of it replaced.
    pub path: String,
    /// What is odd about it.
    pub why: Oddity,
    /// Whether it was left out of the folder.
    pub left_out: bool,
}

/// What is odd about a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Oddity {
    /// Its name reaches where no file of a website belongs.
    Name,
    /// Some computers take it and another name for one and the same.
    Clash,
    /// Some computers cannot have this name.
    Reserved,
    /// It is a link; it was written as a plain file.
    Link,
    /// It is another repository, which was not fetched.
    Elsewhere,
    /// It is larger than any file of a website.
    TooLarge,
}

/// The path as every computer would take it: without regard to case and to how accents are written.
pub(crate) fn folded(path: &str) -> String {
    path.nfc().flat_map(char::to_lowercase).nfc().collect()
}

/// For each path, whether another one before it is the same to some computers. Folders count: `Posts/a` and `posts/b`
/// are files of one folder there.
pub(crate) fn clashes<'p>(paths: impl Iterator<Item = &'p str>) -> Vec<bool> {
    let mut seen: HashMap<String, &'p str> = HashMap::new();
    paths
        .map(|path| {
            let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
            let mut clash = false;
            for end in ends {
                let part = &path[..end];
                let first = *seen.entry(folded(part)).or_insert(part);
                clash |= first != part;
            }
            clash
        })
        .collect()
}

/// Whether Windows cannot have a file at this path (Microsoft, "Naming Files, Paths, and Namespaces").
pub(crate) fn is_reserved(path: &str) -> bool {
    path.split('/').any(|part| {
        let stem = part.split('.').next().unwrap_or_default().trim_end();
        let stem = stem.to_ascii_uppercase().replace('¹', "1").replace('²', "2").replace('³', "3");
        let numbered = |name: &str| {
            stem.strip_prefix(name).is_some_and(|rest| rest.len() == 1 && rest.chars().all(|c| c.is_ascii_digit()))
        };
        matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$")
            || numbered("COM")
            || numbered("LPT")
            || part.ends_with(['.', ' '])
            || part.contains(['<', '>', ':', '"', '|', '?', '*'])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_some_computers_cannot_have_are_known() {
        for path in
            ["con", "a/CON.md", "a/nul.tar.gz", "com1", "lpt9.txt", "COM¹.png", "a./b", "a b /c", "a:b.md", "x?"]
        {
            assert!(is_reserved(path), "{path}");
        }
        for path in ["icon.md", "a/console.md", "com.md", "com10", "lptx", ".gitignore", "a.b/c d.md", "Grüße.md"] {
            assert!(!is_reserved(path), "{path}");
        }
    }

    #[test]
    fn names_that_some_computers_take_for_one_clash() {
        fn check(paths: &[&str], expect: &[bool]) {
            assert_eq!(clashes(paths.iter().copied()), expect, "{paths:?}");
        }
        check(&["Hello.md", "hello.md", "other.md"], &[false, true, false]);
        check(&["caf\u{e9}.md", "cafe\u{301}.md"], &[false, true]);
        check(&["Posts/a.md", "posts/b.md"], &[false, true]);
        check(&["Posts/a.md", "Posts/b.md", "posts"], &[false, false, true]);
        check(&["a/b", "a/c", "b/a"], &[false, false, false]);
    }
}
