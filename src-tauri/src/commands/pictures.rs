use std::path::PathBuf;

use byline_desk::api::{Attached, EmbedText};
use byline_desk::{base64_bytes, png_of_pixels};
use tauri::{AppHandle, State};
use tauri_plugin_clipboard_manager::ClipboardExt;
use tauri_plugin_dialog::{DialogExt, FilePath};
use tokio::sync::oneshot;

use super::Answer;
use crate::shell::Shell;

/// What a picture from the clipboard is called.
const PASTED: &str = "picture.png";

#[tauri::command]
#[specta::specta]
pub(crate) async fn attach_chosen(app: AppHandle, shell: State<'_, Shell>, path: String) -> Answer<Vec<Attached>> {
    let files = choose(&app, &["jpg", "jpeg", "png", "gif", "webp"]).await;
    attach(&shell, path, files).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn attach_dropped(shell: State<'_, Shell>, path: String, token: String) -> Answer<Vec<Attached>> {
    let files = shell.drops.take(&token);
    attach(&shell, path, files).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn attach_pasted(
    shell: State<'_, Shell>,
    path: String,
    name: String,
    base64: String,
) -> Answer<Attached> {
    let bytes = base64_bytes(&name, &base64)?;
    shell.desk()?.ask(move |site| site.attach(&path, &name, &bytes)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn attach_clipboard(
    app: AppHandle,
    shell: State<'_, Shell>,
    path: String,
) -> Answer<Option<Attached>> {
    let Ok(picture) = app.clipboard().read_image() else { return Ok(None) };
    let bytes = png_of_pixels(PASTED, picture.width(), picture.height(), picture.rgba())?;
    shell.desk()?.ask(move |site| site.attach(&path, PASTED, &bytes)).await.map(Some)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn embed(shell: State<'_, Shell>, path: String, address: String) -> Answer<Option<EmbedText>> {
    shell.desk()?.ask(move |site| Ok(site.embed(&path, &address))).await
}

async fn attach(shell: &Shell, path: String, files: Vec<PathBuf>) -> Answer<Vec<Attached>> {
    let attach = move |site: &mut byline_desk::Site| files.iter().map(|file| site.attach_file(&path, file)).collect();
    shell.desk()?.ask(attach).await
}

/// Lets the person choose files with the system's own dialog. None, when they think better of it.
pub(super) async fn choose(app: &AppHandle, endings: &[&str]) -> Vec<PathBuf> {
    let (chosen, choice) = oneshot::channel();
    app.dialog().file().add_filter("", endings).pick_files(|files| {
        // The window may have been closed behind the dialog.
        let _ = chosen.send(files);
    });
    let files: Vec<FilePath> = choice.await.ok().flatten().unwrap_or_default();
    files.into_iter().filter_map(|file| file.into_path().ok()).collect()
}
