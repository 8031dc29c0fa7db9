use serde_json::Value;

use super::{Collection, Format, Media, Place, Settings, choices, field, is_text, kind_of, shared};
use crate::paths::join;
use crate::values::{get, json, string, truth};

/// Tina (tina.io/docs): the lock file beside its configuration, which is a program and is not read.
pub(super) struct Tina;

const DEEPEST: usize = 3;

impl Format for Tina {
    fn read(&self, place: &Place<'_>) -> Option<Settings> {
        let (file, text) = place.text(&["tina/tina-lock.json"])?;
        let lock = json(&text)?;
        let schema = get(&lock, "schema")?;
        let media = get(schema, "config")
            .and_then(|config| get(get(config, "media")?, "tina"))
            .and_then(|media| pictures(place, media));
        let collections = get(schema, "collections")?.as_array()?.iter();
        let collections = collections.filter_map(|one| collection(place, one, media.clone())).collect();
        Some(Settings { files: vec![file], collections })
    }
}

fn pictures(place: &Place<'_>, media: &Value) -> Option<Media> {
    let root = string(media, "mediaRoot").unwrap_or_default();
    let root = root.trim_matches('/');
    let public = string(media, "publicFolder").unwrap_or_default();
    if root.is_empty() {
        return None;
    }
    shared(place, &join(public.trim_matches('/'), root), root)
}

fn collection(place: &Place<'_>, one: &Value, media: Option<Media>) -> Option<Collection> {
    let format = string(one, "format").unwrap_or_else(|| "md".to_owned());
    if !is_text(&format) {
        return None;
    }
    let mut made = Collection {
        name: string(one, "name").unwrap_or_default(),
        folder: place.path(&string(one, "path")?)?,
        kind: string(one, "frontmatterFormat").as_deref().and_then(kind_of),
        extension: get(one, "format").map(|_| format),
        media,
        ..Collection::default()
    };
    for each in get(one, "fields").and_then(Value::as_array).into_iter().flatten() {
        add(&mut made, each, "", 0);
    }
    Some(made)
}

fn add(made: &mut Collection, each: &Value, above: &str, depth: usize) {
    let Some(own) = string(each, "name") else { return };
    let name = if above.is_empty() { own } else { format!("{above}.{own}") };
    let told = string(each, "type").unwrap_or_default();
    let several = truth(each, "list").unwrap_or(false);
    let yes = |key: &str| truth(each, key).unwrap_or(false);
    if yes("isBody") {
        return;
    }
    let inner = get(each, "fields").and_then(Value::as_array);
    if let (Some(inner), "object", false, true) = (inner, told.as_str(), several, depth < DEEPEST) {
        for each in inner {
            add(made, each, &name, depth + 1);
        }
        return;
    }
    let choices = choices(get(each, "options"));
    let shown = get(each, "ui");
    let component = shown.and_then(|ui| string(ui, "component"));
    let kind = match told.as_str() {
        "datetime" => "date",
        "boolean" => "boolean",
        "number" => "number",
        "image" => "image",
        "reference" => "relation",
        "object" => "group",
        "rich-text" => "multiline",
        _ if several => "list",
        _ if !choices.is_empty() => "choice",
        _ if component.as_deref() == Some("textarea") => "multiline",
        _ => "text",
    };
    let mut field = field(&name, string(each, "label"), kind);
    field.required = yes("required") || yes("isTitle");
    field.options = choices.iter().map(|choice| choice.value.clone()).collect();
    field.choices = choices;
    field.multiple = several;
    field.hint = string(each, "description").map(|hint| super::tidy(&hint));
    made.add(field, shown.and_then(|ui| get(ui, "defaultValue")), component.as_deref() == Some("hidden"));
}

#[cfg(test)]
mod tests {
    use crate::{InMemory, understand};

    #[test]
    fn the_lock_is_read() {
        let lock = r#"{"schema": {"config": {"media": {"tina": {"publicFolder": "public", "mediaRoot": "uploads"}}}, "collections": [
            {"name": "page", "path": "content/page", "fields": []},
            {"name": "post", "label": "Posts", "path": "content/post", "format": "mdx", "fields": [
                {"type": "string", "name": "title", "label": "Title", "isTitle": true, "required": true},
                {"type": "datetime", "name": "published", "label": "Day"},
                {"type": "string", "name": "mood", "options": [{"value": "good", "label": "Good"}, "bad"], "ui": {"defaultValue": "bad"}},
                {"type": "string", "name": "tags", "list": true},
                {"type": "object", "name": "seo", "fields": [{"type": "string", "name": "words", "ui": {"component": "textarea"}}]},
                {"type": "rich-text", "name": "body", "isBody": true}
            ]}]}, "lookup": {}, "graphql": {}}"#;
        let site =
            understand(&InMemory::new([("next.config.js", ""), ("tina/tina-lock.json", lock), ("tina/config.ts", "")]));
        assert_eq!(
            (site.post_folders.as_slice(), site.configured_by[1].as_str()),
            (["content/post".to_owned()].as_slice(), "tina/tina-lock.json")
        );
        let seen: Vec<(&str, &str)> = site.fields.iter().map(|it| (it.name.as_str(), it.kind)).collect();
        assert_eq!(
            seen,
            [
                ("title", "text"),
                ("published", "date"),
                ("mood", "choice"),
                ("tags", "tags"),
                ("seo.words", "multiline")
            ]
        );
        assert_eq!((site.pictures.folder.as_str(), site.pictures.url.as_str()), ("public/uploads", "/uploads"));
        let post = site.new_post("A title", jiff::civil::Date::constant(2026, 1, 2), None, &|_| false);
        assert_eq!(post.path, "content/post/a-title.mdx");
        assert!(post.text.contains("published: \"2026-01-02\"\nmood: bad\n"), "{}", post.text);
    }
}
