//! A Rust file that no `mod` line names is silently left out of the program, or its tests out of the tests.

use std::path::Path;

use super::checkout::{none, sources, text};

/// The file that must name `path` as a module, and the name; none for a file that cargo itself names.
fn owner(path: &str) -> Option<(Vec<String>, String)> {
    let file = Path::new(path);
    let stem = file.file_stem()?.to_str()?;
    let folder = file.parent()?;
    let (folder, name) = match stem {
        "lib" | "main" | "build" => return None,
        "mod" => (folder.parent()?, folder.file_name()?.to_str()?),
        name => (folder, name),
    };
    let folder_text = folder.to_str()?;
    let candidates = ["lib.rs", "main.rs", "mod.rs"].map(|owner| format!("{folder_text}/{owner}"));
    let mut owners = candidates.to_vec();
    owners.push(format!("{folder_text}.rs"));
    Some((owners, name.to_owned()))
}

#[test]
fn no_file_is_forgotten() {
    let mut problems = Vec::new();
    let folders = ["src-tauri", "tests", "xtask/src"];
    for source in folders.iter().flat_map(|folder| sources(folder, &[".rs"])) {
        // Examples, benches and a crate's own `tests` folder are found by cargo.
        if ["/examples/", "/benches/"].iter().any(|part| source.path.contains(part)) {
            continue;
        }
        if source.path.starts_with("src-tauri/crates/") && source.path.split('/').nth(3) == Some("tests") {
            continue;
        }
        let Some((owners, name)) = owner(&source.path) else {
            continue;
        };
        let named = owners.iter().any(|owner| {
            super::checkout::root().join(owner).is_file()
                && text(owner).lines().any(|line| {
                    let line = line.trim();
                    line.ends_with(&format!("mod {name};")) && !line.starts_with("//")
                })
        });
        if !named {
            problems.push(format!("{}: no `mod {name};` in {}", source.path, owners.join(" or ")));
        }
    }
    none(&problems);
}
