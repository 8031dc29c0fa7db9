use serde::Serialize;
use specta::Type;

use super::PostItem;

/// Why readers of the website do not find a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum KeptBack {
    /// The website has not been sent it, or was told to show it no more.
    Unpublished,
    /// It goes out at a time that is still to come.
    Scheduled,
    /// It is on the server, marked as a draft or among the drafts.
    Marked,
    /// It is on the server, for a day that is still to come.
    Dated,
}

/// A post that a link may lead to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LinkOffer {
    /// The post.
    pub post: PostItem,
    /// What keeps readers from it.
    pub kept_back: Option<KeptBack>,
}

/// A link from one post to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PostLink {
    /// What is written to lead there, as the site's posts write it.
    pub address: String,
    /// The other post's title.
    pub title: String,
    /// What the person should know before they use it, in a sentence: readers do not find it yet.
    pub warning: Option<String>,
}

/// The post of the site that a link leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LinkedPost {
    /// The file, relative to the site.
    pub path: String,
    /// Its title.
    pub title: String,
    /// What keeps readers from it.
    pub kept_back: Option<KeptBack>,
    /// What the person should know, as in [`PostLink`].
    pub warning: Option<String>,
    /// Its public address, when the site's settings tell.
    pub address: Option<String>,
}
