//! YAML, TOML and JSON, read into one kind of value. Only Byline's own settings are ever written from it.

use serde_json::{Map, Value};

/// Reads a configuration by its file's extension; anything unreadable counts as absent.
pub(crate) fn parse(path: &str, text: &str) -> Option<Value> {
    match crate::paths::extension(path).as_str() {
        "yml" | "yaml" => yaml(text),
        "toml" => toml(text),
        "json" => json(text),
        _ => None,
    }
}

pub(crate) fn yaml(text: &str) -> Option<Value> {
    // The repository may be hostile: small bounds, and no aliases that multiply.
    let options = serde_saphyr::options! {
        // In YAML 1.1 a lone `y` would be a truth; a tag of that name must stay a text.
        strict_booleans: true,
        duplicate_keys: serde_saphyr::DuplicateKeyPolicy::LastWins,
        budget: serde_saphyr::budget! {
            max_depth: 64,
            max_nodes: 50_000,
            max_aliases: 200,
        },
    };
    serde_saphyr::from_str_with_options(text, options).ok()
}

pub(crate) fn json(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok()
}

/// JSON with comments and commas too many, as editors' settings have them.
pub(crate) fn jsonc(text: &str) -> Option<Value> {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, letters.peek()) {
            ('"', _) => {
                plain.push('"');
                while let Some(inner) = letters.next() {
                    plain.push(inner);
                    match inner {
                        '"' => break,
                        '\\' => plain.extend(letters.next()),
                        _ => {}
                    }
                }
            }
            ('/', Some('/')) => while letters.next_if(|next| *next != '\n').is_some() {},
            ('/', Some('*')) => {
                letters.next();
                let mut before = ' ';
                for inner in letters.by_ref() {
                    if before == '*' && inner == '/' {
                        break;
                    }
                    before = inner;
                }
            }
            (']' | '}', _) => {
                let end = plain.trim_end().len();
                if plain[..end].ends_with(',') {
                    plain.truncate(end - 1);
                }
                plain.push(letter);
            }
            _ => plain.push(letter),
        }
    }
    json(&plain)
}

pub(crate) fn toml(text: &str) -> Option<Value> {
    let document = text.parse::<toml_edit::DocumentMut>().ok()?;
    Some(table(document.as_table()))
}

fn table(from: &dyn toml_edit::TableLike) -> Value {
    let mut map = Map::new();
    for (key, item) in from.iter() {
        let value = match item {
            toml_edit::Item::None => continue,
            toml_edit::Item::Value(value) => of_toml(value),
            toml_edit::Item::Table(inner) => table(inner),
            toml_edit::Item::ArrayOfTables(tables) => Value::Array(tables.iter().map(|inner| table(inner)).collect()),
        };
        map.insert(key.to_owned(), value);
    }
    Value::Object(map)
}

/// A value of TOML as one of any format.
pub(crate) fn of_toml(value: &toml_edit::Value) -> Value {
    match value {
        toml_edit::Value::String(text) => Value::String(text.value().clone()),
        toml_edit::Value::Integer(number) => Value::from(*number.value()),
        toml_edit::Value::Float(number) => Value::from(*number.value()),
        toml_edit::Value::Boolean(truth) => Value::Bool(*truth.value()),
        toml_edit::Value::Datetime(date) => Value::String(date.value().to_string()),
        toml_edit::Value::Array(items) => Value::Array(items.iter().map(of_toml).collect()),
        toml_edit::Value::InlineTable(inner) => table(inner),
    }
}

/// A value as TOML writes it; what TOML has no word for becomes an empty text.
pub(crate) fn to_toml(value: &Value) -> toml_edit::Value {
    match value {
        Value::Null => toml_edit::Value::from(""),
        Value::Bool(truth) => toml_edit::Value::from(*truth),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => toml_edit::Value::from(whole),
            (None, number) => toml_edit::Value::from(number.unwrap_or_default()),
        },
        Value::String(text) => toml_edit::Value::from(text.as_str()),
        Value::Array(items) => toml_edit::Value::Array(items.iter().map(to_toml).collect()),
        Value::Object(map) => {
            toml_edit::Value::InlineTable(map.iter().map(|(key, value)| (key.as_str(), to_toml(value))).collect())
        }
    }
}

/// A value by its key, letter case apart, as Hugo reads its own keys.
pub(crate) fn get<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    let map = value.as_object()?;
    map.get(key).or_else(|| map.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).map(|(_, value)| value))
}

/// A text that is not empty.
pub(crate) fn string(value: &Value, key: &str) -> Option<String> {
    let text = get(value, key)?.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// `true` or `false`, also in YAML's older words.
pub(crate) fn truth(value: &Value, key: &str) -> Option<bool> {
    match get(value, key)? {
        Value::Bool(truth) => Some(*truth),
        Value::String(word) => match word.to_ascii_lowercase().as_str() {
            "yes" | "on" => Some(true),
            "no" | "off" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// Texts of a list, or the one text.
pub(crate) fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => vec![text.trim().to_owned()],
        Value::Array(items) => items.iter().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_formats_read_the_same() {
        let expect = serde_json::json!({"title": "A", "n": 2, "list": ["x", "y"], "in": {"on": true}});
        for (path, text) in [
            ("a.yml", "title: A\nn: 2\nlist: [x, y]\nin:\n  on: true\n"),
            ("a.toml", "title = 'A'\nn = 2\nlist = ['x', 'y']\n[in]\non = true\n"),
            ("a.JSON", r#"{"title": "A", "n": 2, "list": ["x", "y"], "in": {"on": true}}"#),
        ] {
            assert_eq!(parse(path, text), Some(expect.clone()), "{path}");
        }
        assert_eq!(parse("a.yml", "a: [unclosed"), None);
        assert_eq!(parse("a.yml", "a: 1\na: 2\n"), Some(serde_json::json!({"a": 2})));
        assert_eq!(parse("a.js", "{}"), None);
    }

    #[test]
    fn comments_in_json_are_passed_over() {
        let text = "{ // why\n \"a\": [1, 2, /* , */ ],\n \"b\": \"http://x/*no*/\\\"//\",\n}\n";
        assert_eq!(jsonc(text), Some(serde_json::json!({"a": [1, 2], "b": "http://x/*no*/\"//"})));
        assert_eq!(jsonc("{ /* never closed"), None);
        assert_eq!(jsonc(&"[".repeat(10_000)), None);
    }

    #[test]
    fn a_bomb_is_refused() {
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..12 {
            let before = format!("*a{}, ", level - 1).repeat(9);
            bomb = format!("{bomb}a{level}: &a{level} [{before}]\n");
        }
        assert_eq!(yaml(&bomb), None);
        assert_eq!(yaml(&"[".repeat(10_000)), None);
    }
}
