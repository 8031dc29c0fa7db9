use std::path::PathBuf;

use byline_desk::api::{KnownSite, Problem, SiteView, Writer};
use byline_desk::{DeskError, create_starter, preview_cards};
use serde::Serialize;
use specta::Type;
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt;
use tokio::sync::oneshot;

use super::Answer;
use crate::shell::Shell;
use crate::{leaving, protocol};

/// What the window starts with.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Start {
    /// The open site; none: the welcome page.
    site: Option<SiteView>,
    /// Why the site that was asked for could not be opened, if so.
    problem: Option<Problem>,
    /// Sites opened before, the last first.
    sites: Vec<KnownSite>,
    /// The address under which a post's pictures are found: followed by the post's path and `?link=`.
    picture_base: String,
    /// A `<style>` element with the sentences of the cards that stand for what a preview cannot show.
    preview_cards: String,
    /// An invitation that Byline was opened with: given back to read it.
    invitation: Option<String>,
    /// Byline's version.
    version: String,
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn start(shell: State<'_, Shell>) -> Answer<Start> {
    let (site, problem) = match shell.first_folder() {
        None => (None, None),
        Some(folder) => match shell.open(folder).await {
            Ok(site) => (Some(site), None),
            Err(problem) => (None, Some(problem)),
        },
    };
    let sites = shell.known().list();
    let version = env!("CARGO_PKG_VERSION").to_owned();
    Ok(Start {
        site,
        problem,
        sites,
        picture_base: protocol::base("picture"),
        preview_cards: preview_cards(),
        invitation: shell.connecting.started(),
        version,
    })
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_site(app: AppHandle, shell: State<'_, Shell>) -> Answer<Option<SiteView>> {
    let (chosen, choice) = oneshot::channel();
    app.dialog().file().pick_folder(|folder| {
        // The window may have been closed behind the dialog.
        let _ = chosen.send(folder);
    });
    let folder: Option<PathBuf> = choice.await.ok().flatten().and_then(|folder| folder.into_path().ok());
    match folder {
        Some(folder) => shell.open(folder).await.map(Some),
        None => Ok(None),
    }
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn open_site(shell: State<'_, Shell>, id: String) -> Answer<SiteView> {
    let folder = shell.known().folder(&id).map(PathBuf::from);
    shell.open(folder.ok_or(DeskError::NoFolder { folder: id })?).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn use_anyway(shell: State<'_, Shell>) -> Answer<SiteView> {
    shell.use_anyway().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn open_starter(shell: State<'_, Shell>) -> Answer<SiteView> {
    let folder = create_starter(&shell.around.desk, shell.around.clock.as_ref())?;
    shell.open(folder).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn forget_site(shell: State<'_, Shell>, id: String) -> Answer<Vec<KnownSite>> {
    let mut known = shell.known();
    known.forget(&id)?;
    Ok(known.list())
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn move_out_of_cloud(shell: State<'_, Shell>) -> Answer<SiteView> {
    shell.move_out_of_cloud().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn keep_in_cloud(shell: State<'_, Shell>) -> Answer<SiteView> {
    let desk = shell.desk()?;
    shell.known().keep_in_cloud(desk.files().root())?;
    desk.ask(|site| Ok(site.view())).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn set_writer(shell: State<'_, Shell>, writer: Writer) -> Answer<()> {
    shell.set_writer(writer)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn leave(app: AppHandle) -> Answer<()> {
    leaving::leave(&app).await;
    Ok(())
}
