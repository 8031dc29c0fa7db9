use serde::Serialize;
use specta::Type;

use super::{Finding, Problem};
use crate::DeskError;

/// What became of one text written elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ImportedText {
    /// The file's name.
    pub file: String,
    /// The draft that it became; none when it was refused.
    pub draft: Option<ImportedDraft>,
    /// Why it was refused; none when it became a draft.
    pub refused: Option<Problem>,
}

/// A draft made of a text written elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ImportedDraft {
    /// The new post.
    pub path: String,
    /// Its title.
    pub title: String,
    /// What was repaired on the way.
    pub fixes: Vec<Finding>,
    /// What could not be brought, a sentence each.
    pub notes: Vec<String>,
}

impl ImportedText {
    pub(crate) fn new(file: String, how: Result<ImportedDraft, DeskError>) -> Self {
        match how {
            Ok(draft) => Self { file, draft: Some(draft), refused: None },
            Err(error) => Self { file, draft: None, refused: Some(error.problem()) },
        }
    }
}
