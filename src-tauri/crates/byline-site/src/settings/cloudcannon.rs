use serde_json::Value;

use super::{Collection, Format, Media, Place, Settings, choose, field, shared};
use crate::field::Field;
use crate::front::Front;
use crate::paths::join;
use crate::site::Naming;
use crate::values::{self, get, string};

/// CloudCannon (cloudcannon.com/documentation): `cloudcannon.config.json` or `.yml`; the one in JavaScript is not read.
pub(super) struct CloudCannon;

impl Format for CloudCannon {
    fn read(&self, place: &Place<'_>) -> Option<Settings> {
        let names = ["cloudcannon.config.json", "cloudcannon.config.yaml", "cloudcannon.config.yml"];
        let (file, text) = place.text(&names)?;
        let config = values::parse(&file, &text)?;
        let source = string(&config, "source").unwrap_or_default();
        let collections = get(&config, "collections_config")?.as_object()?;
        let collections =
            collections.iter().filter_map(|(name, one)| collection(place, &config, &source, name, one)).collect();
        Some(Settings { files: vec![file], collections })
    }
}

fn collection(place: &Place<'_>, config: &Value, source: &str, name: &str, one: &Value) -> Option<Collection> {
    let mut made = Collection {
        name: name.to_owned(),
        folder: place.path(&join(source.trim_matches('/'), &string(one, "path")?))?,
        naming: get(one, "create").and_then(|create| string(create, "path")).and_then(|path| naming(&path)),
        media: media(place, source, get(one, "paths").or_else(|| get(config, "paths"))),
        ..Collection::default()
    };
    // A schema is an example of a post.
    let schemas = get(one, "schemas").and_then(Value::as_object);
    let schema = schemas
        .and_then(|all| all.get("default").or_else(|| all.values().next()))
        .and_then(|schema| string(schema, "path"));
    let schema = schema.and_then(|path| {
        let path = crate::paths::normalise(&join(source.trim_matches('/'), &path))?;
        let (file, text) = place.text(&[path.as_str()])?;
        Some((Front::of(&text)?, file))
    });
    (made.template, made.template_file) = schema.unzip();
    for inputs in [get(one, "_inputs"), get(config, "_inputs")].into_iter().flatten() {
        for (name, input) in inputs.as_object().into_iter().flatten().take(super::MOST_FIELDS) {
            if !made.notes.iter().any(|note| note.name == *name) {
                made.notes.push(note(name, input));
            }
        }
    }
    Some(made)
}

fn note(name: &str, input: &Value) -> Field {
    let kind = match string(input, "type").unwrap_or_default().as_str() {
        "textarea" | "html" | "markdown" | "code" => "multiline",
        "date" | "datetime" => "date",
        "checkbox" | "switch" => "boolean",
        "number" | "range" => "number",
        "select" => "choice",
        "multiselect" | "array" => "list",
        "image" | "file" | "document" => "image",
        "object" => "group",
        "text" | "email" | "url" | "color" => "text",
        _ => "",
    };
    let mut note = field(name, string(input, "label"), kind);
    let settings = get(input, "options");
    choose(&mut note, settings.and_then(|settings| get(settings, "values")));
    note.required = settings.and_then(|settings| values::truth(settings, "required")).unwrap_or(false);
    note.hint = string(input, "comment").map(|hint| super::tidy(&hint));
    note
}

/// `[relative_base_path]/{date|year}-{date|month}-{date|day}-{title|slugify}.[ext]`
fn naming(path: &str) -> Option<Naming> {
    let path =
        path.trim_start_matches("[relative_base_path]").trim_start_matches("[full_slug]").trim_start_matches('/');
    let stem = [".[ext]", ".md", ".mdx", ".markdown"].iter().find_map(|end| path.strip_suffix(end)).unwrap_or(path);
    let places = [
        ("{date|year}", "{year}"),
        ("{date|month}", "{month}"),
        ("{date|day}", "{day}"),
        ("{title|slugify}", "{slug}"),
        ("{title}", "{slug}"),
        ("[slug]", "{slug}"),
    ];
    Naming::of(&places.iter().fold(stem.to_owned(), |pattern, (theirs, ours)| pattern.replace(theirs, ours)))
}

fn media(place: &Place<'_>, source: &str, paths: Option<&Value>) -> Option<Media> {
    let paths = paths?;
    let uploads = string(paths, "uploads")?;
    if uploads.contains(['[', '{']) || values::truth(paths, "uploads_use_relative_path").unwrap_or(false) {
        return None;
    }
    let served = string(paths, "static").unwrap_or_default();
    let served = served.trim_matches('/');
    let url = crate::paths::inside(uploads.trim_matches('/'), served).unwrap_or(uploads.trim_matches('/')).to_owned();
    shared(place, &join(source.trim_matches('/'), &uploads), &url)
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use crate::{InMemory, understand};

    #[test]
    fn collections_inputs_and_schemas_are_read() {
        let config = "
collections_config:
  pages: {path: content/pages}
  posts:
    path: content/letters
    create: {path: '[relative_base_path]/{date|year}/{title|slugify}.md'}
    schemas: {default: {path: schemas/post.md}}
    _inputs:
      mood: {type: select, label: Mood, comment: How it feels, options: {values: [good, bad]}}
_inputs:
  mood: {label: Other}
  unused: {label: Unused}
paths: {static: static, uploads: static/up}
";
        let site = understand(&InMemory::new([
            ("hugo.toml", ""),
            ("cloudcannon.config.yml", config),
            ("schemas/post.md", "---\ntitle:\nmood: good\ncover: ''\n---\n"),
        ]));
        assert_eq!(
            (site.post_folders.as_slice(), site.configured_by[1].as_str()),
            (["content/letters".to_owned()].as_slice(), "cloudcannon.config.yml")
        );
        assert_eq!((site.pictures.folder.as_str(), site.pictures.url.as_str()), ("static/up", "/up"));
        let mood = site.fields.iter().find(|field| field.name == "mood").unwrap();
        assert_eq!(
            (mood.label.as_str(), mood.kind, mood.options.len(), mood.hint.as_deref()),
            ("Mood", "choice", 2, Some("How it feels"))
        );
        assert!(!site.fields.iter().any(|field| field.name == "unused"));
        let post = site.new_post("Hello", Date::constant(2026, 1, 2), None, &|_| false);
        assert_eq!(post.path, "content/letters/2026/hello.md");
        assert_eq!(post.text, "---\ntitle: Hello\ndate: 2026-01-02\nmood: good\ncover: ''\n---\n\n");
    }
}
