use std::sync::Arc;

use byline_desk::api::{Event, EventSink};
use serde::Serialize;
use specta::Type;
use tauri::AppHandle;
use tauri_specta::Event as _;

/// What happens at the desk, as the page hears it.
#[derive(Debug, Clone, Serialize, Type, tauri_specta::Event)]
pub(crate) struct DeskEvent(pub(crate) Event);

/// Files were dropped on the window; the token stands for them.
#[derive(Debug, Clone, Serialize, Type, tauri_specta::Event)]
pub(crate) struct FilesDropped {
    /// Given back to attach them.
    pub(crate) token: String,
    /// The files' names, without their folders.
    pub(crate) names: Vec<String>,
    /// Where, in CSS pixels from the page's left edge.
    pub(crate) x: f64,
    /// Where, in CSS pixels from the page's top edge.
    pub(crate) y: f64,
}

/// The window is about to close; the page hands over its last words and calls `leave`.
#[derive(Debug, Clone, Copy, Serialize, Type, tauri_specta::Event)]
pub(crate) struct Leaving;

struct ToPage(AppHandle);

impl EventSink for ToPage {
    fn tell(&self, event: Event) {
        // A page that is gone need not hear.
        let _ = DeskEvent(event).emit(&self.0);
    }
}

/// A sink that tells the page.
pub(crate) fn to_page(app: &AppHandle) -> Arc<dyn EventSink> {
    Arc::new(ToPage(app.clone()))
}
