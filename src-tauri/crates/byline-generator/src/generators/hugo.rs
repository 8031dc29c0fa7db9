//! Hugo: `hugo server`. Seen with 0.111; newer versions say the same in other words around it.

use std::ffi::OsStr;

use super::{Here, Kind, Missing, set, words};
use crate::cut::{between, place};
use crate::ear::{Ear, Heard, Said};
use crate::run::Call;

pub(crate) struct Hugo;

impl Kind for Hugo {
    fn id(&self) -> &'static str {
        "hugo"
    }

    fn title(&self) -> &'static str {
        "Hugo"
    }

    fn home(&self) -> &'static str {
        "https://gohugo.io/installation/"
    }

    fn reloads(&self) -> bool {
        true
    }

    fn leaves(&self) -> &'static [&'static str] {
        &["hugo_stats.json"]
    }

    fn call(&self, here: &Here<'_>) -> Result<Call, Missing> {
        let hugo = here.programs.hugo.clone().ok_or(Missing::Program("Hugo"))?;
        let mut arguments = words(["server", "--bind", "127.0.0.1", "--appendPort=false"]);
        arguments.extend(words(["--buildDrafts", "--buildFuture", "--buildExpired"]));
        arguments.extend(words(["--port", &here.port.to_string()]));
        arguments.extend(words(["--baseURL", &format!("http://127.0.0.1:{}{}/", here.port, here.base)]));
        // As variables: a version that does not know one of them goes on without.
        let (resources, cache) = (here.outside.join("resources"), here.outside.join("cache"));
        let variables = set([
            ("HUGO_RESOURCEDIR", resources.as_os_str()),
            ("HUGO_CACHEDIR", cache.as_os_str()),
            ("HUGO_NOBUILDLOCK", OsStr::new("true")),
        ]);
        Ok(Call { variables, ..here.call(hugo, arguments) })
    }

    fn ear(&self) -> Box<dyn Ear> {
        Box::new(Hears)
    }
}

struct Hears;

impl Ear for Hears {
    fn hear(&mut self, line: &str) -> Option<Said> {
        if line.contains("address already in use") || line.contains("already in use") && line.contains("port") {
            return Some(Said::PortTaken);
        }
        if line.starts_with("Change detected") || line.starts_with("Change of") || line.starts_with("Start building") {
            return Some(Said::Building);
        }
        if line.starts_with("Total in ") || line.starts_with("Built in ") {
            return Some(Said::Built);
        }
        let words = line.strip_prefix("ERROR").or_else(|| line.strip_prefix("Error: "))?;
        Some(Said::Problem(problem(words)))
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
    use crate::ear::heard;

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
        assert_eq!(heard(Box::new(Hears), words), [Said::Building, problem, Said::Built, Said::Building, Said::Built]);
    }

    #[test]
    fn what_it_ends_with() {
        let check = |words: &str, expect: Said| assert_eq!(heard(Box::new(Hears), words), [expect]);
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
