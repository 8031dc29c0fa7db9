use serde::Serialize;
use specta::Type;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The site would show it wrongly or not at all.
    Error,
    /// Readers would notice.
    Warning,
    /// Worth knowing.
    Note,
}

/// Something a check noticed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Finding {
    /// The check's name.
    pub id: String,
    /// How much it matters.
    pub severity: Severity,
    /// One plain sentence.
    pub message: String,
    /// The line in the file, counted from 1.
    pub line: u32,
    /// One click can repair it.
    pub fixable: bool,
    /// What that click is called.
    pub fix: Option<String>,
    /// What that click does to the text.
    pub repair: Option<Repair>,
    /// Where it is, in UTF-16 units of the body.
    pub from: Option<u32>,
    /// Where it ends, in UTF-16 units of the body.
    pub to: Option<u32>,
}

/// What a repair does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Repair {
    /// The lines as they are.
    pub before: String,
    /// The lines as they will be; details that leave the text stand one a line.
    pub after: String,
}
