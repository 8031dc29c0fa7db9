use serde::Serialize;
use specta::Type;

use super::PostState;

/// A link from one post to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PostLink {
    /// What is written to lead there, as the site's posts write it.
    pub address: String,
    /// The other post's title.
    pub title: String,
    /// What the person should know before they use it, in a sentence: it is not on the website yet.
    pub warning: Option<String>,
}

/// The post of the site that a link leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LinkedPost {
    /// The file, relative to the site.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub state: PostState,
    /// What the person should know, as in [`PostLink`].
    pub warning: Option<String>,
    /// Its public address, when the site's settings tell.
    pub address: Option<String>,
}
