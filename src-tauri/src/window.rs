//! The one window. All that depends on the system's web view is here.

use tauri::{App, AppHandle, Manager, WebviewUrl, WebviewWindowBuilder};

use crate::webview;

const LABEL: &str = "desk";

/// Opens the window.
pub(crate) fn open(app: &App) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App("index.html".into()))
        .title("Byline")
        .inner_size(1360.0, 840.0)
        .min_inner_size(480.0, 420.0)
        .enable_clipboard_access()
        .zoom_hotkeys_enabled(true)
        .on_navigation(|address| {
            let own_scheme = address.scheme() == "tauri" && address.host_str() == Some("localhost");
            let own_host =
                matches!(address.scheme(), "http" | "https") && address.host_str() == Some("tauri.localhost");
            let development = cfg!(dev) && address.host_str() == Some("localhost");
            own_scheme
                || own_host
                || development
                || address.as_str() == "about:srcdoc"
                || address.as_str() == "about:blank"
        })
        .build()?;
    webview::settle(&window)
}

/// Shows the window that is already open to somebody who started Byline again.
pub(crate) fn bring_forward(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL) {
        // A window that cannot be raised is still there.
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}
