use byline_desk::DeskError;
use byline_desk::api::{LinkOffer, LinkedPost, PostLink, PostQuery};
use tauri::{AppHandle, State};
use tauri_plugin_opener::OpenerExt;

use super::Answer;
use crate::shell::Shell;

/// Links that a post may open; anything else (`file:`, `smb:`, another program's scheme) could do harm with one click.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

#[tauri::command]
#[specta::specta]
pub(crate) async fn open_link(app: AppHandle, url: String) -> Answer<()> {
    if !is_harmless(&url) {
        return Err(DeskError::Outside { path: url }.into());
    }
    let opened = app.opener().open_url(&url, None::<&str>);
    opened.map_err(|error| DeskError::disk(url, std::io::Error::other(error)).into())
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn link_offers(shell: State<'_, Shell>, query: PostQuery) -> Answer<Vec<LinkOffer>> {
    shell.desk()?.ask(move |site| site.link_offers(&query)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn link_to(shell: State<'_, Shell>, path: String, other: String) -> Answer<PostLink> {
    shell.desk()?.ask(move |site| site.link_to(&path, &other)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn linked_post(shell: State<'_, Shell>, path: String, link: String) -> Answer<Option<LinkedPost>> {
    shell.desk()?.ask(move |site| site.linked_post(&path, &link)).await
}

fn is_harmless(url: &str) -> bool {
    let start = url.trim_start().to_ascii_lowercase();
    SCHEMES.iter().any(|scheme| start.starts_with(scheme)) && !url.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_and_mail_are_opened() {
        for url in ["https://example.org", "HTTP://example.org/a b", "mailto:ann@example.org"] {
            assert!(is_harmless(url), "{url}");
        }
        for url in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "smb://x",
            "java\tscript:x",
            "https:/x",
            "vscode:x",
            "https://a\u{0}",
        ] {
            assert!(!is_harmless(url), "{url}");
        }
    }
}
