use serde_json::Value;

use super::{Collection, Format, Media, Place, Settings, choose, field, is_text, kind_of, shared};
use crate::field::Field;
use crate::paths::{extension, join, normalise, parent};
use crate::site::Naming;
use crate::values::{self, get, string, truth};

/// Decap and Sveltia (decapcms.org/docs): `admin/config.yml`.
pub(super) struct Decap;

/// How deep details in details are followed.
const DEEPEST: usize = 3;

/// Most files that a configuration may be divided into.
const MOST_PARTS: usize = 20;

impl Format for Decap {
    fn read(&self, place: &Place<'_>) -> Option<Settings> {
        let (files, config) = configuration(place)?;
        let all = get(&config, "collections")?.as_array()?;
        let collections = all.iter().filter_map(|one| collection(place, &config, one)).collect();
        let others = all.iter().take(super::MOST_COLLECTIONS).flat_map(|one| others(place, one)).collect();
        let address = string(&config, "site_url").or_else(|| string(&config, "display_url"));
        Some(Settings { files, collections, others, address })
    }
}

/// What a collection can be named by in a relation: itself, or one of its files.
fn others(place: &Place<'_>, one: &Value) -> Vec<(String, String)> {
    let Some(name) = string(one, "name") else { return Vec::new() };
    let files = get(one, "files").and_then(Value::as_array).into_iter().flatten().take(super::MOST_COLLECTIONS);
    let files = files
        .filter_map(|file| Some((format!("{name}/{}", string(file, "name")?), place.path(&string(file, "file")?)?)));
    let own = string(one, "folder").and_then(|folder| place.path(&folder)).map(|folder| (name.clone(), folder));
    own.into_iter().chain(files).collect()
}

/// The one `admin/config.yml`, or what the page beside it names.
fn configuration(place: &Place<'_>) -> Option<(Vec<String>, Value)> {
    let starts = ["", "static/", "public/", "source/", "src/", "assets/"];
    let mut found: Vec<String> = place
        .files
        .iter()
        .filter(|path| *path == "admin/config.yml" || path.ends_with("/admin/config.yml"))
        .cloned()
        .collect();
    // What the generator serves as it is may not be among the files that hold posts.
    for start in starts {
        let path = join(place.start, &format!("{start}admin/config.yml"));
        if !found.contains(&path) && place.folder.read(&path).is_some() {
            found.push(path);
        }
    }
    if let [one] = found.as_slice() {
        return Some((vec![one.clone()], values::yaml(&place.text(&[one])?.1)?));
    }
    if !found.is_empty() {
        return None;
    }
    starts.iter().find_map(|start| {
        let page = join(place.start, &format!("{start}admin/index.html"));
        let (_, html) = place.text(&[page.as_str()])?;
        let named = html.split('<').filter(|tag| tag.contains("cms-config-url")).take(MOST_PARTS);
        let mut files = Vec::new();
        let mut whole = Value::Null;
        for path in named.filter_map(|link| linked(&page, link)) {
            let Some((path, text)) = place.text(&[path.as_str()]) else { continue };
            let Some(part) = values::parse(&path, &text) else { continue };
            files.push(path);
            join_parts(&mut whole, part);
        }
        (!files.is_empty()).then_some((files, whole))
    })
}

/// Where a page's link to a part of the configuration leads.
fn linked(page: &str, link: &str) -> Option<String> {
    let href = link.split("href=").nth(1)?.trim_start_matches(['"', '\'']);
    let href = href.split(['"', '\'', ' ', '>', '?', '#']).next()?;
    let path = match href.strip_prefix('/') {
        Some(rooted) => join(parent(parent(page)), rooted),
        None => join(parent(page), href),
    };
    normalise(&path)
}

