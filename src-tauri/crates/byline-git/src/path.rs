//! Which paths may be published. Paths are relative to the work tree's root and separated by `/`.

use crate::Fault;

/// The path itself when it names a file inside the work tree; [`Fault::BadPath`] when it could reach outside it or
/// into git's own folder, on any of the systems that a colleague may use.
pub fn checked(path: &str) -> Result<&str, Fault> {
    let sound = !path.is_empty()
        && !path.chars().any(|c| c.is_control() || c == '\\')
        && path.split('/').all(|part| !matches!(part, "" | "." | "..") && !is_git_folder(part));
    if sound { Ok(path) } else { Err(Fault::BadPath { path: path.to_owned() }) }
}

/// Whether a file system may take this name for `.git`: HFS+ ignores some characters, NTFS ignores trailing dots
/// and blanks, opens streams after a colon and knows the short name `git~1` (git's `verify_path`).
fn is_git_folder(part: &str) -> bool {
    let seen: String = part.chars().filter(|c| !is_ignored_by_hfs(*c)).flat_map(char::to_lowercase).collect();
    let name = seen.split(':').next().unwrap_or_default().trim_end_matches(['.', ' ']);
    matches!(name, ".git" | "git~1")
}

fn is_ignored_by_hfs(c: char) -> bool {
    matches!(c, '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{206a}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_files_inside_the_work_tree_pass() {
        fn check(path: &str, expect: bool) {
            assert_eq!(checked(path).is_ok(), expect, "{path:?}");
        }
        check("a.md", true);
        check("content/posts/Grüße aus Köln.md", true);
        check(".gitignore", true);
        check("content/.github/x", true);
        check("notes: today.md", true);
        check("", false);
        check("/etc/passwd", false);
        check("a//b", false);
        check("a/", false);
        check("./a", false);
        check("a/../../b", false);
        check("a\\b", false);
        check("a\0b", false);
        check("a\nb", false);
        check(".git/config", false);
        check("sub/.GIT/config", false);
        check(".g\u{200c}it/config", false);
        check(".git./config", false);
        check(".git ", false);
        check("git~1/config", false);
        check(".git::$INDEX_ALLOCATION/config", false);
    }
}
