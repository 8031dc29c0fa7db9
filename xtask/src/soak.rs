//! `cargo xtask soak`: publishing again and again, by two writers at once, through kills and through lines that break.

use crate::run::FEATURES;
use crate::step::{Stop, step};
use crate::{needs, platform, test};

/// Runs the long forms of the soaks, one after the other, and prints what each of them counted.
pub(crate) fn soak() -> Result<(), Stop> {
    needs::packages(platform::BUILD_PACKAGES)?;
    needs::packages(platform::TEST_PACKAGES)?;
    let nextest = needs::nextest()?;
    step("build the programs and tests", test::build)?;
    step("the soaks", || {
        nextest
            .args(["run", "--workspace", "--profile", "soak", "--no-fail-fast"])
            .args(platform::left_out())
            .args(FEATURES)
            .run()
    })
}
