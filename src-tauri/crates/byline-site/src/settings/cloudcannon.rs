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
        let all = get(&config, "collections_config")?.as_object()?;
        let collections = all.iter().filter_map(|(name, one)| collection(place, &config, &source, name, one)).collect();
        let folder = |one: &Value| place.path(&join(source.trim_matches('/'), &string(one, "path")?));
        let others = all.iter().filter_map(|(name, one)| Some((name.clone(), folder(one)?)));
        let address = string(&config, "base_url").filter(|url| url.contains("://"));
        Some(Settings {
            files: vec![file],
            collections,
            others: others.take(super::MOST_COLLECTIONS).collect(),
            address,
        })
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
    let first = schemas.and_then(|all| all.get("default").or_else(|| all.values().next()));
    // The nearer one says more: the schema's, the collection's, the whole site's.
    let near = [first, Some(one), Some(config)].map(|of| Cascade { of });
    let mut inputs: Vec<(&str, Value)> = Vec::new();
    for level in near.iter().filter_map(|level| get(level.of?, "_inputs")?.as_object()) {
        for (name, input) in level.iter().take(super::MOST_FIELDS) {
            match inputs.iter_mut().find(|(known, _)| known == name) {
                Some((_, known)) => fill_up(known, input),
                None => inputs.push((name, input.clone())),
            }
        }
    }
    for (name, input) in inputs.into_iter().take(super::MOST_FIELDS) {
        let hidden = get(&input, "hidden").is_some_and(|it| it.as_bool() == Some(true));
        let list = if hidden { &mut made.hidden } else { &mut made.notes };
        list.push(note(name, &input, &near));
    }
    let extra = get(one, "create").and_then(|create| get(create, "extra_data")).and_then(Value::as_object);
    for (name, value) in extra.into_iter().flatten().take(super::MOST_FIELDS) {
        made.starts.push((name.clone(), value.clone()));
    }
    Some(made)
}

/// One of the levels that settings are looked up on.
struct Cascade<'a> {
    of: Option<&'a Value>,
}

/// What a name such as `_select_data.moods` stands for, on the nearest level that says it.
fn looked_up<'a>(near: &[Cascade<'a>], name: &str) -> Option<&'a Value> {
    let (table, key) = name.split_once('.')?;
    near.iter().find_map(|level| get(get(level.of?, table)?, key))
}

/// What a level further out says of the same detail, where the nearer one says nothing.
fn fill_up(near: &mut Value, far: &Value) {
    if let (Value::Object(near), Value::Object(far)) = (near, far) {
        for (key, value) in far {
            match near.get_mut(key) {
                Some(known) if key == "options" => fill_up(known, value),
                Some(_) => {}
                None => {
                    near.insert(key.clone(), value.clone());
                }
            }
        }
    }
}

