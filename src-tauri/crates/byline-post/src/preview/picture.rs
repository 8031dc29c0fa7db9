//! Pictures in a preview: shown under the address that the caller gives, or as a card.

use std::collections::HashMap;

use crate::html::{self, escaped};

/// What the caller knows of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureSource {
    /// Show it from this address.
    Show(String),
    /// No such picture.
    Missing,
    /// On another server, at this address: not loaded.
    Remote(String),
}

/// The pictures of one preview. In the HTML they carry a key instead of an address until they are cleaned.
pub(crate) struct Pictures<'a> {
    ask: &'a dyn Fn(&str) -> PictureSource,
    keys: HashMap<String, String>,
}

impl<'a> Pictures<'a> {
    pub(crate) fn new(ask: &'a dyn Fn(&str) -> PictureSource) -> Self {
        Self { ask, keys: HashMap::new() }
    }

    /// The addresses by key.
    pub(crate) fn into_keys(self) -> HashMap<String, String> {
        self.keys
    }

    /// The HTML of a picture. `alone`: it stands in a paragraph of its own, so that a card may be a block.
    pub(crate) fn html(&mut self, target: &str, alt: &str, more: &str, alone: bool) -> String {
        let name = |fallback: &str| escaped(if alt.trim().is_empty() { fallback } else { alt.trim() });
        match (self.ask)(target) {
            PictureSource::Show(url) => {
                let key = format!("picture-{}", self.keys.len());
                let image = format!("<img src=\"{key}\" alt=\"{}\"{more}>", escaped(alt));
                self.keys.insert(key, url);
                if alone { format!("<p>{image}</p>\n") } else { image }
            }
            PictureSource::Missing => card("missing", &name(target), &escaped(target), alone),
            PictureSource::Remote(url) => card("remote", &name(&url), &escaped(&url), alone),
        }
    }

    /// Raw HTML with its `<img>` tags replaced.
    pub(crate) fn in_raw(&mut self, raw: &str) -> String {
        let mut out = String::with_capacity(raw.len());
        let mut at = 0;
        for tag in html::tags(raw).into_iter().filter(|tag| tag.name == "img" && !tag.closes) {
            let value =
                |name: &str| tag.value(name).map(|range| html::unescaped(raw[range].trim())).unwrap_or_default();
            let sizes: Vec<String> = ["width", "height"]
                .iter()
                .map(|name| (name, value(name)))
                .filter(|(_, size)| !size.is_empty() && size.bytes().all(|b| b.is_ascii_digit()))
                .map(|(name, size)| format!(" {name}=\"{size}\""))
                .collect();
            out.push_str(&raw[at..tag.range.start]);
            out.push_str(&self.html(&value("src"), &value("alt"), &sizes.concat(), false));
            at = tag.range.end;
        }
        out.push_str(&raw[at..]);
        out
    }
}

fn card(class: &str, words: &str, target: &str, alone: bool) -> String {
    let detail = if words == target { String::new() } else { format!(" <small>{target}</small>") };
    if alone {
        format!("<figure class=\"{class}\"><figcaption>{words}{detail}</figcaption></figure>\n")
    } else {
        format!("<span class=\"{class}\">{words}{detail}</span>")
    }
}
