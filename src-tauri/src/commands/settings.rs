use byline_desk::api::{SettingsCheck, SettingsForm, SiteSettings, SiteView};
use tauri::State;

use super::Answer;
use crate::shell::Shell;

#[tauri::command]
#[specta::specta]
pub(crate) async fn site_view(shell: State<'_, Shell>) -> Answer<SiteView> {
    shell.desk()?.ask(|site| Ok(site.view())).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn settings(shell: State<'_, Shell>) -> Answer<SiteSettings> {
    shell.desk()?.ask(|site| site.settings()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn check_settings(
    shell: State<'_, Shell>,
    from: SettingsForm,
    to: SettingsForm,
) -> Answer<SettingsCheck> {
    shell.desk()?.ask(move |site| site.check_settings(&from, &to)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn change_settings(
    shell: State<'_, Shell>,
    from: SettingsForm,
    to: SettingsForm,
) -> Answer<SiteSettings> {
    shell.desk()?.ask(move |site| site.change_settings(&from, &to)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn take_shared_settings(shell: State<'_, Shell>) -> Answer<SiteSettings> {
    shell.desk()?.ask(byline_desk::Site::take_shared_settings).await
}