fn note(name: &str, input: &Value, near: &[Cascade<'_>]) -> Field {
    let told = string(input, "type").unwrap_or_default();
    let kind = match told.as_str() {
        "textarea" | "html" | "markdown" | "code" => "multiline",
        "date" | "datetime" => "date",
        "checkbox" | "switch" => "boolean",
        "number" | "range" => "number",
        "select" | "choice" => "choice",
        "array" if structure(input, near).is_some() => "group",
        "multiselect" | "multichoice" | "array" => "list",
        "image" => "image",
        "file" | "document" => "file",
        "object" => "group",
        "text" | "email" | "url" | "color" | "time" => "text",
        _ => "",
    };
    let mut note = field(name, string(input, "label"), kind);
    let settings = get(input, "options");
    let says = |key: &str| settings.and_then(|settings| get(settings, key));
    note.hint = string(input, "comment").map(|hint| super::tidy(&hint));
    note.multiple = matches!(told.as_str(), "multiselect" | "multichoice" | "array");
    if let Some(settings) = settings {
        note.required = values::truth(settings, "required").unwrap_or(false);
        super::limit(&mut note, settings, &["min", "min_length", "min_items"], &["max", "max_length", "max_items"]);
        note.pattern = super::pattern(get(settings, "pattern"), get(settings, "pattern_message"));
    }
    // The values may stand elsewhere: in a list of the settings', or in the texts of a collection.
    let named = says("values").and_then(Value::as_str);
    if let Some(collection) = named.and_then(|name| name.strip_prefix("collections.")) {
        let key = |key: &str| says(key).and_then(Value::as_str).map(str::to_owned);
        note.relation = Some(super::relation(collection, key("value_key"), key("text_key")));
        note.kind = "relation";
    } else {
        let by_name = |name| looked_up(near, name).or_else(|| looked_up(near, &format!("_select_data.{name}")));
        choose(&mut note, named.and_then(by_name).or_else(|| says("values")));
    }
    // Other values than those may be made up while writing.
    if settings.is_some_and(|settings| values::truth(settings, "allow_create") == Some(true)) {
        note.choices.clear();
        if note.kind == "choice" {
            note.kind = "text";
        }
    }
    if kind == "date" {
        note.time = told == "datetime";
    }
    if kind == "group" {
        let inner = structure(input, near).and_then(Value::as_object).into_iter().flatten();
        note.fields = inner
            .take(super::MOST_OPTIONS)
            .map(|(key, value)| Field::new(key, crate::habits::kind_of(value).unwrap_or("group")))
            .collect();
    }
    note
}

/// The example of what a list holds or a group has inside, where the settings have one.
fn structure<'a>(input: &'a Value, near: &[Cascade<'a>]) -> Option<&'a Value> {
    let told = get(get(input, "options")?, "structures")?;
    let whole = told.as_str().map_or(Some(told), |name| looked_up(near, name))?;
    get(get(whole, "values")?.as_array()?.first()?, "value")
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

    #[test]
    fn inputs_are_looked_up_from_near_to_far() {
        let config = "
collections_config:
  authors: {path: authors}
  posts:
    path: posts
    create: {extra_data: {kind: note}}
    schemas:
      default:
        path: schemas/post.md
        _inputs: {mood: {label: My mood}}
    _inputs:
      mood: {comment: How it feels, options: {values: _select_data.moods}}
      layout: {hidden: true}
      tags: {type: multiselect, options: {values: topics, allow_create: true}}
    _select_data: {moods: [{id: good, name: Good}, bad]}
_select_data: {topics: [art, books]}
_structures:
  steps: {values: [{label: Step, value: {what: '', done: false}}]}
_inputs:
  mood: {type: select, label: Other, options: {required: true}}
  title: {options: {max_length: 60, pattern: '^[A-Z]', pattern_message: Begin with a capital}}
  steps: {type: array, options: {structures: _structures.steps, max_items: 9}}
  posted: {type: datetime}
  stars: {type: range, options: {min: 1, max: 5, step: 0.5}}
  writer: {type: select, options: {values: collections.authors, value_key: name}}
";
        let schema = "---\ntitle:\nlayout: post\nmood: good\ntags: []\nsteps: []\nposted: 2020-01-01\nstars: 1\nwriter: ''\n---\n";
        let site = understand(&InMemory::new([
            ("cloudcannon.config.yml", config),
            ("schemas/post.md", schema),
            ("posts/a.md", schema),
            ("authors/ann.md", "---\nname: Ann\n---\n"),
        ]));
        let of = |name: &str| site.fields.iter().find(|field| field.name == name).unwrap();
        let mood = of("mood");
        assert_eq!((mood.label.as_str(), mood.kind, mood.required), ("My mood", "choice", true));
        assert_eq!((mood.hint.as_deref(), mood.choices[0].label.as_str()), (Some("How it feels"), "Good"));
        assert_eq!(
            (of("tags").options.as_slice(), of("tags").choices.len()),
            (["art".to_owned(), "books".to_owned()].as_slice(), 0)
        );
        let title = of("title");
        assert_eq!(
            (title.max, title.pattern.as_ref().unwrap().message.as_deref()),
            (Some(60.0), Some("Begin with a capital"))
        );
        assert_eq!((of("posted").kind, of("posted").time), ("date", true));
        assert_eq!((of("stars").kind, of("stars").step), ("number", Some(0.5)));
        assert_eq!((of("writer").kind, of("writer").options[0].as_str()), ("relation", "Ann"));
        let steps = of("steps");
        let inner: Vec<(&str, &str)> = steps.fields.iter().map(|it| (it.name.as_str(), it.kind)).collect();
        assert_eq!((steps.kind, steps.multiple, inner), ("group", true, vec![("done", "boolean"), ("what", "text")]));
        assert!(site.hidden.iter().any(|it| it.name == "layout"));
        assert!(site.new_post("A", Date::constant(2026, 1, 2), None, &|_| false).text.contains("kind: note\n"));
    }
}
