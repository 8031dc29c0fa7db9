use byline_desk::api::{Against, GonePost, Outcome, PostHistory, Restored, ShownVersion, UnpublishPlan};
use tauri::State;

use super::Answer;
use crate::shell::Shell;

#[tauri::command]
#[specta::specta]
pub(crate) async fn post_history(shell: State<'_, Shell>, path: String) -> Answer<PostHistory> {
    shell.desk()?.history(path).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn older_versions(shell: State<'_, Shell>, path: String) -> Answer<PostHistory> {
    shell.desk()?.older_versions(path).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn post_version(
    shell: State<'_, Shell>,
    path: String,
    id: String,
    against: Against,
) -> Answer<ShownVersion> {
    shell.desk()?.ask(move |site| site.version(&path, &id, against)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn restore_version(shell: State<'_, Shell>, path: String, id: String) -> Answer<Restored> {
    shell.desk()?.ask(move |site| site.restore(&path, &id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn gone_posts(shell: State<'_, Shell>) -> Answer<Vec<GonePost>> {
    shell.desk()?.gone_posts().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn take_back(shell: State<'_, Shell>, path: String) -> Answer<Option<Outcome>> {
    shell.desk()?.take_back(path).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn unpublish_plan(shell: State<'_, Shell>, path: String) -> Answer<UnpublishPlan> {
    shell.desk()?.ask(move |site| site.unpublish_plan(&path)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn unpublish(shell: State<'_, Shell>, path: String) -> Answer<Option<Outcome>> {
    shell.desk()?.unpublish(path).await
}
