//! How settings say that dates are written, in the places of strftime.

/// The places of Moment and Day.js (`YYYY-MM-DD`) and of Unicode, which date-fns follows (`yyyy-MM-dd`). They agree but
/// for the year, the day, the zone, and how other letters are kept from being places.
const PLACES: [(&str, &str); 26] = [
    ("YYYY", "%Y"),
    ("yyyy", "%Y"),
    ("MMMM", "%B"),
    ("MMM", "%b"),
    ("SSS", "%3f"),
    ("xxx", "%:z"),
    ("XXX", "%:z"),
    ("MM", "%m"),
    ("DD", "%d"),
    ("dd", "%d"),
    ("HH", "%H"),
    ("hh", "%I"),
    ("mm", "%M"),
    ("ss", "%S"),
    ("ZZ", "%z"),
    ("xx", "%z"),
    ("YY", "%y"),
    ("yy", "%y"),
    ("M", "%-m"),
    ("D", "%-d"),
    ("d", "%-d"),
    ("H", "%-H"),
    ("h", "%-I"),
    ("A", "%p"),
    ("a", "%P"),
    ("Z", "%:z"),
];

/// A pattern as strftime's; nothing when something in it has no place there, or it is no pattern for a date.
pub(crate) fn strftime(pattern: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = pattern.trim();
    if rest.len() > 60 {
        return None;
    }
    while let Some(letter) = rest.chars().next() {
        let quoted = match letter {
            '[' => rest[1..].split_once(']'),
            '\'' => rest[1..].split_once('\''),
            _ => None,
        };
        if let Some((inner, after)) = quoted {
            out.push_str(&inner.replace('%', "%%"));
            rest = after;
        } else if let Some((place, ours)) = PLACES.iter().find(|(place, _)| rest.starts_with(place)) {
            out.push_str(ours);
            rest = &rest[place.len()..];
        } else if letter == 'T' || !letter.is_alphabetic() {
            // Few quote the letter between day and time.
            if letter == '%' {
                out.push('%');
            }
            out.push(letter);
            rest = &rest[letter.len_utf8()..];
        } else {
            return None;
        }
    }
    let places = out.replace("%%", "");
    places.contains('%').then_some(out)
}

/// Whether a pattern of strftime has a time of day.
pub(crate) fn has_time(format: &str) -> bool {
    ["%H", "%I", "%-H", "%-I", "%M"].iter().any(|place| format.contains(place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_of_other_tools_are_understood() {
        let check = |pattern: &str, expect: Option<&str>| assert_eq!(strftime(pattern).as_deref(), expect, "{pattern}");
        check("YYYY-MM-DD", Some("%Y-%m-%d"));
        check("YYYY-MM-DDTHH:mm:ss.SSSZ", Some("%Y-%m-%dT%H:%M:%S.%3f%:z"));
        check("yyyy-MM-dd'T'HH:mm:ssxxx", Some("%Y-%m-%dT%H:%M:%S%:z"));
        check("MMMM D, YYYY [at] h:mm a", Some("%B %-d, %Y at %-I:%M %P"));
        check("DD/MM/YYYY", Some("%d/%m/%Y"));
        check("X", None);
        check("", None);
        check("100%", None);
        assert!(has_time("%Y %H:%M") && !has_time("%Y-%m-%d"));
    }
}
