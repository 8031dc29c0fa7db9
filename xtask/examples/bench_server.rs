//! A web server with git behind it over a folder of repositories, for the benchmark of publishing. `bench_server FOLDER
//! NOTE`: writes its address into the file NOTE once it answers, and ends when that file is gone.

use std::error::Error;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use byline_testkit::GitServer;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1).map(PathBuf::from);
    let (Some(folder), Some(note)) = (arguments.next(), arguments.next()) else {
        return Err("bench_server FOLDER NOTE".into());
    };
    let server = GitServer::over(&folder).start();
    let whole = note.with_extension("part");
    fs::write(&whole, server.url(""))?;
    fs::rename(&whole, &note)?;
    while note.exists() {
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}
