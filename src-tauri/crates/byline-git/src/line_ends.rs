//! Line ends and filters, by the site's attributes, as git applies them (`gitattributes`, git's `convert.c`).

use crate::{Fault, lfs};

/// What an attribute says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Attribute {
    Unspecified,
    Set,
    Unset,
    Text(String),
}

/// Where attributes and settings are asked for.
pub(crate) trait Attributes {
    /// One attribute of one path, by the files of the working folder.
    fn attribute(&self, path: &str, name: &str) -> Result<Attribute, Fault>;
    /// One setting.
    fn setting(&self, name: &str) -> Option<String>;
    /// The large files that are here.
    fn large_files(&self) -> lfs::Store;
}

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
    from: &dyn Attributes,
    path: &str,
    bytes: &[u8],
    stored: impl FnOnce() -> Option<Vec<u8>>,
) -> Result<Vec<u8>, Fault> {
    if is_large(from, path)? {
        return lfs::for_storage(bytes);
    }
    if let Some(name) = filter(from, path)? {
        return Err(Fault::NeedsFilter { name });
    }
    let convert = match text(from, path)? {
        Text::Yes => true,
        Text::Auto => !is_binary(bytes) && !stored().is_some_and(|stored| has_crlf(&stored) && !is_binary(&stored)),
        Text::No => false,
    };
    Ok(if convert { to_lf(bytes) } else { bytes.to_vec() })
}

/// Whether a file at this path is stored as a large one.
pub(crate) fn is_large(from: &dyn Attributes, path: &str) -> Result<bool, Fault> {
    let is_large = value(from, path, "filter")?.is_some_and(|driver| driver == lfs::NAME);
    Ok(is_large && value(from, path, "working-tree-encoding")?.is_none())
}

/// The program through which the path is stored.
fn filter(from: &dyn Attributes, path: &str) -> Result<Option<String>, Fault> {
    for name in ["filter", "working-tree-encoding"] {
        if let Some(driver) = value(from, path, name)?.filter(|driver| !driver.is_empty()) {
            return Ok(Some(driver));
        }
    }
    Ok(None)
}

/// The bytes as git would write them into the folder. [`Fault::NeedsFilter`] for a large file that is not here.
pub(crate) fn for_folder(from: &dyn Attributes, path: &str, stored: Vec<u8>) -> Result<Vec<u8>, Fault> {
    if lfs::is_some_pointer(&stored) && is_large(from, path)? {
        let found = lfs::Pointer::read(&stored).and_then(|pointer| from.large_files().read(&pointer));
        return found.ok_or_else(lfs::needed);
    }
    let text = text(from, path)?;
    let wants_crlf = match value(from, path, "eol")?.as_deref() {
        Some("crlf") => true,
        Some("lf") => false,
        _ => setting(from, "core.autocrlf").as_deref() == Some("true") || (!has_autocrlf(from) && eol_setting(from)),
    };
    let lone_newline = stored.contains(&b'\n') && !has_crlf(&stored);
    let convert = wants_crlf && lone_newline && (text == Text::Yes || (text == Text::Auto && !is_binary(&stored)));
    Ok(if convert { to_crlf(&stored) } else { stored })
}

/// Whether the settings of this computer have line ends converted where no attribute asks for it.
pub(crate) fn are_converted(from: &dyn Attributes) -> bool {
    setting(from, "core.attributesFile").is_some() || has_autocrlf(from) || eol_setting(from)
}

fn has_autocrlf(from: &dyn Attributes) -> bool {
    setting(from, "core.autocrlf").is_some_and(|value| value == "true" || value == "input")
}

fn eol_setting(from: &dyn Attributes) -> bool {
    match setting(from, "core.eol").as_deref() {
        Some("crlf") => true,
        Some("lf") => false,
        _ => cfg!(windows),
    }
}

fn text(from: &dyn Attributes, path: &str) -> Result<Text, Fault> {
    let read = |name: &str| -> Result<Option<Text>, Fault> {
        Ok(match from.attribute(path, name)? {
            Attribute::Unset => Some(Text::No),
            Attribute::Text(text) if text == "auto" => Some(Text::Auto),
            Attribute::Text(text) if text == "input" => Some(Text::Yes),
            Attribute::Set => Some(Text::Yes),
            _ => None,
        })
    };
    if let Some(asked) = read("text")? {
        return Ok(asked);
    }
    if let Some(asked) = read("crlf")? {
        return Ok(asked);
    }
    if value(from, path, "eol")?.is_some_and(|eol| eol == "lf" || eol == "crlf") {
        return Ok(Text::Yes);
    }
    Ok(if has_autocrlf(from) { Text::Auto } else { Text::No })
}

fn value(from: &dyn Attributes, path: &str, name: &str) -> Result<Option<String>, Fault> {
    Ok(match from.attribute(path, name)? {
        Attribute::Text(text) => Some(text),
        _ => None,
    })
}

fn setting(from: &dyn Attributes, name: &str) -> Option<String> {
    let text = from.setting(name)?.to_ascii_lowercase();
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
