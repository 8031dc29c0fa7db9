use tauri::WebviewWindow;

use super::Answer;
use crate::window;

#[tauri::command]
#[specta::specta]
pub(crate) async fn set_full_screen(window: WebviewWindow, on: bool) -> Answer<()> {
    window.set_fullscreen(on).map_err(window::trouble)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn set_zoom(window: WebviewWindow, factor: f64) -> Answer<()> {
    window.set_zoom(window::sensible_zoom(factor)).map_err(window::trouble)
}
