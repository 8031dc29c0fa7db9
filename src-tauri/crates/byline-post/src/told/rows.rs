//! The first lines of a body, each with what kind of line it is.

use std::ops::Range;

/// How far down details are looked for, in lines with words.
const TOP_WORDS: usize = 12;
/// How far down at all, in lines.
pub(crate) const TOP_LINES: usize = 80;

/// One line of the body.
#[derive(Debug, Clone)]
pub(crate) struct Row<'a> {
    pub(crate) text: &'a str,
    /// The offset of the line in the body.
    pub(crate) start: usize,
    /// The offset just after its ending.
    pub(crate) next: usize,
}

impl Row<'_> {
    pub(crate) fn blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Only emphasis marks: what is left when someone pressed Bold on an empty line.
    pub(crate) fn debris(&self) -> bool {
        let words = self.text.trim();
        !words.is_empty() && words.chars().all(|c| matches!(c, '*' | '_' | '`' | ' '))
    }

    /// A line that is not prose and not a detail: a picture, a rule, a comment, a template tag.
    pub(crate) fn aside(&self) -> bool {
        let words = self.text.trim();
        let rule = words.len() >= 3 && words.chars().all(|c| matches!(c, '-' | '*' | '_' | ' '));
        let tags_only = words.starts_with('<') && super::marks::faded(words).trim().is_empty();
        rule || tags_only
            || ["![", "[![", "<img", "<!--", "{%", "{{", "<figure", "</figure"]
                .iter()
                .any(|start| words.starts_with(start))
    }

    pub(crate) fn whole(&self) -> Range<usize> {
        self.start..self.next
    }
}

/// The lines in which a title or a byline may stand, without those inside a code block.
pub(crate) fn top(body: &str) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    let mut at = 0;
    let mut words = 0;
    for line in body.split_inclusive('\n').take(TOP_LINES) {
        let text = line.strip_suffix('\n').unwrap_or(line);
        let row = Row { text, start: at, next: at + line.len() };
        at += line.len();
        let mark = text.trim_start();
        if mark.starts_with("```") || mark.starts_with("~~~") {
            break;
        }
        words += usize::from(!row.blank());
        rows.push(row);
        if words == TOP_WORDS {
            break;
        }
    }
    rows
}
