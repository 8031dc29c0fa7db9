use byline_desk::api::{Cancelled, Outcome, PublishPlan, Queue, Sending};
use tauri::State;

use super::Answer;
use crate::shell::Shell;

#[tauri::command]
#[specta::specta]
pub(crate) async fn publish_plan(shell: State<'_, Shell>, path: String) -> Answer<PublishPlan> {
    shell.desk()?.ask(move |site| site.publish_plan(&path)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn publish(shell: State<'_, Shell>, path: String, how: Sending) -> Answer<Outcome> {
    shell.questions.afresh();
    shell.desk()?.publish_as(path, how).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn cancel_publish(shell: State<'_, Shell>, path: String) -> Answer<Cancelled> {
    shell.desk()?.cancel(path).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn send_now(shell: State<'_, Shell>, path: String) -> Answer<()> {
    shell.questions.afresh();
    shell.desk()?.send_now(path).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn queue(shell: State<'_, Shell>) -> Answer<Queue> {
    shell.desk()?.queue().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn online(shell: State<'_, Shell>) -> Answer<()> {
    shell.desk()?.online()
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn sync(shell: State<'_, Shell>) -> Answer<()> {
    shell.questions.afresh();
    shell.desk()?.sync()
}
