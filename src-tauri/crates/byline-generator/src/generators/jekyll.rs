//! Jekyll: `jekyll serve`, through Bundler where the site has a list of what it needs. Seen with 4.3.

use std::ffi::{OsStr, OsString};

use super::{Here, Kind, Missing, set, words};
use crate::cut::{between, number_after};
use crate::ear::{Counted, Ear, Heard, Said};
use crate::run::Call;

pub(crate) struct Jekyll;

const SETTINGS: [&str; 3] = ["_config.yml", "_config.yaml", "_config.toml"];

impl Kind for Jekyll {
    fn id(&self) -> &'static str {
        "jekyll"
    }

    fn title(&self) -> &'static str {
        "Jekyll"
    }

    fn home(&self) -> &'static str {
        "https://jekyllrb.com/docs/installation/"
    }

    fn reloads(&self) -> bool {
        false
    }

    fn leaves(&self) -> &'static [&'static str] {
        &[".jekyll-metadata", ".sass-cache", "Gemfile.lock"]
    }

    fn call(&self, here: &Here<'_>) -> Result<Call, Missing> {
        // As settings beside the site's own: a version that does not know one of them goes on without.
        let own = here.outside.join("byline.yml");
        std::fs::write(&own, "disable_disk_cache: true\n").map_err(|error| Missing::Disk(error.to_string()))?;
        let mut settings: Vec<OsString> = Vec::new();
        settings.extend(SETTINGS.iter().find(|name| here.site.join(name).is_file()).map(OsString::from));
        settings.push(own.into());
        let listed = here.site.join("Gemfile").is_file();
        let (program, mut arguments) = match (&here.programs.bundle, &here.programs.jekyll) {
            (Some(bundle), _) if listed => (bundle.clone(), words(["exec", "jekyll"])),
            (_, Some(jekyll)) if !listed => (jekyll.clone(), Vec::new()),
            _ if listed => return Err(Missing::Program("Bundler")),
            _ => return Err(Missing::Program("Jekyll")),
        };
        arguments.extend(words(["serve", "--host", "127.0.0.1", "--port", &here.port.to_string()]));
        arguments.extend(words(["--drafts", "--future", "--unpublished", "--watch", "--config"]));
        arguments.extend([settings.join(OsStr::new(",")), "--destination".into(), here.outside.join("pages").into()]);
        // A list that is complete is never changed; Ruby reads files in the encoding of its surroundings.
        let frozen = if here.site.join("Gemfile.lock").is_file() { "true" } else { "false" };
        let variables = set([
            ("BUNDLE_FROZEN", OsStr::new(frozen)),
            ("RUBYOPT", OsStr::new("-Eutf-8:utf-8")),
            ("JEKYLL_ENV", OsStr::new("development")),
        ]);
        Ok(Call { variables, ..here.call(program, arguments) })
    }

    fn ear(&self) -> Box<dyn Ear> {
        Box::new(Hears { at: None })
    }
}

struct Hears {
    /// Where the last exception was: what follows says the same without the place.
    at: Option<String>,
}

impl Ear for Hears {
    fn hear(&mut self, line: &str) -> Option<Said> {
        let words = line.trim_start();
        if words.contains("Address already in use") {
            return Some(Said::PortTaken);
        }
        if words.starts_with("Regenerating:") || words.starts_with("Generating...") {
            self.at = None;
            return Some(Said::Building);
        }
        if words.starts_with("done in ") || words.starts_with("...done in ") {
            return Some(Said::Built);
        }
        if let Some(words) = words.strip_prefix("Liquid Exception: ") {
            let heard = liquid(words);
            self.at.clone_from(&heard.file);
            return Some(Said::Problem(heard));
        }
        let words = words.strip_prefix("Error: ").or_else(|| words.strip_prefix("ERROR: "))?;
        if let Some(file) = between(words, "Exception reading ", ": ") {
            return Some(Said::Problem(details(file, words)));
        }
        if self.at.is_some() || words.starts_with("Run jekyll build --trace") {
            return None;
        }
        Some(Said::Problem(Heard { message: words.to_owned(), ..Heard::default() }))
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
    use crate::ear::heard;

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
            heard(Box::new(Hears { at: None }), words),
            [Said::Building, Said::Problem(details), Said::Built, Said::Building, Said::Problem(tag)]
        );
    }

    #[test]
    fn a_port_of_another_and_what_is_missing() {
        let check = |words: &str, expect: Said| assert_eq!(heard(Box::new(Hears { at: None }), words), [expect]);
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
