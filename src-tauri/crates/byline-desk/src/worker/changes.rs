//! Changes on the disk, taken up by the site's thread.

use std::sync::mpsc;
use std::time::{Duration, Instant};

use super::{Message, Worker};
use crate::Site;
use crate::watch::Changes;

/// Changes on the disk are taken together when they come within this time.
const SETTLE: Duration = Duration::from_millis(120);
/// And then, however many more come: a program that writes all the time holds nothing up.
const LONGEST_SETTLE: Duration = Duration::from_secs(2);

/// What changed and has not been taken up yet.
#[derive(Default)]
pub(super) struct Unsettled {
    changes: Changes,
    /// When they are taken up, and when at the latest.
    at: Option<(Instant, Instant)>,
}

impl Unsettled {
    pub(super) fn add(&mut self, changes: Changes) {
        self.changes.add(changes);
        let now = Instant::now();
        let latest = self.at.map_or(now + LONGEST_SETTLE, |(_, latest)| latest);
        self.at = Some(((now + SETTLE).min(latest), latest));
    }

    pub(super) fn at(&self) -> Option<Instant> {
        self.at.map(|(at, _)| at)
    }

    fn settled(&mut self) -> Option<Changes> {
        self.at.filter(|(at, _)| *at <= Instant::now())?;
        self.at = None;
        Some(std::mem::take(&mut self.changes))
    }
}

impl Worker {
    /// Takes up changes on the disk once they have settled.
    pub(super) fn settle(&mut self) {
        let Some(changes) = self.changes.settled() else { return };
        if let Some(watching) = self.watching.as_mut().filter(|_| changes.all) {
            let before = watching.at_once();
            watching.follow();
            if watching.at_once() != before {
                self.site.tell_noticing(watching);
            }
        }
        // A list that could not be brought up to date now is at the next change.
        let _ = self.site.take_changes(&changes);
    }

    /// Watches the folders that hold the posts now, when the site was understood anew.
    pub(super) fn follow_site(&mut self) {
        let times = self.site.understood_times();
        if times != self.watched {
            self.watched = times;
            run_watching(&self.site, self.messages.clone());
        }
    }
}

/// Watches from a thread of its own: that begins with a walk through every folder, for which nobody waits.
pub(super) fn run_watching(site: &Site, tell: mpsc::Sender<Message>) {
    let (noticed, inbox) = mpsc::channel();
    let watch = site.to_watch(noticed);
    std::thread::spawn(move || {
        if tell.send(Message::Watching(watch())).is_err() {
            return;
        }
        for changes in inbox {
            if tell.send(Message::Changed(changes)).is_err() {
                return;
            }
        }
    });
}
