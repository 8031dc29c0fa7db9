//! Dependencies point one way: shell and cli, then desk, then post, site, picture and git.

use std::collections::BTreeSet;

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};

use super::checkout::{none, root};

/// Which of our own crates each of them may use outside its tests.
const DIRECTION: &[(&str, &[&str])] = &[
    ("byline-post", &[]),
    ("byline-site", &["byline-post"]),
    ("byline-picture", &[]),
    ("byline-generator", &[]),
    ("byline-git", &[]),
    ("byline-import", &[]),
    ("byline-language", &["byline-post"]),
    ("byline-signin", &[]),
    (
        "byline-desk",
        &[
            "byline-post",
            "byline-site",
            "byline-picture",
            "byline-generator",
            "byline-git",
            "byline-import",
            "byline-language",
            "byline-signin",
        ],
    ),
    ("byline-cli", &["byline-desk"]),
    ("byline", &["byline-desk"]),
    // A stand-in for a git server speaks the language of the crate that it stands in for.
    ("byline-testkit", &["byline-git"]),
    // The program that the tests start is the command line itself.
    ("byline-tests", &["byline-cli"]),
    ("xtask", &[]),
];

/// All that the pure crate may use. Each is small, or is there for safety.
const POST: &[&str] = &[
    "ammonia",
    "deunicode",
    "jiff",
    "jsonc-parser",
    "pulldown-cmark",
    "serde",
    "serde-saphyr",
    "serde_json",
    "thiserror",
    "toml_edit",
    "unicode-normalization",
];

/// All that the crate may use that opens documents from anywhere: parsers with limits, and nothing that reaches out.
const IMPORT: &[&str] = &[
    "base64",
    "chardetng",
    "encoding_rs",
    "html5ever",
    "jiff",
    "pulldown-cmark",
    "quick-xml",
    "serde_json",
    "thiserror",
    "zip",
];

/// Crates whose faults are known and that have a better one in their place.
const BANNED: &[&str] = &[
    "serde_yaml",
    "serde_yml",
    "serde_yaml_ng",
    "yaml-rust",
    "tauri-plugin-shell",
    "tauri-plugin-fs",
    "tauri-plugin-http",
];

fn metadata() -> Metadata {
    MetadataCommand::new().manifest_path(root().join("Cargo.toml")).no_deps().exec().unwrap()
}

/// Names of what a package depends on; `tests` adds what only its tests use.
fn names(package: &Package, tests: bool) -> BTreeSet<String> {
    package
        .dependencies
        .iter()
        .filter(|dependency| tests || dependency.kind != DependencyKind::Development)
        .map(|dependency| dependency.name.clone())
        .collect()
}

#[test]
fn dependencies_point_one_way() {
    let metadata = metadata();
    let ours: BTreeSet<&str> = metadata.packages.iter().map(|package| package.name.as_str()).collect();
    let mut problems = Vec::new();
    for package in &metadata.packages {
        let Some((_, may)) = DIRECTION.iter().find(|(name, _)| *name == package.name.as_str()) else {
            problems.push(format!("{} is not in the list of this test", package.name));
            continue;
        };
        for name in names(package, false) {
            if ours.contains(name.as_str()) && !may.contains(&name.as_str()) {
                problems.push(format!("{} must not depend on {name}", package.name));
            }
        }
    }
    none(&problems);
}

#[test]
fn only_the_shell_knows_the_window() {
    let metadata = metadata();
    let problems: Vec<String> = metadata
        .packages
        .iter()
        .filter(|package| package.name.as_str() != "byline")
        .flat_map(|package| {
            let names = names(package, true);
            let window = ["tauri", "wry", "tao", "webkit2gtk"];
            names
                .into_iter()
                .filter(move |name| window.iter().any(|word| name == word || name.starts_with(&format!("{word}-"))))
                .map(|name| format!("{} must not name {name}", package.name))
        })
        .collect();
    none(&problems);
}

#[test]
fn the_pure_crate_stays_small() {
    let metadata = metadata();
    let post = metadata.packages.iter().find(|package| package.name.as_str() == "byline-post").unwrap();
    let problems: Vec<String> = names(post, false)
        .into_iter()
        .filter(|name| !POST.contains(&name.as_str()))
        .map(|name| format!("byline-post must not depend on {name}: it only reads and writes text"))
        .collect();
    none(&problems);
}

#[test]
fn what_opens_documents_from_anywhere_stays_small() {
    let metadata = metadata();
    let import = metadata.packages.iter().find(|package| package.name.as_str() == "byline-import").unwrap();
    let problems: Vec<String> = names(import, false)
        .into_iter()
        .filter(|name| !IMPORT.contains(&name.as_str()))
        .map(|name| format!("byline-import must not depend on {name}: it only reads bytes"))
        .collect();
    none(&problems);
}

#[test]
fn few_crates_are_named_and_none_that_is_banned() {
    let metadata = metadata();
    let named: BTreeSet<String> = metadata
        .packages
        .iter()
        .flat_map(|package| names(package, false))
        .filter(|name| !name.starts_with("byline"))
        .collect();
    for name in BANNED {
        assert!(!named.contains(*name), "{name} is banned: see the list of this test");
    }
    assert!(named.len() <= 51, "{} crates are named directly, 51 at most: {named:?}", named.len());
}

#[test]
fn every_crate_takes_the_common_lints() {
    let problems: Vec<String> = metadata()
        .packages
        .iter()
        .filter(|package| {
            let manifest = std::fs::read_to_string(&package.manifest_path).unwrap();
            !manifest.contains("[lints]\nworkspace = true")
        })
        .map(|package| format!("{} does not take the lints of the workspace", package.name))
        .collect();
    none(&problems);
}
