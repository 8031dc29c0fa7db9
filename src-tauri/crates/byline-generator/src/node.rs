//! Programs that a site brings along in its `node_modules`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::call::Here;
use crate::generators::Missing;

/// How many folders above the site are looked through: packages of a larger project lie at its top.
const ABOVE: usize = 4;

/// Keeps every server of the program on this computer: some listen on all networks and cannot be told otherwise.
const LOOPBACK: &str = include_str!("loopback.cjs");

/// How Node.js is started with the program of a package: `node --require loopback.cjs PROGRAM`.
pub(crate) fn program(here: &Here<'_>, package: &str) -> Result<(PathBuf, Vec<OsString>), Missing> {
    let node = here.programs.node.clone().ok_or(Missing::Program("Node.js"))?;
    let script = script(here.site, package).ok_or(Missing::Packages)?;
    let loopback = here.outside.join("loopback.cjs");
    std::fs::write(&loopback, LOOPBACK).map_err(|error| Missing::Disk(error.to_string()))?;
    Ok((node, vec!["--require".into(), loopback.into(), script.into()]))
}

/// The script of the nearest package of that name.
fn script(site: &Path, package: &str) -> Option<PathBuf> {
    site.ancestors().take(ABOVE + 1).find_map(|folder| {
        let package_folder = folder.join("node_modules").join(package);
        let text = std::fs::read(package_folder.join("package.json")).ok()?;
        let description: Value = serde_json::from_slice(&text).ok()?;
        let name = package.rsplit('/').next()?;
        let script = match description.get("bin")? {
            Value::String(script) => script.as_str(),
            Value::Object(all) => all.get(name).or_else(|| all.values().next())?.as_str()?,
            _ => return None,
        };
        Some(package_folder.join(script)).filter(|script| script.is_file())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_is_the_one_that_the_package_names() {
        let top = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let file = top.path().join("node_modules").join(path);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, text).unwrap();
        };
        write("one/package.json", r#"{"bin": "run.js"}"#);
        write("one/run.js", "");
        write("@of/two/package.json", r#"{"bin": {"other": "x.js", "two": "./bin/two.cjs"}}"#);
        write("@of/two/bin/two.cjs", "");
        write("gone/package.json", r#"{"bin": "none.js"}"#);
        let site = top.path().join("apps/blog");
        std::fs::create_dir_all(&site).unwrap();
        let check = |package: &str, expect: Option<&str>| {
            let expect = expect.map(|path| top.path().join("node_modules").join(path));
            assert_eq!(script(&site, package), expect, "{package}");
        };
        check("one", Some("one/run.js"));
        check("@of/two", Some("@of/two/./bin/two.cjs"));
        check("gone", None);
        check("none", None);
    }
}
