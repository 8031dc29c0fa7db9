//! The details a new post begins with, written the way the site writes them.

use byline_post::FrontMatter;
use jiff::civil::Date;
use serde_json::Value;

use crate::front::Front;

/// Keys under which sites keep a post's date, the usual one first.
const DATE_KEYS: [&str; 4] = ["date", "pubDate", "publishDate", "published"];
const AUTHOR_KEYS: [&str; 2] = ["author", "authors"];
/// Keys that say how a page is shown; the same for every post.
const FIXED_KEYS: [&str; 2] = ["layout", "type"];

/// How a new post begins.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Head {
    pub(crate) kind: FrontMatter,
    entries: Vec<(String, Slot)>,
    quote: Quote,
    date_in_quotes: bool,
}

#[derive(Debug, Clone, PartialEq)]
enum Slot {
    Title,
    Date,
    Author {
        in_list: bool,
    },
    /// A whole line, as written elsewhere in the site.
    Line(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quote {
    WhereNeeded,
    Single,
    Double,
}

impl Head {
    /// Learns from the newest post, or else from a template for posts, or else takes the generator's usual form.
    ///
    /// `fixed` are texts every post must have, unless the example says otherwise. Without `needs_date` a date is
    /// only written where the example has one.
    pub(crate) fn learn(
        usual: FrontMatter,
        newest: Option<&Front>,
        template: Option<&Front>,
        fixed: &[(&str, String)],
        needs_date: bool,
    ) -> Self {
        let example = newest.or(template);
        let kind = example.map_or(usual, |front| front.kind);
        let mut entries: Vec<(String, Slot)> = Vec::new();
        for (key, line) in example.map(|front| front.entries.as_slice()).unwrap_or_default() {
            let slot = if key == "title" {
                Slot::Title
            } else if DATE_KEYS.contains(&key.as_str()) {
                Slot::Date
            } else if AUTHOR_KEYS.contains(&key.as_str()) {
                Slot::Author { in_list: example.and_then(|front| front.values.get(key)).is_some_and(Value::is_array) }
            } else if FIXED_KEYS.contains(&key.as_str()) || newest.is_none() {
                match line {
                    // A template's actions are the generator's to fill in, and a post marked as a draft would
                    // never be shown.
                    Some(line) if key != "draft" && !line.contains("{{") => {
                        Slot::Line(line.trim().trim_end_matches(',').to_owned())
                    }
                    _ => continue,
                }
            } else {
                continue;
            };
            let twice = entries.iter().any(|(_, other)| *other == slot);
            if !twice {
                entries.push((key.clone(), slot));
            }
        }
        let has = |entries: &[(String, Slot)], slot: fn(&Slot) -> bool| entries.iter().any(|(_, s)| slot(s));
        for (place, (key, value)) in fixed.iter().enumerate() {
            if !entries.iter().any(|(name, _)| name == key) {
                entries.insert(
                    place.min(entries.len()),
                    ((*key).to_owned(), Slot::Line(line(kind, key, &text(kind, value, Quote::WhereNeeded)))),
                );
            }
        }
        if !has(&entries, |slot| *slot == Slot::Title) {
            let place = entries.iter().take_while(|(_, slot)| matches!(slot, Slot::Line(_))).count();
            entries.insert(place, ("title".to_owned(), Slot::Title));
        }
        let after_title = |entries: &[(String, Slot)], after: fn(&Slot) -> bool| {
            entries.iter().rposition(|(_, slot)| after(slot)).map_or(entries.len(), |at| at + 1)
        };
        if !has(&entries, |slot| *slot == Slot::Date) && (needs_date || newest.is_none()) {
            let place = after_title(&entries, |slot| *slot == Slot::Title);
            entries.insert(place, ("date".to_owned(), Slot::Date));
        }
        if !has(&entries, |slot| matches!(slot, Slot::Author { .. })) {
            let place = after_title(&entries, |slot| matches!(slot, Slot::Title | Slot::Date));
            entries.insert(place, ("author".to_owned(), Slot::Author { in_list: false }));
        }

        let starts = |key: &str, with: &[char]| {
            example.and_then(|front| front.written(key)).is_some_and(|value| {
                // A template's action that stands without quotes is marked by a space; see the reader of templates.
                value.starts_with(with) && !value.contains("{{ }}")
            })
        };
        let date_key = entries.iter().find(|(_, slot)| *slot == Slot::Date).map(|(key, _)| key.as_str());
        Self {
            kind,
            quote: if starts("title", &['"']) {
                Quote::Double
            } else if starts("title", &['\'']) {
                Quote::Single
            } else {
                Quote::WhereNeeded
            },
            // A template's date is a quoted action whatever the result should look like.
            date_in_quotes: newest.is_some() && date_key.is_some_and(|key| starts(key, &['"', '\''])),
            entries,
        }
    }

    /// The front matter of a new post, with its fences and an empty line after it.
    pub(crate) fn write(&self, title: &str, date: Date, author: Option<&str>) -> String {
        let lines: Vec<String> = self
            .entries
            .iter()
            .filter_map(|(key, slot)| {
                let value = match slot {
                    Slot::Line(line) => return Some(line.clone()),
                    Slot::Title => text(self.kind, title, self.quote),
                    Slot::Date if self.kind == FrontMatter::Json || self.date_in_quotes => {
                        text(self.kind, &date.to_string(), Quote::Double)
                    }
                    Slot::Date => date.to_string(),
                    Slot::Author { in_list } => {
                        let quote = match self.quote {
                            Quote::Double if !in_list => Quote::WhereNeeded,
                            other => other,
                        };
                        let author = text(self.kind, author?, quote);
                        if *in_list { format!("[{author}]") } else { author }
                    }
                };
                Some(line(self.kind, key, &value))
            })
            .collect();
        match self.kind {
            FrontMatter::Yaml => format!("---\n{}\n---\n\n", lines.join("\n")),
            FrontMatter::Toml => format!("+++\n{}\n+++\n\n", lines.join("\n")),
            FrontMatter::Json => format!("{{\n  {}\n}}\n\n", lines.join(",\n  ")),
        }
    }
}

fn line(kind: FrontMatter, key: &str, value: &str) -> String {
    match kind {
        FrontMatter::Yaml => format!("{key}: {value}"),
        FrontMatter::Toml => format!("{key} = {value}"),
        FrontMatter::Json => format!("{}: {value}", in_double_quotes(key)),
    }
}

/// A text as a value, on one line.
fn text(kind: FrontMatter, value: &str, quote: Quote) -> String {
    let value = value
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    match (kind, quote) {
        (FrontMatter::Yaml, Quote::WhereNeeded) if is_plain(&value) => value,
        (FrontMatter::Yaml, Quote::Single) => format!("'{}'", value.replace('\'', "''")),
        (FrontMatter::Toml, Quote::Single) if !value.contains('\'') => format!("'{value}'"),
        _ => in_double_quotes(&value),
    }
}

/// The escapes are the same in YAML, TOML and JSON for a text without control characters.
fn in_double_quotes(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Whether YAML reads a text without quotes as the same text. Rather too strict than too lenient.
fn is_plain(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let word = matches!(lower.as_str(), "" | "y" | "n" | "yes" | "no" | "on" | "off" | "true" | "false" | "null" | "~");
    !word
        && value.starts_with(|first: char| first.is_alphabetic())
        && !value.contains(": ")
        && !value.contains(" #")
        && !value.ends_with(':')
        && !value.contains(['{', '}', '[', ']', '"', '\\', '`', '|', '<', '>', '\u{feff}'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(example: Option<&str>, title: &str) -> String {
        let front = example.and_then(Front::of);
        let head = Head::learn(FrontMatter::Yaml, front.as_ref(), None, &[], true);
        head.write(title, Date::constant(2026, 11, 23), Some("Ann O'Neil"))
    }

    #[test]
    fn a_new_post_is_written_as_the_newest_one_is() {
        let check = |example: Option<&str>, expect: &str| {
            assert_eq!(written(example, "Hello there"), expect);
        };
        check(None, "---\ntitle: Hello there\ndate: 2026-11-23\nauthor: Ann O'Neil\n---\n\n");
        check(
            Some("---\nlayout: blog\nauthor: B\ntitle: 'Old'\ntags: [x]\ndate: \"2020-01-01\"\n---\n"),
            "---\nlayout: blog\nauthor: 'Ann O''Neil'\ntitle: 'Hello there'\ndate: \"2026-11-23\"\n---\n\n",
        );
        check(
            Some("+++\ndate = 2020-01-01\ntitle = 'Old'\nauthors = ['B']\ndraft = true\n[extra]\ndate = 1\n+++\n"),
            "+++\ndate = 2026-11-23\ntitle = 'Hello there'\nauthors = [\"Ann O'Neil\"]\n+++\n\n",
        );
        check(
            Some("{\n  \"title\": \"Old\",\n  \"date\": \"2020-01-01\"\n}\n"),
            "{\n  \"title\": \"Hello there\",\n  \"date\": \"2026-11-23\",\n  \"author\": \"Ann O'Neil\"\n}\n\n",
        );
    }

    #[test]
    fn any_title_reads_back_as_itself() {
        let examples = [
            None,
            Some("---\ntitle: \"x\"\n---\n"),
            Some("---\ntitle: 'x'\n---\n"),
            Some("+++\ntitle = 'x'\n+++\n"),
            Some("{\"title\": \"x\"}\n"),
        ];
        let titles = [
            "Plain",
            "It's: a \"test\"",
            "# no",
            "yes",
            "2026",
            "1.5",
            "- a",
            "a #b",
            "back\\slash",
            "ends:",
            "[x]",
            "{{ x }}",
            "“Curly”",
            "@me",
            "null",
            "'",
            "---",
            "+++",
            "über",
            "*star*",
            "a: b",
            "&a",
            "!x",
            "%",
            "?",
            "~",
        ];
        for example in examples {
            for title in titles {
                let text = written(example, title);
                let front = Front::of(&text).unwrap_or_else(|| panic!("{text}"));
                assert_eq!(front.values["title"].as_str(), Some(title), "{text}");
            }
        }
        assert!(written(None, "two\nlines\u{0}").contains("title: two lines\n"));
    }
}
