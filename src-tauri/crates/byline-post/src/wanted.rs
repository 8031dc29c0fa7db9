//! What a site wants of its posts' details, as far as the checks look at it.

use std::fmt;
use std::sync::Arc;

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
#[derive(Clone)]
pub struct Look {
    fits: Arc<dyn Fn(&str) -> bool + Send + Sync>,
    /// The site's own words about a text that does not.
    pub message: Option<String>,
}

impl Look {
    /// `fits` tells whether a text looks so.
    pub fn new(fits: impl Fn(&str) -> bool + Send + Sync + 'static, message: Option<String>) -> Self {
        Self { fits: Arc::new(fits), message }
    }

    /// Whether this text looks so.
    pub fn fits(&self, text: &str) -> bool {
        (self.fits)(text)
    }
}

impl fmt::Debug for Look {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Look").field("message", &self.message).finish_non_exhaustive()
    }
}
