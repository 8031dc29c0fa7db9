use serde_json::Value;

use super::{Collection, Format, Media, Place, Settings, choices, field, is_text, kind_of, shared};
use crate::field::Field;
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
        let all = get(schema, "collections")?.as_array()?;
        let collections = all.iter().filter_map(|one| collection(place, one, media.as_ref())).collect();
        let other = |one: &Value| Some((string(one, "name")?, place.path(&string(one, "path")?)?));
        let others = all.iter().take(super::MOST_COLLECTIONS).filter_map(other).collect();
        Some(Settings { files: vec![file], collections, others, address: None })
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

fn collection(place: &Place<'_>, one: &Value, media: Option<&Media>) -> Option<Collection> {
    let format = string(one, "format").unwrap_or_else(|| "md".to_owned());
    if !is_text(&format) {
        return None;
    }
    let mut made = Collection {
        name: string(one, "name").unwrap_or_default(),
        folder: place.path(&string(one, "path")?)?,
        kind: string(one, "frontmatterFormat").as_deref().and_then(kind_of),
        extension: get(one, "format").map(|_| format),
        media: media.cloned(),
        ..Collection::default()
    };
    for each in get(one, "fields").and_then(Value::as_array).into_iter().flatten() {
        add(&mut made, each, "", 0);
    }
    let begins = get(one, "defaultItem").or_else(|| get(get(one, "ui")?, "defaultItem"));
    for (name, value) in begins.and_then(Value::as_object).into_iter().flatten().take(super::MOST_FIELDS) {
        let kept = !matches!(name.as_str(), "title" | "date" | "author" | "draft" | "published") && !value.is_object();
        if kept && !made.starts.iter().any(|(known, _)| known == name) {
            made.starts.push((name.clone(), value.clone()));
        }
    }
    Some(made)
}

fn add(made: &mut Collection, each: &Value, above: &str, depth: usize) {
    let Some(own) = string(each, "name") else { return };
    let name = if above.is_empty() { own } else { format!("{above}.{own}") };
    if truth(each, "isBody").unwrap_or(false) {
        return;
    }
    let inner = get(each, "fields").and_then(Value::as_array);
    let several = truth(each, "list").unwrap_or(false);
    if let (Some(inner), Some("object"), false, true) =
        (inner, string(each, "type").as_deref(), several, depth < DEEPEST)
    {
        for each in inner {
            add(made, each, &name, depth + 1);
        }
        return;
    }
    let (field, hidden) = described(each, &name, depth);
    let shown = get(each, "ui");
    made.add(field, shown.and_then(|ui| get(ui, "defaultValue")), hidden);
}

