//! `byline-cli` as the tests start it.

use std::process::ExitCode;

fn main() -> ExitCode {
    byline_cli::run(std::env::args_os())
}
