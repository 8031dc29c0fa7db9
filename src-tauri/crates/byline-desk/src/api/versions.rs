use serde::{Deserialize, Serialize};
use specta::Type;

use super::{OpenPost, Piece};

/// That a post has two versions, one of which the person chooses when she is ready.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct TwoVersionsNote {
    /// What happened, in a sentence.
    pub message: String,
}

/// Two versions of a post: yours and somebody else's. What goes together is together already; this is the rest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct TwoVersions {
    /// The post.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Who wrote the other version, where that is known: a colleague.
    pub who: Option<String>,
    /// The other version is in the file, written there by another program, not on the website.
    pub by_program: bool,
    /// When yours was written, as `2026-03-02T09:00:00Z`.
    pub mine_at: Option<String>,
    /// When the other was written or published.
    pub theirs_at: Option<String>,
    /// What is to be chosen, one after the other.
    pub questions: Vec<VersionsQuestion>,
    /// Stands for these very versions: handed back with the choices.
    pub stamp: String,
}

/// The part of a post that a choice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum VersionsPart {
    /// A paragraph, or a few that stand together.
    Text,
    /// One detail.
    Detail,
    /// All details, as they stand in the file.
    Details,
    /// The whole post: what the two began with is not known.
    Whole,
    /// A picture.
    Picture,
    /// A file of another kind.
    File,
    /// The post was deleted there and changed here.
    DeletedThere,
    /// The post was deleted, or has moved away, here and changed there.
    DeletedHere,
}

/// One choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct VersionsQuestion {
    /// What it is about.
    pub part: VersionsPart,
    /// The detail's label, or the file's name.
    pub label: Option<String>,
    /// Yours; nothing where it was taken out.
    pub mine: Option<VersionsSide>,
    /// The other; nothing where it was taken out.
    pub theirs: Option<VersionsSide>,
    /// Whether both can be kept.
    pub both: bool,
    /// Whether other words can take their place.
    pub edit: bool,
}

/// One side of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct VersionsSide {
    /// As a reader sees it, with what this side changed marked.
    pub pieces: Vec<Piece>,
    /// As it stands in the file, for editing.
    pub text: String,
    /// An address that shows the picture.
    pub picture: Option<String>,
}

/// What becomes of one choice.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(tag = "keep", rename_all = "kebab-case")]
pub enum VersionsChoice {
    /// Yours.
    Mine,
    /// The other.
    Theirs,
    /// Yours, and the other after it.
    Both,
    /// Other words.
    Words {
        /// The words, as they are to stand in the file.
        words: String,
    },
}

/// What settling two versions came to.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct Settled {
    /// The post as it is now; nothing where it is deleted, which it stays.
    pub post: Option<OpenPost>,
    /// The versions to look at: they were others by now than the ones chosen from, so nothing was done; or there is a
    /// further choice.
    pub next: Option<TwoVersions>,
    /// Whether what was chosen is done.
    pub done: bool,
}
