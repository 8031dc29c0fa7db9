use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Finding, OpenPost};

/// Everything in a post that can be repaired.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct TidyPlan {
    /// The repairs, by line.
    pub repairs: Vec<TidyRepair>,
    /// The last tidying of this post can be taken back.
    pub can_undo: bool,
}

/// One repair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct TidyRepair {
    /// What it repairs, with the lines before and after.
    pub finding: Finding,
    /// The picture that it gives another name.
    pub picture: Option<NewName>,
}

/// Another name for a picture's file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct NewName {
    /// The file's name now.
    pub from: String,
    /// The file's name afterwards.
    pub to: String,
    /// How many other posts show it and follow.
    pub posts: u32,
    /// The file stays under its old name as well.
    pub stays: bool,
    /// All this in sentences.
    pub message: String,
}

/// Which repair to do.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct Chosen {
    /// As in [`Finding`].
    pub id: String,
    /// As in [`Finding`].
    pub line: u32,
    /// As in [`Finding`]; tells apart what is in one line.
    pub from: Option<u32>,
}

/// What tidying came to.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct TidyDone {
    /// The post as it is now.
    pub post: OpenPost,
    /// How many repairs were done.
    pub repaired: u32,
}