/// Sveltia reads several files as one: lists follow each other, and later values stand for earlier ones.
fn join_parts(whole: &mut Value, part: Value) {
    match (whole, part) {
        (Value::Object(whole), Value::Object(part)) => {
            for (key, value) in part {
                match whole.get_mut(&key) {
                    Some(known @ (Value::Object(_) | Value::Array(_))) => join_parts(known, value),
                    _ => {
                        whole.insert(key, value);
                    }
                }
            }
        }
        (Value::Array(whole), Value::Array(part)) => whole.extend(part),
        (whole, part) => *whole = part,
    }
}

fn collection(place: &Place<'_>, config: &Value, one: &Value) -> Option<Collection> {
    let folder = string(one, "folder")?;
    let format = string(one, "format").unwrap_or_default();
    let extension = string(one, "extension").unwrap_or_else(|| "md".to_owned());
    let extension = extension.trim_start_matches('.').to_owned();
    if !is_text(&extension) || matches!(format.as_str(), "yml" | "yaml" | "json" | "toml") {
        return None;
    }
    let mut made = Collection {
        name: string(one, "name").unwrap_or_default(),
        folder: place.path(&folder)?,
        extension: get(one, "extension").map(|_| extension),
        kind: kind_of(&format),
        ..Collection::default()
    };
    let slug = string(one, "slug").map_or_else(|| Some("{slug}".to_owned()), |slug| pattern(&slug));
    let path = string(one, "path");
    made.naming = match (&path, slug) {
        (None, _) if get(one, "slug").is_none() => None,
        (None, slug) => slug.and_then(|slug| Naming::of(&slug)),
        (Some(path), slug) => {
            slug.and_then(|slug| Some(pattern(path)?.replace("{slug}", &slug))).and_then(|whole| Naming::of(&whole))
        }
    };
    made.media = media(place, config, one, path.is_some());
    for each in get(one, "fields").and_then(Value::as_array).into_iter().flatten() {
        add(&mut made, each, "", 0);
    }
    // Only posts with this value are in the collection, so a new one has to have it.
    if let Some(filter) = get(one, "filter")
        && let (Some(name), Some(value)) = (string(filter, "field"), get(filter, "value"))
        && !made.starts.iter().any(|(known, _)| *known == name)
        && !value.is_array()
    {
        made.starts.push((name, value.clone()));
    }
    Some(made)
}

/// `{{year}}-{{slug}}` with the places that can be filled in; nothing when there are others.
fn pattern(written: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = written;
    while let Some((before, after)) = rest.split_once("{{") {
        let (place, after) = after.split_once("}}")?;
        let name = place.split('|').next().unwrap_or_default().trim();
        out.push_str(before);
        out.push_str(match name.strip_prefix("fields.").unwrap_or(name) {
            "slug" | "title" => "{slug}",
            "year" => "{year}",
            "month" => "{month}",
            "day" => "{day}",
            _ => return None,
        });
        rest = after;
    }
    out.push_str(rest);
    // An extension belongs to the file, not to the pattern.
    let plain = if is_text(&extension(&out)) { out.rsplit_once('.')?.0.to_owned() } else { out };
    Some(plain)
}

fn media(place: &Place<'_>, config: &Value, one: &Value, has_path: bool) -> Option<Media> {
    match get(one, "media_folder").and_then(Value::as_str) {
        Some(own) if own.contains("{{") => None,
        Some(rooted) if rooted.starts_with('/') => {
            let public = string(one, "public_folder").unwrap_or_else(|| rooted.to_owned());
            shared(place, rooted, &public)
        }
        Some("") => Some(Media::Beside(String::new())),
        Some(own) => normalise(own).map(Media::Beside),
        None if has_path => Some(Media::Beside(String::new())),
        None => {
            let folder = string(config, "media_folder")?;
            let public = string(config, "public_folder").unwrap_or_else(|| format!("/{folder}"));
            shared(place, &folder, &public)
        }
    }
}

