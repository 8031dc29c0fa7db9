use serde::{Deserialize, Serialize};
use specta::Type;

use super::OpenPost;

/// Where a version of a post is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum VersionPlace {
    /// Kept on this computer while the post was written.
    Local,
    /// Sent to the website's server, by whoever it was.
    Published,
}

/// An earlier text of a post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Version {
    /// Stands for it among the versions of its post.
    pub id: String,
    /// When it was kept or published, as `2026-03-02T09:00:00+01:00`.
    pub date: String,
    /// Who published it or wrote it here; nothing where nobody knows.
    pub author: Option<String>,
    /// Where it is from.
    #[serde(rename = "where")]
    pub place: VersionPlace,
    /// Words of visible text.
    pub words: u32,
    /// Why it was kept, in words.
    pub why: String,
    /// It is the text that is here now.
    pub here: bool,
    /// It is the text that the website has.
    pub on_website: bool,
    /// It is the last publish of this post from this computer, and can be taken back.
    pub can_take_back: bool,
}

/// All that is known of a post's earlier texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PostHistory {
    /// The post's file.
    pub path: String,
    /// The newest first.
    pub versions: Vec<Version>,
    /// Older ones are only at the server: this computer has a part of the site's history.
    pub older_at_server: bool,
    /// There are older ones on this computer; no more than these are listed.
    pub more: bool,
}

/// What a version is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Against {
    /// The text that is here now: what restoring would change.
    Now,
    /// The version before it: what it changed.
    Before,
}

/// What became of something from one text to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Became {
    /// It is in both.
    Same,
    /// It is in the version only.
    Added,
    /// It is in the other text only.
    Removed,
    /// It is in both, and not the same.
    Changed,
}

/// Some words of a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Piece {
    /// What became of them; never [`Became::Changed`].
    pub became: Became,
    /// The words.
    pub text: String,
}

/// A picture in a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SeenPicture {
    /// Its file's name.
    pub name: String,
    /// What the post's text says to show it.
    pub link: String,
    /// Its file, relative to the site, where it is there.
    pub path: Option<String>,
}

/// A block of a post as a reader sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SeenBlock {
    /// `heading`, `paragraph`, `item`, `quote`, `code`, `row`, `picture` or `rule`.
    pub kind: String,
    /// For a heading its level, from 1 to 6; else 0.
    pub level: u8,
    /// What became of it.
    pub became: Became,
    /// Its words in order; those of both texts where it changed.
    pub pieces: Vec<Piece>,
    /// The picture that it is.
    pub picture: Option<SeenPicture>,
}

/// A detail that is another one in the two texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SeenDetail {
    /// What people call it.
    pub label: String,
    /// What became of it.
    pub became: Became,
    /// Its value in the other text; empty for none.
    pub before: String,
    /// Its value in the version; empty for none.
    pub after: String,
}

/// A version of a post beside another text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ShownVersion {
    /// The version.
    pub version: Version,
    /// What it is compared with; nothing when there is none before it.
    pub against: Option<Against>,
    /// The details that differ.
    pub details: Vec<SeenDetail>,
    /// All blocks of both texts.
    pub blocks: Vec<SeenBlock>,
    /// A reader would see no difference.
    pub same: bool,
}

/// A post that has an earlier text again.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct Restored {
    /// The post as it is now.
    pub post: OpenPost,
    /// The version that the text before was kept as: restoring it undoes this. Nothing when nothing was replaced.
    pub before: Option<String>,
    /// Pictures that were missing and are there again, relative to the site.
    pub pictures: Vec<String>,
    /// Pictures of that text that could not be found anywhere, by their names.
    pub missing: Vec<String>,
}

/// A post that the website had once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct GonePost {
    /// The file it was, relative to the site.
    pub path: String,
    /// The version that it was last, for restoring it.
    pub version: String,
    /// Its title.
    pub title: String,
    /// The day it was taken away, as `YYYY-MM-DD`.
    pub date: String,
    /// Who took it away.
    pub author: Option<String>,
}

/// What taking a post off the website would mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct UnpublishPlan {
    /// Its title.
    pub title: String,
    /// The website has it.
    pub on_website: bool,
    /// What happens, a sentence each: to the post here, on the website, and to its address.
    pub changes: Vec<String>,
    /// Its address, where the site tells.
    pub address: Option<String>,
}
