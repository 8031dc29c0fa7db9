//! Pictures in a preview: shown under the address that the caller gives, or as a card.

use std::collections::HashMap;

use super::cards;
use super::escape::{push_value, words};
use crate::html;

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

/// The pictures of one preview. In HTML that is to be cleaned they carry a key instead of an address until then.
pub(crate) struct Pictures<'a> {
    ask: &'a dyn Fn(&str) -> PictureSource,
    keys: Option<HashMap<String, String>>,
    /// Which pictures were asked for since this was taken last, and what was said.
    pub(crate) asked: Vec<(String, PictureSource)>,
}

impl<'a> Pictures<'a> {
    pub(crate) fn new(ask: &'a dyn Fn(&str) -> PictureSource) -> Self {
        Self { ask, keys: None, asked: Vec::new() }
    }

    /// From here on pictures are written by key, or by their address.
    pub(crate) fn keyed(&mut self, keyed: bool) {
        self.keys = keyed.then(HashMap::new);
    }

    /// The addresses by key.
    pub(crate) fn take_keys(&mut self) -> HashMap<String, String> {
        self.keys.take().unwrap_or_default()
    }

    /// What the caller knows of a picture now.
    pub(crate) fn ask(&self, target: &str) -> PictureSource {
        (self.ask)(target)
    }

    /// The HTML of a picture. `more`: attributes, written out. `alone`: it stands in a paragraph of its own, so that a card
    /// may be a block.
    pub(crate) fn html(&mut self, target: &str, alt: &str, more: &str, alone: bool) -> String {
        let name = |fallback: &str| words(if alt.trim().is_empty() { fallback } else { alt.trim() });
        let source = (self.ask)(target);
        let html = match &source {
            PictureSource::Show(url) => {
                let mut image = String::from("<img src=\"");
                if let Some(keys) = &mut self.keys {
                    let key = format!("picture-{}", keys.len());
                    image.push_str(&key);
                    keys.insert(key, url.clone());
                } else {
                    push_value(&mut image, url);
                }
                image.push_str("\" alt=\"");
                push_value(&mut image, alt);
                image.push('"');
                image.push_str(more);
                image.push('>');
                if alone { format!("<p>{image}</p>\n") } else { image }
            }
            PictureSource::Missing => card("missing", &name(target), &words(target), more, alone),
            PictureSource::Remote(url) => card("remote", &name(url), &words(url), more, alone),
        };
        self.asked.push((target.to_owned(), source));
        html
    }

    /// Raw HTML with its `<img>` tags replaced.
    pub(crate) fn in_raw(&mut self, raw: &str) -> String {
        let mut out = String::with_capacity(raw.len());
        let mut at = 0;
        let mut tags = html::tags(raw).into_iter().peekable();
        while let Some(tag) = tags.next() {
            let value =
                |name: &str| tag.value(name).map(|range| html::unescaped(raw[range].trim())).unwrap_or_default();
            if let Some(card) = cards::of_raw(&tag, &[value("src"), value("data")].concat()) {
                out.push_str(&raw[at..tag.range.start]);
                out.push_str(&card);
                // What is in it is for browsers that do not know it.
                let end = tags.next_if(|next| next.closes && next.name == tag.name);
                at = end.map_or(tag.range.end, |end| end.range.end);
                continue;
            }
            if tag.name != "img" || tag.closes {
                continue;
            }
            let sizes: Vec<String> = ["width", "height"]
                .iter()
                .map(|name| (name, value(name)))
                .filter(|(_, size)| {
                    let digits = size.strip_suffix('%').unwrap_or(size);
                    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
                })
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

fn card(class: &str, words: &str, target: &str, more: &str, alone: bool) -> String {
    // A card has no size.
    let more = if more.starts_with(" data-line") { more } else { "" };
    let detail = if words == target { String::new() } else { format!(" <small>{target}</small>") };
    if alone {
        format!("<figure class=\"{class}\"{more}><figcaption>{words}{detail}</figcaption></figure>\n")
    } else {
        format!("<span class=\"{class}\"{more}>{words}{detail}</span>")
    }
}
