//! Noticing that files changed on the disk, whoever changed them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

/// How often files are looked at where the system cannot tell of changes.
const POLL: Duration = Duration::from_secs(3);

/// What was noticed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Changes {
    /// Files that changed, as they are on the disk.
    pub(crate) files: BTreeSet<PathBuf>,
    /// More changed than can be named: folders came or went, or the system lost count.
    pub(crate) all: bool,
}

impl Changes {
    pub(crate) fn add(&mut self, more: Self) {
        self.files.extend(more.files);
        self.all |= more.all;
    }

    pub(crate) fn is_empty(&self) -> bool {
        !self.all && self.files.is_empty()
    }
}

/// Watches for as long as it lives.
pub(crate) struct Watching {
    _watcher: Box<dyn Watcher + Send>,
}

impl Watching {
    /// Watches folders of a site. Where the system has run out of watches, files are looked at every few seconds.
    pub(crate) fn start(root: &Path, folders: &[String], tell: mpsc::Sender<Changes>) -> Option<Self> {
        let handler = |tell: mpsc::Sender<Changes>| {
            move |event: notify::Result<Event>| {
                let changes = event.map_or(Changes { all: true, ..Changes::default() }, |event| changes(&event));
                if !changes.is_empty() {
                    // The desk is closing when nobody listens any more.
                    let _ = tell.send(changes);
                }
            }
        };
        let native = RecommendedWatcher::new(handler(tell.clone()), Config::default()).ok();
        if let Some(mut watcher) = native
            && watch(&mut watcher, root, folders).is_ok()
        {
            return Some(Self { _watcher: Box::new(watcher) });
        }
        let mut watcher = PollWatcher::new(handler(tell), Config::default().with_poll_interval(POLL)).ok()?;
        watch(&mut watcher, root, folders).ok()?;
        Some(Self { _watcher: Box::new(watcher) })
    }
}

fn watch(watcher: &mut dyn Watcher, root: &Path, folders: &[String]) -> notify::Result<()> {
    for folder in folders {
        let place = root.join(folder);
        // The site's own top folder also holds things that are none of the posts' and large.
        let mode = if folder.is_empty() { RecursiveMode::NonRecursive } else { RecursiveMode::Recursive };
        if place.is_dir() {
            watcher.watch(&place, mode)?;
        }
    }
    Ok(())
}

fn changes(event: &Event) -> Changes {
    if matches!(event.kind, EventKind::Access(_)) {
        return Changes::default();
    }
    let hidden = |path: &Path| path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    let files: BTreeSet<PathBuf> = event.paths.iter().filter(|path| !hidden(path)).cloned().collect();
    let folder = files.iter().any(|path| path.is_dir() || (path.extension().is_none() && !path.exists()));
    Changes { all: event.need_rescan() || folder, files }
}
