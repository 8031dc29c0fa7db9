//! A file is one idea.

use super::checkout::{none, sources};

/// Past this a file must be in [`LONG`].
const REVIEW: usize = 500;

/// Past this no file may go.
const MOST: usize = 1000;

/// Files past [`REVIEW`] lines that were looked at and are one idea all the same.
const LONG: &[&str] = &[];

#[test]
fn no_file_holds_two_ideas() {
    let mut problems = Vec::new();
    for source in sources("", &[".rs", ".ts", ".svelte", ".mjs", ".css"]) {
        let lines = source.text.lines().count();
        let generated = source.path.ends_with("ipc/bindings.ts");
        if !generated && (lines > MOST || (lines > REVIEW && !LONG.contains(&source.path.as_str()))) {
            problems.push(format!("{}: {lines} lines", source.path));
        }
    }
    none(&problems);
}

#[test]
fn the_list_of_long_files_is_current() {
    let sources = sources("", &[".rs", ".ts", ".svelte", ".mjs", ".css"]);
    let problems: Vec<String> = LONG
        .iter()
        .filter(|long| !sources.iter().any(|source| source.path == **long && source.text.lines().count() > REVIEW))
        .map(|long| format!("{long} is gone or short now: take it off the list"))
        .collect();
    none(&problems);
}
