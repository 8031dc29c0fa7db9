//! `cargo xtask run`: build Byline and open it.

use std::path::{Path, PathBuf};

use crate::program::Program;
use crate::step::{Stop, step};
use crate::{headless, needs, place, platform};

/// What turns the program from a development build, which asks a development server for its page, into one that
/// carries the built page inside.
pub(crate) const FEATURES: &[&str] = &["--features", "byline/custom-protocol"];

#[derive(clap::Args)]
pub(crate) struct Options {
    /// The folder of a website; the starter site when left out
    site: Option<PathBuf>,
}

/// Builds and opens; without a display it does the same job in the terminal.
pub(crate) fn run(options: &Options) -> Result<(), Stop> {
    let site = options.site.as_deref().map(folder).transpose()?;
    if !platform::has_display() {
        println!("There is no display here, so Byline does its job in the terminal, through byline-cli.");
        needs::packages(platform::BUILD_PACKAGES)?;
        step("build byline-cli", || Program::cargo().args(["build", "-p", "byline-cli"]).run())?;
        return headless::tour(site.as_deref());
    }
    needs::packages(platform::BUILD_PACKAGES)?;
    needs::page_packages()?;
    step("build the page", build_page)?;
    step("build the program", || {
        Program::cargo().args(["build", "-p", "byline", "-p", "byline-cli"]).args(FEATURES).run()
    })?;
    let site = match site {
        Some(site) => site,
        None => headless::starter(&Program::new(place::built("debug", "byline-cli")))?,
    };
    println!("\nOpening {}", site.display());
    Program::new(place::built("debug", "byline")).arg(site).run()
}

/// Builds the page that the program carries.
pub(crate) fn build_page() -> Result<(), Stop> {
    platform::npm().within(&place::ui()).args(["run", "--silent", "build"]).run()
}

/// A site's folder as an absolute path, seen before anything is built.
fn folder(site: &Path) -> Result<PathBuf, Stop> {
    let site = std::path::absolute(site).map_err(Stop::file(site))?;
    if site.is_dir() {
        Ok(site)
    } else {
        Err(Stop::say(format!(
            "there is no folder {}. Name the folder of a website, or leave it out to open the starter site.",
            site.display()
        )))
    }
}
