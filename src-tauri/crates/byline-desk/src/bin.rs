//! The system's bin, where deleted files can be had back from without Byline.

use std::path::Path;

/// A place for files that are no longer wanted.
pub trait Bin: Send + Sync {
    /// Takes a file or a folder. False where there is no bin, or it does not take this; the file is then still where it was.
    fn take(&self, place: &Path) -> bool;
}

/// The computer's own: Recycle Bin, Bin, or the folder that the desktops of freedesktop.org share, which needs no desktop
/// to run.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemBin;

impl Bin for SystemBin {
    fn take(&self, place: &Path) -> bool {
        context().delete(place).is_ok()
    }
}

#[cfg(target_os = "macos")]
fn context() -> trash::TrashContext {
    use trash::macos::{DeleteMethod, TrashContextExtMacos};
    let mut context = trash::TrashContext::new();
    // The other way asks Finder, which asks the person for leave to be asked.
    context.set_delete_method(DeleteMethod::NsFileManager);
    context
}

#[cfg(not(target_os = "macos"))]
fn context() -> trash::TrashContext {
    trash::TrashContext::new()
}
