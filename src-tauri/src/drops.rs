//! Files dropped on the window. The page is told their names and a token, never where they are.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use tauri::{DragDropEvent, Manager, Window, WindowEvent};
use tauri_specta::Event;

use crate::events::FilesDropped;
use crate::shell::Shell;

/// How many drops are remembered; older ones were not meant for a post.
const MOST: usize = 8;

/// The last drops, by their tokens.
#[derive(Default)]
pub(crate) struct Drops(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    next: u64,
    files: HashMap<u64, Vec<PathBuf>>,
}

impl Drops {
    /// Keeps files and makes a token for them.
    pub(crate) fn keep(&self, files: Vec<PathBuf>) -> String {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let token = kept.next;
        kept.next += 1;
        kept.files.retain(|old, _| token - old < MOST as u64);
        kept.files.insert(token, files);
        token.to_string()
    }

    /// The files of a drop; each drop can be taken once.
    pub(crate) fn take(&self, token: &str) -> Vec<PathBuf> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        token.parse().ok().and_then(|token: u64| kept.files.remove(&token)).unwrap_or_default()
    }
}

/// Tells the page of files dropped on the window.
pub(crate) fn notice(window: &Window, event: &WindowEvent) {
    let WindowEvent::DragDrop(DragDropEvent::Drop { paths, position }) = event else { return };
    let scale = window.scale_factor().unwrap_or(1.0);
    let place = position.to_logical::<f64>(scale);
    let name = |path: &PathBuf| path.file_name().map(|name| name.to_string_lossy().into_owned());
    let names = paths.iter().filter_map(name).collect();
    let token = window.state::<Shell>().drops.keep(paths.clone());
    // A page that is gone need not hear.
    let _ = FilesDropped { token, names, x: place.x, y: place.y }.emit(window);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drop_is_taken_once_and_old_ones_are_forgotten() {
        let drops = Drops::default();
        let token = drops.keep(vec!["/a/b.png".into()]);
        assert_eq!(drops.take(&token), [PathBuf::from("/a/b.png")]);
        assert!(drops.take(&token).is_empty());
        let old = drops.keep(vec!["/old.png".into()]);
        for _ in 0..MOST {
            drops.keep(Vec::new());
        }
        assert!(drops.take(&old).is_empty());
        assert!(drops.take("no token").is_empty());
    }
}
