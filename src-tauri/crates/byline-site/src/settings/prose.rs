use serde_json::Value;

use super::{Collection, Format, Media, Place, Settings, choose, field, shared};
use crate::values::{self, get, string};

/// Prose (github.com/prose/prose): `_prose.yml`, or `prose` in Jekyll's own configuration.
pub(super) struct Prose;

impl Format for Prose {
    fn read(&self, place: &Place<'_>) -> Option<Settings> {
        let own = place.text(&["_prose.yml"]).and_then(|(file, text)| {
            let config = values::yaml(&text)?;
            Some((file, get(&config, "prose").cloned().unwrap_or(config)))
        });
        let (file, config) = own.or_else(|| {
            let (file, text) = place.text(&["_config.yml"])?;
            Some((file, get(&values::yaml(&text)?, "prose")?.clone()))
        })?;
        let media = string(&config, "media").and_then(|folder| pictures(place, &folder));
        let folders = get(&config, "metadata")?.as_object()?.iter();
        let collections = folders.filter_map(|(folder, list)| {
            let mut made = Collection {
                name: folder.clone(),
                folder: place.path(folder)?,
                media: media.clone(),
                ..Collection::default()
            };
            // Older settings have the new post's details as one text, which is nothing to choose from.
            for each in list.as_array()? {
                add(&mut made, each);
            }
            Some(made)
        });
        let address = string(&config, "siteurl").filter(|url| url.contains("://"));
        let collections = collections.collect();
        Some(Settings { files: vec![file], collections, others: Vec::new(), address })
    }
}

fn pictures(place: &Place<'_>, folder: &str) -> Option<Media> {
    shared(place, folder, folder)
}

fn add(made: &mut Collection, each: &Value) {
    let (Some(name), Some(told)) = (string(each, "name"), get(each, "field")) else { return };
    let element = string(told, "element").unwrap_or_default();
    let kind = match element.as_str() {
        "textarea" => "multiline",
        "checkbox" => "boolean",
        "number" => "number",
        "select" => "choice",
        "multiselect" => "list",
        "image" => "image",
        "header" => return,
        _ if name == "date" => "date",
        _ => "text",
    };
    let mut field = field(&name, string(told, "label"), kind);
    choose(&mut field, get(told, "options"));
    field.multiple = element == "multiselect";
    let hint = string(told, "help").or_else(|| string(told, "placeholder"));
    field.hint = hint.map(|hint| super::tidy(&hint));
    if kind == "number" {
        super::limit(&mut field, told, &["min"], &["max"]);
    }
    made.add(field, get(told, "value"), element == "hidden");
}

#[cfg(test)]
mod tests {
    use crate::{InMemory, understand};

    const PROSE: &str = "
  media: assets/up
  metadata:
    _posts:
      - {name: layout, field: {element: hidden, value: blog}}
      - {name: title, field: {element: text, label: Headline, value: ''}}
      - {name: date, field: {element: text, value: CURRENT_DATETIME}}
      - {name: mood, field: {element: select, label: Mood, options: [{name: Good, value: good}, {name: Bad, value: bad}]}}
    pages: 'layout: page'
";

    #[test]
    fn both_places_are_read() {
        let own = format!("prose:{PROSE}");
        let within = format!("title: A\nprose:{PROSE}");
        for files in [
            [("_config.yml", ""), ("_prose.yml", own.as_str())],
            [("_config.yml", within.as_str()), ("index.html", "")],
        ] {
            let site = understand(&InMemory::new(files));
            assert_eq!(site.post_folders, ["_posts"]);
            let seen: Vec<(&str, &str)> = site.fields.iter().map(|it| (it.label.as_str(), it.kind)).collect();
            assert_eq!(seen, [("Headline", "text"), ("Date", "date"), ("Mood", "choice")]);
            assert_eq!(site.fields[2].options, ["good", "bad"]);
            assert_eq!((site.pictures.folder.as_str(), site.pictures.url.as_str()), ("assets/up", "/assets/up"));
            let post = site.new_post("A", jiff::civil::Date::constant(2026, 1, 2), None, &|_| false);
            assert!(!post.text.contains("CURRENT") && post.text.contains("title: A\n"), "{}", post.text);
        }
    }

    #[test]
    fn limits_and_several_choices_are_kept() {
        let config = "prose:\n  metadata:\n    _posts:\n      - {name: stars, field: {element: number, min: 1, max: 5, help: How good}}\n      - {name: moods, field: {element: multiselect, options: [{name: Good, value: good}]}}\n      - {name: head, field: {element: header}}\n";
        let site = understand(&InMemory::new([("_config.yml", config), ("index.html", "")]));
        assert_eq!((site.fields[0].max, site.fields[0].hint.as_deref()), (Some(5.0), Some("How good")));
        assert_eq!((site.fields[1].multiple, site.fields[1].choices[0].label.as_str()), (true, "Good"));
        assert_eq!(site.fields.len(), 2);
    }
}
