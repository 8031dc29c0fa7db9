use byline_post::FrontMatter;
use serde_json::Value;

use crate::values;

/// The details at the top of a post, as far as a site's habits can be told from them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Front {
    pub(crate) kind: FrontMatter,
    pub(crate) values: Value,
    /// Top level entries in their order: the key, and the line as written when the entry is one line.
    pub(crate) entries: Vec<(String, Option<String>)>,
}

impl Front {
    /// Reads the details of a post; nothing when it has none that can be read.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let (kind, inside) = inside(text)?;
        let values = match kind {
            FrontMatter::Yaml => values::yaml(inside)?,
            FrontMatter::Toml => values::toml(inside)?,
            FrontMatter::Json => values::json(inside)?,
        };
        values.is_object().then(|| Self { kind, entries: entries(inside, kind), values })
    }

    /// The entry's line, when it is one line.
    pub(crate) fn line(&self, key: &str) -> Option<&str> {
        let (_, line) = self.entries.iter().find(|(name, _)| name == key)?;
        line.as_deref()
    }

    /// What an entry's line says after the key, as written.
    pub(crate) fn written(&self, key: &str) -> Option<&str> {
        let line = self.line(key)?;
        let (_, value) = line.split_once(if self.kind == FrontMatter::Toml { '=' } else { ':' })?;
        Some(value.trim())
    }
}

/// Cuts out the part between the fences. A lenient reading: it only serves to learn a site's habits.
fn inside(text: &str) -> Option<(FrontMatter, &str)> {
    let text = text.trim_start_matches('\u{feff}').trim_start_matches(['\r', '\n']);
    for (fence, kind) in [("---", FrontMatter::Yaml), ("+++", FrontMatter::Toml)] {
        if let Some(rest) = text.strip_prefix(fence) {
            let start = rest.find('\n')? + 1;
            if !rest[..start].trim().is_empty() {
                return None;
            }
            let rest = &rest[start..];
            let mut at = 0;
            for line in rest.split_inclusive('\n') {
                if line.trim_end() == fence {
                    return Some((kind, &rest[..at]));
                }
                at += line.len();
            }
            return None;
        }
    }
    if text.starts_with('{') {
        let mut objects = serde_json::Deserializer::from_str(text).into_iter::<Value>();
        objects.next()?.ok()?;
        return Some((FrontMatter::Json, text.get(..objects.byte_offset())?));
    }
    None
}

fn entries(inside: &str, kind: FrontMatter) -> Vec<(String, Option<String>)> {
    let mut found: Vec<(String, Option<String>)> = Vec::new();
    for line in inside.lines() {
        if kind == FrontMatter::Toml && line.starts_with('[') {
            break;
        }
        let separator = if kind == FrontMatter::Toml { '=' } else { ':' };
        let top = if kind == FrontMatter::Json { line.trim_start() } else { line };
        // What is further in belongs to the entry above.
        let inner = kind == FrontMatter::Yaml && line.starts_with([' ', '\t']);
        let entry = top.split_once(separator).filter(|(key, _)| !inner && is_key(key.trim()));
        match entry {
            Some((key, value)) => {
                let one_line = !value.trim().is_empty() && !value.trim().starts_with(['|', '>', '&']);
                found.push((
                    key.trim().trim_matches(['"', '\'']).to_owned(),
                    one_line.then(|| line.trim_end().to_owned()),
                ));
            }
            // A line that belongs to the entry above makes it longer than one line.
            None if !line.trim().is_empty() && !line.starts_with('#') => {
                if let Some((_, line)) = found.last_mut() {
                    *line = None;
                }
            }
            None => {}
        }
    }
    found
}

fn is_key(text: &str) -> bool {
    let bare = text.trim_matches(['"', '\'']);
    !bare.is_empty() && bare.chars().all(|letter| letter.is_alphanumeric() || letter == '_' || letter == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<(FrontMatter, &[&str])>) {
        let front = Front::of(text);
        let got = front.as_ref().map(|front| {
            let keys: Vec<&str> = front.entries.iter().map(|(key, _)| key.as_str()).collect();
            (front.kind, keys)
        });
        assert_eq!(got, expect.map(|(kind, keys)| (kind, keys.to_vec())), "{text:?}");
    }

    #[test]
    fn the_three_kinds_are_read() {
        let keys: &[&str] = &["title", "tags"];
        check("---\ntitle: A\ntags:\n  - x\n---\nbody", Some((FrontMatter::Yaml, keys)));
        check("\u{feff}---\r\ntitle: A\r\ntags: [x]\r\n---\r\n", Some((FrontMatter::Yaml, keys)));
        check("+++\ntitle = 'A'\ntags = ['x']\n[extra]\na = 1\n+++\n", Some((FrontMatter::Toml, keys)));
        check("{\n  \"title\": \"A\",\n  \"tags\": [\"x\"]\n}\nbody", Some((FrontMatter::Json, keys)));
        check("# A title\n---\nmore\n---\n", None);
        check("---\ntitle: A\n", None);
        check("---\n[broken\n---\n", None);
        check("", None);
    }

    #[test]
    fn what_is_further_in_is_no_entry() {
        check("---\ntitle: A\nroute:\n  from: x\n  to: y\n---\n", Some((FrontMatter::Yaml, &["title", "route"])));
    }

    #[test]
    fn what_is_written_is_kept_as_written() {
        let front = Front::of("---\ntitle: \"A: b\"\ntags:\n- x\ndate: 2026-01-02 # day\n---\n").unwrap();
        assert_eq!(front.written("title"), Some("\"A: b\""));
        assert_eq!(front.written("date"), Some("2026-01-02 # day"));
        assert_eq!(front.written("tags"), None);
    }
}
