use serde_json::Value;

use super::{Budget, Collection, Format, Media, Place, Settings, choose, field, is_text, kind_of, shared};
use crate::field::Field;
use crate::paths::extension;
use crate::site::Naming;
use crate::values::{self, get, string};

/// Pages CMS (pagescms.org/docs): `.pages.yml`.
pub(super) struct Pages;

const DEEPEST: usize = 3;

impl Format for Pages {
    fn read(&self, place: &Place<'_>) -> Option<Settings> {
        let (file, text) = place.text(&[".pages.yml", ".pages.yaml"])?;
        let config = values::yaml(&text)?;
        let mut collections = Vec::new();
        let mut others = Vec::new();
        gather(place, &config, get(&config, "content")?, 0, &mut collections, &mut others);
        Some(Settings { files: vec![file], collections, others, address: None })
    }
}

/// Groups hold items of their own.
fn gather(
    place: &Place<'_>,
    config: &Value,
    list: &Value,
    depth: usize,
    found: &mut Vec<Collection>,
    others: &mut Vec<(String, String)>,
) {
    for one in list.as_array().into_iter().flatten() {
        if let (Some(name), Some(path)) = (string(one, "name"), string(one, "path").and_then(|path| place.path(&path)))
            && others.len() < super::MOST_COLLECTIONS
        {
            others.push((name, path));
        }
        match (string(one, "type").as_deref(), get(one, "items")) {
            (Some("group"), Some(items)) if depth < DEEPEST => gather(place, config, items, depth + 1, found, others),
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
    let shared = (get(config, "components"), &Budget::default());
    for each in get(one, "fields").and_then(Value::as_array).into_iter().flatten() {
        add(&mut made, shared, each, "", 0);
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

fn add(made: &mut Collection, shared: Shared<'_>, each: &Value, above: &str, depth: usize) {
    if !shared.1.spend() {
        return;
    }
    let Some(own) = string(each, "name") else { return };
    let name = if above.is_empty() { own } else { format!("{above}.{own}") };
    if name == "body" {
        return;
    }
    let of = Described { shared, each };
    if of.told() == "object" && !of.is_list() && depth < DEEPEST {
        for inner in of.given("fields").and_then(Value::as_array).into_iter().flatten() {
            add(made, shared, inner, &name, depth + 1);
        }
        return;
    }
    made.add(of.field(&name, depth), of.given("default"), of.yes("hidden"));
}

/// The components that details may name, and how many may be read yet.
type Shared<'a> = (Option<&'a Value>, &'a Budget);

/// One detail's description, filled up from the component that it names.
struct Described<'a> {
    shared: Shared<'a>,
    each: &'a Value,
}

impl<'a> Described<'a> {
    fn given(&self, key: &str) -> Option<&'a Value> {
        let component = string(self.each, "component").and_then(|name| get(self.shared.0?, &name));
        get(self.each, key).or_else(|| get(component?, key))
    }

    fn told(&self) -> &'a str {
        self.given("type").and_then(Value::as_str).unwrap_or("string")
    }

    fn is_list(&self) -> bool {
        self.given("list").is_some_and(|list| list.as_bool().unwrap_or(!list.is_null()))
    }

    fn yes(&self, key: &str) -> bool {
        self.given(key).and_then(Value::as_bool).unwrap_or(false)
    }

    fn field(&self, name: &str, depth: usize) -> Field {
        let settings = self.given("options");
        let says = |key: &str| settings.and_then(|settings| get(settings, key));
        let multiple = self.is_list() || says("multiple").is_some_and(|it| it.as_bool().unwrap_or(!it.is_null()));
        let kind = match self.told() {
            "image" => "image",
            "file" => "file",
            "reference" => "relation",
            "object" | "block" => "group",
            _ if multiple => "list",
            "text" | "rich-text" | "code" => "multiline",
            "date" => "date",
            "boolean" => "boolean",
            "number" => "number",
            "select" => "choice",
            _ => "text",
        };
        let mut field = field(name, self.given("label").and_then(Value::as_str).map(str::to_owned), kind);
        field.required = self.yes("required");
        choose(&mut field, says("values"));
        field.multiple = multiple;
        field.hint = self.given("description").and_then(Value::as_str).map(super::tidy);
        field.pattern = super::pattern(self.given("pattern"), None);
        if let Some(settings) = settings {
            super::limit(&mut field, settings, &["min", "minlength"], &["max", "maxlength"]);
        }
        if let Some(list) = self.given("list").filter(|list| list.is_object()) {
            super::limit(&mut field, list, &["min"], &["max"]);
        }
        match kind {
            "date" => {
                let time = says("time").and_then(Value::as_bool).unwrap_or(false);
                super::dated(&mut field, says("format").and_then(Value::as_str), Some(time));
            }
            "relation" => {
                let bare = |key: &str| {
                    let place = says(key).and_then(Value::as_str)?.trim_start_matches('{').trim_end_matches('}');
                    Some(if place == "primary" { "title" } else { place.trim_start_matches("fields.") }.to_owned())
                };
                let to = says("collection").and_then(Value::as_str).unwrap_or_default();
                let value = bare("value").unwrap_or_else(|| "path".to_owned());
                let value = Some(value).filter(|value| !matches!(value.as_str(), "filename" | "name"));
                field.relation = Some(super::relation(to, value, bare("label")));
            }
            "group" if depth < DEEPEST => {
                let inner = self.given("fields").and_then(Value::as_array).into_iter().flatten();
                let inner = inner.take(super::MOST_OPTIONS).take_while(|_| self.shared.1.spend()).filter_map(|each| {
                    let of = Described { shared: self.shared, each };
                    Some(of.field(&string(each, "name")?, depth + 1)).filter(|_| !of.yes("hidden"))
                });
                field.fields = inner.filter(|field| !field.name.is_empty()).collect();
            }
            _ => {}
        }
        field
    }
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

    #[test]
    fn every_kind_of_detail_keeps_what_is_told_of_it() {
        let config = "
components:
  step: {type: object, label: Step, fields: [{name: what, type: text}, {name: note, hidden: true}]}
content:
  - {name: authors, type: collection, path: authors, fields: [{name: name}]}
  - name: posts
    type: collection
    path: posts
    fields:
      - {name: title, pattern: {regex: '^[A-Z]', message: Begin with a capital}, options: {minlength: 5, maxlength: 60}}
      - {name: slug, pattern: '^[a-z-]+$'}
      - {name: date, type: date, options: {time: true, format: 'dd.MM.yyyy HH:mm'}}
      - {name: day, type: date}
      - {name: stars, type: number, default: 3, options: {min: 1, max: 5}}
      - {name: moods, type: select, options: {multiple: true, values: [good, {value: bad, label: Not good}]}}
      - {name: steps, component: step, list: {min: 1, max: 9}}
      - {name: pictures, type: image, list: true}
      - {name: writer, type: reference, options: {collection: authors, value: '{path}', label: '{fields.name}'}}
      - {name: nick, type: reference, options: {collection: authors, value: '{nick}', multiple: true}}
";
        let site = understand(&InMemory::new([
            (".pages.yml", config),
            ("posts/a.md", ""),
            ("authors/ann.md", "---\nname: Ann\nnick: a\n---\n"),
        ]));
        let of = |name: &str| site.fields.iter().find(|field| field.name == name).unwrap();
        let title = of("title");
        let pattern = title.pattern.as_ref().unwrap();
        assert_eq!(
            (pattern.message.as_deref(), title.min, title.max),
            (Some("Begin with a capital"), Some(5.0), Some(60.0))
        );
        assert_eq!(of("slug").pattern.as_ref().unwrap().regex, "^[a-z-]+$");
        assert_eq!((of("date").time, of("date").format.as_deref()), (true, Some("%d.%m.%Y %H:%M")));
        assert!(!of("day").time);
        assert_eq!((of("stars").min, of("stars").default.as_deref()), (Some(1.0), Some("3")));
        assert_eq!((of("moods").kind, of("moods").choices[1].label.as_str()), ("list", "Not good"));
        let steps = of("steps");
        assert_eq!((steps.kind, steps.multiple, steps.max, steps.fields.len()), ("group", true, Some(9.0), 1));
        assert_eq!((of("pictures").kind, of("pictures").multiple), ("image", true));
        assert_eq!(
            (of("writer").choices[0].value.as_str(), of("writer").choices[0].label.as_str()),
            ("authors/ann.md", "Ann")
        );
        assert_eq!((of("nick").options[0].as_str(), of("nick").multiple), ("a", true));
    }
}
