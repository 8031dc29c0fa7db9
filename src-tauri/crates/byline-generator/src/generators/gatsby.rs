//! Gatsby: `gatsby develop`. It is too large for the tests and was not run here.

use super::Kind;
use crate::call::Program;
use crate::ear::Line::{Begins, Both, Has};
use crate::ear::{Marked, Words};

pub(super) static GATSBY: Kind = Kind {
    id: "gatsby",
    title: "Gatsby",
    home: "https://www.gatsbyjs.com/docs/",
    reloads: true,
    is_silent: false,
    leaves: &[".cache", "public"],
    program: Program::Package("gatsby"),
    arguments: &["develop", "--host", "127.0.0.1", "--port", "{port}"],
    drafts: &[],
    variables: &[("GATSBY_TELEMETRY_DISABLED", "1")],
    words: Words {
        before: "",
        port_taken: &[Has("EADDRINUSE"), Begins("Something is already running at port")],
        building: &[],
        built: &[
            Both("success ", "Building development bundle"),
            Both("success ", "Re-building"),
            Both("info ", "Building development bundle"),
            Both("info ", "Re-building"),
        ],
        problems: || {
            Box::new(Marked {
                begins: &["ERROR", "error "],
                on_the_same_line: false,
                place: "File: ",
                over: &["success ", "info "],
                heard: None,
            })
        },
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ear::{Heard, Said, heard};

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
        assert_eq!(heard(&GATSBY, words).last(), Some(&Said::Problem(expect)));
    }
}
