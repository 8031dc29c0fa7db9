//! Line ends and filters, by the site's attributes, as git applies them (`gitattributes`, git's `convert.c`).

use std::path::Path;

use ::git2::{AttrCheckFlags, AttrValue, Repository};

use crate::Fault;

/// What the attributes and settings ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Text {
    Yes,
    Auto,
    No,
}

/// The bytes as git would store them. `stored` reads the file's present content on the server, if any: a file that
/// is stored with CRLF stays so under automatic conversion.
pub(crate) fn for_storage(
    repo: &Repository,
    path: &str,
    bytes: &[u8],
    stored: impl FnOnce() -> Option<Vec<u8>>,
) -> Result<Vec<u8>, Fault> {
    for name in ["filter", "working-tree-encoding"] {
        match value(repo, path, name)?.as_deref() {
            None | Some("") => {}
            Some(driver) => {
                return Err(Fault::NeedsFilter { name: driver.to_owned() });
            }
        }
    }
    let convert = match text(repo, path)? {
        Text::Yes => true,
        Text::Auto => !is_binary(bytes) && !stored().is_some_and(|stored| has_crlf(&stored) && !is_binary(&stored)),
        Text::No => false,
    };
    Ok(if convert { to_lf(bytes) } else { bytes.to_vec() })
}

/// The bytes as git would write them into the folder.
pub(crate) fn for_folder(repo: &Repository, path: &str, stored: Vec<u8>) -> Result<Vec<u8>, Fault> {
    let text = text(repo, path)?;
    let wants_crlf = match value(repo, path, "eol")?.as_deref() {
        Some("crlf") => true,
        Some("lf") => false,
        _ => setting(repo, "core.autocrlf").as_deref() == Some("true") || (!has_autocrlf(repo) && eol_setting(repo)),
    };
    let lone_newline = stored.contains(&b'\n') && !has_crlf(&stored);
    let convert = wants_crlf && lone_newline && (text == Text::Yes || (text == Text::Auto && !is_binary(&stored)));
    Ok(if convert { to_crlf(&stored) } else { stored })
}

/// Whether the settings of this computer have line ends converted where no attribute asks for it.
pub(crate) fn are_converted(repo: &Repository) -> bool {
    setting(repo, "core.attributesFile").is_some() || has_autocrlf(repo) || eol_setting(repo)
}

fn has_autocrlf(repo: &Repository) -> bool {
    setting(repo, "core.autocrlf").is_some_and(|value| value == "true" || value == "input")
}

fn eol_setting(repo: &Repository) -> bool {
    match setting(repo, "core.eol").as_deref() {
        Some("crlf") => true,
        Some("lf") => false,
        _ => cfg!(windows),
    }
}

fn text(repo: &Repository, path: &str) -> Result<Text, Fault> {
    let flags = AttrCheckFlags::FILE_THEN_INDEX;
    let read = |name: &str| -> Result<Option<Text>, Fault> {
        let found = repo.get_attr(Path::new(path), name, flags)?;
        Ok(match AttrValue::from_string(found) {
            AttrValue::False => Some(Text::No),
            AttrValue::String("auto") => Some(Text::Auto),
            AttrValue::True | AttrValue::String("input") => Some(Text::Yes),
            _ => None,
        })
    };
    if let Some(asked) = read("text")? {
        return Ok(asked);
    }
    if let Some(asked) = read("crlf")? {
        return Ok(asked);
    }
    if value(repo, path, "eol")?.is_some_and(|eol| eol == "lf" || eol == "crlf") {
        return Ok(Text::Yes);
    }
    Ok(if has_autocrlf(repo) { Text::Auto } else { Text::No })
}

fn value(repo: &Repository, path: &str, name: &str) -> Result<Option<String>, Fault> {
    let found = repo.get_attr(Path::new(path), name, AttrCheckFlags::FILE_THEN_INDEX)?;
    Ok(match AttrValue::from_string(found) {
        AttrValue::String(text) => Some(text.to_owned()),
        _ => None,
    })
}

fn setting(repo: &Repository, name: &str) -> Option<String> {
    let text = repo.config().ok()?.get_string(name).ok()?.to_ascii_lowercase();
    Some(match text.as_str() {
        "yes" | "on" | "1" => "true".to_owned(),
        _ => text,
    })
}

/// git's own guess: a NUL, a lone CR, or more than one unprintable byte in 128.
fn is_binary(bytes: &[u8]) -> bool {
    let (mut printable, mut other) = (0_usize, 0_usize);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            0 => return true,
            b'\r' if bytes.get(at + 1) != Some(&b'\n') => return true,
            b'\r' | b'\n' => {}
            8 | b'\t' | 12 | 27 | 32..=126 | 128.. => printable += 1,
            26 if at + 1 == bytes.len() => {}
            _ => other += 1,
        }
    }
    printable / 128 < other
}

fn has_crlf(bytes: &[u8]) -> bool {
    bytes.windows(2).any(|pair| pair == b"\r\n")
}

fn to_lf(bytes: &[u8]) -> Vec<u8> {
    let kept = |(at, byte): (usize, &u8)| (*byte != b'\r' || bytes.get(at + 1) != Some(&b'\n')).then_some(*byte);
    bytes.iter().enumerate().filter_map(kept).collect()
}

fn to_crlf(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().flat_map(|byte| if *byte == b'\n' { vec![b'\r', b'\n'] } else { vec![*byte] }).collect()
}
