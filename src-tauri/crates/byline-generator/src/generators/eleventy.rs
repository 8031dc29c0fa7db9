//! Eleventy: `eleventy --serve`. Seen with 3.1.

use super::Kind;
use crate::call::Program;
use crate::cut::{number_after, yaml_line};
use crate::ear::Line::{Begins, Has};
use crate::ear::{Counted, Heard, Problems, Words};

pub(super) static ELEVENTY: Kind = Kind {
    id: "eleventy",
    title: "Eleventy",
    home: "https://www.11ty.dev/docs/",
    reloads: true,
    is_silent: false,
    leaves: &[".cache"],
    program: Program::Package("@11ty/eleventy"),
    arguments: &["--serve", "--quiet", "--port={port}", "--output={pages}"],
    drafts: &[],
    variables: &[],
    words: Words {
        before: "[11ty]",
        port_taken: &[Has("is in use"), Has("EADDRINUSE")],
        building: &[Begins("File changed:")],
        built: &[Begins("Wrote "), Begins("Copied "), Begins("Watching"), Begins("Server at ")],
        problems: || Box::<Hears>::default(),
    },
};

#[derive(Default)]
struct Hears {
    /// The problem that is being told, over several lines.
    heard: Option<Heard>,
}

impl Problems for Hears {
    fn hear(&mut self, line: &str) -> Option<Heard> {
        let words = line.strip_prefix(' ').unwrap_or(line);
        if words.starts_with("Problem ") || words.starts_with("Eleventy Fatal Error") {
            self.heard = Some(Heard::default());
            return None;
        }
        let heard = self.heard.as_mut()?;
        if words.starts_with("Original error stack trace") {
            self.heard = None;
            return None;
        }
        take(heard, words).then(|| heard.clone())
    }
}

/// Whether a line of a problem adds something to it: a numbered step, or what follows the last one.
fn take(heard: &mut Heard, words: &str) -> bool {
    let step = words.split_once(". ").filter(|(number, _)| number.chars().all(|digit| digit.is_ascii_digit()));
    let text = without_kind(step.map_or(words, |(_, text)| text)).trim();
    if text.is_empty() || text.starts_with("--") || is_copy(text) {
        return false;
    }
    if let Some(file) = file(text) {
        heard.file = Some(file.to_owned());
    }
    let (line, counted) = match (number_after(text, "[Line "), number_after(text, "line:"), yaml_line(text)) {
        (Some(line), _, _) | (_, Some(line), _) => (Some(line), Counted::Body),
        (_, _, Some(line)) => (Some(line), Counted::File),
        _ => (heard.line, heard.counted),
    };
    (heard.line, heard.counted) = (line, counted);
    // A step that names a place alone says what is wrong on its next line.
    if !(text.starts_with('(') && text.ends_with(']')) {
        text.split(", file:").next().unwrap_or(text).clone_into(&mut heard.message);
    }
    true
}

/// Every step ends in the kind of its error.
fn without_kind(text: &str) -> &str {
    text.rsplit_once(" (via ").map_or(text, |(text, _)| text)
}

/// A line of the file, as YAML readers show it: ` 2 | title: "broken`
fn is_copy(text: &str) -> bool {
    text.trim_start_matches(|letter: char| letter.is_ascii_digit()).starts_with(" |")
}

fn file(text: &str) -> Option<&str> {
    let from = text.find("./")?;
    let (before, rest) = text.split_at(from);
    let whole = before.is_empty() || before.ends_with([' ', '(', ':']);
    rest.split([' ', ',', ')']).next().filter(|_| whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ear::{Said, heard};

    fn last(words: &str) -> Heard {
        let said = heard(&ELEVENTY, words);
        let mut problems = said.into_iter().filter_map(|said| match said {
            Said::Problem(heard) => Some(heard),
            _ => None,
        });
        problems.next_back().unwrap()
    }

    const FILE: &str = "./content/blog/a-finch-at-noon.md";

    #[test]
    fn details_that_it_cannot_read() {
        let words = "
[11ty] File changed: ./content/blog/a-finch-at-noon.md
[11ty] Problem writing Eleventy templates:
[11ty] 1. Having trouble reading front matter from template ./content/blog/a-finch-at-noon.md (via TemplateContentFrontMatterError)
[11ty] 2. unexpected end of the stream within a double quoted scalar (3:1)
[11ty]
[11ty]  1 |
[11ty]  2 | title: \"broken
[11ty]  3 |
[11ty] -----^ (via YAMLException)
[11ty]
[11ty] Original error stack trace: YAMLException: unexpected end of the stream within a double quoted scalar (3:1)
[11ty]     at generateError (file:///s/node_modules/js-yaml/dist/js-yaml.mjs:1140:12)
[11ty] Wrote 0 files in 0.02 seconds (v3.1.8)
[11ty] Watching\u{2026}
";
        let expect = Heard {
            file: Some(FILE.into()),
            line: Some(3),
            message: "unexpected end of the stream within a double quoted scalar (3:1)".into(),
            ..Heard::default()
        };
        assert_eq!(last(words), expect);
        let said = heard(&ELEVENTY, words);
        assert_eq!((said.first(), said.last()), (Some(&Said::Building), Some(&Said::Built)));
    }

    #[test]
    fn a_tag_that_it_does_not_know() {
        let words = "
[11ty] Problem writing Eleventy templates:
[11ty] 1. Having trouble rendering njk template ./content/blog/a-finch-at-noon.md (via TemplateContentRenderError)
[11ty] 2. (./content/blog/a-finch-at-noon.md) [Line 6, Column 4]
[11ty]   unknown block tag: nope (via Template render error)
[11ty]
[11ty] Original error stack trace: Error: unknown block tag: nope
";
        let expect = Heard {
            file: Some(FILE.into()),
            line: Some(6),
            counted: Counted::Body,
            message: "unknown block tag: nope".into(),
            ..Heard::default()
        };
        assert_eq!(last(words), expect);
    }

    #[test]
    fn a_tag_of_liquid() {
        let words = "
[11ty] Problem writing Eleventy templates:
[11ty] 1. Having trouble rendering liquid template ./content/blog/a-finch-at-noon.md (via TemplateContentRenderError)
[11ty] 2. tag \"nope\" not found, file:./content/blog/a-finch-at-noon.md, line:6, col:1 (via ParseError)
";
        let heard = last(words);
        assert_eq!((heard.file.as_deref(), heard.line), (Some(FILE), Some(6)));
        assert_eq!(heard.message, "tag \"nope\" not found");
    }
}
