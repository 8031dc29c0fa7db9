//! Next.js: `next dev`. It is too large for the tests and was not run here.

use std::ffi::OsStr;

use super::{Here, Kind, Missing, set, words};
use crate::cut::place;
use crate::ear::{Ear, Heard, Said};
use crate::node;
use crate::run::Call;

pub(crate) struct Next;

impl Kind for Next {
    fn id(&self) -> &'static str {
        "next"
    }

    fn title(&self) -> &'static str {
        "Next.js"
    }

    fn home(&self) -> &'static str {
        "https://nextjs.org/docs"
    }

    fn reloads(&self) -> bool {
        // Posts are read when a page is asked for; a change of one is not noticed.
        false
    }

    fn is_silent(&self) -> bool {
        true
    }

    fn leaves(&self) -> &'static [&'static str] {
        &[".next", "next-env.d.ts", "tsconfig.json"]
    }

    fn call(&self, here: &Here<'_>) -> Result<Call, Missing> {
        let (node, mut arguments) = node::program(here, "next")?;
        arguments.extend(words(["dev", "--hostname", "127.0.0.1", "--port", &here.port.to_string()]));
        let variables = set([("NEXT_TELEMETRY_DISABLED", OsStr::new("1"))]);
        Ok(Call { variables, ..here.call(node, arguments) })
    }

    fn ear(&self) -> Box<dyn Ear> {
        Box::new(Hears::default())
    }
}

#[derive(Default)]
struct Hears {
    heard: Option<Heard>,
}

impl Ear for Hears {
    fn hear(&mut self, line: &str) -> Option<Said> {
        let words = line.trim();
        if words.contains("EADDRINUSE") || words.contains("is in use by") {
            return Some(Said::PortTaken);
        }
        if words.starts_with('○') || words.starts_with("wait ") {
            self.heard = None;
            return Some(Said::Building);
        }
        if words.starts_with('✓') || words.starts_with("event ") {
            self.heard = None;
            return Some(Said::Built);
        }
        let begun = words.strip_prefix('⨯').or_else(|| words.strip_prefix("error - "));
        if let Some(words) = begun.map(str::trim_start) {
            let heard = match place(words).or_else(|| words.starts_with("./").then_some((words, 0))) {
                Some((file, line)) => {
                    Heard { file: Some(file.to_owned()), line: Some(line).filter(|line| *line > 0), ..Heard::default() }
                }
                None => Heard { message: words.to_owned(), ..Heard::default() },
            };
            self.heard = Some(heard.clone());
            return (!heard.message.is_empty()).then_some(Said::Problem(heard));
        }
        let heard = self.heard.as_mut().filter(|heard| heard.message.is_empty() && !words.is_empty())?;
        words.clone_into(&mut heard.message);
        Some(Said::Problem(heard.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ear::heard;

    #[test]
    fn a_component_that_it_cannot_read() {
        let words = "
 ○ Compiling / ...
error - ./pages/_app.js:5:37
Syntax error: Unexpected token, expected \";\"
";
        let expect = Heard {
            file: Some("./pages/_app.js".into()),
            line: Some(5),
            message: "Syntax error: Unexpected token, expected \";\"".into(),
            ..Heard::default()
        };
        assert_eq!(heard(Box::new(Hears::default()), words), [Said::Building, Said::Problem(expect)]);
        let said = heard(Box::new(Hears::default()), " ⨯ Failed to read the post");
        let expect = Heard { message: "Failed to read the post".into(), ..Heard::default() };
        assert_eq!(said, [Said::Problem(expect)]);
    }
}
