//! `cargo xtask package`: what is handed to people. Not part of the tests: the small and quick build takes long.

use crate::program::Program;
use crate::run::{FEATURES, build_page};
use crate::step::{Stop, step};
use crate::{needs, place, platform};

/// The tool that makes packages; the page does not use it, so it is fetched only here.
const BUNDLER: &str = "@tauri-apps/cli@2.12.4";

/// Builds `byline` and `byline-cli` in the profile `shipping`, and a Debian package of the former on Linux.
pub(crate) fn package() -> Result<(), Stop> {
    needs::packages(platform::BUILD_PACKAGES)?;
    needs::page_packages()?;
    step("build the page", build_page)?;
    step("build the programs", || {
        Program::cargo()
            .args(["build", "--profile", "shipping", "-p", "byline", "-p", "byline-cli"])
            .args(FEATURES)
            .run()
    })?;
    if !cfg!(target_os = "linux") {
        println!("The programs are in {}.", place::target().join("shipping").display());
        return Ok(());
    }
    step("make the Debian package", || {
        platform::npx()
            .args(["--yes", BUNDLER, "build", "--bundles", "deb"])
            // The page is built already, and the configuration has packages turned off for ordinary builds.
            .args(["--config", r#"{"build":{"beforeBuildCommand":null},"bundle":{"active":true}}"#])
            .args(["--", "--profile", "shipping"])
            .run()
    })?;
    println!("The package is in {}.", place::target().join("shipping/bundle/deb").display());
    Ok(())
}
