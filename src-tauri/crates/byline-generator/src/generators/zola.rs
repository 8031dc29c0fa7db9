//! Zola: `zola serve`. It could not be run here; its words are those that people quote in its own list of issues.

use super::Kind;
use crate::call::Program;
use crate::cut::{between, number_after, place};
use crate::ear::Line::{Begins, Has};
use crate::ear::{Heard, Problems, Words};

pub(super) static ZOLA: Kind = Kind {
    id: "zola",
    title: "Zola",
    home: "https://www.getzola.org/documentation/getting-started/installation/",
    reloads: true,
    is_silent: false,
    // Pictures that it makes smaller.
    leaves: &["static/processed_images"],
    program: Program::Installed("Zola", |programs| programs.zola.as_ref()),
    arguments: &["serve", "--interface", "127.0.0.1", "--port", "{port}", "--output-dir", "{pages}"],
    drafts: &["--drafts"],
    variables: &[],
    words: Words {
        before: "",
        port_taken: &[Has("ddress already in use"), Has(" is not available")],
        building: &[Begins("Change detected"), Begins("Building site")],
        built: &[Begins("Done in ")],
        problems: || Box::<Hears>::default(),
    },
};

#[derive(Default)]
struct Hears {
    heard: Option<Heard>,
}

impl Problems for Hears {
    fn hear(&mut self, line: &str) -> Option<Heard> {
        let words = line.strip_prefix("Error: ").or_else(|| line.strip_prefix("ERROR "));
        let reason = words.unwrap_or(line).trim_start();
        let reason = reason.strip_prefix("Reason: ").map(str::trim);
        if let (Some(reason), Some(heard)) = (reason, self.heard.as_mut()) {
            if !reason.is_empty() {
                reason.clone_into(&mut heard.message);
                heard.line = number_after(reason, "at line ").or(heard.line);
            }
            return Some(heard.clone());
        }
        if let Some(words) = words {
            let file = between(words, "'", "'").or_else(|| between(words, "`", "`"));
            let file = file.filter(|file| file.contains(['/', '\\'])).map(str::to_owned);
            let line = number_after(words, "at line ");
            let before = self.heard.take().and_then(|heard| heard.file);
            let heard = Heard { file: file.or(before), line, message: words.to_owned(), ..Heard::default() };
            self.heard = Some(heard.clone());
            return Some(heard);
        }
        let heard = self.heard.as_mut()?;
        // ` --> templates/page.html:9:30`
        let (file, line) = place(line.trim_start().strip_prefix("--> ")?)?;
        heard.file.get_or_insert_with(|| file.to_owned());
        heard.line.get_or_insert(line);
        Some(heard.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ear::{Said, heard};

    fn last(words: &str) -> Heard {
        match heard(&ZOLA, words).pop() {
            Some(Said::Problem(heard)) => heard,
            said => panic!("{said:?}"),
        }
    }

    #[test]
    fn details_that_it_cannot_read() {
        let words = "
Building site...
Error: Failed to build the site
Error: Error when parsing front matter of section `/s/content/papers/index.md`
Error: Reason: TOML parse error at line 12, column 1
   |
12 | type=\"conferences\"
   | ^
duplicate key `type` in table `extra`
";
        let heard = last(words);
        assert_eq!((heard.file.as_deref(), heard.line), (Some("/s/content/papers/index.md"), Some(12)));
        assert_eq!(heard.message, "TOML parse error at line 12, column 1");
    }

    #[test]
    fn a_page_that_a_template_cannot_take() {
        let words = "
Error: Failed to render page '/s/content/games/action.md'
Reason: Failed to render 'categories/page.html'
Reason: Page `/games/action.md` not found.
";
        let heard = last(words);
        assert_eq!(heard.file.as_deref(), Some("/s/content/games/action.md"));
        assert_eq!(heard.message, "Page `/games/action.md` not found.");
    }

    #[test]
    fn a_change() {
        let words = "Change detected @ 2024-03-09 01:45:51\n-> Content changed /s/content/a.md\nDone in 18ms.";
        assert_eq!(heard(&ZOLA, words), [Said::Building, Said::Built]);
    }
}
