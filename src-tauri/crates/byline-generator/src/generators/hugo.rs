//! Hugo: `hugo server`. Seen with 0.111; newer versions say the same in other words around it.

use super::Kind;
use crate::call::Program;
use crate::cut::{between, place};
use crate::ear::Line::{Begins, Has};
use crate::ear::{Heard, Problems, Words};

pub(super) static HUGO: Kind = Kind {
    id: "hugo",
    title: "Hugo",
    home: "https://gohugo.io/installation/",
    reloads: true,
    is_silent: false,
    leaves: &["hugo_stats.json"],
    program: Program::Installed("Hugo", |programs| programs.hugo.as_ref()),
    arguments: &[
        "server",
        "--bind",
        "127.0.0.1",
        "--appendPort=false",
        "--port",
        "{port}",
        "--baseURL",
        "http://127.0.0.1:{port}{base}/",
    ],
    drafts: &["--buildDrafts", "--buildFuture", "--buildExpired"],
    // As variables: a version that does not know one of them goes on without.
    variables: &[("HUGO_RESOURCEDIR", "{resources}"), ("HUGO_CACHEDIR", "{cache}"), ("HUGO_NOBUILDLOCK", "true")],
    words: Words {
        before: "",
        port_taken: &[Has("address already in use"), Has("already in use")],
        building: &[Begins("Change detected"), Begins("Change of"), Begins("Start building")],
        built: &[Begins("Total in "), Begins("Built in ")],
        problems: || Box::new(Hears),
    },
};

struct Hears;

impl Problems for Hears {
    fn hear(&mut self, line: &str) -> Option<Heard> {
        line.strip_prefix("ERROR").or_else(|| line.strip_prefix("Error: ")).map(problem)
    }
}

/// `... "FILE:LINE:COLUMN": MESSAGE`
fn problem(words: &str) -> Heard {
    let quoted = between(words, "\"", "\"").and_then(place);
    let Some((file, line)) = quoted else {
        return Heard { message: without_time(words).to_owned(), ..Heard::default() };
    };
    let message = words.split_once("\": ").map_or(words, |(_, message)| message);
    Heard { file: Some(file.to_owned()), line: Some(line), message: message.to_owned(), ..Heard::default() }
}

/// Older versions say when.
fn without_time(words: &str) -> &str {
    words.trim_start_matches(|letter: char| letter.is_ascii_digit() || " /:".contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ear::{Said, heard};

    fn at(file: &str, line: u32, message: &str) -> Said {
        Said::Problem(Heard { file: Some(file.into()), line: Some(line), message: message.into(), ..Heard::default() })
    }

    #[test]
    fn a_change_that_breaks_and_one_that_mends() {
        let words = r#"
Change detected, rebuilding site.
2026-11-26 02:30:14.250 +0000
Source changed WRITE         "/home/ann/site/content/posts/_index.md"
ERROR 2026/11/26 02:30:14 Rebuild failed: "/home/ann/site/content/posts/_index.md:2:1": failed to unmarshal YAML: yaml: line 2: found unexpected end of stream
Total in 1 ms

Change detected, rebuilding site.
Total in 3 ms
"#;
        let file = "/home/ann/site/content/posts/_index.md";
        let problem = at(file, 2, "failed to unmarshal YAML: yaml: line 2: found unexpected end of stream");
        assert_eq!(heard(&HUGO, words), [Said::Building, problem, Said::Built, Said::Building, Said::Built]);
    }

    #[test]
    fn what_it_ends_with() {
        let check = |words: &str, expect: Said| assert_eq!(heard(&HUGO, words), [expect]);
        check(
            r#"Error: Error building site: "/s/content/a.md:11:1": failed to extract shortcode: template for shortcode "nope" not found"#,
            at("/s/content/a.md", 11, "failed to extract shortcode: template for shortcode \"nope\" not found"),
        );
        check(
            "Error: Server startup failed: listen tcp 127.0.0.1:41313: bind: address already in use",
            Said::PortTaken,
        );
        check(
            "ERROR 2026/11/26 02:30:14 TOCSS: failed to transform \"main.scss\"",
            Said::Problem(Heard { message: "TOCSS: failed to transform \"main.scss\"".into(), ..Heard::default() }),
        );
    }
}