fn described(each: &Value, name: &str, depth: usize) -> (Field, bool) {
    let told = string(each, "type").unwrap_or_default();
    let several = truth(each, "list").unwrap_or(false);
    let yes = |key: &str| truth(each, key).unwrap_or(false);
    let choices = choices(get(each, "options"));
    let shown = get(each, "ui");
    let component = shown.and_then(|ui| string(ui, "component"));
    // A component that is `false` or `null` is nowhere to be seen.
    let off = shown.and_then(|ui| get(ui, "component")).is_some_and(|it| it.is_null() || it.as_bool() == Some(false));
    let kind = match told.as_str() {
        "image" => "image",
        "reference" => "relation",
        "object" => "group",
        _ if several => "list",
        "datetime" => "date",
        "boolean" => "boolean",
        "number" => "number",
        "rich-text" => "multiline",
        _ if !choices.is_empty() => "choice",
        _ if matches!(component.as_deref(), Some("textarea" | "markdown")) => "multiline",
        _ => "text",
    };
    let mut field = field(name, string(each, "label"), kind);
    field.required = yes("required") || yes("isTitle");
    field.options = choices.iter().map(|choice| choice.value.clone()).collect();
    field.choices = choices;
    field.multiple = several;
    let hint = string(each, "description").or_else(|| shown.and_then(|ui| string(ui, "description")));
    field.hint = hint.map(|hint| super::tidy(&hint));
    if let Some(ui) = shown {
        super::limit(&mut field, ui, &["min"], &["max"]);
    }
    match kind {
        "date" => {
            let format = |key: &str| shown.and_then(|ui| string(ui, key));
            let time = format("timeFormat").is_some();
            let whole = format("dateFormat").map(|date| match format("timeFormat") {
                Some(time) => format!("{date} {time}"),
                None => date,
            });
            super::dated(&mut field, whole.as_deref(), Some(time));
        }
        "relation" => {
            // The whole path is written, such as `content/authors/ann.md`.
            let to = get(each, "collections").map(crate::values::strings).unwrap_or_default().join(", ");
            field.relation = Some(super::relation(&to, Some("path".to_owned()), None));
        }
        "group" if depth < DEEPEST => {
            let inner = get(each, "fields").and_then(Value::as_array).into_iter().flatten().take(super::MOST_OPTIONS);
            let inner = inner.filter_map(|one| Some(described(one, &string(one, "name")?, depth + 1)));
            field.fields =
                inner.filter(|(field, hidden)| !hidden && !field.name.is_empty()).map(|(it, _)| it).collect();
        }
        _ => {}
    }
    (field, off || component.as_deref() == Some("hidden"))
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

    #[test]
    fn lists_groups_and_dates_keep_what_is_told_of_them() {
        let lock = r#"{"schema": {"collections": [
            {"name": "author", "path": "content/authors", "fields": []},
            {"name": "post", "path": "content/posts", "defaultItem": {"kind": "note", "title": "New"}, "fields": [
                {"type": "string", "name": "title", "isTitle": true, "description": "Short"},
                {"type": "datetime", "name": "date", "ui": {"dateFormat": "YYYY-MM-DD", "timeFormat": "HH:mm"}},
                {"type": "datetime", "name": "day"},
                {"type": "string", "name": "moods", "list": true, "options": [{"value": "good", "label": "Good"}]},
                {"type": "object", "name": "steps", "list": true, "fields": [{"type": "string", "name": "what", "label": "Step"}]},
                {"type": "image", "name": "pictures", "list": true},
                {"type": "reference", "name": "author", "collections": ["author"]},
                {"type": "string", "name": "kind", "ui": {"component": false}}
            ]}]}}"#;
        let site = understand(&InMemory::new([
            ("hugo.toml", ""),
            ("tina/tina-lock.json", lock),
            ("content/authors/ann.md", "---\ntitle: Ann Lee\n---\n"),
            ("content/posts/a.md", "+++\ntitle = 'A'\n+++\n"),
        ]));
        let of = |name: &str| site.fields.iter().find(|field| field.name == name).unwrap();
        assert_eq!((of("title").required, of("title").hint.as_deref()), (true, Some("Short")));
        assert_eq!((of("date").time, of("date").format.as_deref()), (true, Some("%Y-%m-%d %H:%M")));
        assert!(!of("day").time);
        assert_eq!(
            (of("moods").kind, of("moods").choices[0].label.as_str(), of("moods").multiple),
            ("list", "Good", true)
        );
        assert_eq!((of("steps").kind, of("steps").fields[0].label.as_str()), ("group", "Step"));
        assert_eq!((of("pictures").kind, of("pictures").multiple), ("image", true));
        let author = of("author");
        assert_eq!(
            (author.choices[0].value.as_str(), author.choices[0].label.as_str()),
            ("content/authors/ann.md", "Ann Lee")
        );
        assert_eq!(site.hidden[0].name, "kind");
        let post = site.new_post("A", jiff::civil::Date::constant(2026, 1, 2), None, &|_| false);
        assert!(post.text.contains("kind = \"note\"\n") && post.text.contains("title = 'A'"), "{}", post.text);
    }
}
