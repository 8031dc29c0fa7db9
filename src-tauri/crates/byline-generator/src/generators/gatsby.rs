//! Gatsby: `gatsby develop`. It is too large for the tests and was not run here.

use std::ffi::OsStr;

use super::{Here, Kind, Missing, set, words};
use crate::cut::place;
use crate::ear::{Ear, Heard, Said};
use crate::node;
use crate::run::Call;

pub(crate) struct Gatsby;

impl Kind for Gatsby {
    fn id(&self) -> &'static str {
        "gatsby"
    }

    fn title(&self) -> &'static str {
        "Gatsby"
    }

    fn home(&self) -> &'static str {
        "https://www.gatsbyjs.com/docs/"
    }

    fn reloads(&self) -> bool {
        true
    }

    fn leaves(&self) -> &'static [&'static str] {
        &[".cache", "public"]
    }

    fn call(&self, here: &Here<'_>) -> Result<Call, Missing> {
        let (node, mut arguments) = node::program(here, "gatsby")?;
        arguments.extend(words(["develop", "--host", "127.0.0.1", "--port", &here.port.to_string()]));
        let variables = set([("GATSBY_TELEMETRY_DISABLED", OsStr::new("1"))]);
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
        if words.contains("EADDRINUSE") || words.starts_with("Something is already running at port") {
            return Some(Said::PortTaken);
        }
        if words.starts_with("success ") || words.starts_with("info ") {
            self.heard = None;
            let built = words.contains("Building development bundle") || words.contains("Re-building");
            return built.then_some(Said::Built);
        }
        if words.starts_with("ERROR") || words.starts_with("error ") {
            self.heard = Some(Heard::default());
            return None;
        }
        let heard = self.heard.as_mut().filter(|_| !words.is_empty())?;
        if let Some(file) = words.strip_prefix("File: ") {
            let (file, line) = place(file).map_or((file, None), |(file, line)| (file, Some(line)));
            (heard.file, heard.line) = (Some(file.to_owned()), line);
        } else if heard.message.is_empty() {
            words.clone_into(&mut heard.message);
        } else {
            return None;
        }
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
success run queries - 0.095s - 8/8 84.63/s

 ERROR #98123  WEBPACK

Can't resolve '@emotion/core' in '/s/.cache'

File: src/pages/index.js:7:3
";
        let expect = Heard {
            file: Some("src/pages/index.js".into()),
            line: Some(7),
            message: "Can't resolve '@emotion/core' in '/s/.cache'".into(),
            ..Heard::default()
        };
        assert_eq!(heard(Box::new(Hears::default()), words).last(), Some(&Said::Problem(expect)));
    }
}
