//! What Byline's executable does when it was started to keep watch over a generator, and nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    byline_generator::keep_watch(std::env::args_os().skip(1)).unwrap_or(ExitCode::FAILURE)
}
