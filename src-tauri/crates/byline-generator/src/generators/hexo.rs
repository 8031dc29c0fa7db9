//! Hexo: `hexo server`, which the site brings along as `hexo-server`. Seen with 8.1.

use super::Kind;
use crate::call::Program;
use crate::cut::{digits, yaml_line};
use crate::ear::Line::Has;
use crate::ear::{Counted, Heard, Problems, Words};

pub(super) static HEXO: Kind = Kind {
    id: "hexo",
    title: "Hexo",
    home: "https://hexo.io/docs/server",
    reloads: false,
    is_silent: true,
    // It writes its own version into the list of packages where another one is named there.
    leaves: &["package.json"],
    program: Program::Package("hexo"),
    // The last is its memory of files; without this, in the site.
    arguments: &["server", "--ip", "127.0.0.1", "--port", "{port}", "--output", "{cache}"],
    drafts: &["--draft"],
    variables: &[],
    words: Words {
        before: "",
        port_taken: &[Has("EADDRINUSE"), Has(" has been used. Try other port")],
        building: &[],
        built: &[],
        problems: || Box::<Hears>::default(),
    },
};

#[derive(Default)]
struct Hears {
    heard: Option<Heard>,
    /// The number of the line that its copy of the text shows as the wrong one.
    shown: Option<u32>,
}

impl Problems for Hears {
    fn hear(&mut self, line: &str) -> Option<Heard> {
        if line.starts_with("Usage: hexo <command>") {
            let message = "The package hexo-server is missing.".to_owned();
            return Some(Heard { message, ..Heard::default() });
        }
        if let Some(words) = line.split_once("Nunjucks Error: ").map(|(_, words)| words) {
            return self.template(words);
        }
        if let Some(file) = line.strip_prefix("ERROR Process failed: ") {
            self.heard = Some(Heard { file: Some(source(file)), counted: Counted::Details, ..Heard::default() });
            return None;
        }
        if line.starts_with("INFO") || line.starts_with("    at ") {
            self.heard = None;
            return None;
        }
        if let Some(words) = line.strip_prefix("ERROR ").or_else(|| line.strip_prefix("FATAL ")) {
            // A bare address of where to look for help says nothing yet.
            let heard = Heard { message: words.to_owned(), ..Heard::default() };
            self.heard = words.contains("://").then(Heard::default);
            return (!words.contains("://")).then_some(heard);
        }
        self.more(line)
    }
}

impl Hears {
    /// `FILE [Line 2, Column 4] MESSAGE`
    fn template(&mut self, words: &str) -> Option<Heard> {
        let (file, rest) = words.split_once(" [Line ")?;
        let message = rest.split_once("] ").map_or(rest, |(_, message)| message).to_owned();
        let heard = Heard { file: Some(source(file)), message, ..Heard::default() };
        self.shown = digits(rest);
        self.heard = Some(heard.clone());
        Some(heard)
    }

    fn more(&mut self, line: &str) -> Option<Heard> {
        let heard = self.heard.as_mut()?;
        if let Some((number, text)) = line.trim_start().split_once(" | ") {
            // The text as it was after a first step: the number is not the file's, the words mostly are.
            if self.shown.is_none() || digits(number) != self.shown {
                return None;
            }
            self.shown = None;
            heard.quoted = Some(text.to_owned());
            return Some(heard.clone());
        }
        if heard.message.is_empty() && !line.trim().is_empty() {
            line.split_once(": ").map_or(line, |(_, message)| message).clone_into(&mut heard.message);
            heard.line = yaml_line(line);
            return Some(heard.clone());
        }
        None
    }
}

fn source(file: &str) -> String {
    if file.starts_with("source/") || file.starts_with('/') { file.to_owned() } else { format!("source/{file}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ear::{Said, heard};

    #[test]
    fn details_that_it_cannot_read() {
        let words = "
INFO  Hexo is running at http://127.0.0.1:41317/ . Press Ctrl+C to stop.
ERROR Process failed: _posts/breakfast.md
YAMLException: unexpected end of the stream within a double quoted scalar (2:1)

 1 | title: \"broken
 2 |
-----^
    at generateError (/s/node_modules/js-yaml/lib/loader.js:197:10)
";
        let expect = Heard {
            file: Some("source/_posts/breakfast.md".into()),
            line: Some(2),
            counted: Counted::Details,
            message: "unexpected end of the stream within a double quoted scalar (2:1)".into(),
            ..Heard::default()
        };
        assert_eq!(heard(&HEXO, words), [Said::Problem(expect)]);
    }

    #[test]
    fn a_tag_that_it_does_not_know() {
        let words = "
Unhandled rejection Nunjucks Error: _posts/breakfast.md [Line 2, Column 4] unknown block tag: nope
    =====               Context Dump               =====
    === (line number probably different from source) ===
  1 | <p>Coffee first.</p>
  2 | {% nope %}
  3 |
    =====             Context Dump Ends            =====
    at formatNunjucksError (/s/node_modules/hexo/dist/extend/tag.js:145:15)
";
        let expect = Heard {
            file: Some("source/_posts/breakfast.md".into()),
            quoted: Some("{% nope %}".into()),
            message: "unknown block tag: nope".into(),
            ..Heard::default()
        };
        assert_eq!(heard(&HEXO, words).last(), Some(&Said::Problem(expect)));
    }

    #[test]
    fn what_keeps_it_from_starting() {
        let check = |words: &str, expect: Said| assert_eq!(heard(&HEXO, words), [expect]);
        check("FATAL Port 4000 has been used. Try other port instead.", Said::PortTaken);
        let missing = Heard { message: "The package hexo-server is missing.".into(), ..Heard::default() };
        check("Usage: hexo <command>", Said::Problem(missing));
        let words = "FATAL Something's wrong. Maybe you can find the solution here: https://hexo.io/docs/troubleshooting.html\nError: no such theme\n    at x";
        check(words, Said::Problem(Heard { message: "no such theme".into(), ..Heard::default() }));
    }
}
