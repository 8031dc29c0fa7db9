//! Paths inside a folder: relative, parts separated by `/`, the folder itself being the empty path.

/// Joins two paths; either may be empty.
pub(crate) fn join(folder: &str, rest: &str) -> String {
    match (folder.is_empty(), rest.is_empty()) {
        (true, _) => rest.to_owned(),
        (_, true) => folder.to_owned(),
        _ => format!("{folder}/{rest}"),
    }
}

/// The folder that holds `path`; empty at the top.
pub(crate) fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The last part of a path.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// A file's name without its extension.
pub(crate) fn stem(path: &str) -> &str {
    let name = file_name(path);
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}

/// Whether a file stands for the folder that it is in, maybe in one of several languages.
pub(crate) fn is_index(path: &str) -> bool {
    stem(path).split('.').next() == Some("index")
}

/// The extension in small letters, without the dot; empty when there is none.
pub(crate) fn extension(path: &str) -> String {
    match file_name(path).rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => extension.to_ascii_lowercase(),
        _ => String::new(),
    }
}

/// Whether `path` is `folder` or lies inside it.
pub(crate) fn is_within(path: &str, folder: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// `path` without the `folder` it lies in.
pub(crate) fn inside<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    if folder.is_empty() {
        return Some(path);
    }
    path.strip_prefix(folder)?.strip_prefix('/')
}

/// The path from a folder to a file, with `..` where needed.
pub(crate) fn relative(from_folder: &str, to: &str) -> String {
    let from: Vec<&str> = from_folder.split('/').filter(|part| !part.is_empty()).collect();
    let target: Vec<&str> = to.split('/').collect();
    let shared = from
        .iter()
        .zip(target.iter().take(target.len().saturating_sub(1)))
        .take_while(|(one, other)| one == other)
        .count();
    let mut parts = vec![".."; from.len() - shared];
    parts.extend(target.iter().skip(shared));
    parts.join("/")
}

/// Resolves `.`, `..` and doubled separators. Nothing when the path leaves the folder, is empty, or has a part that
/// no program may reach through a link: git's own folder under any of its spellings, or a name with `:` or
/// a control character, which mean something else to Windows.
pub(crate) fn normalise(path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ if part.contains([':', '\\']) || part.chars().any(char::is_control) => return None,
            _ if is_git(part) => return None,
            _ => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

/// Whether a folder's name is git's, also as Windows and macOS would read it: they drop dots and spaces at the
/// end, ignore case and some invisible letters, and Windows knows it by a short name too.
pub(crate) fn is_git(name: &str) -> bool {
    let seen: String = name
        .chars()
        .filter(|letter| {
            !matches!(letter, '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{206a}'..='\u{206f}' | '\u{feff}')
        })
        .collect();
    let plain = seen.trim_end_matches(['.', ' ']).to_ascii_lowercase();
    plain == ".git" || plain == "git~1"
}

/// Turns `%20` and its like back; nothing when there is none or the result is no text.
pub(crate) fn decoded(text: &str) -> Option<String> {
    if !text.contains('%') {
        return None;
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let pair = text.get(at + 1..at + 3).filter(|pair| pair.bytes().all(|b| b.is_ascii_hexdigit()));
        match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(value) if *byte == b'%' => {
                out.push(value);
                at += 3;
            }
            _ => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).ok()
}

/// Writes what an address cannot hold as `%20` and its like; `/` stays.
pub(crate) fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            const HEX: &[u8; 16] = b"0123456789ABCDEF";
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_never_leaves_its_folder() {
        let check = |path: &str, expect: Option<&str>| {
            assert_eq!(normalise(path).as_deref(), expect, "{path:?}");
        };
        check("a/b.jpg", Some("a/b.jpg"));
        check("./a//b/../c.jpg", Some("a/c.jpg"));
        check("/a.jpg", Some("a.jpg"));
        check("../a.jpg", None);
        check("a/../../b.jpg", None);
        check(".git/config", None);
        check(".GIT./config", None);
        check(".g\u{200c}it/config", None);
        check("GIT~1/config", None);
        check("a:stream", None);
        check("a\0b", None);
        check("", None);
        check(".gitignore", Some(".gitignore"));
    }

    #[test]
    fn addresses_are_read_and_written() {
        assert_eq!(decoded("aws%20summit%20.jpg").as_deref(), Some("aws summit .jpg"));
        assert_eq!(decoded("50%.jpg").as_deref(), Some("50%.jpg"));
        assert_eq!(decoded("%ff.jpg"), None);
        assert_eq!(decoded("plain.jpg"), None);
        assert_eq!(encoded("my pictures/é.jpg"), "my%20pictures/%C3%A9.jpg");
    }

    #[test]
    fn the_way_from_one_folder_to_a_file() {
        let check = |from: &str, to: &str, expect: &str| assert_eq!(relative(from, to), expect);
        check("", "images/a.jpg", "images/a.jpg");
        check("posts", "posts/a.jpg", "a.jpg");
        check("posts", "images/a.jpg", "../images/a.jpg");
        check("a/b/c", "a/x/y.jpg", "../../x/y.jpg");
        check("a", "a", "../a");
    }
}
