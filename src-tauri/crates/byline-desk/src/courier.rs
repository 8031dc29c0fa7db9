//! Carries kept jobs to the server. Knows only the repository and the desk's folder, so that it can work on a thread of
//! its own while the person goes on writing.

use std::fs::File;
use std::hash::{BuildHasher, Hasher};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use byline_git::{Fault, Outcome, Request, Watch};

use crate::api::{Event, EventSink, Ready, Step};
use crate::connect::ready;
use crate::joining::AsPosts;
use crate::site::store_folder;
use crate::store::KeptJob;
use crate::{DeskError, Surroundings};

/// What is to stop.
#[derive(Default)]
struct Stop {
    /// Everything, for good: the site is being closed.
    all: AtomicBool,
    /// One job, by its id.
    job: Mutex<String>,
}

impl Stop {
    fn is_asked(&self, job: Option<&str>) -> bool {
        let one = || *self.job.lock().unwrap_or_else(PoisonError::into_inner) == job.unwrap_or_default();
        self.all.load(Ordering::Relaxed) || (job.is_some() && one())
    }
}

/// Talks to one site's server.
#[derive(Clone)]
pub(crate) struct Courier {
    root: PathBuf,
    around: Surroundings,
    stop: Arc<Stop>,
}

impl Courier {
    pub(crate) fn new(root: &Path, around: &Surroundings) -> Self {
        Self { root: root.to_owned(), around: around.clone(), stop: Arc::default() }
    }

    /// Stops what is under way as soon as it can be, for good; the jobs stay kept.
    pub(crate) fn stop(&self) {
        self.stop.all.store(true, Ordering::Relaxed);
    }

    /// Stops one job as soon as it can be, if it is under way.
    pub(crate) fn stop_job(&self, id: &str) {
        id.clone_into(&mut self.stop.job.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Sends one job, for approval where a request is given, and asks the server again. One at a time, whichever program
    /// of Byline's asks.
    pub(crate) fn deliver(&self, kept: &KeptJob, request: Option<&Request>) -> Result<Outcome, DeskError> {
        let job = &kept.job;
        let _turn = Turn::take(&self.around.desk, &self.root)?;
        let engine = self.engine()?;
        let progress = Progress::new(Some((&kept.post, &job.id)), self.around.events.as_ref(), &self.stop);
        // Two programs that were started at one moment must not wait in step.
        let seed = std::hash::RandomState::new().build_hasher().finish();
        let (engine, pause) = (engine.as_ref(), &std::thread::sleep);
        let outcome = match request {
            Some(request) => byline_git::send_for_approval(engine, job, request, &AsPosts, &progress, pause, seed),
            None => byline_git::publish(engine, job, &AsPosts, &progress, pause, seed),
        };
        Ok(outcome?)
    }

    /// Asks the server for its state. Tells whether it could be reached.
    pub(crate) fn ask(&self) -> Result<(), DeskError> {
        let _turn = Turn::take(&self.around.desk, &self.root)?;
        let engine = self.engine()?;
        let progress = Progress::new(None, self.around.events.as_ref(), &self.stop);
        let fetched = match engine.fetch(&progress) {
            Err(Fault::Damaged { detail }) => match engine.repaired()? {
                Some(repaired) => repaired.fetch(&progress),
                None => Err(Fault::Damaged { detail }),
            },
            fetched => fetched,
        };
        match fetched {
            Ok(_) | Err(Fault::BranchGone { .. }) => Ok(()),
            Err(fault) => Err(fault.into()),
        }
    }

    /// Asks the server whether publishing will work. Sends nothing.
    pub(crate) fn ready(&self) -> Result<Ready, DeskError> {
        let _turn = Turn::take(&self.around.desk, &self.root)?;
        let engine = self.engine()?;
        Ok(ready(engine.as_ref(), &Progress::new(None, self.around.events.as_ref(), &self.stop)))
    }

    /// Brings so many of the site's older states here, or all of them for 0, where a part of them is only at the server.
    pub(crate) fn deepen(&self, states: u32, most_bytes: u64) -> Result<(), DeskError> {
        let _turn = Turn::take(&self.around.desk, &self.root)?;
        let progress = Progress::new(None, self.around.events.as_ref(), &self.stop);
        Ok(self.engine()?.fetch_history(states, most_bytes, &progress).map(drop)?)
    }

    fn engine(&self) -> Result<Box<dyn byline_git::Engine>, DeskError> {
        let shown = self.root.display().to_string();
        byline_git::open(&self.root, &self.around.git).map_err(|error| DeskError::open(shown, error))
    }
}

/// Byline's own lock for talking to a site's server: never git's. Let go when dropped, or when the program ends in any way.
struct Turn {
    _lock: File,
}

impl Turn {
    fn take(desk: &Path, root: &Path) -> Result<Self, DeskError> {
        let folder = store_folder(desk, root);
        let place = folder.join("sending.lock");
        let about = |error| DeskError::disk(place.display().to_string(), error);
        std::fs::create_dir_all(&folder).map_err(about)?;
        let lock = File::options().create(true).truncate(false).write(true).open(&place).map_err(about)?;
        lock.lock().map_err(about)?;
        Ok(Self { _lock: lock })
    }
}

/// Tells the listener how far a delivery is, a few times a second at the most.
struct Progress<'a> {
    /// The post and the job's id.
    post: Option<(&'a str, &'a str)>,
    events: &'a dyn EventSink,
    stop: &'a Stop,
    last: Mutex<Option<(Step, Instant)>>,
}

impl<'a> Progress<'a> {
    fn new(post: Option<(&'a str, &'a str)>, events: &'a dyn EventSink, stop: &'a Stop) -> Self {
        Self { post, events, stop, last: Mutex::default() }
    }
}

impl Watch for Progress<'_> {
    #[expect(clippy::cast_precision_loss, reason = "a share of a progress bar")]
    fn progress(&self, step: byline_git::Step, done: u64, total: u64) {
        let Some((path, _)) = self.post else { return };
        let step = match step {
            byline_git::Step::Fetching => Step::Asking,
            byline_git::Step::Building => Step::Preparing,
            byline_git::Step::Sending => Step::Sending,
            byline_git::Step::Confirming => Step::Confirming,
        };
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        if last.is_some_and(|(told, at)| told == step && now - at < Duration::from_millis(150) && done < total) {
            return;
        }
        *last = Some((step, now));
        let done = if total == 0 { 0.0 } else { done.min(total) as f32 / total as f32 };
        self.events.tell(Event::Publishing { path: path.to_owned(), step, done });
    }

    fn cancelled(&self) -> bool {
        self.stop.is_asked(self.post.map(|(_, job)| job))
    }
}
