//! What a step needs: it looks, installs what is its business, and otherwise says what to do.

use std::fs;
use std::path::PathBuf;

use crate::program::Program;
use crate::step::{Stop, step};
use crate::{place, platform};

/// The oldest Node that the page's tools run on.
const NODE: (u32, u32) = (20, 19);

/// Packages of the system, by their Debian names.
pub(crate) fn packages(names: &[&str]) -> Result<(), Stop> {
    if !platform::has_apt() {
        if let Some(sentence) = platform::by_hand() {
            println!("{sentence}");
        }
        return Ok(());
    }
    let missing: Vec<&str> = names.iter().copied().filter(|name| !is_installed(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    step(&format!("install {}", missing.join(" ")), || install(&missing))
}

/// Whether Debian's package manager has this package installed.
pub(crate) fn is_installed(name: &str) -> bool {
    Program::new("dpkg-query")
        .args(["--show", "--showformat", "${db:Status-Abbrev}", name])
        .output_if_works()
        .is_some_and(|status| status.starts_with("ii"))
}

/// A program to compare with: it is installed when that can be done without asking; else the reason why it is not there.
pub(crate) fn peer(name: &str) -> Result<(), String> {
    if !platform::has_apt() {
        return Err(format!("{name} is not installed"));
    }
    packages(&[name]).map_err(|_| format!("{name} is not installed"))
}

fn install(missing: &[&str]) -> Result<(), Stop> {
    let sudo: &[&str] = if is_root() {
        &[]
    } else if Program::new("sudo").args(["-n", "true"]).works() {
        &["sudo"]
    } else {
        return Err(Stop::say(format!(
            "some packages of the system are missing. Install them with\n\n    sudo apt-get install {}\n\nand start \
             the same command again.",
            missing.join(" ")
        )));
    };
    let apt = |arguments: &[&str]| {
        let words: Vec<&str> = sudo
            .iter()
            .copied()
            .chain(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"])
            .chain(arguments.iter().copied())
            .collect();
        Program::new(words[0]).args(&words[1..])
    };
    // An outdated list still installs most packages, so a failure here is not yet the end.
    if !apt(&["update"]).works() {
        println!("The list of packages could not be renewed; going on with the old one.");
    }
    apt(&["install", "-y", "--no-install-recommends"]).args(missing).run()
}

fn is_root() -> bool {
    Program::new("id").arg("-u").output().is_ok_and(|id| id.trim() == "0")
}

/// Node, new enough. It is named, not installed: everyone has their own way of getting it.
pub(crate) fn node() -> Result<(), Stop> {
    let wanted = format!("Node {}.{} or newer is needed (https://nodejs.org)", NODE.0, NODE.1);
    let Some(said) = Program::new("node").arg("--version").output_if_works() else {
        return Err(Stop::say(format!("{wanted}, and none was found.")));
    };
    match version(&said) {
        Some(found) if found >= NODE => Ok(()),
        _ => Err(Stop::say(format!("{wanted}; this one is {}.", said.trim()))),
    }
}

/// `v20.19.1` as `(20, 19)`.
fn version(said: &str) -> Option<(u32, u32)> {
    let mut parts = said.trim().trim_start_matches('v').split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// The page's own packages, exactly as locked; nothing happens when they are there already.
pub(crate) fn page_packages() -> Result<(), Stop> {
    node()?;
    let changed = |path: PathBuf| fs::metadata(path).and_then(|data| data.modified()).ok();
    let lock = changed(place::ui().join("package-lock.json"));
    let there = changed(place::ui().join("node_modules/.package-lock.json"));
    if there.is_some() && there >= lock {
        return Ok(());
    }
    step("the page's packages", || {
        platform::npm().within(&place::ui()).args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]).run()
    })
}

/// `cargo-nextest`, ready to be given `nextest run`'s arguments.
pub(crate) fn nextest() -> Result<Program, Stop> {
    let path = cargo_tool("cargo-nextest", None)?;
    Ok(Program::new(path).arg("nextest"))
}

/// `tauri-driver`, which stands between the tests and the window's own WebDriver.
pub(crate) fn tauri_driver() -> Result<PathBuf, Stop> {
    cargo_tool("tauri-driver", Some("2.1.0"))
}

/// A program that cargo can build: from the path, else from an earlier run, else built now.
fn cargo_tool(name: &str, version: Option<&str>) -> Result<PathBuf, Stop> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let ours = place::tools().join("bin").join(&file);
    let on_path = std::env::var_os("PATH")
        .iter()
        .flat_map(|path| std::env::split_paths(path).collect::<Vec<_>>())
        .map(|folder| folder.join(&file))
        .find(|candidate| candidate.is_file());
    if let Some(found) = on_path.or_else(|| ours.is_file().then(|| ours.clone())) {
        return Ok(found);
    }
    step(&format!("build {name} (once)"), || {
        let cargo = Program::cargo()
            .args(["install", name, "--locked", "--quiet", "--root"])
            .arg(place::tools())
            .arg("--target-dir")
            .arg(place::tools().join("build"));
        match version {
            Some(version) => cargo.args(["--version", version]).run(),
            None => cargo.run(),
        }
    })?;
    Ok(ours)
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn nodes_own_words_for_its_version_are_understood() {
        for (said, expect) in [
            ("v20.19.1\n", Some((20, 19))),
            ("v9.0.0", Some((9, 0))),
            ("22.1.0-nightly", Some((22, 1))),
            ("node", None),
            ("", None),
        ] {
            assert_eq!(version(said), expect, "{said:?}");
        }
    }
}
