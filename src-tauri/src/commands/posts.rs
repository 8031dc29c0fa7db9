use byline_desk::api::{ListChoices, OpenPost, PostList, PostQuery};
use tauri::State;

use super::Answer;
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
