// No console window beside the program's on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

//! Byline's window. Everything is in the library beside this file.

use std::process::ExitCode;

fn main() -> ExitCode {
    if let Some(code) = byline::asked().or_else(byline::kept_watch) {
        return code;
    }
    match byline::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing else can be shown: there is no window.
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
