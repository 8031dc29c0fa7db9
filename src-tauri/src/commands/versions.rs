use byline_desk::api::{Settled, TwoVersions, VersionsChoice};
use tauri::State;

use super::Answer;
use crate::shell::Shell;

#[tauri::command]
#[specta::specta]
pub(crate) async fn two_versions(shell: State<'_, Shell>, path: String) -> Answer<Option<TwoVersions>> {
    shell.desk()?.ask(move |site| site.two_versions(&path)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn settle_versions(
    shell: State<'_, Shell>,
    path: String,
    stamp: String,
    choices: Vec<VersionsChoice>,
) -> Answer<Settled> {
    shell.desk()?.ask(move |site| site.settle_versions(&path, &stamp, &choices)).await
}
