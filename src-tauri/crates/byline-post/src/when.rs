//! Dates with a time of day in a field: read, and written over in the same form.

use std::ops::Range;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

use crate::told::dates;

/// A date that is a whole text, with the time of day after it.
#[derive(Debug)]
pub(crate) struct When {
    pub(crate) day: Date,
    pub(crate) time: Option<Time>,
}

/// A time of day in a text.
struct Clock {
    time: Time,
    hours: Range<usize>,
    minutes: Range<usize>,
    seconds: Option<Range<usize>>,
    end: usize,
}

/// The date that this text is, quotes apart: a day, or a day with a time and perhaps a zone.
pub(crate) fn whole(text: &str) -> Option<When> {
    let text = text.trim();
    let found = dates::first_in(text)?;
    if found.range.start != 0 {
        return None;
    }
    if found.range.end == text.len() {
        return Some(When { day: found.date, time: None });
    }
    let clock = clock(text, found.range.end)?;
    is_zone(text[clock.end..].trim()).then_some(When { day: found.date, time: Some(clock.time) })
}

/// The field's old text with another day in it, and another time if one is given.
pub(crate) fn over(old: &str, day: Date, time: Option<(Time, Option<Offset>)>) -> Option<String> {
    let found = dates::first_in(old)?;
    let Some((time, offset)) = time else { return Some(found.rewrite(old, day)) };
    // From the back to the front, so that places stay what they are.
    let mut with_time = old.to_owned();
    if let Some(clock) = clock(old, found.range.end) {
        if let Some(seconds) = clock.seconds {
            with_time.replace_range(seconds, &format!("{:02}", time.second()));
        }
        with_time.replace_range(clock.minutes, &format!("{:02}", time.minute()));
        with_time.replace_range(clock.hours, &format!("{:02}", time.hour()));
    } else {
        let named = old[found.range.clone()].contains(char::is_alphabetic);
        let lead = if named { ' ' } else { 'T' };
        with_time.insert_str(found.range.end, &format!("{lead}{}", clock_and_zone(time, offset)));
    }
    let found = dates::first_in(&with_time)?;
    Some(found.rewrite(&with_time, day))
}

/// `2017-08-24T10:00:00+02:00`, or without the zone.
pub(crate) fn written(at: DateTime, offset: Option<Offset>) -> String {
    format!("{}T{}", at.date(), clock_and_zone(at.time(), offset))
}

fn clock_and_zone(time: Time, offset: Option<Offset>) -> String {
    let clock = format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second());
    match offset.map(Offset::seconds) {
        None => clock,
        Some(0) => format!("{clock}Z"),
        Some(seconds) => {
            let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.unsigned_abs() / 60);
            format!("{clock}{sign}{:02}:{:02}", minutes / 60, minutes % 60)
        }
    }
}

fn clock(text: &str, from: usize) -> Option<Clock> {
    let rest = text.get(from..)?;
    let lead = rest.len() - rest.trim_start_matches(['T', 't', ' ', ',']).len();
    let digits = |from: usize, most: usize| {
        let all = text.get(from..)?;
        let count = all.bytes().take_while(u8::is_ascii_digit).count();
        (1..=most).contains(&count).then_some(from..from + count)
    };
    let hours = digits(from + lead, 2).filter(|_| lead > 0)?;
    let after = |range: &Range<usize>| text.get(range.end..)?.starts_with(':').then_some(range.end + 1);
    let minutes = digits(after(&hours)?, 2).filter(|range| range.len() == 2)?;
    let seconds = after(&minutes).and_then(|from| digits(from, 2));
    let number = |range: &Range<usize>| text.get(range.clone())?.parse::<i8>().ok();
    let second = seconds.as_ref().map_or(Some(0), number)?;
    let time = Time::new(number(&hours)?, number(&minutes)?, second, 0).ok()?;
    let mut end = seconds.as_ref().unwrap_or(&minutes).end;
    if text[end..].starts_with('.') {
        end += 1 + text[end + 1..].bytes().take_while(u8::is_ascii_digit).count();
    }
    Some(Clock { time, hours, minutes, seconds, end })
}

/// Nothing, `Z`, `UTC`, `+02:00`, `+0200`.
fn is_zone(text: &str) -> bool {
    matches!(text, "" | "Z" | "z" | "UTC" | "GMT")
        || (text.starts_with(['+', '-'])
            && text.len() <= 6
            && text.len() > 1
            && text[1..].bytes().all(|byte| byte.is_ascii_digit() || byte == b':'))
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    #[test]
    fn only_a_text_that_is_a_date_is_one() {
        let check = |text: &str, expect: Option<(Date, Option<Time>)>| {
            assert_eq!(whole(text).map(|when| (when.day, when.time)), expect, "{text}");
        };
        let day = date(2024, 5, 1);
        check("2024-05-01", Some((day, None)));
        check("2024-05-01T10:20:30+02:00", Some((day, Some(time(10, 20, 30, 0)))));
        check("2024-05-01 10:20 +0200", Some((day, Some(time(10, 20, 0, 0)))));
        check("2024-05-01T10:20:30.000Z", Some((day, Some(time(10, 20, 30, 0)))));
        check("1 May 2024", Some((day, None)));
        check("2024-05-01 is the day", None);
        check("On 2024-05-01", None);
        check("2024-05-01 25:00", None);
        check("10:20", None);
        check("", None);
    }

    #[test]
    fn the_form_stays() {
        let check = |old: &str, time: Option<(Time, Option<Offset>)>, expect: &str| {
            assert_eq!(over(old, date(2025, 12, 31), time).as_deref(), Some(expect), "{old}");
        };
        check("2024-05-01T10:00:00+02:00", None, "2025-12-31T10:00:00+02:00");
        let at = Some((time(8, 5, 0, 0), Some(Offset::constant(-5))));
        check("2024-05-01T10:00:00.000Z", at, "2025-12-31T08:05:00.000Z");
        check("2024-05-01 10:00 +0200", at, "2025-12-31 08:05 +0200");
        check("\"2024-05-01\"", at, "\"2025-12-31T08:05:00-05:00\"");
        check("Aug 1, 2024", Some((time(8, 5, 0, 0), None)), "Dec 31, 2025 08:05:00");
    }
}
