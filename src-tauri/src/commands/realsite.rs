use byline_desk::api::RealSite;
use tauri::State;

use super::Answer;
use crate::shell::Shell;

#[tauri::command]
#[specta::specta]
pub(crate) async fn real_site(shell: State<'_, Shell>) -> Answer<RealSite> {
    shell.desk()?.real_site().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn show_real_site(shell: State<'_, Shell>, path: String) -> Answer<RealSite> {
    shell.desk()?.show_real_site(path).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn hide_real_site(shell: State<'_, Shell>) -> Answer<()> {
    shell.desk()?.hide_real_site();
    Ok(())
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn stop_real_site(shell: State<'_, Shell>) -> Answer<()> {
    shell.desk()?.stop_real_site().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn trust_site(shell: State<'_, Shell>, trusted: bool) -> Answer<RealSite> {
    shell.desk()?.trust_site(trusted).await
}
