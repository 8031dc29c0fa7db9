//! Closing the window without losing the last words: the page is asked for them first.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tauri::{AppHandle, Manager, Window, WindowEvent};
use tauri_specta::Event;

use crate::events::Leaving;
use crate::shell::Shell;

/// A page that does not answer is not waited for longer than this; its words up to then are in the journal.
const LONGEST: Duration = Duration::from_secs(2);

static UNDER_WAY: AtomicBool = AtomicBool::new(false);

/// Holds the window open until the page has handed over its words.
pub(crate) fn notice(window: &Window, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else { return };
    api.prevent_close();
    if UNDER_WAY.swap(true, Ordering::SeqCst) {
        return;
    }
    // A page that cannot hear is closed all the same, a moment later.
    let _ = Leaving.emit(window);
    let app = window.app_handle().clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(LONGEST).await;
        leave(&app).await;
    });
}

/// Saves everything and ends the program.
pub(crate) async fn leave(app: &AppHandle) {
    app.state::<Shell>().close().await;
    app.exit(0);
}
