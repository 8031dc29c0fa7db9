use byline_desk::api::{Outcome, PublishPlan};
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
pub(crate) async fn publish(shell: State<'_, Shell>, path: String) -> Answer<Outcome> {
    shell.questions.afresh();
    shell.desk()?.publish(path, None).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn cancel_publish(shell: State<'_, Shell>, path: String) -> Answer<()> {
    shell.desk()?.ask(move |site| site.cancel_publish(&path).map(drop)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn sync(shell: State<'_, Shell>) -> Answer<()> {
    shell.questions.afresh();
    shell.desk()?.sync()
}
