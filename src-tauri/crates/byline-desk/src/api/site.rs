use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Problem, SiteField, ToldBy, Writing};

/// A site that Byline has opened before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct KnownSite {
    /// Stands for the folder: the page never names a folder itself.
    pub id: String,
    /// The site's own name, else its folder's.
    pub name: String,
    /// Where it is, for a person to recognise.
    pub place: String,
    /// The folder is gone (an unplugged disk, a moved folder).
    pub missing: bool,
}

/// What was understood of the open site.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct SiteView {
    /// As in [`KnownSite`].
    pub id: String,
    /// The site's own name, else its folder's.
    pub name: String,
    /// Where it is, for a person to recognise.
    pub place: String,
    /// One of the generators of the command-line contract.
    pub generator: String,
    /// Folders that hold posts, relative to the site.
    pub posts: Vec<String>,
    /// The folder of drafts, when the generator has one.
    pub drafts: Option<String>,
    /// How files are named, with the places `{year}`, `{month}`, `{day}` and `{slug}`.
    pub file_name: String,
    /// The detail by which a post says that it is a draft, where the site has one.
    pub draft_flag: Option<DraftFlag>,
    /// Where pictures go.
    pub pictures: PicturePlace,
    /// How details are fenced in a new post: `yaml`, `toml`, `json`, or none.
    pub front_matter: Option<String>,
    /// The files that this was read from.
    pub configured_by: Vec<String>,
    /// Files with settings for the same posts that were not used: two are never mixed.
    pub set_aside: Vec<String>,
    /// Where each of these things comes from.
    pub told_by: ToldBy,
    /// What posts of this site can show beyond plain words.
    pub writing: Writing,
    /// What in the site's `.byline.toml` could not be taken, and the like, a sentence each.
    pub notes: Vec<String>,
    /// The details that posts of this site have.
    pub fields: Vec<SiteField>,
    /// Details that the site's settings keep from writers.
    pub hidden: Vec<SiteField>,
    /// The branch that posts are published to.
    pub branch: Option<String>,
    /// The server that posts are published to, without any credential.
    pub remote: Option<String>,
    /// Whose name is on what is published; none until the person says.
    pub writer: Option<Writer>,
    /// The program that copies the site's folder to a cloud, unless the person wants it to stay there.
    pub cloud: Option<String>,
    /// Why nothing can be published from here, if so.
    pub cannot_publish: Option<Problem>,
}

/// The detail that marks a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DraftFlag {
    /// The name in the file.
    pub name: String,
    /// What it says in a draft.
    pub value: bool,
}

/// Where a site keeps its pictures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PicturePlace {
    /// The folder, relative to the site.
    pub folder: String,
    /// How posts refer to that folder.
    pub url: String,
}

/// Whose name goes on a published post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Writer {
    /// The name readers of the site's record see.
    pub name: String,
    /// The address beside it; may be made up from the name when the person has none.
    pub email: String,
}
