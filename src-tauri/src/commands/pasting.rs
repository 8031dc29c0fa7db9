use arboard::Clipboard;
use byline_desk::DeskError;
use byline_desk::api::{Brought, PastedText, ToPaste};
use serde::Serialize;
use specta::Type;
use tauri::State;
use tauri::async_runtime::spawn_blocking;

use super::Answer;
use crate::shell::Shell;

/// What is on the system's clipboard; empty where it has no such thing.
#[derive(Debug, Default, Serialize, Type)]
pub(crate) struct Copied {
    /// As HTML.
    pub(crate) html: String,
    /// As plain words.
    pub(crate) text: String,
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn read_pasted(shell: State<'_, Shell>, paste: ToPaste) -> Answer<PastedText> {
    shell.desk()?.read_pasted(paste).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn bring_pasted(shell: State<'_, Shell>, path: String, token: String) -> Answer<Brought> {
    shell.desk()?.bring_pasted(path, token).await
}

/// Read beside the window's own thread: on Linux the two would wait for each other where the window itself has copied.
#[tauri::command]
#[specta::specta]
pub(crate) async fn read_clipboard() -> Answer<Copied> {
    spawn_blocking(copied).await.map_err(|_| DeskError::Closed.into())
}

fn copied() -> Copied {
    // A clipboard that cannot be had is an empty one.
    let Ok(mut clipboard) = Clipboard::new() else { return Copied::default() };
    let html = clipboard.get().html().unwrap_or_default();
    Copied { html, text: clipboard.get_text().unwrap_or_default() }
}
