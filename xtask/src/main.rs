//! Byline's own commands, started as `cargo xtask run | test | soak | bench | package`.
//!
//! A newcomer needs Rust and Node and nothing else: each command looks for what it uses, installs it where that is
//! its business, and otherwise says in one sentence what to do. Every step is printed with the time that it took.
//!
//! Invariants: all that differs between operating systems is in [`platform`]; every other program is started through
//! [`program`]. Absent on purpose: anything that Byline itself uses when it runs.

mod bench;
mod desktop;
mod generators;
mod headless;
mod needs;
mod package;
mod place;
mod platform;
mod program;
mod run;
mod soak;
mod step;
mod test;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Build, try, test and measure Byline")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build Byline and open it; where there is no display, do the same job in the terminal
    Run(run::Options),
    /// Run every check and test
    Test(test::Options),
    /// Publish for many minutes with two writers, kills and broken lines
    Soak,
    /// Measure Byline beside other programs and print a table
    Bench(bench::Options),
    /// Build the program as it is handed to people, with a Debian package on Linux
    Package,
}

fn main() -> ExitCode {
    let done = match Arguments::parse().task {
        Task::Run(options) => run::run(&options),
        Task::Test(options) => test::test(&options),
        Task::Soak => soak::soak(),
        Task::Bench(options) => bench::bench(&options),
        Task::Package => package::package(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            eprintln!("\nStopped: {stop}");
            ExitCode::FAILURE
        }
    }
}
