//! The site does not accept the file's name.

use super::{Check, Example, Facts, Finding, Severity, name_of};

pub(super) const CHECK: Check = Check {
    id: "file-name-date",
    severity: Severity::Error,
    run,
    examples: &[Example { file_name_is_wrong: true, ..Example::new("# A title\n", 1) }, Example::new("# A title\n", 0)],
};

fn run(facts: &Facts) -> Vec<Finding> {
    if facts.file_name_is_wrong { vec![CHECK.whole(1, vec![("name", name_of(facts.path))])] } else { Vec::new() }
}
