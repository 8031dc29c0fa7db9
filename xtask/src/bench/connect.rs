//! Bringing a large site here over HTTP for the first time, beside `git clone --depth 1`.

use std::fs;

use super::many_posts::Site;
use super::sample::{Sample, Unit};
use super::table::Row;
use crate::place;
use crate::program::Program;
use crate::step::Stop;

/// One row: from an address to a folder with the site in it.
pub(crate) fn measure(site: &Site, turns: usize) -> Result<Vec<Row>, Stop> {
    let folder = super::folder()?.join("connect");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(Stop::file(&folder))?;
    }
    fs::create_dir_all(&folder).map_err(Stop::file(&folder))?;
    let repositories = site.ours.parent().unwrap_or(&site.ours);
    Program::cargo().args(["build", "--release", "-p", "xtask", "--example", "bench_connect"]).run()?;
    let example =
        place::target().join("release/examples").join(format!("bench_connect{}", std::env::consts::EXE_SUFFIX));
    let turns = turns.to_string();
    let printed = Program::new(example).arg(repositories).arg("ours.git").arg(&folder).arg(turns).output()?;
    let of = |name: &str| -> Vec<f64> {
        let line = |line: &str| line.strip_prefix(name)?.trim().parse().ok();
        printed.lines().filter_map(line).collect()
    };
    Ok(vec![Row {
        what: format!("connecting a site of {} posts over HTTP", site.posts.len()),
        ours: Sample::new(of("ours"), Unit::Milliseconds),
        peer: "git clone --depth 1".to_owned(),
        theirs: Sample::new(of("theirs"), Unit::Milliseconds),
        goal: "1.1 of the peer's",
    }])
}
