use serde::Serialize;
use specta::Type;

use super::OpenPost;

/// What another address for a post would mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct AddressPlan {
    /// The part of its address, and of its file's name, that names it now.
    pub name: String,
    /// Its address as it is; its file where the site does not tell addresses.
    pub address: String,
    /// Its address as it would be.
    pub new_address: String,
    /// Its file as it would be, relative to the site.
    pub new_path: String,
    /// Why it cannot have that name, if so, in a sentence.
    pub wrong: Option<String>,
    /// The nearest name that it can have.
    pub suggestion: String,
    /// What becomes of the old address, in a sentence; nothing where readers never had it.
    pub old_address: Option<String>,
}

/// A post that links to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LinkingPost {
    /// Its file, relative to the site.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Whether its link can follow now.
    pub follows: bool,
}

/// What deleting a post would mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct DeletePlan {
    /// Its title.
    pub title: String,
    /// Files that go with it, because nothing else uses them.
    pub with_it: Vec<String>,
    /// The server has it.
    pub on_website: bool,
    /// Posts that link to it.
    pub linking: Vec<LinkingPost>,
}

/// A post that was deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Deleted {
    /// Stands for it when it is put back.
    pub id: u32,
    /// The file it was.
    pub path: String,
    /// What happened, in a sentence.
    pub message: String,
    /// How taking it off the website went, where that was wanted.
    pub outcome: Option<super::Outcome>,
}

/// A line of what was deleted lately.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct DeletedPost {
    /// Stands for it when it is put back.
    pub id: u32,
    /// The file it was, relative to the site.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The day it was deleted, as `YYYY-MM-DD`.
    pub date: String,
    /// Whether the website has it, in a sentence.
    pub standing: String,
}

/// A post that has another path now, and the posts whose links followed.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct Renamed {
    /// The post as it is now.
    pub post: OpenPost,
    /// Posts that were changed, and those that could not be.
    pub linking: Vec<LinkingPost>,
}
