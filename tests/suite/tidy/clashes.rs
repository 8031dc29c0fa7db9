//! No mark of a clash can be written into a file: what writes such marks is used in one place, which reads them and lets
//! none out.

use super::checkout::{none, sources};

/// The one place: git's own three-way comparison of texts, whose marks become [`byline_git::Piece`]s.
const WEAVE: &str = "src-tauri/crates/byline-git/src/merge/weave.rs";

/// Whatever writes texts with marks into memory, files or an index.
const MARKING: &[&str] = &[
    concat!("<<<<", "<<<"),
    concat!(">>>>", ">>>"),
    concat!("merge_", "file"),
    concat!("merge-", "file"),
    concat!("merge_", "commits"),
    concat!("merge_", "trees"),
    concat!("merge-", "tree"),
    concat!("conflict_", "style"),
    concat!("style_", "diff3"),
    concat!("cherry", "pick("),
    concat!(".rebase", "("),
    concat!(".stash_", "apply("),
    concat!("\"cherry-", "pick\""),
    concat!("\"reb", "ase\""),
    concat!("\"mer", "ge\""),
    concat!("\"pu", "ll\""),
];

#[test]
fn only_one_place_speaks_of_marks_and_it_lets_none_out() {
    let mut problems = Vec::new();
    for source in sources("src-tauri", &[".rs"]) {
        let is_test = source.path.contains("/tests") || source.path.ends_with("_tests.rs");
        if is_test || source.path == WEAVE || source.path.contains("/byline-testkit/") {
            continue;
        }
        for (number, line) in source.without_tests().lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            for word in MARKING.iter().filter(|word| code.contains(**word)) {
                problems.push(format!("{}:{}: {word}", source.path, number + 1));
            }
        }
    }
    none(&problems);
}
