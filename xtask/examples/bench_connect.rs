//! Brings a website here over HTTP, Byline and `git clone --depth 1` taking turns, and prints what each took, a line each:
//! `ours MS` or `theirs MS`. `bench_connect REPOSITORIES NAME PLACE TURNS`. Started by `cargo xtask bench`.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use byline_desk::Surroundings;
use byline_desk::connect::{bring, wish};
use byline_testkit::{GitServer, git};

type Done<T = ()> = Result<T, Box<dyn Error>>;

fn main() -> Done {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [repositories, name, place, turns] = arguments.as_slice() else {
        return Err("bench_connect REPOSITORIES NAME PLACE TURNS".into());
    };
    let (place, server) = (Path::new(place), GitServer::over(Path::new(repositories)).start());
    let url = server.url(name);
    let around = Surroundings::new(place.join("desk"));
    for turn in 0..turns.parse::<u32>()? {
        let ours = place.join("ours");
        let theirs = place.join("theirs");
        for folder in [&ours, &theirs] {
            if folder.exists() {
                fs::remove_dir_all(folder)?;
            }
        }
        // Whoever comes second finds the server's files in memory: they take turns at that, too.
        let us = || -> Done<f64> {
            let begin = Instant::now();
            let wish = wish(&url, place, &around).map_err(|trouble| trouble.to_string())?;
            bring(&wish, &ours, &around, &AtomicBool::new(false)).map_err(|problem| problem.message)?;
            Ok(begin.elapsed().as_secs_f64() * 1000.0)
        };
        let them = || {
            let begin = Instant::now();
            git(place, &["clone", "-q", "--depth", "1", &url, "theirs"]);
            begin.elapsed().as_secs_f64() * 1000.0
        };
        let (us, them) = if turn % 2 == 0 {
            let first = us()?;
            (first, them())
        } else {
            let first = them();
            (us()?, first)
        };
        println!("ours {us}\ntheirs {them}");
    }
    Ok(())
}
