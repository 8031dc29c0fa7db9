use byline_desk::api::{ListChoices, OpenPost, PostList, PostQuery};
use tauri::{AppHandle, State};

use super::Answer;
use super::pictures::choose;
use crate::shell::Shell;

#[tauri::command]
#[specta::specta]
pub(crate) async fn posts(shell: State<'_, Shell>, query: PostQuery) -> Answer<PostList> {
    shell.desk()?.posts(query).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn list_choices(shell: State<'_, Shell>) -> Answer<ListChoices> {
    shell.desk()?.list_choices().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn new_post(shell: State<'_, Shell>, title: String) -> Answer<OpenPost> {
    shell.desk()?.ask(move |site| site.new_post(&title, None, None)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn import_posts(app: AppHandle, shell: State<'_, Shell>) -> Answer<Vec<String>> {
    let files = choose(&app, &["md", "markdown", "txt"]).await;
    let import = move |site: &mut byline_desk::Site| files.iter().map(|file| Ok(site.import(file)?.path)).collect();
    shell.desk()?.ask(import).await
}
