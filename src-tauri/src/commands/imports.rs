use byline_desk::api::ImportedText;
use tauri::{AppHandle, State};

use super::Answer;
use super::pictures::choose;
use crate::shell::Shell;

/// What the system's dialog offers. Others are dropped, and are told why they cannot be brought.
const ENDINGS: [&str; 7] = ["docx", "html", "htm", "md", "markdown", "txt", "doc"];

#[tauri::command]
#[specta::specta]
pub(crate) async fn import_chosen(app: AppHandle, shell: State<'_, Shell>) -> Answer<Vec<ImportedText>> {
    let files = choose(&app, &ENDINGS).await;
    shell.desk()?.import(files).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn import_dropped(shell: State<'_, Shell>, token: String) -> Answer<Vec<ImportedText>> {
    shell.desk()?.import(shell.drops.take(&token)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn cancel_import(shell: State<'_, Shell>) -> Answer<()> {
    shell.desk()?.cancel_import();
    Ok(())
}
