//! The shell: a window for the desk's use cases.
//!
//! What it does: turns commands of the page into questions to the desk, events of the desk into events of the page, and
//! serves the open site's pictures to the page. What it does not: decide anything. A command here is ten lines or fewer,
//! and none takes a folder or a file by its full path: folders and files outside the site are chosen in the system's own
//! dialogs or dropped on the window, and the page only ever holds a token for them.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod args;
mod asked;
mod commands;
mod connecting;
mod drops;
mod events;
mod keeper;
mod leaving;
mod page_api;
mod protocol;
mod shell;
mod webview;
mod window;

pub use asked::asked;
use clap::Parser;
pub use keeper::kept_watch;
use tauri::Manager;

use crate::args::Args;
use crate::shell::Shell;

/// Runs Byline until its window is closed.
pub fn run() -> Result<(), Box<dyn std::error::Error>> {
    let args = Args::parse();
    let api = page_api::builder();
    let mut app = tauri::Builder::default();
    if args.desk.is_none() {
        app = app.plugin(tauri_plugin_single_instance::init(|app, words, folder| {
            window::bring_forward(app);
            if let Some(file) = connecting::invitation_among(&words, &folder) {
                connecting::invited(app, &file);
            }
        }));
    }
    app.plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(tauri_plugin_clipboard_manager::init())
        .register_asynchronous_uri_scheme_protocol(protocol::SCHEME, protocol::answer)
        .invoke_handler(api.invoke_handler())
        .on_window_event(|window, event| {
            drops::notice(window, event);
            leaving::notice(window, event);
        })
        .setup(move |app| {
            api.mount_events(app);
            app.manage(Shell::new(&args, events::to_page(app.handle()))?);
            if let Some(file) = args.site.as_deref().filter(|site| connecting::is_invitation(site)) {
                connecting::invited(app.handle(), file);
            }
            window::open(app)?;
            Ok(())
        })
        .build(tauri::generate_context!())?
        .run(opened);
    Ok(())
}

/// macOS hands files over while Byline runs; elsewhere they come as words on the command line.
#[cfg(target_os = "macos")]
fn opened(app: &tauri::AppHandle, event: tauri::RunEvent) {
    let tauri::RunEvent::Opened { urls } = event else { return };
    for file in urls.iter().filter_map(|url| url.to_file_path().ok()).filter(|file| connecting::is_invitation(file)) {
        connecting::invited(app, &file);
    }
}

#[cfg(not(target_os = "macos"))]
fn opened(_app: &tauri::AppHandle, _event: tauri::RunEvent) {}
