use serde::Serialize;
use specta::Type;

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
