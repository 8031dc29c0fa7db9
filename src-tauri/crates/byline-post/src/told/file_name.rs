//! What a file's name tells when nothing else does.

use jiff::civil::Date;

/// `2017-08-24-aws-summit.md` is `Aws summit`; `index.md` tells nothing.
pub(crate) fn title(file_name: &str) -> Option<String> {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    let words = match stem.get(..10).and_then(whole_date) {
        Some(_) => &stem[10..],
        None => stem,
    };
    let words: Vec<&str> = words.split(['-', '_', ' ']).filter(|word| !word.is_empty()).collect();
    let words = words.join(" ");
    if words.is_empty() || matches!(words.to_lowercase().as_str(), "index" | "readme" | "untitled") {
        return None;
    }
    let mut letters = words.chars();
    let first = letters.next()?;
    Some(first.to_uppercase().chain(letters).collect())
}

/// The date that the name starts with.
pub(crate) fn date(file_name: &str) -> Option<Date> {
    let rest = file_name.get(10..)?;
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    whole_date(file_name.get(..10)?)
}

fn whole_date(words: &str) -> Option<Date> {
    let found = super::dates::first_in(words)?;
    (found.range == (0..10) && words.starts_with(|c: char| c.is_ascii_digit()) && !words.contains(['/', '.']))
        .then_some(found.date)
        .filter(|date| words.starts_with(&date.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_a_title_and_a_date() {
        for (name, expect, day) in [
            ("2017-08-24-aws-summit.md", Some("Aws summit"), Some("2017-08-24")),
            ("hello_world.markdown", Some("Hello world"), None),
            ("index.md", None, None),
            ("2017-13-24-x.md", Some("2017 13 24 x"), None),
            ("2017-08-24.md", None, Some("2017-08-24")),
            ("été.md", Some("Été"), None),
            ("", None, None),
        ] {
            assert_eq!(title(name).as_deref(), expect, "{name}");
            assert_eq!(date(name).map(|date| date.to_string()).as_deref(), day, "{name}");
        }
    }
}
