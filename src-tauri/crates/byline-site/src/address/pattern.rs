//! Patterns with placeholders such as `:year`.

use jiff::civil::Date;

use crate::site::date_in_name;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The parts of a day that several generators name alike.
pub(super) fn dated_part(placeholder: &str, date: Date) -> Option<String> {
    Some(match placeholder {
        "year" => format!("{:04}", date.year()),
        "month" => format!("{:02}", date.month()),
        "day" => format!("{:02}", date.day()),
        "i_month" => date.month().to_string(),
        "i_day" => date.day().to_string(),
        _ => return None,
    })
}

/// The month in English.
pub(super) fn month(date: Date) -> &'static str {
    usize::try_from(date.month() - 1).ok().and_then(|at| MONTHS.get(at)).unwrap_or(&MONTHS[0])
}

/// The day of the week in English.
pub(super) fn weekday(date: Date) -> &'static str {
    usize::try_from(date.weekday().to_monday_zero_offset()).ok().and_then(|at| DAYS.get(at)).unwrap_or(&DAYS[0])
}

/// Fills in a pattern; nothing when a placeholder is not known. Empty ones leave no doubled slash.
pub(super) fn filled(pattern: &str, value: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once(':') {
        out.push_str(before);
        let end = after.find(|letter: char| !letter.is_ascii_lowercase() && letter != '_').unwrap_or(after.len());
        out.push_str(&value(&after[..end])?);
        rest = &after[end..];
    }
    out.push_str(rest);
    while out.contains("//") {
        out = out.replace("//", "/");
    }
    Some(out)
}

/// The plain letters of a Latin one with an accent; any other letter as it is.
pub(super) fn without_accent(letter: char) -> impl Iterator<Item = char> {
    let plain = match letter {
        'À'..='ɏ' | 'Ḁ'..='ỿ' => deunicode::deunicode_char(letter),
        _ => None,
    };
    let kept = plain.is_none().then_some(letter);
    plain.unwrap_or_default().chars().chain(kept)
}

/// A mark on the letter before it, of the scripts that often have them.
pub(super) fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{93c}'..='\u{94d}' | '\u{3099}' | '\u{309a}' | '\u{fe0f}')
}

/// A name without the date in front of it, as `2026-01-02-name`.
pub(super) fn undated(name: &str) -> &str {
    date_in_name(&format!("{name}.md")).map_or(name, |(_, rest)| &name[name.len() - rest.len()..])
}
