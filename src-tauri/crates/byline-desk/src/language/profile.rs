//! What has to be known of a post before its words are read.

use std::collections::HashSet;

/// How a post's words are read. Told by the site's thread, used by the one that reads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Profile {
    /// The languages that it may be in, its own first, as tags.
    pub(crate) languages: Vec<String>,
    /// The website's own words.
    pub(crate) site_words: Vec<String>,
    /// What is ignored in this post, as [`ignored`] writes it.
    pub(crate) ignored: HashSet<String>,
}

/// What stands for a remark that is ignored in a post: about a word wherever it stands, or of a rule about those words.
pub(crate) fn ignored(rule: &str, words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    format!("{rule}:{}", words.join(" "))
}
