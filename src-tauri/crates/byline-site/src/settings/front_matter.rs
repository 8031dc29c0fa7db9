use serde_json::Value;

use super::{Budget, Collection, Format, Media, Place, Settings, choose, field, kind_of};
use crate::field::Field;
use crate::folder::files_under;
use crate::habits::picture_folder;
use crate::paths::{inside, join};
use crate::site::{DraftFlag, Naming, Pictures};
use crate::values::{get, jsonc, string, truth};

/// Front Matter CMS (frontmatter.codes/docs): `frontmatter.json`, with comments, and parts of it in files of their own.
pub(super) struct FrontMatterCms;

const PARTS: &str = ".frontmatter/config";

/// Most parts read.
const MOST_PARTS: usize = 200;

impl Format for FrontMatterCms {
    fn read(&self, place: &Place<'_>) -> Option<Settings> {
        let (file, text) = place.text(&["frontmatter.json"])?;
        let config = jsonc(&text)?;
        let mut files = vec![file];
        let says = |key: &str| get(&config, &format!("frontMatter.{key}"));
        let list = |key: &str| says(key).and_then(Value::as_array).cloned().unwrap_or_default();
        let mut folders = list("content.pageFolders");
        let mut types = list("taxonomy.contentTypes");
        let mut shared = Shared { groups: list("taxonomy.fieldGroups"), ..Shared::default() };
        let mut draft = says("content.draftField").cloned();
        for path in files_under(place.folder, &join(place.start, PARTS), &[]).iter().take(MOST_PARTS) {
            let lower = path.to_ascii_lowercase();
            let Some(part) = place.text(&[path.as_str()]).and_then(|(_, text)| jsonc(&text)) else { continue };
            files.push(path.clone());
            if lower.contains("/pagefolders/") {
                folders.push(part);
            } else if lower.contains("/contenttypes/") {
                types.push(part);
            } else if lower.contains("/fieldgroups/") {
                shared.groups.push(part);
            } else if lower.ends_with("/draftfield.json") {
                draft = Some(part);
            }
        }
        shared.read_words(place, &says);
        let address = says("website.host").and_then(Value::as_str).map(str::to_owned);
        let prefix = says("templates.prefix").and_then(Value::as_str);
        let kind = says("taxonomy.frontMatterType").and_then(Value::as_str).and_then(kind_of);
        let extension = says("content.defaultFileType").and_then(Value::as_str).filter(|it| super::is_text(it));
        let media = says("content.publicFolder").and_then(|public| media(place, public));
        let collections = folders.iter().filter_map(|one| {
            let path = string(one, "path")?;
            let path = path.trim_start_matches("[[workspace]]").trim_matches('/').to_owned();
            let wanted = get(one, "contentTypes").map(crate::values::strings).unwrap_or_default();
            let named =
                |one: &&Value| string(one, "name").is_some_and(|name| wanted.is_empty() || wanted.contains(&name));
            let content = types.iter().filter(named).max_by_key(|one| {
                string(one, "name").is_some_and(|name| matches!(name.as_str(), "post" | "blog" | "article" | "default"))
            });
            let mut made = Collection {
                name: string(one, "title").unwrap_or_default(),
                folder: place.path(&path)?,
                kind,
                extension: extension.map(str::to_owned),
                media: media.clone(),
                ..Collection::default()
            };
            let own = |key: &str| get(one, key).or_else(|| content.and_then(|content| get(content, key)));
            let prefix = own("filePrefix").and_then(Value::as_str).or(prefix);
            let bundle = content.is_some_and(|content| truth(content, "pageBundle").unwrap_or(false));
            made.naming = match prefix.map(|prefix| naming(prefix, bundle)) {
                Some(naming) => naming,
                None => bundle.then_some(Naming::Bundle),
            };
            let fields = content.and_then(|content| get(content, "fields")).and_then(Value::as_array);
            for each in fields.into_iter().flatten() {
                add(&mut made, &shared, each);
            }
            if let Some(draft) = &draft {
                made.draft_flag = draft_flag(draft);
            }
            Some(made)
        });
        let collections: Vec<Collection> = collections.collect();
        let others = types.iter().filter_map(|one| {
            let name = string(one, "name")?;
            let folder = folders.iter().find(|folder| {
                get(folder, "contentTypes").map(crate::values::strings).is_some_and(|types| types.contains(&name))
            })?;
            let path = string(folder, "path")?;
            Some((name, place.path(path.trim_start_matches("[[workspace]]").trim_matches('/'))?))
        });
        Some(Settings { files, collections, others: others.take(super::MOST_COLLECTIONS).collect(), address })
    }
}

