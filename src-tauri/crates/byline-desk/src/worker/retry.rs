//! When what waits is tried again. Nothing waits: nothing wakes.

use std::time::{Duration, Instant};

use jiff::Timestamp;

/// How soon a post that could not go is tried again at first; doubled each time up to the longest.
const FIRST: Duration = Duration::from_secs(5);
const LONGEST: Duration = Duration::from_mins(5);
/// By this much the calendar must have moved on beside the computer's own ticking: then it was asleep.
const NAP: i64 = 20;

/// The next try, if there is to be one.
#[derive(Debug)]
pub(super) struct Retry {
    pause: Duration,
    at: Option<Instant>,
}

impl Retry {
    /// Tries at once: at the start, something may wait since the last time.
    pub(super) fn at_once() -> Self {
        Self { pause: FIRST, at: Some(Instant::now()) }
    }

    /// Something has changed for the better: tries now, and after that soon again.
    pub(super) fn now(&mut self) {
        *self = Self::at_once();
    }

    /// It did not go: tries after a pause that grows.
    pub(super) fn later(&mut self) {
        self.at = Some(Instant::now() + self.pause);
        self.pause = (self.pause * 2).min(LONGEST);
    }

    /// Does not try by itself: nothing waits, or it waits for the person.
    pub(super) fn rest(&mut self) {
        self.at = None;
    }

    /// It went: the next trouble begins with a short pause again.
    pub(super) fn went(&mut self) {
        self.pause = FIRST;
    }

    pub(super) fn at(&self) -> Option<Instant> {
        self.at
    }

    pub(super) fn is_due(&self) -> bool {
        self.at.is_some_and(|at| at <= Instant::now())
    }
}

/// Notices that the computer was asleep: pauses do not run on then, while the calendar does.
#[derive(Debug)]
pub(super) struct Naps {
    looked: Instant,
    calendar: Timestamp,
}

impl Naps {
    pub(super) fn new(now: Timestamp) -> Self {
        Self { looked: Instant::now(), calendar: now }
    }

    /// Whether the computer slept, or its clock was put forward, since this was last asked.
    pub(super) fn woke(&mut self, now: Timestamp) -> bool {
        let ticked = i64::try_from(self.looked.elapsed().as_secs()).unwrap_or(i64::MAX);
        let passed = now.as_second().saturating_sub(self.calendar.as_second());
        *self = Self::new(now);
        passed.saturating_sub(ticked) > NAP
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;

    #[test]
    fn pauses_grow_until_something_goes_and_end_when_nothing_waits() {
        let mut retry = Retry::at_once();
        assert!(retry.is_due());
        let mut pauses = Vec::new();
        for _ in 0..9 {
            retry.later();
            assert!(!retry.is_due());
            pauses.push(retry.at().unwrap().saturating_duration_since(Instant::now()).as_secs_f64().ceil());
        }
        assert_eq!(pauses, [5.0, 10.0, 20.0, 40.0, 80.0, 160.0, 300.0, 300.0, 300.0]);
        retry.went();
        retry.rest();
        assert_eq!(retry.at(), None);
        retry.later();
        assert!(retry.at().unwrap() <= Instant::now() + FIRST);
        retry.now();
        assert!(retry.is_due());
    }

    #[test]
    fn sleep_is_what_the_calendar_knows_and_the_ticking_does_not() {
        let evening = Timestamp::from_second(1_800_000_000).unwrap();
        let mut naps = Naps::new(evening);
        assert!(!naps.woke(evening + 3.seconds()));
        assert!(naps.woke(evening + 8.hours()));
        assert!(!naps.woke(evening + 8.hours()));
        // A clock that was put back is no sleep.
        assert!(!naps.woke(evening));
    }
}
