//! Posts that go out at a time.

use std::time::Duration;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::Site;
use super::publish::Unsendable;
use super::queue::shown;
use crate::api::{Event, Outcome, OutcomeKind};
use crate::store::KeptJob;
use crate::{DeskError, words};

/// A post that goes out this much after its time goes out late. In seconds.
const LATE: i64 = 5 * 60;

impl Site {
    /// When a post is to go out: a time where the person is, or one that says its own offset. A time that the change to
    /// summer time leaves out is the same number of minutes after it; one that there is twice is the first.
    pub(super) fn time_to_send(&self, path: &str, at: &str) -> Result<Zoned, Box<Unsendable>> {
        let refused = |word| Box::new(Unsendable::Outcome(self.outcome(path, OutcomeKind::Refused, word)));
        let now = self.around.clock.now();
        let due = read(at, now.time_zone()).ok_or_else(|| refused("not-a-time"))?;
        if due.timestamp() <= now.timestamp() {
            return Err(refused("time-passed"));
        }
        Ok(due)
    }

    /// Says that a post was kept until its time.
    pub(crate) fn scheduled(&self, kept: &KeptJob) -> Result<Outcome, DeskError> {
        let due = kept.due.unwrap_or_default();
        self.tell_queue()?;
        let message = words::say("sending.scheduled", &[("when", &self.in_words(due))]);
        let hint = words::say("sending.scheduled.hint", &[]);
        let outcome = self.outcome(&kept.post, OutcomeKind::Waiting, "scheduled");
        Ok(Outcome { message, hint: Some(hint), due: Some(shown(due)), ..outcome })
    }

    /// Lets the posts whose time has come be sent. True if there are any.
    pub(crate) fn release_due(&mut self) -> Result<bool, DeskError> {
        let any = self.store.release_due(self.now().as_second())?;
        if any {
            self.tell(Event::PostsChanged);
        }
        Ok(any)
    }

    /// How long until the next post is due.
    pub(crate) fn until_due(&self) -> Result<Option<Duration>, DeskError> {
        let Some(due) = self.store.next_due()? else { return Ok(None) };
        let left = due.saturating_sub(self.now().as_second());
        Ok(Some(Duration::from_secs(u64::try_from(left).unwrap_or_default())))
    }

    /// The sentence that a post went out later than it was to, if it did.
    pub(super) fn was_late(&self, kept: &KeptJob) -> Option<String> {
        let due = kept.due.filter(|due| self.now().as_second() > due.saturating_add(LATE))?;
        Some(words::say("sending.late", &[("when", &self.in_words(due))]))
    }

    /// A time as people say it, where the person is.
    pub(super) fn in_words(&self, seconds: i64) -> String {
        let zone = self.around.clock.now().time_zone().clone();
        let time = Timestamp::from_second(seconds).unwrap_or_default().to_zoned(zone);
        words::say(
            "sending.when",
            &[("day", &time.strftime("%-d %B %Y").to_string()), ("time", &time.strftime("%H:%M").to_string())],
        )
    }
}

fn read(at: &str, here: &TimeZone) -> Option<Zoned> {
    let at = at.trim();
    let exact = at.parse::<Timestamp>().ok().map(|time| time.to_zoned(here.clone()));
    exact.or_else(|| at.parse::<DateTime>().ok()?.to_zoned(here.clone()).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_where_the_person_is_also_when_the_clocks_change() {
        let dublin = TimeZone::posix("GMT0IST,M3.5.0/1,M10.5.0").unwrap();
        let check = |at: &str, expect: &str| {
            assert_eq!(read(at, &dublin).map(|time| time.timestamp().to_string()).as_deref(), Some(expect), "{at}");
        };
        check("2026-12-01T09:00", "2026-12-01T09:00:00Z");
        check("2026-07-01T09:00", "2026-07-01T08:00:00Z");
        check("2026-07-01 09:00:30", "2026-07-01T08:00:30Z");
        check("2026-07-01T09:00Z", "2026-07-01T09:00:00Z");
        check("2026-07-01T09:00+02:00", "2026-07-01T07:00:00Z");
        // 01:30 does not exist on 29 March 2026, and exists twice on 25 October.
        check("2026-03-29T01:30", "2026-03-29T01:30:00Z");
        check("2026-10-25T01:30", "2026-10-25T00:30:00Z");
        assert!(read("tomorrow", &dublin).is_none() && read("2026-02-30T09:00", &dublin).is_none());
    }
}
