use byline_desk::DeskError;
use byline_desk::api::{ConnectPlan, Connected, Ready, SiteView};
use byline_desk::connect::{ENDING, wish, wish_of};
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt;
use tokio::sync::oneshot;

use super::Answer;
use super::pictures::choose;
use crate::shell::Shell;

#[tauri::command]
#[specta::specta]
pub(crate) async fn connect_plan(shell: State<'_, Shell>, address: String) -> Answer<ConnectPlan> {
    let parent = shell.connecting.parent()?;
    shell.connecting.plan(wish(&address, &parent, &shell.around))
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn connect_invitation(
    app: AppHandle,
    shell: State<'_, Shell>,
    token: Option<String>,
) -> Answer<Option<ConnectPlan>> {
    let files = match token {
        Some(token) => shell.drops.take(&token),
        None => choose(&app, &[ENDING]).await,
    };
    let Some(file) = files.first() else { return Ok(None) };
    let parent = shell.connecting.parent()?;
    shell.connecting.plan(wish_of(file, &parent, &shell.around)).map(Some)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn connect_place(app: AppHandle, shell: State<'_, Shell>) -> Answer<Option<ConnectPlan>> {
    let (chosen, choice) = oneshot::channel();
    app.dialog().file().pick_folder(|folder| {
        // The window may have been closed behind the dialog.
        let _ = chosen.send(folder);
    });
    let folder = choice.await.ok().flatten().and_then(|folder| folder.into_path().ok());
    folder.map(|folder| shell.connecting.place(&folder)).transpose()
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn connect(shell: State<'_, Shell>, name: String) -> Answer<Connected> {
    let arrived = shell.connecting.bring(&name, shell.around.clone()).await?;
    let site = shell.open(arrived.folder).await?;
    Ok(Connected { site, notes: arrived.notes })
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn cancel_connect(shell: State<'_, Shell>) -> Answer<()> {
    shell.connecting.stop();
    Ok(())
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn publishing_ready(shell: State<'_, Shell>) -> Answer<Ready> {
    shell.desk()?.ready().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn follow_address(shell: State<'_, Shell>, address: String) -> Answer<SiteView> {
    let followed = shell.desk()?.ask(move |site| Ok::<_, DeskError>(site.follow_address(&address))).await?;
    followed?;
    shell.desk()?.ask(|site| Ok(site.view())).await
}
