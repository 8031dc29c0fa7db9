//! Pictures in a preview: shown under the address that the caller gives, or as a card.

use std::collections::HashMap;

use super::attributes::Look;
use super::cards;
use super::escape::{push_value, push_words, value, words};
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

/// A picture as a post says it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shown<'s> {
    pub(crate) link: &'s str,
    pub(crate) alt: &'s str,
    pub(crate) caption: &'s str,
    /// Its size and its classes: [`super::attributes::Look::written`].
    pub(crate) look: &'s str,
    /// The line that it comes from, counted from its block's first.
    pub(crate) line: Option<usize>,
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

    /// The HTML of a picture among words, or of one in a figure. A caption is what is said when it is pointed at.
    pub(crate) fn among(&mut self, shown: &Shown) -> String {
        let titled = match shown.caption.trim() {
            "" => String::new(),
            caption => format!(" title=\"{}\"", value(caption)),
        };
        self.html(shown, &titled, false)
    }

    /// The HTML of a picture that is a block of its own.
    pub(crate) fn alone(&mut self, shown: &Shown) -> String {
        if shown.caption.trim().is_empty() { self.html(shown, "", true) } else { self.figure(shown) }
    }

    /// The HTML of a picture with the words below it.
    pub(crate) fn figure(&mut self, shown: &Shown) -> String {
        let line = shown.line.map(|line| format!(" data-line=\"{line}\"")).unwrap_or_default();
        let mut out = format!("<figure{line}>{}", self.html(&Shown { line: None, ..*shown }, "", false));
        if !shown.caption.trim().is_empty() {
            out.push_str("<figcaption>");
            push_words(&mut out, shown.caption.trim());
            out.push_str("</figcaption>");
        }
        out.push_str("</figure>\n");
        out
    }

    /// The HTML of several pictures, side by side as most sites show them.
    pub(crate) fn gallery(&mut self, shown: &[Shown], line: usize) -> String {
        let mut out = format!("<div data-line=\"{line}\" class=\"gallery\">\n");
        for shown in shown {
            if shown.caption.trim().is_empty() {
                out.push_str(&self.html(shown, "", false));
                out.push('\n');
            } else {
                out.push_str(&self.figure(shown));
            }
        }
        out.push_str("</div>\n");
        out
    }

    fn html(&mut self, shown: &Shown, titled: &str, alone: bool) -> String {
        let Shown { link, alt, look, line, .. } = shown;
        let name = |fallback: &str| words(if alt.trim().is_empty() { fallback } else { alt.trim() });
        let line = line.map(|line| format!(" data-line=\"{line}\"")).unwrap_or_default();
        let source = (self.ask)(link);
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
                for more in [titled, look, &line] {
                    image.push_str(more);
                }
                image.push('>');
                if alone { format!("<p>{image}</p>\n") } else { image }
            }
            PictureSource::Missing => card("missing", &name(link), &words(link), &line, alone),
            PictureSource::Remote(url) => card("remote", &name(url), &words(url), &line, alone),
        };
        self.asked.push(((*link).to_owned(), source));
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
            out.push_str(&raw[at..tag.range.start]);
            let (link, alt, look) = (value("src"), value("alt"), Look::of(value).written());
            out.push_str(&self.among(&Shown {
                link: &link,
                alt: &alt,
                caption: &value("title"),
                look: &look,
                line: None,
            }));
            at = tag.range.end;
        }
        out.push_str(&raw[at..]);
        out
    }
}

fn card(class: &str, words: &str, target: &str, line: &str, alone: bool) -> String {
    let detail = if words == target { String::new() } else { format!(" <small>{target}</small>") };
    if alone {
        format!("<figure class=\"{class}\"{line}><figcaption>{words}{detail}</figcaption></figure>\n")
    } else {
        format!("<span class=\"{class}\"{line}>{words}{detail}</span>")
    }
}
