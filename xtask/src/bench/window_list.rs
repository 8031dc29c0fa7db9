//! The list of a large site as the window has it: until it is there, until it is whole, a key in its search, its memory.

use std::fs;

use super::many_posts::Site;
use super::sample::{Measured, Sample, Unit, milliseconds};
use super::table::Row;
use crate::program::Program;
use crate::step::Stop;
use crate::{needs, place};

/// What the example `bench_list` says of one thing, of every turn.
type Said = Vec<(String, f64)>;

/// Rows for a site that is new to the desk and for one that it knows, beside Hugo and ripgrep.
pub(crate) fn measure(site: &Site, turns: usize) -> Result<Vec<Row>, Stop> {
    Program::cargo().args(["build", "--release", "-p", "xtask", "--example", "bench_list"]).run()?;
    let desk = super::folder()?.join("desk-window");
    let ours = place::target().join("release/examples").join(format!("bench_list{}", std::env::consts::EXE_SUFFIX));
    let turn = || Program::new(&ours).arg(&site.ours).arg(&desk).output().map(|said| read(&said));
    let (hugo, rg) = (needs::peer("hugo"), needs::peer("ripgrep"));
    let (mut new, mut known): (Said, Said) = (Vec::new(), Vec::new());
    let (mut listed, mut searched) = (Vec::new(), Vec::new());
    for _ in 0..turns {
        if desk.exists() {
            fs::remove_dir_all(&desk).map_err(Stop::file(&desk))?;
        }
        new.extend(turn()?);
        known.extend(turn()?);
        if hugo.is_ok() {
            let list = || Program::new("hugo").within(&site.theirs).args(["list", "all"]).output().map(drop);
            listed.push(milliseconds(list)?);
        }
        if rg.is_ok() {
            let search = Program::new("rg").within(&site.theirs).args(["--count", "--ignore-case", "swag", "content"]);
            searched.push(milliseconds(|| search.output().map(drop))?);
        }
    }
    let posts = site.posts.len();
    let listed = hugo.and_then(|()| Sample::new(listed, Unit::Milliseconds));
    let searched = rg.and_then(|()| Sample::new(searched, Unit::Milliseconds));
    let nobody = || Err("no peer has one".to_owned());
    let row = |what: &str, ours: Measured, peer: &str, theirs: Measured, goal| Row {
        what: format!("{posts} posts: {what}"),
        ours,
        peer: peer.to_owned(),
        theirs,
        goal,
    };
    Ok(vec![
        row(
            "new to the desk, all in the list",
            of(&new, "listed"),
            "hugo list all",
            listed.clone(),
            "600 ms (10,000), 3 s (100,000)",
        ),
        row("new to the desk, every text searchable", of(&new, "whole"), "hugo list all", listed, "-"),
        row("known, the list is shown", of(&known, "shown"), "-", nobody(), "300 ms"),
        row("a key in the search, titles", of(&known, "key"), "-", nobody(), "16 ms"),
        row("a search of whole texts", of(&known, "text"), "rg --count", searched, "60 ms (10,000)"),
        row("memory of the desk without a window", of(&known, "memory"), "-", nobody(), "less than 1 kB a post more"),
    ])
}

fn read(said: &str) -> Said {
    let pair = |line: &str| {
        let (what, figure) = line.split_once(' ')?;
        Some((what.to_owned(), figure.trim().parse().ok()?))
    };
    said.lines().filter_map(pair).collect()
}

fn of(said: &Said, what: &str) -> Measured {
    let figures = said.iter().filter(|(name, _)| name == what).map(|(_, figure)| *figure);
    if what == "memory" {
        return Sample::new(figures.map(|kilobytes| kilobytes / 1024.0).collect(), Unit::Megabytes);
    }
    Sample::new(figures.collect(), Unit::Milliseconds)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{of, read};

    #[test]
    fn what_a_turn_says_is_taken_apart() {
        let said = read("key 1.5\nmemory 2048\nkey 2.5\nno figure\n");
        assert_eq!(of(&said, "key").unwrap().to_string(), "2.00 ms (1.50..2.50)");
        assert_eq!(of(&said, "memory").unwrap().to_string(), "2.00 MB (2.00..2.00)");
        assert!(of(&said, "text").is_err());
    }
}
