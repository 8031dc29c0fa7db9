//! Publishing one post of a large site, beside the three git commands that a developer would type.

use std::fs;
use std::path::Path;

use super::many_posts::{Site, git};
use super::sample::{Sample, Unit, milliseconds};
use super::table::Row;
use crate::place;
use crate::program::Program;
use crate::step::Stop;

/// A post changes in each turn; the time is that of publishing it.
pub(crate) fn measure(site: &Site, turns: usize) -> Result<Vec<Row>, Stop> {
    let desk = super::folder()?.join("desk-publish");
    if desk.exists() {
        fs::remove_dir_all(&desk).map_err(Stop::file(&desk))?;
    }
    let cli = Program::new(place::built("release", "byline-cli")).arg("--desk").arg(&desk).arg("--json");
    cli.again().arg("list").arg(&site.ours).output()?;
    let mut ours = Vec::new();
    let mut theirs = Vec::new();
    for (turn, post) in site.posts.iter().step_by(97).take(turns).enumerate() {
        change(&site.ours.join(post), turn)?;
        ours.push(milliseconds(|| cli.again().arg("publish").arg(site.ours.join(post)).output().map(drop))?);
        change(&site.theirs.join(post), turn)?;
        theirs.push(milliseconds(|| {
            git(&site.theirs, &["add", post])?;
            git(&site.theirs, &["commit", "-q", "-m", "A post"])?;
            git(&site.theirs, &["push", "-q", "origin", "main"])
        })?);
    }
    Ok(vec![Row {
        what: format!("publishing 1 of {} posts, server asked again", site.posts.len()),
        ours: Sample::new(ours, Unit::Milliseconds),
        peer: "git add, commit, push".to_owned(),
        theirs: Sample::new(theirs, Unit::Milliseconds),
        goal: "800 ms",
    }])
}

fn change(post: &Path, turn: usize) -> Result<(), Stop> {
    let text = fs::read_to_string(post).map_err(Stop::file(post))?;
    fs::write(post, format!("{text}One more line, in turn {turn}.\n")).map_err(Stop::file(post))
}
