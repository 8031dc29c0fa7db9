//! `cargo xtask test`: every check and test, quick ones first.
//!
//! Cargo is always asked for the whole workspace with the same features, so that what one step builds the next one
//! uses.

use clap::ValueEnum;

use crate::program::Program;
use crate::run::{FEATURES, build_page};
use crate::step::{Stop, step};
use crate::{desktop, generators, needs, place, platform};

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Leave out the tests that drive the window
    #[arg(long)]
    no_desktop: bool,
    /// Do one part only, and what it needs
    #[arg(long, value_enum)]
    only: Option<Part>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// The page: lint, types, tests
    Ui,
    /// rustfmt
    Format,
    /// clippy
    Lint,
    /// The Rust tests
    Rust,
    /// Sites built by the real generators
    Generators,
    /// The tests that drive the window
    Desktop,
}

impl Options {
    fn wants(&self, part: Part) -> bool {
        match self.only {
            Some(only) => only == part,
            None => part != Part::Desktop || !self.no_desktop,
        }
    }
}

/// Runs what `options` ask for and stops at the first failure.
pub(crate) fn test(options: &Options) -> Result<(), Stop> {
    let drives_windows = options.wants(Part::Desktop) && platform::can_drive_windows();
    needs::packages(platform::BUILD_PACKAGES)?;
    if drives_windows {
        needs::packages(platform::DESKTOP_PACKAGES)?;
    }
    if options.wants(Part::Format) {
        step("rustfmt", || Program::cargo().args(["fmt", "--all", "--check"]).run())?;
    }
    if options.only != Some(Part::Format) {
        needs::page_packages()?;
        if options.wants(Part::Ui) {
            page()?;
        }
        if options.only != Some(Part::Ui) {
            // The program carries the page, so the page comes first.
            step("build the page", build_page)?;
        }
    }
    if options.wants(Part::Lint) {
        step("clippy", clippy)?;
    }
    if options.wants(Part::Rust) {
        rust()?;
    }
    if options.wants(Part::Generators) {
        generators::test()?;
    }
    if drives_windows {
        desktop::test()?;
    } else if options.wants(Part::Desktop) {
        println!("\nThe window can be driven by tests on Linux only; those tests are left out here.");
    }
    Ok(())
}

fn page() -> Result<(), Stop> {
    for (name, script) in [("the page's lint", "lint"), ("the page's types", "check"), ("the page's tests", "test")] {
        step(name, || platform::npm().within(&place::ui()).args(["run", "--silent", script]).run())?;
    }
    Ok(())
}

fn clippy() -> Result<(), Stop> {
    Program::cargo()
        .args(["clippy", "--workspace", "--all-targets"])
        .args(platform::left_out())
        .args(FEATURES)
        .args(["--", "-D", "warnings"])
        .run()
}

fn rust() -> Result<(), Stop> {
    needs::packages(platform::TEST_PACKAGES)?;
    let nextest = needs::nextest()?;
    step("build the programs and tests", build)?;
    step("the Rust tests", || {
        nextest.args(["run", "--workspace", "--no-fail-fast"]).args(platform::left_out()).args(FEATURES).run()
    })
}

/// Builds programs and tests alike: the desktop tests drive what this leaves in `target/debug`.
pub(crate) fn build() -> Result<(), Stop> {
    Program::cargo().args(["build", "--workspace", "--all-targets"]).args(platform::left_out()).args(FEATURES).run()
}
