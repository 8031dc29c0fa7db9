use byline_desk::api::{SignInBegun, SignInWay, SignInWays, SignedIn};
use byline_desk::{DeskError, SignInTrouble, SigningIn};
use tauri::async_runtime::spawn_blocking;
use tauri::{AppHandle, State};
use tauri_plugin_opener::OpenerExt;

use super::Answer;
use crate::shell::Shell;

#[tauri::command]
#[specta::specta]
pub(crate) async fn sign_in_ways(shell: State<'_, Shell>, url: String) -> Answer<SignInWays> {
    asking(&shell, move |signing_in| signing_in.ways(&url)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn begin_sign_in(
    app: AppHandle,
    shell: State<'_, Shell>,
    url: String,
    way: SignInWay,
    keep: bool,
) -> Answer<SignInBegun> {
    let begun = asking(&shell, move |signing_in| signing_in.begin(&url, way, keep)).await?;
    begun.address.as_deref().map_or(Ok(()), |address| open(&app, address)).map(|()| begun)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn open_sign_in_page(app: AppHandle, shell: State<'_, Shell>) -> Answer<()> {
    shell.around.sign_in.open_page().map_or(Ok(()), |page| open(&app, &page))
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn cancel_sign_in(shell: State<'_, Shell>) -> Answer<()> {
    shell.around.sign_in.cancel();
    Ok(())
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn open_key_page(app: AppHandle, shell: State<'_, Shell>, url: String) -> Answer<()> {
    let page = asking(&shell, move |signing_in| signing_in.key_page(&url)).await?;
    page.map_or(Ok(()), |page| open(&app, &page))
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn paste_key(
    shell: State<'_, Shell>,
    url: String,
    name: String,
    key: String,
    keep: bool,
) -> Answer<SignedIn> {
    asking(&shell, move |signing_in| signing_in.paste_key(&url, &name, &key, keep)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn keep_folder_key(shell: State<'_, Shell>, url: String) -> Answer<SignedIn> {
    asking(&shell, move |signing_in| signing_in.keep_folder_key(&url)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn signed_in(shell: State<'_, Shell>, url: String) -> Answer<Option<SignedIn>> {
    asking(&shell, move |signing_in| Ok(signing_in.signed_in(&url))).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn sign_out(shell: State<'_, Shell>, url: String) -> Answer<()> {
    asking(&shell, move |signing_in| signing_in.sign_out(&url)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn open_approval(app: AppHandle, shell: State<'_, Shell>, url: String) -> Answer<()> {
    let page = shell.around.sign_in.approval_page(&url);
    page.map_or(Ok(()), |page| open(&app, &page))
}

/// The keychain and servers take their time, for which no command waits on the window's own threads.
async fn asking<T: Send + 'static>(
    shell: &Shell,
    question: impl FnOnce(&SigningIn) -> Result<T, SignInTrouble> + Send + 'static,
) -> Answer<T> {
    let signing_in = shell.around.sign_in.clone();
    let answer = spawn_blocking(move || question(&signing_in)).await.map_err(|_| DeskError::Closed)?;
    Ok(answer?)
}

/// Opens a page to sign in at: https alone, whatever a server said.
fn open(app: &AppHandle, page: &str) -> Answer<()> {
    if !page.starts_with("https://") || page.chars().any(char::is_control) {
        return Err(DeskError::Outside { path: page.to_owned() }.into());
    }
    let opened = app.opener().open_url(page, None::<&str>);
    opened.map_err(|error| DeskError::disk(page, std::io::Error::other(error)).into())
}
