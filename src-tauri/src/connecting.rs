//! A website on its way to this computer: what was typed or invited, and where it goes. The page is told names, never
//! folders.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use byline_desk::api::{ConnectPlan, Problem};
use byline_desk::connect::{Arrived, ConnectTrouble, ENDING, Wish, bring, sites_place};
use byline_desk::{DeskError, Surroundings};
use tauri::async_runtime::spawn_blocking;
use tauri::{AppHandle, Manager};
use tauri_specta::Event;

use crate::events::FilesDropped;
use crate::shell::Shell;

/// What is being connected.
#[derive(Default)]
pub(crate) struct Connecting {
    wish: Mutex<Option<Wish>>,
    /// The folder that websites go into, when the person chose another than the usual one.
    parent: Mutex<Option<PathBuf>>,
    /// Set to stop what is under way.
    stop: Arc<AtomicBool>,
    /// An invitation by its token that came before the page could hear of it.
    waiting: Mutex<Waiting>,
}

#[derive(Default)]
struct Waiting {
    started: bool,
    token: Option<String>,
}

impl Connecting {
    /// Where the next website goes.
    pub(crate) fn parent(&self) -> Result<PathBuf, Problem> {
        let chosen = self.parent.lock().unwrap_or_else(PoisonError::into_inner).clone();
        chosen.or_else(sites_place).ok_or_else(|| DeskError::NoFolder { folder: String::new() }.into())
    }

    /// Puts a wish in the place of the last one, and tells what it comes to.
    pub(crate) fn plan(&self, wish: Result<Wish, ConnectTrouble>) -> Result<ConnectPlan, Problem> {
        let wish = wish?;
        let plan = wish.plan();
        *self.wish.lock().unwrap_or_else(PoisonError::into_inner) = Some(wish);
        Ok(plan)
    }

    /// Another folder for the website to go into.
    pub(crate) fn place(&self, parent: &Path) -> Result<ConnectPlan, Problem> {
        *self.parent.lock().unwrap_or_else(PoisonError::into_inner) = Some(parent.to_owned());
        let wish = self.wish.lock().unwrap_or_else(PoisonError::into_inner).take();
        let wish = wish.ok_or_else(|| Problem::from(DeskError::Closed))?;
        self.plan(Ok(wish.at(parent)))
    }

    /// Brings the website here, into a folder of this name.
    pub(crate) async fn bring(&self, name: &str, around: Surroundings) -> Result<Arrived, Problem> {
        let wish = self.wish.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let wish = wish.ok_or_else(|| Problem::from(DeskError::Closed))?;
        self.stop.store(false, Ordering::Relaxed);
        let (folder, stop) = (wish.folder(name), Arc::clone(&self.stop));
        let bringing = spawn_blocking(move || bring(&wish, &folder, &around, &stop));
        bringing.await.map_err(|_| Problem::from(DeskError::Closed))?
    }

    /// Stops what is under way; nothing is left of it.
    pub(crate) fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// The page hears from now on; what came before is handed over.
    pub(crate) fn started(&self) -> Option<String> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.started = true;
        waiting.token.take()
    }
}

/// Whether this is an invitation's file, by its name.
pub(crate) fn is_invitation(file: &Path) -> bool {
    file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(ENDING))
}

/// An invitation was opened with Byline: the page hears of it as of one that was dropped on the window.
pub(crate) fn invited(app: &AppHandle, file: &Path) {
    let shell = app.state::<Shell>();
    let names = file.file_name().map(|name| name.to_string_lossy().into_owned()).into_iter().collect();
    let token = shell.drops.keep(vec![file.to_owned()]);
    let mut waiting = shell.connecting.waiting.lock().unwrap_or_else(PoisonError::into_inner);
    if waiting.started {
        // A page that is gone need not hear.
        let _ = FilesDropped { token, names, x: 0.0, y: 0.0 }.emit(app);
    } else {
        waiting.token = Some(token);
    }
}

/// The invitation among the words that a second Byline was started with.
pub(crate) fn invitation_among(words: &[String], folder: &str) -> Option<PathBuf> {
    words.iter().skip(1).map(|word| Path::new(folder).join(word)).find(|file| is_invitation(file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_is_found_among_the_words_of_a_start() {
        let found = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            invitation_among(&words, "/home/anna")
        };
        assert_eq!(found(&["byline", "blog.byline-site"]), Some("/home/anna/blog.byline-site".into()));
        assert_eq!(found(&["byline", "/tmp/Blog.BYLINE-SITE"]), Some("/tmp/Blog.BYLINE-SITE".into()));
        assert_eq!(found(&["byline", "/home/anna/site"]), None);
        assert_eq!(found(&["blog.byline-site"]), None);
    }
}