/// What stands in front of a name: `yyyy-MM-dd`, bare or as `{{date|yyyy-MM-dd}}`.
fn naming(prefix: &str, bundle: bool) -> Option<Naming> {
    let bare = prefix.replace("{{date|", "").replace("}}", "");
    let bare = bare.trim().trim_end_matches('-');
    let front = match bare {
        "" => "",
        "yyyy-MM-dd" => "{year}-{month}-{day}-",
        _ => return None,
    };
    Naming::of(&format!("{front}{{slug}}{}", if bundle { "/index" } else { "" }))
}

fn media(place: &Place<'_>, public: &Value) -> Option<Media> {
    let written = public.as_str().map(str::to_owned).or_else(|| string(public, "path"))?;
    if written.contains(':') || public.get("relative").and_then(Value::as_bool) == Some(true) {
        return None;
    }
    let public = place.path(written.trim_start_matches("[[workspace]]"))?;
    let own: Vec<String> = files_under(place.folder, &public, &[]);
    let folder = picture_folder(&own, &public).unwrap_or_else(|| join(&public, "images"));
    let url = format!("/{}", inside(&folder, &public)?);
    Some(Media::Shared(Pictures { folder, url }))
}

/// What details of several types share.
#[derive(Default)]
struct Shared {
    budget: Budget,
    groups: Vec<Value>,
    date_format: Option<String>,
    tags: Vec<String>,
    categories: Vec<String>,
    /// Other lists of words, by their names.
    words: Vec<(String, Vec<String>)>,
}

impl Shared {
    /// The lists of words: in the settings, or, in newer versions, in a file that the editor keeps.
    fn read_words<'a>(&mut self, place: &Place<'_>, says: &impl Fn(&str) -> Option<&'a Value>) {
        self.date_format = says("taxonomy.dateFormat").and_then(Value::as_str).map(str::to_owned);
        let kept = place.text(&[".frontmatter/database/taxonomyDb.json"]).and_then(|(_, text)| jsonc(&text));
        let kept = kept.as_ref().and_then(|kept| get(kept, "taxonomy"));
        let list = |key: &str| {
            let told = says(&format!("taxonomy.{key}")).or_else(|| get(kept?, key));
            told.map(crate::values::strings).unwrap_or_default().into_iter().take(super::MOST_OPTIONS).collect()
        };
        (self.tags, self.categories) = (list("tags"), list("categories"));
        for custom in
            says("taxonomy.customTaxonomy").and_then(Value::as_array).into_iter().flatten().take(super::MOST_OPTIONS)
        {
            let words = get(custom, "options").map(crate::values::strings).unwrap_or_default();
            self.words.extend(string(custom, "id").map(|id| (id, words)));
        }
    }

    fn group(&self, id: &str) -> Option<&Vec<Value>> {
        let group = self.groups.iter().find(|group| string(group, "id").as_deref() == Some(id))?;
        get(group, "fields")?.as_array()
    }
}

/// The detail that marks a draft; one of several words is nothing that Byline can turn around.
fn draft_flag(told: &Value) -> Option<DraftFlag> {
    let truth_of = string(told, "type").is_none_or(|kind| kind == "boolean");
    let inverted = truth(told, "invert").unwrap_or(false);
    string(told, "name").filter(|_| truth_of).map(|name| DraftFlag::new(&name, !inverted))
}

