//! Front matter: where it is, what it says, and how one field of it changes.
//!
//! Every format is read by a real parser and edited as text: an edit is read back, and one that would change anything
//! but its own field is refused.

#[cfg(test)]
mod any_tests;
mod array;
mod bare;
mod beside;
#[cfg(test)]
mod corpus;
mod json;
mod place;
mod run;
mod toml;
mod transplant;
mod value;
mod yaml;
mod yaml_block;
mod yaml_flow;
pub(crate) mod yaml_quick;
mod yaml_scan;
mod yaml_write;

pub(crate) use place::{Block, Form, split};
pub(crate) use transplant::transplant;
pub(crate) use value::{Field, Held, at};

use crate::details::{FrontMatter, FrontMatterProblem, Value};
use crate::lines::lines;
use crate::post::BOM;
use crate::set::SetError;

/// The largest front matter that is read, in bytes; YAML costs many times its size.
const LONGEST: usize = 256 * 1024;

/// Reads all fields, in the order written.
pub(crate) fn read(block: &Block, text: &str) -> Result<Vec<Field>, FrontMatterProblem> {
    let line_of = |at: usize| lines(&text[..at]).filter(|line| !line.end.is_empty()).count() + 1;
    if block.form == Form::Unclosed {
        let last = line_of(block.inner.end).saturating_sub(1);
        return Err(FrontMatterProblem { line: last, reason: "the closing line is missing".to_owned() });
    }
    read_words(block, &text[block.inner.clone()]).map_err(|(line, reason)| FrontMatterProblem {
        line: line_of(block.inner.start) + line.saturating_sub(1),
        reason,
    })
}

/// A problem inside the front matter: the line, from 1, and a reason.
pub(crate) type Problem = (usize, String);

fn read_words(block: &Block, words: &str) -> Result<Vec<Field>, Problem> {
    if words.len() > LONGEST {
        return Err((1, format!("{} bytes, more than {LONGEST}", words.len())));
    }
    match block.kind {
        FrontMatter::Yaml => yaml::read(words),
        FrontMatter::Toml => toml::read(words),
        FrontMatter::Json if block.form == Form::Bare => {
            json::read(&bare::braced(words)).map_err(|(line, reason)| (line.saturating_sub(1).max(1), reason))
        }
        FrontMatter::Json => json::read(words),
    }
}

/// Changes the field at `path` (`["title"]`, `["author", "name"]`) and gives the file's new text. A missing field is
/// added at the end.
pub(crate) fn set(block: &Block, text: &str, path: &[&str], value: &Value) -> Result<String, SetError> {
    let words = &text[block.inner.clone()];
    let before = read_words(block, words).map_err(|_| SetError::Unreadable)?;
    let end = crate::lines::prevailing(text);
    let edited = match block.kind {
        FrontMatter::Yaml => yaml::set(words, path, value, end),
        FrontMatter::Toml => toml::set(words, path, value, end),
        FrontMatter::Json if block.form == Form::Bare => {
            json::set(&bare::braced(words), path, value, end).and_then(|edited| bare::unbraced(&edited))
        }
        FrontMatter::Json => json::set(words, path, value, end),
    };
    let refusal = || SetError::NotEditable { name: path.join(".") };
    let edited = edited.ok_or_else(refusal)?;
    let after = read_words(block, &edited).map_err(|_| refusal())?;
    if !value::only_changed(&before, &after, path, value) {
        return Err(refusal());
    }
    let edited = format!("{}{edited}{}", &text[..block.inner.start], &text[block.inner.end..]);
    // The edit must not have moved the end of the front matter.
    let bounds = split(&edited).map(|found| found.whole.end + text.len());
    if bounds == Some(block.whole.end + edited.len()) { Ok(edited) } else { Err(refusal()) }
}

/// Puts empty front matter of this kind before the body.
pub(crate) fn create(text: &str, kind: FrontMatter) -> String {
    let end = crate::lines::prevailing(text);
    let (mark, body) = if text.starts_with(BOM) { text.split_at(BOM.len()) } else { ("", text) };
    let gap = if body.is_empty() || body.starts_with(['\n', '\r']) { "" } else { end };
    match kind {
        FrontMatter::Yaml => format!("{mark}---{end}---{end}{gap}{body}"),
        FrontMatter::Toml => format!("{mark}+++{end}+++{end}{gap}{body}"),
        FrontMatter::Json => format!("{mark}{{}}{end}{gap}{body}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn created_front_matter_is_found_again() {
        for kind in [FrontMatter::Yaml, FrontMatter::Toml, FrontMatter::Json] {
            for text in ["", "Words\r\n", "\u{feff}Words", "\nWords"] {
                let made = create(text, kind);
                assert_eq!(split(&made).map(|b| b.kind), Some(kind), "{made:?}");
                assert!(made.ends_with(text.trim_start_matches(BOM)), "{made:?}");
            }
        }
    }
}
