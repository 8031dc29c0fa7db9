use byline_desk::api::{
    Chosen, DetailsChange, FieldChoice, Finding, OpenPost, Preview, PreviewLooks, TidyDone, TidyPlan, Written,
};
use tauri::{State, WebviewWindow};

use super::Answer;
use crate::protocol;
use crate::shell::Shell;

#[tauri::command]
#[specta::specta]
pub(crate) async fn open_post(shell: State<'_, Shell>, path: String) -> Answer<OpenPost> {
    shell.desk()?.ask(move |site| site.open_post(&path)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn write_body(shell: State<'_, Shell>, path: String, body: String, basis: u32) -> Answer<Written> {
    shell.desk()?.ask(move |site| site.write_body_on(&path, &body, basis)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn save_now(shell: State<'_, Shell>, path: String) -> Answer<OpenPost> {
    let save = move |site: &mut byline_desk::Site| site.save(&path).and_then(|()| site.open_post(&path));
    shell.desk()?.ask(save).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn set_details(shell: State<'_, Shell>, path: String, change: DetailsChange) -> Answer<OpenPost> {
    let set = move |site: &mut byline_desk::Site| site.set_details(&path, &change).and_then(|_| site.open_post(&path));
    shell.desk()?.ask(set).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn related(shell: State<'_, Shell>, name: String, search: String) -> Answer<Vec<FieldChoice>> {
    shell.desk()?.ask(move |site| site.related(&name, &search)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn preview(
    shell: State<'_, Shell>,
    path: String,
    body: String,
    known: Option<u32>,
) -> Answer<Preview> {
    shell.desk()?.ask(move |site| site.preview(&path, &body, known, &protocol::file_address)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn preview_looks(shell: State<'_, Shell>) -> Answer<PreviewLooks> {
    shell.desk()?.ask(|site| site.preview_looks(&protocol::file_address)).await
}

/// Opens the system's dialog for printing what the window shows on paper.
#[tauri::command]
#[specta::specta]
pub(crate) async fn print_page(window: WebviewWindow) -> Answer<bool> {
    Ok(window.print().is_ok())
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn findings(shell: State<'_, Shell>, path: String) -> Answer<Vec<Finding>> {
    shell.desk()?.ask(move |site| site.findings(&path)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn tidy_plan(shell: State<'_, Shell>, path: String) -> Answer<TidyPlan> {
    shell.desk()?.ask(move |site| site.tidy_plan(&path)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn tidy(shell: State<'_, Shell>, path: String, chosen: Option<Vec<Chosen>>) -> Answer<TidyDone> {
    shell.desk()?.ask(move |site| site.tidy_chosen(&path, chosen.as_deref())).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn undo_tidy(shell: State<'_, Shell>, path: String) -> Answer<OpenPost> {
    shell.desk()?.ask(move |site| site.undo_tidy(&path)).await
}
