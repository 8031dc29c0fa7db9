//! Next.js: `next dev`. It is too large for the tests and was not run here.

use super::Kind;
use crate::call::Program;
use crate::ear::Line::{Begins, Has};
use crate::ear::{Marked, Words};

pub(super) static NEXT: Kind = Kind {
    id: "next",
    title: "Next.js",
    home: "https://nextjs.org/docs",
    // Posts are read when a page is asked for; a change of one is not noticed.
    reloads: false,
    is_silent: true,
    leaves: &[".next", "next-env.d.ts", "tsconfig.json"],
    program: Program::Package("next"),
    arguments: &["dev", "--hostname", "127.0.0.1", "--port", "{port}"],
    drafts: &[],
    variables: &[("NEXT_TELEMETRY_DISABLED", "1")],
    words: Words {
        before: "",
        port_taken: &[Has("EADDRINUSE"), Has("is in use by")],
        building: &[Begins("○"), Begins("wait ")],
        built: &[Begins("✓"), Begins("event ")],
        problems: || {
            Box::new(Marked { begins: &["⨯", "error - "], on_the_same_line: true, place: "", over: &[], heard: None })
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
        assert_eq!(heard(&NEXT, words), [Said::Building, Said::Problem(expect)]);
        let said = heard(&NEXT, " ⨯ Failed to read the post");
        let expect = Heard { message: "Failed to read the post".into(), ..Heard::default() };
        assert_eq!(said, [Said::Problem(expect)]);
    }
}
