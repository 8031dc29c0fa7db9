//! The last step for what holds raw HTML: what is left of it is safe to show.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use ammonia::{Builder, UrlRelative};

use crate::html;

/// The deepest nesting that is cleaned; ammonia takes time with the square of it.
pub(crate) const DEEPEST: usize = 64;

/// Elements of ammonia's defaults that a post has no use for.
const REFUSED: [&str; 2] = ["area", "map"];

/// Our own classes.
const CLASSES: [&str; 15] = [
    "missing",
    "remote",
    "cannot-show",
    "too-complex",
    "footnote",
    "task",
    "callout",
    "callout-note",
    "callout-tip",
    "callout-important",
    "callout-warning",
    "callout-caution",
    "embed",
    "read-more",
    "gallery",
];

/// A cleaner that gives pictures their addresses by key and takes all others away.
pub(crate) struct Cleaner {
    /// Made when something is to be cleaned, which is seldom.
    builder: Option<Builder<'static>>,
    pictures: Arc<Mutex<HashMap<String, String>>>,
}

impl Cleaner {
    pub(crate) fn new() -> Self {
        Self { builder: None, pictures: Arc::default() }
    }

    /// Safe HTML, or `None` where it is nested too deep to be cleaned.
    pub(crate) fn clean(&mut self, html: &str, pictures: HashMap<String, String>) -> Option<String> {
        *self.pictures.lock().unwrap_or_else(PoisonError::into_inner) = pictures;
        let builder = self.builder.get_or_insert_with(|| builder(Arc::clone(&self.pictures)));
        (html::depth(html) <= DEEPEST).then(|| builder.clean(html).to_string())
    }
}

fn builder(pictures: Arc<Mutex<HashMap<String, String>>>) -> Builder<'static> {
    let mut builder = Builder::default();
    builder
        .rm_tags(REFUSED)
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(Some("noopener noreferrer"))
        .id_prefix(Some("post-"))
        .add_generic_attributes(["id", "class", "data-line"])
        .add_tag_attributes("ol", ["start"])
        .add_tag_attributes("time", ["datetime"])
        .attribute_filter(move |tag, name, value| {
            let pictures = pictures.lock().unwrap_or_else(PoisonError::into_inner);
            filtered(&pictures, tag, name, value)
        });
    builder
}

fn filtered<'v>(pictures: &HashMap<String, String>, tag: &str, name: &str, value: &'v str) -> Option<Cow<'v, str>> {
    match (tag, name) {
        ("img", "src") => pictures.get(value).map(|url| Cow::Owned(url.clone())),
        (_, "src" | "cite" | "srcset" | "poster" | "background") => None,
        (tag, "class") => {
            let allowed = |class: &&str| if tag == "img" { is_picture_class(class) } else { allowed_class(class) };
            let kept: Vec<&str> = value.split_whitespace().filter(allowed).collect();
            (!kept.is_empty()).then(|| Cow::Owned(kept.join(" ")))
        }
        (_, "data-line") => {
            let number = (1..8).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_digit());
            number.then_some(Cow::Borrowed(value))
        }
        _ => Some(Cow::Borrowed(value)),
    }
}

/// Whether a class may stand in a preview: our own, and the languages of code.
pub(crate) fn allowed_class(class: &str) -> bool {
    let language = class.strip_prefix("language-").is_some_and(|name| {
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '+' | '-'))
    });
    language || CLASSES.contains(&class)
}

/// Whether a picture may have this class in a preview: a plain word that the site's own style may know, and none of ours.
pub(crate) fn is_picture_class(class: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    (1..=40).contains(&class.len())
        && class.as_bytes()[0].is_ascii_alphabetic()
        && class.bytes().all(plain)
        && !class.starts_with("byline")
        && !CLASSES.contains(&class)
}
