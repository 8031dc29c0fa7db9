//! What a post says about itself, and who says it.

use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

/// The details that a post's own text can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DetailName {
    /// The title.
    Title,
    /// The date.
    Date,
    /// The author.
    Author,
}

/// Whole lines of the body whose words are a detail: `body[from..to]`, with the last line's ending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Byte offset in the body where the first line starts.
    pub from: usize,
    /// Byte offset in the body just after the last line's ending.
    pub to: usize,
    /// The detail; the first one in the line where a line tells several.
    pub detail: DetailName,
}

/// The three ways in which sites write details at the top of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrontMatter {
    /// YAML between two lines of `---`.
    Yaml,
    /// TOML between two lines of `+++`.
    Toml,
    /// A JSON object at the very start.
    Json,
}

/// A new value for one detail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Words; kept words even where they look like a number or a date.
    Text(String),
    /// A number, as it is to be written.
    Number(String),
    /// A day; a time of day that stands beside the old one stays.
    Date(Date),
    /// A day and a time of day. The offset is written only where no time stands yet: one that does keeps its own.
    DateTime(DateTime, Option<Offset>),
    /// Several words or phrases, such as tags.
    List(Vec<String>),
    /// Yes or no.
    Bool(bool),
    /// Fields of their own, where there is nothing yet.
    Group(Vec<(String, Value)>),
    /// Take the field out.
    Absent,
}

/// Who told a detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The front matter.
    FrontMatter,
    /// The post's own text: a heading, or a line with date and author.
    Text,
    /// The file's name: a guess.
    FileName,
    /// The front matter or the text, in numbers that may mean two days, as `03/04/2024`: a guess.
    Unsure,
    /// The history of the site's files: a guess. No post tells this itself.
    History,
}

impl Source {
    /// Whether the detail is not told but guessed.
    pub fn is_guess(self) -> bool {
        matches!(self, Self::FileName | Self::Unsure | Self::History)
    }
}

/// A detail with its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told<T> {
    /// The detail.
    pub value: T,
    /// Who told it.
    pub source: Source,
}

/// Why the front matter could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontMatterProblem {
    /// The line in the file, from 1.
    pub line: usize,
    /// The parser's own short reason, for the curious.
    pub reason: String,
}

/// Everything a post says about itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Details {
    /// The title.
    pub title: Option<Told<String>>,
    /// The day it is dated.
    pub date: Option<Told<Date>>,
    /// The author; several are joined by `, `.
    pub author: Option<Told<String>>,
    /// The tags, in the order written.
    pub tags: Vec<String>,
    /// Whether the post says that it is a draft; `None` when it says nothing.
    pub draft: Option<bool>,
    /// Fields not named above, in the order written: name and value as written.
    pub others: Vec<(String, String)>,
    /// Why the front matter could not be read, if it could not.
    pub problem: Option<FrontMatterProblem>,
}
