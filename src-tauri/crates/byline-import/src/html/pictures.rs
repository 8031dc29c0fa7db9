//! Pictures of a page: inside it, beside it, or somewhere on the web.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::looks::declared;
use super::tree::{Id, Tree};

/// Where a picture is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// In the page itself.
    Inside(Vec<u8>),
    /// A file beside the page, or an address on the web.
    Address(String),
    /// On a computer that is not this one, or nowhere.
    Missing(String),
    /// Not there to be seen: it counts readers, or keeps a place.
    Invisible,
}

/// Where the picture of an `img` is.
pub(super) fn source(tree: &Tree, img: Id) -> Source {
    let of = |name: &str| tree.attribute(img, name).map(str::trim).filter(|value| !value.is_empty());
    let side = |name: &str| {
        let own = of(name).and_then(|value| value.trim_end_matches("px").parse::<f32>().ok());
        let styled = || declared(tree, img, name).and_then(|value| value.trim_end_matches("px").parse::<f32>().ok());
        own.or_else(styled)
    };
    if side("width").is_some_and(|width| width <= 2.0) && side("height").is_none_or(|height| height <= 2.0) {
        return Source::Invisible;
    }
    let later = || ["data-src", "data-original", "data-lazy-src", "data-orig-file"].into_iter().find_map(of);
    let sets = || ["srcset", "data-srcset"].into_iter().find_map(of).and_then(largest);
    let address = match of("src") {
        // What a script would put in its place is the picture.
        Some(src) if src.starts_with("data:") => later().or_else(sets).unwrap_or(src),
        Some(src) => src,
        None => match later().or_else(sets) {
            Some(address) => address,
            None => return Source::Invisible,
        },
    };
    if let Some(data) = address.strip_prefix("data:") {
        return inside(data);
    }
    let lower = address.to_ascii_lowercase();
    if let Some(rest) = address.strip_prefix("//") {
        return Source::Address(format!("https://{rest}"));
    }
    let name = || address.rsplit(['/', '\\', ':']).next().unwrap_or_default().to_owned();
    let scheme = lower.split(['/', '?', '#']).next().unwrap_or_default().contains(':');
    if !scheme || lower.starts_with("http:") || lower.starts_with("https:") {
        Source::Address(address.to_owned())
    } else {
        Source::Missing(name())
    }
}

fn inside(data: &str) -> Source {
    let Some((kind, data)) = data.split_once(',') else { return Source::Missing(String::new()) };
    let bytes = if kind.ends_with(";base64") {
        let clean: Vec<u8> = data.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
        STANDARD.decode(clean).unwrap_or_default()
    } else {
        data.as_bytes().to_vec()
    };
    // The smallest GIF that can be is what keeps places and counts readers.
    if bytes.starts_with(b"GIF8") && bytes.len() < 100 {
        return Source::Invisible;
    }
    if bytes.is_empty() { Source::Missing(String::new()) } else { Source::Inside(bytes) }
}

/// The address with the largest number after it in `a.jpg 1x, b.jpg 2x`.
fn largest(set: &str) -> Option<&str> {
    let size = |entry: &str| {
        let number = entry.split_whitespace().nth(1).unwrap_or("1x");
        number[..number.len() - number.chars().next_back().map_or(0, char::len_utf8)].parse::<f32>().unwrap_or(1.0)
    };
    let entries = set.split(", ").map(str::trim).filter(|entry| !entry.is_empty());
    let best = entries.max_by(|one, other| size(one).total_cmp(&size(other)))?;
    best.split_whitespace().next().map(|address| address.trim_end_matches(','))
}
