//! Listing the posts of a large site, with nothing remembered and with the index there, beside Hugo.

use std::fs;

use super::many_posts::Site;
use super::sample::{Sample, Unit, milliseconds};
use super::table::Row;
use crate::program::Program;
use crate::step::Stop;
use crate::{needs, place};

/// Two rows: cold (a desk that has never seen the site) and warm.
pub(crate) fn measure(site: &Site, turns: usize) -> Result<Vec<Row>, Stop> {
    let desk = super::folder()?.join("desk-list");
    let list = || {
        let cli = Program::new(place::built("release", "byline-cli")).arg("--desk").arg(&desk);
        cli.args(["--json", "list"]).arg(&site.ours).output().map(drop)
    };
    let hugo = needs::peer("hugo");
    let mut cold = Vec::new();
    let mut warm = Vec::new();
    let mut theirs = Vec::new();
    for _ in 0..turns {
        if desk.exists() {
            fs::remove_dir_all(&desk).map_err(Stop::file(&desk))?;
        }
        cold.push(milliseconds(list)?);
        warm.push(milliseconds(list)?);
        if hugo.is_ok() {
            theirs.push(milliseconds(|| {
                Program::new("hugo").within(&site.theirs).args(["list", "all"]).output().map(drop)
            })?);
        }
    }
    let theirs = hugo.and_then(|()| Sample::new(theirs, Unit::Milliseconds));
    let row = |what: &str, ours, goal| Row {
        what: format!("listing {} posts, {what}", site.posts.len()),
        ours: Sample::new(ours, Unit::Milliseconds),
        peer: "hugo list all".to_owned(),
        theirs: theirs.clone(),
        goal,
    };
    Ok(vec![row("nothing remembered", cold, "600 ms"), row("index there", warm, "-")])
}
