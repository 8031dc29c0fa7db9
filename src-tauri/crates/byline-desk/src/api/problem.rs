use serde::Serialize;
use specta::Type;

/// What went wrong, ready to be read by a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Problem {
    /// A stable word for programs, such as `not-a-site`.
    pub code: String,
    /// One plain sentence: what happened and what it means for the person's words.
    pub message: String,
    /// What to do next, when there is something.
    pub hint: Option<String>,
}
