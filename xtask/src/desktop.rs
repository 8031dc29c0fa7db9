//! The tests that drive the real window, against a debug and a release build.

use crate::program::Program;
use crate::run::FEATURES;
use crate::step::{Stop, step};
use crate::{needs, place, platform, test};

/// What is run again against a release build: some faults, such as a style that its stricter rules block, show only
/// there.
const AGAIN_IN_RELEASE: &str =
    "binary(desktop) & (test(writes_and_publishes) | test(every_screen) | test(pastes_a_picture))";

/// Builds both and drives both.
pub(crate) fn test() -> Result<(), Stop> {
    needs::tauri_driver()?;
    step("build the programs and tests", test::build)?;
    step("the window's tests", || drive("debug", "binary(desktop)"))?;
    step("build the release", || build_release(&["-p", "byline"]))?;
    step("the window's tests, release build", || drive("release", AGAIN_IN_RELEASE))
}

/// Builds programs as a release.
pub(crate) fn build_release(packages: &[&str]) -> Result<(), Stop> {
    Program::cargo().args(["build", "--release"]).args(packages).args(FEATURES).run()
}

/// Runs the tests that match `filter` against the program in `profile`, on a display of their own.
fn drive(profile: &str, filter: &str) -> Result<(), Stop> {
    let driver = needs::tauri_driver()?;
    let nextest = needs::nextest()?;
    let inner = nextest
        .args(["run", "--workspace", "--profile", "desktop"])
        .args(platform::left_out())
        .args(FEATURES)
        .args(["-E", filter]);
    platform::virtual_display()
        .then(&inner)
        .env("BYLINE_APP", place::built(profile, "byline"))
        .env("BYLINE_DRIVER", driver)
        .run()
}
