//! What a site wants of its posts' details, as far as the checks look at it.

use regex::{Regex, RegexBuilder};

/// The largest compiled pattern, in bytes: patterns come from the site's own files.
const LARGEST_PATTERN: usize = 256 * 1024;

/// What a site wants of one detail.
#[derive(Debug, Clone, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own about a detail")]
pub struct Wanted {
    /// Its name in the file; what stands in a group follows the group's name after a dot.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// Whether every post must have it.
    pub required: bool,
    /// Whether the site cannot be built where something is wrong with it.
    pub stops_the_site: bool,
    /// The only right values; empty when any may stand here.
    pub choices: Vec<String>,
    /// What a text must look like.
    pub look: Option<Look>,
    /// Whether its values are links to pictures or other files.
    pub picture: bool,
    /// Whether its values name other texts of the site.
    pub related: bool,
}

/// What a text must look like.
#[derive(Debug, Clone)]
pub struct Look {
    regex: Regex,
    /// The site's own words about a text that does not.
    pub message: Option<String>,
}

impl Look {
    /// From a regular expression. Nothing for one that cannot be matched in time that grows with the text alone; such a
    /// pattern is not looked at.
    pub fn new(pattern: &str, message: Option<String>) -> Option<Self> {
        let regex = RegexBuilder::new(pattern).size_limit(LARGEST_PATTERN).build().ok()?;
        Some(Self { regex, message })
    }

    /// Whether this text looks so.
    pub fn fits(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }
}
