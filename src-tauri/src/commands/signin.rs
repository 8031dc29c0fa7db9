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

/// Opens a page to sign in at: over https, or on this computer, whatever a server said.
fn open(app: &AppHandle, page: &str) -> Answer<()> {
    if !is_safe(page) {
        return Err(DeskError::Outside { path: page.to_owned() }.into());
    }
    let opened = app.opener().open_url(page, None::<&str>);
    opened.map_err(|error| DeskError::disk(page, std::io::Error::other(error)).into())
}

/// Whether nobody else can read what is typed at a page.
fn is_safe(page: &str) -> bool {
    let here = ["http://127.0.0.1:", "http://localhost:", "http://[::1]:"];
    let port = |rest: &str| rest.split('/').next().is_some_and(|port| port.parse::<u16>().is_ok());
    let on_this_computer = here.iter().filter_map(|start| page.strip_prefix(start)).any(port);
    (page.starts_with("https://") || on_this_computer) && !page.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_that_others_could_read_are_not_opened() {
        for page in ["https://example.org/login", "http://127.0.0.1:3000/login", "http://localhost:80/"] {
            assert!(is_safe(page), "{page}");
        }
        for page in [
            "http://example.org/login",
            "http://127.0.0.1:3000@example.org/",
            "http://127.0.0.1.example.org/",
            "http://localhost:80.example.org/",
            "file:///etc/passwd",
            "https://example.org/\n",
        ] {
            assert!(!is_safe(page), "{page}");
        }
    }
}
