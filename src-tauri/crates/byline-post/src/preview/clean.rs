//! The last step of a preview: what is left of its HTML is safe to show.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use ammonia::{Builder, UrlRelative};

use crate::html;

/// The deepest nesting that is cleaned; ammonia takes time with the square of it.
pub(crate) const DEEPEST: usize = 64;

/// Elements of ammonia's defaults that a post has no use for.
const REFUSED: [&str; 2] = ["area", "map"];

/// Our own classes.
const CLASSES: [&str; 8] =
    ["post-head", "byline", "missing", "remote", "cannot-show", "too-complex", "footnote", "task"];

/// A cleaner that gives pictures their addresses by key and takes all others away.
pub(crate) struct Cleaner(Builder<'static>);

impl Cleaner {
    pub(crate) fn new(pictures: HashMap<String, String>) -> Self {
        let mut builder = Builder::default();
        builder
            .rm_tags(REFUSED)
            .url_schemes(HashSet::from(["http", "https", "mailto"]))
            .url_relative(UrlRelative::PassThrough)
            .link_rel(Some("noopener noreferrer"))
            .id_prefix(Some("post-"))
            .add_generic_attributes(["id", "class"])
            .add_tag_attributes("ol", ["start"])
            .add_tag_attributes("time", ["datetime"])
            .attribute_filter(move |tag, name, value| filtered(&pictures, tag, name, value));
        Self(builder)
    }

    /// Safe HTML, or `None` where it is nested too deep to be cleaned.
    pub(crate) fn clean(&self, html: &str) -> Option<String> {
        (html::depth(html) <= DEEPEST).then(|| self.0.clean(html).to_string())
    }
}

fn filtered<'v>(pictures: &HashMap<String, String>, tag: &str, name: &str, value: &'v str) -> Option<Cow<'v, str>> {
    match (tag, name) {
        ("img", "src") => pictures.get(value).map(|url| Cow::Owned(url.clone())),
        (_, "src" | "cite" | "srcset" | "poster" | "background") => None,
        (_, "class") => {
            let kept: Vec<&str> = value.split_whitespace().filter(|class| allowed_class(class)).collect();
            (!kept.is_empty()).then(|| Cow::Owned(kept.join(" ")))
        }
        _ => Some(Cow::Borrowed(value)),
    }
}

fn allowed_class(class: &str) -> bool {
    let language = class.strip_prefix("language-").is_some_and(|name| {
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '+' | '-'))
    });
    language || CLASSES.contains(&class)
}