fn add(made: &mut Collection, each: &Value, above: &str, depth: usize) {
    let Some(own) = string(each, "name") else { return };
    let name = if above.is_empty() { own.clone() } else { format!("{above}.{own}") };
    let inner = get(each, "fields").and_then(Value::as_array);
    if name == "body" {
        return;
    }
    if let (Some(inner), Some("object"), true) = (inner, string(each, "widget").as_deref(), depth < DEEPEST) {
        // A group that may be left out altogether has nothing that must be there.
        let optional = truth(each, "required") == Some(false);
        let from = made.fields.len();
        for each in inner {
            add(made, each, &name, depth + 1);
        }
        if optional {
            made.fields[from..].iter_mut().for_each(|field| field.required = false);
        }
        return;
    }
    let (field, hidden) = described(each, &name, depth);
    made.add(field, get(each, "default"), hidden);
}

/// A detail as it is described, and whether people are kept from it.
fn described(each: &Value, name: &str, depth: usize) -> (Field, bool) {
    let widget = string(each, "widget").unwrap_or_else(|| "string".to_owned());
    let hidden = matches!(widget.as_str(), "hidden" | "compute" | "uuid");
    let several = truth(each, "multiple").unwrap_or(false);
    let kind = match widget.as_str() {
        "text" | "markdown" | "richtext" | "code" => "multiline",
        "datetime" | "date" => "date",
        "boolean" => "boolean",
        "number" => "number",
        "select" if several => "list",
        "select" => "choice",
        "list" => return (list(each, name, depth), false),
        "image" => "image",
        "file" => "file",
        "relation" => "relation",
        "object" | "keyvalue" | "map" => "group",
        _ => "text",
    };
    let mut field = field(name, string(each, "label"), kind);
    field.required = truth(each, "required").unwrap_or(true) && !hidden;
    choose(&mut field, get(each, "options"));
    field.multiple = several;
    field.hint = string(each, "hint").map(|hint| super::tidy(&hint));
    field.pattern = super::pattern(get(each, "pattern"), None);
    super::limit(&mut field, each, &["min", "minlength"], &["max", "maxlength"]);
    match kind {
        "date" => {
            let whole = string(each, "format");
            let (day, hour) = (get(each, "date_format"), get(each, "time_format"));
            // Only the one that is asked for has a picker; with neither named, both have.
            let without = |given: Option<&Value>| given.is_none_or(|given| *given == Value::Bool(false));
            let day_only = widget == "date"
                || string(each, "type").as_deref() == Some("date")
                || hour.is_some_and(|hour| *hour == Value::Bool(false))
                || (day.is_some() && without(hour));
            let parts = string(each, "date_format").map(|day| match string(each, "time_format") {
                Some(hour) if !day_only => format!("{day} {hour}"),
                _ => day,
            });
            let time = if whole.is_some() && widget != "date" { None } else { Some(!day_only) };
            super::dated(&mut field, whole.or(parts).as_deref(), time);
        }
        "number" if string(each, "value_type").is_some_and(|kind| kind == "int") => {
            field.step = field.step.or(Some(1.0));
        }
        "relation" => field.relation = Some(related(each)),
        "group" => field.fields = inside(each, depth),
        _ => {}
    }
    (field, hidden)
}

/// A list: of texts, of one kind of detail, or of groups.
fn list(each: &Value, name: &str, depth: usize) -> Field {
    let only = get(each, "field").filter(|_| depth < DEEPEST).map(|one| described(one, name, depth + 1));
    let grouped = get(each, "fields").is_some() || get(each, "types").is_some();
    let kind = match only.as_ref().map(|(one, _)| one.kind) {
        _ if grouped => "group",
        Some(kind @ ("image" | "file" | "relation" | "group")) => kind,
        _ => "list",
    };
    let mut field = field(name, string(each, "label"), kind);
    if let Some((one, _)) = only {
        field = Field { label: field.label, kind: field.kind, name: field.name, ..one };
    }
    field.required = truth(each, "required").unwrap_or(true);
    field.multiple = true;
    field.default = None;
    field.hint = string(each, "hint").map(|hint| super::tidy(&hint)).or(field.hint);
    (field.min, field.max) = (None, None);
    super::limit(&mut field, each, &["min"], &["max"]);
    if grouped {
        field.fields = inside(each, depth);
    }
    field
}

