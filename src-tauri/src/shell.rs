use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use byline_desk::api::{EventSink, Problem, SiteView, Writer};
use byline_desk::connect::{move_site, websites_place};
use byline_desk::{Desk, DeskError, KnownSites, Questions, Site, Surroundings};
use tauri::async_runtime::spawn_blocking;

use crate::args::Args;
use crate::connecting::{Connecting, is_invitation};
use crate::drops::Drops;

/// What the shell knows: where the desk's folder is, which site is open, and what was dropped on the window.
pub(crate) struct Shell {
    pub(crate) around: Surroundings,
    pub(crate) drops: Drops,
    /// What the person is asked while Byline talks to a server.
    pub(crate) questions: Arc<Questions>,
    pub(crate) connecting: Connecting,
    /// The site named on the command line, until it has been opened.
    asked_for: Mutex<Option<PathBuf>>,
    open: Mutex<Option<Desk>>,
    /// The folder that was refused last because it belongs to another user, until the person has chosen.
    anothers: Mutex<Option<PathBuf>>,
}

impl Shell {
    pub(crate) fn new(args: &Args, events: Arc<dyn EventSink>) -> Result<Self, DeskError> {
        let desk = args.desk.clone().or_else(Surroundings::usual_place);
        let desk = desk.ok_or_else(|| DeskError::NoFolder { folder: String::new() })?;
        let questions = Questions::usual(Arc::clone(&events));
        let around = Surroundings::new(desk).with_programs().telling(events);
        // Without it nobody is asked, and what needs an answer waits.
        let around = match std::env::current_exe() {
            Ok(program) => around.asking(program, questions.clone()),
            Err(_) => around,
        };
        Ok(Self {
            around,
            questions,
            drops: Drops::default(),
            connecting: Connecting::default(),
            asked_for: Mutex::new(args.site.clone().filter(|site| !is_invitation(site))),
            open: Mutex::default(),
            anothers: Mutex::default(),
        })
    }

    /// The open site.
    pub(crate) fn desk(&self) -> Result<Desk, Problem> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.clone().ok_or_else(|| DeskError::Closed.into())
    }

    /// The folder to open first: the one named on the command line, else the last one, else none.
    pub(crate) fn first_folder(&self) -> Option<PathBuf> {
        let asked_for = self.asked_for.lock().unwrap_or_else(PoisonError::into_inner).take();
        asked_for.or_else(|| self.known().last().map(Path::to_owned))
    }

    /// Opens a folder in place of the site that is open.
    pub(crate) async fn open(&self, folder: PathBuf) -> Result<SiteView, Problem> {
        let (around, wanted) = (self.around.clone(), folder.clone());
        let opening = spawn_blocking(move || Site::open_as_known(&wanted, around));
        let opened = opening.await.map_err(|_| DeskError::Closed)?;
        let is_anothers = matches!(opened, Err(DeskError::OwnedByAnother { .. }));
        *self.anothers.lock().unwrap_or_else(PoisonError::into_inner) = is_anothers.then_some(folder);
        let site = opened?;
        self.close().await;
        let view = site.view();
        self.known().remember(site.root(), &view.name)?;
        let desk = Desk::start(site);
        *self.open.lock().unwrap_or_else(PoisonError::into_inner) = Some(desk);
        Ok(view)
    }

    /// Opens the folder that was refused because it belongs to another user: the person said so.
    pub(crate) async fn use_anyway(&self) -> Result<SiteView, Problem> {
        let folder = self.anothers.lock().unwrap_or_else(PoisonError::into_inner).take();
        let folder = folder.ok_or(DeskError::Closed)?;
        self.known().use_anyway(&folder)?;
        self.open(folder).await
    }

    /// Moves the open site to a folder that is in no cloud, and opens it there; where it was, when that fails.
    pub(crate) async fn move_out_of_cloud(&self) -> Result<SiteView, Problem> {
        let folder = self.desk()?.files().root().to_owned();
        let parent = websites_place().ok_or_else(|| DeskError::NoFolder { folder: String::new() })?;
        self.close().await;
        let (site, desk) = (folder.clone(), self.around.desk.clone());
        let moved = spawn_blocking(move || move_site(&site, &parent, &desk)).await.map_err(|_| DeskError::Closed)?;
        match moved {
            Ok(moved) => self.open(moved).await,
            Err(error) => {
                self.open(folder).await?;
                Err(error.into())
            }
        }
    }

    /// Saves everything and closes the open site.
    pub(crate) async fn close(&self) {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(desk) = open {
            desk.close().await;
        }
    }

    pub(crate) fn known(&self) -> KnownSites {
        KnownSites::read(&self.around.desk)
    }

    pub(crate) fn set_writer(&self, writer: Writer) -> Result<(), Problem> {
        Ok(self.known().set_writer(writer)?)
    }
}
