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
    watcher: Box<dyn Watcher + Send>,
    site: Watched,
}

/// What is watched of a site.
struct Watched {
    root: PathBuf,
    /// Folders that hold posts; the empty one is the site's own.
    folders: Vec<String>,
    /// Folders that hold what was built or brought in.
    skip: Vec<String>,
    /// Files that tell about the site, wherever they are.
    settings: Vec<String>,
}

impl Watching {
    /// Watches folders of a site. Where the system has run out of watches, files are looked at every few seconds.
    pub(crate) fn start(
        root: &Path,
        folders: &[String],
        skip: &[String],
        settings: &[String],
        tell: mpsc::Sender<Changes>,
    ) -> Option<Self> {
        let handler = |tell: mpsc::Sender<Changes>| {
            move |event: notify::Result<Event>| {
                let changes = event.map_or(Changes { all: true, ..Changes::default() }, |event| changes(&event));
                if !changes.is_empty() {
                    // The desk is closing when nobody listens any more.
                    let _ = tell.send(changes);
                }
            }
        };
        let site = Watched {
            root: root.to_owned(),
            folders: folders.to_vec(),
            skip: skip.to_vec(),
            settings: settings.to_vec(),
        };
        let native = RecommendedWatcher::new(handler(tell.clone()), Config::default()).ok();
        if let Some(mut watcher) = native
            && site.watch(&mut watcher).is_ok()
        {
            return Some(Self { watcher: Box::new(watcher), site });
        }
        let mut watcher = PollWatcher::new(handler(tell), Config::default().with_poll_interval(POLL)).ok()?;
        site.watch(&mut watcher).ok()?;
        Some(Self { watcher: Box::new(watcher), site })
    }

    /// Watches folders that have come since.
    pub(crate) fn follow(&mut self) {
        // What cannot be watched now is seen when the site is opened again.
        let _ = self.site.watch(self.watcher.as_mut());
    }
}

impl Watched {
    fn watch(&self, watcher: &mut dyn Watcher) -> notify::Result<()> {
        // The site's own top folder also holds things that are none of the posts' and large.
        watcher.watch(&self.root, RecursiveMode::NonRecursive)?;
        for folder in self.places() {
            if folder.is_dir() {
                watcher.watch(&folder, RecursiveMode::Recursive)?;
            }
        }
        let beside: BTreeSet<PathBuf> =
            self.settings.iter().filter_map(|file| Some(self.root.join(file).parent()?.to_owned())).collect();
        for folder in beside.iter().filter(|folder| **folder != self.root && folder.is_dir()) {
            // What is missed here is seen when the site is opened again.
            let _ = watcher.watch(folder, RecursiveMode::NonRecursive);
        }
        Ok(())
    }

    fn places(&self) -> Vec<PathBuf> {
        let mut places: Vec<PathBuf> =
            self.folders.iter().filter(|folder| !folder.is_empty()).map(|folder| self.root.join(folder)).collect();
        if places.len() < self.folders.len()
            && let Ok(entries) = std::fs::read_dir(&self.root)
        {
            let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
            let posts = |name: &String| !name.starts_with('.') && name != "node_modules" && !self.skip.contains(name);
            places.extend(names.filter(posts).map(|name| self.root.join(name)));
        }
        places
    }
}

fn changes(event: &Event) -> Changes {
    if matches!(event.kind, EventKind::Access(_)) {
        return Changes::default();
    }
    let hidden = |path: &Path| {
        let hides = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        // Settings may hide: `.byline.toml`, `.pages.yml`, `.eleventy.js`.
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        hides && !["toml", "yml", "yaml", "json", "js", "mjs", "cjs"].contains(&ending)
    };
    let files: BTreeSet<PathBuf> = event.paths.iter().filter(|path| !hidden(path)).cloned().collect();
    let folder = files.iter().any(|path| path.is_dir() || (path.extension().is_none() && !path.exists()));
    Changes { all: event.need_rescan() || folder, files }
}