/// The details inside a group.
fn inside(each: &Value, depth: usize) -> Vec<Field> {
    let inner = get(each, "fields").and_then(Value::as_array).into_iter().flatten().take(super::MOST_OPTIONS);
    let described =
        inner.filter(|_| depth < DEEPEST).filter_map(|one| Some(described(one, &string(one, "name")?, depth + 1)));
    described.filter(|(field, hidden)| !hidden && !field.name.is_empty()).map(|(field, _)| field).collect()
}

fn related(each: &Value) -> crate::field::Relation {
    let collection = string(each, "collection").unwrap_or_default();
    let to = string(each, "file").map_or(collection.clone(), |file| format!("{collection}/{file}"));
    let bare =
        |key: String| key.trim_start_matches("{{").trim_end_matches("}}").trim_start_matches("fields.").to_owned();
    let value = string(each, "value_field").map(bare).filter(|value| value != "slug" && value != "filename");
    let shown = get(each, "display_fields").map(values::strings).and_then(|all| all.into_iter().next()).map(bare);
    super::relation(&to, value, shown)
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use crate::{InMemory, Site, understand};

    const CONFIG: &str = "
backend: {name: git-gateway}
media_folder: public/uploads
public_folder: /uploads
collections:
  - name: settings
    files: [{file: src/data/site.json, name: site}]
  - name: blog
    label: Blog
    folder: src/content/blog
    slug: '{{year}}/{{month}}-{{fields.title}}'
    extension: mdx
    fields:
      - {name: layout, widget: hidden, default: post}
      - {name: title, label: Headline, hint: Short and plain}
      - {name: pubDate, label: Day, widget: datetime}
      - {name: description, widget: text}
      - {name: mood, label: Mood, widget: select, options: [{label: Good, value: good}, bad], default: good}
      - {name: tags, widget: list, required: false}
      - {name: cover, widget: image, required: false}
      - {name: seo, widget: object, fields: [{name: words, widget: list, required: false}]}
      - {name: featured, widget: boolean, default: false}
      - {name: writer, widget: relation, required: false}
      - {name: body, widget: markdown}
";

    fn site(files: &[(&str, &str)]) -> Site {
        understand(&InMemory::new(files.iter().copied()))
    }

    #[test]
    fn fields_names_and_pictures_are_taken_over() {
        let site = site(&[
            ("astro.config.mjs", ""),
            ("public/admin/config.yml", CONFIG),
            ("src/content/blog/a.md", "---\ntags: [x]\n---\n"),
        ]);
        assert_eq!(site.configured_by, ["astro.config.mjs", "public/admin/config.yml"]);
        let seen: Vec<(&str, &str, &str, bool)> =
            site.fields.iter().map(|it| (it.name.as_str(), it.label.as_str(), it.kind, it.required)).collect();
        assert_eq!(
            seen,
            [
                ("title", "Headline", "text", true),
                ("pubDate", "Day", "date", true),
                ("description", "Description", "multiline", true),
                ("mood", "Mood", "choice", true),
                ("tags", "Tags", "tags", false),
                ("cover", "Cover", "image", false),
                ("seo.words", "Words", "list", false),
                ("featured", "Featured", "boolean", true),
                ("writer", "Writer", "relation", false),
            ]
        );
        assert_eq!(site.fields[0].hint.as_deref(), Some("Short and plain"));
        assert_eq!(
            (site.fields[3].default.as_deref(), site.fields[3].options.as_slice()),
            (Some("good"), ["good".to_owned(), "bad".to_owned()].as_slice())
        );
        assert_eq!(site.fields[4].options, ["x"], "those that posts use");
        assert_eq!((site.pictures.folder.as_str(), site.pictures.url.as_str()), ("public/uploads", "/uploads"));
        let post = site.new_post("Hello", Date::constant(2026, 1, 2), None, &|_| false);
        assert_eq!(post.path, "src/content/blog/2026/01-hello.mdx");
        for line in ["layout: post", "pubDate: 2026-01-02", "mood: good", "featured: false", "description: \"\""] {
            assert!(post.text.lines().any(|it| it == line), "{line} in {}", post.text);
        }
    }

    #[test]
    fn a_folder_for_each_post_keeps_its_pictures() {
        let config = "media_folder: static/img\npublic_folder: https://cdn.org\ncollections: [{name: posts, folder: content/posts, path: '{{slug}}/index', slug: '{{year}}-{{month}}-{{day}}-{{slug}}', fields: [{name: title}]}]";
        let site = site(&[("hugo.toml", ""), ("static/admin/config.yml", config)]);
        let post = site.new_post("Hello", Date::constant(2026, 1, 2), None, &|_| false);
        assert_eq!(post.path, "content/posts/2026-01-02-hello/index.md");
        assert_eq!(site.place_picture(&post.path, "a.png", &|_| false).link, "a.png");
    }

    #[test]
    fn jekyll_keeps_its_dates() {
        let config = "media_folder: assets/up\ncollections: [{name: blog, folder: _posts, slug: '{{slug}}', fields: [{name: title}]}]";
        let site = site(&[("_config.yml", ""), ("admin/config.yml", config)]);
        assert_eq!(site.new_post("A", Date::constant(2026, 1, 2), None, &|_| false).path, "_posts/2026-01-02-a.md");
        assert_eq!((site.pictures.folder.as_str(), site.pictures.url.as_str()), ("assets/up", "/assets/up"));
    }

    #[test]
    fn which_of_two_is_meant_is_not_guessed() {
        let one = ("static/admin/config.yml", CONFIG);
        assert_eq!(site(&[("hugo.toml", ""), one, ("example/admin/config.yml", CONFIG)]).configured_by, ["hugo.toml"]);
        let page = "<link href=\"cms.toml\" type=\"application/toml\" rel=\"cms-config-url\">";
        let toml = "[[collections]]\nname = 'posts'\nfolder = 'content/notes'\nfields = [{name = 'title'}]\n";
        let site = site(&[("hugo.toml", ""), ("static/admin/index.html", page), ("static/admin/cms.toml", toml)]);
        assert_eq!(site.post_folders, ["content/notes"]);
    }

    #[test]
    fn every_kind_of_detail_keeps_what_is_told_of_it() {
        let config = "
media_folder: static/img
site_url: https://a.org/
collections:
  - {name: authors, folder: data/authors, extension: yml, format: yml, fields: [{name: name}]}
  - {name: lists, files: [{name: topics, file: data/topics.json, fields: []}]}
  - name: posts
    folder: content/posts
    filter: {field: language, value: en}
    fields:
      - {name: title, pattern: ['^.{5,60}$', 'Five to sixty letters']}
      - {name: day, widget: datetime, date_format: DD.MM.YYYY, time_format: false}
      - {name: moment, widget: datetime, format: 'YYYY-MM-DD HH:mm'}
      - {name: whenever, widget: datetime}
      - {name: born, widget: datetime, date_format: true}
      - {name: stars, widget: number, value_type: int, min: 1, max: 5, default: 3}
      - {name: price, widget: number, value_type: float, step: 0.5}
      - {name: moods, widget: select, multiple: true, max: 2, options: [{label: Good, value: good}, {label: Bad, value: bad}]}
      - {name: gallery, widget: list, field: {name: picture, widget: image}}
      - {name: steps, widget: list, min: 1, fields: [{name: what, label: Step}, {name: done, widget: boolean}]}
      - {name: writer, widget: relation, collection: authors, value_field: '{{slug}}', display_fields: [name]}
      - {name: topic, widget: relation, collection: lists, file: topics, value_field: 'all.*.id', display_fields: ['all.*.name']}
      - {name: seo, widget: object, required: false, fields: [{name: words}]}
      - {name: sheet, widget: file, required: false}
      - {name: uid, widget: uuid}
      - {name: type, widget: hidden, default: note}
";
        let site = site(&[
            ("hugo.toml", ""),
            ("static/admin/config.yml", config),
            ("data/authors/ann.yml", "name: Ann Lee"),
            ("data/authors/bob.yml", "name: Bob"),
            ("data/topics.json", r#"{"all": [{"id": "a", "name": "Art"}, {"id": "b", "name": "Books"}]}"#),
            ("content/posts/a.md", "---\ntitle: A\n---\n"),
        ]);
        let of = |name: &str| site.fields.iter().find(|field| field.name == name).unwrap();
        let pattern = of("title").pattern.as_ref().unwrap();
        assert_eq!((pattern.regex.as_str(), pattern.message.as_deref()), ("^.{5,60}$", Some("Five to sixty letters")));
        let dates = ["day", "moment", "whenever", "born"].map(|name| (of(name).time, of(name).format.as_deref()));
        assert_eq!(dates, [(false, Some("%d.%m.%Y")), (true, Some("%Y-%m-%d %H:%M")), (true, None), (false, None)]);
        let stars = of("stars");
        assert_eq!(
            (stars.min, stars.max, stars.step, stars.default.as_deref()),
            (Some(1.0), Some(5.0), Some(1.0), Some("3"))
        );
        assert_eq!(of("price").step, Some(0.5));
        let moods = of("moods");
        assert_eq!((moods.kind, moods.multiple, moods.max), ("list", true, Some(2.0)));
        assert_eq!((moods.choices[0].label.as_str(), moods.choices[0].value.as_str()), ("Good", "good"));
        assert_eq!((of("gallery").kind, of("gallery").multiple), ("image", true));
        let steps = of("steps");
        assert_eq!((steps.kind, steps.multiple, steps.min), ("group", true, Some(1.0)));
        let inner: Vec<(&str, &str, &str)> =
            steps.fields.iter().map(|it| (it.name.as_str(), it.label.as_str(), it.kind)).collect();
        assert_eq!(inner, [("what", "Step", "text"), ("done", "Done", "boolean")]);
        let writer = of("writer");
        assert_eq!(writer.relation.as_ref().unwrap().folder.as_deref(), Some("data/authors"));
        assert_eq!(
            (writer.options.as_slice(), writer.choices[0].label.as_str()),
            (["ann".to_owned(), "bob".to_owned()].as_slice(), "Ann Lee")
        );
        assert_eq!(
            of("topic").choices.iter().map(|it| (it.value.as_str(), it.label.as_str())).collect::<Vec<_>>(),
            [("a", "Art"), ("b", "Books")]
        );
        assert!(!of("seo.words").required && of("title").required);
        assert_eq!(of("sheet").kind, "file");
        assert_eq!(site.hidden.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["uid", "type"]);
        assert!(site.fields.iter().all(|field| field.told_by.as_deref() == Some("static/admin/config.yml")));
        assert_eq!(site.address.as_deref(), Some("https://a.org"));
        let post = site.new_post("Hello", Date::constant(2026, 1, 2), None, &|_| false);
        for line in ["type: note", "language: en"] {
            assert!(post.text.lines().any(|it| it == line), "{line} in {}", post.text);
        }
    }

    #[test]
    fn a_configuration_may_be_divided() {
        let page = "<link href=\"one.yml\" rel=\"cms-config-url\"><link href='/admin/two.json' type=\"application/json\" rel=\"cms-config-url\">";
        let two = r#"{"collections": [{"name": "posts", "folder": "content/posts", "fields": [{"name": "title"}, {"name": "mood"}]}]}"#;
        let site = site(&[
            ("hugo.toml", ""),
            ("static/admin/index.html", page),
            ("static/admin/one.yml", "media_folder: static/up\npublic_folder: /up\ncollections: []\n"),
            ("static/admin/two.json", two),
        ]);
        assert_eq!(site.configured_by, ["hugo.toml", "static/admin/one.yml", "static/admin/two.json"]);
        assert_eq!((site.fields[1].name.as_str(), site.pictures.folder.as_str()), ("mood", "static/up"));
    }
}