const DEEPEST: usize = 3;

fn add(made: &mut Collection, shared: &Shared, each: &Value) {
    add_below(made, shared, each, "", 0);
}

fn add_below(made: &mut Collection, shared: &Shared, each: &Value, above: &str, depth: usize) {
    if !shared.budget.spend() {
        return;
    }
    let own = string(each, "name").unwrap_or_default();
    let name = if above.is_empty() { own.clone() } else { format!("{above}.{own}") };
    match string(each, "type").as_deref() {
        Some("divider" | "heading") => {}
        // A group of details that stand beside the others.
        Some("fieldCollection") if depth < DEEPEST => {
            let group = string(each, "fieldGroup").and_then(|id| shared.group(&id));
            for inner in group.into_iter().flatten() {
                add_below(made, shared, inner, above, depth + 1);
            }
        }
        Some("fields") if depth < DEEPEST && !own.is_empty() => {
            for inner in get(each, "fields").and_then(Value::as_array).into_iter().flatten() {
                add_below(made, shared, inner, &name, depth + 1);
            }
        }
        _ if own.is_empty() => {}
        _ => {
            if string(each, "type").as_deref() == Some("draft") {
                made.draft_flag = made.draft_flag.take().or_else(|| Some(DraftFlag::new(&name, true)));
            }
            let field = described(shared, each, &name, depth);
            made.add(field, get(each, "default"), truth(each, "hidden").unwrap_or(false));
        }
    }
}

