//! How much of other people's code Byline carries.

use serde_json::Value;

use super::checkout::text;

/// Packages in `Cargo.lock`: raise it only for something that is worth its weight. The checker of grammar names some 280,
/// of which most are choices of its own library that are not built.
const CRATES: usize = 960;

/// Packages that the page carries when it runs.
const PAGE: usize = 15;

#[test]
fn few_packages_are_locked() {
    let count = text("Cargo.lock").matches("\n[[package]]\n").count();
    assert!(count <= CRATES, "{count} packages in Cargo.lock, {CRATES} at most");
}

#[test]
fn the_page_carries_few_packages() {
    let package: Value = serde_json::from_str(&text("ui/package.json")).unwrap();
    let dependencies = package["dependencies"].as_object().unwrap();
    assert!(dependencies.len() <= PAGE, "{} packages, {PAGE} at most", dependencies.len());
    // "latest" of that package is the previous, incompatible CodeMirror.
    assert!(!dependencies.contains_key("codemirror"));
}

#[test]
fn the_pages_packages_are_pinned_and_run_nothing_when_installed() {
    let package: Value = serde_json::from_str(&text("ui/package.json")).unwrap();
    for list in ["dependencies", "devDependencies"] {
        for (name, version) in package[list].as_object().unwrap() {
            let version = version.as_str().unwrap();
            assert!(version.starts_with(|first: char| first.is_ascii_digit()), "{name} is not pinned: {version}");
        }
    }
    assert!(text("ui/.npmrc").lines().any(|line| line.trim() == "ignore-scripts=true"));
}
