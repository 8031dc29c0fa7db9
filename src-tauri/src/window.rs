//! The one window. All that depends on the system's web view is here.

use byline_desk::api::Problem;
use tauri::{App, AppHandle, Manager, Url, WebviewUrl, WebviewWindowBuilder};

use crate::shell::Shell;
use crate::webview;

const LABEL: &str = "desk";

/// Opens the window.
pub(crate) fn open(app: &App) -> tauri::Result<()> {
    let handle = app.handle().clone();
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App("index.html".into()))
        .title("Byline")
        .inner_size(1360.0, 840.0)
        .min_inner_size(480.0, 420.0)
        .enable_clipboard_access()
        .on_navigation(move |address| {
            let own_scheme = address.scheme() == "tauri" && address.host_str() == Some("localhost");
            let own_host =
                matches!(address.scheme(), "http" | "https") && address.host_str() == Some("tauri.localhost");
            let development = cfg!(dev) && address.host_str() == Some("localhost");
            own_scheme
                || own_host
                || development
                || address.as_str() == "about:srcdoc"
                || address.as_str() == "about:blank"
                || is_real_site(&handle, address)
        })
        .build()?;
    webview::settle(&window)
}

/// Whether an address is of the server that shows the open site in the preview's frame. Should it ever become the window's
/// own address, Tauri refuses it every command: it is none of the program's.
fn is_real_site(app: &AppHandle, address: &Url) -> bool {
    let port = address.port().filter(|_| address.scheme() == "http" && address.host_str() == Some("127.0.0.1"));
    let desk = app.try_state::<Shell>().and_then(|shell| shell.desk().ok());
    port.zip(desk).is_some_and(|(port, desk)| desk.serves(port))
}

/// A size that the window can be shown at, whatever the page asks for.
pub(crate) fn sensible_zoom(factor: f64) -> f64 {
    if factor.is_finite() { factor.clamp(0.5, 3.0) } else { 1.0 }
}

/// What a person reads when the system does not do with the window what was asked.
#[allow(clippy::needless_pass_by_value)] // Handed to `map_err`.
pub(crate) fn trouble(_error: tauri::Error) -> Problem {
    Problem { code: "window".to_owned(), message: byline_desk::words::say("window.refused", &[]), hint: None }
}

/// Shows the window that is already open to somebody who started Byline again.
pub(crate) fn bring_forward(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL) {
        // A window that cannot be raised is still there.
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

#[cfg(test)]
mod tests {
    use super::sensible_zoom;

    #[test]
    fn no_size_makes_the_window_unusable() {
        for (asked, given) in [(0.0, 0.5), (1.25, 1.25), (99.0, 3.0), (f64::NAN, 1.0), (f64::INFINITY, 1.0)] {
            assert!((sensible_zoom(asked) - given).abs() < f64::EPSILON, "{asked}");
        }
    }
}
