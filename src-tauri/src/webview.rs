//! The web view's own settings, which Tauri does not reach: input methods, and the system's checking of spelling. The only
//! place that touches the web view itself.
//!
//! Linux (WebKitGTK): wry turns the preedit of input methods off, so that what is composed shows beside the words instead
//! of among them; it is turned on again. Spelling is off unless asked for, and needs the languages' names.
//! macOS (`WKWebView`) and Windows (WebView2): input methods work as they are. Spelling follows the page's `spellcheck`, which
//! the editor sets; its languages are those of the system (`WebContinuousSpellCheckingEnabled` in the user's defaults on
//! macOS, the list of languages on Windows), and there is no setting of the view for them.

use tauri::WebviewWindow;

/// Settles what the window's page needs from the beginning.
pub(crate) fn settle(window: &WebviewWindow) -> tauri::Result<()> {
    window.with_webview(|view| platform::settle(&view))
}

/// Has the system check spelling in this language, where Byline has no dictionary for it; none: it checks nothing.
pub(crate) fn check_spelling(window: &WebviewWindow, language: Option<String>) -> tauri::Result<()> {
    window.with_webview(move |view| platform::check_spelling(&view, language.as_deref()))
}

#[cfg(target_os = "linux")]
mod platform {
    use tauri::webview::PlatformWebview;
    use webkit2gtk::{InputMethodContextExt, WebContextExt, WebViewExt};

    pub(super) fn settle(view: &PlatformWebview) {
        if let Some(methods) = view.inner().input_method_context() {
            methods.set_enable_preedit(true);
        }
        check_spelling(view, None);
    }

    pub(super) fn check_spelling(view: &PlatformWebview, language: Option<&str>) {
        let Some(context) = view.inner().context() else { return };
        if let Some(language) = language {
            context.set_spell_checking_languages(&[language.replace('-', "_").as_str()]);
        }
        context.set_spell_checking_enabled(language.is_some());
    }
}

#[cfg(not(target_os = "linux"))]
mod platform {
    use tauri::webview::PlatformWebview;

    pub(super) fn settle(_view: &PlatformWebview) {}

    pub(super) fn check_spelling(_view: &PlatformWebview, _language: Option<&str>) {}
}
