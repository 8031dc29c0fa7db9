use serde_json::Value;

use super::{Collection, Format, Media, Place, Settings, choose, field, is_text, kind_of, shared};
use crate::paths::{extension, join, normalise, parent};
use crate::site::Naming;
use crate::values::{self, get, string, truth};

/// Decap and Sveltia (decapcms.org/docs): `admin/config.yml`.
pub(super) struct Decap;

/// How deep details in details are followed.
const DEEPEST: usize = 3;

impl Format for Decap {
    fn read(&self, place: &Place<'_>) -> Option<Settings> {
        let (file, config) = configuration(place)?;
        let collections = get(&config, "collections")?.as_array()?;
        let collections = collections.iter().filter_map(|one| collection(place, &config, one)).collect();
        Some(Settings { files: vec![file], collections })
    }
}

/// The one `admin/config.yml`, or what the page beside it names.
fn configuration(place: &Place<'_>) -> Option<(String, Value)> {
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
        return Some((one.clone(), values::yaml(&place.text(&[one])?.1)?));
    }
    if !found.is_empty() {
        return None;
    }
    starts.iter().find_map(|start| {
        let page = join(place.start, &format!("{start}admin/index.html"));
        let (_, html) = place.text(&[page.as_str()])?;
        let link = html.split('<').find(|tag| tag.contains("cms-config-url"))?;
        let href = link.split("href=").nth(1)?.trim_start_matches(['"', '\'']);
        let href = href.split(['"', '\'', ' ', '>']).next()?;
        let path = match href.strip_prefix('/') {
            Some(rooted) => join(parent(parent(&page)), rooted),
            None => join(parent(&page), href),
        };
        let path = normalise(&path)?;
        let (path, text) = place.text(&[path.as_str()])?;
        Some((path.clone(), values::parse(&path, &text)?))
    })
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
    let widget = string(each, "widget").unwrap_or_else(|| "string".to_owned());
    let inner = get(each, "fields").and_then(Value::as_array);
    if name == "body" {
        return;
    }
    if let (Some(inner), "object", true) = (inner, widget.as_str(), depth < DEEPEST) {
        for each in inner {
            add(made, each, &name, depth + 1);
        }
        return;
    }
    let several = truth(each, "multiple").unwrap_or(false);
    let kind = match widget.as_str() {
        "text" | "markdown" | "richtext" | "code" => "multiline",
        "datetime" | "date" => "date",
        "boolean" => "boolean",
        "number" => "number",
        "select" if several => "list",
        "select" => "choice",
        "list" if inner.is_some() || get(each, "types").is_some() => "group",
        "list" => "list",
        "image" | "file" => "image",
        "relation" => "relation",
        "object" | "keyvalue" => "group",
        _ => "text",
    };
    let mut field = field(&name, string(each, "label"), kind);
    field.required = truth(each, "required").unwrap_or(true) && widget != "hidden";
    choose(&mut field, get(each, "options"));
    field.multiple = several;
    field.hint = string(each, "hint").map(|hint| super::tidy(&hint));
    made.add(field, get(each, "default"), widget == "hidden");
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
}
