//! What a reader does not see, though it is on the page.

use super::looks::Sheet;
use super::tree::{Id, Tree};

/// Classes of what is paid for, as they are called on most pages.
const ADVERTS: [&str; 10] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "ad-slot",
    "ad-container",
    "ad-wrapper",
    "adsbygoogle",
    "ad-unit",
    "sponsored",
];

/// Parts of a page that lead elsewhere.
const FRAMES: [&str; 4] = ["navigation", "banner", "contentinfo", "search"];

/// Whether an element, with all in it, is not there for a reader of what was copied.
pub(super) fn is_hidden(tree: &Tree, sheet: &Sheet, id: Id) -> bool {
    let is = |attribute, value: &str| tree.attribute(id, attribute).is_some_and(|it| it.eq_ignore_ascii_case(value));
    let told = |name: &str| sheet.declared(tree, id, name);
    let nothing = |name: &str| told(name).is_some_and(|value| is_zero(&value));
    let far = |name: &str| told(name).is_some_and(|value| value.starts_with("-9999") || value.starts_with("-10000"));
    is("aria-hidden", "true")
        || told("display").is_some_and(|display| display == "none")
        || told("visibility").is_some_and(|seen| seen == "hidden" || seen == "collapse")
        || told("mso-hide").is_some_and(|hide| hide == "all")
        || nothing("opacity")
        || (told("overflow").is_some_and(|overflow| overflow == "hidden")
            && (nothing("max-height") || nothing("height") || nothing("max-width") || nothing("width")))
        || told("clip").is_some_and(|clip| clip.starts_with("rect(0") || clip.starts_with("rect(1px"))
        || ["left", "top", "text-indent"].into_iter().any(far)
        || FRAMES.iter().any(|frame| is("role", frame))
        || ADVERTS.iter().any(|class| tree.is_of(id, class))
        || is("aria-label", "advertisement")
}

/// Whether words in an element are too small to be seen; nothing where its style does not say how large they are.
pub(super) fn is_tiny(tree: &Tree, sheet: &Sheet, id: Id) -> Option<bool> {
    let size = sheet.declared(tree, id, "font-size")?;
    Some(is_zero(&size))
}

fn is_zero(value: &str) -> bool {
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%' || c == '!' || c == ' ');
    number.parse::<f32>().is_ok_and(|number| number == 0.0)
}
