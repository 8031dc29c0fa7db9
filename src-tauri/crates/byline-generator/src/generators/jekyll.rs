//! Jekyll: `jekyll serve`, through Bundler where the site has a list of what it needs. Seen with 4.3.

use std::ffi::{OsStr, OsString};

use super::{Kind, Missing};
use crate::call::{Here, Program, Start};
use crate::cut::{between, number_after};
use crate::ear::Line::{Begins, Has};
use crate::ear::{Counted, Heard, Problems, Words};

pub(super) static JEKYLL: Kind = Kind {
    id: "jekyll",
    title: "Jekyll",
    home: "https://jekyllrb.com/docs/installation/",
    reloads: false,
    is_silent: false,
    leaves: &[".jekyll-metadata", ".sass-cache", "Gemfile.lock"],
    program: Program::Own(find),
    arguments: &["--host", "127.0.0.1", "--port", "{port}", "--watch", "--destination", "{pages}"],
    drafts: &["--drafts", "--future", "--unpublished"],
    // Ruby reads files in the encoding of its surroundings.
    variables: &[("RUBYOPT", "-Eutf-8:utf-8"), ("JEKYLL_ENV", "development")],
    words: Words {
        before: "",
        port_taken: &[Has("Address already in use")],
        building: &[Begins("Regenerating:"), Begins("Generating...")],
        built: &[Begins("done in "), Begins("...done in ")],
        problems: || Box::<Hears>::default(),
    },
};

const SETTINGS: [&str; 3] = ["_config.yml", "_config.yaml", "_config.toml"];

/// Through Bundler where the site has a list of what it needs.
fn find(here: &Here<'_>) -> Result<Start, Missing> {
    // As settings beside the site's own: a version that does not know one of them goes on without.
    let own = here.outside.join("byline.yml");
    std::fs::write(&own, "disable_disk_cache: true\n").map_err(|error| Missing::Disk(error.to_string()))?;
    let mut settings: Vec<OsString> = Vec::new();
    settings.extend(SETTINGS.iter().find(|name| here.site.join(name).is_file()).map(OsString::from));
    settings.push(own.into());
    let listed = here.site.join("Gemfile").is_file();
    let (program, mut before) = match (&here.programs.bundle, &here.programs.jekyll) {
        (Some(bundle), _) if listed => (bundle.clone(), vec!["exec".into(), "jekyll".into()]),
        (_, Some(jekyll)) if !listed => (jekyll.clone(), Vec::new()),
        _ if listed => return Err(Missing::Program("Bundler")),
        _ => return Err(Missing::Program("Jekyll")),
    };
    before.extend(["serve".into(), "--config".into(), settings.join(OsStr::new(","))]);
    // A list that is complete is never changed.
    let frozen = if here.site.join("Gemfile.lock").is_file() { "true" } else { "false" };
    Ok(Start { program, before, variables: vec![("BUNDLE_FROZEN".into(), frozen.into())] })
}

#[derive(Default)]
struct Hears {
    /// Where the last exception was: what follows says the same without the place.
    at: Option<String>,
}

impl Problems for Hears {
    fn hear(&mut self, line: &str) -> Option<Heard> {
        let words = line.trim_start();
        if let Some(words) = words.strip_prefix("Liquid Exception: ") {
            let heard = liquid(words);
            self.at.clone_from(&heard.file);
            return Some(heard);
        }
        let words = words.strip_prefix("Error: ").or_else(|| words.strip_prefix("ERROR: "))?;
        if let Some(file) = between(words, "Exception reading ", ": ") {
            return Some(details(file, words));
        }
        if self.at.is_some() || words.starts_with("Run jekyll build --trace") {
            return None;
        }
        Some(Heard { message: words.to_owned(), ..Heard::default() })
    }
}

/// `Liquid syntax error (line 5): Unknown tag 'nope' in FILE`
fn liquid(words: &str) -> Heard {
    let (message, file) = words.rsplit_once(" in ").map_or((words, None), |(message, file)| (message, Some(file)));
    let file = file.map(|file| file.trim_end_matches("/#excerpt").to_owned());
    let message = message.split_once("): ").map_or(message, |(_, message)| message).to_owned();
    Heard { file, line: number_after(words, "(line "), counted: Counted::Text, message, ..Heard::default() }
}

/// `YAML Exception reading FILE: (<unknown>): MESSAGE at line 2 column 8`
fn details(file: &str, words: &str) -> Heard {
    let message = words.rsplit_once("): ").or_else(|| words.rsplit_once(": ")).map_or(words, |(_, message)| message);
    let line = number_after(message, "at line ");
    Heard { file: Some(file.to_owned()), line, message: message.to_owned(), ..Heard::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ear::{Said, heard};

    #[test]
    fn details_and_tags_that_it_cannot_read() {
        let words = "
      Regenerating: 1 file(s) changed at 2026-11-26 02:30:56
                    _posts/2026-01-05-bread.md
\u{1b}[31m             Error: YAML Exception reading /s/_posts/2026-01-05-bread.md: (<unknown>): found unexpected end of stream while scanning a quoted scalar at line 2 column 8\u{1b}[0m
                    ...done in 0.022080286 seconds.

      Regenerating: 1 file(s) changed at 2026-11-26 02:30:59
                    _posts/2026-01-05-bread.md
\u{1b}[31m  Liquid Exception: Liquid syntax error (line 5): Unknown tag 'nope' in /s/_posts/2026-01-05-bread.md\u{1b}[0m
\u{1b}[33m             Error: Liquid syntax error (line 5): Unknown tag 'nope'\u{1b}[0m
\u{1b}[33m             Error: Run jekyll build --trace for more information.\u{1b}[0m
";
        let file = Some("/s/_posts/2026-01-05-bread.md".to_owned());
        let details = Heard {
            file: file.clone(),
            line: Some(2),
            message: "found unexpected end of stream while scanning a quoted scalar at line 2 column 8".into(),
            ..Heard::default()
        };
        let tag = Heard {
            file,
            line: Some(5),
            counted: Counted::Text,
            message: "Unknown tag 'nope'".into(),
            ..Heard::default()
        };
        assert_eq!(
            heard(&JEKYLL, words),
            [Said::Building, Said::Problem(details), Said::Built, Said::Building, Said::Problem(tag)]
        );
    }

    #[test]
    fn a_port_of_another_and_what_is_missing() {
        let check = |words: &str, expect: Said| assert_eq!(heard(&JEKYLL, words), [expect]);
        check(
            "/usr/lib/ruby/3.1.0/socket.rb:201:in `bind': Address already in use - bind(2) for 127.0.0.1:41313 (Errno::EADDRINUSE)",
            Said::PortTaken,
        );
        check(
            "             Error: The minima theme could not be found.",
            Said::Problem(Heard { message: "The minima theme could not be found.".into(), ..Heard::default() }),
        );
    }
}
