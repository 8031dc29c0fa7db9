//! `cargo xtask bench`: Byline beside its peers, taking turns in one run, as a table.
//!
//! A figure means little by itself on a machine that does other things too; the ratio of two figures that were taken
//! in turns means more. What cannot be measured here is a row that says why.

mod connect;
mod list;
mod many_posts;
mod page;
mod publish;
mod render;
mod sample;
mod start;
mod table;
mod window_list;

use std::fs;
use std::path::PathBuf;

use clap::ValueEnum;

use crate::step::{Stop, step};
use crate::{desktop, needs, place, platform, run};
use table::Row;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Measure one thing only
    #[arg(long, value_enum)]
    only: Option<Part>,
    /// How many posts the large site has
    #[arg(long, default_value_t = 10_000)]
    posts: usize,
    /// How many turns each program gets
    #[arg(long, default_value_t = 7)]
    turns: usize,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Making the preview of a post
    Render,
    /// Publishing one post of a large site
    Publish,
    /// Bringing a large site here for the first time
    Connect,
    /// Listing the posts of a large site
    List,
    /// Start-up and memory
    Start,
    /// Typing, opening and the preview in the real window
    Page,
}

/// Measures what `options` ask for; prints the table and keeps it as `target/bench.md`.
pub(crate) fn bench(options: &Options) -> Result<(), Stop> {
    let wants = |part| options.only.is_none_or(|only| only == part);
    needs::packages(platform::BUILD_PACKAGES)?;
    needs::page_packages()?;
    if wants(Part::Start) || wants(Part::Page) {
        step("build the page", run::build_page)?;
        step("build the programs", || desktop::build_release(&["-p", "byline", "-p", "byline-cli"]))?;
    } else if options.only != Some(Part::Render) {
        step("build byline-cli", || desktop::build_release(&["-p", "byline", "-p", "byline-cli"]))?;
    }
    let mut rows: Vec<Row> = Vec::new();
    if wants(Part::Render) {
        rows.extend(step("rendering", || render::measure(options.turns))?);
    }
    if wants(Part::Page) {
        rows.extend(step("the page", || page::measure(options.turns.min(3)))?);
    }
    if !matches!(options.only, Some(Part::Render | Part::Page)) {
        let site = step(&format!("make a site of {} posts", options.posts), || {
            many_posts::make(&folder()?.join("site"), options.posts)
        })?;
        if wants(Part::Publish) {
            rows.push(step("publishing", || publish::measure(&site, options.turns, "ratio 0.8"))?);
            let many = options.posts * 10;
            let site = step(&format!("make a site of {many} posts"), || {
                many_posts::make(&folder()?.join("site-of-many"), many)
            })?;
            rows.push(step("publishing", || publish::measure(&site, options.turns, "ratio 0.4"))?);
        }
        if wants(Part::Connect) {
            rows.extend(step("connecting", || connect::measure(&site, options.turns))?);
        }
        if wants(Part::List) {
            rows.extend(step("listing", || list::measure(&site, options.turns))?);
            rows.extend(step("the window's list", || window_list::measure(&site, options.turns))?);
        }
        if wants(Part::Start) {
            rows.extend(step("start and memory", || start::measure(&site, options.turns.min(5)))?);
        }
    }
    let table = table::print(&rows);
    println!("\n{table}");
    let file = place::target().join("bench.md");
    fs::write(&file, table).map_err(Stop::file(&file))
}

/// Where the bench keeps what it makes.
fn folder() -> Result<PathBuf, Stop> {
    let folder = place::target().join("bench");
    fs::create_dir_all(&folder).map_err(Stop::file(&folder))?;
    Ok(folder)
}
