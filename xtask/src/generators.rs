//! The tests that hand published posts to the real generators.

use std::fs;
use std::path::PathBuf;

use crate::run::FEATURES;
use crate::step::{Stop, step};
use crate::{needs, place, platform};

/// What npm is told to install, and what it may not do.
const DESCRIPTION: [&str; 3] = ["package.json", "package-lock.json", ".npmrc"];

/// Installs what is missing and builds sites with it.
pub(crate) fn test() -> Result<(), Stop> {
    if !platform::has_apt() {
        println!("\nHugo and Jekyll are installed through apt only; the tests that build sites are left out here.");
        return Ok(());
    }
    needs::packages(platform::GENERATORS)?;
    let packages = packages()?;
    let nextest = needs::nextest()?;
    step("sites built by their generators", || {
        nextest
            .args(["run", "--workspace", "--profile", "generators", "--no-fail-fast"])
            .args(platform::left_out())
            .args(FEATURES)
            .env("BYLINE_GENERATORS", &packages)
            .run()
    })
}

/// Those that npm has, exactly as locked, in a folder of their own; nothing happens when they are there already.
fn packages() -> Result<PathBuf, Stop> {
    needs::node()?;
    let from = place::root().join("xtask/generators");
    let to = place::tools().join("generators");
    let read = |path: PathBuf| fs::read(&path).map_err(Stop::file(path));
    let mut same = to.join("node_modules/.package-lock.json").is_file();
    for name in DESCRIPTION {
        let wanted = read(from.join(name))?;
        same &= fs::read(to.join(name)).is_ok_and(|there| there == wanted);
    }
    if same {
        return Ok(to);
    }
    fs::create_dir_all(&to).map_err(Stop::file(&to))?;
    for name in DESCRIPTION {
        let file = to.join(name);
        fs::write(&file, read(from.join(name))?).map_err(Stop::file(file))?;
    }
    step("the generators' packages", || {
        platform::npm().within(&to).args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]).run()
    })?;
    Ok(to)
}
