//! A time of day behind a date: it belongs to the date's words and tells nothing.

/// Where the time that starts here ends: `, 14:30 Uhr`, ` at 10:15 AM`, `T10:15:00Z`.
pub(super) fn end(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    let start = rest.trim_start_matches([' ', ',', '\u{a0}']);
    let lead = ["at ", "um ", "à ", "a las ", "alle ", "om ", "kl. ", "kl ", "klo ", "o ", "v ", "в ", "T", "- ", "– "];
    let start = lead.iter().find_map(|lead| start.strip_prefix(lead)).unwrap_or(start);
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let hours = digits(start);
    let after = start.get(hours..)?.strip_prefix([':', '.', 'h'])?;
    if !(1..=2).contains(&hours) || digits(after) != 2 {
        return None;
    }
    let mut rest = &after[2..];
    if let Some(seconds) = rest.strip_prefix(':').filter(|seconds| digits(seconds) == 2) {
        rest = seconds[2..].trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    }
    let zones = ["am", "pm", "AM", "PM", "a.m.", "p.m.", "Uhr", "uur", "h", "Z", "UTC", "GMT"];
    for _ in 0..2 {
        let word = rest.trim_start();
        let found = zones.iter().find_map(|zone| word.strip_prefix(zone));
        rest = found.filter(|after| !after.starts_with(char::is_alphanumeric)).unwrap_or(rest);
    }
    let offset = rest.trim_start().strip_prefix(['+', '-']).filter(|zone| digits(zone) >= 2);
    rest = offset.map_or(rest, |zone| zone.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()));
    Some(text.len() - rest.len())
}
