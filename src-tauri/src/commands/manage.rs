use byline_desk::api::{AddressPlan, DeletePlan, Deleted, DeletedPost, LinkingPost, OpenPost, Renamed};
use tauri::State;

use super::Answer;
use crate::shell::Shell;

#[tauri::command]
#[specta::specta]
pub(crate) async fn duplicate_post(shell: State<'_, Shell>, path: String) -> Answer<OpenPost> {
    shell.desk()?.ask(move |site| site.duplicate(&path)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn address_plan(shell: State<'_, Shell>, path: String, name: String) -> Answer<AddressPlan> {
    shell.desk()?.ask(move |site| site.address_plan(&path, &name)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn linking_posts(shell: State<'_, Shell>, path: String) -> Answer<Vec<LinkingPost>> {
    shell.desk()?.ask(move |site| site.linking_posts(&path)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn change_address(shell: State<'_, Shell>, path: String, name: String) -> Answer<Renamed> {
    shell.desk()?.ask(move |site| site.change_address(&path, &name)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn delete_plan(shell: State<'_, Shell>, path: String) -> Answer<DeletePlan> {
    shell.desk()?.ask(move |site| site.delete_plan(&path)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn delete_post(shell: State<'_, Shell>, path: String, off_website: bool) -> Answer<Deleted> {
    let desk = shell.desk()?;
    let deleted = desk.ask(move |site| site.delete(&path, off_website)).await?;
    desk.sync().map(|()| deleted)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn deleted_posts(shell: State<'_, Shell>) -> Answer<Vec<DeletedPost>> {
    shell.desk()?.ask(|site| site.deleted()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn put_back(shell: State<'_, Shell>, id: u32) -> Answer<OpenPost> {
    shell.desk()?.ask(move |site| site.put_deleted_back(id)).await
}
