//! Making the preview of a post: ours, which sanitises too, beside libraries that do not.

use std::fs;
use std::path::Path;

use super::sample::{Measured, Sample, Unit};
use super::table::Row;
use crate::place;
use crate::program::Program;
use crate::step::Stop;

/// Ordinary text of a post, about one kilobyte.
const TEXT: &str = "## What we saw

The main centre of activity was the *hub*, a partner and solutions expo, with many well and less well known
businesses vying to see who could offer the most appealing swag. Following a keynote that included interesting new
product announcements it was straight into the **meat and potatoes** of the event: the technical breakout sessions.

- one session on [deep learning](https://example.org/deep-learning), with slides
- one on practice, process and culture
- `cargo` and its friends

![The hall in the morning](pictures/the-hall.jpg)

> It is highly scalable, which allows for fast model training, and it supports a flexible programming model.

1. Having the right tools is only part of the puzzle.
2. Equally important is practice, or how you go about using the tools; and the most important factor of all is
   culture, or how we think. Without it your efforts are going to be hamstrung at best.

What does a good culture look like? One that fosters continual experimentation, taking risks, and learning from
failure. A sharing culture that is collaborative, frictionless, and innovative.

";

/// The sizes that the goals speak of, with how often a program renders each in one turn.
const SIZES: [(usize, &str, &str, &str); 2] = [(5, "60", "5 kB", "1 ms"), (100, "20", "100 kB", "15 ms")];

const PEERS: [&str; 2] = ["marked", "markdown-it"];

/// Every size beside every peer.
pub(crate) fn measure(turns: usize) -> Result<Vec<Row>, Stop> {
    Program::cargo().args(["build", "--release", "-p", "xtask", "--example", "bench_render"]).run()?;
    let ours = place::target().join("release/examples").join(format!("bench_render{}", std::env::consts::EXE_SUFFIX));
    let script = place::root().join("xtask/bench/render.mjs");
    let mut rows = Vec::new();
    for (kilobytes, times, size, goal) in SIZES {
        let file = super::folder()?.join(format!("post-{kilobytes}k.md"));
        let text: String = TEXT.chars().cycle().take(kilobytes * 1024).collect();
        fs::write(&file, text).map_err(Stop::file(&file))?;
        let mut ours_all = Vec::new();
        let mut theirs_all = vec![Vec::new(); PEERS.len()];
        for _ in 0..turns {
            ours_all.push(median(Program::new(&ours), &file, times)?);
            for (peer, all) in PEERS.iter().zip(&mut theirs_all) {
                all.push(median(Program::new("node").arg(&script).arg(peer), &file, times)?);
            }
        }
        let ours = Sample::new(ours_all, Unit::Milliseconds);
        for (peer, theirs) in PEERS.iter().zip(theirs_all) {
            rows.push(Row {
                what: format!("rendering {size}, ours with sanitising"),
                ours: ours.clone(),
                peer: (*peer).to_owned(),
                theirs: Sample::new(theirs, Unit::Milliseconds),
                goal,
            });
        }
    }
    Ok(rows)
}

/// The middle of the times that a program prints, one a line.
fn median(program: Program, file: &Path, times: &str) -> Result<f64, Stop> {
    let said = program.arg(file).arg(times).output()?;
    let times: Measured =
        Sample::new(said.lines().filter_map(|line| line.trim().parse().ok()).collect(), Unit::Milliseconds);
    times.map(|times| times.median()).map_err(Stop::Sentence)
}
