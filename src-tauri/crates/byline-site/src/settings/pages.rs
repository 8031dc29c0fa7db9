use serde_json::Value;

use super::{Collection, Format, Media, Place, Settings, choose, field, is_text, kind_of, shared};
use crate::paths::extension;
use crate::site::Naming;
use crate::values::{self, get, string, truth};

/// Pages CMS (pagescms.org/docs): `.pages.yml`.
pub(super) struct Pages;

const DEEPEST: usize = 3;

impl Format for Pages {
    fn read(&self, place: &Place<'_>) -> Option<Settings> {
        let (file, text) = place.text(&[".pages.yml", ".pages.yaml"])?;
        let config = values::yaml(&text)?;
        let mut collections = Vec::new();
        gather(place, &config, get(&config, "content")?, 0, &mut collections);
        Some(Settings { files: vec![file], collections })
    }
}

/// Groups hold items of their own.
fn gather(place: &Place<'_>, config: &Value, list: &Value, depth: usize, found: &mut Vec<Collection>) {
    for one in list.as_array().into_iter().flatten() {
        match (string(one, "type").as_deref(), get(one, "items")) {
            (Some("group"), Some(items)) if depth < DEEPEST => gather(place, config, items, depth + 1, found),
            (Some("collection"), _) => found.extend(collection(place, config, one)),
            _ => {}
        }
    }
}

fn collection(place: &Place<'_>, config: &Value, one: &Value) -> Option<Collection> {
    let format = string(one, "format").unwrap_or_else(|| "yaml-frontmatter".to_owned());
    let filename = get(one, "filename");
    let filename = filename.and_then(Value::as_str).map(str::to_owned).or_else(|| string(filename?, "template"));
    let own = string(one, "extension").or_else(|| filename.as_deref().map(extension)).filter(|it| !it.is_empty());
    if !format.ends_with("frontmatter") || own.as_deref().is_some_and(|own| !is_text(own.trim_start_matches('.'))) {
        return None;
    }
    let mut made = Collection {
        name: string(one, "name").unwrap_or_default(),
        folder: place.path(&string(one, "path")?)?,
        kind: kind_of(&format),
        extension: own.map(|own| own.trim_start_matches('.').to_owned()),
        naming: filename.as_deref().and_then(naming),
        media: media(place, get(one, "media").filter(|it| it.is_object()).or_else(|| get(config, "media"))),
        ..Collection::default()
    };
    let components = get(config, "components");
    for each in get(one, "fields").and_then(Value::as_array).into_iter().flatten() {
        add(&mut made, components, each, "", 0);
    }
    Some(made)
}

fn naming(filename: &str) -> Option<Naming> {
    let stem = if is_text(&extension(filename)) { filename.rsplit_once('.')?.0 } else { filename };
    let pattern = ["{primary}", "{fields.title}", "{title}"]
        .iter()
        .fold(stem.to_owned(), |pattern, theirs| pattern.replace(theirs, "{slug}"));
    Naming::of(&pattern)
}

fn media(place: &Place<'_>, media: Option<&Value>) -> Option<Media> {
    let one = match media? {
        Value::Array(several) => several.first()?,
        one => one,
    };
    match one {
        Value::String(input) => shared(place, input, &format!("/{}", input.trim_matches('/'))),
        one => shared(place, &string(one, "input")?, &string(one, "output").unwrap_or_default()),
    }
}

fn add(made: &mut Collection, components: Option<&Value>, each: &Value, above: &str, depth: usize) {
    let Some(own) = string(each, "name") else { return };
    let name = if above.is_empty() { own } else { format!("{above}.{own}") };
    let component = string(each, "component").and_then(|name| get(components?, &name));
    let given = |key: &str| get(each, key).or_else(|| get(component?, key));
    let told = given("type").and_then(Value::as_str).unwrap_or("string");
    let several = given("list").is_some_and(|list| list.as_bool().unwrap_or(true));
    let settings = given("options");
    if name == "body" {
        return;
    }
    if told == "object" && !several && depth < DEEPEST {
        for inner in given("fields").and_then(Value::as_array).into_iter().flatten() {
            add(made, components, inner, &name, depth + 1);
        }
        return;
    }
    let multiple = several || settings.and_then(|options| truth(options, "multiple")).unwrap_or(false);
    let kind = match told {
        "text" | "rich-text" | "code" => "multiline",
        "date" => "date",
        "boolean" => "boolean",
        "number" => "number",
        "image" | "file" => "image",
        "reference" => "relation",
        "object" | "block" => "group",
        _ if multiple => "list",
        "select" => "choice",
        _ => "text",
    };
    let mut field = field(&name, given("label").and_then(Value::as_str).map(str::to_owned), kind);
    let yes = |key: &str| given(key).and_then(Value::as_bool).unwrap_or(false);
    field.required = yes("required");
    choose(&mut field, settings.and_then(|settings| get(settings, "values")));
    field.multiple = multiple;
    field.hint = given("description").and_then(Value::as_str).map(super::tidy);
    made.add(field, given("default"), yes("hidden"));
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use crate::{InMemory, understand};

    #[test]
    fn groups_components_and_names_are_read() {
        let config = "
media: {input: src/static/img, output: /static/img}
components:
  when: {type: date, label: Day}
content:
  - type: group
    name: all
    items:
      - {name: about, type: file, path: about.md}
      - name: posts
        type: collection
        path: src/journal
        filename: '{year}-{month}-{day}-{primary}.md'
        fields:
          - {name: title, label: Title, required: true, description: What it says}
          - {name: date, component: when}
          - {name: tags, list: true}
          - {name: layout, hidden: true, default: post.njk}
          - {name: mood, type: select, options: {values: [good, {value: bad, label: Bad}]}}
          - {name: seo, type: object, fields: [{name: text, type: text}]}
          - {name: body, type: rich-text}
  - {name: data, type: collection, path: src/data, format: json}
";
        let site = understand(&InMemory::new([
            (".eleventy.js", "dir: { input: 'src' }"),
            (".pages.yml", config),
            ("src/journal/a.md", ""),
        ]));
        assert_eq!(
            (site.post_folders.as_slice(), site.configured_by[1].as_str()),
            (["src/journal".to_owned()].as_slice(), ".pages.yml")
        );
        let seen: Vec<(&str, &str, &str)> =
            site.fields.iter().map(|it| (it.name.as_str(), it.label.as_str(), it.kind)).collect();
        assert_eq!(
            seen,
            [
                ("title", "Title", "text"),
                ("date", "Day", "date"),
                ("tags", "Tags", "tags"),
                ("mood", "Mood", "choice"),
                ("seo.text", "Text", "multiline")
            ]
        );
        assert_eq!(site.fields[3].options, ["good", "bad"]);
        assert_eq!((site.pictures.folder.as_str(), site.pictures.url.as_str()), ("src/static/img", "/static/img"));
        let post = site.new_post("Hello", Date::constant(2026, 1, 2), None, &|_| false);
        assert_eq!(
            (post.path.as_str(), post.text.contains("layout: post.njk\n")),
            ("src/journal/2026-01-02-hello.md", true)
        );
    }
}
