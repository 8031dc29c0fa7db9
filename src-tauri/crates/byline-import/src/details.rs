use jiff::civil::Date;

/// What a document tells of itself beside its text. Where the text tells something else, the text is right.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Details {
    /// Its title.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When.
    pub date: Option<Date>,
}

/// A value with words, on one line.
pub(crate) fn told(value: &str) -> Option<String> {
    let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty() && line.chars().count() <= 300).then_some(line)
}

/// The day of a written point in time, such as `2024-05-03T10:00:00Z`.
pub(crate) fn day(value: &str) -> Option<Date> {
    value.trim().get(..10)?.parse().ok()
}
