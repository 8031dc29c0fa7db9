//! Astro: `astro dev`. Seen with 5.18.

use super::Kind;
use crate::call::Program;
use crate::cut::{place, yaml_line};
use crate::ear::Line::Has;
use crate::ear::{Heard, Problems, Words};

pub(super) static ASTRO: Kind = Kind {
    id: "astro",
    title: "Astro",
    home: "https://docs.astro.build/en/install-and-setup/",
    reloads: true,
    // It says so only when a text differs from the last one that it could read.
    is_silent: true,
    leaves: &[".astro", "node_modules/.astro", "node_modules/.vite", "src/env.d.ts"],
    program: Program::Package("astro"),
    arguments: &["dev", "--host", "127.0.0.1", "--port", "{port}"],
    drafts: &[],
    variables: &[("ASTRO_TELEMETRY_DISABLED", "1")],
    words: Words {
        before: "",
        port_taken: &[Has(" is in use, trying another")],
        building: &[],
        built: &[Has("] Reloaded data from "), Has(" [watch]")],
        problems: || Box::<Hears>::default(),
    },
};

#[derive(Default)]
struct Hears {
    /// The problem that is being told, over several lines.
    heard: Option<Heard>,
    /// The next line is the first one of where it was.
    place: bool,
}

impl Problems for Hears {
    fn hear(&mut self, line: &str) -> Option<Heard> {
        // `02:31:34 [what] words`
        let timed = line.as_bytes().get(2) == Some(&b':') && line.as_bytes().get(5) == Some(&b':');
        if let (true, Some(words)) = (timed, line.get(9..)) {
            self.place = false;
            self.heard = None;
            return self.begin(words);
        }
        let words = line.trim();
        if words.starts_with("Stack trace:") || words.starts_with("Location:") {
            self.place = true;
            return None;
        }
        let heard = self.heard.as_mut()?;
        if std::mem::take(&mut self.place) {
            let words = words.strip_prefix("at ").unwrap_or(words);
            let (file, line) = place(words).map_or((words, None), |(file, line)| (file, Some(line)));
            (heard.file, heard.line) = (Some(file.to_owned()), line.or(heard.line));
            return Some(heard.clone());
        }
        if heard.message.ends_with("stack trace:") || heard.message.is_empty() {
            words.split_once(": ").map_or(words, |(_, message)| message).clone_into(&mut heard.message);
            heard.line = yaml_line(words);
        } else if let Some((field, wrong)) = words.strip_suffix('.').unwrap_or(words).split_once("**: **") {
            // A detail, told twice with stars between: `title**: **title: Required`
            let wrong = wrong.strip_prefix(field).map_or(wrong, |rest| rest.trim_start_matches([':', ' ']));
            heard.message = format!("{} {field}: {wrong}", heard.message);
        } else {
            return None;
        }
        Some(heard.clone())
    }
}

impl Hears {
    fn begin(&mut self, words: &str) -> Option<Heard> {
        if words.starts_with("[ERROR]") {
            let message = words.trim_start_matches("[ERROR]").trim_start();
            let message = match message.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
                Some((_, message)) => message.trim_start(),
                None => message,
            };
            let heard = Heard { message: message.to_owned(), ..Heard::default() };
            self.heard = Some(heard.clone());
            return Some(heard);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ear::{Said, heard};

    #[test]
    fn details_that_do_not_fit() {
        let words = r#"
02:31:43 [200] /blog/a-letter/ 3ms
02:31:40 [ERROR] [InvalidContentEntryDataError] blog → a-letter data does not match collection schema.

  title**: **title: Expected type `"string"`, received `"number"`
  room**: **room: Required

  Hint:
    See https://docs.astro.build/en/guides/content-collections/ for more information on content schemas.
  Stack trace:
    at /s/src/content/blog/a-letter.md
    [...] See full stack trace in the browser, or rerun with --verbose.
02:31:43 [glob-loader] Reloaded data from a-letter.md
"#;
        let said = heard(&ASTRO, words);
        let expect = Heard {
            file: Some("/s/src/content/blog/a-letter.md".into()),
            message: "blog → a-letter data does not match collection schema. \
                      title: Expected type `\"string\"`, received `\"number\"` room: Required"
                .into(),
            ..Heard::default()
        };
        assert_eq!(said.last(), Some(&Said::Built));
        assert_eq!(said.iter().rev().nth(1), Some(&Said::Problem(expect)));
    }

    #[test]
    fn details_that_it_cannot_read() {
        let words = "
02:31:34 [ERROR] [UnhandledRejection] Astro detected an unhandled rejection. Here's the stack trace:
YAMLException: unexpected end of the stream within a double quoted scalar (3:1)

 1 |
 2 | title: \"broken
 3 |
-----^
    at generateError (file:///s/node_modules/js-yaml/dist/js-yaml.mjs:1140:12)
  Hint:
    Make sure your promises all have an `await` or a `.catch()` handler.
";
        let said = heard(&ASTRO, words);
        let expect = Heard {
            line: Some(3),
            message: "unexpected end of the stream within a double quoted scalar (3:1)".into(),
            ..Heard::default()
        };
        assert_eq!(said.last(), Some(&Said::Problem(expect)));
    }

    #[test]
    fn a_template_and_a_port() {
        let words = "
02:31:34 [ERROR] [vite] Expected a semicolon
  Location:
    /s/src/pages/index.astro:12:3
";
        let expect = Heard {
            file: Some("/s/src/pages/index.astro".into()),
            line: Some(12),
            message: "Expected a semicolon".into(),
            ..Heard::default()
        };
        assert_eq!(heard(&ASTRO, words).last(), Some(&Said::Problem(expect)));
        let taken = "02:31:22 [vite] Port 4321 is in use, trying another one...";
        assert_eq!(heard(&ASTRO, taken), [Said::PortTaken]);
    }
}