fn described(shared: &Shared, each: &Value, name: &str, depth: usize) -> Field {
    let told = string(each, "type").unwrap_or_default();
    let several = truth(each, "multiple").unwrap_or(false);
    let kind = match told.as_str() {
        "string"
            if truth(each, "single") == Some(false)
                || get(each, "wysiwyg").is_some_and(|it| *it != Value::Bool(false)) =>
        {
            "multiline"
        }
        "datetime" => "date",
        "boolean" | "draft" => "boolean",
        "number" => "number",
        "image" => "image",
        "file" => "file",
        "choice" | "dataFile" if several => "list",
        "choice" => "choice",
        "tags" | "categories" | "taxonomy" => "tags",
        "list" => "list",
        "contentRelationship" => "relation",
        "fields" | "block" | "json" => "group",
        _ => "text",
    };
    let mut field = field(name, string(each, "title"), kind);
    field.required = truth(each, "required").unwrap_or(false);
    choose(&mut field, get(each, "choices"));
    field.multiple = several || told == "block";
    field.hint = string(each, "description").map(|hint| super::tidy(&hint));
    super::limit(&mut field, each, &[], &["taxonomyLimit", "max"]);
    if let Some(settings) = get(each, "numberOptions") {
        super::limit(&mut field, settings, &["min"], &["max"]);
        let whole = truth(settings, "isDecimal") != Some(true);
        field.step = field.step.or(whole.then_some(1.0));
    }
    match told.as_str() {
        "datetime" => {
            let format = string(each, "dateFormat").or_else(|| shared.date_format.clone());
            super::dated(&mut field, format.as_deref(), format.is_none().then_some(true));
        }
        "tags" => field.options.clone_from(&shared.tags),
        "categories" => field.options.clone_from(&shared.categories),
        "taxonomy" => {
            let words = string(each, "taxonomyId").and_then(|id| shared.words.iter().find(|(name, _)| *name == id));
            field.options = words.map(|(_, words)| words.clone()).unwrap_or_default();
        }
        "contentRelationship" => {
            let value = string(each, "contentTypeValue").filter(|value| value == "path");
            field.relation = string(each, "contentTypeName").map(|to| super::relation(&to, value, None));
        }
        "block" if depth < DEEPEST => {
            let ids = get(each, "fieldGroup").map(crate::values::strings).unwrap_or_default();
            let inner = ids
                .iter()
                .filter_map(|id| shared.group(id))
                .flatten()
                .take(super::MOST_OPTIONS)
                .take_while(|_| shared.budget.spend());
            field.fields =
                inner.filter_map(|one| Some(described(shared, one, &string(one, "name")?, depth + 1))).collect();
        }
        _ => {}
    }
    field
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use crate::{InMemory, understand};

    #[test]
    fn the_content_type_of_the_posts_is_the_form() {
        let config = r#"{
  // settings of the editor
  "frontMatter.content.publicFolder": "static",
  "frontMatter.content.pageFolders": [{ "title": "posts", "path": "[[workspace]]/content/notes", "contentTypes": ["post"] },],
  "frontMatter.templates.prefix": "yyyy-MM-dd",
  "frontMatter.taxonomy.contentTypes": [
    { "name": "page", "fields": [] },
    { "name": "post", "pageBundle": true, "fields": [
      { "title": "Title", "name": "title", "type": "string", "required": true },
      { "title": "When", "name": "publishDate", "type": "datetime", "isPublishDate": true },
      { "title": "Kind", "name": "kind", "type": "choice", "choices": ["a", {"id": "b", "title": "B"}], "default": "a" },
      { "name": "source", "type": "string", "hidden": true, "default": "web" },
    ] },
  ],
  "frontMatter.config.dynamicFilePath": "./run-me.js",
}"#;
        let site =
            understand(&InMemory::new([("hugo.toml", ""), ("frontmatter.json", config), ("static/img/a.png", "")]));
        assert_eq!(
            (site.post_folders.as_slice(), site.configured_by[1].as_str()),
            (["content/notes".to_owned()].as_slice(), "frontmatter.json")
        );
        let seen: Vec<(&str, &str)> = site.fields.iter().map(|it| (it.label.as_str(), it.kind)).collect();
        assert_eq!(seen, [("Title", "text"), ("When", "date"), ("Kind", "choice")]);
        assert_eq!(site.fields[2].options, ["a", "b"]);
        assert_eq!((site.pictures.folder.as_str(), site.pictures.url.as_str()), ("static/img", "/img"));
        let post = site.new_post("Hello", Date::constant(2026, 1, 2), None, &|_| false);
        assert_eq!(post.path, "content/notes/2026-01-02-hello/index.md");
        assert_eq!(
            post.text,
            "+++\ntitle = \"Hello\"\npublishDate = 2026-01-02\nkind = \"a\"\nsource = \"web\"\n+++\n\n"
        );
    }

    #[test]
    fn parts_may_have_files_of_their_own() {
        let site = understand(&InMemory::new([
            ("package.json", r#"{"dependencies":{"astro":"5"}}"#),
            ("frontmatter.json", "{}"),
            (".frontmatter/config/content/pageFolders/blog.json", r#"{"title": "blog", "path": "src/content/texts"}"#),
            (
                ".frontmatter/config/taxonomy/contentTypes/default.json",
                r#"{"name": "default", "fields": [{"name": "title"}, {"name": "mood"}]}"#,
            ),
        ]));
        assert_eq!(site.post_folders, ["src/content/texts"]);
        assert_eq!(site.fields[1].name, "mood");
    }

    #[test]
    fn a_detail_of_the_kind_draft_marks_one() {
        let check = |setting: &str, expect: Option<&str>| {
            let config = format!(
                r#"{{ {setting} "frontMatter.content.pageFolders": [{{ "path": "[[workspace]]/blog" }}],
                "frontMatter.taxonomy.contentTypes": [{{ "name": "default", "fields": [
                {{ "name": "title", "type": "string" }}, {{ "name": "isDraft", "type": "draft" }}] }}] }}"#
            );
            let site = understand(&InMemory::new([("package.json", "{}"), ("frontmatter.json", config.as_str())]));
            assert_eq!(site.draft_flag.map(|flag| flag.name).as_deref(), expect, "{setting}");
        };
        check("", Some("isDraft"));
        check(r#""frontMatter.content.draftField": { "name": "isDraft", "type": "choice" },"#, None);
    }

    #[test]
    fn every_kind_of_detail_keeps_what_is_told_of_it() {
        let config = r#"{
  "frontMatter.website.host": "https://a.org",
  "frontMatter.content.draftField": { "name": "ready", "type": "boolean", "invert": true },
  "frontMatter.taxonomy.dateFormat": "yyyy-MM-dd HH:mm",
  "frontMatter.taxonomy.categories": ["art", "books"],
  "frontMatter.content.pageFolders": [
    { "title": "authors", "path": "[[workspace]]/authors", "contentTypes": ["author"] },
    { "title": "blog", "path": "[[workspace]]/blog", "contentTypes": ["post"] }
  ],
  "frontMatter.taxonomy.fieldGroups": [
    { "id": "share", "fields": [{ "name": "image", "type": "image" }] },
    { "id": "quote", "fields": [{ "name": "who", "type": "string", "title": "Who said it" }] }
  ],
  "frontMatter.taxonomy.contentTypes": [{ "name": "author", "fields": [] }, { "name": "post", "fields": [
    { "name": "title", "type": "string", "description": "Short" },
    { "name": "teaser", "type": "string", "single": false },
    { "name": "date", "type": "datetime" },
    { "name": "day", "type": "datetime", "dateFormat": "dd.MM.yyyy" },
    { "name": "stars", "type": "number", "numberOptions": { "min": 1, "max": 5 } },
    { "name": "kind", "type": "choice", "multiple": true, "choices": [{ "id": "a", "title": "First" }] },
    { "name": "categories", "type": "categories" },
    { "name": "writer", "type": "contentRelationship", "contentTypeName": "author", "contentTypeValue": "slug" },
    { "type": "fieldCollection", "fieldGroup": "share", "name": "ignored" },
    { "name": "seo", "type": "fields", "fields": [{ "name": "words", "type": "list" }] },
    { "name": "quotes", "type": "block", "fieldGroup": ["quote"] },
    { "name": "line", "type": "divider" }
  ] }]
}"#;
        let site = understand(&InMemory::new([
            ("astro.config.mjs", ""),
            ("frontmatter.json", config),
            ("authors/ann.md", "---\ntitle: Ann Lee\n---\n"),
            (".frontmatter/database/taxonomyDb.json", r#"{"taxonomy": {"tags": ["x", "y"]}}"#),
        ]));
        let of = |name: &str| site.fields.iter().find(|field| field.name == name).unwrap();
        assert_eq!((of("title").hint.as_deref(), of("teaser").kind), (Some("Short"), "multiline"));
        assert_eq!((of("date").time, of("date").format.as_deref()), (true, Some("%Y-%m-%d %H:%M")));
        assert_eq!((of("day").time, of("day").format.as_deref()), (false, Some("%d.%m.%Y")));
        assert_eq!((of("stars").min, of("stars").max, of("stars").step), (Some(1.0), Some(5.0), Some(1.0)));
        assert_eq!((of("kind").multiple, of("kind").choices[0].label.as_str()), (true, "First"));
        assert_eq!(of("categories").options, ["art", "books"]);
        assert_eq!((of("writer").options[0].as_str(), of("writer").choices[0].label.as_str()), ("ann", "Ann Lee"));
        assert_eq!((of("image").kind, of("seo.words").kind), ("image", "list"));
        assert_eq!((of("quotes").kind, of("quotes").fields[0].label.as_str()), ("group", "Who said it"));
        let flag = site.draft_flag.unwrap();
        assert_eq!((flag.name.as_str(), flag.value, site.address.as_deref()), ("ready", false, Some("https://a.org")));
    }
}
