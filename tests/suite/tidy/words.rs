//! What some files may not say.

use super::checkout::{none, sources};

/// The crates that are handed everything: time, places, settings.
const BOTTOM: &[&str] =
    &["byline-post", "byline-site", "byline-picture", "byline-generator", "byline-git", "byline-import"];

/// What reads the surroundings or speaks to somebody.
const SURROUNDINGS: &[&str] = &[
    "SystemTime::now",
    "Timestamp::now",
    "Zoned::now",
    "std::env",
    "env::var",
    "home_dir",
    "println!",
    "print!(",
    "dbg!",
    "process::Command",
    "stdin()",
];

/// The files that start programs, from where and with what they are told: what git needs, a site's own generator through
/// Byline's own executable, and that executable the generator.
const STARTS_PROGRAMS: &[&str] = &[
    "src-tauri/crates/byline-git/src/program/run.rs",
    "src-tauri/crates/byline-generator/src/run.rs",
    "src-tauri/crates/byline-generator/src/keeper.rs",
];

#[test]
fn the_bottom_crates_see_nothing_around_them() {
    let mut problems = Vec::new();
    for name in BOTTOM {
        for source in sources(&format!("src-tauri/crates/{name}/src"), &[".rs"]) {
            if STARTS_PROGRAMS.contains(&source.path.as_str()) {
                assert!(!source.without_tests().contains("env::var"));
                continue;
            }
            let is_test = source.path.contains("/tests") || source.path.ends_with("testing.rs");
            for (number, line) in source.without_tests().lines().enumerate() {
                let code = line.split("//").next().unwrap_or("");
                for word in SURROUNDINGS.iter().filter(|word| !is_test && code.contains(**word)) {
                    problems.push(format!("{}:{}: {word} (hand it in instead)", source.path, number + 1));
                }
            }
        }
    }
    none(&problems);
}

#[test]
fn no_file_names_a_place_on_one_machine() {
    // In pieces, so that this file does not find itself.
    let places = ["work", "farm", "root"].map(|folder| format!("/{folder}/"));
    let endings = [".rs", ".ts", ".js", ".mjs", ".svelte", ".css", ".html", ".json", ".toml", ".yml", ".md", "/run"];
    let mut problems = Vec::new();
    for source in sources("", &endings) {
        if source.path.ends_with("package-lock.json") {
            continue;
        }
        for (number, line) in source.text.lines().enumerate() {
            // As a path of its own: `src/work/` is a folder like any other.
            let starts = |place: &String| {
                line.match_indices(place.as_str()).any(|(at, _)| {
                    !line[..at].ends_with(|before: char| before.is_alphanumeric() || "._-*/}".contains(before))
                })
            };
            if places.iter().any(starts) {
                problems.push(format!("{}:{}: {}", source.path, number + 1, line.trim()));
            }
        }
    }
    none(&problems);
}

#[test]
fn nothing_is_left_undone_or_switched_off() {
    let words = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("todo", "!("),
        concat!("unimplemented", "!("),
        concat!("#[ign", "ore"),
        concat!("@ts-", "ignore"),
        concat!("it.", "skip("),
        concat!("it.", "only("),
        concat!("test.", "only("),
        concat!("describe.", "only("),
    ];
    let mut problems = Vec::new();
    for source in sources("", &[".rs", ".ts", ".svelte"]) {
        for (number, line) in source.text.lines().enumerate() {
            for word in words.iter().filter(|word| line.contains(**word)) {
                problems.push(format!("{}:{}: {word}", source.path, number + 1));
            }
        }
    }
    none(&problems);
}
